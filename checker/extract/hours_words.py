"""The words of a language as the reader of opening hours needs them: piece by piece, with a sense.

A text is cut into pieces (a run of digits, a run of letters, one sign), and so are the words of
the language files; "f.o.m.", "24/7" and "1. juledag" are then found whatever blanks stand inside.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from checker.extract.words import lowered
from checker.model.catalog import Language

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PIECE = re.compile(r"\d+|[^\W\d_]+|\n|[^\w\s]")

#: What typographers and editors put where a plain hyphen or digit is meant; one for one, so that
#: every offset stays true.
PLAIN = tuple(zip("‐‑‒–—―−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--------0123456789", strict=True))

#: Sense -> lists of the language file that carry it. Where two hold the same words, the first wins.
SENSES: Mapping[str, tuple[str, ...]] = {
    "contact": ("contact_detail",),
    "next_day": ("next_day",),
    "of_month": ("of_month",),
    "lunch": ("lunch",),
    "unstaffed": ("unstaffed",),
    "closed": ("closed",),
    "always": ("open_24h",),
    "phone": ("phone",),
    "chat": ("chat",),
    "visit": ("visit",),
    "staffed": ("staffed",),
    "temporary": ("temporary",),
    "school": ("school_holiday", "undated"),
    "summer": ("summer",),
    "winter": ("winter",),
    "odd": ("odd_week",),
    "even": ("even_week",),
    "every_other": ("every_other_week",),
    "week": ("week",),
    "opens": ("opens",),
    "open": ("open",),
    "closes": ("closes",),
    "am": ("before_noon",),
    "pm": ("after_noon",),
    "clock": ("clock",),
    "until": ("until",),
    "from": ("from",),
    "and": ("and", "or"),
    "except": ("except",),
    "otherwise": ("otherwise",),
    "not_hours": ("not_hours",),
    "before": ("beside_feast",),
    "free": ("free",),
    "numbered": ("numbered",),
    "counted": ("counted",),
    "reference": ("by_reference",),
    "whole_week": ("whole_week",),
    "also": ("also",),
    "extra": ("extra",),
    "filler": ("appointment", "about"),
}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
#: Senses that a compound has from its last or first part: "vakttelefon", "kveldsåpent",
#: "sommeråpningstider".
COMPOUND_ENDS = ("closed", "phone", "unstaffed", "open", "not_hours")
COMPOUND_STARTS = ("phone", "visit", "summer", "winter")
#: Senses that have a list of their own for that.
COMPOUNDS: Mapping[str, tuple[str, ...]] = {"not_hours": ("not_hours_compound",)}
_SHORTEST_PART = 5
_MEMO_LIMIT = 20_000


class Meaning(NamedTuple):
    """What a word or phrase stands for."""

    sense: str
    days: tuple[int, ...] = ()  #: ISO weekdays
    number: int = 0  #: month, or which one in the month
    osm: str = ""  #: for a holiday
    weak: bool = False  #: an ordinary word too; counts only beside its like
    month: int = 0  #: of a feast that has the same date each year
    day: int = 0


class Piece(NamedTuple):
    """One run of digits or letters, or one sign, in lower case."""

    text: str
    start: int
    end: int
    capital: bool = False  #: begins with a capital letter


def plain(content: str) -> str:
    """Return the text in lower case with plain hyphens and digits; each character in its place.

    >>> plain("Kl. 8⁰⁰–15³⁰")
    'kl. 800-1530'
    """
    for typographic, simple in PLAIN:  # much faster than str.translate on text with few of them
        if typographic in content:
            content = content.replace(typographic, simple)
    return lowered(content)


def pieces(text: str, start: int, end: int, original: str) -> list[Piece]:
    """Cut text[start:end], which is the plain form of the original."""
    return [
        Piece(one.group(), one.start(), one.end(), original[one.start()].isupper())
        for one in PIECE.finditer(text, start, end)
    ]


class Lexicon:
    """All words of one language that matter for opening hours."""

    def __init__(self, language: Language) -> None:
        #: Kept so that nobody else's language can take its place in memory.
        self.language = language
        #: first piece -> the pieces behind it, longest first, and what the phrase means
        self._phrases: dict[str, list[tuple[list[str], Meaning]]] = {}
        self._compounds: dict[str, Meaning | None] = {}
        known: set[tuple[str, ...]] = set()
        for phrase, meaning in _entries(language):
            cut = tuple(PIECE.findall(phrase))
            if cut and cut not in known:
                known.add(cut)
                self._phrases.setdefault(cut[0], []).append(([*cut[1:]], meaning))
        for several in self._phrases.values():
            several.sort(key=lambda entry: -len(entry[0]))

    def read(self, cut: Sequence[Piece], at: int) -> tuple[int, Meaning] | None:
        """Return how many pieces from `at` on make the longest known phrase, and its meaning."""
        word = cut[at].text
        for rest, meaning in self._phrases.get(word, ()):
            if not rest:
                return 1, meaning
            behind = at + 1 + len(rest)
            if behind > len(cut) or cut[at + 1].text != rest[0]:
                continue
            if len(rest) == 1 or [piece.text for piece in cut[at + 1 : behind]] == rest:
                return behind - at, meaning
        compound = self._compound(word) if len(word) > _SHORTEST_PART else None
        return (1, compound) if compound else None

    def _compound(self, word: str) -> Meaning | None:
        if word not in self._compounds:
            if len(self._compounds) > _MEMO_LIMIT:
                self._compounds.clear()
            self._compounds[word] = self._part_of(word)
        return self._compounds[word]

    def _part_of(self, word: str) -> Meaning | None:
        if word.endswith(self._stems["week"]):  # "sommerukene", which is no season
            return Meaning("week")
        for sense in COMPOUND_STARTS:
            if word.startswith(self._stems[sense]):
                return Meaning(sense)
        for sense in COMPOUND_ENDS:
            if word.endswith(self._stems[sense]):
                return Meaning(sense)
        return None

    @cached_property
    def _stems(self) -> dict[str, tuple[str, ...]]:
        """The single words of each sense that are long enough to be part of a compound."""
        return {
            sense: tuple(
                phrase
                for name in COMPOUNDS.get(sense, SENSES[sense])
                for phrase in self.language.words.get(name, ())
                if len(phrase) >= _SHORTEST_PART and phrase.isalpha()
            )
            for sense in {*COMPOUND_ENDS, *COMPOUND_STARTS, "week"}
        }

    def values(self, content: str, start: int, end: int) -> list[int]:
        """Return where, in plain text, something stands that may be the heart of a statement.

        That is two figures with a hyphen or a joining word between, or a word such as "stengt" and
        "døgnåpent". A line without one says nothing about hours by itself.
        """
        found = [one.start() for one in self._pairs.finditer(content, start, end)]
        for word in self._alone:
            found += _each(word, content, start, end)
        return found

    @cached_property
    def _pairs(self) -> re.Pattern[str]:
        joins = self._listed("until", "and", "closes")
        between = self._listed("until", "and", "closes", "from", "clock", "about", "summer")
        noon = self._listed("before_noon", "after_noon")
        return re.compile(
            rf"\d(?:[\s.,]*(?:(?:{noon})[\s.]*)?(?:-|(?<![^\W\d_])(?:{joins})(?![^\W\d_]))"
            rf"(?:\W|(?:{between}))*+\d"
            rf"|\W*(?:(?:{noon})\W*)?(?:{joins})\W*+(?:(?:{between})\W*+)*+\d)"
        )

    @cached_property
    def _alone(self) -> tuple[str, ...]:
        """The phrases that say enough alone; a phrase that holds another is left out."""
        lists = self.language.words
        words = {word for name in ("closed", "open_24h") for word in lists.get(name, ())}
        return tuple(sorted(w for w in words if not any(one in w for one in words - {w})))

    @cached_property
    def columns(self) -> re.Pattern[str]:
        """Finds the headers of a table that has opening and closing in columns of their own."""
        opens, closes = self._listed("opens"), self._listed("closes")
        return re.compile(rf"(?:{opens})\W{{1,12}}(?:{closes})")

    def heads(self, header: str, sense: str) -> bool:
        """Is a word of that sense in a column's header?"""
        text = plain(header)
        cut = pieces(text, 0, len(text), header)
        read = (self.read(cut, at) for at in range(len(cut)))
        return any(one is not None and one[1].sense == sense for one in read)

    @cached_property
    def noons(self) -> frozenset[str]:
        """The first pieces of "a.m." and "p.m."."""
        words = self.language.words
        listed = (*words.get("before_noon", ()), *words.get("after_noon", ()))
        return frozenset(PIECE.findall(word)[0] for word in listed)

    def _listed(self, *names: str) -> str:
        words = {word for name in names for word in self.language.words.get(name, ())}
        longest = sorted(words, key=lambda word: (-len(word), word))
        return "|".join(re.escape(word) for word in longest) or r"(?!)"


def _each(word: str, content: str, start: int, end: int) -> Iterator[int]:
    at = content.find(word, start, end)
    while at >= 0:
        yield at
        at = content.find(word, at + 1, end)


_LEXICONS: list[Lexicon] = []
_KEPT = 8


def lexicon_of(language: Language) -> Lexicon:
    """Return the lexicon of a language, made once for each of the last few languages."""
    for known in _LEXICONS:
        if known.language is language:
            return known
    made = Lexicon(language)
    _LEXICONS.insert(0, made)
    del _LEXICONS[_KEPT:]
    return made


def _entries(language: Language) -> Iterator[tuple[str, Meaning]]:
    words = language.words
    weak_days = set(words.get("ambiguous_weekdays", ()))
    weak_months = set(words.get("ambiguous_months", ()))
    for word in words.get("before_holiday", ()):
        yield word, Meaning("holiday", osm="PH -1 day")
    for word, osm in language.holidays.items():
        yield word, Meaning("ph", osm=osm) if osm == "PH" else _feast(osm)
    for word, weekday in language.weekdays.items():
        if word in words.get("until", ()):  # "to" is Thursday in Norwegian, and no day in English
            continue
        weak = word in weak_days or len(word) < _SHORTEST_PART
        count = language.numbers.get(word, 0)  # "to" is Thursday and two
        yield word, Meaning("day", days=(weekday,), number=count, weak=weak)
    for word, days in language.day_groups.items():
        yield word, Meaning("group", days=days)
    for word, month in language.months.items():
        yield word, Meaning("month", number=month, weak=word in weak_months)
    yield from _listed_entries(language)


def _feast(osm: str) -> Meaning:
    """Read "Dec 24" as a date; a movable feast and several days stay what they are."""
    month, _, day = osm.partition(" ")
    if month in MONTHS and day.isdigit():
        return Meaning("date", osm=osm, month=MONTHS.index(month) + 1, day=int(day))
    return Meaning("holiday", osm=osm)


def _listed_entries(language: Language) -> Iterator[tuple[str, Meaning]]:
    words = language.words
    for name, nth in ORDINALS.items():
        for word in words.get(name, ()):
            yield word, Meaning("ordinal", number=nth)
    for word in language.currency_words:
        yield word, Meaning("money")
    for sense in SENSES:
        if sense == "filler":
            for word in language.units:
                yield word, Meaning("counted")
        yield from _of_sense(sense, words)
    for word in words.get("no_place", ()):
        yield word, Meaning("filler")
    for word, number in language.numbers.items():
        yield word, Meaning("count", number=number)


def _of_sense(sense: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Meaning]]:
    clock = words.get("clock", ())
    manned = [one for name in ("open", "staffed", "phone") for one in words.get(name, ())]
    for word in (word for name in SENSES[sense] for word in words.get(name, ())):
        if sense not in {"from", "until"} or not word.endswith(clock):
            weak = sense == "always" and not any(part in word for part in manned)
            yield word, Meaning(sense, weak=weak)
