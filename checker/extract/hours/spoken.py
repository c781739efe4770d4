"""Hours in words: "klokka sju", "fra åtte til halv fire", "fra sju til elleve om kvelden"."""

from collections.abc import Sequence

from checker.extract.hours.figures import MINUTES_A_DAY, NOON, Token
from checker.extract.hours.selectors import TO, sense
from checker.extract.hours.units import OF_HOURS

_NUMBERS = frozenset({"count", "day"})  #: "to" is Thursday and two
_HOURS = 12
_HALF = 30
_EARLIEST = 6 * 60  #: minutes; nobody opens before it
_SPOKEN = "spoken"
_REACH = 12  #: tokens between "åpner klokka sju" and "stenger klokka halv fem"
#: What a count may be of, so that it is no hour: "fra to til fire uker", "barn fra seks til ni".
_COUNTED = frozenset({"counted", "numbered", "money", "group", "week"})


def with_hours(tokens: list[Token]) -> list[Token]:
    """Return the tokens with each hour in words as a figure.

    An hour is a number up to twelve behind "klokka", or one of two behind "fra" where another
    word says that something is open. The later of two is after noon when it is the smaller.
    """
    if all(one.sense not in _NUMBERS or not one.number for one in tokens):
        return tokens
    read: list[Token] = []
    at = 0
    while at < len(tokens):
        behind = _spoken(tokens, at) if _begins(tokens, at, read) else at
        if behind > at:
            late = sense(tokens, behind) == "evening"
            read.append(_figure(tokens[at:behind], _before(read), late=late))
        else:
            read.append(tokens[at])
            behind = at + 1
        at = behind
    return read


def _spoken(tokens: Sequence[Token], at: int) -> int:
    """Return the index behind an hour in words, `at` when there is none."""
    number = at + (sense(tokens, at) == "half")
    known = sense(tokens, number) in _NUMBERS and 1 <= tokens[number].number <= _HOURS
    return number + 1 if known else at


def _begins(tokens: Sequence[Token], at: int, read: Sequence[Token]) -> bool:
    """May an hour in words stand here: behind "klokka", or in "fra åtte til tre"?"""
    before = sense(tokens, at - 1)
    if before == "clock":
        return True
    if before in TO and len(read) > 1 and read[-2].sense == "figure":
        return read[-2].text == _SPOKEN
    if before != "from" or not any(one.sense in OF_HOURS for one in tokens):
        return False
    behind = _spoken(tokens, at)
    if behind == at or sense(tokens, behind) not in TO:
        return False
    last = _spoken(tokens, behind + 1 + (sense(tokens, behind + 1) == "clock"))
    counted = sense(tokens, last) in _COUNTED or sense(tokens, at - 2) in _COUNTED
    return last > behind + 1 and not counted


def _before(read: Sequence[Token]) -> int:
    """Return the time of day before, in minutes, or -1."""
    times = (one.minutes for one in reversed(read[-_REACH:]) if one.minutes is not None)
    return next(times, -1)


def _figure(words: Sequence[Token], before: int, *, late: bool) -> Token:
    """Make the token of a time of day; `before` is the one before it in minutes, -1 if none."""
    half = len(words) > 1
    minutes = words[-1].number * 60 - half * _HALF
    if late or minutes < _EARLIEST or minutes <= before < minutes + NOON <= MINUTES_A_DAY:
        minutes += NOON * (minutes < NOON)
    return Token("figure", words[0].start, words[-1].end, _SPOKEN, minutes=minutes)
