"""What a row of the tables states, what is read in its text, and whether the two agree."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pages
from opening_hours import OpeningHours, State
from tables_of import page, words_of

from checker.config import load_elements, shipped
from checker.extract import duration, hours, money
from checker.extract.facts import contact, dates, statement
from checker.extract.facts.links import canonical
from checker.extract.hit import Hit
from checker.extract.text import read, read_plain
from checker.extract.verdict.choosing import MARGIN
from checker.extract.verdict.named import links_of, naming
from checker.extract.verdict.sought import prepare
from checker.model.catalog import Accept, Element, Wording
from checker.model.evidence import Text
from checker.model.value import Contact, Kind, Link, Value, to_json

#: The keys of one finding; a row names those that it cares for.
Stated = Mapping[str, object]

#: Links of a table are paths under this address.
SITE = "https://www.prove.kommune.no"
#: Written forms that a page in either is read with.
NORWEGIAN = ("nb", "nn")
#: Whose phone numbers stand without a country code; Norway's in any other language.
REGIONS = {"sv": "SE", "da": "DK"}
#: What a row that does not name a key says about it, where it is taken at its word.
UNNAMED: Mapping[Kind, Stated] = {
    "hours": {"audience": None},
    "money": {
        "amount": None,
        "amount_max": None,
        "currency": "NOK",
        "per": None,
        "vat": None,
        "year": None,
    },
    "duration": {"min": None, "max": None, "days": None, "role": None},
}
#: Odd and even weeks, Easter, Whitsun, spring, summer holidays, autumn, Christmas.
WEEKS = [
    datetime(2026, month, day)  # noqa: DTZ001  the evaluator works in local time
    for month, day in (
        *((1, 5), (1, 12), (2, 2), (3, 30), (4, 6), (5, 11), (5, 18), (6, 22)),
        *((7, 13), (7, 20), (8, 10), (10, 5), (11, 2), (12, 7), (12, 21), (12, 28)),
    )
]


@cache
def open_times(osm: str) -> tuple[tuple[datetime, datetime], ...]:
    """Return when it is open in the weeks above; for closures alone, when it is not closed."""
    found: list[tuple[datetime, datetime]] = []
    rules = OpeningHours(osm, country="NO")
    for week in WEEKS:
        for start, end, state, *_ in rules.intervals(week, week + timedelta(days=7)):
            if state == State.OPEN:
                touching = bool(found) and found[-1][1] == start
                found.append((found.pop()[0] if touching else start, end))
    return tuple(found) or open_times(f"24/7; {osm}")


def text_of(content: str, tag: str) -> Text:
    """Return a row's text: HTML where it begins with a tag, else plain."""
    return page(content, tag) if content.startswith("<") else read_plain(content, language=tag)


def hits_in(kind: Kind, tag: str, row: Mapping[str, Any]) -> tuple[Text, Sequence[Hit]]:
    """Return the text of a row and what is found in it."""
    if kind == "link":
        if "element" in row:
            return links_for(row["element"], tag, row["text"])
        linked = read(pages.page(f"<body>{row['text']}", uri=f"{SITE}/"))
        return linked, links_naming(linked, tag, tuple(row["words"]))
    text = text_of(row["text"], tag)
    if kind == "statement":
        return text, statement.find(text, tuple(tuple(group) for group in row["groups"]))
    if kind == "contact":
        return text, contact.find(text, words_of(tag), region=REGIONS.get(tag, "NO"))
    return text, FINDERS[kind](text, words_of(tag))


def links_for(element: str, tag: str, html: str) -> tuple[Text, list[Hit]]:
    """Return a page with these links, and those that are surest for an element as shipped."""
    text = read(pages.page(f"<html lang={tag}><body><main>{html}</main>", uri=f"{SITE}/x/"))
    known = (one for one in load_elements(shipped()) if one.id == element)
    (sought,) = prepare(known, NORWEGIAN if tag in NORWEGIAN else (tag,))
    named = sorted(naming(links_of(text, [sought]), sought), key=lambda one: one[0].start)
    best = max((score for _, score in named), default=0.0)
    surest = (anchor for anchor, score in named if score == best)
    return text, [Hit(Link(one.uri), one.start, one.end) for one in surest]


def links_naming(text: Text, tag: str, words: tuple[str, ...]) -> list[Hit]:
    """Return the links that surely name an element of these words, each page once, in order."""
    element = Element(
        "any", "link", "openness", {tag: Wording("any", words, words)}, accept=Accept(anywhere=True)
    )
    (sought,) = prepare((element,), (tag,))
    named = sorted(naming(links_of(text, [sought]), sought), key=lambda one: one[0].start)
    best = max((score for _, score in named), default=0.0)
    pages: dict[str, Hit] = {}
    for anchor, score in named:
        if score > best - MARGIN:
            hit = Hit(Link(anchor.uri), anchor.start, anchor.end)
            pages.setdefault(canonical(anchor.uri), hit)
    return list(pages.values())


FINDERS: Mapping[str, Callable[..., Sequence[Hit]]] = {
    "hours": hours.find,
    "money": money.find,
    "duration": duration.find,
    "date": dates.find,
}


def found_in(kind: Kind, tag: str, row: Mapping[str, Any]) -> list[Stated]:
    """Return what is read in a row, comparable with what it wants, in order of the text."""
    text, hits = hits_in(kind, tag, row)
    return [
        comparable(kind, shown(hit.value) | {"quote": text.content[hit.start : hit.end]})
        for hit in hits
    ]


def shown(value: Value) -> dict[str, object]:
    """Return the keys of a value as the tables write them: one line for a contact, paths."""
    if isinstance(value, Contact):
        return {"contact": value.phone or value.email}
    told: dict[str, object] = dict(to_json(value))
    if "uri" in told:
        told["uri"] = str(told["uri"]).removeprefix(SITE)
    return told


def wanted_of(kind: Kind, row: Mapping[str, Any]) -> list[Stated]:
    """Return what a row wants found, comparable, with the keys that it names."""
    wants: Sequence[Any] = row["hits"] if "hits" in row else row["wants"]
    return [comparable(kind, _named(kind, want)) for want in wants]


def _named(kind: Kind, want: Any) -> Stated:
    match kind:
        case "date":
            return {"date": want[0], "quote": want[1]}
        case "contact":
            return {"contact": want}
        case "link":
            return {"uri": want}
        case "statement":
            return {"text": " ".join(want.split()), "quote": want}
        case "hours" | "money" | "duration":
            return dict(want)


def comparable(kind: Kind, told: Stated) -> Stated:
    """Return the same with amounts as numbers and hours as the times that it is open."""
    match kind:
        case "money":
            sums = {name: told[name] for name in ("amount", "amount_max") if told.get(name)}
            return {**told, **{name: Decimal(str(one)) for name, one in sums.items()}}
        case "hours":
            return {**told, "osm": open_times(str(told["osm"]))}
        case _:
            return told


def agrees(want: Stated, got: Stated) -> bool:
    """Say whether a finding has every key that is wanted, with the same meaning."""
    return all(name in got and got[name] == one for name, one in want.items())


def is_told(kind: Kind, wants: Sequence[Stated], got: Sequence[Stated]) -> bool:
    """Say whether a row is read to the letter: all of it, in order, and nothing that it leaves out.

    The order of hours is free: several readings of one page are as good.
    """
    if kind == "hours":
        wants, got = sorted(wants, key=_key), sorted(got, key=_key)
    return len(wants) == len(got) and all(
        agrees({**UNNAMED.get(kind, {}), **want}, one) for want, one in zip(wants, got, strict=True)
    )


def _key(told: Stated) -> str:
    return str((told.get("audience"), told["osm"]))
