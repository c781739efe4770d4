"""Opening hours: what the tables say is found, and nothing else; whatever stands in the text."""

import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours, State

from checker.config import load_languages, shipped
from checker.extract import hours
from checker.extract.words import merged
from checker.model.catalog import Language
from checker.model.evidence import Evidence, Text
from checker.model.value import Hours

TABLES = Path(__file__).parent.parent / "tables"

#: Odd and even weeks, Easter, Whitsun, spring, summer holidays, autumn, Christmas.
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
WEEKS = [
    datetime(2026, month, day)  # noqa: DTZ001  the evaluator works in local time
    for month, day in (
        *((1, 5), (1, 12), (2, 2), (3, 30), (4, 6), (5, 11), (5, 18), (6, 22)),
        *((7, 13), (7, 20), (8, 10), (10, 5), (11, 2), (12, 7), (12, 21), (12, 28)),
    )
]


@cache
def words() -> Language:
    languages = load_languages(shipped())
    return merged(languages["nb"], languages["nn"])


def text(content: str) -> Text:
    body = content.encode("utf-8", "surrogatepass")
    return Text(content, Evidence("https://prove.invalid/", "text/plain", MOMENT, body))


@cache
def open_times(osm: str) -> tuple[tuple[datetime, datetime], ...]:
    """Return when it is open in the weeks above; for closures alone, when it is not closed."""
    found: list[tuple[datetime, datetime]] = []
    rules = OpeningHours(osm, country="NO")
    for week in WEEKS:
        for start, end, state, *_ in rules.intervals(week, week + timedelta(days=7)):
            if state == State.OPEN:
                touching = bool(found) and found[-1][1] == start
                found.append((found.pop()[0] if touching else start, end))
    return tuple(found) or open_times(f"24/7; {osm}")


def rows(part: str) -> list[object]:
    """Return the rows of one part of all tables, each known by its language and its text."""
    found: list[object] = []
    for file in sorted(TABLES.glob("*/hours.toml")):
        table = tomllib.loads(file.read_text("utf-8"))
        for row in table.get(part, []):
            marks = [pytest.mark.xfail(strict=True)] if part == "gaps" else []
            name = f"{file.parent.name}: {' '.join(row['text'].split())[:60]}"
            found.append(pytest.param(row["text"], row["hits"], id=name, marks=marks))
    return found


@pytest.mark.parametrize(("content", "hits"), [*rows("seen"), *rows("bugs"), *rows("gaps")])
def test_schedules(content: str, hits: list[dict[str, str]]) -> None:
    """Each place and audience has its schedule, open exactly when the text says so."""
    found = [hit.value for hit in hours.find(text(content), words())]
    got = [(one.audience, open_times(one.osm)) for one in found if isinstance(one, Hours)]
    expected = [(hit.get("audience"), open_times(hit["osm"])) for hit in hits]
    assert sorted(got, key=str) == sorted(expected, key=str), found


FRAGMENTS = [
    "mandag",
    "fredag",
    "man.",
    "to",
    "hverdager",
    "helligdager",
    "08.00",
    "8",
    "15",
    "1500",
    "24",
    "00",
    "15/5",
    "1. mai",
    "31.12",
    "uke",
    "29",
    "partallsuker",
    "første",
    "i måneden",
    "stengt",
    "åpent",
    "telefon",
    "besøk",
    "ubetjent",
    "lunsj",
    "unntatt",
    "sommertid",
    "juli",
    "julaften",
    "skjærtorsdag",
    "til",
    "fra",
    "og",
    "kl.",
    "-",
    "–",
    ",",
    ":",
    ";",
    "(",
    ")",
    ".",
    "\n",
    "\t",
    "døgnåpent",
    "t.o.m.",
    "§",
    "år",
    "2025",
    "35 06 70 00",
    "åpner",
    "stenger",
    "i",
    "x",
    "|",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join) | st.text(max_size=80))
def test_any_text_is_read(content: str) -> None:
    """No text raises; what is found stands where it says, in order, and can be evaluated."""
    hits = hours.find(text(content), words())
    for hit in hits:
        assert isinstance(hit.value, Hours)
        assert 0 <= hit.start < hit.end <= len(content)
        OpeningHours(hit.value.osm)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
