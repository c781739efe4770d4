"""Single pages of the tables, each with all that may be found on it."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from verdicts import ABSENT, NOW, Expected

from checker.model.evidence import Evidence
from checker.model.record import State

TABLES = Path(__file__).parent / "tables"
FOLDER = TABLES / "pages"
FOUND: frozenset[State] = frozenset({"found"})
ANY: frozenset[State] = frozenset({"found", "absent", "unclear"})
#: Where a language's pages are read, if not in Norway.
COUNTRIES = {"sv": "se"}


@cache
def frames() -> Mapping[str, Mapping[str, Any]]:
    """Return what stands around the pages of each municipality."""
    return tomllib.loads((TABLES / "frames.toml").read_text(encoding="utf-8"))


def single_pages() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each page of the tables with its language; its frame's expectations are its own."""
    for path in sorted(FOLDER.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["page"]:
            around = frames()[row["frame"]] if "frame" in row else {}
            yield path.stem.split("_")[0], {**around, **row, **_notes(around, row)}


def _notes(around: Mapping[str, Any], row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is not judged, and what is not met; a frame's, where a page tells it anew."""
    known = {one: why for one, why in around.get("gaps", {}).items() if one not in row}
    return {
        "open": [*around.get("open", ()), *row.get("open", ())],
        "gaps": {**known, **row.get("gaps", {})},
    }


def country(language: str) -> str:
    """Return the country that a page of this language is read in."""
    return COUNTRIES.get(language, "no")


def evidence(language: str, row: Mapping[str, Any]) -> Evidence:
    """Return the page as a visit brings it."""
    html = (
        f"<!doctype html><html lang={language}><meta charset=utf-8>"
        f"<title>{row['title']}</title><body>{_body(row)}</body></html>"
    )
    uri = f"https://www.{row.get('frame', 'x')}.example{row['uri']}"
    return Evidence(uri, "text/html", NOW, html.encode(), clicks=1)


def _body(row: Mapping[str, Any]) -> str:
    html = str(row["html"])
    if "frame" not in row:
        return html if "<main" in html else f"<main>{html}</main>"
    around = frames()[row["frame"]]
    crumbs = (around["crumb"].replace("{{name}}", one) for one in row["crumbs"].split(" > "))
    slots = {
        "main": html,
        "aside": row.get("aside", ""),
        "title": row["title"],
        "updated": row["updated"],
        "crumbs": "".join(crumbs),
    }
    body = str(around["html"])
    for name, filling in slots.items():
        body = body.replace("{{" + name + "}}", filling)
    return body


def wanted(row: Mapping[str, Any], element: str) -> Expected:
    """Return what a row says of an element: a value, any of several, or words of a sentence."""
    gap = row["gaps"].get(element, "")
    if element in row["open"]:
        return Expected(ANY)
    match row.get(element, False):
        case False:
            return Expected(ABSENT.states, gap=gap)
        case str() as told:
            return Expected(FOUND, says=tuple(told.split("|")), gap=gap)
        case list() as told:
            return Expected(FOUND, tuple(told), gap=gap)
        case told:
            return Expected(FOUND, (told,), gap=gap)
