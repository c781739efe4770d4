"""Which part of the year: dates, months, weeks and feasts, as OSM selectors."""

from collections.abc import Sequence

from checker.extract.hours.figures import Token
from checker.extract.hours.runs import read_dates
from checker.extract.hours.selectors import TO, Read, Selector, When, joiner, sense
from checker.extract.hours.senses import MONTHS

_COUNTS = frozenset({"ordinal", "count", "number", "day"})
LAST = -1  #: the ordinal "last"
_WEEKS = 53
_DAYS = 31
#: What a number with a full stop may be of, so that it is no day: "5. klasse".
_NAMED = frozenset({"word", "counted", "numbered", "month", "date"})


def read_when(tokens: Sequence[Token], at: int) -> Read | None:
    """Read a part of the year: dates, months, weeks, feasts, odd or even weeks."""
    kind = sense(tokens, at)
    if kind in {"odd", "even"}:
        osm = "week 1-53/2" if kind == "odd" else "week 2-52/2"
        return at + 1, Selector(tokens[at].start, tokens[at].end, (), When("parity", osm))
    if kind in _COUNTS:
        counted = _weeks_of_month(tokens, at)
        if counted or kind in {"day", "count"}:
            return counted
    edge = kind if kind in {"from", "until"} else ""
    step = at + bool(edge)
    read = _weeks(tokens, step) or _months(tokens, step)
    read = read or read_dates(tokens, step, since=edge == "from")
    if read is None:
        return None
    behind, when = read
    if edge and when.kind == "single" and when.first and when.first == when.last:
        when = When("open" if edge == "from" else "ended", "", when.first, when.last)
    elif (edge and sense(tokens, step) == "week" and "-" not in when.osm) or (
        edge and "-" not in when.osm and when.kind == "season"
    ):
        when = When("open" if edge == "from" else "ended", "")
    return behind, Selector(tokens[at].start, tokens[behind - 1].end, (), when)


def _weeks_of_month(tokens: Sequence[Token], at: int) -> Read | None:
    """Read "de tre siste hele ukene i juli", Monday to Sunday; without "hele" nobody can tell."""
    step, count = _count(tokens, at)
    if sense(tokens, step) != "ordinal":
        return None
    last = tokens[step].number == LAST
    step, more = _count(tokens, step + 1)
    kind, step = sense(tokens, step), step + 1
    while sense(tokens, step) in {"filler", "word"} and sense(tokens, step + 1) == "month":
        step += 1
    if kind not in {"week", "whole_week"} or sense(tokens, step) != "month":
        return None
    when = When("ended", "")
    if last and kind == "whole_week":
        month = MONTHS[tokens[step].number - 1]
        days = 7 * max(count, more, 1) - 1
        when = When("season", f"{month} Su[-1] -{days} days-{month} Su[-1]")
    return step + 1, Selector(tokens[at].start, tokens[step].end, (), when)


def _count(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Read "tre", "3" and "to", which is Thursday too, where it can count something."""
    known = sense(tokens, at) in {"count", "number", "day"} and tokens[at].number
    return (at + 1, tokens[at].number) if known else (at, 0)


def _weeks(tokens: Sequence[Token], at: int) -> tuple[int, When] | None:
    """Read "uke 29 og 30", "vekene 28-31", "uke 19 til og med uke 21"."""
    if sense(tokens, at) != "week":
        return None
    runs: list[list[int]] = []
    step = at + 1
    while True:
        run, behind = _week_run(tokens, step)
        if not run:
            break
        runs += run
        at, step = behind, joiner(tokens, behind)
        if step == behind:
            break
        step += sense(tokens, step) == "week"
    if not runs:
        return None
    listed = ",".join("-".join(map(str, run)) for run in runs)
    return at, When("week", f"week {listed}")


def _week_run(tokens: Sequence[Token], at: int) -> tuple[list[list[int]], int]:
    """Read one week or a run of weeks, which is two runs when it goes over New Year."""
    first = _week_number(tokens, at)
    if first is None:
        return [], at
    step = at + 1
    if sense(tokens, step) in TO:
        step += 1
        step += sense(tokens, step) in TO
        step += sense(tokens, step) == "week"
        last = _week_number(tokens, step)
        if last is not None and last > first:
            return [[first, last]], step + 1
        if last is not None and last < first:
            return [[first, _WEEKS], [1, last]], step + 1
    return [[first]], at + 1


def _week_number(tokens: Sequence[Token], at: int) -> int | None:
    if sense(tokens, at) == "number" and 1 <= tokens[at].number <= _WEEKS:
        return tokens[at].number
    return None


def _months(tokens: Sequence[Token], at: int) -> tuple[int, When] | None:
    """Read "juli", "oktober-mars", "juni, juli og august"."""
    if sense(tokens, at) != "month":
        return None
    runs: list[str] = []
    step = behind = at
    while sense(tokens, step) == "month":
        run = MONTHS[tokens[step].number - 1]
        behind = step + 1
        if sense(tokens, behind) in TO and sense(tokens, behind + 1) == "month":
            run += "-" + MONTHS[tokens[behind + 1].number - 1]
            behind += 2
        runs.append(run)
        step = joiner(tokens, behind)
    listed = _days_of(tokens, behind, tokens[at].number) if behind == at + 1 else None
    if listed:
        return listed
    if tokens[at].weak and behind == at + 1 and tokens[at].text != "mai":
        return None
    return behind, When("season", ",".join(runs))


def _days_of(tokens: Sequence[Token], at: int, month: int) -> tuple[int, When] | None:
    """Read the days behind a month, each with its full stop: "desember: 5. og 19., kl. 10-14"."""
    days: list[int] = []
    behind = step = at + (sense(tokens, at) == "colon")
    while sense(tokens, step) == "number" and sense(tokens, step + 1) == "dot":
        days.append(tokens[step].number)
        behind = step + 2
        step = joiner(tokens, behind)
    if not days or not all(1 <= day <= _DAYS for day in days) or sense(tokens, step) in _NAMED:
        return None
    dates = ",".join(f"{MONTHS[month - 1]} {day:02d}" for day in days)
    return behind, When("single", dates, (month, days[0], 0), (month, days[-1], 0))
