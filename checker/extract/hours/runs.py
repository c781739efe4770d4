"""Runs of dates: "15. mai - 14. september", "24. og 31. desember", "June 13-15", a feast."""

from collections.abc import Sequence

from checker.extract.hours.figures import EITHER, Token
from checker.extract.hours.selectors import JOINERS, TO, Date, When, joiner, sense
from checker.extract.hours.senses import MONTHS

_DAYS = 31
_BEFORE_HOURS = frozenset({"date", "holiday", "day", "group", "ph"})
_ASIDE = frozenset({"colon", "clock", "from", "filler", "open"})


Run = tuple[Date, Date] | str  #: first and last day, or a feast in OSM syntax


def read_dates(tokens: Sequence[Token], at: int, *, since: bool = False) -> tuple[int, When] | None:
    """Read "15. mai - 14. september", "24. og 31. desember", "24.-26. desember", a feast.

    With `since`, a word such as "mellom" before it, "1. juni og 15. august" are first and last.
    """
    runs: list[Run] = []
    month_first = sense(tokens, at) == "date" and tokens[at].weak
    step = behind = at
    while True:
        read = _date_run(tokens, step, TO | {"and"} if since else TO)
        if read is None:
            break
        behind, run = read
        runs.append(run)
        step = joiner(tokens, behind)
        while month_first and (more := _listed_day(tokens, step, behind, run)):
            behind, run = step + 1, more
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


def _date_run(tokens: Sequence[Token], at: int, to: frozenset[str]) -> tuple[int, Run] | None:
    if sense(tokens, at) == "holiday":
        first_feast, last_feast = tokens[at].osm, at + 2
        if (
            sense(tokens, at + 1) in TO
            and sense(tokens, last_feast) == "holiday"
            and "-easter" not in first_feast + tokens[last_feast].osm
        ):
            return at + 3, f"{first_feast}-{tokens[last_feast].osm}"
        return at + 1, first_feast
    first, behind = _date_at(tokens, at)
    if first is None:
        return None
    more = _day_of_same(tokens, behind + 1, first) if sense(tokens, behind) in TO else None
    if more and tokens[at].weak:  # "June 13-15"
        return behind + 2, (first, more)
    step = behind + (sense(tokens, behind) == "dot" and sense(tokens, behind + 1) == "dash")
    if sense(tokens, step) in to:
        step += 1
        while sense(tokens, step) in TO | {"from", "day", "comma", "filler"}:
            step += 1
        last, last_behind = _date_at(tokens, step)
        if last is not None:
            return last_behind, _aligned(first, last)
    return behind, (first, first)


def _listed_day(
    tokens: Sequence[Token], at: int, behind: int, run: Run
) -> tuple[Date, Date] | None:
    """Read the "25" and the "26" of "Dec 24, 25 and 26", which have no hours of their own."""
    if at == behind or isinstance(run, str) or sense(tokens, at + 1) in {*TO, "colon"}:
        return None
    day = _day_of_same(tokens, at, run[1])
    return (day, day) if day else None


def _day_of_same(tokens: Sequence[Token], at: int, date: Date) -> Date | None:
    """Read a bare number as a later day of the same month."""
    if sense(tokens, at) != "number" or tokens[at].osm not in {"", EITHER}:
        return None
    month, day, year = date
    return (month, tokens[at].number, year) if day < tokens[at].number <= _DAYS else None


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
    month, year = _month_behind(tokens, at, behind)
    return ((month, tokens[at].number, year) if month else None), (behind if month else at)


def _month_behind(tokens: Sequence[Token], at: int, behind: int) -> tuple[int, int]:
    """Return month and year of the later date that a bare day is listed with, (0, 0) if none."""
    hours = sense(tokens, behind) in TO and _are_hours(tokens, at)
    step = behind
    for _ in range(8):
        if sense(tokens, step) not in (TO if hours else JOINERS | TO):
            break
        while sense(tokens, step) in JOINERS | TO:
            step += 1
        later = tokens[step] if step < len(tokens) else None
        if later and later.sense == "date" and not (later.osm or later.weak):
            return later.month, later.year
        if not later or later.sense != "number" or later.number > _DAYS:
            break
        step += 1 + (sense(tokens, step + 1) == "dot")
    return 0, 0


def _are_hours(tokens: Sequence[Token], at: int) -> bool:
    """Have days been named just before: "23. desember 9-12, 24. desember stengt"?"""
    before = at - 1
    while before >= 0 and sense(tokens, before) in _ASIDE:
        before -= 1
    return sense(tokens, before) in _BEFORE_HOURS


def _among_dates(tokens: Sequence[Token], at: int) -> bool:
    """Is a figure such as 15.05 tied by a hyphen to another that can be a date?

    "10.05-15.10" is a part of the year unless a weekday or "kl." stands before it.
    """
    after = at + 1 + (sense(tokens, at + 1) == "dot")
    left = at - 1 - (sense(tokens, at - 1) == "from")
    first = at
    if sense(tokens, at - 1) in TO:
        first = at - 2 - (sense(tokens, at - 2) == "dot")
        left = first - 1
    ties = sense(tokens, after) in TO and _datelike(tokens, after + 1)
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
