"""Tables as grids: spans laid out, and each cell told what heads its row and its column."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.extract.text.emphasis import Standing
from checker.model.evidence import Cell

#: A cell says it spans more than this: nobody reads such a table (HTML Standard: 1000, 65534).
COLUMNS_MAX, ROWS_MAX = 200, 2000
#: Past so many places in the grid a cell counts for one: a trap, not a table.
_PLACES_MAX = 100_000
_HEADERS_ABOVE = 50  #: header rows looked at for one cell
_YEAR = re.compile(r"\b20[0-4]\d(?:\s*[/–-]\s*(?:20)?\d\d)?\b")
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_HEADER_MAX = 120  #: characters; a longer text is content, not a header


@dataclass(slots=True)
class RawCell:
    """One cell as the markup has it."""

    text: str
    header: bool = False  #: marked as a header
    strong: bool = False  #: all its text is bold
    rows: int = 1
    columns: int = 1
    standing: Sequence[Standing] = ()  #: lines of it that stand out
    block: int | None = None  #: index of its block, None for an empty cell


@dataclass(slots=True)
class RawTable:
    """One table as the markup has it; rows in order."""

    number: int
    rows: list[list[RawCell]] = field(default_factory=list)
    caption: str = ""


@dataclass(slots=True, eq=False)
class _Placed:
    raw: RawCell
    row: int
    column: int
    heads: bool = False  #: takes part in column headers
    section: bool = False  #: alone in its row, a line above the rows that follow


_Grid = dict[tuple[int, int], _Placed]


def span_of(value: str | None) -> int:
    """Return what a rowspan or colspan attribute says, 1 where it says nothing sensible."""
    text = (value or "").strip()
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1  # noqa: PLR2004


def cells_of(table: RawTable) -> dict[int, Cell]:
    """Return the place and the headers of each cell that has a block, by that block's index."""
    grid, placed = _laid_out(table.rows)
    width = max((column for _, column in grid), default=-1) + 1
    _mark_heading_rows([_own(grid, row, width) for row in range(len(table.rows))], width)
    heading_rows = sorted({row for (row, _), one in grid.items() if one.heads})
    return {
        one.raw.block: Cell(
            table=table.number,
            row=one.row,
            column=one.column,
            row_header=_row_header(grid, one),
            column_header=_column_header(grid, one, heading_rows),
            caption=table.caption,
            header=one.raw.header or one.heads,
        )
        for one in placed
        if one.raw.block is not None
    }


def _laid_out(rows: Sequence[Sequence[RawCell]]) -> tuple[_Grid, list[_Placed]]:
    grid: _Grid = {}
    placed = []
    for row, cells in enumerate(rows):
        column = 0
        for raw in cells:
            while (row, column) in grid:
                column += 1
            one = _Placed(raw, row, column)
            placed.append(one)
            full = len(grid) > _PLACES_MAX
            columns = 1 if full else max(min(raw.columns, COLUMNS_MAX - column), 1)
            height = 1 if full else min(raw.rows, ROWS_MAX, len(rows) - row)
            for below in range(row, row + height):
                for beside in range(column, column + columns):
                    grid.setdefault((below, beside), one)
            column += columns
    return grid, placed


def _own(grid: _Grid, row: int, width: int) -> list[_Placed]:
    """The cells that begin in a row and have text."""
    inside = (grid.get((row, column)) for column in range(width))
    return [
        one for one in dict.fromkeys(inside) if one is not None and one.row == row and one.raw.text
    ]


def _mark_heading_rows(rows: Sequence[Sequence[_Placed]], width: int) -> None:
    """Tell the rows that head those below: marked so, a line of its own, or by their looks."""
    leading = any(own and own[0].raw.header and not own[-1].raw.header for own in rows)
    plain = True
    for own in rows:
        if len(own) == 1 and width > 1:
            own[0].section = own[0].heads = _is_section(own[0], width, leading=leading)
        elif own and all(one.raw.header for one in own):
            plain = False
            for one in own:
                one.heads = True
    several = [number for number, own in enumerate(rows) if len(own) > 1]
    if plain and several and _looks_heading(rows[several[0]], rows[several[0] + 1 :]):
        for one in rows[several[0]]:
            one.heads = True


def _is_section(one: _Placed, width: int, *, leading: bool) -> bool:
    """Whether a lone cell is a line above rows: it spans the table, or is marked or bold.

    Args:
        one: The only cell of its row with text.
        width: Columns of the table.
        leading: The rows of this table have marked headers of their own, so a marked cell
            without values is an empty row.
    """
    marked = one.raw.strong or (one.raw.header and not leading)
    return len(one.raw.text) <= _HEADER_MAX and (one.raw.columns >= width or marked)


def _looks_heading(own: Sequence[_Placed], under: Sequence[Sequence[_Placed]]) -> bool:
    """Whether an unmarked row is the header row: no figures above columns of figures, or bold."""
    below = [one for row in under for one in row]
    if not below or any(len(one.raw.text) > _HEADER_MAX for one in own):
        return False
    if all(one.raw.strong for one in own):
        return not all(one.raw.strong for one in below)
    if any(_has_figures(_BRACKETS.sub("", _YEAR.sub("", one.raw.text))) for one in own):
        return False
    figures = {one.column for one in below if _has_figures(one.raw.text)}
    return any(one.column in figures for one in own if one.column > 0)


def _has_figures(text: str) -> bool:
    return any(map(str.isdigit, text))


def _row_header(grid: _Grid, one: _Placed) -> str:
    """The header cells of the row, else its leading cell; a spanning one with its neighbour."""
    if one.heads:
        return ""
    row = (grid.get((one.row, column)) for column in range(min(one.column, COLUMNS_MAX)))
    before = [
        other for other in dict.fromkeys(row) if other and other is not one and other.raw.text
    ]
    marked = [other for other in before if other.raw.header and not other.heads]
    if not marked and len(before) > 1 and before[0].raw.rows > 1:
        before = before[:1] if _has_figures(before[1].raw.text) else before[:2]
        return " / ".join(_one_line(other.raw.text) for other in before)
    return " / ".join(_one_line(other.raw.text) for other in marked or before[:1])


def _column_header(grid: _Grid, one: _Placed, heading_rows: Sequence[int]) -> str:
    """The header cells above, outermost first: the nearest header rows, the nearest section."""
    taken: list[_Placed] = []
    nearest: dict[bool, int] = {}
    before = bisect_left(heading_rows, one.row)
    for row in reversed(heading_rows[max(before - _HEADERS_ABOVE, 0) : before]):
        first = grid.get((row, 0))
        other = first if first is not None and first.section else grid.get((row, one.column))
        if other is None or not other.heads:
            continue
        if nearest.get(other.section, row + 1) == row + 1:
            nearest[other.section] = row
            if other not in taken:
                taken.append(other)
    return " / ".join(_one_line(other.raw.text) for other in reversed(taken))


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def parallel_lines(texts: Sequence[str]) -> int:
    r"""Return how many rows the cells of one row really are: their lists run in parallel.

    >>> parallel_lines(["Mandag\nTirsdag", "9-15\n10-14"])
    2
    >>> parallel_lines(["Bibliotek", "9-15\n10-14"])
    1
    """
    counts = [text.count("\n") + 1 for text in texts if "\n" in text]
    return counts[0] if len(counts) > 1 and len(set(counts)) == 1 else 1
