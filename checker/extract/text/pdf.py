"""The text of a PDF, page by page: its lines kept, and the columns of its tables apart."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from pypdfium2 import PdfDocument, PdfiumError, PdfPage
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from checker.errors import Malformed
from checker.extract.text.pdf_tables import Plumbed, RuledTable

#: More pages are a report or a plan, not a price list; the rest is not read.
PAGES_MAX = 60
_CHARACTERS_MAX = 2_000_000
_PIECES_MAX = 20_000  #: on one page
#: Pages of one document whose ruled tables are read by their rules: each takes about 0.2 s.
_RULED_MAX = 15
_RULES_MIN = 4  #: lines or boxes on a page; fewer make no table
_SPACE = 0.15  #: of the height; a narrower gap stands inside a word


def text_of_pdf(body: bytes, uri: str) -> str:
    """Return the text of up to 60 pages; a form feed parts two pages, a tab two columns.

    A ruled table is read cell by cell, so that a label of several lines stays with its amount.
    A page without text, such as a scanned one, is empty.

    Run it where it may die (checker.isolate): the library is C++.

    Raises:
        Malformed: this is no PDF, or it cannot be opened without a password.
    """
    try:
        document = PdfDocument(body)
    except PdfiumError as error:
        raise Malformed(uri, str(error)) from error
    pages, size = [], 0
    plumbed = _Ruled(Plumbed(body))
    try:
        for number in range(min(len(document), PAGES_MAX)):
            pages.append(_page(document, number, plumbed))
            size += len(pages[-1])
            if size > _CHARACTERS_MAX:
                break
    finally:
        document.close()
    return "\n\f".join(pages)


class _Piece(NamedTuple):
    """Words that stand together, in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float
    words: str


class _Ruled:
    """The ruled tables of a document, of so many pages as there is time for."""

    def __init__(self, plumbed: Plumbed) -> None:
        self._plumbed = plumbed
        self._left = _RULED_MAX

    def tables(self, page: PdfPage, number: int) -> list[RuledTable]:
        """Return those of one page; none if it has hardly a line."""
        rules = page.get_objects(filter=(FPDF_PAGEOBJ_PATH,), max_depth=3)
        if not self._left or len(list(islice(rules, _RULES_MIN))) < _RULES_MIN:
            return []
        self._left -= 1
        return self._plumbed.tables(number)


def _page(document: PdfDocument, number: int, ruled: _Ruled) -> str:
    """The text of one page, "" for one that is broken: the others still count."""
    try:
        page = document[number]
        shown = page.get_textpage()
        pieces = []
        for index in range(min(shown.count_rects(), _PIECES_MAX)):
            left, bottom, right, top = shown.get_rect(index)
            words = str(shown.get_text_bounded(left, bottom, right, top))
            if words.strip():
                pieces.append(_Piece(left, bottom, right, top, words))
        tables = ruled.tables(page, number) if pieces else []
    except PdfiumError:
        return ""
    return "\n".join(_composed(pieces, tables))


def _composed(pieces: Sequence[_Piece], tables: Sequence[RuledTable]) -> list[str]:
    """The lines of a page from the top: those of its ruled tables, and those between them."""
    free = [
        one
        for one in pieces
        if not any(
            table.has((one.left + one.right) / 2, (one.bottom + one.top) / 2) for table in tables
        )
    ]
    parts = [(-line[0].top, [_line(line)]) for line in _lines(free)]
    parts += [(-table.top, table.lines) for table in tables]
    return [line for _, lines in sorted(parts, key=lambda one: one[0]) for line in lines]


def _lines(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    """The pieces line by line from the top; those of one line overlap by half their height."""
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda one: -(one.bottom + one.top)):
        middle = (piece.bottom + piece.top) / 2
        if lines and lines[-1][0].bottom <= middle <= lines[-1][0].top:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line) for line in lines]


def _line(pieces: list[_Piece]) -> str:
    """The words of a line; a gap wider than the letters are high is the edge of a column."""
    written = ""
    before: _Piece | None = None
    for piece in pieces:
        if before is not None:
            gap = piece.left - before.right
            height = max(before.top - before.bottom, 1.0)
            if gap > height:
                written = f"{written.rstrip()}\t"
            elif gap > height * _SPACE and not written.endswith(" "):
                written += " "
        written += " ".join(piece.words.split()) + (" " if piece.words[-1:].isspace() else "")
        before = piece
    return written.rstrip()
