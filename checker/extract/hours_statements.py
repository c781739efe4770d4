"""One sentence in, statements out: these days, these times, for this audience."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from checker.extract.hours_days import HOLIDAY
from checker.extract.hours_figures import MINUTES_A_DAY
from checker.extract.hours_neighbours import (
    all_year,
    closed_behind,
    days_follow_value,
    is_dated,
    is_joined,
    lunch_follows,
    merged,
    only_season,
    time_follows,
    value_follows,
    within,
    without,
    words_between,
)
from checker.extract.hours_parts import AUDIENCES, SEASONS, parts
from checker.extract.hours_units import Unit
from checker.extract.hours_when import Selector, When, nested
from checker.model.value import Audience

_EVIDENCE = frozenset({"open", "opens", "reference", "summer", "winter", *AUDIENCES})
_DROPS = frozenset({"every_other", "spoilt", "not_hours"})
_SILENT = frozenset({"word", "filler", "comma", "colon", "left", "right", "and"})
_KINDS = {"closed": "off", "break": "break", "till": "till"}
ALL_DAY = (0, MINUTES_A_DAY)


@dataclass(frozen=True, slots=True)
class Statement:
    """One stated rule."""

    start: int
    end: int
    kind: str  #: "open", "off", "break" (closed in the middle of the day), "till" (another end)
    selector: Selector
    spans: tuple[tuple[int, int], ...] = ()  #: minutes since midnight; closing may be earlier
    audiences: tuple[Audience | None, ...] = ()  #: () not said in this sentence
    season: str = ""  #: under a season that the page gives no dates for: its name
    sure: bool = True  #: False: bare figures such as "8-15"
    among: int = 7  #: on how many days it is stated at once


@dataclass(slots=True)
class _Walk:
    """The walk over the units of one part of a sentence."""

    around: When | None  #: part of the year that a heading states
    audiences: tuple[Audience | None, ...]
    carried: Selector | None  #: weekdays that a line above states
    current: Unit | None  #: the days read last
    floor: int  #: where the part begins
    named_at: int | None  #: where its audience is named
    used: bool = True  #: have the current days got their times?
    waiting: list[Unit] = field(default_factory=list)  #: times that stand before their days
    served: list[Unit] = field(default_factory=list)  #: those that just got theirs
    sticky: When | None = None  #: "Juli:" at the beginning holds for the whole part
    season: str = ""
    otherwise: bool = False
    excepted: bool = False
    last: str = ""  #: kind of the last unit that counts
    made: list[Statement] = field(default_factory=list)


def statements(
    sentence: Sequence[Unit], *, around: When | None, carried: Selector | None
) -> list[Statement]:
    """Pair the days and times of one sentence.

    Args:
        sentence: its units, in order.
        around: part of the year stated by the heading above.
        carried: weekdays stated by a line above, for times that have none of their own.
    """
    if not sentence or any(unit.kind in _DROPS for unit in sentence):
        return []
    found: list[Statement] = []
    shared: Unit | None = None
    for audiences, part in parts(sentence):
        named_at = next((one.start for one in part if one.kind in AUDIENCES), None)
        walk = _Walk(around, audiences, carried, shared, part[0].start, named_at)
        for at, unit in enumerate(part):
            _step(walk, part, at, unit)
        _finish(walk)
        found += walk.made
        shared = walk.current or shared
    return found


def has_evidence(sentence: Sequence[Unit]) -> bool:
    """Does the sentence say by a word that it is about hours?"""
    return any(unit.kind in _EVIDENCE or unit.text == "opens" for unit in sentence)


def _step(walk: _Walk, part: Sequence[Unit], at: int, unit: Unit) -> None:
    match unit.kind:
        case "days":
            _days(walk, part, at, unit)
        case "time" | "closed" | "always" | "till":
            _value(walk, part, at, unit)
        case "except":
            walk.excepted = True
        case kind if kind in SEASONS:
            dated = any(one.kind == "days" and is_dated(one) for one in part)
            walk.season = "" if dated else unit.kind
        case "otherwise":
            walk.otherwise, walk.sticky = True, None
        case _:
            pass
    if (unit.kind not in _SILENT and walk.last != "break") or unit.kind in {"days", "closed"}:
        walk.last = unit.kind


def _days(walk: _Walk, part: Sequence[Unit], at: int, unit: Unit) -> None:
    """Take up days: for values waiting to the left, or for those to come."""
    if walk.excepted:
        walk.excepted = False
        if not walk.used or (walk.current and not value_follows(part, at)):
            _leave_out(walk, unit)
            return
    if walk.waiting and not _begins_anew(part, at, unit):
        _serve(walk, part, at, unit)
        return
    _settle_waiting(walk)
    if walk.served and is_joined(part, at) and not value_follows(part, at):
        for value in walk.served:
            _emit(walk, value, unit)
        return
    if walk.current is not None and not walk.used:
        walk.current = merged(walk.current, unit, joined=is_joined(part, at))
        return
    if only_season(unit) and walk.used and walk.made and _limits(part, at):
        _limit(walk, unit)
        return
    inherits = value_follows(part, at)
    walk.current, walk.used = _placed(walk, unit, inherits=inherits), False


def _limits(part: Sequence[Unit], at: int) -> bool:
    """Does a part of the year limit the times before it: "lørdag 10-14 (partallsuker)"?"""
    if value_follows(part, at) or (at + 1 < len(part) and part[at + 1].kind == "colon"):
        return False
    return not is_joined(part, at) or all(unit.kind != "time" for unit in part[at:])


def _limit(walk: _Walk, unit: Unit) -> None:
    last = walk.made[-1]
    for at, one in enumerate(walk.made):
        if (one.start, one.end, one.kind) == (last.start, last.end, last.kind):
            when = nested(one.selector.when, unit.selectors[0].when)
            selector = replace(one.selector, when=when)
            walk.made[at] = replace(one, end=unit.end, selector=selector, season="")
    if walk.current:
        walk.current = within(walk.current, unit.selectors[0].when)


def _begins_anew(part: Sequence[Unit], at: int, unit: Unit) -> bool:
    """Is it a date with hours of its own behind hours for every day: "8-16, julaften 8-12"?"""
    dates_only = not any(one.days for one in unit.selectors)
    return dates_only and value_follows(part, at) and not days_follow_value(part, at)


def _placed(walk: _Walk, unit: Unit, *, inherits: bool) -> Unit:
    """Give days what an earlier part of the sentence said of them.

    A part of the year behind weekdays is of those weekdays: "mandag-fredag 8-15.45 (15/5-1/9
    8-15)"; one at the beginning holds for all that follows.
    """
    if only_season(unit) and walk.current is not None and inherits:
        days = tuple(day for own in walk.current.selectors for day in own.days)
        selectors = tuple(replace(one, days=days) for one in unit.selectors)
        return replace(unit, selectors=selectors)
    if only_season(unit) and not walk.made:
        walk.sticky = unit.selectors[0].when
    elif walk.sticky:
        return within(unit, walk.sticky)
    return unit


def _serve(walk: _Walk, part: Sequence[Unit], at: int, unit: Unit) -> None:
    """Give the values that stand before their days what they waited for.

    In "8-15 mandag til fredag, lørdag 10-14" the last of the days belongs to what follows.
    """
    rest: Unit | None = None
    if len(unit.selectors) > 1 and value_follows(part, at) and not days_follow_value(part, at):
        rest = replace(unit, start=unit.selectors[-1].start, selectors=unit.selectors[-1:])
        unit = replace(unit, end=unit.selectors[-2].end, selectors=unit.selectors[:-1])
    walk.current, walk.used = unit, True
    walk.season = "" if walk.season == "otherwise" else walk.season
    walk.served = [
        value
        for value in walk.waiting
        if value.sure or value.kind != "time" or not words_between(part, value, unit)
    ]
    for value in walk.served:
        _emit(walk, value, unit)
    walk.waiting = []
    if rest is not None:
        walk.current, walk.used = rest, False


def _leave_out(walk: _Walk, unit: Unit) -> None:
    """Except these days: out of days not used yet, else closed."""
    out = frozenset(day for one in unit.selectors for day in one.days)
    if walk.current and not walk.used and out - {HOLIDAY}:
        walk.current = replace(without(walk.current, out), end=unit.end)
        return
    for one in unit.selectors:
        walk.made.append(Statement(unit.start, unit.end, "off", one, among=len(one.days) or 7))


def _value(walk: _Walk, part: Sequence[Unit], at: int, unit: Unit) -> None:
    if walk.otherwise and walk.used:  # the rest of the year, if another part has its dates
        walk.season, walk.current, walk.carried = "otherwise", all_year(walk.current), None
    if unit.kind == "closed" and (walk.last == "break" or time_follows(part, at)):
        return
    if unit.kind == "time" and _is_break(walk, part, at):
        own = walk.current if walk.last == "closed" and not walk.used else None
        _emit(walk, replace(unit, kind="break"), own)
        walk.last = "break"
    elif walk.current is not None and not walk.used:
        _emit(walk, unit, walk.current)
        walk.used, walk.served = True, []
    elif unit.kind == "time" and walk.made and walk.last == "time" and not walk.waiting:
        _again(walk, unit)
    else:
        walk.waiting.append(unit)


def _is_break(walk: _Walk, part: Sequence[Unit], at: int) -> bool:
    if walk.last in {"closed", "lunch"} or closed_behind(part, at):
        return True
    return any(one.kind == "open" for one in walk.made) and lunch_follows(part, at)


def _again(walk: _Walk, unit: Unit) -> None:
    """A second interval on the days of the one before it."""
    count = len(walk.current.selectors) if walk.current else 1
    for step in range(1, min(count, len(walk.made)) + 1):
        one = walk.made[-step]
        if one.kind == "open":
            spans = (*one.spans, (unit.opens, unit.closes))
            walk.made[-step] = replace(one, end=unit.end, spans=spans)


def _emit(walk: _Walk, value: Unit, days: Unit | None) -> None:
    spans = {"closed": (), "always": (ALL_DAY,)}.get(value.kind, ((value.opens, value.closes),))
    start = max(walk.floor, min(value.start, days.start)) if days else value.start
    if walk.named_at is not None:
        start = min(start, walk.named_at)
    selectors = days.selectors if days else (Selector(value.start, value.end),)
    for one in selectors:
        selector = replace(one, when=nested(one.when, walk.around))
        walk.made.append(
            Statement(
                start,
                max(value.end, days.end) if days else value.end,
                _KINDS.get(value.kind, "open"),
                selector,
                spans,
                walk.audiences,
                season="" if selector.when else walk.season,
                sure=value.sure or value.kind in {"closed", "break"},
                among=sum(len(each.days) for each in selectors) or 7,
            )
        )


def _settle_waiting(walk: _Walk) -> None:
    """Give times without days those of the sentence or of the line above; else every day."""
    for value in walk.waiting:
        if walk.current is not None:
            _emit(walk, value, walk.current)
        elif walk.carried is not None:
            above = walk.carried.start if walk.carried.start >= 0 else value.start
            walk.floor = min(walk.floor, above)
            _emit(walk, value, Unit("days", above, value.end, (walk.carried,)))
        elif value.kind != "closed" or walk.around is not None:
            _emit(walk, value, None)
    walk.waiting = []


def _finish(walk: _Walk) -> None:
    """Settle what is left: times without days, days without times."""
    _settle_waiting(walk)
    last = walk.made[-1] if walk.made else None
    if last and walk.current and not walk.used and len(last.spans) > 1:
        walk.made[-1] = replace(last, spans=last.spans[:-1])
        value = Unit("time", last.end, last.end, opens=last.spans[-1][0], closes=last.spans[-1][1])
        _emit(walk, value, walk.current)
