"""Whole towns against what a careful person reads on their pages, element by element."""

from collections.abc import Iterator

import pytest
from verdicts import concluded, expected, is_right, towns

from checker.model.record import state_of


def cells() -> Iterator[object]:
    """Yield each element of each town; those that are not met yet say why."""
    for town in towns():
        for element, wanted in expected(town).items():
            marks = [pytest.mark.xfail(reason=wanted.gap)] if wanted.gap else []
            yield pytest.param(town, element, marks=marks, id=f"{town}-{element}")


@pytest.mark.parametrize(("town", "element"), list(cells()))
def test_element_is_what_a_person_reads(town: str, element: str) -> None:
    """Found with the right value, absent where nothing is told, unclear where two answers are."""
    finding = concluded(town)[element]
    assert is_right(expected(town)[element], finding), (state_of(finding), finding)
