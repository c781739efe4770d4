"""Whether a stated confidence is the share that is right: reliability, expected error, Brier.

Guo et al., "On Calibration of Modern Neural Networks" (2017), section 2, for the bins and the
expected calibration error; Brier (1950) for the score.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.report import Report
from bench.towns import Cell

from checker.model.record import Found

BINS = 10


@dataclass(frozen=True, slots=True)
class Said:
    """One finding: how sure it says it is, and whether it is right."""

    confidence: float  #: 0 to 1
    right: bool


def said(cells: Sequence[Cell]) -> list[Said]:
    """Return the findings that state a confidence."""
    found = []
    for cell in cells:
        confidence = getattr(cell.finding, "confidence", None)
        if isinstance(cell.finding, Found) and confidence is not None:
            found.append(Said(float(confidence), cell.right))
    return found


def bins(all_said: Sequence[Said]) -> Iterator[tuple[int, Sequence[Said]]]:
    """Yield each bin of equal width that holds any, by its number from 0."""
    for number in range(BINS):
        held = [one for one in all_said if min(int(one.confidence * BINS), BINS - 1) == number]
        if held:
            yield number, held


def mean_confidence(held: Sequence[Said]) -> float:
    return sum(one.confidence for one in held) / len(held)


def share_right(held: Sequence[Said]) -> float:
    return sum(one.right for one in held) / len(held)


def expected_error(all_said: Sequence[Said]) -> float:
    """Return the mean gap between stated and true share over the bins, by their size."""
    gaps = (
        len(held) * abs(mean_confidence(held) - share_right(held)) for _, held in bins(all_said)
    )
    return sum(gaps) / len(all_said)


def brier(all_said: Sequence[Said]) -> float:
    """Return the mean square of what confidence and truth (0 or 1) differ by."""
    return sum((one.confidence - one.right) ** 2 for one in all_said) / len(all_said)


def measure(report: Report, by_set: Mapping[str, Sequence[Cell]]) -> None:
    """Report the reliability of all that is open together, and of all that is sealed."""
    both = {
        name: [cell for one, cells in by_set.items() if one.startswith(name) for cell in cells]
        for name in ("open", "sealed")
    }
    for name, cells in both.items():
        all_said = said(cells)
        if not all_said:
            found = sum(isinstance(cell.finding, Found) for cell in cells)
            report.line(f"{name} calibration", found=found, stated="no finding has a confidence")
            continue
        for number, held in bins(all_said):
            report.line(
                f"{name} reliability",
                bin=f"{number / BINS:.1f}-{(number + 1) / BINS:.1f}",
                count=len(held),
                mean_confidence=round(mean_confidence(held), 4),
                share_right=round(share_right(held), 4),
            )
        report.plain(
            f"{name}: expected calibration error", expected_error(all_said), f"({len(all_said)})"
        )
        report.plain(f"{name}: Brier score", brier(all_said), f"({len(all_said)})")
