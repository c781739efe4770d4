"""The text of a PDF, page by page: its lines kept, and the columns of its tables apart."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from pypdfium2 import PdfDocument, PdfiumError, PdfPage
from pypdfium2.raw import FPDF_PAGEOBJ_FORM, FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH

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
#: Letters; a page with fewer that is half covered by pictures is a picture, with a stamp perhaps.
_STAMP = 100
_COVERED = 0.5  #: of the page


class PdfText(NamedTuple):
    """What a PDF says."""

    content: str
    legible: bool  #: False: as many pages are pictures of words as have words, or more


def text_of_pdf(body: bytes, uri: str) -> PdfText:
    """Return the text of up to 60 pages; a form feed parts two pages, a tab two columns.

    A ruled table is read cell by cell, so that a label of several lines stays with its amount.
    A scanned page is empty but for what was stamped on it.

    Run it where it may die (checker.isolate): the library is C++.

    Raises:
        Malformed: this is no PDF, or it cannot be opened without a password.
    """
    try:
        document = PdfDocument(body)
    except PdfiumError as error:
        raise Malformed(uri, str(error)) from error
    pages: list[str] = []
    pictures: list[bool] = []
    size = 0
    plumbed = _Ruled(Plumbed(body))
    try:
        for number in range(min(len(document), PAGES_MAX)):
            written, picture = _page(document, number, plumbed)
            pages.append(written)
            pictures.append(picture)
            size += len(written)
            if size > _CHARACTERS_MAX:
                break
    finally:
        document.close()
    return PdfText("\n\f".join(pages), legible=_is_legible(pages, pictures))


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


def _is_legible(pages: Sequence[str], pictures: Sequence[bool]) -> bool:
    """Say whether pictures are the exception; the first page of several may be a cover."""
    told = sum(bool(words) and not picture for words, picture in zip(pages, pictures, strict=True))
    hidden = sum(pictures[1:] if told else pictures)
    return hidden == 0 or hidden < told


def _page(document: PdfDocument, number: int, ruled: _Ruled) -> tuple[str, bool]:
    """The text of one page and whether it is a picture; "" for one that is broken."""
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
        picture = sum(len(one.words) for one in pieces) < _STAMP and _is_covered(page)
    except PdfiumError:
        return "", False
    return "\n".join(_composed(pieces, tables)), picture


def _is_covered(page: PdfPage) -> bool:
    """Say whether pictures cover half of a page; a scan may come in strips."""
    width, height = page.get_size()
    shown = page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_FORM), max_depth=1)
    covered = 0.0
    for one in shown:
        left, bottom, right, top = one.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered >= width * height * _COVERED)


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
