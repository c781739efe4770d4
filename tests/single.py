"""Single pages of the tables, each with all that may be found on it."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from verdicts import ABSENT, NOW, Expected

from checker.model.evidence import Evidence
from checker.model.record import State

FOLDER = Path(__file__).parent / "tables/pages"
FOUND: frozenset[State] = frozenset({"found"})


def single_pages() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each page of the tables with its language."""
    for path in sorted(FOLDER.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["page"]:
            yield path.stem, row


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
            return Expected(FOUND, says=tuple(told.split("|")))
        case list():
            return Expected(FOUND, tuple(told))
        case _:
            return Expected(FOUND, (told,))
