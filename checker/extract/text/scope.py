"""What holds at a place of a page: region, kind of block, table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from checker.extract.text.grid import RawCell
from checker.extract.text.names import PLAIN, Look, is_toggle
from checker.extract.text.outline import Held
from checker.extract.text.regions import Attributes
from checker.extract.text.writer import Table
from checker.model.evidence import BlockKind, Region

_TOGGLES = frozenset({"button", "a", "div", "span"})


class Scope(NamedTuple):
    """What holds for text at a place; shared by all elements that change nothing.

    A named tuple, since a changed copy is made some hundred times a page.
    """

    kind: BlockKind = "paragraph"
    level: int = 0
    region: Region = "main"
    sectioned: bool = False  #: inside main or an article
    lists: int = 0  #: depth
    look: Look = PLAIN
    pre: bool = False
    turned: bool = False  #: written backwards, and shown forwards
    heads: bool = False  #: inside the head of a table
    details: bool = False
    table: Table | None = None
    cell: RawCell | None = None

    @property
    def in_cell(self) -> bool:
        """Whether text is collected for a cell of a table of values."""
        return self.cell is not None and self.table is not None and not self.table.layout


SWITCHES: Mapping[str, Callable[[Scope], Scope]] = {
    "main": lambda scope: scope._replace(sectioned=True),
    "article": lambda scope: scope._replace(sectioned=True),
    "pre": lambda scope: scope._replace(pre=True),
    "thead": lambda scope: scope._replace(heads=True),
    "details": lambda scope: scope._replace(details=True),
}


@dataclass(slots=True, eq=False)
class Frame:
    """One open element."""

    name: str
    scope: Scope
    held: Held | None = None
    region: bool = False  #: it opened a region of its own
    link: bool = False


def in_context(name: str, attributes: Attributes, scope: Scope) -> str:
    """Return what an element is where it stands: a toggle heads the part that it opens."""
    if name in _TOGGLES and is_toggle(attributes) and is_free(scope):
        return "summary"
    if name == "button":
        return "div" if is_free(scope) else "span"
    return name


def is_free(scope: Scope) -> bool:
    """Whether a block of its own can begin here."""
    return scope.kind == "paragraph" and not scope.in_cell and scope.region != "navigation"


def is_heading_row(scope: Scope) -> bool:
    """Whether a heading in this cell is the look of a header, not a part of the page."""
    if scope.cell is None or scope.table is None:
        return False
    above = (cell for row in scope.table.raw.rows for cell in row)
    return scope.cell.header or any(cell.header for cell in above)
