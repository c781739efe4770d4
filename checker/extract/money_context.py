"""What stands around an amount: headers, caption, headings, what the page says of all prices."""

import re
from collections.abc import Callable, Iterator, Sequence

from checker.extract.lexicon import Piece, sentences
from checker.extract.money_figures import figures
from checker.extract.money_terms import Mention, only, pers, vats, years
from checker.extract.money_words import Words
from checker.extract.stretches import Stretch, stretches
from checker.model.evidence import Text

_DIGIT = re.compile(r"\d")
#: A cell of a price column is a number with a word or two ("420/døgn"), not a sentence.
_LONGEST_PRICE_CELL = 40
_WORDS_IN_PRICE_CELL = 2
#: "Beløp i 1000 kr": a number as large as this in a header is a factor.
_SCALE = 1000


class Page:
    """What a page says of all its prices: "Alle priser er inkl. mva."."""

    __slots__ = ("_corners", "_read", "_said", "text", "words")

    def __init__(self, text: Text, words: Words) -> None:
        self.text = text
        self.words = words
        self._corners: dict[int, str] | None = None
        self._read: dict[str, list[Piece]] = {}
        self._said: list[list[Piece]] | None = None

    def said(self) -> list[list[Piece]]:
        """Return the sentences about all prices; a sentence with an amount is about that one."""
        if self._said is None:
            self._said = list(self._statements())
        return self._said

    def pieces(self, source: str) -> list[Piece]:
        """Return the pieces of a header or heading, which stand over many cells."""
        if source not in self._read:
            self._read[source] = self.words.lexicon.read(source, 0, len(source))
        return self._read[source]

    def corner(self, table: int) -> str:
        """Return what heads the first column of a table: "Pris" over rows and columns of prices."""
        if self._corners is None:
            cells = (block.cell for block in self.text.blocks if block.cell)
            self._corners = {
                cell.table: cell.column_header for cell in cells if cell.column == 0 < cell.row
            }
        return self._corners.get(table, "")

    def currency(self) -> str:
        """Return the currency that the page says all its amounts are in, "" when it does not."""
        named = (
            piece.tags["currency"]
            for sentence in self.said()
            for piece in sentence
            if "currency" in piece.tags
        )
        return next(named, "")

    def _statements(self) -> Iterator[list[Piece]]:
        words, content = self.words, self.text.content
        for stretch in stretches(self.text):
            if stretch.heads or stretch.cell is not None:
                continue
            if not words.all_prices.search(content, stretch.start, stretch.end):
                continue
            pieces = words.lexicon.read(content, stretch.start, stretch.end)
            for sentence in sentences(pieces, content, words.lexicon.abbreviations):
                start, end = sentence[0].start, sentence[-1].end
                general = words.all_prices.search(content, start, end)
                priced = _has(sentence, "currency") and figures(sentence, content)
                if general and not any(not one.year for one in priced or ()):
                    yield sentence


class Around:
    """Looks up terms around a stretch, the nearest first; each text around is read once."""

    __slots__ = ("_page", "_terms")

    def __init__(self, page: Page) -> None:
        self._page = page
        self._terms: dict[tuple[str, tuple[str, ...]], str | None] = {}

    def per(self, stretch: Stretch) -> str | None:
        sources = (*_headers(stretch), stretch.intro, *stretch.headings[-1:])
        return self._first("per", sources, lambda pieces: pers(pieces, whole=True))

    def vat(self, stretch: Stretch) -> str | None:
        sources = (*_headers(stretch), stretch.intro, *reversed(stretch.headings))
        return self._first("vat", sources, vats)

    def year(self, stretch: Stretch) -> str | None:
        sources = (*_headers(stretch), stretch.intro, *reversed(stretch.headings))
        return self._first("year", sources, years) or only(
            years(self._page.pieces(self._page.text.title))
        )

    def _first(
        self,
        term: str,
        sources: tuple[str, ...],
        mentions: Callable[[Sequence[Piece]], list[Mention]],
    ) -> str | None:
        """Return what the nearest source that mentions the term says, else the page."""
        key = (term, sources)
        if key not in self._terms:
            said = (mentions(self._page.pieces(source)) for source in sources if source)
            nearest = next((found for found in said if found), None)
            if nearest is None:
                nearest = [one for pieces in self._page.said() for one in mentions(pieces)]
            self._terms[key] = only(nearest)
        return self._terms[key]


def _headers(stretch: Stretch) -> tuple[str, ...]:
    cell = stretch.cell
    return (cell.column_header, cell.row_header, cell.caption) if cell else ()


def assumed_currency(stretch: Stretch, page: Page) -> str:
    """Return the currency of bare numbers in a cell: "" unless its headers speak of prices.

    The header of the column decides; where it only names a year, a period, a VAT or nothing, the
    row, the caption, the table's corner, the nearest heading or the page may speak for it.
    """
    cell, words = stretch.cell, page.words
    if cell is None or not _is_figure(stretch, page.text.content, words):
        return ""
    header = cell.column_header
    column = page.pieces(header)
    if _has(column, "percent") or _is_scaled(column, header):
        return ""
    if words.price.search(header) or _has(column, "currency") or vats(column):
        return _currency(column, words)
    speaking = (cell.row_header, cell.caption, page.corner(cell.table))
    if all(_says_no_more_than_term(piece) for piece in column):
        return _first_currency((*speaking, *stretch.headings[-1:]), page) or page.currency()
    return "" if _counts(column, header, words) else _first_currency(speaking, page)


def _counts(column: Sequence[Piece], header: str, words: Words) -> bool:
    """Say whether a column holds counts, measures or incomes."""
    stems = (words.uncounted, words.not_price)
    return (
        _has(column, "quantity")
        or _has(column, "unit")
        or any(one.search(header) is not None for one in stems)
    )


def _is_figure(stretch: Stretch, content: str, words: Words) -> bool:
    """Say whether a cell is a number with at most a word or two, and no header itself."""
    if stretch.cell is None or stretch.cell.header:
        return False
    if stretch.end - stretch.start > _LONGEST_PRICE_CELL:
        return False
    if not _DIGIT.search(content, stretch.start, stretch.end):
        return False
    inside = words.lexicon.read(content, stretch.start, stretch.end)
    plain = sum(piece.kind == "word" and not piece.tags for piece in inside)
    return plain <= _WORDS_IN_PRICE_CELL


def _first_currency(sources: Sequence[str], page: Page) -> str:
    """Return the currency of the first text that speaks of prices, "" when none does."""
    for source in sources:
        pieces = page.pieces(source)
        if _has(pieces, "currency") or page.words.price.search(source):
            return _currency(pieces, page.words)
    return ""


def _says_no_more_than_term(piece: Piece) -> bool:
    terms = {"per", "lead", "vat_included", "vat_excluded", "from", "valid_from", "month"}
    return piece.kind in {"sign", "number", "date"} or not terms.isdisjoint(piece.tags)


def _has(pieces: Sequence[Piece], tag: str) -> bool:
    return any(tag in piece.tags for piece in pieces)


def _currency(pieces: Sequence[Piece], words: Words) -> str:
    named = (piece.tags["currency"] for piece in pieces if "currency" in piece.tags)
    return next(named, words.currency)


def _is_scaled(pieces: Sequence[Piece], header: str) -> bool:
    """Say whether the column counts thousands: "Beløp i 1000 kr"."""
    return _has(pieces, "scale") or any(
        not figure.year and figure.value >= _SCALE for figure in figures(pieces, header)
    )
