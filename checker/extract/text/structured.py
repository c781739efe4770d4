"""What a page tells machines about places: schema.org in JSON-LD, as things with facts."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard

Node = Mapping[str, Any]

#: More nodes or deeper ones are no description of a place.
_NODES_MAX, _SIZE_MAX = 5_000, 500_000
_KEYS = ("openingHours", "openingHoursSpecification", "specialOpeningHoursSpecification",
         "telephone", "email")  # fmt: skip
_WRAPPED = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|"
                      r"(?://\s*)?(?:-->|\]\]>)\s*\Z")  # fmt: skip
_DAYS = {"mo": 1, "tu": 2, "we": 3, "th": 4, "fr": 5, "sa": 6, "su": 7}
_CLOCK = re.compile(r"T?(\d{1,2})[:.](\d\d)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SPAN = re.compile(r"(?P<opens>\d{1,2}[:.]\d\d)\s?[-–]\s?(?P<closes>\d{1,2}[:.]\d\d)")
_TIMES = r"\d{1,2}[:.]\d\d\s?[-–]\s?\d{1,2}[:.]\d\d"
_SHORT_FORM = re.compile(
    r"(?P<days>[A-Za-z]{2,9}(?:\s?[-–,]\s?[A-Za-z]{2,9})*)\s+"
    rf"(?P<times>{_TIMES}(?:\s?,\s?{_TIMES})*)"
)
_HIDDEN_TYPES = frozenset({"Person", "Review", "Comment", "Article", "NewsArticle", "BlogPosting"})


@dataclass(frozen=True, slots=True)
class Opening:
    """One line of opening hours."""

    days: tuple[int, ...]  #: ISO weekdays, Monday is 1; empty: not said
    opens: str  #: "08:00"; "" with closes "": closed
    closes: str
    since: str = ""  #: first day that it holds, ISO 8601; "": always
    until: str = ""


@dataclass(slots=True)
class Thing:
    """A place or an office, with what is said of it."""

    name: str
    openings: list[Opening] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)


def things(scripts: Iterable[str], items: Iterable[Node] = ()) -> list[Thing]:
    """Return the things with hours, a phone or an address; what is broken is passed over.

    Things of one name are one. Persons are left out: their numbers are never published.

    >>> things(['{"@type":"Library","name":"X","openingHours":"Mo-Fr 8:00-15:00"}'])[0].openings
    [Opening(days=(1, 2, 3, 4, 5), opens='08:00', closes='15:00', since='', until='')]
    """
    named: dict[str, Thing] = {}
    for root in (*_parsed(scripts), *items):
        for node, name in _nodes(root):
            if any(key in node for key in _KEYS):
                _describe(named.setdefault(name, Thing(name)), node)
    return [one for one in named.values() if one.openings or one.phones or one.emails]


def _parsed(scripts: Iterable[str]) -> Iterator[Any]:
    for script in scripts:
        if len(script) <= _SIZE_MAX:
            try:
                yield json.loads(_WRAPPED.sub("", script), strict=False)
            except (ValueError, RecursionError):  # a template that was not filled in
                continue


def _nodes(root: Any) -> Iterator[tuple[Node, str]]:
    """Each object with the name of its thing, in order; what hides a person is not entered."""
    waiting: list[tuple[Any, str]] = [(root, "")]
    for _ in range(_NODES_MAX):
        if not waiting:
            return
        node, name = waiting.pop()
        if isinstance(node, list):
            waiting += [(one, name) for one in reversed(node)]
        elif isinstance(node, dict) and not _HIDDEN_TYPES & set(_texts(node.get("@type"))):
            name = _name(node) or name
            yield node, name
            nested = [one for one in node.values() if isinstance(one, dict | list)]
            waiting += [(one, name) for one in reversed(nested)]


def _name(node: Node) -> str:
    named = next((text for text in _texts(node.get("name")) if text.strip()), "")
    return " ".join(named.split())[:120]


def _texts(value: Any) -> list[str]:
    """The strings of a value that is one, or a list of them, or says its own name."""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("@id") or value.get("name")
    if isinstance(value, list):
        return [text for one in value[:50] for text in _texts(one) if not isinstance(one, list)]
    return [value] if isinstance(value, str) else []


def _describe(thing: Thing, node: Node) -> None:
    for opening in _openings(node):
        if opening not in thing.openings:
            thing.openings.append(opening)
    for kept, key in ((thing.phones, "telephone"), (thing.emails, "email")):
        for text in _texts(node.get(key)):
            said = " ".join(text.removeprefix("tel:").removeprefix("mailto:").split())
            if said and said not in kept and len(said) <= 100:  # noqa: PLR2004  no number, no address
                kept.append(said)


def _openings(node: Node) -> Iterator[Opening]:
    for text in _texts(node.get("openingHours")):
        yield from _short(text)
    for key in ("openingHoursSpecification", "specialOpeningHoursSpecification"):
        listed = node.get(key)
        for one in listed if isinstance(listed, list) else [listed]:
            if _is_node(one):
                opening = _specified(one)
                if opening is not None:
                    yield opening


def _is_node(value: object) -> TypeGuard[Node]:
    return isinstance(value, dict)


def _short(text: str) -> Iterator[Opening]:
    """The short form of schema.org/openingHours: "Mo-Fr 8:00-12:00, 13:00-15:00, Sa 9:00-14:00"."""
    for found in _SHORT_FORM.finditer(text[:1000]):
        days = _days_of(found.group("days"))
        for span in _SPAN.finditer(found.group("times")):
            opens, closes = _clock(span.group("opens")), _clock(span.group("closes"))
            if days and opens and closes:
                yield Opening(days, opens, closes)


def _days_of(text: str) -> tuple[int, ...]:
    days: dict[int, None] = {}
    for part in text.split(","):
        ends = [_DAYS.get(one.strip()[:2].lower()) for one in re.split("[-–]", part)]
        if None in ends:
            return ()
        first, last = ends[0] or 0, ends[-1] or 0
        span = last - first if last >= first else last + 7 - first
        days |= {(first + step - 1) % 7 + 1: None for step in range(span + 1)}
    return tuple(days)


def _specified(node: Node) -> Opening | None:
    """One OpeningHoursSpecification; equal ends, or none, say closed."""
    days = _texts(node.get("dayOfWeek"))
    numbers = [_DAYS.get(re.split("[/#:]", day)[-1][:2].lower()) for day in days]
    since, until = (_day(node.get(key)) for key in ("validFrom", "validThrough"))
    if None in numbers or not (numbers or since):
        return None
    opens, closes = (_clock(_first(node.get(key))) for key in ("opens", "closes"))
    if opens == closes or not (opens and closes):
        if bool(opens) != bool(closes) or not (opens or since):
            return None
        opens = closes = ""
    return Opening(tuple(one or 0 for one in numbers), opens, closes, since, until)


def _first(value: object) -> str:
    return next(iter(_texts(value)), "")


def _clock(text: str) -> str:
    """A time of the day with two figures each, "" for none."""
    found = _CLOCK.match(text.strip())
    if found is None or int(found.group(1)) > 24 or int(found.group(2)) > 59:  # noqa: PLR2004
        return ""
    return f"{int(found.group(1)):02}:{found.group(2)}"


def _day(value: object) -> str:
    found = _DATE.match(_first(value))
    return found.group() if found else ""


_WEEKDAYS: Mapping[str, Sequence[str]] = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_LABELS = {"nb": ("stengt", "Telefon"), "nn": ("stengt", "Telefon"), "en": ("closed", "Phone")}


def hours_lines(openings: Sequence[Opening], language: str) -> list[str]:
    """Return hours as people write them, days of the same hours together.

    >>> hours_lines([Opening((1, 2, 3), "08:00", "15:00"), Opening((5,), "08:00", "15:00")], "nb")
    ['mandag-onsdag, fredag 08:00-15:00']
    """
    spoken = language if language in _WEEKDAYS else "nb" if language in {"", "se"} else "en"
    together: dict[tuple[str, ...], set[int]] = {}
    for one in openings:
        key = (one.opens, one.closes, one.since, one.until)
        together.setdefault(key, set()).update(one.days)
    lines = []
    for (opens, closes, since, until), days in together.items():
        when = [f"{_written(since)}{_until(since, until)}:"] if since else []
        named = [_day_names(sorted(days), _WEEKDAYS[spoken])] if days else []
        times = f"{opens}-{closes}" if opens else _LABELS[spoken][0]
        lines.append(" ".join((*when, *named, times)))
    return lines


def contact_lines(phones: Iterable[str], emails: Iterable[str], language: str) -> list[str]:
    """Return numbers and addresses with their labels."""
    label = _LABELS.get(language, _LABELS["nb"])[1]
    return [*(f"{label}: {one}" for one in phones), *(f"E-post: {one}" for one in emails)]


def _written(day: str) -> str:
    year, month, number = day.split("-")
    return f"{number}.{month}.{year}"


def _until(since: str, until: str) -> str:
    return f"-{_written(until)}" if until and until != since else ""


def _day_names(days: Sequence[int], names: Sequence[str]) -> str:
    """Runs of days as first and last: "mandag-fredag, søndag"."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        names[run[0] - 1] if len(run) == 1 else f"{names[run[0] - 1]}-{names[run[-1] - 1]}"
        for run in runs
    )
