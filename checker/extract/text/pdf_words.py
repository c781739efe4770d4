"""The words of a PDF page with their places and their type, letter by letter from pdfium."""

import re
from collections.abc import Iterator
from ctypes import byref, c_double, c_int, create_string_buffer
from functools import lru_cache
from typing import NamedTuple

from pypdfium2 import PdfTextPage
from pypdfium2.raw import (
    FS_RECTF,
    FPDFText_GetCharBox,
    FPDFText_GetFontInfo,
    FPDFText_GetFontWeight,
    FPDFText_GetLooseCharBox,
    FPDFText_GetUnicode,
    FPDFText_IsGenerated,
)

from checker.extract.text.line import settled

_LETTERS_MAX = 60_000  #: on one page
_NAME_MAX = 128
#: What pdfium writes for a hyphen at the end of a line.
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_APART = 0.6  #: of the height; letters further from each other are of two words, space or not


class Word(NamedTuple):
    """Letters that stand together, in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float
    letters: str
    size: float  #: height of the type, the same for all its letters
    weight: int  #: of the strokes, as pdfium tells it; 700 for a font that is called bold


def words_of(page: PdfTextPage) -> Iterator[Word]:
    """Yield the words of a page in the order of the file.

    The advance of each letter counts, not its ink: type that is set wide stays whole.
    """
    letters: list[str] = []
    first = 0
    box = last = (0.0, 0.0, 0.0, 0.0)
    for index in range(min(page.count_chars(), _LETTERS_MAX)):
        code = FPDFText_GetUnicode(page, index)
        blank = code < 33 and code != 2  # noqa: PLR2004  white space and controls, hyphen apart
        here = None if blank or FPDFText_IsGenerated(page, index) == 1 else _box(page, index)
        if letters and (here is None or _parted(last, here)):
            yield _word(page, first, box, "".join(letters))
            letters = []
        if here is None:
            if not blank and code and letters:
                letters.append(chr(code))
            continue
        if not letters:
            first, box = index, here
        box = (box[0], min(box[1], here[1]), max(box[2], here[2]), max(box[3], here[3]))
        letters.append(chr(code))
        last = here
    if letters:
        yield _word(page, first, box, "".join(letters))


_Box = tuple[float, float, float, float]


def _box(page: PdfTextPage, index: int) -> _Box:
    """The place of a letter, of its type's height; its ink where pdfium knows no more."""
    loose = FS_RECTF()
    if FPDFText_GetLooseCharBox(page, index, byref(loose)):
        return loose.left, loose.bottom, loose.right, loose.top
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    FPDFText_GetCharBox(page, index, byref(left), byref(right), byref(bottom), byref(top))
    return left.value, bottom.value, right.value, top.value


def _parted(before: _Box, after: _Box) -> bool:
    """Whether two letters that follow each other in the file do not on the page."""
    height = max(before[3] - before[1], 1.0)
    beside = before[1] < (after[1] + after[3]) / 2 < before[3]
    return not beside or not -height < after[0] - before[2] < height * _APART


def _word(page: PdfTextPage, first: int, box: _Box, letters: str) -> Word:
    weight = FPDFText_GetFontWeight(page, first)
    name = create_string_buffer(_NAME_MAX)
    flags = c_int()
    FPDFText_GetFontInfo(page, first, name, _NAME_MAX, byref(flags))
    if _is_bold(name.value):
        weight = 700
    written = settled(letters.translate(_HYPHENS))
    return Word(*box, written, round(box[3] - box[1], 1), max(weight, 0))


@lru_cache(maxsize=1024)
def _is_bold(name: bytes) -> bool:
    return _BOLD.search(name) is not None
