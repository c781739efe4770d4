"""Single pages, each with all that may be found on it and nothing else."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from single import evidence, single_pages, wanted
from verdicts import is_right, judged

from checker.model.record import state_of


def rows() -> Iterator[object]:
    """Yield each page of the tables with its language."""
    for language, row in single_pages():
        marks = [pytest.mark.xfail(reason=row["gap"])] if "gap" in row else []
        yield pytest.param(language, row, marks=marks, id=f"{language}: {row['id']}")


@pytest.mark.parametrize(("language", "row"), list(rows()))
def test_page_says_what_it_says(language: str, row: Mapping[str, Any]) -> None:
    """The answers that stand there are found first, and no other element is."""
    wrong = {
        name: (state_of(finding), finding)
        for name, finding in judged([evidence(language, row)]).items()
        if not is_right(wanted(row, name), finding, first=True)
    }
    assert not wrong
