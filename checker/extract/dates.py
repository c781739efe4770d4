"""Days of the calendar in a text: "1. mars 2027", "01.03.2027", "1/3-27", "innen 1.3."."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from checker.extract.hit import Hit
from checker.extract.words import Stems, lowered, stems
from checker.model.catalog import Language
from checker.model.evidence import Text
from checker.model.value import Date

_BLANK = "[ \u00a0\u2009\u202f]"
_YEAR = r"(?:19|20)\d\d"
_NUMERIC = re.compile(
    rf"""(?<![\w.,:/§-])(?:
        (?P<iso>{_YEAR}-\d\d-\d\d)(?![\d-])
      | (?P<dots>\d{{1,2}}\.{_BLANK}?\d{{1,2}}\.{_BLANK}?(?:{_YEAR}|\d\d))(?![\d.:]\d|\d|{_BLANK}?:)
      | (?P<slash>\d{{1,2}}/\d{{1,2}}(?:{_BLANK}?[-–/]{_BLANK}?|{_BLANK})
            (?:{_YEAR}|\d\d(?!\d)))(?![\d/])
      | (?P<dashes>\d{{1,2}}-\d{{1,2}}-{_YEAR})(?!\d)
      | (?P<bare>\d{{1,2}}(?:\.\d{{1,2}}\.|/\d{{1,2}}))(?![\d/]|{_BLANK}?\d|,)
    )""",
    re.VERBOSE,
)
_FIGURES = re.compile(r"\d+")
#: Characters before a date without year and month name in which a word must tell that it is one.
_REACH = 25
_CENTURY = 2000


def find(text: Text, words: Language) -> list[Hit]:
    """Return each day with the stretch that says it, in order, disjoint.

    A month without a day ("medio mars") is no date; a day that no calendar has is none either.
    """
    content = text.content
    hits: list[Hit] = []
    found = [*_numeric(content, words), *_named(content, words.months)]
    for start, end, value in sorted(found):
        if not hits or start >= hits[-1].end:
            hits.append(Hit(Date(value), start, end))
    return hits


def _numeric(content: str, words: Language) -> Iterator[tuple[int, int, str]]:
    for found in _NUMERIC.finditer(content):
        figures = [int(one) for one in _FIGURES.findall(found.group())]
        if found.lastgroup == "iso":
            year, month, day = figures
        elif found.lastgroup == "bare":
            if not _is_told(content, found.start(), words):
                continue
            (day, month), year = figures, None
        else:
            day, month, year = figures
        value = written(day, month, year)
        if value is not None:
            yield found.start(), found.end(), value


def _named(content: str, months: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    if not months:
        return
    known = {lowered(name): number for name, number in months.items()}
    for found in _month_pattern(tuple(known)).finditer(lowered(content)):
        name = found.group("name") or found.group("first")
        day = int(found.group("day") or found.group("behind"))
        year = found.group("year")
        value = written(day, known[" ".join(name.split())], int(year) if year else None)
        if value is not None:
            yield found.start(), found.end(), value


@lru_cache(maxsize=64)
def _month_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Day, month and perhaps year; also month, day ("March 1, 2027")."""
    some = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    year = rf"(?P<year>{_YEAR})(?!\d)"
    day_first = (
        rf"(?<![\w.,:/§-])(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?{_BLANK}{{0,2}}(?:of{_BLANK})?"
        rf"(?P<name>{some})(?![^\W\d_])\.?"
    )
    month_first = rf"(?<!\w)(?P<first>{some}){_BLANK}(?P<behind>\d{{1,2}})(?:st|nd|rd|th)?(?=,|$)"
    gap = rf"(?:,?{_BLANK}{{1,2}}|(?<=\.)|{_BLANK}?[-–]{_BLANK}?)"
    return re.compile(rf"(?:{day_first}|{month_first})(?:{gap}{year})?")


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


def _is_told(content: str, start: int, words: Language) -> bool:
    """Whether a word close before says that two figures are a day: "innen", "frist", "til"."""
    before = content[max(content.rfind("\n", 0, start) + 1, start - _REACH) : start]
    return _telling(_lists(words)).search(before) is not None


def _lists(words: Language) -> tuple[str, ...]:
    lists: Iterable[tuple[str, ...]] = (
        words.words.get(name, ()) for name in ("deadline", "until", "from", "inclusive", "up_to")
    )
    return tuple(dict.fromkeys(word for some in lists for word in some))


@lru_cache(maxsize=64)
def _telling(some: tuple[str, ...]) -> Stems:
    return stems(some)
