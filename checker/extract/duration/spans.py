"""Reads lengths of time out of a sentence: numbers with a unit, as ranges and as limits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.extract.duration.counts import Count, count_before
from checker.extract.duration.length import Length, iso, joined
from checker.extract.duration.words import Words
from checker.extract.lexicon import Piece
from checker.extract.numbers import DASHES
from checker.model.value import DayCount

_HALF = Decimal("0.5")
#: "innen ca. 3 uker", "inntil normalt 3 uker": qualifiers before a number.
_QUALIFIERS = frozenset({"up_to", "at_least", "about", "between", "from"})

#: Between "minimum 6" and "maksimum 10".
_JOINTS = frozenset({",", "/", ";", *DASHES})
#: "innen den lovpålagte fristen på": pieces from the limit to its noun.
_WORDS_OF_LIMIT = 3


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
        at = _before_adjectives(pieces, index, floor)
        more = at > floor and pieces[at].word == "+" and pieces[at - 1].end == pieces[at].start
        count = count_before(pieces, at - 1 if more else at, floor)
        if "half_year" in piece.tags:
            count = _half_years(pieces, index, count)
        if count is None:
            continue
        length = _length(pieces, index, count, unit)
        if more:
            found.append(replace(length, high=None, limited=True))
            continue
        found.extend(_opened(pieces, length, count, floor))
    return joined(pieces, found)


def _length(pieces: Sequence[Piece], index: int, count: Count, unit: str) -> Length:
    piece, value = pieces[index], count.value
    last = _half_behind(pieces, index)
    if last > index:
        value += _HALF
    return Length(
        *(count.first, last, pieces[count.first].start, pieces[last].end),
        *(iso(value, unit), iso(value, unit), unit),
        days=_days(piece),
        article=count.article and last == index,
        genitive=piece.word.endswith("s") and last == index,
    )


def _half_years(pieces: Sequence[Piece], index: int, count: Count | None) -> Count | None:
    """Return the years of "et halvår"; "half year" needs no number."""
    if count is None:
        return Count(index, index, _HALF) if " " in pieces[index].word else None
    return replace(count, value=count.value * _HALF)


def _half_behind(pieces: Sequence[Piece], unit: int) -> int:
    """Return the index of the last piece of "an hour and a half", else of its unit."""
    at = unit + 1
    if at >= len(pieces) or "and" not in pieces[at].tags:
        return unit
    at += 2 if at + 1 < len(pieces) and "article" in pieces[at + 1].tags else 1
    if at >= len(pieces) or "half" not in pieces[at].tags:
        return unit
    counts = at + 1 < len(pieces) and "unit" in pieces[at + 1].tags
    return unit if counts else at


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


def _unit(pieces: Sequence[Piece], index: int, words: Words) -> str:
    """Return the unit a piece names, also as the beginning of "ukersfrist"."""
    piece = pieces[index]
    if piece.kind != "word" or not index:
        return ""
    if "unit" in piece.tags:
        return piece.tags["unit"]
    if "half_year" in piece.tags:
        return "Y"
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


def _opened(pieces: Sequence[Piece], length: Length, count: Count, floor: int) -> Iterator[Length]:
    """Yield a length with what stands before its number: the lower end, or another length."""
    other = _joined(pieces, count, floor)
    if other is None:
        least = _least(pieces, count, floor)
        if least is None:
            yield _limited(pieces, length, floor)
        else:
            first, start = least.first - 1, pieces[least.first - 1].start
            low = iso(least.value, length.unit)
            yield replace(length, first=first, start=start, low=low, limited=True)
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


def _joined(pieces: Sequence[Piece], count: Count, floor: int) -> Count | None:
    """Return the number before "-", "til", "eller", "og" or "/" before a number."""
    joint = count.first - 1
    if joint <= floor:
        return None
    piece = pieces[joint]
    if piece.word not in DASHES | {"/"} and {"until", "or", "and"}.isdisjoint(piece.tags):
        return None
    other = count_before(pieces, joint - 1, floor)
    if other is None or other.value == count.value:
        return None
    return other


def _least(pieces: Sequence[Piece], count: Count, floor: int) -> Count | None:
    """Return the lower end of "minimum 6, maksimum 10 uker"."""
    at = count.first - 1
    if at <= floor or "up_to" not in pieces[at].tags:
        return None
    at -= 1
    if pieces[at].word in _JOINTS or "and" in pieces[at].tags:
        at -= 1
    least = count_before(pieces, at, floor)
    if least is None or least.first <= floor or least.value >= count.value:
        return None
    return least if "at_least" in pieces[least.first - 1].tags else None


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
    if at > floor and "after" in pieces[at].tags and "up_to" in pieces[at - 1].tags:
        at -= 1  # "senest etter fem dager"
    while at >= floor and (
        pieces[at].word in {".", ":"} or not _QUALIFIERS.isdisjoint(pieces[at].tags)
    ):
        if pieces[at].word not in {".", ":"}:
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
