"""Tells prices from what only looks like one: thresholds of income, reductions, old prices."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.extract.lexicon import Piece
from checker.extract.money.amounts import Amount
from checker.extract.money.words import Words
from checker.extract.numbers import DASHES
from checker.model.evidence import Cell

#: "rabatt på kr 200", "reduseres med inntil 200 kr": words between a reduction and its amount.
_REACH = 3
#: "Maks pris per måned kr 245": words between the limit and its amount.
_LIMIT_REACH = 5
#: "600 000 kr i samlet årlig inntekt": words between an amount and what it is of.
_BEHIND = 4
#: Behind a colon or a word of price a smaller amount is what people with that income pay.
_LEAST_INCOME = 20_000

#: "½ av kr 500", "1/3 av kr 500".
_FRACTIONS = frozenset("½⅓⅔¼¾⅕⅙⅛")
_BARS = frozenset("/⁄∕")


@dataclass(frozen=True, slots=True)
class Scene:
    """One amount in its sentence, from the amount before it to the amount behind it."""

    content: str
    pieces: Sequence[Piece]
    amount: Amount
    after: int  #: index of the first piece behind the amount before
    before: int  #: index of the first piece of the amount behind
    words: Words
    cell: Cell | None = None

    @property
    def ahead(self) -> Sequence[Piece]:
        return self.pieces[self.after : self.amount.first]

    @property
    def behind(self) -> Sequence[Piece]:
        first = self.amount.last + 1
        if first < self.before and self.pieces[first].word == ".":  # of "kr."
            first += 1
        return self.pieces[first : self.before]


def is_price(scene: Scene) -> bool:
    """Say whether an amount is a price, fee or sum."""
    words, cell = scene.words, scene.cell
    if cell is not None and words.not_price.search(cell.column_header):
        return words.price.search(cell.column_header) is not None
    return not (
        _is_threshold(scene)
        or _is_passed(scene)
        or _is_base(scene.ahead)
        or _is_shared(scene)
        or _is_income(scene)
        or _is_reduction(scene)
        or _is_raised_from(scene)
        or _is_deduction(scene)
    )


def _is_threshold(scene: Scene) -> bool:
    """Say whether the words before speak of income and not, nearer, of a price."""
    if not scene.ahead:
        return False
    start, end, words = scene.ahead[0].start, scene.amount.start, scene.words
    named = list(words.not_price.finditer(scene.content, start, end))
    if not named:
        return False
    last = named[-1].end()
    head, mark, _ = _clause(scene.content[last:end])
    if mark and any(sign.isdecimal() for sign in head):
        return False  # "Inntekt 2-3 G: 1 696 kr"
    small = scene.amount.low is not None and scene.amount.low < _LEAST_INCOME
    beside = not scene.content[last:end].strip()  # "Grunnbeløp kr 5 000" is part of a fee
    priced = beside or bool(mark) or words.price.search(scene.content, last, end) is not None
    return not (small and priced)


def _is_passed(scene: Scene) -> bool:
    """Say whether something is more or less than the amount: "selger du for mer enn kr 50 000".

    Where a price is said to be so it is one, but for the label of the price behind it: "verdi
    over kr 50 000: kr 900".
    """
    at = scene.amount.first - 1
    while at > scene.after and "about" in scene.pieces[at].tags:
        at -= 1
    if at < scene.after or "exceeds" not in scene.pieces[at].tags:
        return False
    label = bool(scene.behind) and scene.behind[0].word == ":"
    if label and scene.before < len(scene.pieces):
        return True
    if not any(piece.kind == "word" for piece in scene.pieces[scene.after : at]):
        return False
    return scene.words.price.search(scene.content, scene.ahead[0].start, scene.amount.start) is None


def _clause(text: str) -> tuple[str, str, str]:
    """Return the text before its first colon or comma, the mark, and what follows.

    >>> _clause("en, men ikke mer enn ")
    ('en', ',', ' men ikke mer enn ')
    """
    marks = [at for at in (text.find(":"), text.find(",")) if at >= 0]
    if not marks:
        return text, "", ""
    return text[: min(marks)], text[min(marks)], text[min(marks) + 1 :]


def _is_base(ahead: Sequence[Piece]) -> bool:
    """Say whether the amount is what a base amount comes to: "1 G = 124 028 kr", "6 G (…)"."""
    words = [piece for piece in ahead if "lead" not in piece.tags]
    if len(words) < len("G="):
        return False
    link, base = words[-1], words[-2]
    return "base" in base.tags and (link.word in {"=", "("} or "equals" in link.tags)


def _is_shared(scene: Scene) -> bool:
    """Say whether the price is a part of the amount: "1/3 av kr 9 000", "50 % av 500 kr"."""
    ahead = scene.pieces[: scene.amount.first]
    if not ahead:
        return False
    if "share" in ahead[-1].tags:
        return True
    if len(ahead) == 1 or "of" not in ahead[-1].tags:
        return False
    if "percent" in ahead[-2].tags:
        return all("vat" not in piece.tags for piece in ahead)  # "mva 25 % av 400 kr"
    return ahead[-2].word in _FRACTIONS or (len(ahead) > 2 and ahead[-3].word in _BARS)  # noqa: PLR2004  "1", "/", "3", "av"


def _is_income(scene: Scene) -> bool:
    """Say whether the words behind make it an income: "600 000 kr i årlig inntekt"."""
    near = scene.behind[:_BEHIND]
    if not near or "in" not in near[0].tags:
        return False
    return scene.words.not_price.search(scene.content, near[0].start, near[-1].end) is not None


def _is_reduction(scene: Scene) -> bool:
    """Say whether the amount is taken off: "200 kr i rabatt", "reduseres med 200 kr"."""
    reduction, ahead = scene.words.reduction, scene.ahead
    for distance, piece in enumerate(reversed(ahead)):
        if distance > _REACH or "until" in piece.tags or "price" in piece.tags:
            break
        if reduction.search(piece.word):
            at = len(ahead) - 1 - distance
            return at == 0 or "despite" not in ahead[at - 1].tags
    near = scene.behind[:2]
    if near and "in" in near[0].tags:
        near = near[1:]
    if not near:
        return False
    return "less" in near[0].tags or reduction.search(near[0].word) is not None


def _is_raised_from(scene: Scene) -> bool:
    """Say whether it is the old price: "økes fra 400 til 450 kr"."""
    amount, pieces = scene.amount, scene.pieces
    if not amount.first or "from" not in pieces[amount.first - 1].tags:
        return False
    raised = any("raised" in piece.tags for piece in pieces[: amount.first])
    return raised and any("until" in piece.tags for piece in scene.behind)


def _is_deduction(scene: Scene) -> bool:
    """Say whether a cell begins with a minus: "- Kr 296" in a column of prices."""
    if scene.cell is None or scene.amount.first != 1:
        return False
    return scene.pieces[0].word in DASHES


def limit_start(scene: Scene) -> int | None:
    """Return where the words "up to" of an amount start in the text; None without them."""
    amount, pieces = scene.amount, scene.pieces
    if any(_limits(piece) for piece in pieces[amount.first : amount.last + 1]):
        return amount.start
    between = 0
    for index in range(amount.first - 1, scene.after - 1, -1):
        piece = pieces[index]
        if "maximum" in piece.tags or ("up_to" in piece.tags and between == 0):
            return piece.start
        if piece.kind == "number" or piece.word in {",", ";", "("}:
            return None
        if piece.tags.get("number", "1") != "1":
            return None  # "maks to barn"; but "en" is an article
        if piece.kind == "word" and {"about", "per", "currency"}.isdisjoint(piece.tags):
            between += 1
        if between > _LIMIT_REACH:
            return None
    return amount.start if _is_limit_column(scene) else None


def _is_limit_column(scene: Scene) -> bool:
    """Say whether a header of the amount's cell begins with "Maks"."""
    if scene.cell is None:
        return False
    headers = (scene.cell.column_header, scene.cell.row_header)
    limits = (scene.words.maximum.search(header) for header in headers)
    return any(limit is not None and limit.start() == 0 for limit in limits)


def _limits(piece: Piece) -> bool:
    return "up_to" in piece.tags or "maximum" in piece.tags
