"""Cuts a stretch of text into numbers, words and signs, and names what a language knows.

Readers of money and of durations work on the same pieces: a phrase of config/ such as "pr. mnd."
is one piece whatever blanks and full stops stand in it; a date, a clock time and a telephone
number are pieces that nobody takes for an amount.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar

from checker.extract.numbers import BLANKS, NUMBER
from checker.model.catalog import Language

Kind = Literal["number", "date", "code", "word", "sign", "break"]
Made = TypeVar("Made")

_NO_TAGS: Mapping[str, str] = MappingProxyType({})
_GAP = f"[{BLANKS}]"
_PIECE = re.compile(
    rf"""
    (?P<break> [\n\t\r\f\v|]+ )
  | (?P<date>
        (?:19|20)\d\d-\d\d-\d\d(?!\d)
      | (?:0?[1-9]|[12]\d|3[01])\.{_GAP}?(?:0?[1-9]|1[0-2])\.
            (?:{_GAP}?(?:19|20)\d\d(?!\d)|{_GAP}?\d\d(?!\d)|(?!\d))
      | (?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?:-\d\d(?:\d\d)?|[/ ](?:19|20)\d\d)(?!\d)
    )
  | (?P<code>
        \d{{2}}(?:{_GAP}\d{{2}}){{3}}(?!\d|{_GAP}\d{{3}})
      | \d{{3}}{_GAP}\d{{2}}{_GAP}\d{{3}}(?!\d)
      | \d{{4}}[.{BLANKS}]\d{{2}}[.{BLANKS}]\d{{5}}(?!\d)
      | \d{{1,2}}:\d{{2}}(?!\d)
      | \d{{8,}}
      | \d+(?:\.\d+){{2,}}(?<!\.\d{{3}})(?!\d)
    )
  | (?P<number> {NUMBER} )
  | (?P<word>
        [kcd]?m[23](?=(?:[1-9]\d{{2,5}}|[1-9]\d{{0,2}}[.{BLANKS}]\d{{3}})(?!\d)|\D|$)
      | [^\W\d_]+
    )
  | (?P<sign> \S )
    """,
    re.VERBOSE | re.IGNORECASE,
)

#: An abbreviation of these ends a sentence as often as not: "inkl. mva. Neste gebyr er".
_ENDING = frozenset({"per", "vat_included", "vat_excluded", "currency"})


class Piece(NamedTuple):
    """One piece of a text; content[start:end] is what is written."""

    kind: Kind
    start: int
    end: int
    word: str  #: in lower case
    tags: Mapping[str, str] = _NO_TAGS  #: which tables of the language have it, and its value there


def cut(content: str, start: int, end: int) -> list[Piece]:
    """Return the pieces of content[start:end], in order; blanks are left out.

    >>> [piece.word for piece in cut("Tomt 300 m28 500,- fra 1.1.2026", 0, 31)]
    ['tomt', '300', 'm2', '8 500', ',', '-', 'fra', '1.1.2026']
    """
    return [
        Piece(found.lastgroup, *found.span(), found.group().lower())  # type: ignore[arg-type]  # the groups are the kinds
        for found in _PIECE.finditer(content, start, end)
    ]


class Lexicon:
    """The phrases of some tables of a language; finds the longest at each place."""

    __slots__ = ("_by_first", "abbreviations")

    def __init__(self, tables: Mapping[str, Mapping[str, str] | Iterable[str]]) -> None:
        known: dict[tuple[str, ...], dict[str, str]] = {}
        short: set[str] = set()
        for tag, table in tables.items():
            pairs = (
                table.items() if isinstance(table, Mapping) else ((word, word) for word in table)
            )
            for phrase, value in pairs:
                key = _key(phrase)
                known.setdefault(key, {}).setdefault(tag, value)
                if phrase.endswith(".") and key:
                    short.add(key[-1])
        self._by_first: dict[str, list[tuple[tuple[str, ...], Mapping[str, str]]]] = {}
        for key in sorted(filter(None, known), key=len, reverse=True):
            self._by_first.setdefault(key[0], []).append((key, known[key]))
        #: Last words of phrases that are written with a full stop, e.g. "kr".
        self.abbreviations = frozenset(short)

    def read(self, content: str, start: int, end: int) -> list[Piece]:
        """Return the pieces of content[start:end], each phrase of the tables as one piece."""
        raw = cut(content, start, end)
        pieces: list[Piece] = []
        index = 0
        while index < len(raw):
            piece = raw[index]
            index += 1
            for key, tags in self._by_first.get(piece.word, ()):
                last = index - 1 if len(key) == 1 else _reach(raw, index - 1, key)
                if last is not None:
                    word = " ".join(key)
                    piece = Piece(piece.kind, piece.start, raw[last].end, word, tags)
                    index = last + 1
                    break
            pieces.append(piece)
        return pieces


def _key(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase; full stops and colons do not count."""
    return tuple(piece.word for piece in cut(phrase, 0, len(phrase)) if piece.word not in ".:")


def _reach(raw: list[Piece], first: int, key: tuple[str, ...]) -> int | None:
    """Return the index of the last piece of the phrase, None when it is not there."""
    at = first
    for word in key[1:]:
        at += 1
        if at < len(raw) and raw[at].word == ".":
            at += 1
        if at >= len(raw) or raw[at].word != word:
            return None
    return at


#: Pieces; sentences of statutes have some 150. Readers look back and forth in a sentence, so
#: its length bounds their time.
LONGEST = 250


def sentences(
    pieces: list[Piece], content: str, abbreviations: frozenset[str]
) -> list[list[Piece]]:
    """Return the pieces of each sentence; a line break or a cell's edge ends one too.

    What goes on for more than LONGEST pieces is no sentence but data, and is cut.
    """
    found: list[list[Piece]] = []
    current: list[Piece] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "break":
            found.append(current)
            current = []
            continue
        current.append(piece)
        ends = piece.word in ".!?" and _ends(pieces, index, content, abbreviations)
        if ends or len(current) >= LONGEST:
            found.append(current)
            current = []
    found.append(current)
    return [sentence for sentence in found if sentence]


def _ends(pieces: list[Piece], index: int, content: str, abbreviations: frozenset[str]) -> bool:
    """Say whether the full stop, question or exclamation mark at index ends a sentence."""
    here = pieces[index]
    if index + 1 == len(pieces):
        return True
    after, before = pieces[index + 1], pieces[index - 1] if index else here
    if after.start == here.end or not content[after.start].isupper():
        return False
    if here.word != ".":
        return True
    ending = not _ENDING.isdisjoint(before.tags)
    return ending or before.word.rpartition(" ")[2] not in abbreviations


def per_language(make: Callable[[Language], Made]) -> Callable[[Language], Made]:
    """Return `make`, called once for each language; a language is never changed once it is read.

    A `Language` holds mappings and so cannot be a dictionary key; it is kept beside what was made
    of it, so its identity stays its own.
    """
    made: dict[int, tuple[Language, Made]] = {}

    def remembered(words: Language) -> Made:
        known = made.get(id(words))
        if known is None or known[0] is not words:
            if len(made) >= _KEPT:
                made.clear()
            known = made[id(words)] = (words, make(words))
        return known[1]

    return remembered


#: Languages remembered at a time; a country has a few, tests make many.
_KEPT = 64
