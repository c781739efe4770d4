"""Tabs of a page: which of them names which panel (WAI-ARIA 1.2, tab and tabpanel)."""

from collections.abc import Sequence

from checker.extract.text.regions import Attributes

_POINTERS = ("id", "aria-controls", "href", "data-target", "data-bs-target")


class Tabs:
    """Takes tabs as they open; tells what a panel is called when it opens."""

    __slots__ = ("_places",)

    def __init__(self) -> None:
        self._places: dict[str, int] = {}  #: id of a tab or its panel -> number of the tab's block

    def tab(self, attributes: Attributes, block: int) -> None:
        """A tab begins, whose words will be the block of this number; shared ones name nothing."""
        known = block in self._places.values()
        for name in _POINTERS:
            pointer = (attributes.get(name) or "").rpartition("#")[2].strip()
            if pointer:
                self._places[pointer] = -1 if known else block

    def panel(self, attributes: Attributes, blocks: Sequence[object]) -> int | None:
        """Return the number of the block that names a panel, None where none does."""
        for name in ("aria-labelledby", "id"):
            place = self._places.get((attributes.get(name) or "").strip(), -1)
            if 0 <= place < len(blocks):
                return place
        return None
