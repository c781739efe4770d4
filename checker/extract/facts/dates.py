"""Days of the calendar in a text: "1. mars 2027", "01.03.2027", "1/3-27", "innen 1.3."."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from checker.extract.hit import Hit
from checker.extract.words import Stems, lowered, stems
from checker.model.catalog import Language
from checker.model.evidence import Text
from checker.model.value import Date

_BLANK = "[ \u00a0\u2009\u202f]"
_YEAR = r"(?:19|20)\d\d"
_NUMERIC = re.compile(
    rf"""(?:(?<![\w.,:/§-])|(?<=[^\d\s]:)|(?<=\d\d-)|(?<=\d\.-))(?:
        (?P<iso>{_YEAR}-\d\d-\d\d)(?![\d-])
      | (?P<dots>\d{{1,2}}\.{_BLANK}?\d{{1,2}}\.{_BLANK}?(?:{_YEAR}|\d\d))(?![\d.:]\d|\d|{_BLANK}?:)
      | (?P<slash>\d{{1,2}}/\d{{1,2}}(?:{_BLANK}?[-–/]{_BLANK}?|{_BLANK})
            (?:{_YEAR}|\d\d(?!\d)))(?![\d/])
      | (?P<dashes>\d{{1,2}}-\d{{1,2}}-{_YEAR})(?!\d)
      | (?P<bare>\d{{1,2}}(?:\.{_BLANK}?\d{{1,2}}\.|/\d{{1,2}}))(?![\d/%]|{_BLANK}?\d|,\d)
      | (?P<open>\d{{1,2}}\.(?:0[1-9]|1[0-2]))(?![\w/%]|[.,:-–]\d)
    )""",
    re.VERBOSE,
)
_FIGURES = re.compile(r"\d+")
#: Characters before a date without year and month name in which a word must tell that it is one.
_REACH = 25
#: Characters on both sides of a range in which a word must tell that it is a time to apply.
_ABOUT = 80
_BETWEEN = 30  #: characters; what joins the two ends of a range is shorter
#: What may stand between the first day of a range and its last: "til", "–", "- fredag".
_JOINED = (
    rf"{_BLANK}*,?{_BLANK}*(?:[-–—]|(?:{{until}})){_BLANK}*(?:[^\W\d_]{{{{2,10}}}}\.?{_BLANK}+)?"
)
_DAY_BEFORE = r"(?<![\w.,/])\d{{1,2}}\.?{blank}*(?:[-–—]|(?:{until})){blank}*\Z"
_SENTENCE = re.compile(r"[.!?](?=\s+[A-ZÆØÅÄÖ])")
_CENTURY = 2000


class _Day(NamedTuple):
    """A date found, in order of the text."""

    start: int
    end: int
    value: str


def find(text: Text, words: Language) -> list[Hit]:
    """Return each day with the stretch that says it, in order, disjoint.

    A month without a day ("medio mars") is no date; a day that no calendar has is none either.
    The end of a month is its last day; that of a February whose year is not stated is unknown.
    A range of days is no date, unless its sentence speaks of a time limit: then its last day is.

    Args:
        text: Where to look.
        words: Its months, its ordinals, and its lists "due", "until", "end_of" and the like.
    """
    content = text.content
    found = [
        *_numeric(content, words),
        *_named(content, words),
        *_month_ends(content, words),
    ]
    days: list[_Day] = []
    for one in sorted(found):
        if not days or one.start >= days[-1].end:
            days.append(one)
    return [Hit(Date(one.value), one.start, one.end) for one in _limits(content, days, words)]


def _numeric(content: str, words: Language) -> Iterator[_Day]:
    for found in _NUMERIC.finditer(content):
        figures = [int(one) for one in _FIGURES.findall(found.group())]
        end = found.end()
        if found.lastgroup == "iso":
            year, month, day = figures
        elif found.lastgroup in {"bare", "open"}:
            if not _is_told(content, found, words):
                continue
            (day, month), year = figures, None
            end -= content[end - 1] == "." and _ends_sentence(content, end)
        else:
            day, month, year = figures
        value = written(day, month, year)
        if value is not None:
            yield _Day(found.start(), end, value)


def _ends_sentence(content: str, end: int) -> bool:
    """Whether the full stop before a place ends more than a date: a new sentence follows."""
    return re.match(r"\s+[\"«(]?[A-ZÆØÅÄÖ]|\s*\n", content[end : end + 8]) is not None


def _is_told(content: str, found: re.Match[str], words: Language) -> bool:
    """Whether a word close before says that two figures are a day: "innen", "frist", "til".

    Without a full stop behind them they may be a time or a size too ("til 10.12"), so a word
    of a time limit must stand there, none of the clock, and no unit behind.
    """
    strict = found.lastgroup == "open"
    start = found.start()
    before = content[max(content.rfind("\n", 0, start) + 1, start - _REACH) : start]
    if not strict and _is_bounded(before, words):
        return True
    if _listed(words, ("due",) if strict else ("due", "deadline")).search(before) is None:
        return False
    if not strict:
        return True
    clock = _listed(words, ("clock",)).search(before)
    return clock is None and not _is_measured(content, found.end(), words)


def _is_bounded(before: str, words: Language) -> bool:
    """Whether a whole word like "til" stands there; "tom" says until, "tomt" does not."""
    return any(
        not before[found.end() : found.end() + 1].isalpha()
        for found in _listed(words, ("until", "from", "inclusive", "up_to")).finditer(before)
    )


def _is_measured(content: str, end: int, words: Language) -> bool:
    """Whether a unit follows: a size, a price or a length of time, no day."""
    units = (*words.units, *words.currency_words, *words.words.get("quantity", ()), "%", "m")
    found = stems(units).search(content, end, end + _REACH)
    return found is not None and not content[end : found.start()].strip()


def _named(content: str, words: Language) -> Iterator[_Day]:
    if not words.months:
        return
    known = {lowered(name): number for name, number in words.months.items()}
    firsts = _firsts(words)
    proper = frozenset(words.words.get("capital_months", ()))
    for found in _month_pattern(tuple(known), firsts).finditer(lowered(content)):
        name = " ".join((found.group("name") or found.group("month")).split())
        begin = found.start("name" if found.group("name") else "month")
        if name in proper and content[begin].islower():
            continue
        day = found.group("day") or found.group("behind")
        year = found.group("year")
        value = written(
            int(day) if day.isdecimal() else 1, known[name], int(year) if year else None
        )
        if value is not None:
            yield _Day(found.start(), _named_end(content, found, name, known), value)


def _named_end(content: str, found: re.Match[str], name: str, known: Mapping[str, int]) -> int:
    """Where a date ends: the full stop of a shortened month belongs to it ("1. jan.")."""
    end = found.end()
    ends_short = found.end("name") == end and content[end : end + 1] == "."
    return end + 1 if ends_short and _is_short(name, known) else end


def _is_short(name: str, known: Mapping[str, int]) -> bool:
    return any(
        other != name and other.startswith(name) and known[other] == known[name] for other in known
    )


def _firsts(words: Language) -> tuple[str, ...]:
    """The ordinals that say the first of a month: "første", "fyrste"."""
    return tuple(word for word in words.words.get("ordinals", ()) if words.numbers.get(word) == 1)


@lru_cache(maxsize=64)
def _month_pattern(names: tuple[str, ...], firsts: tuple[str, ...]) -> re.Pattern[str]:
    """Day, month and perhaps year; also month, day ("March 1, 2027")."""
    some = _either(names)
    day = "|".join((r"\d{1,2}", *map(re.escape, firsts)))
    year = rf"(?P<year>{_YEAR})(?!\d)"
    day_first = (
        rf"(?:(?<![\w.,:/§-])|(?<=[^\d\s]:))(?P<day>{day})(?:\.|st|nd|rd|th)?{_BLANK}{{0,2}}(?:of{_BLANK})?"
        rf"(?<![a-zæøåäö])(?P<name>{some})(?![^\W\d_])"
    )
    month_first = (
        rf"(?<!\w)(?P<month>{some})\.?{_BLANK}(?P<behind>\d{{1,2}})(?:st|nd|rd|th)?"
        r"(?![\w%]|[.:/-]\d)"
    )
    gap = rf"(?:[.,]?{_BLANK}{{1,2}}|\.|{_BLANK}?[-–]{_BLANK}?)"
    return re.compile(rf"(?:{day_first}|{month_first})(?:{gap}{year})?")


def _either(some: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(some, key=len, reverse=True))


def _month_ends(content: str, words: Language) -> Iterator[_Day]:
    """The last day of a month where its end is named; February's only with its year."""
    ends = words.words.get("end_of", ())
    low = lowered(content)
    if not words.months or not any(end.partition(" ")[0] in low for end in ends):
        return  # most pages: a plain search is far quicker than the expression
    known = {lowered(name): number for name, number in words.months.items()}
    for found in _end_pattern(tuple(ends), tuple(known)).finditer(low):
        month = known[found.group("name")]
        year = int(found.group("year")) if found.group("year") else None
        if month == 2 and year is None:  # noqa: PLR2004  28 or 29: nobody can tell
            continue
        value = written(monthrange(year or _CENTURY, month)[1], month, year)
        if value is not None:
            yield _Day(found.start(), found.end(), value)


@lru_cache(maxsize=64)
def _end_pattern(ends: tuple[str, ...], names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{_either(ends)}){_BLANK}(?P<name>{_either(names)})(?![^\W\d_])"
        rf"(?:{_BLANK}(?P<year>{_YEAR})(?!\d))?"
    )


def _limits(content: str, days: list[_Day], words: Language) -> Iterator[_Day]:
    """The days that stand alone, and of each range its last if it is a time to apply."""
    joined, opened = _range_patterns(tuple(words.words.get("until", ())))
    after: _Day | None = None
    ranged: set[_Day] = set()
    for one in days:
        begin = one.start
        if after is not None and one.start - after.end <= _BETWEEN:
            between = content[after.end : one.start]
            if joined.fullmatch(lowered(between)):
                ranged |= {after, one}
                begin = after.start
        elif opened.search(lowered(content[max(one.start - _BETWEEN, 0) : one.start])):
            ranged.add(one)
        if one in ranged and _is_due(content, begin, one.end, words):
            ranged.discard(one)
        after = one
    return (one for one in days if one not in ranged)


@lru_cache(maxsize=64)
def _range_patterns(until: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What joins two days of a range, and the first day of one that shares its month."""
    some = _either(map(lowered, until)) or "til"
    return (
        re.compile(_JOINED.format(until=some, blank=_BLANK)),
        re.compile(_DAY_BEFORE.format(until=some, blank=_BLANK)),
    )


def _is_due(content: str, start: int, end: int, words: Language) -> bool:
    """Whether the sentence around a range speaks of a time limit."""
    before = content[max(content.rfind("\n", 0, start) + 1, start - _ABOUT, 0) : start]
    parts = _SENTENCE.split(before)
    line = content.find("\n", end, end + _ABOUT)
    behind = content[end : line if line >= 0 else end + _ABOUT]
    around = f"{parts[-1]}\n{_SENTENCE.split(behind)[0]}"
    return _listed(words, ("due", "deadline")).search(around) is not None


def _listed(words: Language, names: Iterable[str]) -> Stems:
    return stems(tuple(dict.fromkeys(word for name in names for word in words.words.get(name, ()))))


def written(day: int, month: int, year: int | None) -> str | None:
    """Return the date as ISO 8601 has it, "--03-01" without a year, None when there is none.

    >>> written(1, 3, 27), written(29, 2, None), written(31, 2, 2027)
    ('2027-03-01', '--02-29', None)
    """
    if year is not None and year < 100:  # noqa: PLR2004  written with two digits
        year += _CENTURY
    try:
        made = date(2000 if year is None else year, month, day)  # 2000 was a leap year
    except ValueError:
        return None
    return made.isoformat() if year is not None else f"--{made:%m-%d}"
