"""Ruled tables of a PDF page: what stands in one cell, however it is broken into lines."""

import importlib
import logging
import re
import struct
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import NamedTuple, Protocol

#: More lines and letters than this are a drawing or a map.
_EDGES_MAX, _LETTERS_MAX = 3_000, 15_000
#: What pdfminer raises on broken files; it has no error of its own for most of it.
_BROKEN = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
    struct.error, RecursionError, NotImplementedError, OSError,
)  # fmt: skip
_WRAPPED = re.compile(r"(?<=[^\W\d_])-\n(?!og\b|eller\b|and\b|or\b)(?=[a-zæøå])")


class RuledTable(NamedTuple):
    """One table: its rows as lines with tabs, and its place, in points from the lower left."""

    left: float
    bottom: float
    right: float
    top: float
    lines: list[str]

    def has(self, across: float, up: float) -> bool:
        """Whether a point of the page lies inside."""
        return self.left <= across <= self.right and self.bottom <= up <= self.top


class _Table(Protocol):
    """What we use of pdfplumber, which publishes no types; tops count from above."""

    @property
    def bbox(self) -> tuple[float, float, float, float]: ...

    def extract(self) -> list[list[str | None]]: ...


class _PlumberPage(Protocol):
    @property
    def height(self) -> float: ...

    @property
    def bbox(self) -> tuple[float, float, float, float]: ...

    @property
    def rotation(self) -> int: ...

    @property
    def edges(self) -> Sequence[object]: ...

    @property
    def chars(self) -> Sequence[object]: ...

    def find_tables(self) -> Sequence[_Table]: ...


class Plumbed:
    """One document, opened when its first ruled page is met."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._pages: Sequence[_PlumberPage] | None = None

    def tables(self, number: int) -> list[RuledTable]:
        """Return the ruled tables of a page; none where the page is turned or broken."""
        try:
            if self._pages is None:
                self._pages = _opened(self._body)
            page = self._pages[number]
            turned = page.rotation % 360 or page.bbox[:2] != (0, 0)
            if turned or len(page.chars) > _LETTERS_MAX or len(page.edges) > _EDGES_MAX:
                return []
            return [made for one in page.find_tables() if (made := _ruled(one, page.height))]
        except _BROKEN:
            return []
        except _own_errors():  # of pdfminer: bytes that are no PDF after all
            return []


def _ruled(table: _Table, height: float) -> RuledTable | None:
    """A table of at least two rows and columns; anything less is a frame."""
    rows = [[_one_line(cell) for cell in row] for row in table.extract()]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2 or max(sum(map(bool, row)) for row in rows) < 2:  # noqa: PLR2004
        return None
    left, above, right, below = table.bbox
    lines = ["\t".join(row).rstrip() for row in rows]
    return RuledTable(left, height - below, right, height - above, lines)


def _one_line(cell: str | None) -> str:
    r"""The text of a cell on one line; a word that was parted at a line's end is whole again.

    >>> _one_line("Tilknyt-\nningsgebyr for\nvann- \nog avløp")
    'Tilknytningsgebyr for vann- og avløp'
    """
    return " ".join(_WRAPPED.sub("", cell or "").split())


@cache
def _own_errors() -> tuple[type[Exception], ...]:
    wrapped = importlib.import_module("pdfplumber.utils.exceptions")
    own = importlib.import_module("pdfminer.psexceptions")
    return (wrapped.PdfminerException, wrapped.MalformedPDFException, own.PSException)


def _opened(body: bytes) -> Sequence[_PlumberPage]:
    """Loaded when first needed: most documents have no ruled table, and it takes 0.3 s."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells each flaw of a file
    pages: Sequence[_PlumberPage] = importlib.import_module("pdfplumber").open(BytesIO(body)).pages
    return pages
