"""Figures: clock times, dates and telephone numbers, told apart by their own shape.

15.05 is a clock time or a date, 2019-2020 two years or two clock times, 8-15 an age: each figure is
read as all that its shape allows, and what it is comes from its neighbours, later.
"""

from collections.abc import Sequence
from typing import NamedTuple

from checker.extract.hours.words import Lexicon, Piece

MINUTES_A_DAY = 24 * 60
NOON = 12 * 60
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_PHONE_SIZES = (6, 8, 10)
_PHONE_GROUPS = 8  #: more groups of digits than any number has
_SHORT_NUMBER = 4  #: digits; a longer run is no time of day
_INSIDE = frozenset(".:,/-")  #: signs inside a date or a time
EITHER = "am or pm"  #: of a time that may be before or after noon
_STEP = 5  #: minutes; hours are announced in steps of five


class Token(NamedTuple):
    """A stretch of the text that means one thing; a tuple because they are made by the hundred."""

    sense: str
    start: int
    end: int
    text: str = ""
    days: tuple[int, ...] = ()
    number: int = 0  #: a bare number, a month, which one in the month
    minutes: int | None = None  #: since midnight, if it can be a time of day
    month: int = 0  #: 1 to 12 if it can be a date
    day: int = 0
    year: int = 0
    osm: str = ""  #: a feast; behind a time "am", "pm" or EITHER
    #: word: an ordinary word too; number: without minutes or leading zero; date: month first
    weak: bool = False


def text_at(cut: Sequence[Piece], at: int) -> str:
    return cut[at].text if 0 <= at < len(cut) else ""


def is_glued(cut: Sequence[Piece], left: int, right: int) -> bool:
    return right < len(cut) and cut[left].end == cut[right].start


def figure(cut: Sequence[Piece], at: int, lexicon: Lexicon) -> tuple[int, Token]:
    """Return how many pieces a figure takes, and what it can be."""
    text, after = cut[at].text, text_at(cut, at + 1)
    read = None
    if len(text) > _SHORT_NUMBER or after.isdigit():
        read = _phone(cut, at) or _spaced_clock(cut, at)
    elif after in _INSIDE and cut[at].end == cut[at + 1].start:
        read = _full_date(cut, at) or _slash_date(cut, at) or _decimal(cut, at)
    if read is None and (after == "." or after.isalpha()):
        read = _month_date(cut, at, lexicon)
    return read or _whole(cut, at, lexicon)


def _token(
    sense: str,
    cut: Sequence[Piece],
    at: int,
    size: int,
    *,
    minutes: int | None = None,
    date: tuple[int, int] = (0, 0),
    year: int = 0,
) -> Token:
    """Make a token of `size` pieces; the date is day and month."""
    end = cut[at + size - 1].end
    day, month = date
    return Token(sense, cut[at].start, end, cut[at].text, (), 0, minutes, month, day, year)


def _phone(cut: Sequence[Piece], at: int) -> tuple[int, Token] | None:
    """Groups of digits with one blank between, six, eight or ten in all; or one long run."""
    last = at
    while (
        last - at < _PHONE_GROUPS
        and text_at(cut, last + 1).isdigit()
        and cut[last + 1].start - cut[last].end == 1
        and len(cut[last + 1].text) > 1
    ):
        last += 1
    digits = sum(len(cut[step].text) for step in range(at, last + 1))
    if len(cut[at].text) > _SHORT_NUMBER:
        return last + 1 - at, _token("telephone", cut, at, last + 1 - at)
    if last - at >= 1 + (digits == _PHONE_SIZES[0] and len(cut[at].text) == 2) and (  # noqa: PLR2004  pairs of digits
        digits in _PHONE_SIZES
    ):
        return last + 1 - at, _token("telephone", cut, at, last + 1 - at)
    return None


def _full_date(cut: Sequence[Piece], at: int) -> tuple[int, Token] | None:
    """27.05.2016, 01.01.16, 2016-05-27: a date with its year, whatever it is good for."""
    figures = [text_at(cut, at + step) for step in (0, 2, 4)]
    signs = text_at(cut, at + 1), text_at(cut, at + 3)
    if not all(figure.isdigit() for figure in figures) or signs[0] not in {".", "-", "/"}:
        return None
    if signs[1] != signs[0] or cut[at + 4].end - cut[at].start > len("2016-05-27"):
        return None
    if any(not is_glued(cut, at + step, at + step + 1) for step in range(4)):
        return None
    iso = len(figures[0]) == _SHORT_NUMBER
    if iso != (signs == ("-", "-") and len(figures[0]) > 2):  # noqa: PLR2004  day or year first
        return None
    year, month, day = figures if iso else figures[::-1]
    if len(year) not in {2, 4}:
        return None
    return 5, dated(cut, at, 5, (int(day), int(month)), _year(year))


def _year(text: str) -> int:
    return int(text) if len(text) == _SHORT_NUMBER else 2000 + int(text)


def dated(cut: Sequence[Piece], at: int, size: int, date: tuple[int, int], year: int = 0) -> Token:
    """Make the token of a date (day and month), or of figures that only look like one."""
    if not _valid(*date):
        return _token("junk", cut, at, size)
    return _token("date", cut, at, size, date=date, year=year)


def _valid(day: int, month: int) -> bool:
    return 1 <= month <= len(_DAYS_IN) and 1 <= day <= _DAYS_IN[month - 1]


def _slash_date(cut: Sequence[Piece], at: int) -> tuple[int, Token] | None:
    """15/5, 1/1-2020."""
    if text_at(cut, at + 1) != "/" or not text_at(cut, at + 2).isdigit():
        return None
    if not (is_glued(cut, at, at + 1) and is_glued(cut, at + 1, at + 2)):
        return None
    day, month = int(cut[at].text[:3]), int(cut[at + 2].text[:3])
    size, year = 3, 0
    after = text_at(cut, at + 4)
    if (
        text_at(cut, at + 3) == "-"
        and is_glued(cut, at + 2, at + 3)
        and len(after) == _SHORT_NUMBER
        and after.isdigit()
        and _FIRST_YEAR <= int(after) <= _LAST_YEAR
    ):
        size, year = 5, int(after)
    return size, dated(cut, at, size, (day, month), year)


def _decimal(cut: Sequence[Piece], at: int) -> tuple[int, Token] | None:
    """08.00, 08:00, 15.05, 1.1.: a clock time, a date without its year, or both."""
    sign, after = text_at(cut, at + 1), text_at(cut, at + 2)
    if sign not in {".", ":", ","} or not after.isdigit() or not is_glued(cut, at, at + 1):
        return None
    if not is_glued(cut, at + 1, at + 2):
        return None
    first, second = int(cut[at].text[:3]), int(after[:3])
    if len(after) != 2 or len(cut[at].text) > 2 or sign == ",":  # noqa: PLR2004  two digits each
        if sign == "." and len(after) == 1 and text_at(cut, at + 3) == ".":
            return 3 + is_glued(cut, at + 2, at + 3), dated(cut, at, 3, (first, second))
        end = sign == "." and len(after) == 1 and _valid(first, second)  # of "1.10-31.3"
        return 3, _token("junk", cut, at, 3, date=(first, second) if end else (0, 0))
    minutes = _minutes(first, second)
    if sign != "." or not _valid(first, second):
        return 3, _token("junk" if minutes is None else "figure", cut, at, 3, minutes=minutes)
    no_time = minutes is None or second % _STEP
    kept = None if no_time else minutes
    kind = "date" if no_time else "figure"
    return 3, _token(kind, cut, at, 3, minutes=kept, date=(first, second))


def _minutes(hour: int, minute: int) -> int | None:
    total = hour * 60 + minute
    return total if 0 <= minute < 60 and 0 <= total <= MINUTES_A_DAY else None  # noqa: PLR2004


def _month_date(cut: Sequence[Piece], at: int, lexicon: Lexicon) -> tuple[int, Token] | None:
    """1. mai, 15 juni 2024, 31.desember."""
    size = 1 + (text_at(cut, at + 1) == ".")
    while text_at(cut, at + size) in lexicon.suffixes:  # "2nd May", "4th of July"
        size += 1
    if at + size >= len(cut) or len(cut[at].text) > 2:  # noqa: PLR2004  a day of the month
        return None
    read = lexicon.read(cut, at + size)
    if not read or read[1].sense != "month" or _begins_sentence(cut, at, at + size):
        return None
    size += read[0]
    month = read[1].number
    if text_at(cut, at + size) == "." and is_glued(cut, at + size - 1, at + size):
        size += text_at(cut, at + size + 1).isdigit() or len(text_at(cut, at + size - 1)) < 5  # noqa: PLR2004  an abbreviation
    year = year_at(cut, at + size)
    size += bool(year)
    return size, dated(cut, at, size, (int(cut[at].text), month), year)


def year_at(cut: Sequence[Piece], at: int) -> int:
    """Return the year that is written there, 0 when there is none."""
    text = text_at(cut, at)
    known = len(text) == _SHORT_NUMBER and text.isdigit()
    return int(text) if known and _FIRST_YEAR <= int(text) <= _LAST_YEAR else 0


def _begins_sentence(cut: Sequence[Piece], at: int, month: int) -> bool:
    """Is it "9-14. September-mai 9-16": a time, a full stop, and a month that begins a sentence?"""
    return (
        cut[month].capital
        and month - at > 1
        and text_at(cut, at - 1) == "-"
        and text_at(cut, at - 2).isdigit()
    )


def _spaced_clock(cut: Sequence[Piece], at: int) -> tuple[int, Token] | None:
    """08 00: minutes that were raised once; only beside a hyphen."""
    after = text_at(cut, at + 1)
    if after not in {"00", "15", "30", "45"} or cut[at + 1].start - cut[at].end != 1:
        return None
    if len(cut[at].text) != 2 or "-" not in {text_at(cut, at + 2), text_at(cut, at - 1)}:  # noqa: PLR2004
        return None
    minutes = _minutes(int(cut[at].text), int(after))
    return (2, _token("figure", cut, at, 2, minutes=minutes)) if minutes else None


def _whole(cut: Sequence[Piece], at: int, lexicon: Lexicon) -> tuple[int, Token]:
    """A bare number: an hour, HHMM, a day of the month, a week, or none of them."""
    text, start, end, _ = cut[at]
    number = int(text)
    if text_at(cut, at + 1) in lexicon.suffixes and is_glued(cut, at, at + 1):  # "24th"
        return 2, Token("number", start, cut[at + 1].end, text, (), number)
    if len(text) <= 2:  # noqa: PLR2004  an hour
        minutes = _minutes(number, 0)
    else:
        minutes = _minutes(number // 100, number % 100)
        minutes = None if minutes is None or minutes % _STEP else minutes
    weak = minutes is not None and (text[0] != "0" or text == "0")
    return 1, Token("number", start, end, text, (), number, minutes, weak=weak)
