"""The words of a language as the reader of opening hours needs them: piece by piece, with a sense.

A text is cut into pieces (a run of digits, a run of letters, one sign), and so are the words of
the language files; "f.o.m.", "24/7" and "1. juledag" are then found whatever blanks stand inside.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from checker.extract.hours.senses import HOURS, SENSES, SHORTEST_PART, Meaning, entries
from checker.extract.words import lowered
from checker.model.catalog import Language

#: A row such as "1-2-3-4-5-6-7" is one piece: no time, no date and no number of a telephone.
PIECE = re.compile(r"\d++(?:-\d++){6,}+|\d+|[^\W\d_]+|\n|[^\w\s]")

#: What typographers and editors put where a plain hyphen or digit is meant; one for one, so that
#: every offset stays true.
PLAIN = tuple(zip("‐‑‒–—―−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--------0123456789", strict=True))

#: Senses that a compound has from its last or first part: "vakttelefon", "kveldsåpent",
#: "sommeråpningstider".
COMPOUND_ENDS = ("closed", "phone", "unstaffed", "open")
COMPOUND_STARTS = ("phone", "visit", "summer", "winter")
#: Senses that have a list of their own for that.
COMPOUNDS: Mapping[str, tuple[str, ...]] = {
    "not_hours": ("not_hours_compound",),
    "event": ("event_compound",),
}
_MEMO_LIMIT = 4096
_HOURS = 12  #: in words


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
        known: set[tuple[str, ...]] = set()
        for phrase, meaning in entries(language):
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
        compound = _part_of(word, self) if len(word) > SHORTEST_PART else None
        return (1, compound) if compound else None

    @cached_property
    def stems(self) -> dict[str, tuple[str, ...]]:
        """The single words of each sense that are long enough to be part of a compound."""
        return {
            sense: tuple(
                phrase
                for name in COMPOUNDS.get(sense, SENSES[sense])
                for phrase in self.language.words.get(name, ())
                if (len(phrase) >= SHORTEST_PART or sense in COMPOUNDS) and phrase.isalpha()
            )
            for sense in {*COMPOUND_ENDS, *COMPOUND_STARTS, *COMPOUNDS, "week"}
        }

    def values(self, content: str, start: int, end: int) -> list[int]:
        """Return where, in plain text, something stands that may be the heart of a statement.

        That is two figures with a hyphen or a joining word between, or a word such as "stengt" and
        "døgnåpent". A line without one says nothing about hours by itself.
        """
        found = [one.start() for one in self._pairs.finditer(content, start, end)]
        found += [one.start() for one in self._spoken.finditer(content, start, end)]
        for word in self._alone:
            found += _each(word, content, start, end)
        return found

    @cached_property
    def _pairs(self) -> re.Pattern[str]:
        joins = self._listed("until", "and", "closes")
        between = self._listed("until", "and", "closes", "from", "clock", "about", "summer")
        noon = self._listed("before_noon", "after_noon", "next_day", "evening")
        return re.compile(
            rf"\d(?:[\s.,]*(?:(?:{noon})[\s.]*)?(?:-|(?<![^\W\d_])(?:{joins})(?![^\W\d_]))"
            rf"(?:\W|(?:{between}))*+\d"
            rf"|\W*(?:(?:{noon})\W*)?(?:{joins})\W*+(?:(?:{between})\W*+)*+\d)"
        )

    @cached_property
    def _spoken(self) -> re.Pattern[str]:
        """Finds what may begin hours in words: "klokka sju", "fra åtte"."""
        begins = self._listed("clock", "from")
        half = self._listed("half_hour")
        hours = [word for word, number in self.language.numbers.items() if 1 <= number <= _HOURS]
        listed = "|".join(map(re.escape, hours)) or r"(?!)"
        return re.compile(rf"(?:{begins}) (?:(?:{half}) )?(?:{listed})(?!\w)")

    @cached_property
    def awaited(self) -> re.Pattern[str]:
        """Finds the words that give the hours before them their days: "tidene gjelder"."""
        return re.compile(rf"(?:{self._listed('for_all')})(?!\w)")

    @cached_property
    def _alone(self) -> tuple[str, ...]:
        """The phrases that say enough alone; a phrase that holds another is left out."""
        lists = self.language.words
        words = {word for name in ("closed", "open_24h", *HOURS) for word in lists.get(name, ())}
        return tuple(sorted(w for w in words if not any(one in w for one in words - {w})))

    @cached_property
    def columns(self) -> re.Pattern[str]:
        """Finds the headers of a table that has opening and closing in columns of their own."""
        opens, closes = self._listed("opens"), self._listed("closes")
        since, until = self._listed("from"), self._listed("until")
        return re.compile(
            rf"(?:{opens})\W{{1,12}}(?:{closes})"
            rf"|(?<!\w)(?:{since})(?:\ *[\t\n|])+\ *(?:{until})(?!\w)"
        )

    def heads(self, header: str, senses: Collection[str]) -> bool:
        """Is a word of one of these senses in a column's header?"""
        text = plain(header)
        cut = pieces(text, 0, len(text), header)
        read = (self.read(cut, at) for at in range(len(cut)))
        return any(one is not None and one[1].sense in senses for one in read)

    @cached_property
    def noons(self) -> frozenset[str]:
        """The first pieces of "a.m.", "p.m." and "noon"; none where the day has one half."""
        words = self.language.words
        if not words.get("before_noon"):
            return frozenset()
        names = ("before_noon", "after_noon", *HOURS)
        listed = [word for name in names for word in words.get(name, ())]
        return frozenset(PIECE.findall(word)[0] for word in listed)

    @cached_property
    def suffixes(self) -> frozenset[str]:
        """What stands behind the day of a date: "2nd". Such a language writes "May 2" too."""
        return frozenset(self.language.words.get("day_suffix", ()))

    def _listed(self, *names: str) -> str:
        words = {word for name in names for word in self.language.words.get(name, ())}
        longest = sorted(words, key=lambda word: (-len(word), word))
        return "|".join(re.escape(word) for word in longest) or r"(?!)"


def _each(word: str, content: str, start: int, end: int) -> Iterator[int]:
    at = content.find(word, start, end)
    while at >= 0:
        yield at
        at = content.find(word, at + 1, end)


@lru_cache(maxsize=_MEMO_LIMIT)
def _part_of(word: str, lexicon: Lexicon) -> Meaning | None:
    """Return what a compound means by its first or last part."""
    if word.endswith(lexicon.stems["week"]):  # "sommerukene", which is no season
        return Meaning("week")
    for sense in COMPOUNDS:  # "sommerkurs" is a course, "besøksparkering" no visit
        if word.endswith(lexicon.stems[sense]):
            return Meaning(sense)
    for sense in COMPOUND_STARTS:
        if word.startswith(lexicon.stems[sense]):
            return Meaning(sense)
    for sense in COMPOUND_ENDS:
        if word.endswith(lexicon.stems[sense]):
            return Meaning(sense)
    return None


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
