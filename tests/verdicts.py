"""Whole towns read as a visit reads them, and what a careful person reads on their pages."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from stated import open_times

from checker.config.loading import load
from checker.extract.text import read
from checker.extract.verdict.candidates import Candidate, candidates
from checker.extract.verdict.conclude import conclude_all
from checker.extract.verdict.sought import Sought, prepare
from checker.extract.words import merged
from checker.model.catalog import Catalog, Language
from checker.model.evidence import Evidence
from checker.model.record import Absent, Finding, Found, State, state_of
from checker.model.value import to_json

HERE = Path(__file__).parent
MADE_UP = HERE / "towns"
DEMO = HERE.parent / "checker/demo/towns"
#: What is expected of towns that others own.
ELSEWHERE = HERE / "tables/verdicts"
#: Towns that nobody looks at while the reading is worked on; their names begin so.
SEALED = "heldout/"
ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MEDIA = {".html": "text/html", ".aspx": "text/html", ".pdf": "application/pdf"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a person reads about one element in one town."""

    states: frozenset[State]
    values: tuple[Mapping[str, Any], ...] = ()  #: any of these; the keys named must be equal
    says: tuple[str, ...] = ()  #: any of these in a statement
    all: bool = False  #: each of the values must be found
    gap: str = ""  #: why it is not met yet


ABSENT = Expected(frozenset({"absent"}))


def towns() -> tuple[str, ...]:
    """Return the names of all open towns that something is expected of."""
    named = {path.parent.name for path in MADE_UP.glob("*/expected.toml")}
    return tuple(sorted(named | {path.stem for path in ELSEWHERE.glob("*.toml")}))


def sealed_towns() -> tuple[str, ...]:
    """Return the names of the sealed towns; nothing may show which of their cells fails."""
    found = (HERE / SEALED / "towns").glob("*/expected.toml")
    return tuple(sorted(f"{SEALED}{path.parent.name}" for path in found))


def _home(town: str) -> Path:
    """Return the folder of a town that is made up for tests, open or sealed."""
    if town.startswith(SEALED):
        return HERE / SEALED / "towns" / town.removeprefix(SEALED)
    return MADE_UP / town


@cache
def catalog(country: str = "no") -> Catalog:
    """Return the shipped catalogue."""
    return load(None, environ={"CHECKER__COUNTRY": country}).catalog


@cache
def _told(town: str) -> Mapping[str, Any]:
    own = _home(town) / "expected.toml"
    path = own if own.exists() else ELSEWHERE / f"{town}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def country_of(town: str) -> str:
    """Return the country that a town lies in, as its file says; Norway where it says nothing."""
    return str(_told(town).get("country", "no"))


@cache
def expected(town: str) -> Mapping[str, Expected]:
    """Return what is expected of each element; absent where a town's file says nothing."""
    told = {name: row for name, row in _told(town).items() if name != "country"}
    known = {element.id for element in catalog().elements}
    assert set(told) <= known, set(told) - known
    return {element: _expected(told.get(element)) for element in sorted(known)}


def _expected(row: Mapping[str, Any] | None) -> Expected:
    if row is None:
        return ABSENT
    assert set(row) <= {"state", "may", "value", "says", "all", "gap"}, row
    states = {row.get("state", "found"), row.get("may", row.get("state", "found"))}
    return Expected(
        frozenset(states),
        tuple(row.get("value", ())),
        tuple(row.get("says", ())),
        all=row.get("all", False),
        gap=row.get("gap", ""),
    )


@cache
def pages(town: str) -> tuple[Evidence, ...]:
    """Return the pages of a town as evidence, home page first."""
    folder = _home(town) if _home(town).is_dir() else DEMO / town
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in MEDIA:
            name = path.relative_to(folder).as_posix().removesuffix("index.html")
            uri = f"https://www.{folder.name}.example/{name}"
            clicks = len(Path(name).parts)
            body = path.read_bytes()
            found.append(Evidence(uri, MEDIA[path.suffix], NOW, body, clicks=clicks))
    return tuple(found)


def found_on(pages: Iterable[Evidence], country: str = "no") -> list[tuple[Candidate, ...]]:
    """Return the candidates of each page, read as in a visit in that country."""
    region = catalog(country).country.phone_region
    texts = [read(one) for one in pages]
    return [candidates(one, *_read_with(country, one.language), region=region) for one in texts]


@cache
def _read_with(country: str, language: str) -> tuple[tuple[Sought, ...], Language]:
    """Return elements and words for a text: the country's languages, and the text's own."""
    own, languages = catalog(country).country.languages, catalog(country).languages
    primary = language.partition("-")[0]
    tags = tuple(dict.fromkeys((*own, primary) if primary in languages else own))
    return prepare(catalog().elements, tags), merged(*(languages[tag] for tag in tags))


def judged(pages: Iterable[Evidence], country: str = "no") -> Mapping[str, Finding]:
    """Return the finding of each element after a visit in that country that saw these pages."""
    found = [one for page in found_on(pages, country) for one in page]
    concluded = conclude_all(catalog().elements, found, searched=(), on=ON)
    return {one.element: one for one in concluded}


@cache
def concluded(town: str) -> Mapping[str, Finding]:
    """Return the finding of each element in a town."""
    return judged(pages(town), country_of(town))


def is_right(wanted: Expected, finding: Finding, *, first: bool = False) -> bool:
    """Say whether a finding is what a person reads; first: its other answers are not looked at."""
    if state_of(finding) not in wanted.states:
        return False
    if not isinstance(finding, Found):
        return True
    answers = (finding,) if first else (finding, *finding.others)
    if wanted.says:
        return any(words in finding.proof.quote for words in wanted.says)
    if not wanted.values:
        return True
    known = [[_holds(value, answer) for value in wanted.values] for answer in answers]
    if not all(any(row) for row in known):
        return False
    return not wanted.all or all(any(column) for column in zip(*known, strict=True))


def _holds(value: Mapping[str, Any], answer: Found) -> bool:
    shown = to_json(answer.value)
    return all(
        _same_hours(shown.get(key), wanted) if key == "osm" else _same(shown.get(key), wanted)
        for key, wanted in value.items()
    )


def _same_hours(shown: object, wanted: object) -> bool:
    """Say whether two schedules are open at the same times, however they are written."""
    return shown == wanted or (
        isinstance(shown, str)
        and isinstance(wanted, str)
        and open_times(shown) == open_times(wanted)
    )


def _same(shown: object, wanted: object) -> bool:
    if isinstance(shown, str) and isinstance(wanted, str) and shown[:1].isdigit():
        return shown.removesuffix(".00") == wanted.removesuffix(".00")
    return shown == wanted


def is_wrong(wanted: Expected, finding: Finding) -> bool:
    """Say whether a finding states something that is not so: worse than saying nothing."""
    return isinstance(finding, Found) and not is_right(wanted, finding)


def is_missed(wanted: Expected, finding: Finding) -> bool:
    """Say whether a person finds what we did not."""
    return wanted.states == {"found"} and isinstance(finding, Absent)
