"""One sentence as units: days, times, closed, audience words; each with its place in the text."""

from collections.abc import Sequence
from typing import NamedTuple

from checker.extract.hours.days import WEEKDAYS, read_days
from checker.extract.hours.figures import EITHER, MINUTES_A_DAY, NOON, Token
from checker.extract.hours.selectors import Selector, sense
from checker.extract.hours.when import read_when

_TO = frozenset({"dash", "until"})
_EVENING = 15 * 60  #: bare "20-02" may run past midnight, bare "10-3" is somebody's afternoon
_YEARS = range(1900, 2101)
_REACH = 5  #: tokens between "åpner kl. 8" and "stenger kl. 15"
_UNITS_BEHIND = frozenset({"counted", "money", "numbered"})
_BETWEEN = frozenset({"comma", "and", "semi", "slash", "dot"})
_DAILY = 11  #: characters; "24 timer" is shorter, "hele døgnet" is not
OF_HOURS = frozenset({"open", "opens", "closes", "phone", "visit", "chat", "staffed", "unstaffed"})
#: How forms without 24:00 write the whole day (the guide for schema.org says 00:00-23:59).
_DAY_OF_FORMS = (0, MINUTES_A_DAY - 1)
ONLY = "only"  #: text of a filler that says that nothing else is open
_EDGES = frozenset({"from", "clock"})
#: What days and times begin with.
_BEGINS_DATE = frozenset(
    {
        *("odd", "even", "from", "until", "week", "month", "holiday", "date", "figure", "number"),
        *("day", "ordinal", "count", "junk"),
    }
)
_BEGINS_DAYS = frozenset({"day", "group", "ph", "ordinal", "number", "from"})
_BEGINS_TIME = frozenset({"from", "clock", "figure", "number", "junk"})
_FIRST = _BEGINS_DATE | _BEGINS_DAYS | _BEGINS_TIME | {"opens", "closes"}


class Unit(NamedTuple):  # as tokens are: made by the hundred
    """What one or several tokens of a sentence come to."""

    kind: str  #: "days", "time", or the sense of a single token
    start: int
    end: int
    selectors: tuple[Selector, ...] = ()
    opens: int = 0  #: minutes since midnight
    closes: int = 0
    sure: bool = False  #: a time that nothing else can be: "08.00-15.00", "kl 8-15"
    text: str = ""


def units(tokens: Sequence[Token]) -> list[Unit]:
    """Read the tokens of one sentence, in order."""
    found: list[Unit] = []
    at = 0
    while at < len(tokens):
        read = _several(tokens, at) if tokens[at].sense in _FIRST else None
        at, unit = read or (at + 1, _single(tokens[at]))
        found.append(unit)
    return found


def stands_alone(text: Sequence[Unit]) -> bool:
    """Are there times of day and nothing else, so that no word can say what they are of?

    "24 hours" alone is how long something takes; "24 hours a day" is not.
    """
    values = [one for one in text if one.kind not in _BETWEEN]
    daily = (one.kind == "always" and one.end - one.start >= _DAILY for one in values)
    times = (one.kind == "time" and one.sure for one in values)
    return bool(values) and all(either or other for either, other in zip(daily, times, strict=True))


def _single(token: Token) -> Unit:
    if token.sense == "only":
        return Unit("filler", token.start, token.end, text=ONLY)
    sure = token.sense == "always" and not token.weak
    return Unit(token.sense, token.start, token.end, (), 0, 0, sure, token.text)


def _several(tokens: Sequence[Token], at: int) -> tuple[int, Unit] | None:
    kind = tokens[at].sense
    when = read_when(tokens, at) if kind in _BEGINS_DATE else None
    if when:
        return when[0], Unit("days", when[1].start, when[1].end, (when[1],))
    days = read_days(tokens, at) if kind in _BEGINS_DAYS else None
    if days and sense(tokens, days[0]) == "before":  # "onsdag før påske": no day we know
        return days[0] + 1, _unit("spoilt", tokens, at, days[0])
    if days:
        return _dated(tokens, *days)
    if kind == "ordinal" and sense(tokens, at + 1) == "day":  # first Monday of what?
        return at + 2, _unit("spoilt", tokens, at, at + 1)
    if kind in _BEGINS_TIME:
        return _time(tokens, at)
    return _opens_closes(tokens, at) if kind == "opens" else _till(tokens, at)


def _dated(tokens: Sequence[Token], behind: int, found: list[Selector]) -> tuple[int, Unit]:
    """Let a date swallow the single weekday before it: "lørdag 24. desember" is one day."""
    step = behind + (sense(tokens, behind) in {"comma", "filler"})  # "tisdag den 3 mars"
    when = read_when(tokens, step)
    alone = len(found) == 1 and len(found[0].days) == 1 and found[0].days[0] in WEEKDAYS
    if when and alone and when[1].when and when[1].when.kind == "single" and when[1].when.first:
        dated = when[1]._replace(start=found[0].start)
        return when[0], Unit("days", dated.start, dated.end, (dated,))
    return behind, Unit("days", found[0].start, found[-1].end, tuple(found))


def _time(tokens: Sequence[Token], at: int) -> tuple[int, Unit] | None:
    """Read "fra kl. 8 til 15.30", "0800-1500", "mellom 10 og 14"."""
    step, edges = _skip(tokens, at, _EDGES)
    opens = _clock(tokens, step)
    if opens is None:
        return _spoilt(tokens, at, step)
    joined = _TO | ({"and"} if "from" in edges else set())
    behind = step + 1 + (sense(tokens, step + 1) == "dot" and sense(tokens, step + 2) in joined)
    behind, between = _skip(tokens, behind, frozenset({"clock"}))
    if sense(tokens, behind) not in joined:
        return None
    behind, more = _skip(tokens, behind, joined | _EDGES)
    closes = _clock(tokens, behind)
    if closes is None:
        junk = sense(tokens, behind) in {"junk", "number"} and "clock" in edges | between | more
        return (behind + 1, _unit("spoilt", tokens, at, behind)) if junk else None
    named = "clock" in edges | between | more
    if _is_something_else(tokens, at, step, behind, named=named):
        return None
    return _made(tokens, at, (step, behind), named=named)


def _skip(tokens: Sequence[Token], at: int, kinds: frozenset[str]) -> tuple[int, set[str]]:
    passed: set[str] = set()
    while sense(tokens, at) in kinds:
        passed.add(tokens[at].sense)
        at += 1
        if "clock" in passed and sense(tokens, at) in {"colon", "dot"}:
            at += 1
    return at, passed


def _clock(tokens: Sequence[Token], at: int) -> int | None:
    return tokens[at].minutes if sense(tokens, at) in {"figure", "number"} else None


def _unit(kind: str, tokens: Sequence[Token], first: int, last: int) -> Unit:
    return Unit(kind, tokens[first].start, tokens[last].end)


def _spoilt(tokens: Sequence[Token], at: int, step: int) -> tuple[int, Unit] | None:
    """A mistyped time: "kl. 120.0", "150.0-16.00". Nobody may guess what was meant."""
    if sense(tokens, step) != "junk":
        return None
    if step > at or (sense(tokens, step + 1) in _TO and _clock(tokens, step + 2) is not None):
        return step + 1, _unit("spoilt", tokens, at, step)
    return None


def _is_something_else(
    tokens: Sequence[Token], at: int, first: int, last: int, *, named: bool
) -> bool:
    """Is the pair an age, a quantity, two years or the middle of a longer row of figures?"""
    if sense(tokens, at - 1) == "numbered" or (
        sense(tokens, last + 1) in _TO and (sense(tokens, last + 2) in {"figure", "number"})
    ):
        return True
    bare = sense(tokens, first) == sense(tokens, last) == "number"
    if bare and not named and tokens[first].weak and sense(tokens, first + 1) == "dot":
        return True  # "1.-4. trinn"
    behind = last + 1 + (sense(tokens, last + 1) == "dash")  # "8-12-åringer"
    if bare and sense(tokens, behind) in _UNITS_BEHIND:
        return not (named or tokens[first].weak is False)
    rising = tokens[first].number < tokens[last].number
    if bare and not named and rising and _counts_days(tokens, at, last + 1):
        return True
    years = tokens[first].number in _YEARS and tokens[last].number in _YEARS
    return bare and years and not named and sense(tokens, at - 1) not in {"day", "group"}


def _counts_days(tokens: Sequence[Token], at: int, behind: int) -> bool:
    """Are "10-15 working days" a length of time, since no word says that something is open?"""
    if sense(tokens, behind) != "group" or not tokens[behind].weak:
        return False
    return all(one.sense not in OF_HOURS for one in tokens[:at])


def _made(
    tokens: Sequence[Token], at: int, ends: tuple[int, int], *, named: bool
) -> tuple[int, Unit]:
    first, last = tokens[ends[0]], tokens[ends[1]]
    opens, closes = first.minutes or 0, last.minutes or 0
    opens %= MINUTES_A_DAY
    if last.osm == "pm" and first.osm in {"", EITHER} and opens + NOON < closes:  # "7-9 p.m."
        opens += NOON
    if last.osm == EITHER and closes <= opens < closes + NOON:  # "9-5", "noon to 4:30"
        closes += NOON
    if not closes or (opens, closes) == _DAY_OF_FORMS:
        closes = MINUTES_A_DAY
    sure = named or not (first.weak and last.weak and first.sense == last.sense == "number")
    vague = first.sense == last.sense == "number" and first.weak and last.weak
    if opens == closes or (vague and closes < opens < _EVENING):
        return ends[1] + 1, _unit("spoilt", tokens, at, ends[1])
    unit = Unit("time", tokens[at].start, last.end, opens=opens, closes=closes, sure=sure)
    return ends[1] + 1, unit


def _opens_closes(tokens: Sequence[Token], at: int) -> tuple[int, Unit] | None:
    """Read "åpner kl. 8 og stenger kl. 15"."""
    first = _next_clock(tokens, at + 1, frozenset({"closes", "days"}))
    if first is None:
        return None
    turn = next(
        (
            step
            for step in range(first + 1, min(first + _REACH, len(tokens)))
            if sense(tokens, step) == "closes"
        ),
        None,
    )
    last = _next_clock(tokens, turn + 1, frozenset()) if turn else None
    if last is None:
        return None
    made = _made(tokens, at, (first, last), named=True)
    return made[0], made[1]._replace(text="opens")


def _till(tokens: Sequence[Token], at: int) -> tuple[int, Unit] | None:
    """Read "til kl. 17", "stenger vi kl. 12": an earlier or later end than on other days."""
    if sense(tokens, at) not in {"until", "closes"}:
        return None
    step = at + 1
    while sense(tokens, step) in _EDGES | {"filler", "until"} and step - at < _REACH:
        step += 1
    closes = _clock(tokens, step)
    named = sense(tokens, at - 1) == "day" and sense(tokens, step + 1) not in {"dot", "counted"}
    named = named or any(one.sense in {"clock", "closes"} for one in tokens[at:step])
    if not closes or (tokens[step].weak and not named) or sense(tokens, step + 1) in _TO:
        return None
    unit = Unit("till", tokens[at].start, tokens[step].end, closes=closes, sure=True)
    return step + 1, unit


def _next_clock(tokens: Sequence[Token], at: int, stops: frozenset[str]) -> int | None:
    for step in range(at, min(at + _REACH, len(tokens))):
        if _clock(tokens, step) is not None:
            return step
        if sense(tokens, step) in stops | {"day", "group", "dot"}:
            return None
    return None
