"""Precision, recall and F1 of each kind of value on the rows of the tables, open and sealed.

A finding is right when every key that the row names agrees; the rate of rows read to the letter,
unnamed keys and order included, stands beside it. Counts only: no figure shows which row fails.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.report import Report
from stated import Stated, agrees, found_in, is_told, wanted_of

from checker.model.value import KINDS, Kind

TESTS = Path(__file__).parents[1]
TABLES: Mapping[str, Path] = {"open": TESTS / "tables", "sealed": TESTS / "heldout/tables"}
F1_LEAST = 0.95
FALSE_MOST = 0.03
#: With fewer sealed rows of a kind nothing is asked of it.
ENOUGH_ROWS = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    kind: Kind
    language: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over some rows; findings, except where rows are said."""

    rows: int = 0
    right: int = 0  #: wanted and found
    wrong: int = 0  #: found and not wanted
    missed: int = 0  #: wanted and not found
    letters: int = 0  #: rows read to the letter
    negatives: int = 0  #: rows that want nothing
    false: int = 0  #: of those, rows with any finding

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.rows + other.rows,
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.letters + other.letters,
            self.negatives + other.negatives,
            self.false + other.false,
        )

    @property
    def precision(self) -> float:
        """Right of all found; 1 where nothing is found."""
        return ratio(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Right of all wanted; 1 where nothing is wanted."""
        return ratio(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)

    @property
    def false_share(self) -> float:
        """Negative rows with any finding, of all negative rows."""
        return ratio(self.false, self.negatives, empty=0.0)

    def shown(self) -> dict[str, float]:
        """Return all of it for a line."""
        return {
            "rows": self.rows,
            "tp": self.right,
            "fp": self.wrong,
            "fn": self.missed,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "to_the_letter": round(ratio(self.letters, self.rows), 4),
            "negatives": self.negatives,
            "false_on_negatives": round(self.false_share, 4),
        }


def ratio(part: int, whole: int, *, empty: float = 1.0) -> float:
    """Return a share; `empty` where there is nothing to share."""
    return part / whole if whole else empty


def rows(folder: Path, kinds: Sequence[Kind] = KINDS) -> Iterator[Row]:
    """Yield the rows of all tables of these kinds, whatever part they stand in."""
    for kind in kinds:
        for file in sorted((*folder.glob(f"*/{kind}.toml"), *folder.glob(f"*/{kind}_*.toml"))):
            table: Mapping[str, Sequence[Mapping[str, Any]]] = tomllib.loads(
                file.read_text(encoding="utf-8")
            )
            for entries in table.values():
                yield from (Row(kind, file.parent.name, one) for one in entries if "text" in one)


def scored(row: Row) -> Score:
    """Compare one row with what is read in it."""
    wants = wanted_of(row.kind, row.content)
    found = found_in(row.kind, row.language, row.content)
    right = pairs(wants, found)
    return Score(
        rows=1,
        right=right,
        wrong=len(found) - right,
        missed=len(wants) - right,
        letters=is_told(row.kind, wants, found),
        negatives=not wants,
        false=not wants and bool(found),
    )


def pairs(wants: Sequence[Stated], found: Sequence[Stated]) -> int:
    """Count the wishes met, each by a finding of its own; those that name most choose first.

    The quote is proof and no part of the value.
    """
    left = list(found)
    met = 0
    for want in sorted(({**one} for one in wants), key=len, reverse=True):
        want.pop("quote", None)
        fitting = next((one for one in left if agrees(want, one)), None)
        if fitting is not None:
            left.remove(fitting)
            met += 1
    return met


def scores(folder: Path) -> Mapping[tuple[Kind, str], Score]:
    """Return the score of each kind and language."""
    total: dict[tuple[Kind, str], Score] = {}
    for row in rows(folder):
        key = (row.kind, row.language)
        total[key] = total.get(key, Score()) + scored(row)
    return total


def by_kind(each: Mapping[tuple[Kind, str], Score]) -> Mapping[Kind, Score]:
    """Return the score of each kind over all languages."""
    total: dict[Kind, Score] = {}
    for (kind, _), score in each.items():
        total[kind] = total.get(kind, Score()) + score
    return total


def measure(report: Report) -> None:
    """Report each kind on the open and on the sealed tables, and each language of it in a line."""
    for name, folder in TABLES.items():
        each = scores(folder)
        for (kind, language), score in each.items():
            report.line(f"{name} {kind} in {language}", **score.shown())
        for kind, score in by_kind(each).items():
            report.line(f"{name} {kind}", **score.shown())
            if name == "sealed" and score.rows < ENOUGH_ROWS:
                report.plain(f"{name} {kind}: F1, too few rows to ask", score.f1, "")
                continue
            report.at_least(f"{name} {kind}: F1", score.f1, F1_LEAST, f"({score.rows} rows)")
            unit = f"({score.negatives} rows)"
            report.at_most(
                f"{name} {kind}: false on negatives", score.false_share, FALSE_MOST, unit
            )
        if not each:
            report.line(f"{name} tables", rows=0)
