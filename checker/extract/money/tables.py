"""What the cells of a table are to each other: whose header is their own, what is a value."""

from collections.abc import Sequence

from checker.model.evidence import Block, Cell, Text

_JOINT = " / "


class Tables:
    """The tables of one text; laid out when the first question about them comes."""

    __slots__ = ("_heads", "_lowest", "_rows", "_shared", "_text")

    def __init__(self, text: Text) -> None:
        self._text = text
        self._heads: dict[int, frozenset[str]] = {}
        self._rows: dict[tuple[int, int], list[Block]] | None = None
        self._lowest: dict[tuple[int, int], int] = {}
        self._shared: dict[tuple[int, int], frozenset[str]] = {}

    def row(self, cell: Cell) -> Sequence[Block]:
        """Return the blocks of a cell's row, from left to right."""
        return self._all().get((cell.table, cell.row), ())

    def heads(self, table: int) -> frozenset[str]:
        """Return what heads the columns of a table, but for the first: its corner heads them."""
        if table not in self._heads:
            blocks = (
                block
                for (number, _), row in self._all().items()
                if number == table
                for block in row
            )
            cells = (block.cell for block in blocks)
            self._heads[table] = frozenset(
                self.own(cell) for cell in cells if cell and cell.column and not cell.header
            )
        return self._heads[table]

    def own(self, cell: Cell) -> str:
        """Return what heads this column and not the whole row."""
        shared = self._over_all(cell)
        parts = cell.column_header.split(_JOINT)
        return _JOINT.join(part for part in parts if part not in shared)

    def sections(self, cell: Cell) -> tuple[str, ...]:
        """Return what heads the whole row, the nearest first: "Barnehage, per måned"."""
        shared = self._over_all(cell)
        return tuple(part for part in reversed(cell.column_header.split(_JOINT)) if part in shared)

    def is_value(self, cell: Cell) -> bool:
        """Say whether a cell marked as a header is a value: nothing below is headed by it."""
        if cell.column == 0 or not cell.column_header:
            return False
        if any(block.cell and not block.cell.header for block in self.row(cell)):
            return True
        return cell.row > self._lowest.get((cell.table, cell.column), -1)

    def _over_all(self, cell: Cell) -> frozenset[str]:
        key = (cell.table, cell.row)
        if key not in self._shared:
            beside = [block.cell for block in self.row(cell) if block.cell]
            parts = [frozenset(one.column_header.split(_JOINT)) for one in beside]
            self._shared[key] = frozenset.intersection(*parts) if len(parts) > 1 else frozenset()
        return self._shared[key]

    def _all(self) -> dict[tuple[int, int], list[Block]]:
        if self._rows is None:
            self._rows = {}
            for block in self._text.blocks:
                cell = block.cell
                if cell is None:
                    continue
                self._rows.setdefault((cell.table, cell.row), []).append(block)
                if not cell.header:
                    column = (cell.table, cell.column)
                    self._lowest[column] = max(cell.row, self._lowest.get(column, -1))
        return self._rows
