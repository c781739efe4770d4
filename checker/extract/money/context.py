"""What stands around an amount: headers, caption, headings, what the page says of all prices."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from checker.extract.lexicon import Piece, sentences
from checker.extract.money.figures import figures
from checker.extract.money.tables import Tables
from checker.extract.money.terms import OTHER, Mention, only, pers, vats, years
from checker.extract.money.words import Words
from checker.extract.stretches import Stretch, stretches
from checker.model.evidence import Cell, Text

#: A line such as "Priser for 2026" heads what follows; a longer one tells a story.
_LONGEST_TITLE_LINE = 60
_THIS_CENTURY = re.compile(r"20\d\d")
#: Words between the figures of an address: "priser-og-gebyrer-2026".
_SLUG_MARK = re.compile(r"[-_.+]|%20")
#: A cell that names a unit and nothing else: "time", "pr. døgn".
_LONGEST_UNIT_CELL = 25
Mentions = Callable[[Sequence[Piece]], list[Mention]]
_Question = tuple[str, Callable[[str, "Page"], str]]


class Saying(NamedTuple):
    """A sentence about all prices: it holds under the headings that it stands under."""

    start: int
    headings: tuple[str, ...]
    pieces: list[Piece]


class Page:
    """What a page says of all its prices: "Alle priser er inkl. mva."."""

    __slots__ = ("_corners", "_known", "_read", "_said", "tables", "text", "words")

    def __init__(self, text: Text, words: Words) -> None:
        self.text = text
        self.words = words
        self.tables = Tables(text)
        self._corners: dict[int, str] | None = None
        self._known: dict[tuple[str, str], str] = {}
        self._read: dict[str, list[Piece]] = {}
        self._said: list[Saying] | None = None

    def said(self, stretch: Stretch) -> list[Saying]:
        """Return what is said about all prices at a place; with an amount it is of that one."""
        if self._said is None:
            self._said = list(self._sayings())
        over = stretch.headings
        return [one for one in self._said if one.headings == over[: len(one.headings)]]

    def pieces(self, source: str) -> list[Piece]:
        """Return the pieces of a header or heading, which stand over many cells."""
        if not source:
            return []
        if source not in self._read:
            self._read[source] = self.words.lexicon.read(source, 0, len(source))
        return self._read[source]

    def known(self, question: str, source: str, answer: Callable[[str, "Page"], str]) -> str:
        """Return what a question to a header is answered with; each is asked once."""
        key = (question, source)
        if key not in self._known:
            self._known[key] = answer(source, self)
        return self._known[key]

    def corner(self, table: int) -> str:
        """Return what heads the first column of a table: "Pris" over rows and columns of prices."""
        if self._corners is None:
            cells = (block.cell for block in self.text.blocks if block.cell)
            self._corners = {
                cell.table: self.tables.own(cell) for cell in cells if cell.column == 0 < cell.row
            }
        return self._corners.get(table, "")

    def currency(self, stretch: Stretch) -> str:
        """Return the currency that all amounts are said to be in, "" when it is not said."""
        named = (
            piece.tags["currency"]
            for saying in self.said(stretch)
            for piece in saying.pieces
            if "currency" in piece.tags
        )
        return next(named, "")

    def _sayings(self) -> Iterator[Saying]:
        words, content = self.words, self.text.content
        spoken = words.all_prices.search(content) is not None
        for stretch in stretches(self.text):
            if stretch.heads or stretch.cell is not None:
                continue
            span = stretch.start, stretch.end
            titled = stretch.end - stretch.start <= _LONGEST_TITLE_LINE
            titled = titled and _THIS_CENTURY.search(content, *span) is not None
            if not (titled or (spoken and words.all_prices.search(content, *span))):
                continue
            pieces = words.lexicon.read(content, *span)
            for sentence in sentences(pieces, content, words.lexicon.abbreviations):
                start, end = sentence[0].start, sentence[-1].end
                general = words.all_prices.search(content, start, end)
                if (general and not _is_priced(sentence, content)) or _is_title(sentence, words):
                    yield Saying(start, stretch.headings, sentence)


class Around:
    """Looks up terms around a stretch, the nearest first; each text around is read once."""

    __slots__ = ("_page", "_terms")

    def __init__(self, page: Page) -> None:
        self._page = page
        self._terms: dict[tuple[object, ...], str | None] = {}

    def per(self, stretch: Stretch) -> str | None:
        cell = stretch.cell
        ahead = (cell.column_header,) if cell else ()
        behind = (cell.row_header, cell.caption, self._corner(cell)) if cell else ()
        headed = self._nearest("per", ahead, _header_pers)
        return (
            headed
            or self._unit_beside(stretch)
            or self._first(
                "per", (*behind, stretch.intro, *stretch.headings[-1:]), _header_pers, stretch
            )
        )

    def vat(self, stretch: Stretch) -> str | None:
        sources = (*self._headers(stretch), stretch.intro, *reversed(stretch.headings))
        return self._first("vat", sources, vats, stretch)

    def year(self, stretch: Stretch) -> str | None:
        sources = (*self._headers(stretch), stretch.intro, *reversed(stretch.headings))
        return (
            self._nearest("year", sources, years)
            or self._said_year(stretch)
            or only(years(self._page.pieces(self._page.text.title)))
            or self._of_slug()
        )

    def _first(
        self, term: str, sources: tuple[str, ...], mentions: Mentions, stretch: Stretch
    ) -> str | None:
        """Return what the nearest source that mentions the term says, else the page."""
        key = (term, sources, stretch.headings)
        if key not in self._terms:
            nearest = self._found(sources, mentions)
            if nearest is None:
                said = self._page.said(stretch)
                nearest = [one for saying in said for one in mentions(saying.pieces)]
            self._terms[key] = only(nearest)
        return self._terms[key]

    def _nearest(self, term: str, sources: tuple[str, ...], mentions: Mentions) -> str | None:
        key = (term, sources)
        if key not in self._terms:
            self._terms[key] = only(self._found(sources, mentions) or ())
        return self._terms[key]

    def _found(self, sources: tuple[str, ...], mentions: Mentions) -> list[Mention] | None:
        said = (mentions(self._page.pieces(source)) for source in sources if source)
        return next((found for found in said if found), None)

    def _said_year(self, stretch: Stretch) -> str | None:
        """Return the year that the last saying before gives, else the one of those behind."""
        said = [(one.start, years(one.pieces)) for one in self._page.said(stretch)]
        before = [found for start, found in said if found and start <= stretch.start]
        return only(before[-1] if before else [one for _, found in said for one in found])

    def _of_slug(self) -> str | None:
        """Return the year in the page's own name in its address, where that speaks of prices."""
        if _SLUG not in self._terms:
            self._terms[_SLUG] = _year_of_slug(self._page)
        return self._terms[_SLUG]

    def _headers(self, stretch: Stretch) -> tuple[str, ...]:
        cell = stretch.cell
        if cell is None:
            return ()
        return (cell.column_header, cell.row_header, cell.caption, self._corner(cell))

    def _corner(self, cell: Cell) -> str:
        """Return what heads the first column, where it is of prices: "Betaling per måned"."""
        corner = self._page.corner(cell.table)
        return corner if corner and self._page.words.price.search(corner) else ""

    def _unit_beside(self, stretch: Stretch) -> str | None:
        """Return the unit that another cell of the row names.

        One behind it holds nothing else ("350 | time"), one before it may be a label ("SFO | 100 %
        plass, måned | 2 385"). A unit that the contract names wins over another.
        """
        if stretch.cell is None:
            return None
        named = None
        for block in self._page.tables.row(stretch.cell):
            written = self._page.text.content[block.start : block.end]
            if block.start == stretch.start:
                continue
            question, answer = _BEFORE if block.start < stretch.start else _BEHIND
            unit = self._page.known(question, written, answer)
            if unit and unit != OTHER:
                return unit
            named = named or unit or None
        return named


_SLUG = ("slug",)


def _header_pers(pieces: Sequence[Piece]) -> list[Mention]:
    return pers(pieces, whole=True)


def _only_unit(written: str, page: Page) -> str:
    """Return the unit that a text names when it names nothing else, "" when it does not."""
    if len(written) > _LONGEST_UNIT_CELL:
        return ""
    pieces = page.pieces(written)
    found = pers(pieces, whole=True)
    whole = len(found) == 1 and all(
        found[0].first <= index <= found[0].last or piece.kind == "sign"
        for index, piece in enumerate(pieces)
    )
    return found[0].value if whole else ""


def _unit_of_label(written: str, page: Page) -> str:
    """Return the unit of a cell before an amount, "" where it holds an amount itself."""
    if len(written) > _LONGEST_TITLE_LINE:
        return ""
    pieces = page.pieces(written)
    if any(not (one.never or one.counts) for one in figures(pieces, written)):
        return ""
    found = pers(pieces, whole=True)
    return found[-1].value if found else ""


#: What is asked of the cells before an amount and of those behind it.
_BEFORE: _Question = ("label", _unit_of_label)
_BEHIND: _Question = ("unit", _only_unit)


def _is_priced(sentence: Sequence[Piece], content: str) -> bool:
    """Say whether a sentence states an amount."""
    named = any("currency" in piece.tags for piece in sentence)
    return named and any(not one.year for one in figures(sentence, content))


def _is_title(sentence: Sequence[Piece], words: Words) -> bool:
    """Say whether a line is about the prices of a year and holds nothing else: "Priser 2026"."""
    if words.price.search(sentence[0].word) is None or not years(sentence):
        return False
    terms = {"valid_from", "from", "month", "vat_included", "vat_excluded", "per", "lead", "and"}
    return all(
        piece.kind in {"sign", "date"}
        or (piece.kind == "number" and _THIS_CENTURY.fullmatch(piece.word))
        or not terms.isdisjoint(piece.tags)
        or words.price.search(piece.word)
        for piece in sentence
    )


def _year_of_slug(page: Page) -> str | None:
    """Return the year that the last part of an address names beside a word of prices.

    The folders above are shared with other pages, and those of a blog name the day of writing.
    """
    path = page.text.source.uri.partition("?")[0].partition("#")[0].rstrip("/").split("/", 3)
    name = _SLUG_MARK.sub(" ", path[-1].rpartition("/")[2]) if len(path) > len("://") else ""
    if not page.words.price.search(name):
        return None
    named = dict.fromkeys(part for part in name.split() if _THIS_CENTURY.fullmatch(part))
    first = next(iter(named), None)
    school = first is not None and [*named] == [first, str(int(first) + 1)]
    return first if len(named) == 1 or school else None
