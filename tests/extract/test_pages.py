"""Single pages, each with all that may be found on it and nothing else."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from single import country, evidence, single_pages, wanted
from verdicts import is_right, judged

from checker.model.record import state_of


def rows() -> Iterator[object]:
    """Yield each page of the tables with its language."""
    for language, row in single_pages():
        marks = [pytest.mark.xfail(reason=row["gap"])] if "gap" in row else []
        yield pytest.param(language, row, marks=marks, id=f"{language}: {row['id']}")


def gaps() -> Iterator[object]:
    """Yield each element of a page that is not read right yet; strict, so it tells when it is."""
    for language, row in single_pages():
        for element, reason in row["gaps"].items():
            yield pytest.param(
                *(language, row, element),
                marks=[pytest.mark.xfail(reason=reason)],
                id=f"{language}: {row['id']}: {element}",
            )


def wrong(language: str, row: Mapping[str, Any]) -> Mapping[str, object]:
    """Return each element of a page that is not what a person reads there."""
    findings = judged([evidence(language, row)], country(language))
    return {
        name: (state_of(finding), finding)
        for name, finding in findings.items()
        if not is_right(wanted(row, name), finding, first=True)
    }


@pytest.mark.parametrize(("language", "row"), list(rows()))
def test_page_says_what_it_says(language: str, row: Mapping[str, Any]) -> None:
    """The answers that stand there are found first, and no other element is."""
    assert not {name: one for name, one in wrong(language, row).items() if name not in row["gaps"]}


@pytest.mark.parametrize(("language", "row", "element"), list(gaps()))
def test_gap_of_a_page(language: str, row: Mapping[str, Any], element: str) -> None:
    """An element that is known to be read wrong; right, its gap goes."""
    assert element not in wrong(language, row)
