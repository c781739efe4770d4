"""Plain text with the shape that its lines show: headings, items, rows of cells."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from checker.extract.text.grid import COLUMNS_MAX, RawCell, RawTable, cells_of
from checker.extract.text.outline import Outline
from checker.model.evidence import Anchor, Block


class Head(NamedTuple):
    """A heading that the type of its letters tells, in characters of the text."""

    start: int
    end: int
    level: int


_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029\x85]+")
_PIECE = re.compile(r"[^\t|]+|\|")
_RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")
_ITEM = re.compile(r"(\s*)(?:[-*•·–▪◦]|\d{1,2}[.)])\s+(?=\S)")
_MARKED = re.compile(r"(#{1,6})\s+(?=\S)")
#: A mailbox begins where no other character of one stands before, and has at most 64: else a
#: long word would be looked at again from each of its characters.
_ADDRESS = re.compile(
    r"https?://[^\s<>\"')\]]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+",
    re.IGNORECASE,
)
_TAIL = ".,;:!?"
_INDENT = 2


def blocks_of(content: str, heads: Sequence[Head] = ()) -> tuple[Block, ...]:
    """Return the blocks of a text, whose offsets count in it unchanged, one block a line.

    A line with tabs, or with bars that have blanks around them, is a row of cells; rows that
    follow each other are one table.

    Args:
        content: The text.
        heads: Headings that its type tells, each of one or more whole lines.
    """
    known = {one.start: one for one in heads}
    lines = _parted(content, heads)
    outline = Outline()
    blocks: list[Block] = []
    tables = 0
    for is_row, some in groupby(
        lines, lambda line: line[0] not in known and _is_row(content[line[0] : line[1]])
    ):
        if is_row:
            run = [*some]
            framed = all(content[start:end].lstrip().startswith("|") for start, end in run)
            rows = [_pieces(content, *line, framed=framed) for line in run]
            blocks += _table(content, rows, tables, outline)
            tables += 1
        else:
            for start, end in some:
                level = known[start].level if start in known else 0
                blocks += _line(content, start, end, outline, level=level)
    return tuple(blocks)


def _parted(content: str, heads: Sequence[Head]) -> list[tuple[int, int]]:
    """The lines of a text; a heading that goes on over several is one."""
    whole = {one.start: one.end for one in heads}
    lines: list[tuple[int, int]] = []
    until = 0
    for found in _LINE.finditer(content):
        start, end = found.span()
        if start >= until:
            until = whole.get(start, end)
            lines.append((start, until))
    return lines


def anchors_of(content: str) -> tuple[Anchor, ...]:
    """Return web and e-mail addresses that stand in a text as links.

    >>> anchors_of("Se https://x.no/sfo.")[0].uri
    'https://x.no/sfo'
    """
    made = []
    for found in _ADDRESS.finditer(content):
        words = found.group().rstrip(_TAIL)
        uri = words if "://" in words else f"mailto:{words}"
        made.append(Anchor(found.start(), found.start() + len(words), uri, words))
    return tuple(made)


def _is_row(line: str) -> bool:
    if line.count("\t") + line.count("|") > COLUMNS_MAX:
        return False
    return "\t" in line.strip(" ") or " | " in line or line.lstrip().startswith("|")


def _pieces(content: str, start: int, end: int, *, framed: bool) -> list[tuple[int, int]]:
    """The stretches of a row's cells; empty ones keep their place, a rule line has none.

    Args:
        content: the text.
        start: where the row begins in it.
        end: where it ends.
        framed: every row begins with a bar; else a bar at the beginning is behind an empty cell.
    """
    line = content[start:end]
    if _RULE.fullmatch(line):
        return []
    separator = "|" if " | " in line or line.lstrip().startswith("|") else "\t"
    edges = [start, *(start + at + 1 for at, one in enumerate(line) if one == separator), end + 1]
    pieces = [_stripped(content, left, right - 1) for left, right in pairwise(edges)]
    if separator == "|" and framed:
        pieces = pieces[1:]
    if separator == "|" and line.rstrip().endswith("|"):
        pieces = pieces[:-1]
    return pieces


def _stripped(content: str, start: int, end: int) -> tuple[int, int]:
    piece = content[start:end]
    lead = len(piece) - len(piece.lstrip())
    return start + lead, start + max(lead, len(piece.rstrip()))


def _table(
    content: str, rows: list[list[tuple[int, int]]], number: int, outline: Outline
) -> list[Block]:
    blocks: list[Block] = []
    table = RawTable(number)
    for row in rows:
        cells = []
        for start, end in row:
            text = content[start:end]
            cells.append(RawCell(text, block=len(blocks) if text else None))
            if text:
                blocks.append(Block(start, end, "cell", headings=outline.headings))
        if cells:
            table.rows.append(cells)
    outline.content()
    for index, cell in cells_of(table).items():
        blocks[index] = replace(blocks[index], cell=cell)
    return blocks


def _line(content: str, start: int, end: int, outline: Outline, *, level: int) -> list[Block]:
    start, end = _stripped(content, start, end)
    if start == end:
        return []
    line = content[start:end]
    marked = None if level else _MARKED.match(line)
    if marked is not None or level:
        level = len(marked.group(1)) if marked else level
        start += marked.end() if marked else 0
        block = Block(start, end, "heading", level, headings=outline.headings)
        outline.head(level, content[block.start : end])
        return [block]
    item = _ITEM.match(line)
    outline.content()
    if item is not None:
        return [Block(start + item.end(), end, "item", 1, headings=outline.headings)]
    return [Block(start, end, "paragraph", headings=outline.headings)]
