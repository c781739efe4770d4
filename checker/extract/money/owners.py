"""Says whose a term is: which amounts of a sentence a unit, a VAT or a year belongs to."""

from collections.abc import Sequence
from itertools import pairwise

from checker.extract import numbers
from checker.extract.lexicon import Piece
from checker.extract.money.amounts import Amount
from checker.extract.money.terms import Mention

#: What stands behind an amount and says what it is for each of: "i året", "pr. m³ eks. mva.".
_TERMS = frozenset({"per", "lead", "vat_included", "vat_excluded"})


def _is_term(piece: Piece) -> bool:
    return piece.word != "/" and not _TERMS.isdisjoint(piece.tags)


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
    in_order = _in_order(pieces, mentions, found)
    if in_order:
        return in_order
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


def _in_order(
    pieces: Sequence[Piece], mentions: Sequence[Mention], found: Sequence[Amount]
) -> list[str | None]:
    """Return the values where terms and amounts run side by side, else an empty list.

    "Gebyr 2025 / 2026: kr 4 000 / kr 4 250" names two years and their amounts in that order. Years
    without blanks between ("2025/2026") are those of a school, and one.
    """
    terms = _unfolded(pieces, mentions[0]) if len(mentions) == 1 else list(mentions)
    if len(terms) < 2 or len(terms) != len(found) or terms[-1].last >= found[0].first:  # noqa: PLR2004  two make an order
        return []
    joined = all(
        piece.kind == "sign" or not {"and", "or"}.isdisjoint(piece.tags)
        for one, other in pairwise(terms)
        for piece in pieces[one.last + 1 : other.first]
    )
    paired = all(_is_pair(pieces, one, other) for one, other in pairwise(found))
    return [one.value for one in terms] if joined and paired else []


def _unfolded(pieces: Sequence[Piece], mention: Mention) -> list[Mention]:
    """Return the two years of "2025 / 2026" as two mentions."""
    first, last = mention.first, mention.last
    spaced = last == first + 2 and pieces[first].end < pieces[first + 1].start
    if not spaced or not numbers.is_plain_year(pieces[last].word):
        return [mention]
    return [Mention(first, first, mention.value), Mention(last, last, pieces[last].word)]


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
        owner = _owner(pieces, mention, found, each=each, leads=head is not None)
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
    for number, amount in enumerate(found):
        if amount.elided and each[number] is None:
            each[number] = each[number - 1] if number else each[1]
    return [one or head for one in each]


def _behind(pieces: Sequence[Piece], amount: Amount) -> str | None:
    """Return the unit that a noun right behind the amount gives: "350 kroner timen"."""
    if amount.last + 1 >= len(pieces) or "per_behind" not in pieces[amount.last + 1].tags:
        return None
    return pieces[amount.last + 1].tags.get("per")


def _owner(
    pieces: Sequence[Piece],
    mention: Mention,
    found: Sequence[Amount],
    *,
    each: Sequence[str | None],
    leads: bool,
) -> int | None:
    """Return the number of the amount a mention belongs to, None when it heads them all.

    Args:
        pieces: the sentence.
        mention: a "per what".
        found: the amounts.
        each: what those before are already for each of.
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
    if behind and not beside and (leads or each[ahead[-1]]):
        return behind[0]  # "2 310 kr i året, og for hver m³ du bruker 13 kr"
    return ahead[-1]


def _apart(pieces: Sequence[Piece], first: int, last: int) -> bool:
    """Say whether words stand between, other than about VAT and year."""
    return any(
        piece.kind == "word" and {"vat_included", "vat_excluded"}.isdisjoint(piece.tags)
        for piece in pieces[first:last]
    )


def _is_pair(pieces: Sequence[Piece], one: Amount, other: Amount) -> bool:
    """Say whether two amounts stand side by side: "50/25 kr", "kr 400 (søsken kr 320)"."""
    first = one.last + 1
    while first < other.first and (_is_term(pieces[first]) or pieces[first].word == "."):
        first += 1  # "4 875 kr i året (5 200 kr med stor dunk)"
    between = pieces[first : other.first]
    mark = between[0].word if between else ""
    if mark in {"(", "+"}:
        return mark == "("
    if any("per" in piece.tags for piece in pieces[one.last + 1 : first]):
        signs = all(piece.kind == "sign" or "equals" in piece.tags for piece in between)
        return signs and any("equals" in piece.tags for piece in between)
    return all(
        piece.kind != "word"
        or not {"and", "or", "vat_included", "vat_excluded"}.isdisjoint(piece.tags)
        for piece in pieces[one.last + 1 : other.first]
    )
