"""Collects schema.org microdata that no reader sees: values in attributes, item by item."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from checker.extract.text.regions import Attributes

_ITEMS_MAX, _VALUES_MAX = 500, 5_000
_PROPERTIES = frozenset(
    {
        "name", "openingHours", "openingHoursSpecification", "dayOfWeek", "opens", "closes",
        "validFrom", "validThrough", "telephone", "email", "specialOpeningHoursSpecification",
    }
)  # fmt: skip


@dataclass(slots=True)
class _Item:
    depth: int
    names: tuple[str, ...]  #: properties of the outer item that this one is the value of
    heading: str
    kind: str
    said: dict[str, list[Any]] = field(default_factory=dict)

    def node(self) -> dict[str, Any]:
        """The item as JSON-LD has it; a place that says no name is called by its heading."""
        named = {"name": [self.heading]} if self.heading and not self.names else {}
        return {"@type": self.kind, **named, **self.said}


@dataclass(slots=True)
class Microdata:
    """Takes items and values as elements open and close; `items` are those of their own."""

    items: list[Mapping[str, Any]] = field(default_factory=list)
    depth: int = -1  #: that of the innermost open item, -1 outside all
    _open: list[_Item] = field(default_factory=list)
    _values: int = 0

    def enter(self, attributes: Attributes, depth: int, heading: str) -> None:
        """An element with itemscope begins.

        Args:
            attributes: Its attributes.
            depth: Elements open, itself among them.
            heading: The heading it stands under.
        """
        if len(self._open) + len(self.items) >= _ITEMS_MAX:
            return
        kind = (attributes.get("itemtype") or "").rpartition("/")[2]
        names = tuple(name for name in _names(attributes) if name in _PROPERTIES)
        self._open.append(_Item(depth, names, heading, kind))
        self.depth = depth

    def leave(self) -> None:
        """The element that holds the innermost item ends."""
        item = self._open.pop()
        self.depth = self._open[-1].depth if self._open else -1
        if self._open and item.names:
            for name in item.names:
                self._open[-1].said.setdefault(name, []).append(item.node())
        else:
            self.items.append(item.node())

    def value(self, attributes: Attributes) -> None:
        """An element with itemprop: what it says without showing it."""
        if not self._open or self._values >= _VALUES_MAX:
            return
        keys = ("content", "datetime", "href")
        said = next((attributes[key] for key in keys if attributes.get(key)), None)
        for name in _names(attributes):
            if said and name in _PROPERTIES:
                self._values += 1
                self._open[-1].said.setdefault(name, []).append(said)


def _names(attributes: Attributes) -> list[str]:
    return (attributes.get("itemprop") or "").split()
