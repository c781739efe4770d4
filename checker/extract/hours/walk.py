"""The walk over the units of a sentence: what was read so far, and the statements it made."""

from dataclasses import dataclass, field
from typing import NamedTuple

from checker.extract.hours.figures import MINUTES_A_DAY
from checker.extract.hours.runs import nested
from checker.extract.hours.selectors import Selector, When
from checker.extract.hours.units import Unit
from checker.model.value import Audience

_KINDS = {"closed": "off", "break": "break", "till": "till"}
ALL_DAY = (0, MINUTES_A_DAY)


class Statement(NamedTuple):
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
    extra: bool = False  #: "ekstra": beside the ordinary hours of that date, not instead
    only: bool = False  #: "kun mandag": no other days of that part of the year


@dataclass(slots=True)
class Walk:
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
    also: bool = False  #: "også": days behind their hours get the same
    extra: bool = False
    only: bool = False  #: "kun" before the days to come
    last: str = ""  #: kind of the last unit that counts
    made: list[Statement] = field(default_factory=list)


def again(walk: Walk, unit: Unit) -> None:
    """A second interval on the days of the one before it."""
    count = len(walk.current.selectors) if walk.current else 1
    for step in range(1, min(count, len(walk.made)) + 1):
        one = walk.made[-step]
        spans = (*one.spans, (unit.opens, unit.closes))
        walk.made[-step] = one._replace(end=unit.end, spans=spans)


def emit(walk: Walk, value: Unit, days: Unit | None) -> None:
    spans = {"closed": (), "always": (ALL_DAY,)}.get(value.kind, ((value.opens, value.closes),))
    start = max(walk.floor, min(value.start, days.start)) if days else value.start
    if walk.named_at is not None:
        start = min(start, walk.named_at)
    selectors = days.selectors if days else (Selector(value.start, value.end),)
    for one in selectors:
        selector = one._replace(when=nested(one.when, walk.around))
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
                extra=walk.extra,
                only=walk.only and bool(one.days),
            )
        )
    walk.only = False


def give_days(walk: Walk, days: Unit) -> None:
    """Give the parts of the year that have none the weekdays at the end of the sentence.

    "9-15 fra 1. oktober til 30. april, 9-14 ellers i året, mandag til fredag".
    """
    limited = any(one.when for one in days.selectors)
    if limited or any(one.selector.days or one.kind != "open" for one in walk.made):
        return
    for at, one in enumerate(walk.made):
        if one.selector.when is not None and one.selector.when.kind == "season":
            names = tuple(name for each in days.selectors for name in each.days)
            selector = one.selector._replace(days=names)
            walk.made[at] = one._replace(end=days.end, selector=selector, among=len(names))


def extend(walk: Walk, days: Unit) -> None:
    """Give days what the days before them have: "10-20, også på helligdager"."""
    last = walk.made[-1]
    for one in days.selectors:
        when = nested(one.when, last.selector.when)
        more = last._replace(end=days.end, selector=one._replace(when=when), among=len(one.days))
        walk.made.append(more)


def settle_waiting(walk: Walk) -> None:
    """Give times without days those of the sentence or of the line above; else every day."""
    for value in walk.waiting:
        if walk.current is not None:
            emit(walk, value, walk.current)
        elif walk.carried is not None:
            above = walk.carried.start if walk.carried.start >= 0 else value.start
            walk.floor = min(walk.floor, above)
            emit(walk, value, Unit("days", above, value.end, (walk.carried,)))
        elif value.kind != "closed" or walk.around is not None or walk.season == "otherwise":
            emit(walk, value, None)
    walk.waiting = []


def finish(walk: Walk) -> None:
    """Settle what is left: times without days, days without times."""
    settle_waiting(walk)
    last = walk.made[-1] if walk.made else None
    if last and walk.current and not walk.used and len(last.spans) > 1:
        walk.made[-1] = last._replace(spans=last.spans[:-1])
        value = Unit("time", last.end, last.end, opens=last.spans[-1][0], closes=last.spans[-1][1])
        emit(walk, value, walk.current)
