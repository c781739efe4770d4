"""One sentence in, statements out: these days, these times, for this audience."""

from collections.abc import Sequence

from checker.extract.hours.days import HOLIDAY
from checker.extract.hours.neighbours import (
    all_year,
    closed_behind,
    closes_list,
    days_follow_value,
    is_dated,
    is_joined,
    is_of_next,
    lunch_follows,
    merged,
    only_season,
    season_behind,
    steady,
    time_follows,
    value_follows,
    within,
    without,
    words_between,
)
from checker.extract.hours.parts import AUDIENCES, SEASONS, VALUES, parts, value_inside
from checker.extract.hours.runs import nested
from checker.extract.hours.selectors import Selector, When
from checker.extract.hours.units import ONLY, Unit
from checker.extract.hours.walk import (
    Statement,
    Walk,
    again,
    emit,
    extend,
    finish,
    give_days,
    settle_waiting,
)

_EVIDENCE = frozenset({"open", "opens", "reference", "same", "summer", "winter", *AUDIENCES})
_OPEN = frozenset({"open", "opens", *AUDIENCES})
_JOINS = frozenset({"colon", "dash", "sign", "filler", "right"})
_COUNTS = VALUES | {"days", "also", "except"}
DROPS = frozenset({"every_other", "spoilt", "not_hours"})
_SILENT = frozenset({"word", "filler", "comma", "colon", "left", "right", "and", "also"})


def statements(
    sentence: Sequence[Unit], *, around: When | None, carried: Selector | None
) -> list[Statement]:
    """Pair the days and times of one sentence.

    Args:
        sentence: its units, in order.
        around: part of the year stated by the heading above.
        carried: weekdays stated by a line above, for times that have none of their own.
    """
    sentence = steady(sentence)
    if not sentence or any(unit.kind in DROPS for unit in sentence) or _of_event(sentence):
        return []
    found: list[Statement] = []
    shared: Unit | None = None
    for audiences, part in parts(sentence):
        named_at = next((one.start for one in part if one.kind in AUDIENCES), None)
        walk = Walk(around, audiences, carried, shared, part[0].start, named_at)
        for at, unit in enumerate(part):
            _step(walk, part, at, unit)
        finish(walk)
        found = [*_unmanned(found, walk.made), *walk.made]
        shared = walk.current or shared
    return found


def _of_event(sentence: Sequence[Unit]) -> bool:
    """Is it "babysang torsdag 11-12" or "torsdag 11-12: babysang", and nothing that is open?

    "Åpent torsdag 10-15, babysang kl. 11" and "kurs på telefon, mandag 9-14" are hours.
    """
    kinds = [unit.kind for unit in sentence]
    values = [at for at, kind in enumerate(kinds) if kind in VALUES]
    if not values or "event" not in kinds or _OPEN & {*kinds[: values[0]]}:
        return False
    behind = next((kind for kind in kinds[values[-1] + 1 :] if kind not in _JOINS), "")
    return "event" in kinds[: values[0]] or (len(values) == 1 and behind == "event")


def _unmanned(around: list[Statement], inner: list[Statement]) -> list[Statement]:
    """Read "11-19 (betjent 11-15)": outside the hours with staff nobody is there."""
    manned = [one for one in inner if one.audiences == (None,) and one.kind == "open"]
    return [
        one._replace(audiences=("unstaffed",))
        if not one.audiences and any(_holds(one, other) for other in manned)
        else one
        for one in around
    ]


def _holds(one: Statement, inner: Statement) -> bool:
    """Does it hold the other's days and times, and more?"""
    (low, high), more = inner.spans[0], set(one.selector.days) - set(inner.selector.days)
    return set(inner.selector.days) <= set(one.selector.days) and any(
        start <= low and high <= end and (bool(more) or (start, end) != (low, high))
        for start, end in one.spans
    )


def has_evidence(sentence: Sequence[Unit]) -> bool:
    """Does the sentence say by a word that it is about hours?"""
    return any(unit.kind in _EVIDENCE or unit.text == "opens" for unit in sentence)


def _step(walk: Walk, part: Sequence[Unit], at: int, unit: Unit) -> None:
    match unit.kind:
        case "days":
            _days(walk, part, at, unit)
        case "time" | "closed" | "always" | "till":
            _value(walk, part, at, unit)
        case "except" | "also" | "extra":
            _mark(walk, unit.kind)
        case "filler" if unit.text == ONLY:
            walk.only = walk.current is None or walk.used or only_season(walk.current)
        case kind if kind in SEASONS:
            dated = any(one.kind == "days" and is_dated(one) for one in part)
            walk.season = "" if dated else unit.kind
        case "otherwise":
            walk.otherwise, walk.sticky = True, None
        case _:
            pass
    if unit.kind == "days" and walk.last == "lunch":  # "lunsj mandag 11-12"
        return
    if unit.kind in AUDIENCES and walk.last == "lunch":  # "pause i sentralbordet: 11.30-12"
        return
    if (unit.kind not in _SILENT and walk.last != "break") or unit.kind in {"days", "closed"}:
        walk.last = unit.kind


def _mark(walk: Walk, kind: str) -> None:
    """Note a word that says how the days to come are meant."""
    walk.excepted = walk.excepted or kind == "except"
    walk.also = walk.also or kind == "also"
    walk.extra = walk.extra or kind == "extra"


def _days(walk: Walk, part: Sequence[Unit], at: int, unit: Unit) -> None:
    """Take up days: for values waiting to the left, or for those to come."""
    also, walk.also = walk.also, False
    if walk.excepted:
        walk.excepted = False
        if not walk.used or (walk.current and not value_follows(part, at)):
            _leave_out(walk, unit)
            return
    if walk.waiting and not _begins_anew(part, at, unit):
        _serve(walk, part, at, unit)
        return
    settle_waiting(walk)
    if also and walk.used and walk.made and not value_follows(part, at):
        extend(walk, unit)
        return
    if walk.served and is_joined(part, at) and not value_follows(part, at):
        for value in walk.served:
            emit(walk, value, unit)
        return
    if walk.current is not None and not walk.used:
        walk.current = merged(walk.current, unit, joined=is_joined(part, at))
        return
    if only_season(unit) and walk.used and walk.made and _limits(part, at):
        _limit(walk, unit, every=closes_list(part, at))
        return
    inherits = value_follows(part, at)
    walk.current, walk.used = _placed(walk, unit, inherits=inherits), False


def _limits(part: Sequence[Unit], at: int) -> bool:
    """Does a part of the year limit the times before it: "lørdag 10-14 (partallsuker)"?"""
    if value_follows(part, at) or (at + 1 < len(part) and part[at + 1].kind == "colon"):
        return False
    if is_of_next(part, at):
        return False
    return not is_joined(part, at) or all(unit.kind != "time" for unit in part[at:])


def _limit(walk: Walk, unit: Unit, *, every: bool) -> None:
    """Put the times before into a part of the year; `every`: all of them, not only the last."""
    last = walk.made[-1]
    for at, one in enumerate(walk.made):
        if (one.start, one.end, one.kind) == (last.start, last.end, last.kind) or (
            every and not one.selector.when
        ):
            when = nested(one.selector.when, unit.selectors[0].when)
            selector = one.selector._replace(when=when)
            walk.made[at] = one._replace(end=unit.end, selector=selector, season="")
    walk.current = walk.current and within(walk.current, unit.selectors[0].when)


def _begins_anew(part: Sequence[Unit], at: int, unit: Unit) -> bool:
    """Have the days hours of their own behind hours for every day: "8-16, julaften 8-12"?"""
    parted = part[at - 1].kind in {"comma", "semi"}
    parted = parted or (part[at - 1].kind == "left" and value_inside(part, at))
    parted = parted or not any(one.days for one in unit.selectors)
    return parted and value_follows(part, at) and not days_follow_value(part, at)


def _placed(walk: Walk, unit: Unit, *, inherits: bool) -> Unit:
    """Give days what an earlier part of the sentence said of them.

    A part of the year behind weekdays is of those weekdays: "mandag-fredag 8-15.45 (15/5-1/9
    8-15)"; one at the beginning holds for all that follows.
    """
    if only_season(unit) and walk.current is not None and inherits:
        days = tuple(day for own in walk.current.selectors for day in own.days)
        selectors = tuple(one._replace(days=days) for one in unit.selectors)
        return unit._replace(selectors=selectors)
    if only_season(unit) and not walk.made:
        walk.sticky = unit.selectors[0].when
    elif walk.sticky:
        return within(unit, walk.sticky)
    return unit


def _serve(walk: Walk, part: Sequence[Unit], at: int, unit: Unit) -> None:
    """Give the values that stand before their days what they waited for.

    In "8-15 mandag til fredag, lørdag 10-14" the last of the days belongs to what follows.
    """
    rest: Unit | None = None
    if len(unit.selectors) > 1 and value_follows(part, at) and not days_follow_value(part, at):
        rest = unit._replace(start=unit.selectors[-1].start, selectors=unit.selectors[-1:])
        unit = unit._replace(end=unit.selectors[-2].end, selectors=unit.selectors[:-1])
    walk.current, walk.used = within(unit, walk.sticky), True
    if not value_follows(part, at):
        give_days(walk, unit)
    walk.season = "" if walk.season == "otherwise" else walk.season
    walk.served = [
        value
        for value in walk.waiting
        if value.sure or value.kind != "time" or not words_between(part, value, unit)
    ]
    for value in walk.served:
        emit(walk, value, walk.current)
    walk.waiting = []
    if rest is not None:
        walk.current, walk.used = rest, False


def _leave_out(walk: Walk, unit: Unit) -> None:
    """Except these days: out of days not used yet, else closed."""
    out = frozenset(day for one in unit.selectors for day in one.days)
    if walk.current and not walk.used and out - {HOLIDAY}:
        walk.current = without(walk.current, out)._replace(end=unit.end)
        return
    for one in unit.selectors:
        walk.made.append(Statement(unit.start, unit.end, "off", one, among=len(one.days) or 7))


def _value(walk: Walk, part: Sequence[Unit], at: int, unit: Unit) -> None:
    if walk.otherwise and walk.used:  # the rest of the year, if another part has its dates
        walk.season, walk.current, walk.carried = "otherwise", all_year(walk.current), None
        unit = unit._replace(sure=unit.sure or bool(walk.made))
    if unit.kind == "closed" and (walk.last == "break" or time_follows(part, at)):
        return
    if unit.kind == "time" and _is_break(walk, part, at):
        own = walk.current if walk.last in {"closed", "lunch"} and not walk.used else None
        emit(walk, unit._replace(kind="break"), own)
        walk.last = "break"
    elif walk.current is not None and not walk.used and not _awaits_days(walk, part, at):
        emit(walk, unit, walk.current)
        walk.used, walk.served = True, []
    elif walk.current is not None and walk.used and season_behind(part, at):
        emit(walk, unit, walk.current)  # "8-15.30 (8-15 fra 15. mai til 14. september)"
    elif unit.kind == "time" and walk.made and walk.last == "time" and not walk.waiting:
        again(walk, unit)
    else:
        walk.waiting.append(unit)


def _awaits_days(walk: Walk, part: Sequence[Unit], at: int) -> bool:
    """Do the weekdays stand behind: "i juli har vi åpent 10-14 på hverdager"?"""
    if walk.current is None or not walk.sticky or not only_season(walk.current):
        return False
    behind = [one for one in part[at + 1 :] if one.kind in _COUNTS]
    days = next((one for one in behind if one.kind != "time"), None)
    if days is None or days.kind != "days" or behind[-1].kind != "days":
        return False
    return all(one.days and not one.when for one in days.selectors)


def _is_break(walk: Walk, part: Sequence[Unit], at: int) -> bool:
    if walk.last in {"closed", "lunch"} or closed_behind(part, at):
        return True
    return any(one.kind == "open" for one in walk.made) and lunch_follows(part, at)
