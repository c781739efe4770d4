"""Writes the readable text: lines become blocks, rows keep their tabs, links their places."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from checker.extract.text.edges import NESTED_MAX, Element, Place, foot_of
from checker.extract.text.emphasis import Piece, pieces
from checker.extract.text.grid import RawCell, RawTable, cells_of, parallel_lines
from checker.extract.text.line import Line, Mark, Marks
from checker.extract.text.names import BOLD, LARGE, LINED
from checker.extract.text.outline import SUMMARY, Outline
from checker.model.evidence import Anchor, Block, BlockKind, Region

_APPENDED = 2  #: and that of the name above facts for machines
#: Lines that serve as headings: level of the block, and in the outline by how they stand out.
_UNMARKED, _OUTLINED = 6, {LINED: 10, BOLD: 9, LARGE: 8}


@dataclass(slots=True)
class Table:
    """A table that is being read."""

    raw: RawTable
    row: list[tuple[RawCell, Marks]] = field(default_factory=list)
    layout: bool = False  #: holds parts of the page instead of values


#: Kind and region of blocks in which lines that stand out are headings.
_HEADED = ("paragraph", "main")


class _Look(NamedTuple):
    kind: BlockKind
    level: int
    region: Region


class Writer:
    """Text, blocks and links in the making."""

    def __init__(self, frames: Sequence[Element]) -> None:
        self._frames = frames  #: the elements that are open
        self._places: list[Place] = []  #: those around each block
        self.line = Line()
        self.outline = Outline()
        self.blocks: list[Block] = []
        self.main_heading = ""
        self._out: list[str] = []
        self._size = 0
        self._marks: list[Mark] = []
        self._open: Mark | None = None
        self._open_from = 0

    @property
    def content(self) -> str:
        """The text so far."""
        return "".join(self._out)

    def anchors(self) -> tuple[Anchor, ...]:
        """The links, in order of the text."""
        content = self.content
        made = []
        for mark in self._marks:
            start = mark.end if mark.start is None else mark.start
            words = " ".join(content[start : mark.end].split())
            if not words or (mark.labelled and words in mark.label):
                words = mark.label
            made.append(Anchor(start, mark.end, mark.uri, words, mark.region))
        return tuple(sorted(made, key=attrgetter("start")))

    def linked(self) -> Iterator[str]:
        """The addresses of the links so far."""
        return (mark.uri for mark in self._marks)

    def append(self, name: str, lines: Iterable[str]) -> None:
        """Write facts of a thing behind everything else, under its name."""
        held = self.outline.enter_region(fresh=True)
        self.line.add(name)
        self.flush("heading", _APPENDED, "main")
        for one in lines:
            self.line.add(one)
            self.flush("structured", 0, "main")
        self.outline.leave(held, region=True)

    def head_by(self, number: int | None) -> None:
        """What follows stands under the words of a block, such as a tab."""
        if number is not None:
            block = self.blocks[number]
            self.outline.head(SUMMARY, self.content[block.start : block.end], hold=True)

    def set_apart_foot(self) -> None:
        """What stands at the foot of the page belongs to the site, though nothing says so."""
        first = foot_of(self.content, self.blocks, self._places)
        for number in range(first, len(self.blocks)):
            self.blocks[number] = replace(self.blocks[number], region="footer", headings=())
        start = self.blocks[first].start if first < len(self.blocks) else self._size + 1
        for mark in self._marks:
            if (mark.end if mark.start is None else mark.start) >= start:
                mark.region = "footer"

    def link(self, uri: str, region: Region, *, label: str = "", labelled: bool = False) -> None:
        """The words that follow lead somewhere."""
        self.unlink()
        self._open = Mark(uri, region, label, labelled)
        self._open_from = self.line.length

    def unlink(self) -> None:
        """The words of the link end here."""
        mark, self._open = self._open, None
        if mark is None:
            return
        self.line.marks.append((mark, self._open_from, self.line.length))
        if mark.start is None:
            mark.end = self._size
        self._marks.append(mark)

    def picture(self, alternative: str) -> None:
        """A picture stands here: it names a link that has no words."""
        if self._open is not None and not self._open.labelled and alternative:
            self._open.label = alternative

    def flush(self, kind: BlockKind, level: int, region: Region, *, hold: bool = False) -> str:
        """End the block, if it has text, and return its text; hold: a summary heads its part."""
        if kind == "cell":
            kind = "paragraph"
        lines = self.line.lines_standing_out() if (kind, region) == _HEADED else ()
        text, marks = self._taken()
        if not text:
            return ""
        if lines:
            self._flush_pieces(text, marks, pieces(text, lines))
            return text
        if kind == "heading":
            self.outline.head(level, text)
            if level == 1 and not self.main_heading:
                self.main_heading = " ".join(text.split())
        elif kind == "summary":
            self.outline.head(SUMMARY, text, hold=hold)
        elif kind != "title":
            self.outline.content()
        self._write(text, marks, _Look(kind, level, region), "\n")
        return text

    def _flush_pieces(self, text: str, marks: Marks, made: Iterable[Piece]) -> None:
        """Write a block of which some lines serve as headings."""
        for one in made:
            words, inside = _cut(text, marks, one)
            if one.look:
                self.outline.head(_OUTLINED[one.look], words)
                self._write(words, inside, _Look("heading", _UNMARKED, "main"), "\n")
            else:
                self.outline.content()
                self._write(words, inside, _Look("paragraph", 0, "main"), "\n")

    def _flush_lone(self, cell: RawCell, marks: Marks, region: Region) -> bool:
        """Write the only cell of a row as a part of the page, if it is one; say whether it is."""
        made = pieces(cell.text, cell.standing) if "\n" in cell.text else []
        if len(made) < 2 or region != "main":  # noqa: PLR2004  a heading and what stands under it
            return False
        self._flush_pieces(cell.text, marks, made)
        return True

    def end_cell(self, table: Table, cell: RawCell) -> None:
        """The cell has all its text."""
        cell.strong = self.line.stands_out
        cell.standing = self.line.lines_standing_out()
        cell.text, marks = self._taken()
        table.row.append((cell, marks))

    def end_row(self, table: Table, region: Region) -> None:
        """Write the row on one line, cells apart by tabs; parallel lists as so many rows."""
        row, table.row = table.row, []
        if not row or (len(row) == 1 and self._flush_lone(*row[0], region)):
            return
        spanning = any(cell.rows > 1 for cell, _ in row)
        count = 1 if spanning else parallel_lines([cell.text for cell, _ in row])
        for number in range(count):
            parts = row if count == 1 else [_nth_line(*one, number) for one in row]
            table.raw.rows.append([cell for cell, _ in parts])
            self._write_row(parts, region)

    def end_table(self, table: Table, region: Region) -> None:
        """Tell each cell of the table what heads it."""
        self.end_row(table, region)
        for index, cell in cells_of(table.raw).items():
            self.blocks[index] = replace(self.blocks[index], cell=cell)

    def _taken(self) -> tuple[str, Marks]:
        """The text of the line; an open link goes on in the next."""
        if self._open is not None:
            self.line.marks.append((self._open, self._open_from, self.line.length))
            self._open_from = 0
        return self.line.take()

    def _write_row(self, row: list[tuple[RawCell, Marks]], region: Region) -> None:
        gap, written = "", False
        for cell, marks in row:
            if cell.text:
                cell.block = len(self.blocks)
                separator = gap if written else f"\n{gap}"
                self._write(cell.text, marks, _Look("cell", 0, region), separator)
                gap, written = "", True
            gap += "\t"
        if written:
            self.outline.content()

    def _write(self, text: str, marks: Marks, look: _Look, separator: str) -> None:
        if not self._size:
            separator = separator.removeprefix("\n")
        self._out += (separator, text)
        start = self._size + len(separator)
        self._size = start + len(text)
        for mark, begin, end in marks:
            if begin < end:
                mark.start = start + begin if mark.start is None else mark.start
                mark.end = start + end
            elif mark.start is None:  # an icon: it stands between the words beside it
                mark.end = start + begin
        headings = self.outline.headings
        if look.kind in {"heading", "summary"}:
            headings = headings[:-1]  # it stands under the others, not under itself
        self.blocks.append(Block(start, self._size, *look, headings))
        self._places.append(tuple(self._frames[:NESTED_MAX]) if look.region == "main" else ())


def _nth_line(cell: RawCell, marks: Marks, number: int) -> tuple[RawCell, Marks]:
    """One line of a cell of parallel lists; a cell of one line stands in the first row."""
    lines = cell.text.split("\n")
    if number >= len(lines):
        return replace(cell, text=""), []
    start = list(accumulate((len(line) + 1 for line in lines[:number]), initial=0))[-1]
    words, inside = _cut(cell.text, marks, Piece(start, start + len(lines[number])))
    return replace(cell, text=words), inside


def _cut(text: str, marks: Marks, piece: Piece) -> tuple[str, Marks]:
    """A stretch of a text with the links that lie in it."""
    start, end, _ = piece
    inside = [
        (mark, max(begin, start) - start, min(until, end) - start)
        for mark, begin, until in marks
        if max(begin, start) < min(until, end) or start <= begin == until <= end
    ]
    return text[start:end], inside
