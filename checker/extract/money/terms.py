"""What a sentence says about its amounts: per what, with or without VAT, for which year."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from checker.extract import numbers
from checker.extract.lexicon import Piece
from checker.extract.numbers import DASHES
from checker.model.value import Per, Vat

#: Units of time win over units of a thing where both stand: "per barn per måned".
_WEAK: frozenset[Per] = frozenset({"person", "case"})
#: A unit that the contract does not name ("per kurs"): stated, so nothing is inherited.
OTHER = "other"
_CENTURY = 100
#: Signs before the unit that a label ends with.
_APART = frozenset({",", "(", ";", ":", *DASHES})


class Mention(NamedTuple):
    """A term at pieces[first] to pieces[last]."""

    first: int
    last: int
    value: str


def pers(pieces: Sequence[Piece], *, whole: bool = False) -> list[Mention]:
    """Return each "per what" in order; neighbours ("per barn per måned") are one.

    Args:
        pieces: a sentence or a header.
        whole: the pieces are a header, where a bare noun ("Måned") says it too.
    """
    found: list[Mention] = []
    index = 0
    while index < len(pieces):
        mention = _per_at(pieces, index)
        if mention is None or _is_rate(pieces, index):
            index += 1
            continue
        mention = _with_noun(pieces, mention)
        if found and found[-1].last + 1 == mention.first:
            mention = Mention(found[-1].first, mention.last, _stronger(found.pop(), mention))
        found.append(mention)
        index = mention.last + 1
    return _bare(pieces) if whole and not found else found


def _with_noun(pieces: Sequence[Piece], mention: Mention) -> Mention:
    """Return the mention with a second noun behind "and": "per boenhet og år"."""
    at = mention.last + 2
    if at >= len(pieces) or "and" not in pieces[at - 1].tags or "per" not in pieces[at].tags:
        return mention
    noun = Mention(at, at, pieces[at].tags["per"])
    return Mention(mention.first, at, _stronger(mention, noun))


def _bare(pieces: Sequence[Piece]) -> list[Mention]:
    """Return the noun of a header that says "per" itself: "Måned", "Forbruk (m³)", "Plass, md"."""
    last = len(pieces) - 1
    while last > 0 and pieces[last].word in {")", "."}:
        last -= 1
    if last < 0 or "per" not in pieces[last].tags:
        return []
    value = pieces[last].tags["per"]
    apart = last > 0 and pieces[last - 1].word in _APART and value not in _WEAK
    return [Mention(last, last, value)] if apart or len(pieces) == 1 else []


def _is_rate(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether a count stands before: "11 måneder i året", "12 timer per uke"."""
    number, counted = pieces[index - 2] if index > 1 else None, pieces[index - 1].tags
    if number is None:
        return False
    counts = not {"unit", "quantity", "counted", "other_period"}.isdisjoint(counted)
    return counts and (number.kind == "number" or "number" in number.tags)


def _stronger(one: Mention, other: Mention) -> str:
    if one.value == OTHER or (one.value in _WEAK and other.value != OTHER):
        return other.value
    return one.value


def _per_at(pieces: Sequence[Piece], index: int) -> Mention | None:
    piece = pieces[index]
    if "per" in piece.tags and ("per_alone" in piece.tags or " " in piece.word):
        return Mention(index, index, piece.tags["per"])
    if "lead" not in piece.tags:
        return None
    at = index + 1
    while at < len(pieces) and (pieces[at].word == "." or "started" in pieces[at].tags):
        at += 1
    if at >= len(pieces) or pieces[at].kind != "word" or "month" in pieces[at].tags:
        return None
    if "per" in pieces[at].tags:
        return Mention(index, at, pieces[at].tags["per"])
    named = "other_period" in pieces[at].tags
    things = {"quantity", "counted", "numbered"}
    unknown = piece.word != "/" and not pieces[at].tags.keys() - things  # "per klipp"
    return Mention(index, at, OTHER) if named or unknown else None


def vats(pieces: Sequence[Piece]) -> list[Mention]:
    """Return each statement about VAT in order."""
    return [
        Mention(index, index, "included" if "vat_included" in piece.tags else "excluded")
        for index, piece in enumerate(pieces)
        if "vat_included" in piece.tags or "vat_excluded" in piece.tags
    ]


def years(pieces: Sequence[Piece], taken: frozenset[int] = frozenset()) -> list[Mention]:
    """Return each year of validity in order; a school year is the year it begins in.

    A date only counts where it is said to begin something ("fra 1.1.2026"): the day of a
    decision, of a birth or of a change of the page is no validity.
    """
    found: list[Mention] = []
    for index, piece in enumerate(pieces):
        if index in taken or (found and index <= found[-1].last):
            continue
        year = None
        if piece.kind == "date":
            valid = _begins(pieces, index) or (not found and _ends(pieces, index))
            year = _year_of(piece.word) if valid else None
        elif piece.kind == "number" and numbers.is_plain_year(piece.word):
            year = int(piece.word) if _is_validity(pieces, index) else None
        if year and year >= _FIRST_YEAR:
            last = _school_year_end(pieces, index, year)
            found.append(Mention(index, last, str(year)))
    return found


#: Prices on the web are younger than this.
_FIRST_YEAR = 2000


def _year_of(date: str) -> int | None:
    tail = date[:4] if date[:4].isdecimal() else date.rstrip(".")[-4:]
    if tail.isdecimal():
        return int(tail)
    short = date[-2:]
    return 2000 + int(short) if short.isdecimal() and date[-3] in ".-/ " else None


def _begins(pieces: Sequence[Piece], index: int) -> bool:
    before = pieces[index - 1] if index else None
    if before is not None and before.word in ":.":
        before = pieces[index - 2] if index > 1 else None
    return before is not None and not {"from", "valid_from", "lead"}.isdisjoint(before.tags)


def _ends(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether a header names the last day of validity: "t.o.m. 31.07.2026"."""
    ahead = [piece for piece in pieces[:index] if piece.word not in ":."]
    return len(ahead) == 1 and "until" in ahead[0].tags


def _is_validity(pieces: Sequence[Piece], index: int) -> bool:
    before = index - 1
    while before >= 0 and pieces[before].word == ".":
        before -= 1
    if before < 0:
        return True
    if "month" in pieces[before].tags:
        while before > 0 and (
            pieces[before - 1].kind == "number" or pieces[before - 1].word == "."
        ):
            before -= 1
        return _begins(pieces, before)
    near = pieces[max(0, before - 1) : before + 1]
    return all({"adopted", "not_year", "numbered"}.isdisjoint(piece.tags) for piece in near)


def _school_year_end(pieces: Sequence[Piece], index: int, year: int) -> int:
    """Return the index of the last piece of "2025/2026" or "2025-26", else index."""
    if index + 2 >= len(pieces) or (pieces[index + 1].word not in DASHES | {"/"}):
        return index
    second = pieces[index + 2].word
    return index + 2 if second in {str(year + 1), f"{(year + 1) % _CENTURY:02d}"} else index


def only(mentions: Sequence[Mention]) -> str | None:
    """Return the value that all mentions share; None when there is none, or they differ."""
    values = {one.value for one in mentions}
    return values.pop() if len(values) == 1 else None


def as_per(value: str | None) -> Per | None:
    """Return the unit of the contract, None for another or none."""
    return None if value is None or value == OTHER else cast("Per", value)


def as_vat(value: str | None) -> Vat | None:
    return cast("Vat | None", value)
