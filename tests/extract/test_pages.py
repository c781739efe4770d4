"""Single pages, each with all that may be found on it and nothing else."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from tables_of import TABLES
from verdicts import NOW, Expected, is_right, judged

from checker.model.evidence import Evidence
from checker.model.record import state_of

FOUND, ABSENT = Expected(frozenset({"found"})), Expected(frozenset({"absent"}))


def rows() -> Iterator[object]:
    """Yield each page of the tables with its language."""
    for path in sorted((TABLES / "pages").glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["page"]:
            marks = [pytest.mark.xfail(reason=row["gap"])] if "gap" in row else []
            yield pytest.param(path.stem, row, marks=marks, id=f"{path.stem}: {row['id']}")


def evidence(language: str, row: Mapping[str, Any]) -> Evidence:
    """Return the page as a visit brings it."""
    body = row["html"] if "<main" in row["html"] else f"<main>{row['html']}</main>"
    html = (
        f"<!doctype html><html lang={language}><meta charset=utf-8>"
        f"<title>{row['title']}</title><body>{body}</body></html>"
    )
    uri = f"https://www.x.example{row['uri']}"
    return Evidence(uri, "text/html", NOW, html.encode(), clicks=1)


def wanted(row: Mapping[str, Any], element: str) -> Expected:
    """Return what a row says of an element: a value, any of several, or words of a sentence."""
    told = row.get(element)
    match told:
        case None:
            return ABSENT
        case str():
            return Expected(FOUND.states, says=tuple(told.split("|")))
        case list():
            return Expected(FOUND.states, tuple(told))
        case _:
            return Expected(FOUND.states, (told,))


@pytest.mark.parametrize(("language", "row"), list(rows()))
def test_page_says_what_it_says(language: str, row: Mapping[str, Any]) -> None:
    """The answers that stand there are found first, and no other element is."""
    wrong = {
        name: (state_of(finding), finding)
        for name, finding in judged([evidence(language, row)]).items()
        if not is_right(wanted(row, name), finding, first=True)
    }
    assert not wrong
