"""Reads lengths of time out of a sentence: numbers with a unit, as ranges and as limits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from checker.extract import numbers
from checker.extract.duration.words import Words
from checker.extract.lexicon import Piece
from checker.extract.numbers import DASHES
from checker.model.value import DayCount

_HALF = Decimal("0.5")
_ONE_AND_HALF = Decimal("1.5")
#: "innen ca. 3 uker", "inntil normalt 3 uker": qualifiers before a number.
_QUALIFIERS = frozenset({"up_to", "at_least", "about", "between", "from"})

#: "innen den lovpålagte fristen på": pieces from the limit to its noun.
_WORDS_OF_LIMIT = 3


@dataclass(frozen=True, slots=True)
class Length:
    """One length of time; first and last count the pieces of its sentence."""

    first: int
    last: int
    start: int
    end: int
    low: str | None  #: ISO 8601
    high: str | None
    unit: str  #: of its end: "D", "W", "M", "Y", "H" or "minute"
    days: DayCount | None = None
    article: bool = False  #: its number is also the article: "en uke"
    limited: bool = False  #: "up to", "about" or "at least" stands before it
    genitive: bool = False  #: what it is the length of stands behind: "3 ukers frist"


@dataclass(frozen=True, slots=True)
class _Count:
    """A number before a unit."""

    first: int
    last: int
    value: Decimal
    article: bool = False


def lengths(pieces: Sequence[Piece], words: Words) -> list[Length]:
    """Return the lengths of a sentence, in order and disjoint."""
    found: list[Length] = []
    for index, piece in enumerate(pieces):
        unit = _unit(pieces, index, words)
        if not unit:
            continue
        floor = found[-1].last + 1 if found else 0
        upcoming = _upcoming(pieces, index, unit, floor)
        if upcoming is not None:
            found.append(upcoming)
            continue
        count = _count(pieces, _before_adjectives(pieces, index, floor), floor)
        if count is None:
            continue
        length = Length(
            *(count.first, index, pieces[count.first].start, piece.end),
            *(iso(count.value, unit), iso(count.value, unit), unit),
            days=_days(piece),
            article=count.article,
            genitive=piece.word.endswith("s"),
        )
        found.extend(_opened(pieces, length, count, floor))
    return _closed(pieces, found)


def _upcoming(pieces: Sequence[Piece], index: int, unit: str, floor: int) -> Length | None:
    """Return the one day of "innen utgangen av neste virkedag"; next week may be tomorrow."""
    if unit != "D" or index - 1 <= floor or "next" not in pieces[index - 1].tags:
        return None
    at = index - 2
    while at > floor and "end_of" in pieces[at].tags:
        at -= 1
    if "up_to" not in pieces[at].tags:
        return None
    span = (at, index, pieces[at].start, pieces[index].end)
    high = iso(Decimal(1), unit)
    return Length(*span, None, high, unit, days=_days(pieces[index]), limited=True)


def iso(value: Decimal, unit: str) -> str:
    """Return a length in ISO 8601, in the unit that was written.

    >>> iso(Decimal(3), "W"), iso(Decimal(48), "H"), iso(Decimal("1.5"), "M")
    ('P3W', 'PT48H', 'P1.5M')
    >>> iso(Decimal("0.5"), "Y"), iso(Decimal("0.5"), "H")
    ('P6M', 'PT30M')
    """
    if value == _HALF and unit in {"Y", "H"}:
        return "P6M" if unit == "Y" else "PT30M"
    plain = format(value.normalize(), "f")
    if unit in {"H", "minute"}:
        return f"PT{plain}{unit[0].upper()}"
    return f"P{plain}{unit}"


def _unit(pieces: Sequence[Piece], index: int, words: Words) -> str:
    """Return the unit a piece names, also as the beginning of "ukersfrist"."""
    piece = pieces[index]
    if piece.kind != "word" or not index:
        return ""
    if "unit" in piece.tags:
        return piece.tags["unit"]
    if "minute" in piece.tags:
        return "minute"
    before = pieces[index - 1]
    if piece.tags or not (before.kind == "number" or before.word in DASHES or before.tags):
        return ""
    return next((unit for word, unit in words.compounds if piece.word.startswith(word)), "")


def _days(piece: Piece) -> DayCount | None:
    if "working" in piece.tags:
        return "working"
    return "calendar" if "calendar" in piece.tags else None


def _before_adjectives(pieces: Sequence[Piece], index: int, floor: int) -> int:
    """Return the index where the number before a unit ends: "3 hele uker", "3-ukers"."""
    at = index - 1
    while at > floor and "whole" in pieces[at].tags:
        at -= 1
    if at > floor and pieces[at].word in DASHES and pieces[at].end == pieces[index].start:
        at -= 1
    return at


def _count(pieces: Sequence[Piece], at: int, floor: int) -> _Count | None:
    """Return the number that ends at a piece; "5 – fem –" and "14 (fjorten)" are one."""
    if at < floor:
        return None
    piece = pieces[at]
    if piece.word in {")", *DASHES}:
        return _twice(pieces, at, floor)
    if "half" in piece.tags or "one_and_half" in piece.tags:
        return _half(pieces, at, floor)
    value = _value(piece)
    return _Count(at, at, value, article="article" in piece.tags) if value else None


def _twice(pieces: Sequence[Piece], at: int, floor: int) -> _Count | None:
    """Return a number that is written twice, the second time in brackets or dashes."""
    first = at - 3
    if first < floor or pieces[first + 1].word not in {"(", *DASHES}:
        return None
    outer, inner = _value(pieces[first]), _value(pieces[at - 1])
    return _Count(first, at, outer) if outer and outer == inner else None


def _half(pieces: Sequence[Piece], at: int, floor: int) -> _Count:
    """Return "en halv", "halvannen" or "to og en halv"."""
    if "one_and_half" in pieces[at].tags:
        return _Count(at, at, _ONE_AND_HALF)
    first = at
    if first > floor and "article" in pieces[first - 1].tags:
        first -= 1
    whole = _value(pieces[first - 2]) if first - 2 >= floor else None
    if whole is not None and "and" in pieces[first - 1].tags:
        return _Count(first - 2, at, whole + _HALF)
    return _Count(first, at, _HALF)


def _value(piece: Piece) -> Decimal | None:
    """Return the value of a cardinal; a year is none."""
    if "number" in piece.tags:
        return Decimal(piece.tags["number"])
    if piece.kind != "number" or piece.tags or numbers.is_plain_year(piece.word):
        return None
    return numbers.read(piece.word)


def _opened(pieces: Sequence[Piece], length: Length, count: _Count, floor: int) -> Iterator[Length]:
    """Yield a length with what stands before its number: the lower end, or another length."""
    other = _joined(pieces, count, floor)
    if other is None:
        yield _limited(pieces, length, floor)
        return
    joint = pieces[other.last + 1]
    low = iso(other.value, length.unit)
    framed = other.first > floor and "between" in pieces[other.first - 1].tags
    ascending = other.value < count.value
    near = count.value - other.value == 1
    ranged = joint.word in DASHES or "until" in joint.tags or ("or" in joint.tags and near)
    if ascending and (ranged or ("and" in joint.tags and framed)):
        start = pieces[other.first].start
        yield _limited(
            pieces,
            replace(length, first=other.first, start=start, low=low, article=False),
            floor,
            ranged=True,
        )
    elif {"or", "and"}.isdisjoint(joint.tags) and joint.word != "/":
        yield length
    elif not (joint.word == "/" and count.value == 2 and other.value == 1):  # noqa: PLR2004  "1/2"
        piece = pieces[other.first]
        ahead = replace(
            length,
            first=other.first,
            last=other.last,
            start=piece.start,
            end=pieces[other.last].end,
            low=low,
            high=low,
            article=False,
        )
        yield _limited(pieces, ahead, floor)
        limit = "up_to" in pieces[other.first - 1].tags if other.first > floor else False
        yield replace(length, low=None) if limit else length


def _joined(pieces: Sequence[Piece], count: _Count, floor: int) -> _Count | None:
    """Return the number before "-", "til", "eller", "og" or "/" before a number."""
    joint = count.first - 1
    if joint <= floor:
        return None
    piece = pieces[joint]
    if piece.word not in DASHES | {"/"} and {"until", "or", "and"}.isdisjoint(piece.tags):
        return None
    other = _count(pieces, joint - 1, floor)
    if other is None or other.value == count.value:
        return None
    return other


def _limited(
    pieces: Sequence[Piece], length: Length, floor: int, *, ranged: bool = False
) -> Length:
    """Return the length with the qualifiers before it: "innen ca. 3 uker" has no minimum."""
    behind = length.last + 1
    if behind < len(pieces) and "or_more" in pieces[behind].tags:
        length = replace(length, last=behind, end=pieces[behind].end, high=None, limited=True)
    at = length.first - 1
    seen: set[str] = set()
    first = length.first
    while at >= floor and (
        pieces[at].word in {".", ":"} or not _QUALIFIERS.isdisjoint(pieces[at].tags)
    ):
        if pieces[at].kind == "word":
            seen |= pieces[at].tags.keys() & _QUALIFIERS
            first = at
        at -= 1
    if at > floor and not ranged and "limit_of" in pieces[at].tags:
        first, seen = _before_limit(pieces, at, floor)
    if not seen:
        return length
    start = pieces[first].start
    if "up_to" in seen and not ranged:
        return replace(length, first=first, start=start, low=None, limited=True)
    if "at_least" in seen and not ranged and "up_to" not in seen:
        return replace(length, first=first, start=start, high=None, limited=True)
    if "between" in seen or "about" in seen:
        return replace(length, first=first, start=start, limited=True)
    return replace(length, limited=True) if "up_to" in seen else length


def _before_limit(pieces: Sequence[Piece], at: int, floor: int) -> tuple[int, set[str]]:
    """Return where "innen lovens frist på" begins and what it says; ("fristen på" says nothing)."""
    for index in range(at - 1, max(at - _WORDS_OF_LIMIT, floor) - 1, -1):
        if "up_to" in pieces[index].tags:
            return index, {"up_to"}
    return at, set()


def _closed(pieces: Sequence[Piece], found: Sequence[Length]) -> list[Length]:
    """Return the lengths with "3 uker til 2 måneder" as one and "1 år og 6 måneder" as one."""
    done: list[Length] = []
    skip = False
    for one, other in pairwise([*found, None]):
        if skip or one is None:
            skip = False
            continue
        whole = _whole(pieces, one, other) if other else None
        skip = whole is not None
        done.append(whole or one)
    return done


def _whole(pieces: Sequence[Piece], one: Length, other: Length) -> Length | None:
    if other.first - one.last != 2 or one.low is None or other.low is None:  # noqa: PLR2004
        return None
    joint = pieces[one.last + 1]
    whole = replace(other, first=one.first, start=one.start, article=False)
    if "and" in joint.tags:
        if one.unit == "Y" and other.unit == "M" and one.low == one.high:
            total = one.low + other.low.removeprefix("P")
            return replace(whole, low=total, high=total)
        framed = one.limited and pieces[one.first].tags.keys() & {"between"}
        return replace(whole, low=one.low) if framed else None
    if joint.word in DASHES or "until" in joint.tags:
        return replace(whole, low=one.low)
    return None
