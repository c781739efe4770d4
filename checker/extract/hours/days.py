"""Which weekdays: single, a range, a list, a group, the first in the month."""

from collections.abc import Sequence

from checker.extract.hours.figures import Token
from checker.extract.hours.selectors import Read, Selector, When, joiner, sense
from checker.extract.hours.senses import MONTHS

WEEKDAYS = ("", "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAY = "PH"
_LATEST_NTH = 5
_TO = frozenset({"dash", "until"})
#: What may stand behind a shortened weekday that is an ordinary word too.
_AFTER_WEAK = frozenset({"colon", "clock", "number", "figure", "cell", "closed", "always"})
#: The same in brackets behind it: "Lør (oddetallsuker): 9-13".
_IN_BRACKETS = frozenset({"odd", "even", "week"})


def read_days(tokens: Sequence[Token], at: int) -> tuple[int, list[Selector]] | None:
    """Read weekdays: one, a range, a group, a list of those, each a selector of its own.

    "unntatt torsdag" behind them is left for who pairs days with times.
    """
    read = _day_element(tokens, at)
    if read is None:
        return None
    behind, first = read
    found = [first]
    while True:
        step = joiner(tokens, behind)
        read = _day_element(tokens, step, joined=True) if step > behind else None
        if read is None:
            return behind, found
        behind, more = read
        found.append(more)


def _day_element(tokens: Sequence[Token], at: int, *, joined: bool = False) -> Read | None:
    nth = _nth(tokens, at)
    if nth is not None:
        return nth
    since = sense(tokens, at) == "from" and sense(tokens, at + 1) == "day"
    at += since
    kind = sense(tokens, at)
    if kind == "ph":
        return at + 1, Selector(tokens[at].start, tokens[at].end, (HOLIDAY,))
    if kind == "group":
        return at + 1, _selector(tokens, at, at + 1, tokens[at].days)
    return _weekday(tokens, at, joined=joined, since=since) if kind == "day" else None


def _weekday(tokens: Sequence[Token], at: int, *, joined: bool, since: bool) -> Read | None:
    """Read one weekday or a range; "fra mandag" alone is since a day, not on that day."""
    last = _range_end(tokens, at)
    if last is not None:
        days = _between(tokens[at].days[0], tokens[last].days[0])
        return last + 1, _selector(tokens, at, last + 1, days)
    if tokens[at].weak and not joined and not _beside_its_like(tokens, at):
        return None
    if since and sense(tokens, at + 1) not in {"number", "figure", "clock", "colon"}:
        return None
    return at + 1, _selector(tokens, at, at + 1, tokens[at].days)


def _range_end(tokens: Sequence[Token], at: int) -> int | None:
    """Return the index of the weekday that ends the range beginning at `at`."""
    step = at + 1
    while sense(tokens, step) in _TO | {"from"} and step - at <= 2:  # noqa: PLR2004  "- til"
        step += 1
    return step if step > at + 1 and sense(tokens, step) == "day" else None


def _beside_its_like(tokens: Sequence[Token], at: int) -> bool:
    after = sense(tokens, at + 1)
    if after in _AFTER_WEAK or (after == "right" and sense(tokens, at - 1) == "left"):
        return True
    if after == "left" and sense(tokens, at + 2) in _IN_BRACKETS:
        return True
    step = joiner(tokens, at + 1)
    return (step > at + 1 and sense(tokens, step) in {"day", "ph"}) or at + 1 == len(tokens)


def _between(first: int, last: int) -> tuple[int, ...]:
    if first <= last:
        return tuple(range(first, last + 1))
    return (*range(first, 8), *range(1, last + 1))


def _selector(tokens: Sequence[Token], first: int, behind: int, days: tuple[int, ...]) -> Selector:
    names = tuple(WEEKDAYS[day] for day in days)
    return Selector(tokens[first].start, tokens[behind - 1].end, names)


def _nth(tokens: Sequence[Token], at: int) -> Read | None:
    """Read "første og tredje mandag i måneden", "1. tirsdag i hver måned"."""
    numbers: list[int] = []
    step = at
    while True:
        number, behind = _ordinal(tokens, step)
        if number is None:
            break
        numbers.append(number)
        step = joiner(tokens, behind)
    if not numbers or sense(tokens, step) != "day":
        return None
    weekday = WEEKDAYS[tokens[step].days[0]]
    if sense(tokens, step + 1) == "of_month":
        when, behind = None, step + 2
    elif sense(tokens, step + 2) == "month" and tokens[step + 1].text in {"i", "in"}:
        month = MONTHS[tokens[step + 2].number - 1]
        when, behind = When("season", month), step + 3
    else:
        return None
    days = tuple(f"{weekday}[{number}]" for number in numbers)
    return behind, Selector(tokens[at].start, tokens[behind - 1].end, days, when)


def _ordinal(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    if sense(tokens, at) == "ordinal":
        return tokens[at].number, at + 1
    if sense(tokens, at) == "number" and sense(tokens, at + 1) == "dot":
        number = tokens[at].number
        return (number if 1 <= number <= _LATEST_NTH else None), at + 2
    return None, at
