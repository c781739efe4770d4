"""Says which bare numbers are money: those in tables of prices, and those alone under "Pris"."""

import re
from collections.abc import Iterable, Sequence

from checker.extract.lexicon import Piece
from checker.extract.money.context import Page
from checker.extract.money.figures import figures
from checker.extract.money.terms import pers, vats, years
from checker.extract.money.words import Words
from checker.extract.numbers import BLANKS
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
    {
        *("per", "lead", "started", "vat_included", "vat_excluded", "from", "valid_from", "month"),
        *("up_to", "maximum"),
    }
)
#: Units that count things where they stand alone; "per m²" says that the amount is for each.
_SIZES = frozenset({"m2", "m3", "person", "case"})
#: "Pris per måned: 2 850".
_LABEL = re.compile(r"[^\d:\n\t|]{3,40}:[^\S\n]*(?=\d)")
_LONGEST_LABELLED = 80
_SUM_BEHIND = re.compile(
    rf"(?::|\s[-–—]|\.{{3}}|…)[^\S\n]*(?P<sum>[1-9]\d{{0,2}}(?:[.{BLANKS}]\d{{3}})+(?:,\d\d)?)\Z"
)
_CLOCK = r"(?:[01]?\d|2[0-4])(?:[.:]?[0-5]\d)?"
_HOURS = re.compile(rf"(?:kl\.?\s*)?{_CLOCK}\s*[-–—]\s*{_CLOCK}", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_THOUSANDS = re.compile(rf"\d{{1,3}}(?:[.{BLANKS}]\d{{3}})+(?:,\d\d)?")


def starts_bare(stretch: Stretch, page: Page) -> bool:
    """Say quickly whether a short text begins with a figure."""
    short = 0 < stretch.end - stretch.start <= _LONGEST_PRICE_CELL
    return short and not stretch.heads and page.text.content[stretch.start].isdigit()


def label_of(stretch: Stretch, page: Page) -> re.Match[str] | None:
    """Return the label that stands right before the figure of a short line: "Pris: 2 850"."""
    if stretch.heads or stretch.end - stretch.start > _LONGEST_LABELLED:
        return None
    return _LABEL.match(page.text.content, stretch.start, stretch.end)


def sum_behind(stretch: Stretch, page: Page) -> int | None:
    """Return where the sum begins that ends a line of a list under a heading of prices.

    "Garasje under 70 m² – 4 700" under "Gebyr for byggesak"; only a sum in groups is surely one.
    """
    span, content = (stretch.start, stretch.end), page.text.content
    if stretch.heads or stretch.cell or stretch.end - stretch.start > _LONGEST_LABELLED:
        return None
    if stretch.end <= stretch.start or not content[stretch.end - 1].isdigit():
        return None
    found = _SUM_BEHIND.search(content, *span)
    if found is None:
        return None
    source = stretch.intro or next(reversed(stretch.headings), "")
    return found.start("sum") if source and _heads_price(source, page) else None


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
    priced = _has_price_column(cell, page)
    if priced and not dated:
        of_all = (bare and pers(column)) or words.total.search(own)
        return words.currency if of_all else ""
    if _looks_otherwise(stretch, cell, page):
        return ""
    nearest = (*page.tables.sections(cell), cell.caption, page.corner(cell.table))
    row = words.price_for.search(cell.row_header) is not None
    outer = stretch.headings[::-1] if dated or whom or (bare and row) else stretch.headings[-1:]
    sources = (cell.row_header, *nearest, *((stretch.intro, *outer) if bare or whom or row else ()))
    for source in sources:
        spoken = _spoken(source, page)
        if spoken or words.statistics.search(source):
            return spoken
    if words.statistics.search(" ".join(stretch.headings)):
        return ""
    return page.currency(stretch) or _of_chapter(stretch, page)


def _of_chapter(stretch: Stretch, page: Page) -> str:
    """Return the currency of a sum such as "22 950" where any heading above is of prices.

    Its column may be headed by what no list knows ("Ett-trinn"); counts are seldom so large.
    """
    if not _THOUSANDS.fullmatch(page.text.content[stretch.start : stretch.end].strip()):
        return ""
    spoken = (_spoken(heading, page) for heading in reversed(stretch.headings))
    return next(filter(None, spoken), "")


def _under_heading(stretch: Stretch, page: Page) -> str:
    """Return the currency of a figure that stands alone under or behind "Pris"."""
    words, content, start = page.words, page.text.content, stretch.start
    label = label_of(stretch, page)
    source = stretch.intro
    if label is not None:
        start, source = label.end(), label.group()
    elif not source or words.price_for.search(source):
        source = next(reversed(stretch.headings), "")
    if stretch.end - start > _LONGEST_PRICE_CELL or not _heads_price(source, page):
        return ""
    inside = words.lexicon.read(content, start, stretch.end)
    found = figures(inside, content)
    if len(found) != 1 or found[0].first != 0 or found[0].year or found[0].value < _LEAST_BARE:
        return ""
    rest = inside[found[0].last + 1 :]
    return _currency(page.pieces(source), words) if all(map(_is_term, rest)) else ""


def _heads_price(source: str, page: Page) -> bool:
    """Say whether a short text names a price: "Pris for hel plass", but not "Prisutdeling"."""
    pieces, words = page.pieces(source), page.words
    if sum(piece.kind == "word" for piece in pieces) > _WORDS_IN_PRICE_HEADING:
        return False
    if words.statistics.search(source) or words.not_price.search(source):
        return False
    ends = (words.price.search(piece.word) for piece in pieces if not piece.tags)
    named = any(not {"price", "per_alone"}.isdisjoint(piece.tags) for piece in pieces)
    return named or any(end is not None and end.end() == len(end.string) for end in ends)


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
    leads = (False, *("lead" in piece.tags for piece in column))  # "Forbruk per m³" is a price
    if any(
        not measured.isdisjoint(piece.tags) and not led
        for piece, led in zip(column, leads, strict=False)
    ):
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
    """Return the header of a column of rates, changes or thousands: "Beløp i 1000 kr"."""
    pieces = page.pieces(header)
    tags = {"scale"} if vats(pieces) else {"percent", "scale"}  # "Med mva. (15 %)" is a price
    tagged = any(not tags.isdisjoint(piece.tags) for piece in pieces)
    changes = bool(pieces) and "change" in pieces[0].tags
    if changes and (len(pieces) == 1 or not {"in", "from"}.isdisjoint(pieces[1].tags)):
        return header
    scaled = any(figure.value in _SCALES for figure in figures(pieces, header))
    return header if tagged or scaled else ""
