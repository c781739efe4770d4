"""Whole towns and single pages: how often a verdict is right, open and sealed.

An element is present when a person surely finds it, absent when a person surely does not; where a
person may hesitate, only a wrong value counts. Counts only: no figure shows which cell fails.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bench.facts import ratio
from bench.report import Report
from single import country, evidence, single_pages, wanted
from verdicts import Expected, catalog, concluded, expected, is_right, judged, sealed_towns, towns

from checker.model.record import Finding, Found, Unclear
from checker.model.value import KINDS, Kind

RIGHT_LEAST = 0.90
FALSE_MOST = 0.03


@dataclass(frozen=True, slots=True)
class Cell:
    """One element of one town or page: what a person reads, and what was concluded."""

    kind: Kind  #: of the element
    wanted: Expected
    finding: Finding
    right: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over some cells."""

    cells: int
    present: int
    right: int  #: present and found with the right value
    wrong: int  #: found with a value that is not so, whatever was wanted
    unclear: int  #: of present
    missed: int  #: present and called absent
    found: int
    found_right: int
    absent: int
    false: int  #: absent and found
    hesitant: int  #: unclear, of all

    def shown(self) -> dict[str, float]:
        """Return all of it for a line."""
        return {
            "cells": self.cells,
            "present": self.present,
            "right": self.right,
            "wrong": self.wrong,
            "unclear": self.unclear,
            "missed": self.missed,
            "precision_of_found": round(self.precision, 4),
            "recall_of_present": round(self.recall, 4),
            "absent": self.absent,
            "false_found": self.false,
            "false_found_share": round(self.false_share, 4),
            "unclear_share": round(ratio(self.hesitant, self.cells, empty=0.0), 4),
        }

    @property
    def precision(self) -> float:
        """Right of all found."""
        return ratio(self.found_right, self.found)

    @property
    def recall(self) -> float:
        """Right of all present."""
        return ratio(self.right, self.present)

    @property
    def false_share(self) -> float:
        """Found, of all absent."""
        return ratio(self.false, self.absent, empty=0.0)


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the kind of value of each element."""
    return {element.id: element.kind for element in catalog().elements}


def cells_of(names: Sequence[str]) -> Iterator[Cell]:
    """Yield each element of these towns."""
    for town in names:
        findings = concluded(town)
        for element, one in expected(town).items():
            finding = findings[element]
            yield Cell(kinds()[element], one, finding, is_right(one, finding))


def cells_of_pages() -> Iterator[Cell]:
    """Yield each element of each single page; the first answer must be the right one."""
    for language, row in single_pages():
        for element, finding in judged([evidence(language, row)], country(language)).items():
            one = wanted(row, element)
            right = is_right(one, finding, first=True)
            yield Cell(kinds()[element], one, finding, right)


def sets() -> Mapping[str, Sequence[Cell]]:
    """Return each set by its name; the sealed towns last."""
    return {
        "open towns": list(cells_of(towns())),
        "open single pages": list(cells_of_pages()),
        "sealed towns": list(cells_of(sealed_towns())),
    }


def tally(cells: Sequence[Cell]) -> Tally:
    """Count what became of each cell."""
    present = [one for one in cells if one.wanted.states == {"found"}]
    absent = [one for one in cells if one.wanted.states == {"absent"}]
    found = [one for one in cells if isinstance(one.finding, Found)]
    unclear = [one for one in cells if isinstance(one.finding, Unclear)]
    stated = sum(isinstance(one.finding, Found | Unclear) for one in present)
    return Tally(
        cells=len(cells),
        present=len(present),
        right=sum(one.right for one in present),
        wrong=sum(not one.right for one in found),
        unclear=sum(isinstance(one.finding, Unclear) for one in present),
        missed=len(present) - stated,
        found=len(found),
        found_right=sum(one.right for one in found),
        absent=len(absent),
        false=sum(isinstance(one.finding, Found) for one in absent),
        hesitant=len(unclear),
    )


def measure(report: Report, by_set: Mapping[str, Sequence[Cell]]) -> None:
    """Report each set, and each kind of element in it; then what something is asked of."""
    for name, cells in by_set.items():
        total = tally(cells)
        report.line(name, **total.shown())
        if not total.cells:
            continue
        for kind in KINDS:
            part = tally([one for one in cells if one.kind == kind])
            report.line(f"{name}: {kind} elements", **part.shown())
        report.plain(f"{name}: precision of found", total.precision, f"({total.found} found)")
        unit = f"({total.present} present)"
        report.at_least(f"{name}: right value of present", total.recall, RIGHT_LEAST, unit)
        unit = f"({total.absent} absent)"
        report.at_most(f"{name}: false found of absent", total.false_share, FALSE_MOST, unit)
        report.plain(f"{name}: unclear of all", total.hesitant / total.cells, "")
