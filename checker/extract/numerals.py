"""Reads numbers in words: "tohundreogfemti", "fem tusen og tjue", "twenty-five", "femogtyve"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from checker.extract.lexicon import Piece
from checker.extract.numbers import DASHES
from checker.model.catalog import Language

_UNITS = range(1, 10)
_TENS = range(20, 100, 10)
_HUNDRED = 100
#: Shorter words are in the tables themselves: no compound has four letters.
_SHORTEST = 5
#: Lists of `Language.words` -> what their words multiply by.
_SCALES = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}


class Numerals:
    """The number words of one language, alone, written together or one after another."""

    __slots__ = ("_halves", "_joints", "_parts", "_starts", "_whole")

    def __init__(
        self,
        parts: Mapping[str, int],
        joints: frozenset[str],
        halves: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Make the numerals of a language.

        Args:
            parts: the words that numbers are made of, with their values.
            joints: the words for "and".
            halves: the words for halves before a scale, in halves: "halvannen" is 3.
        """
        self._halves = halves
        self._parts = parts
        self._joints = joints
        self._starts = frozenset(word[:2] for word in parts)
        words = sorted((*parts, *joints), key=len, reverse=True)
        part = "|".join(map(re.escape, words)) or r"(?!)"
        # the longest part first and never given back: linear, whatever is written
        self._whole = re.compile(rf"(?>{part})")

    def value(self, word: str) -> int | None:
        """Return the value of one word, None where it is no number.

        >>> parts = {"to": 2, "fem": 5, "tyve": 20, "femti": 50, "hundre": 100, "tusen": 1000}
        >>> some = Numerals(parts, frozenset({"og"}))
        >>> some.value("tohundreogfemti"), some.value("femogtyve"), some.value("femto")
        (250, 25, None)
        """
        known = self._parts.get(word)
        if known is not None or len(word) < _SHORTEST or word[:2] not in self._starts:
            return known
        total = _Total(together=True)
        at = 0
        while at < len(word):
            found = self._whole.match(word, at)
            if found is None:
                return None
            at = found.end()
            part = self._parts.get(found.group())
            if not (total.join() if part is None else total.add(part)):
                return None
        return total.value

    def read(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Return the pieces, each number in words as one piece with its value."""
        done: list[Piece] = []
        index = 0
        while index < len(pieces):
            piece = pieces[index]
            scaled = self._halved(pieces, index) if piece.word in self._halves else None
            if scaled is not None:
                scale = self._value_of(pieces[index + 1]) or 1
                done.append(self._with_whole(done, scaled, scale))
                index += 2
                continue
            plain = piece.kind != "word" or not (piece.tags or piece.word[:2] in self._starts)
            value = None if plain else self._value_of(piece)
            counted = bool(done) and done[-1].kind == "number"
            if value is None or (value >= _HUNDRED and counted):  # "5 tusen": a figure's scale
                done.append(piece)
                index += 1
                continue
            total, last = self._from(pieces, index)
            if last == index and "number" in piece.tags:
                done.append(piece)
            elif total >= _SCALES["million"] and last == index:
                done.append(piece)  # "millioner" without a number
            else:
                done.append(_numeral(pieces[index : last + 1], total))
            index = last + 1
        return done

    def _halved(self, pieces: Sequence[Piece], index: int) -> Piece | None:
        """Return "halvannen million" as one piece; a half of anything else is no number here."""
        scale = self._value_of(pieces[index + 1]) if index + 1 < len(pieces) else None
        if scale is None or scale not in _SCALES.values():
            return None
        return _numeral(pieces[index : index + 2], scale * self._halves[pieces[index].word] // 2)

    def _with_whole(self, done: list[Piece], half: Piece, scale: int) -> Piece:
        """Return "halv million" with what is before it: "en halv million", "to og en halv …"."""
        if done and done[-1].tags.get("number") == "1" and done[-1].kind == "word":
            half = _numeral([done.pop(), half], int(half.tags["number"]))
        joined = len(done) > 1 and done[-1].word in self._joints
        whole = done[-2].tags.get("number") or done[-2].word if joined else ""
        if not whole.isdecimal():
            return half
        value = int(whole) * scale + int(half.tags["number"])
        before = [done.pop(), done.pop()]
        return _numeral([*reversed(before), half], value)

    def _value_of(self, piece: Piece) -> int | None:
        if piece.kind != "word" or "until" in piece.tags:  # English "to" is Norwegian two
            return None
        if not piece.tags:
            return self.value(piece.word)
        if "number" in piece.tags:
            return int(piece.tags["number"])
        return self._parts.get(piece.word) if "scale" in piece.tags else None

    def _from(self, pieces: Sequence[Piece], first: int) -> tuple[int, int]:
        """Return the value of the number that begins at a piece, and its last piece."""
        total = _Total()
        last = first
        value = 0
        for index, part, joint in self._words(pieces, first):
            if joint and not (self._ends_behind(pieces, index, part, total.limit) and total.join()):
                break
            if not total.add(part):
                break
            last, value = index, total.value
        return value, last

    def _words(self, pieces: Sequence[Piece], first: int) -> Iterator[tuple[int, int, bool]]:
        """Yield each number word from `first` on: where, its value, whether "and" is before.

        Tens and units need a hyphen between them, or one word: "tjue to" is a slip or a range.
        """
        joint, tens = False, False
        for index in range(first, len(pieces)):
            piece = pieces[index]
            value = self._value_of(piece)
            if value is not None:
                if tens and value in _UNITS and not _is_hyphen(pieces, index - 1):
                    return
                yield index, value, joint
                joint, tens = False, value % _HUNDRED in _TENS
            elif not joint and index > first and piece.word in self._joints:
                joint, tens = True, False
            elif not tens or not _is_hyphen(pieces, index):
                return

    def _ends_behind(self, pieces: Sequence[Piece], index: int, value: int, limit: int) -> bool:
        """Say whether "and" is inside a number: "hundre og ti", but not "ti og to hundre".

        Args:
            pieces: the sentence.
            index: where the word behind "and" stands.
            value: its value.
            limit: the last scale; a smaller one may still come ("hundre og ti tusen").
        """
        after = self._value_of(pieces[index + 1]) if index + 1 < len(pieces) else None
        scaled = after in _SCALES.values() and (after or 0) < limit
        return value < _HUNDRED and (after is None or after < _HUNDRED or scaled)


class _Total:
    """A number as it is built up from its words, the largest part first."""

    __slots__ = ("_current", "_joined", "_rest", "_together", "limit")

    def __init__(self, *, together: bool = False) -> None:
        self._current: int | None = None  # below the last scale
        self._joined = False  # "and" came last
        #: The last scale: what follows is smaller.
        self.limit = 10**12
        self._rest = 0
        self._together = together  # in one word, where units may come before tens

    @property
    def value(self) -> int:
        return self._rest + (self._current or 0)

    def join(self) -> bool:
        """Take an "and" in; say whether it may stand here."""
        whole = self.value > 0 and not (self._current or 0) % _HUNDRED
        fits = not self._joined and (whole or (self._together and self.value in _UNITS))
        self._joined = True
        return fits

    def add(self, value: int) -> bool:
        """Take the next part in; say whether it fits behind those before."""
        current, joined, limit = self._current, self._joined, self.limit
        self._joined = False
        if value in _SCALES.values():
            return not joined and self._multiply(value)
        if current is None:
            self._take(value)
            return value < limit
        if value == _HUNDRED:
            self._current = current * value
            return 0 < current < _HUNDRED and not joined
        self._current = current + value
        if current % _HUNDRED == 0:
            return 0 < value < _HUNDRED
        if joined:  # "femogtyve"
            return current in _UNITS and value in _TENS
        return current % _HUNDRED in _TENS and value in _UNITS

    def _take(self, value: int) -> None:
        """Begin anew behind a scale; "tolvtusen" holds one itself."""
        if value < _SCALES["thousand"]:
            self._current = value
        else:
            self._rest, self.limit = self._rest + value, _SCALES["thousand"]

    def _multiply(self, scale: int) -> bool:
        fits = scale < self.limit and (self._current is not None or not self._rest)
        self._rest += (1 if self._current is None else self._current) * scale
        self._current, self.limit = None, scale
        return fits


def _numeral(pieces: Sequence[Piece], value: int) -> Piece:
    """Return pieces that are one number as one piece."""
    word = " ".join(one.word for one in pieces)
    return Piece("word", pieces[0].start, pieces[-1].end, word, {"number": str(value)})


def _is_hyphen(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether a dash is glued between two words: "twenty-five"."""
    if not 0 < index < len(pieces) - 1 or pieces[index].word not in DASHES:
        return False
    dash = pieces[index]
    return pieces[index - 1].end == dash.start and dash.end == pieces[index + 1].start


def numerals_of(language: Language) -> Numerals:
    """Return the number words of a language: its cardinals, its scales and its "and"."""
    lists = language.words
    parts = {word: value for word, value in cardinals(language).items() if word.isalpha()}
    for name, value in _SCALES.items():
        parts |= {word: value for word in lists.get(name, ()) if word.isalpha()}
    halves = dict.fromkeys(lists.get("half", ()), 1) | dict.fromkeys(
        lists.get("one_and_half", ()), 3
    )
    return Numerals(parts, frozenset(lists.get("numeral_and", ())), halves)


def cardinals(language: Language) -> dict[str, int]:
    """Return the words that count; not "first", and not "to" where that stands in a range."""
    lists = language.words
    others = {*lists.get("ordinals", ()), *lists.get("until", ())}
    return {
        word: value for word, value in language.numbers.items() if value > 0 and word not in others
    }
