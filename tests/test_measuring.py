"""The measures themselves: what counts as right, wrong and missed, and how sure is sure."""

import json
from collections.abc import Sequence
from io import StringIO

import pytest
from bench.calibrate import Case, fitted, lowered
from bench.calibration import Said, brier, expected_error
from bench.facts import Row, Score, pairs, scored
from bench.report import Report
from bench.towns import Cell, tally
from stated import Stated
from verdicts import ABSENT, Expected, sealed_towns, towns

from checker.model.record import Absent, Finding, Unclear


@pytest.mark.parametrize(
    ("wants", "found", "met"),
    [
        ([{"a": 1}], [{"a": 1, "b": 2}], 1),
        ([{"a": 1, "b": 2}], [{"a": 1}], 0),
        ([{"a": 1}], [{"a": 2}], 0),
        ([{"a": 1}, {"a": 1}], [{"a": 1}], 1),
        ([{"a": 1}, {"a": 1, "b": 2}], [{"a": 1, "b": 2}, {"a": 1, "b": 3}], 2),
        ([{"a": 1, "quote": "x"}], [{"a": 1, "quote": "y"}], 1),
        ([], [{"a": 1}], 0),
    ],
)
def test_each_wish_is_met_by_a_finding_of_its_own(
    wants: Sequence[Stated], found: Sequence[Stated], met: int
) -> None:
    """Every key that is named agrees; the quote is proof and no part of the value."""
    assert pairs(wants, found) == met


def test_a_row_counts_its_findings() -> None:
    """Right, wrong and missed are findings; a false row is one that wants nothing."""
    both = {"text": "Hel plass 2 907 kr, halv plass 1 500 kr", "wants": [{"amount": "2907"}]}
    none = {"text": "Hel plass 2 907 kr", "wants": []}
    other = {"text": "Ring oss", "wants": [{"amount": "1"}]}
    total = sum((scored(Row("money", "nb", one)) for one in (both, none, other)), Score())
    assert (total.right, total.wrong, total.missed) == (1, 2, 1)
    assert (total.rows, total.negatives, total.false, total.letters) == (3, 1, 1, 0)
    assert (total.precision, total.recall, total.f1) == (1 / 3, 1 / 2, 2 / 5)


def test_hesitation_is_neither_right_nor_false() -> None:
    """Unclear where something is there, and unclear where nothing is, are counted apart."""
    present = Expected(frozenset({"found"}))
    findings: list[tuple[Expected, Finding]] = [
        (present, Unclear("x", "two answers")),
        (present, Absent("x")),
        (ABSENT, Absent("x")),
        (ABSENT, Unclear("x", "two answers")),
    ]
    total = tally([Cell("money", wanted, finding, right=False) for wanted, finding in findings])
    assert (total.present, total.right, total.unclear, total.missed) == (2, 0, 1, 1)
    assert (total.absent, total.false, total.wrong, total.hesitant) == (2, 0, 0, 2)


def test_confidence_that_is_true_has_no_error() -> None:
    """Nine of ten right at 0.9 is calibrated; the same said with 0.5 is off by 0.4."""
    right = [True] * 9 + [False]
    assert expected_error([Said(0.9, one) for one in right]) == pytest.approx(0)
    assert expected_error([Said(0.5, one) for one in right]) == pytest.approx(0.4)
    assert brier([Said(0.9, one) for one in right]) == pytest.approx(0.09)
    assert brier([Said(float(one), one) for one in right]) == 0


def test_weights_are_those_of_what_was_seen() -> None:
    """Answers with a sign that are right nine times in ten are said to be; then lowered alike."""
    seen = [Case("money", (1.0,), number % 10 != 0) for number in range(200)]
    seen += [Case("money", (0.0,), number % 2 == 0) for number in range(200)]
    weights = fitted(seen)
    assert weights.chance(Case("money", (1.0,), right=True)) == pytest.approx(0.9, abs=0.02)
    assert weights.chance(Case("money", (0.0,), right=True)) == pytest.approx(0.5, abs=0.02)
    low = lowered(weights, seen, 0.4)
    mean = sum(map(low.chance, seen)) / len(seen)
    assert mean == pytest.approx(0.4, abs=0.001)


def test_sealed_towns_are_no_open_ones() -> None:
    """Nothing that names a cell ever sees a sealed town."""
    assert not set(towns()) & set(sealed_towns())


def test_a_broken_limit_is_told() -> None:
    """A run with one figure beyond its limit does not hold, whatever else is fine."""
    lines, table = StringIO(), StringIO()
    report = Report(lines)
    report.at_most("a", 1, 2, "ms")
    report.at_least("b", 3, 2, "/s")
    report.plain("c", 1, "")
    assert report.held
    report.at_least("d", 1, 2, "/s")
    assert not report.held
    report.summary(table)
    assert [json.loads(one).get("held") for one in lines.getvalue().splitlines()] == [
        *(True, True, None, False)
    ]
    assert "2 of 3 limits held" in table.getvalue()
