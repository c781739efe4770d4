"""Finds prices, fees and sums in a text, each with its unit, its VAT and its year.

A number is money only with a mark of money: a currency beside it, the tail ",-", or a column or
row of prices around its cell. A threshold of income, a reduction, a percentage and whatever
counts something else is no price (CONTRACTS.md section 1, row "money").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checker.extract.hit import Hit
from checker.extract.lexicon import Piece, sentences
from checker.extract.money.amounts import Amount, amounts
from checker.extract.money.assumed import (
    assumed_currency,
    is_figure,
    label_of,
    starts_bare,
    sum_behind,
)
from checker.extract.money.context import Around, Page
from checker.extract.money.figures import figures
from checker.extract.money.owners import assigned, per_of_each
from checker.extract.money.sense import Scene, is_price, limit_start
from checker.extract.money.terms import OTHER, as_per, as_vat, only, pers, vats, years
from checker.extract.money.words import Words, words_of
from checker.extract.stretches import Places, Stretch, stretches
from checker.extract.words import lowered
from checker.model.catalog import Language
from checker.model.evidence import Text
from checker.model.value import Money

RULE = "money/1"
_HUNDREDTH = Decimal("0.01")
#: "Meirverdiavgift kjem i tillegg." is about the sums before; a longer sentence has its own.
_LONGEST_ADDITION = 8


def find(text: Text, words: Language) -> list[Hit]:
    """Return each price, fee or sum of a text, in order and disjoint.

    The year of a school year ("2025/2026") is the year it begins in. What an amount is per, its
    VAT and its year are looked for in its sentence, then in its table's headers, its caption, its
    headings, and last in what the page says of all prices; what is nowhere stated is None.
    """
    reader = _Reader(text, words_of(words))
    return [hit for stretch in reader.marked() for hit in reader.hits(stretch)]


@dataclass(frozen=True, slots=True)
class _Sum:
    """An amount with what its own sentence says about it."""

    amount: Amount
    per: str | None
    vat: str | None
    year: str | None


class _Reader:
    """Reads one text with one language."""

    __slots__ = ("_around", "_cues", "_lower", "_page", "_text", "_words")

    def __init__(self, text: Text, words: Words) -> None:
        self._text = text
        self._words = words
        self._lower = lowered(text.content)
        self._cues = Places(self._lower, words.cues)
        self._page = Page(text, words)
        self._around = Around(self._page)

    def marked(self) -> Iterator[Stretch]:
        """Yield the stretches that can hold an amount; most of a page cannot."""
        headed = False  # nothing stands between it and its heading but figures like itself
        for stretch in stretches(self._text):
            bare = starts_bare(stretch, self._page)
            if stretch.cell is not None:
                if not stretch.cell.header or self._page.tables.is_value(stretch.cell):
                    yield stretch
                continue
            alone = bare and (headed or stretch.intro)
            said = alone or self._has_cue(stretch) or label_of(stretch, self._page)
            if said or sum_behind(stretch, self._page) is not None:
                yield stretch
            headed = stretch.heads or (headed and bare)

    def hits(self, stretch: Stretch) -> Iterator[Hit]:
        assumed = assumed_currency(stretch, self._page)
        lexicon = self._words.lexicon
        since = None if assumed else sum_behind(stretch, self._page)
        if not assumed and since is None and not self._has_cue(stretch):
            return
        raw = lexicon.read(self._text.content, stretch.start, stretch.end)
        pieces = self._words.numerals.read(raw)
        if assumed and not is_figure(pieces):
            assumed = ""
        if since is not None:
            assumed = self._words.currency
        known: list[_Sum] = []
        for sentence in sentences(pieces, self._text.content, lexicon.abbreviations):
            found = self._sums(sentence, stretch, assumed, since or 0)
            if not found:
                known = _with_vat(known, sentence)
            known += found
        for one in known:
            yield Hit(self._value(one, stretch), one.amount.start, one.amount.end)

    def _has_cue(self, stretch: Stretch) -> bool:
        start, end = stretch.start, stretch.end
        if not self._cues.within(start, end):
            return False  # "kr" is in "krav" too: the slower question only after the quick one
        return self._words.marks.search(self._lower, start, end) is not None

    def _sums(
        self, pieces: Sequence[Piece], stretch: Stretch, assumed: str, since: int
    ) -> list[_Sum]:
        content = self._text.content
        found = amounts(
            pieces,
            figures(pieces, content),
            content,
            assumed=assumed,
            default=self._words.currency,
            since=since,
        )
        found = sorted([*found, *self._free(pieces, found)], key=lambda one: one.first)
        if not found:
            return []
        taken = frozenset(at for one in found for at in range(one.first, one.last + 1))
        terms = zip(
            per_of_each(pieces, pers(pieces), found),
            assigned(pieces, vats(pieces), found),
            assigned(pieces, years(pieces, taken), found),
            strict=True,
        )
        sums = []
        edges = [0, *(one.last + 1 for one in found)]
        nexts = [*(one.first for one in found[1:]), len(pieces)]
        for amount, after, before, said in zip(found, edges, nexts, terms, strict=False):
            scene = Scene(content, pieces, amount, after, before, self._words, stretch.cell)
            if not is_price(scene):
                continue
            limit = limit_start(scene)
            one = amount if limit is None or amount.low == 0 else amount.up_to(limit)
            sums.append(_once(scene, _Sum(_with_unit(one, pieces, before), *said)))
        return sums

    def _free(self, pieces: Sequence[Piece], found: Sequence[Amount]) -> Iterator[Amount]:
        """Yield a zero for each "gratis" that is not denied."""
        for index, piece in enumerate(pieces):
            if "free" not in piece.tags:
                continue
            denied = index > 0 and "not" in pieces[index - 1].tags
            if not denied and not any(one.first <= index <= one.last for one in found):
                yield Amount(
                    *(index, index, piece.start, piece.end), Decimal(0), None, self._words.currency
                )

    def _value(self, one: _Sum, stretch: Stretch) -> Money:
        around = self._around
        year = one.year or around.year(stretch)
        return Money(
            amount=_exact(one.amount.low),
            amount_max=_exact(one.amount.high),
            currency=one.amount.currency,
            per=as_per(one.per or around.per(stretch)),
            vat=as_vat(one.vat or around.vat(stretch)),
            year=int(year) if year else None,
        )


def _exact(amount: Decimal | None) -> Decimal | None:
    """Return the amount with at least two decimals, and a plain zero when it is free."""
    if amount is None:
        return None
    if amount == 0:
        return Decimal(0)
    plain = amount.normalize()
    exponent = plain.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -len("00"):
        return plain
    return amount.quantize(_HUNDREDTH)


def _once(scene: Scene, one: _Sum) -> _Sum:
    """Return a sum without the period that others around it have, if it is paid only once."""
    row = scene.cell.row_header if scene.cell else ""
    once = scene.words.one_off
    named = scene.ahead and once.search(scene.content, scene.ahead[0].start, scene.ahead[-1].end)
    if not (named or once.search(row)):
        return one
    behind = pers(scene.behind)
    return replace(one, per=behind[0].value if behind else OTHER)


def _with_vat(known: list[_Sum], sentence: Sequence[Piece]) -> list[_Sum]:
    """Return the sums with what the sentence behind says of them all: "Mva. kommer i tillegg."."""
    vat = only(vats(sentence)) if known and len(sentence) <= _LONGEST_ADDITION else None
    return [replace(one, vat=one.vat or vat) for one in known] if vat else known


def _with_unit(amount: Amount, pieces: Sequence[Piece], before: int) -> Amount:
    """Return the amount with its own unit inside its span: "kr 2 850,- per måned"."""
    for mention in pers(pieces[amount.last + 1 : before]):
        if mention.first == 0:
            last = amount.last + 1 + mention.last
            return Amount(
                *(amount.first, last, amount.start, pieces[last].end),
                *(amount.low, amount.high, amount.currency),
            )
    return amount
