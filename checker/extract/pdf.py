"""The text of a PDF, page by page, its lines kept."""

from pypdfium2 import PdfDocument, PdfiumError

from checker.errors import Malformed

#: More pages are a report or a plan, not a price list; the rest is not read.
PAGES_MAX = 200
_CHARACTERS_MAX = 2_000_000


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


def _page(document: PdfDocument, number: int) -> str:
    """The text of one page, "" for one that is broken: the others still count."""
    try:
        page = document[number]
        text = page.get_textpage().get_text_bounded()
    except PdfiumError:
        return ""
    return "\n".join(line.rstrip() for line in str(text).replace("\r\n", "\n").split("\n"))
