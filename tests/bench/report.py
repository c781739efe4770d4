"""Figures as one JSON object a line, and all of them as a table for people at the end."""

import json
import os
import platform
import sys
from dataclasses import dataclass, field
from typing import Literal, TextIO

#: Of all that is drawn by lot.
SEED = 20261123


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured; `held` is None where nothing is asked of it."""

    what: str
    value: float
    unit: str
    limit: float | None
    held: bool | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run measured, in order."""

    out: TextIO = sys.stdout
    figures: list[Figure] = field(default_factory=list)

    def machine(self) -> None:
        """Print where it was measured."""
        self.out.write(json.dumps(machine()) + "\n")

    def at_most(self, what: str, value: float, limit: float, unit: str) -> None:
        """Keep a figure that must not be above its limit."""
        self._keep(Figure(what, value, unit, limit, value <= limit), "at_most")

    def at_least(self, what: str, value: float, limit: float, unit: str) -> None:
        """Keep a figure that must not be below its limit."""
        self._keep(Figure(what, value, unit, limit, value >= limit), "at_least")

    def plain(self, what: str, value: float, unit: str, **more: object) -> None:
        """Keep a figure that nothing is asked of; `more` goes into its line only."""
        self._keep(Figure(what, value, unit, None, None), None, **more)

    def line(self, what: str, **more: object) -> None:
        """Print a line of figures that the table leaves out."""
        self.out.write(json.dumps({"what": what, **more}) + "\n")
        self.out.flush()

    def _keep(
        self, one: Figure, side: Literal["at_most", "at_least"] | None, **more: object
    ) -> None:
        self.figures.append(one)
        limit = {} if side is None else {side: one.limit, "held": one.held}
        self.line(one.what, figure=round(one.value, 4), unit=one.unit, **limit, **more)

    def summary(self, to: TextIO) -> None:
        """Write all figures as a table; those that break their limit begin with "!"."""
        where = machine()
        to.write(f"\n{where['machine']}, {where['cpus']} cores, seed {where['seed']}\n")
        width = max((len(one.what) for one in self.figures), default=0)
        for one in self.figures:
            mark = "!" if one.held is False else " "
            limit = "" if one.limit is None else f"   limit {one.limit:g}"
            to.write(f"{mark} {one.what:<{width}} {one.value:>10.3f} {one.unit}{limit}\n")
        broken = sum(one.held is False for one in self.figures)
        asked = sum(one.held is not None for one in self.figures)
        to.write(f"{asked - broken} of {asked} limits held\n")

    @property
    def held(self) -> bool:
        """Whether no limit is broken."""
        return all(one.held is not False for one in self.figures)


def machine() -> dict[str, object]:
    """Return what a figure depends on."""
    return {
        "machine": platform.platform(),
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
        "seed": SEED,
    }
