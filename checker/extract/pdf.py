"""The text of a PDF, page by page: its lines kept, and the columns of its tables apart."""

from collections.abc import Iterable
from typing import NamedTuple

from pypdfium2 import PdfDocument, PdfiumError

from checker.errors import Malformed

#: More pages are a report or a plan, not a price list; the rest is not read.
PAGES_MAX = 200
_CHARACTERS_MAX = 2_000_000
_PIECES_MAX = 20_000  #: on one page
_SPACE = 0.15  #: of the height; a narrower gap stands inside a word


def text_of_pdf(body: bytes, uri: str) -> str:
    """Return the text of up to 200 pages; a form feed parts two pages.

    Run it where it may die (checker.isolate): the library is C++.

    Raises:
        Malformed: this is no PDF, or it cannot be opened without a password.
    """
    try:
        document = PdfDocument(body)
    except PdfiumError as error:
        raise Malformed(uri, str(error)) from error
    pages, size = [], 0
    try:
        for number in range(min(len(document), PAGES_MAX)):
            pages.append(_page(document, number))
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


def _page(document: PdfDocument, number: int) -> str:
    """The text of one page, "" for one that is broken: the others still count."""
    try:
        shown = document[number].get_textpage()
        pieces = []
        for index in range(min(shown.count_rects(), _PIECES_MAX)):
            left, bottom, right, top = shown.get_rect(index)
            words = str(shown.get_text_bounded(left, bottom, right, top))
            pieces.append(_Piece(left, bottom, right, top, words))
    except PdfiumError:
        return ""
    return "\n".join(map(_line, _lines(one for one in pieces if one.words.strip())))


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
