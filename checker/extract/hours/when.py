"""Which part of the year: dates, months, weeks and feasts, as OSM selectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.extract.hours.figures import Token
from checker.extract.hours.senses import MONTHS

_COUNTS = frozenset({"ordinal", "count", "number", "day"})
LAST = -1  #: the ordinal "last"
_WEEKS = 53
_DAYS = 31
_JOINERS = frozenset({"comma", "and", "slash"})
_TO = frozenset({"dash", "until"})

Date = tuple[int, int, int]  #: month, day, year or 0


@dataclass(frozen=True, slots=True)
class When:
    """A part of the year."""

    kind: str  #: "single", "season", "week", "parity", "open" (no end stated), "ended" (no begin)
    osm: str
    first: Date | None = None
    last: Date | None = None


class Selector(NamedTuple):
    """Some days: weekdays, a part of the year, or those weekdays in that part."""

    start: int
    end: int
    days: tuple[str, ...] = ()  #: "Mo", "PH", "Mo[1]"; () all
    when: When | None = None


Read = tuple[int, Selector]  #: index of the first token behind, and what was read


def sense(tokens: Sequence[Token], at: int) -> str:
    """Return the sense of the token there, "" beyond the ends."""
    return tokens[at].sense if 0 <= at < len(tokens) else ""


def joiner(tokens: Sequence[Token], at: int) -> int:
    """Return the index behind ", ", " og ", "/", "- og "; `at` itself when there is none."""
    step = at
    if sense(tokens, step) == "dash" and sense(tokens, step + 1) in {"and", "slash", "comma"}:
        step += 1
    while sense(tokens, step) in _JOINERS:
        step += 1
    return step


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
    read = _weeks(tokens, step) or _months(tokens, step) or _dates(tokens, step)
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
    if sense(tokens, step) in _TO:
        step += 1
        step += sense(tokens, step) in _TO
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
        if sense(tokens, behind) in _TO and sense(tokens, behind + 1) == "month":
            run += "-" + MONTHS[tokens[behind + 1].number - 1]
            behind += 2
        runs.append(run)
        step = joiner(tokens, behind)
    if tokens[at].weak and behind == at + 1 and tokens[at].text != "mai":
        return None
    return behind, When("season", ",".join(runs))


def _dates(tokens: Sequence[Token], at: int) -> tuple[int, When] | None:
    """Read "15. mai - 14. september", "24. og 31. desember", "24.-26. desember", a feast."""
    runs: list[tuple[Date, Date] | str] = []
    step = behind = at
    while True:
        read = _date_run(tokens, step)
        if read is None:
            break
        behind, run = read
        runs.append(run)
        step = joiner(tokens, behind)
        if step == behind:
            break
    if not runs:
        return None
    osm = ",".join(run if isinstance(run, str) else _printed(*run) for run in runs)
    dated = [run for run in runs if not isinstance(run, str)]
    season = any(first != last for first, last in dated)
    ends = (dated[0][0], dated[-1][1]) if dated else (None, None)
    return behind, When("season" if season else "single", osm, *ends)


def _date_run(tokens: Sequence[Token], at: int) -> tuple[int, tuple[Date, Date] | str] | None:
    if sense(tokens, at) == "holiday":
        first_feast, last_feast = tokens[at].osm, at + 2
        if (
            sense(tokens, at + 1) in _TO
            and sense(tokens, last_feast) == "holiday"
            and "-easter" not in first_feast + tokens[last_feast].osm
        ):
            return at + 3, f"{first_feast}-{tokens[last_feast].osm}"
        return at + 1, first_feast
    first, behind = _date_at(tokens, at)
    if first is None:
        return None
    step = behind + (sense(tokens, behind) == "dot" and sense(tokens, behind + 1) == "dash")
    if sense(tokens, step) in _TO:
        step += 1
        while sense(tokens, step) in _TO | {"from", "day", "comma"}:
            step += 1
        last, last_behind = _date_at(tokens, step)
        if last is not None:
            return last_behind, _aligned(first, last)
    return behind, (first, first)


def _date_at(tokens: Sequence[Token], at: int) -> tuple[Date | None, int]:
    """Read one date; its month may stand behind a later one: "24. og 31. desember"."""
    kind = sense(tokens, at)
    if kind == "date" or (
        kind in {"figure", "junk"} and tokens[at].month and _among_dates(tokens, at)
    ):
        token = tokens[at]
        return (token.month, token.day, token.year), at + 1
    if kind != "number" or not 1 <= tokens[at].number <= _DAYS:
        return None, at
    behind = at + 1 + (sense(tokens, at + 1) == "dot")
    step = behind
    for _ in range(8):
        if sense(tokens, step) not in _JOINERS | _TO:
            return None, at
        while sense(tokens, step) in _JOINERS | _TO:
            step += 1
        if sense(tokens, step) == "date" and not tokens[step].osm:
            return (tokens[step].month, tokens[at].number, tokens[step].year), behind
        if sense(tokens, step) != "number" or tokens[step].number > _DAYS:
            return None, at
        step += 1 + (sense(tokens, step + 1) == "dot")
    return None, at


def _among_dates(tokens: Sequence[Token], at: int) -> bool:
    """Is a figure such as 15.05 tied by a hyphen to another that can be a date?

    "10.05-15.10" is a part of the year unless a weekday or "kl." stands before it.
    """
    after = at + 1 + (sense(tokens, at + 1) == "dot")
    left = at - 1 - (sense(tokens, at - 1) == "from")
    first = at
    if sense(tokens, at - 1) in _TO:
        first = at - 2 - (sense(tokens, at - 2) == "dot")
        left = first - 1
    ties = sense(tokens, after) in _TO and _datelike(tokens, after + 1)
    ties = ties or (first != at and _datelike(tokens, first))
    return ties and sense(tokens, left) not in {"day", "group", "clock", "numbered"}


def _datelike(tokens: Sequence[Token], at: int) -> bool:
    return sense(tokens, at) in {"date", "figure", "junk"} and bool(tokens[at].month)


def _aligned(first: Date, last: Date) -> tuple[Date, Date]:
    """Give both ends a year when only the last has one."""
    if last[2] and not first[2]:
        first = (first[0], first[1], last[2] - (first[:2] > last[:2]))
    elif first[2] and not last[2]:
        last = (last[0], last[1], first[2] + (first[:2] > last[:2]))
    return first, last


def _printed(first: Date, last: Date) -> str:
    return _day(first) if first == last else f"{_day(first)}-{_day(last)}"


def _day(date: Date) -> str:
    month, day, year = date
    text = f"{MONTHS[month - 1]} {day:02d}"
    return f"{year} {text}" if year else text


def nested(own: When | None, around: When | None) -> When | None:
    """Return the part of the year that a line states inside a part its heading states.

    "f.o.m. 6. oktober" under "13. august - 31. desember" ends where the heading ends.
    """
    if own is None or around is None or own == around:
        return own or around
    if own.kind == "open" and own.first and around.last and around.kind == "season":
        first, last = _aligned(own.first, around.last)
        return When("season", _printed(first, last), first, last)
    if own.kind == "ended" and own.last and around.first and around.kind == "season":
        first, last = _aligned(around.first, own.last)
        return When("season", _printed(first, last), first, last)
    if {own.kind, around.kind} in ({"season", "parity"}, {"season", "week"}):
        season, week = (own, around) if own.kind == "season" else (around, own)
        return When("season", f"{season.osm} {week.osm}", season.first, season.last)
    return own
