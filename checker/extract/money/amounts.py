"""Binds currencies to numbers: which amounts a sentence names, as ranges where it says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from checker.extract.lexicon import Piece
from checker.extract.money.elided import without_currency
from checker.extract.money.figures import Figure
from checker.extract.numbers import DASHES

#: Pieces that may stand between a currency and its number: "kr pr. mnd. 275,-".
_BETWEEN = frozenset(
    {"per", "lead", "started", "vat_included", "vat_excluded", "up_to", "maximum", "about"}
)
#: A range this wide is a number and an amount ("nivå 2 - 500 kr") or a slip ("1-393").
_WIDEST = 60
#: Fractions and small counts ("1/2") are no pair of prices.
_SMALLEST_OF_PAIR = 10
#: "+ kost 272": plus, and one word.
_WORDS_BEHIND_PLUS = 2
#: Currencies written at length stand behind their number: "kroner", not "kr".
_LONG = 4


@dataclass(frozen=True, slots=True)
class Amount:
    """One sum in a sentence; first and last count its pieces, start and end the text."""

    first: int
    last: int
    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    currency: str
    elided: bool = False  #: its currency and its unit are those of another: "… og en halv 1 520"

    def up_to(self, start: int) -> "Amount":
        """Return it as an upper limit that is read from `start` on."""
        return replace(self, start=start, low=None, high=self.high or self.low)


def amounts(
    pieces: Sequence[Piece],
    found: Sequence[Figure],
    content: str,
    *,
    assumed: str,
    default: str,
    since: int = 0,
) -> list[Amount]:
    """Return the amounts of a sentence, in order and disjoint.

    Args:
        pieces: the sentence.
        found: its numbers.
        content: the whole text.
        assumed: currency of every bare number (a column of prices), "" for none.
        default: currency of a number that only has the tail ",-".
        since: where the numbers begin that `assumed` holds for.
    """
    bound = _bound(pieces, found, content)
    for figure in found:
        if figure.first not in bound and not (figure.never or figure.counts or figure.minor):
            if figure.tail:
                bound[figure.first] = _alone(figure, default)
            elif assumed and figure.start >= since and not (figure.year and len(found) > 1):
                bound[figure.first] = _alone(figure, assumed)
    named = next((one.currency for one in bound.values()), "")
    whole = _with_minor(_joined(pieces, found, bound), pieces, found)
    if len(found) == len(whole) or not named:
        return whole
    taken = frozenset(at for one in whole for at in range(one.first, one.last + 1))
    elided = without_currency(pieces, found, taken, content)
    more = [replace(_alone(figure, named), elided=True) for figure in elided]
    return sorted([*whole, *more], key=lambda amount: amount.first)


def _alone(figure: Figure, currency: str) -> Amount:
    return Amount(
        *(figure.first, figure.last, figure.start, figure.end), figure.value, None, currency
    )


def _bound(pieces: Sequence[Piece], found: Sequence[Figure], content: str) -> dict[int, Amount]:
    """Return the amounts that have a currency of their own, by the first piece of the number."""
    by_first = {figure.first: figure for figure in found}
    by_last = {figure.last: figure for figure in found}
    bound: dict[int, Amount] = {}
    for index, piece in enumerate(pieces):
        currency = _currency(piece, content)
        if not currency:
            continue
        left = by_last.get(index - 1)
        if left and (left.first in bound or left.never or left.counts or left.minor):
            left = None
        right = _right(pieces, index, by_first, direct=left is not None)
        chosen = _choose(pieces, index, left, right)
        if chosen is None or (chosen is right and content[piece.start : piece.end] == "nok"):
            continue
        first, last = min(chosen.first, index), max(chosen.last, index)
        start, end = min(chosen.start, piece.start), max(chosen.end, piece.end)
        bound[chosen.first] = Amount(first, last, start, end, chosen.value, None, currency)
    return bound


def _currency(piece: Piece, content: str) -> str:
    """Return the currency a piece names; "nok" is also the word for enough."""
    currency = piece.tags.get("currency", "")
    if "minor" in piece.tags or not currency:
        return ""
    written = content[piece.start : piece.end]
    return "" if written == "Nok" else currency


def _right(
    pieces: Sequence[Piece], index: int, by_first: dict[int, Figure], *, direct: bool
) -> Figure | None:
    """Return the number that a currency stands before."""
    at = index + 1
    beside = True
    while at < len(pieces) and at not in by_first:
        piece = pieces[at]
        if piece.word not in {".", ":"}:
            beside = False
            if direct or (piece.word not in {"=", ")"} and _BETWEEN.isdisjoint(piece.tags)):
                return None
        at += 1
    figure = by_first.get(at)
    if figure is None or figure.never or figure.minor or (figure.counts and not beside):
        return None
    return figure


def _choose(
    pieces: Sequence[Piece], index: int, left: Figure | None, right: Figure | None
) -> Figure | None:
    """Say whose currency it is where a number stands on either side ("sone 1 kr 500")."""
    if left is None or right is None:
        if left and left.year and _is_heading_year(pieces, left):
            return None
        return left or right
    if left.tail or right.counts or pieces[index].start == left.end:
        return left
    after = right.last + 1
    if after < len(pieces) and "currency" in pieces[after].tags and not left.year:
        return left
    if left.year != right.year:
        return right if left.year else left
    return left if len(pieces[index].word) >= _LONG else right


def _is_heading_year(pieces: Sequence[Piece], figure: Figure) -> bool:
    """Say whether "Pris 2026 kr" heads a column: a year, and no amount of 2026 kroner."""
    return figure.first > 0 and "price" in pieces[figure.first - 1].tags


def _joined(
    pieces: Sequence[Piece], found: Sequence[Figure], bound: dict[int, Amount]
) -> list[Amount]:
    """Return the amounts with ranges closed and partners without a currency taken in."""
    closed: set[int] = set()  # figures that already end a range
    inner: set[int] = set()  # and those that begin one
    for left, right in pairwise(found):
        if left.never or right.never or left.counts or right.counts:
            continue
        low, high = bound.get(left.first), bound.get(right.first)
        if low is None and high is None:
            continue
        if left.first not in closed and _is_range(pieces, left, right, low, high):
            either = low or high
            assert either is not None  # noqa: S101  for the type checker
            low = low or _alone(left, either.currency)
            bound[right.first] = _range(low, high or _alone(right, either.currency))
            bound.pop(left.first, None)
            closed.add(right.first)
            inner.add(left.first)
        elif low and high is None and _is_slip(pieces, left, right):
            del bound[left.first]
        elif high is None and low and _shares(pieces, left, right, suffix=False):
            bound[right.first] = _alone(right, low.currency)
    for left, right in reversed(list(pairwise(found))):
        high = bound.get(right.first)
        free = left.first not in bound and left.first not in inner
        usable = not (left.never or left.counts)
        if high and free and usable and _shares(pieces, left, right, suffix=True):
            bound[left.first] = _alone(left, high.currency)
    return [bound[first] for first in sorted(bound)]


def _is_slip(pieces: Sequence[Piece], left: Figure, right: Figure) -> bool:
    """Say whether a dash is glued between numbers that are no range: "kr 1-393" is no price."""
    between = pieces[left.last + 1 : right.first]
    glued = left.end == between[0].start and between[-1].end == right.start if between else False
    return glued and len(between) == 1 and between[0].word in DASHES


def _range(low: Amount, high: Amount) -> Amount:
    return replace(
        low,
        first=min(low.first, high.first),
        last=max(low.last, high.last),
        start=min(low.start, high.start),
        end=max(low.end, high.end),
        high=high.low,
    )


def _is_range(
    pieces: Sequence[Piece], left: Figure, right: Figure, low: Amount | None, high: Amount | None
) -> bool:
    """Say whether two numbers are the ends of one price: "400-900 kr", "mellom 400 og 900"."""
    between = pieces[left.last + 1 : right.first]
    joint = [piece for piece in between if "currency" not in piece.tags and piece.word != "."]
    if len(joint) != 1 or not left.value < right.value <= max(left.value, Decimal(1)) * _WIDEST:
        return False
    first = low.first if low else left.first
    if any("raised" in piece.tags for piece in pieces[:first]):
        return False  # "økes fra 400 til 450 kr": one price after the other
    frame = pieces[first - 1].tags.keys() & {"between", "from"} if first else frozenset[str]()
    if "and" in joint[0].tags:
        return "between" in frame
    if joint[0].word not in DASHES and "until" not in joint[0].tags:
        return False
    if frame or (low and high):
        return True
    return left.year == right.year and not _is_label(left, joint[0], between, bare=low is None)


def _is_label(left: Figure, joint: Piece, between: Sequence[Piece], *, bare: bool) -> bool:
    """Say whether the first number is a label: "1 - kr 500", "alternativ 2 – 50 kr"."""
    if bare and len(between) > 1:
        return True
    spaced = joint.word in DASHES and joint.start > left.end
    return spaced and left.labelled and left.value < _SMALLEST_OF_PAIR


def _shares(pieces: Sequence[Piece], left: Figure, right: Figure, *, suffix: bool) -> bool:
    """Say whether a number has its neighbour's currency: "120/65 kr", "kr 1.937 + kost 272"."""
    between = [
        piece
        for piece in pieces[left.last + 1 : right.first]
        if {"currency", "vat_included", "vat_excluded"}.isdisjoint(piece.tags)
    ]
    if not between or left.year or right.year or left.minor or right.minor:
        return False
    if min(left.value, right.value) < _SMALLEST_OF_PAIR:
        return False
    if between[0].word == "+":
        return len(between) <= _WORDS_BEHIND_PLUS
    if len(between) != 1:
        return False
    if between[0].word == "(":
        return not suffix and _fills_brackets(pieces, right)
    return between[0].word == "/" or (
        suffix and not {"and", "or"}.isdisjoint(between[0].tags) and not left.labelled
    )


def _fills_brackets(pieces: Sequence[Piece], figure: Figure) -> bool:
    """Say whether brackets hold the number alone, or with its VAT: "1900 (1520)"."""
    if figure.last + 1 >= len(pieces):
        return False
    behind = pieces[figure.last + 1]
    return behind.word == ")" or not {"vat_included", "vat_excluded"}.isdisjoint(behind.tags)


def _adjoins(pieces: Sequence[Piece], whole: Amount, minor: Figure) -> bool:
    """Say whether hundredths belong to a sum: "49 kroner og 50 øre"."""
    between = [piece for piece in pieces[whole.last + 1 : minor.first][:3] if piece.word != "."]
    if not whole.last < minor.first <= whole.last + 3:
        return False
    return not between or (len(between) == 1 and "and" in between[0].tags)


def _with_minor(
    found: Sequence[Amount], pieces: Sequence[Piece], numbers: Sequence[Figure]
) -> list[Amount]:
    """Return the amounts with those in hundredths: "50 øre", "49 kroner og 50 øre"."""
    done = list(found)
    for figure in numbers:
        behind = figure.last + 1
        if behind >= len(pieces) or "minor" not in pieces[behind].tags or figure.never:
            continue
        piece, value = pieces[behind], figure.value / 100
        added = figure.first > 0 and pieces[figure.first - 1].word == "+"
        near = (one for one in done if _adjoins(pieces, one, figure))
        whole = None if added else next(near, None)
        if whole and whole.low is not None and whole.high is None:
            done.remove(whole)
            done.append(replace(whole, last=behind, end=piece.end, low=whole.low + value))
        else:
            minor = piece.tags["minor"]
            done.append(Amount(figure.first, behind, figure.start, piece.end, value, None, minor))
    return sorted(done, key=lambda amount: amount.first)
