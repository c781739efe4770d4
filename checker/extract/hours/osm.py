"""A week and its exceptions, gathered rule by rule and written as OpenStreetMap opening_hours."""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # its stubs lack it

from checker.extract.hours.days import HOLIDAY, WEEKDAYS
from checker.extract.hours.figures import MINUTES_A_DAY

Span = tuple[int, int]  #: minutes since midnight; a closing time before the opening is next day's
EVERY_DAY = ""  #: stands for "no weekday stated"
_ALWAYS = ((0, MINUTES_A_DAY),)
_ORDER = {name: number for number, name in enumerate(WEEKDAYS)}


@dataclass(slots=True)
class _Rule:
    spans: tuple[Span, ...]  #: () closed
    among: int  #: on how many days it was stated; fewer is more particular


@dataclass(slots=True)
class Schedule:
    """What one place says to one audience; rules are added as they are read."""

    #: part of the year in OSM syntax, "" the whole year -> day -> rule
    rules: dict[str, dict[str, _Rule]] = field(default_factory=dict)
    extras: list[str] = field(default_factory=list)  #: beside the other rules, in OSM syntax

    def open_days(self) -> tuple[str, ...]:
        """Return the weekdays with hours all year, () when none is stated."""
        known = self.rules.get("", {})
        return tuple(day for day, rule in known.items() if rule.spans and _ORDER.get(day))

    def add(self, when: str, days: tuple[str, ...], spans: tuple[Span, ...], *, among: int) -> bool:
        """Add one rule; return False, and change nothing, when it contradicts another.

        A rule for fewer days is an exception from one for more. Times that do not overlap are
        both meant: morning and evening. No times: closed. `among` is on how many days the text
        states it.
        """
        days = days or (EVERY_DAY,)
        known = self.rules.get(when, {})
        new: dict[str, _Rule] = {}
        for day in days:
            rule = _together(known.get(day), _Rule(tuple(sorted(set(spans))), among))
            if rule is None:
                return False
            new[day] = rule
        self.rules.setdefault(when, {}).update(new)
        return True

    def take_over(self, other: "Schedule") -> None:
        """Add all rules of another schedule."""
        for when, days in other.rules.items():
            for day, rule in days.items():
                self.add(when, (day,), rule.spans, among=rule.among)

    def close_others(self, when: str) -> None:
        """Close the other weekdays of a part of the year: "i juli kun mandag 10-14"."""
        own = self.rules.get(when, {})
        others = tuple(day for day in self.open_days() if day not in own)
        if others:
            self.add(when, others, (), among=len(others))

    def place_on(self, days: tuple[str, ...]) -> bool:
        """Let hours of no stated day be on these days; False when there are others."""
        known = self.rules.get("", {})
        if set(known) != {EVERY_DAY}:
            return False
        spans = known.pop(EVERY_DAY).spans
        return self.add("", days, spans, among=len(days))

    def goes_with(self, other: "Schedule") -> bool:
        """Can both be of one place: do they share days, and is each day open at other times?"""
        shared = [
            (rule.spans, other.rules[when][day].spans)
            for when, days in self.rules.items()
            for day, rule in days.items()
            if day in other.rules.get(when, {})
        ]
        return bool(shared) and all(
            some and others and not _overlap(some, others) for some, others in shared
        )

    def add_extra(self, when: str, days: tuple[str, ...], spans: tuple[Span, ...]) -> None:
        """Add hours that a date has beside its ordinary ones, not instead of them."""
        self.extras.append(_printed(when, days, spans))

    def interrupt(self, days: tuple[str, ...], breaks: tuple[Span, ...]) -> bool:
        """Take a break out of the times of these days (all, when none is named).

        Returns:
            Whether it fell into any opening time.
        """
        hit = False
        for known in self.rules.values():
            for day, rule in known.items():
                if days and day not in days:
                    continue
                kept = _without(rule.spans, breaks)
                hit = hit or kept != rule.spans
                rule.spans = kept
        return hit

    def end_at(self, when: str, days: tuple[str, ...], closing: int) -> bool:
        """Let these days (or these dates, on the weekdays known) end at another time.

        Returns:
            Whether an opening time is known that this can be the end of.
        """
        if HOLIDAY in when:  # the syntax reads "PH -1 day Mo-Fr" as either of the two
            return False
        known = self.rules.get(when) or self.rules.get("", {})
        regular = {day: rule.spans for day, rule in known.items() if day in _ORDER and rule.spans}
        wanted = days or tuple(regular)
        ended: dict[str, _Rule] = {}
        for day in wanted:
            spans = regular.get(day) or regular.get(EVERY_DAY) or ()
            kept = [span for span in spans if span[0] < closing]
            if kept:
                ended[day] = _Rule((*kept[:-1], (kept[-1][0], closing)), len(wanted))
        if ended and (when or days):
            self.rules.setdefault(when, {}).update(ended)
        return bool(ended)

    def osm(self) -> str | None:
        """Return the rules in OSM syntax; None when the evaluator does not take them."""
        texts: list[str] = []
        last: list[str] = []
        for when in sorted(self.rules, key=bool):
            for days, spans in _grouped(self.rules[when]):
                text = _printed(when, days, spans)
                (last if days == (HOLIDAY,) else texts).append(text)
        osm = ", ".join(["; ".join([*texts, *last]), *self.extras]).removeprefix(", ")
        return osm if osm and is_valid(osm) else None


@lru_cache(maxsize=4096)
def is_valid(osm: str) -> bool:
    """Does the evaluator accept it?

    >>> is_valid("Mo-Fr 08:00-15:00"), is_valid("Mo-Fr 8 til 15")
    (True, False)
    """
    try:
        OpeningHours(osm)
    except ParserError:
        return False
    return True


def _together(known: _Rule | None, new: _Rule) -> _Rule | None:
    """Return what holds when both are stated; None when only one can be true."""
    if known is None or known.spans == new.spans:
        return new if known is None or new.among <= known.among else known
    if known.spans and new.spans and not _overlap(known.spans, new.spans):
        spans = tuple(sorted({*known.spans, *new.spans}))
        return _Rule(spans, min(known.among, new.among))
    if known.among == new.among:
        return None
    return min(known, new, key=lambda rule: rule.among)


def _overlap(some: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    return any(
        low < _end(other) and other[0] < high
        for one in some
        for low, high in [(one[0], _end(one))]
        for other in others
    )


def _end(span: Span) -> int:
    return span[1] if span[1] > span[0] else span[1] + MINUTES_A_DAY


def _without(spans: tuple[Span, ...], breaks: tuple[Span, ...]) -> tuple[Span, ...]:
    for pause in breaks:
        spans = tuple(
            part
            for span in spans
            for part in (
                ((span[0], pause[0]), (pause[1], span[1]))
                if span[0] < pause[0] < pause[1] < _end(span)
                else (span,)
            )
        )
    return spans


def _grouped(rules: dict[str, _Rule]) -> list[tuple[tuple[str, ...], tuple[Span, ...]]]:
    """Join days with the same times; weekdays first, then nth days, public holidays apart."""
    joined: dict[tuple[bool, bool, tuple[Span, ...]], list[str]] = {}
    for day, rule in rules.items():
        joined.setdefault((day == HOLIDAY, "[" in day, rule.spans), []).append(day)
    groups = [
        (tuple(sorted(days, key=lambda day: _ORDER.get(day, 0))), spans)
        for (_, _, spans), days in joined.items()
    ]
    return sorted(groups, key=lambda group: (group[0][0] == HOLIDAY, *_rank(group[0][0])))


def _rank(day: str) -> tuple[bool, int]:
    return "[" in day, _ORDER.get(day, 0)


def _printed(when: str, days: tuple[str, ...], spans: tuple[Span, ...]) -> str:
    if not when and days == (EVERY_DAY,) and spans == _ALWAYS:
        return "24/7"
    times = ",".join(f"{_clock(low)}-{_clock(high)}" for low, high in spans) or "off"
    return " ".join(part for part in (when, _days(days), times) if part)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _days(days: tuple[str, ...]) -> str:
    """Write "Mo-We,Fr".

    >>> _days(("Mo", "Tu", "We", "Fr"))
    'Mo-We,Fr'
    """
    if len(days) < 2 or any(day not in _ORDER for day in days):  # noqa: PLR2004  a list
        return ",".join(days)
    runs: list[str] = []
    numbered = enumerate(_ORDER[day] for day in days)
    for _, run in groupby(numbered, key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        names = [WEEKDAYS[number] for number in numbers]
        runs.append(f"{names[0]}-{names[-1]}" if len(names) > 2 else ",".join(names))  # noqa: PLR2004
    return ",".join(runs)
