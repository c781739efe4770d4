"""The text of a PDF, page by page: its lines kept, and the columns of its tables apart."""

from collections.abc import Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from pypdfium2 import PdfDocument, PdfiumError, PdfPage
from pypdfium2.raw import FPDF_PAGEOBJ_FORM, FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH

from checker.errors import Malformed
from checker.extract.text.line import settled
from checker.extract.text.pdf_lines import Line, heads_of, lines_of, usual_of
from checker.extract.text.pdf_tables import Plumbed, RuledTable
from checker.extract.text.pdf_words import Word, words_of
from checker.extract.text.plain import Head

#: More pages are a report or a plan, not a price list; the rest is not read.
PAGES_MAX = 60
_CHARACTERS_MAX = 2_000_000
#: Pages of one document whose ruled tables are read by their rules: each takes about 0.2 s.
_RULED_MAX = 15
_RULES_MIN = 4  #: lines or boxes on a page; fewer make no table
#: Letters; a page with fewer that is half covered by pictures is a picture, with a stamp perhaps.
_STAMP = 100
_COVERED = 0.5  #: of the page


class PdfText(NamedTuple):
    """What a PDF says."""

    content: str
    legible: bool  #: False: as many pages are pictures of words as have words, or more
    heads: tuple[Head, ...] = ()  #: lines set in larger or bolder type than the rest, in order


def text_of_pdf(body: bytes, uri: str) -> PdfText:
    """Return the text of up to 60 pages; a form feed parts two pages, a tab two columns.

    A ruled table is read cell by cell, so that a label of several lines stays with its amount.
    In other tables a row that lacks a cell keeps its place empty.
    A scanned page is empty but for what was stamped on it.

    Run it where it may die (checker.isolate): the library is C++.

    Raises:
        Malformed: this is no PDF, or it cannot be opened without a password.
    """
    try:
        document = PdfDocument(body)
    except PdfiumError as error:
        raise Malformed(uri, str(error)) from error
    pages: list[_Page] = []
    size = 0
    ruled = _Ruled(Plumbed(body))
    try:
        for number in range(min(len(document), PAGES_MAX)):
            pages.append(_page(document, number, ruled))
            size += sum(len(one.letters) for one in pages[-1].words)
            if size > _CHARACTERS_MAX:
                break
    finally:
        document.close()
    return _written(pages)


class _Page(NamedTuple):
    lines: Sequence[Line]
    words: Sequence[Word]
    picture: bool


def _written(pages: Sequence[_Page]) -> PdfText:
    """The pages as one text, with the places of its headings."""
    content = ""
    starts: list[list[int]] = []
    for number, page in enumerate(pages):
        content += "\n\f" if number else ""
        lengths = (len(line.words) + 1 for line in page.lines)
        starts.append([*accumulate(lengths, initial=len(content))][: len(page.lines)])
        content += "\n".join(line.words for line in page.lines)
    usual = usual_of(word for page in pages for word in page.words)
    heads = heads_of([page.lines for page in pages], starts, usual)
    return PdfText(content, _is_legible(pages), tuple(heads))


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


def _is_legible(pages: Sequence[_Page]) -> bool:
    """Say whether pictures are the exception; the first page of several may be a cover."""
    told = sum(bool(page.lines) and not page.picture for page in pages)
    hidden = sum(page.picture for page in (pages[1:] if told else pages))
    return hidden == 0 or hidden < told


def _page(document: PdfDocument, number: int, ruled: _Ruled) -> _Page:
    """What one page says, and whether it is a picture; nothing for one that is broken."""
    try:
        page = document[number]
        words = list(words_of(page.get_textpage()))
        tables = ruled.tables(page, number) if words else []
        picture = sum(len(one.letters) for one in words) < _STAMP and _is_covered(page)
    except PdfiumError:
        return _Page((), (), picture=False)
    return _Page(_composed(words, tables), words, picture)


def _is_covered(page: PdfPage) -> bool:
    """Say whether pictures cover half of a page; a scan may come in strips."""
    width, height = page.get_size()
    shown = page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_FORM), max_depth=1)
    covered = 0.0
    for one in shown:
        left, bottom, right, top = one.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered >= width * height * _COVERED)


def _composed(words: Sequence[Word], tables: Sequence[RuledTable]) -> list[Line]:
    """The lines of a page from the top: those of its ruled tables, and those between them."""
    free = [
        one
        for one in words
        if not any(
            table.has((one.left + one.right) / 2, (one.bottom + one.top) / 2) for table in tables
        )
    ]
    lines = lines_of(free)
    lines += [Line(table.top, settled(told)) for table in tables for told in table.lines]
    return sorted(lines, key=lambda one: -one.top)
