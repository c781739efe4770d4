"""Says which bare numbers are money: those in tables of prices, and those alone under "Pris"."""

import re
from collections.abc import Iterable, Sequence

from checker.extract.lexicon import Piece
from checker.extract.money_context import Page
from checker.extract.money_figures import figures
from checker.extract.money_terms import vats, years
from checker.extract.money_words import Words
from checker.extract.stretches import Stretch
from checker.model.evidence import Cell

_DIGIT = re.compile(r"\d")
#: A cell of a price column is a number with a word or two ("420/døgn"), not a sentence.
_LONGEST_PRICE_CELL = 40
_WORDS_IN_PRICE_CELL = 2
#: "Pris for hel plass" heads a bare figure; a longer heading speaks of more than one thing.
_WORDS_IN_PRICE_HEADING = 6
#: A smaller number alone under a heading counts something.
_LEAST_BARE = 10
#: "Beløp i 1000 kr": such a number in a header is a factor.
_SCALES = frozenset({1000, 1_000_000})
#: What may stand beside a bare figure: "2 850 per måned, inkl. mva".
_TERMS = frozenset(
    {"per", "lead", "vat_included", "vat_excluded", "from", "valid_from", "month", "started"}
)
#: Units that count things where they stand alone; "per m²" says that the amount is for each.
_SIZES = frozenset({"m2", "m3", "person", "case"})
_CLOCK = r"(?:[01]?\d|2[0-4])(?:[.:]?[0-5]\d)?"
_HOURS = re.compile(rf"(?:kl\.?\s*)?{_CLOCK}\s*[-–—]\s*{_CLOCK}", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def may_be_bare(stretch: Stretch, page: Page) -> bool:
    """Say quickly whether a stretch that has no mark of money may still be a bare price."""
    if stretch.cell is not None:
        return not stretch.cell.header or page.tables.is_value(stretch.cell)
    short = stretch.end - stretch.start <= _LONGEST_PRICE_CELL
    first = page.text.content[stretch.start : stretch.start + 1]
    return short and not stretch.heads and first.isdigit()


def assumed_currency(stretch: Stretch, page: Page) -> str:
    """Return the currency of bare numbers in a stretch: "" unless what heads it speaks of prices.

    The header of a cell's own column decides. Where it only names a year, a period, whom it is
    for, or nothing, the row, the line over the row, the caption, the table's corner, a heading or
    the page may speak for it; the nearest of them that speaks of prices or of statistics decides.
    """
    if stretch.cell is None:
        return _under_heading(stretch, page)
    span, content = (stretch.start, stretch.end), page.text.content
    if stretch.end - stretch.start > _LONGEST_PRICE_CELL or not _DIGIT.search(content, *span):
        return ""
    if page.known("rate", stretch.cell.column_header, _is_rate):
        return ""
    own = page.tables.own(stretch.cell)
    return _spoken(own, page) or _around(stretch, stretch.cell, own, page)


def is_figure(pieces: Sequence[Piece]) -> bool:
    """Say whether a cell is a number with at most a word or two: "420/døgn", no sentence."""
    plain = sum(piece.kind == "word" and not piece.tags for piece in pieces)
    return plain <= _WORDS_IN_PRICE_CELL


def _around(stretch: Stretch, cell: Cell, own: str, page: Page) -> str:
    """Return the currency that others than its column's own header give a cell."""
    words, column = page.words, page.pieces(own)
    dated = bool(years(column))
    bare = not _measures(column) and all(_says_no_more_than_term(piece) for piece in column)
    whom = words.price_for.search(own) is not None
    if cell.header or cell.column == 0 or (not bare and _counts(column, own, words)):
        return ""
    if not dated and _has_price_column(cell, page):
        return ""
    if _looks_otherwise(stretch, cell, page):
        return ""
    nearest = (*page.tables.sections(cell), cell.caption, page.corner(cell.table))
    outer = stretch.headings[::-1] if dated or whom else stretch.headings[-1:]
    sources = (cell.row_header, *nearest, *((stretch.intro, *outer) if bare or whom else ()))
    for source in sources:
        spoken = _spoken(source, page)
        if spoken:
            return spoken
        if words.statistics.search(source):
            return ""
    return "" if words.statistics.search(" ".join(stretch.headings)) else page.currency(stretch)


def _under_heading(stretch: Stretch, page: Page) -> str:
    """Return the currency of a figure that stands alone under "Pris"."""
    source = stretch.intro or next(reversed(stretch.headings), "")
    words = page.words
    if not may_be_bare(stretch, page) or not words.price.search(source):
        return ""
    named = sum(piece.kind == "word" for piece in page.pieces(source))
    if named > _WORDS_IN_PRICE_HEADING or words.statistics.search(source):
        return ""
    inside = words.lexicon.read(page.text.content, stretch.start, stretch.end)
    found = figures(inside, page.text.content)
    if len(found) != 1 or found[0].first != 0 or found[0].year or found[0].value < _LEAST_BARE:
        return ""
    rest = inside[found[0].last + 1 :]
    return _currency(page.pieces(source), words) if all(map(_is_term, rest)) else ""


def _measures(column: Sequence[Piece]) -> bool:
    """Say whether a lone noun heads a column of sizes: "Kvadratmeter", but "Time" and "Døgn"."""
    return len(column) == 1 and column[0].tags.get("per") in _SIZES


def _looks_otherwise(stretch: Stretch, cell: Cell, page: Page) -> bool:
    """Say whether a cell is of hours or a year: no price unless its own column says so."""
    first = next(iter(page.pieces(cell.row_header)), None)
    if first is not None and first.word in page.words.weekdays:
        return True
    written = page.text.content[stretch.start : stretch.end].strip()
    return bool(_HOURS.fullmatch(written) or _YEAR.fullmatch(written))


def _has_price_column(cell: Cell, page: Page) -> bool:
    """Say whether a column of a table says itself that it holds prices; its corner heads none."""
    heads = page.tables.heads(cell.table)
    return any(_spoken(head, page) for head in heads)


def _counts(column: Sequence[Piece], header: str, words: Words) -> bool:
    """Say whether a column holds counts, measures, numbers of sections or incomes."""
    measured = {"quantity", "unit"}
    if any(not measured.isdisjoint(piece.tags) for piece in column):
        return True
    stems = (words.uncounted, words.statistics, words.not_price)
    return any(one.search(header) is not None for one in stems)


def _spoken(source: str, page: Page) -> str:
    """Return the currency of a text that speaks of prices, "" when it does not."""
    return page.known("spoken", source, _speaks) if source else ""


def _speaks(source: str, page: Page) -> str:
    pieces, words = page.pieces(source), page.words
    if any("currency" in piece.tags for piece in pieces) or vats(pieces):
        return _currency(pieces, words)
    return _currency(pieces, words) if words.price.search(source) else ""


def _says_no_more_than_term(piece: Piece) -> bool:
    if "numbered" in piece.tags:
        return False
    return piece.kind in {"sign", "number", "date"} or not _TERMS.isdisjoint(piece.tags)


def _is_term(piece: Piece) -> bool:
    return piece.kind == "sign" or not _TERMS.isdisjoint(piece.tags)


def _currency(pieces: Iterable[Piece], words: Words) -> str:
    named = (piece.tags["currency"] for piece in pieces if "currency" in piece.tags)
    return next(named, words.currency)


def _is_rate(header: str, page: Page) -> str:
    """Return the header of a column of percentages or of thousands: "Beløp i 1000 kr"."""
    pieces = page.pieces(header)
    tagged = any(not {"percent", "scale"}.isdisjoint(piece.tags) for piece in pieces)
    scaled = any(figure.value in _SCALES for figure in figures(pieces, header))
    return header if tagged or scaled else ""
