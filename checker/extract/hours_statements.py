"""One sentence in, statements out: these days, these times, for this audience."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from checker.extract.hours_days import HOLIDAY
from checker.extract.hours_parts import AUDIENCES, SEASONS, VALUES, parts
from checker.extract.hours_tokens import MINUTES_A_DAY
from checker.extract.hours_units import Unit
from checker.extract.hours_when import Selector, When, nested
from checker.model.value import Audience

_EVIDENCE = frozenset({"open", "opens", "reference", *AUDIENCES})
_DROPS = frozenset({"every_other", "spoilt", "not_hours"})
ALL_DAY = (0, MINUTES_A_DAY)


@dataclass(frozen=True, slots=True)
class Statement:
    """One stated rule."""

    start: int
    end: int
    kind: str  #: "open", "off" or "break" (closed in the middle of the day)
    selector: Selector
    spans: tuple[tuple[int, int], ...] = ()  #: minutes since midnight; closing may be earlier
    audiences: tuple[Audience | None, ...] = ()  #: () not said in this sentence
    season: str = ""  #: under a season that the page gives no dates for: its name
    sure: bool = True  #: False: bare figures such as "8-15"


@dataclass(slots=True)
class Pairing:
    """The walk over the units of one part of a sentence."""

    around: When | None  #: part of the year that a heading states
    audiences: tuple[Audience | None, ...] = ()
    carried: Selector | None = None  #: weekdays that a line above states
    made: list[Statement] = field(default_factory=list)
    current: Unit | None = None
    used: bool = True
    waiting: list[Unit] = field(default_factory=list)
    sticky: When | None = None
    begun: bool = False
    season: str = ""
    otherwise: bool = False
    excepted: bool = False
    last: str = ""
    floor: int = 0  #: where the part begins
    named_at: int | None = None  #: where its audience is named


def statements(
    sentence: Sequence[Unit], *, around: When | None, carried: Selector | None
) -> list[Statement]:
    """Pair the days and times of one sentence.

    Args:
        sentence: its units, in order.
        around: part of the year stated by the heading above.
        carried: weekdays stated by a line above, for times that have none of their own.
    """
    if any(unit.kind in _DROPS for unit in sentence):
        return []
    if not sentence:
        return []
    found: list[Statement] = []
    shared: Unit | None = None
    for audiences, part in parts(sentence):
        walk = Pairing(around, audiences, carried, current=shared, floor=part[0].start)
        walk.named_at = next((one.start for one in part if one.kind in AUDIENCES), None)
        for at, unit in enumerate(part):
            _step(walk, part, at, unit)
        _finish(walk)
        found += walk.made
        shared = walk.current or shared
    return found


def has_evidence(sentence: Sequence[Unit]) -> bool:
    """Does the sentence say by a word that it is about hours?"""
    return any(unit.kind in _EVIDENCE for unit in sentence)


def _step(walk: Pairing, part: Sequence[Unit], at: int, unit: Unit) -> None:
    match unit.kind:
        case "days":
            _days(walk, part, at, unit)
        case "time" | "closed" | "always" | "lunch":
            _value(walk, part, at, unit)
        case "except":
            walk.excepted = True
        case kind if kind in SEASONS:
            dated = any(one.kind == "days" and _is_season(one) for one in part)
            walk.season = "" if dated else unit.kind
        case "otherwise":
            walk.otherwise = True
        case "word":
            walk.begun = True
    if unit.kind not in {"word", "filler", "comma", "colon", "left", "right", "and"}:
        walk.last = unit.kind


def _is_season(unit: Unit) -> bool:
    return any(one.when is not None and one.when.kind != "parity" for one in unit.selectors)


def _days(walk: Pairing, part: Sequence[Unit], at: int, unit: Unit) -> None:
    """Take up days: for values waiting to the left, or for those to come."""
    if walk.excepted:
        walk.excepted = False
        if not walk.used or (walk.current and not _value_follows(part, at)):
            _leave_out(walk, unit)
            return
    if walk.waiting:
        _serve(walk, part, at, unit)
        return
    first = walk.current is None
    if not walk.used and walk.current is not None:
        walk.current = _merged(walk.current, unit, joined=_is_joined(part, at))
        return
    inherits = _only_season(unit) and walk.current is not None
    if inherits and walk.current is not None:
        unit = replace(
            unit,
            selectors=tuple(
                replace(one, days=days, start=unit.start)
                for one in unit.selectors
                for days in [tuple(day for own in walk.current.selectors for day in own.days)]
            ),
        )
    elif first and _only_season(unit) and not walk.made:
        walk.sticky = unit.selectors[0].when
    elif walk.sticky:
        unit = _within(unit, walk.sticky)
    walk.current, walk.used = unit, False


def _serve(walk: Pairing, part: Sequence[Unit], at: int, unit: Unit) -> None:
    """Give the values that stand before their days what they waited for.

    In "8-15 mandag til fredag, lørdag 10-14" the last of the days belongs to what follows.
    """
    rest: Unit | None = None
    if len(unit.selectors) > 1 and _value_follows(part, at) and not _days_follow(part, at):
        rest = replace(unit, start=unit.selectors[-1].start, selectors=unit.selectors[-1:])
        unit = replace(unit, end=unit.selectors[-2].end, selectors=unit.selectors[:-1])
    walk.current, walk.used = unit, True
    for value in walk.waiting:
        if value.sure or value.kind != "time" or not _words_between(part, value, unit):
            _emit(walk, value, unit)
    walk.waiting = []
    if rest is not None:
        walk.current, walk.used = rest, False


def _words_between(part: Sequence[Unit], value: Unit, days: Unit) -> bool:
    """Do words part bare figures from the days behind them: "8-15 elever på mandager"?"""
    return any(
        one.kind in {"word", "counted"} and value.end <= one.start < days.start for one in part
    )


def _days_follow(part: Sequence[Unit], at: int) -> bool:
    """Is the value behind these days followed by days of its own?"""
    kinds = [unit.kind for unit in part[at + 1 :] if unit.kind in VALUES | {"days"}]
    return len(kinds) > 1 and kinds[1] == "days" and kinds.count("days") == kinds.count("time")


def _value_follows(part: Sequence[Unit], at: int) -> bool:
    following = (unit.kind for unit in part[at + 1 :] if unit.kind in VALUES | {"days", "except"})
    return next(following, "") in VALUES


def _only_season(unit: Unit) -> bool:
    return all(
        not one.days and one.when and one.when.kind in {"season", "week", "parity", "open"}
        for one in unit.selectors
    )


def _is_joined(part: Sequence[Unit], at: int) -> bool:
    return at > 0 and part[at - 1].kind in {"and", "comma", "slash"}


def _within(unit: Unit, when: When) -> Unit:
    selectors = tuple(replace(one, when=nested(one.when, when)) for one in unit.selectors)
    return replace(unit, selectors=selectors)


def _merged(left: Unit, right: Unit, *, joined: bool) -> Unit:
    """Two runs of days without a value between: a list, or weekdays within a part of the year."""
    seasons = _only_season(left) or _only_season(right)
    both_days = all(one.days for one in (*left.selectors, *right.selectors))
    both_parts = not any(one.days for one in (*left.selectors, *right.selectors))
    if both_days or (joined and (both_parts or not seasons)):
        return replace(left, end=right.end, selectors=left.selectors + right.selectors)
    if both_parts and not joined:  # "24. desember (julaften)"
        return replace(left, end=right.end)
    days, parts_ = (left, right) if left.selectors[0].days else (right, left)
    selectors = tuple(
        replace(day, when=nested(part.when, day.when) if day.when else part.when)
        for day in days.selectors
        for part in parts_.selectors
    )
    return Unit("days", left.start, right.end, selectors)


def _leave_out(walk: Pairing, unit: Unit) -> None:
    """Except these days: out of days not used yet, else closed."""
    if walk.current is not None and not walk.used and all(one.days for one in unit.selectors):
        out = {day for one in unit.selectors for day in one.days}
        if out != {HOLIDAY}:
            kept = tuple(
                replace(one, days=tuple(day for day in one.days if day not in out))
                for one in walk.current.selectors
            )
            walk.current = replace(
                walk.current, end=unit.end, selectors=tuple(one for one in kept if one.days)
            )
            return
    for one in unit.selectors:
        walk.made.append(Statement(unit.start, unit.end, "off", one))


def _value(walk: Pairing, part: Sequence[Unit], at: int, unit: Unit) -> None:
    if walk.otherwise and not (walk.current and not walk.used):
        return
    if unit.kind == "lunch" or (unit.kind == "closed" and _time_follows(part, at)):
        return
    if unit.kind == "time" and (walk.last in {"closed", "lunch"} or _lunch_follows(walk, part, at)):
        if walk.last == "closed" and walk.current is not None and not walk.used:
            _emit(walk, replace(unit, kind="break"), walk.current)
        else:
            _emit(walk, replace(unit, kind="break"), None)
        walk.last = ""
        return
    if walk.current is not None and not walk.used:
        _emit(walk, unit, walk.current)
        walk.used = True
    elif unit.kind == "time" and walk.made and walk.last == "time" and not walk.waiting:
        _again(walk, unit)
    else:
        walk.waiting.append(unit)


def _time_follows(part: Sequence[Unit], at: int) -> bool:
    """Does "stengt" open a break: "stengt kl 11-12"?"""
    for unit in part[at + 1 :]:
        if unit.kind == "time":
            return True
        if unit.kind in {"days", "closed", "always", "open", "opens", "semi", "comma"}:
            return False
    return False


def _lunch_follows(walk: Pairing, part: Sequence[Unit], at: int) -> bool:
    """Does "lunsj" stand right behind the time, and another time before it?"""
    if not any(one.kind == "open" for one in walk.made):
        return False
    for unit in part[at + 1 : at + 4]:
        if unit.kind == "lunch":
            return True
        if unit.kind in VALUES | {"days", "comma"}:
            return False
    return False


def _again(walk: Pairing, unit: Unit) -> None:
    """A second interval on the days of the one before it."""
    last = walk.made[-1]
    count = len(walk.current.selectors) if walk.current else 1
    for step in range(min(count, len(walk.made))):
        one = walk.made[-1 - step]
        if one.kind == last.kind == "open":
            spans = (*one.spans, (unit.opens, unit.closes))
            walk.made[-1 - step] = replace(one, end=unit.end, spans=spans)


def _emit(walk: Pairing, value: Unit, days: Unit | None) -> None:
    kind = {"closed": "off", "break": "break"}.get(value.kind, "open")
    spans = {"closed": (), "always": (ALL_DAY,)}.get(value.kind, ((value.opens, value.closes),))
    start = max(walk.floor, min(value.start, days.start)) if days else value.start
    if walk.named_at is not None:
        start = min(start, walk.named_at)
    end = max(value.end, days.end) if days else value.end
    for one in days.selectors if days else (Selector(value.start, value.end),):
        selector = replace(one, when=nested(one.when, walk.around))
        walk.made.append(
            Statement(
                start,
                end,
                kind,
                selector,
                spans,
                walk.audiences,
                season="" if selector.when else walk.season,
                sure=value.sure or value.kind in {"closed", "break"},
            )
        )


def _finish(walk: Pairing) -> None:
    """Settle what is left: times without days, days without times."""
    for value in walk.waiting:
        if walk.current is not None:
            _emit(walk, value, walk.current)
        elif walk.carried is not None:
            carried = Unit("days", value.start, value.end, (walk.carried,))
            _emit(walk, value, carried)
        elif value.kind != "closed" or walk.around is not None:
            _emit(walk, value, None)
    last = walk.made[-1] if walk.made else None
    left_over = walk.current is not None and not walk.used and walk.current.end > 0
    if last and left_over and walk.current and len(last.spans) > 1 and last.kind == "open":
        walk.made[-1] = replace(last, spans=last.spans[:-1])
        for one in walk.current.selectors:
            span = Statement(
                last.end, walk.current.end, "open", one, last.spans[-1:], walk.audiences
            )
            walk.made.append(span)
