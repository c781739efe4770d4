"""What holds at a place of a page: region, kind of block, table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from checker.extract.text.grid import RawCell, RawTable, span_of
from checker.extract.text.names import KINDS, LOOKS, PLAIN, Look, is_toggle, look_of
from checker.extract.text.outline import Held
from checker.extract.text.regions import Attributes
from checker.extract.text.writer import Table
from checker.model.evidence import BlockKind, Region

_NO_ROLE = frozenset({"presentation", "none"})
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


class Items:
    """Makes the scopes of items and the like, one for all that stand side by side."""

    __slots__ = ("_made", "_within")

    def __init__(self) -> None:
        self._within = self._made = Scope()

    def scope(self, name: str, within: Scope) -> Scope:
        """Return what holds inside an element of a kind; a cell stays what it is."""
        kind = KINDS.get(name)
        if kind is None or within.in_cell:
            return within
        if self._within is not within or self._made.kind != kind:
            self._within = within
            self._made = within._replace(kind=kind, level=within.lists if kind == "item" else 0)
        return self._made


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


def standing_out(name: str, attributes: Attributes, scope: Scope) -> Scope:
    """Return what holds inside an element, which may make its text stand out."""
    if name not in LOOKS and name != "font" and "style" not in attributes:  # as most
        return scope
    look = look_of(name, attributes)
    return scope._replace(look=look) if look > scope.look else scope


def in_table(number: int, attributes: Attributes, scope: Scope) -> Scope:
    """Return what holds inside a table, which is the one of this number on the page."""
    table = Table(RawTable(number), layout=attributes.get("role") in _NO_ROLE)
    return scope._replace(table=table, cell=None, heads=False, kind="paragraph")


def in_cell(name: str, attributes: Attributes, scope: Scope) -> Scope:
    """Return what holds inside a cell of a table."""
    rows, columns = attributes.get("rowspan"), attributes.get("colspan")
    header = name == "th" or scope.heads
    cell = RawCell("", header=header, rows=span_of(rows), columns=span_of(columns))
    return scope._replace(cell=cell, kind="paragraph", level=0)


def is_free(scope: Scope) -> bool:
    """Whether a block of its own can begin here."""
    return scope.kind == "paragraph" and not scope.in_cell and scope.region != "navigation"


def is_heading_row(scope: Scope) -> bool:
    """Whether a heading in this cell is the look of a header, not a part of the page."""
    if scope.cell is None or scope.table is None:
        return False
    above = (cell for row in scope.table.raw.rows for cell in row)
    return scope.cell.header or any(cell.header for cell in above)
