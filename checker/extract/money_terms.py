"""What a sentence says about its amounts: per what, with or without VAT, for which year."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar, cast

from checker.extract import numbers
from checker.extract.lexicon import Piece
from checker.extract.money_amounts import Amount
from checker.extract.numbers import DASHES
from checker.model.value import Per, Vat

Term = TypeVar("Term")
#: Units of time win over units of a thing where both stand: "per barn per måned".
_WEAK: frozenset[Per] = frozenset({"person", "case"})
#: A unit that the contract does not name ("per kurs"): stated, so nothing is inherited.
OTHER = "other"
_CENTURY = 100


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
        if found and found[-1].last + 1 == mention.first:
            mention = Mention(found[-1].first, mention.last, _stronger(found.pop(), mention))
        found.append(mention)
        index = mention.last + 1
    if not found and whole and len(pieces) == 1 and "per" in pieces[0].tags:
        return [Mention(0, 0, pieces[0].tags["per"])]
    return found


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
            year = _year_of(piece.word) if _begins(pieces, index) else None
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


def assigned(
    pieces: Sequence[Piece], mentions: Sequence[Mention], found: Sequence[Amount]
) -> list[str | None]:
    """Return the value each amount takes from mentions that may stand before or behind it.

    A sentence that starts with a mention puts it before ("2025: 400 kr, 2026: 450 kr"), else
    behind ("400 kr i 2025 og 450 kr i 2026"); one alone at the end is for all, unless it stands
    in the brackets of the last ("400 kr (500 kr inkl. mva)").
    """
    if not mentions or not found:
        return [None] * len(found)
    if mentions[0].first <= found[0].last:
        return [_before(mentions, amount) for amount in found]
    bracketed = found[-1].first > 0 and pieces[found[-1].first - 1].word == "("
    if len(mentions) == 1 and mentions[0].first > found[-1].last and not bracketed:
        return [mentions[0].value] * len(found)
    ends = [*(amount.first for amount in found[1:]), 1 << 30]
    return [
        next((one.value for one in mentions if amount.last < one.first < end), None)
        for amount, end in zip(found, ends, strict=True)
    ]


def _before(mentions: Sequence[Mention], amount: Amount) -> str | None:
    glued = next((one.value for one in mentions if one.first == amount.last + 1), None)
    inside = [one for one in mentions if one.first < amount.last]
    return glued or (inside[-1].value if inside else None)


def per_of_each(
    pieces: Sequence[Piece], mentions: Sequence[Mention], found: Sequence[Amount]
) -> list[str | None]:
    """Return what each amount is for each of: OTHER for a unit the contract does not name."""
    each: list[str | None] = [_behind(pieces, amount) for amount in found]
    head = None
    for mention in mentions:
        owner = _owner(pieces, mention, found, leads=head is not None)
        if owner is None:
            head = mention.value
        elif each[owner] is None:
            each[owner] = mention.value
    for number in range(len(found) - 2, -1, -1):
        if each[number] is None and _is_pair(pieces, found[number], found[number + 1]):
            each[number] = each[number + 1]
    for number in range(1, len(found)):
        if each[number] is None and _is_pair(pieces, found[number - 1], found[number]):
            each[number] = each[number - 1]
    return [one or head for one in each]


def _behind(pieces: Sequence[Piece], amount: Amount) -> str | None:
    """Return the unit that a noun right behind the amount gives: "350 kroner timen"."""
    if amount.last + 1 >= len(pieces) or "per_behind" not in pieces[amount.last + 1].tags:
        return None
    return pieces[amount.last + 1].tags.get("per")


def _owner(
    pieces: Sequence[Piece], mention: Mention, found: Sequence[Amount], *, leads: bool
) -> int | None:
    """Return the number of the amount a mention belongs to, None when it heads them all.

    Args:
        pieces: the sentence.
        mention: a "per what".
        found: the amounts.
        leads: the sentence puts its units before the amounts.
    """
    inside = [n for n, one in enumerate(found) if one.first <= mention.first <= one.last]
    ahead = [n for n, one in enumerate(found) if one.last < mention.first]
    behind = [n for n, one in enumerate(found) if one.first > mention.last]
    if inside:
        return inside[0]
    if not ahead:
        return None
    after = found[ahead[-1]].last + 1
    beside = not _apart(pieces, after, mention.first)
    heads = bool(behind) and not _apart(pieces, mention.last + 1, found[behind[0]].first)
    if heads and (not beside or (mention.first > after and pieces[after].word in {",", ";"})):
        return behind[0]
    return behind[0] if leads and behind and not beside else ahead[-1]


def _apart(pieces: Sequence[Piece], first: int, last: int) -> bool:
    """Say whether words stand between, other than about VAT and year."""
    return any(
        piece.kind == "word" and {"vat_included", "vat_excluded"}.isdisjoint(piece.tags)
        for piece in pieces[first:last]
    )


def _is_pair(pieces: Sequence[Piece], one: Amount, other: Amount) -> bool:
    """Say whether two amounts stand side by side: "50/25 kr", "kr 400 (søsken kr 320)"."""
    mark = pieces[one.last + 1].word if one.last + 1 < other.first else ""
    if mark in {"(", "+"}:
        return mark == "("
    return all(
        piece.kind != "word"
        or not {"and", "or", "vat_included", "vat_excluded"}.isdisjoint(piece.tags)
        for piece in pieces[one.last + 1 : other.first]
    )


def only(mentions: Sequence[Mention]) -> str | None:
    """Return the value that all mentions share; None when there is none, or they differ."""
    values = {one.value for one in mentions}
    return values.pop() if len(values) == 1 else None


def as_per(value: str | None) -> Per | None:
    """Return the unit of the contract, None for another or none."""
    return None if value is None or value == OTHER else cast("Per", value)


def as_vat(value: str | None) -> Vat | None:
    return cast("Vat | None", value)
