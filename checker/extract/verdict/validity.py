"""From when and until when a figure holds: "fra 1. august 2026", "til og med 31. juli 2026".

Only whole days with their year count: "fra 1. august" is next summer's as well as last summer's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from checker.extract.verdict.context import Context
from checker.extract.words import lowered
from checker.model.catalog import Language
from checker.model.evidence import Text

_BLANK = "[ \u00a0\u2009\u202f\n\t]"
#: Characters at the beginning of a page in which "gjelder fra" speaks of all of it.
HEAD = 600


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day on which something holds; None: not told."""

    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return self != ALWAYS


ALWAYS = Validity()


class Days:
    """Reads such days with the words of one language."""

    def __init__(self, words: Language) -> None:
        """Make a reader of its months and its lists "holds_after", "holds_until", "holds_from"."""
        self._months: Mapping[str, int] = words.months
        months = "|".join(sorted(map(re.escape, words.months), key=len, reverse=True))
        day = (
            rf"(?P<day>\d{{1,2}})\.?{_BLANK}*(?:(?P<month>\d{{1,2}})[./]|(?P<named>{months})\.?)"
            rf"{_BLANK}*(?P<year>20\d\d)(?!\d)"
        )
        self._since = _behind(words.words.get("holds_after", ()), day)
        self._until = _behind(words.words.get("holds_until", ()), day)
        self._whole = _behind(words.words.get("holds_from", ()), day)

    def of_page(self, text: Text) -> date | None:
        """Return the day from which a page says at its beginning that it holds."""
        first = next((one.start for one in text.blocks if one.region == "main"), 0)
        return self._day(self._whole, text.content[first : first + HEAD])

    def around(self, context: Context) -> Validity:
        """Return from when until when a figure holds, as the nearest words that say so."""
        for words in (
            context.label,
            f"{context.row_header}\n{context.column_header}",
            context.row,
            context.heading,
            context.caption,
            context.lead,
            context.outer,
            context.page,
        ):
            found = self.read(words) if words else ALWAYS
            if found:
                return found
        return ALWAYS

    def read(self, words: str) -> Validity:
        """Return from when until when these words say that something holds.

        >>> nb = Language("nb", "bokmål", months={"juli": 7}, words={"holds_until": ("inntil",)})
        >>> Days(nb).read("2 760 kr inntil 31. juli 2026").until
        datetime.date(2026, 7, 31)
        """
        return Validity(self._day(self._since, words), self._day(self._until, words))

    def _day(self, pattern: re.Pattern[str] | None, words: str) -> date | None:
        found = pattern.search(lowered(words)) if pattern else None
        if found is None:
            return None
        month = int(found["month"]) if found["month"] else self._months[found["named"]]
        try:
            return date(int(found["year"]), month, int(found["day"]))
        except ValueError:
            return None


@lru_cache(maxsize=16)
def _days(key: tuple[tuple[str, int], ...], lists: tuple[tuple[str, ...], ...]) -> Days:
    names = ("holds_after", "holds_until", "holds_from")
    return Days(Language("", "", months=dict(key), words=dict(zip(names, lists, strict=True))))


def days(words: Language) -> Days:
    """Return the reader of a language, made once."""
    names = ("holds_after", "holds_until", "holds_from")
    lists = tuple(tuple(words.words.get(name, ())) for name in names)
    return _days(tuple(words.months.items()), lists)


def _behind(words: tuple[str, ...], day: str) -> re.Pattern[str] | None:
    """Return what finds a day right behind one of some words."""
    if not words:
        return None
    longest = sorted(words, key=len, reverse=True)
    said = "|".join(rf"{_BLANK}+".join(map(re.escape, word.split())) for word in longest)
    return re.compile(rf"(?<![^\W\d_])(?:{said}){_BLANK}*{day}")
