"""Reads the number before a unit of time: "3", "tre", "halvannen", "1½", "to og en halv"."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.extract import numbers
from checker.extract.lexicon import Piece
from checker.extract.numbers import DASHES

_HALF = Decimal("0.5")
_ONE_AND_HALF = Decimal("1.5")
_FRACTIONS = {"½": _HALF, "¼": Decimal("0.25"), "¾": Decimal("0.75")}
#: "1/2", "1/4", "3/4": the only fractions of weeks and hours that are written so.
_BROKEN = {("1", "2"): _HALF, ("1", "4"): Decimal("0.25"), ("3", "4"): Decimal("0.75")}
#: Signs that stand for the bar of a fraction.
_BARS = frozenset("/⁄∕")
#: "1 1/2": the whole number before a fraction is small.
_MOST_WHOLE = 20


@dataclass(frozen=True, slots=True)
class Count:
    """A number before a unit; first and last count the pieces of its sentence."""

    first: int
    last: int
    value: Decimal
    article: bool = False  #: it is also the article: "en uke"


def count_before(pieces: Sequence[Piece], at: int, floor: int) -> Count | None:
    """Return the number that ends at a piece; "5 – fem –" and "14 (fjorten)" are one.

    Args:
        pieces: the sentence.
        at: index of its last piece.
        floor: index of the first piece that may be part of it.
    """
    if at < floor:
        return None
    piece = pieces[at]
    if piece.word in {")", *DASHES}:
        return _twice(pieces, at, floor)
    if "half" in piece.tags or "one_and_half" in piece.tags:
        return _half(pieces, at, floor)
    if "article" in piece.tags and at > floor and "half" in pieces[at - 1].tags:
        return _half(pieces, at - 1, floor, last=at)  # "half an hour"
    broken = _fraction(pieces, at, floor)
    if broken is not None:
        return broken
    value = _value(piece)
    return Count(at, at, value, article="article" in piece.tags) if value else None


def _fraction(pieces: Sequence[Piece], at: int, floor: int) -> Count | None:
    """Return "½" or "1/2", with the whole number before it: "1½", "2 1/2"."""
    value = _FRACTIONS.get(pieces[at].word)
    first = at
    if value is None and at - 2 >= floor and pieces[at - 1].word in _BARS:
        value = _BROKEN.get((pieces[at - 2].word, pieces[at].word))
        first = at - 2
    if value is None:
        return None
    whole = _value(pieces[first - 1]) if first > floor else None
    if whole is None or whole > _MOST_WHOLE or whole != whole.to_integral_value():
        return Count(first, at, value)
    return Count(first - 1, at, whole + value)


def _twice(pieces: Sequence[Piece], at: int, floor: int) -> Count | None:
    """Return a number that is written twice, the second time in brackets or dashes."""
    first = at - 3
    if first < floor or pieces[first + 1].word not in {"(", *DASHES}:
        return None
    outer, inner = _value(pieces[first]), _value(pieces[at - 1])
    return Count(first, at, outer) if outer and outer == inner else None


def _half(pieces: Sequence[Piece], at: int, floor: int, *, last: int | None = None) -> Count:
    """Return "en halv", "halvannen", "to og en halv" or "half an"; `last` where that ends."""
    last = at if last is None else last
    if "one_and_half" in pieces[at].tags:
        return Count(at, last, _ONE_AND_HALF)
    first = at
    if first > floor and "article" in pieces[first - 1].tags:
        first -= 1
    whole = _value(pieces[first - 2]) if first - 2 >= floor else None
    if whole is not None and "and" in pieces[first - 1].tags:
        return Count(first - 2, last, whole + _HALF)
    return Count(first, last, _HALF)


def _value(piece: Piece) -> Decimal | None:
    """Return the value of a cardinal; a year is none."""
    if "number" in piece.tags:
        return Decimal(piece.tags["number"])
    if piece.kind != "number" or piece.tags or numbers.is_plain_year(piece.word):
        return None
    return numbers.read(piece.word)
