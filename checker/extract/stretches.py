"""Walks through the blocks of a text, each with what stands over it."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.model.evidence import Cell, Text

#: A longer paragraph ends the list that a line with a colon began; characters.
_LONGEST_LIST_LINE = 80


class Stretch(NamedTuple):
    """One block of a text, with what it stands under."""

    start: int
    end: int
    cell: Cell | None = None
    headings: tuple[str, ...] = ()
    intro: str = ""  #: the paragraph before it, where that ends with a colon
    heads: bool = False  #: it is a heading or a caption itself


def stretches(text: Text) -> Iterator[Stretch]:
    """Yield the blocks of a text, or the whole content where it has none."""
    if not text.blocks:
        yield Stretch(0, len(text.content))
        return
    intro = ""
    for block in text.blocks:
        heads = block.kind in {"heading", "title", "caption"}
        long = block.end - block.start > _LONGEST_LIST_LINE
        if block.kind in {"heading", "term"} or (block.kind == "paragraph" and long):
            intro = ""
        yield Stretch(block.start, block.end, block.cell, block.headings, intro, heads)
        written = text.content[block.start : block.end]
        if block.kind == "term" or (block.kind == "paragraph" and written.rstrip()[-1:] == ":"):
            intro = written
