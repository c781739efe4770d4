"""The foot of a page that nothing marks as one: its last part, small and with an address."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from checker.model.evidence import Block


class Element(Protocol):
    """What we need to know of an element that is open."""

    name: str


Place = tuple[Element, ...]
#: Open elements around a block that are kept; the parts of a page lie further out than that.
NESTED_MAX = 12
_PARTS = frozenset({"div", "section", "tr", "td", "table", "center", "form", "tbody"})
_FOOT_MAX = 700  #: characters
_SHARE = 0.5  #: of the page's text; a foot has less
#: Whose page it is, and how to reach them: what a foot tells.
_WHOSE = re.compile(
    r"\w(?:kommun|fylkeskommun)\w*|\b(?:kommun|herad|suohkan|tjïelt)", re.IGNORECASE
)
_REACHED = re.compile(r"@|\d(?:[ \u00a0]?\d){7}")


def foot_of(content: str, blocks: Sequence[Block], places: Sequence[Place]) -> int:
    """Return the number of the first block of the foot, the number of blocks where there is none.

    The blocks of a page without a footer are parted by the outermost element that has several
    parts with text. The last part is the foot if it is small, names the municipality and how to
    reach it, and the headings of the page stand in other parts.

    Args:
        content: The text.
        blocks: Its blocks in order.
        places: The elements that each of them stands in, outermost first.
    """
    none = len(blocks)
    own = [number for number, block in enumerate(blocks) if block.region == "main"]
    if len(own) < 2 or any(block.region == "footer" for block in blocks):  # noqa: PLR2004
        return none
    around = _common([places[number] for number in own])
    parts = [list(some) for _, some in groupby(own, lambda number: _part(places[number], around))]
    last = parts[-1]
    container = places[last[0]][around : around + 1]
    if len(parts) < 2 or not container or container[0].name not in _PARTS:  # noqa: PLR2004
        return none
    told = content[blocks[last[0]].start : blocks[last[-1]].end]
    size = sum(blocks[number].end - blocks[number].start for number in own)
    headed = _headed(blocks, last) or not any(_headed(blocks, part) for part in parts[:-1])
    small = len(told) <= min(_FOOT_MAX, size * _SHARE)
    told_whose = _WHOSE.search(told) is not None and _REACHED.search(told) is not None
    return last[0] if small and told_whose and not headed else none


def _common(places: Sequence[Place]) -> int:
    """How many elements stand around all of the blocks."""
    first = places[0]
    for depth, frame in enumerate(first):
        if any(len(place) <= depth or place[depth] is not frame for place in places):
            return depth
    return len(first)


def _part(place: Place, around: int) -> int:
    """A name of the element that a block is in, of those side by side; 0 for none of them."""
    return id(place[around]) if len(place) > around else 0


def _headed(blocks: Sequence[Block], numbers: Sequence[int]) -> bool:
    """Whether headings of the page stand in a part of it, and not just that of a small box."""
    return any(blocks[number].kind == "heading" and blocks[number].level < 3 for number in numbers)  # noqa: PLR2004
