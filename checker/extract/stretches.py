"""Walks through the blocks of a text, each with what stands over it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
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
        if block.kind in {"term", "paragraph"}:
            written = text.content[block.start : block.end]
            if block.kind == "term" or written.rstrip()[-1:] == ":":
                intro = written


class Places:
    """Where a text has any of some strings: sought once, asked for each of its stretches.

    >>> places = Places("et krav på 5 kr", ("kr",))
    >>> places.within(0, 7), places.within(0, 4), places.within(8, 15)
    (True, False, True)
    """

    __slots__ = ("_spans",)

    def __init__(self, content: str, strings: Iterable[str]) -> None:
        self._spans = sorted(
            (at, at + len(one)) for one in strings if one for at in _each(one, content)
        )

    def within(self, start: int, end: int) -> bool:
        """Say whether one of them stands in content[start:end]."""
        for number in range(bisect_left(self._spans, (start,)), len(self._spans)):
            first, last = self._spans[number]
            if last <= end:
                return True
            if first >= end:
                return False
        return False


def _each(string: str, content: str) -> Iterator[int]:
    at = content.find(string)
    while at >= 0:
        yield at
        at = content.find(string, at + 1)
