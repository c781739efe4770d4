"""Opening hours: what the tables say is found, and nothing else; whatever stands in the text."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours
from stated import comparable, found_in, is_told, open_times, wanted_of
from tables_of import norwegian, vocabulary

from checker.extract import hours
from checker.extract.text import read, read_plain
from checker.extract.verdict.answer import Asked, answer_line
from checker.model.evidence import Evidence, Text
from checker.model.value import Hours

TABLES = Path(__file__).parent.parent / "tables"

ASKED = Asked("hours", vocabulary(), date(2026, 1, 1))
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def rows(part: str, name: str = "hours") -> list[object]:
    """Return the rows of one part of all tables, each known by its language and its text."""
    found: list[object] = []
    for file in sorted(TABLES.glob(f"*/{name}.toml")):
        table = tomllib.loads(file.read_text("utf-8"))
        for row in table.get(part, []):
            marks = [pytest.mark.xfail(strict=True)] if part == "gaps" else []
            tag = file.parent.name
            row_id = f"{tag}: {' '.join(row['text'].split())[:60]}"
            found.append(pytest.param(tag, row, id=row_id, marks=marks))
    return found


@pytest.mark.parametrize(("tag", "row"), [*rows("seen"), *rows("bugs"), *rows("gaps")])
def test_schedules(tag: str, row: Mapping[str, Any]) -> None:
    """Each place and audience has its schedule, open exactly when the text says so."""
    found = found_in("hours", tag, row)
    assert is_told("hours", wanted_of("hours", row), found), found


@pytest.mark.parametrize(
    ("tag", "row"), [*rows("seen", "hours_blind"), *rows("gaps", "hours_blind")]
)
def test_answers(tag: str, row: Mapping[str, Any]) -> None:
    """What somebody asks who never saw the code is answered, on lines and on pages."""
    line = {"id": "1", "text": row["text"], "language": tag}
    found = answer_line(ASKED, line, "")["findings"]
    assert isinstance(found, list)
    got = [comparable("hours", one["value"]) for one in found]
    assert is_told("hours", wanted_of("hours", row), got), found


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
    hits = hours.find(read_plain(content, language="nb"), norwegian())
    for hit in hits:
        assert isinstance(hit.value, Hours)
        assert 0 <= hit.start < hit.end <= len(content)
        OpeningHours(hit.value.osm)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)


def page(body: str) -> Text:
    """Return a page as the reader of pages sees it."""
    html = f"<html lang=nb><body><main>{body}</main></body></html>".encode()
    return read(Evidence("https://prove.invalid/", "text/html", MOMENT, html, "utf-8"))


PAGES = [
    (  # days as rows, audiences as columns
        (
            "<table><tr><th>Dag</th><th>Besøk</th><th>Telefon</th></tr>"
            "<tr><td>Mandag–torsdag</td><td>08–15</td><td>09–14</td></tr>"
            "<tr><td>Fredag</td><td>08–14</td><td>Stengt</td></tr></table>"
        ),
        [("visit", "Mo-Th 08:00-15:00; Fr 08:00-14:00"), ("phone", "Mo-Th 09:00-14:00; Fr off")],
    ),
    (  # days as columns, places as rows
        (
            "<table><tr><th></th><th>Mandag</th><th>Tirsdag</th></tr>"
            "<tr><th>Rådhuset</th><td>08–15</td><td>08–17</td></tr>"
            "<tr><th>Biblioteket</th><td>10–16</td><td>stengt</td></tr></table>"
        ),
        [(None, "Mo 08:00-15:00; Tu 08:00-17:00"), (None, "Mo 10:00-16:00; Tu off")],
    ),
    (  # seasons as columns
        (
            "<table><tr><th></th><th>Sommer (1. mai–30. september)</th>"
            "<th>Vinter (1. oktober–30. april)</th></tr>"
            "<tr><td>Hverdager</td><td>10–20</td><td>10–18</td></tr></table>"
        ),
        [(None, "May 01-Sep 30 Mo-Fr 10:00-20:00; Oct 01-Apr 30 Mo-Fr 10:00-18:00")],
    ),
    (  # opening and closing in columns of their own
        (
            "<table><tr><th>Dag</th><th>Åpner</th><th>Stenger</th></tr>"
            "<tr><td>Mandag</td><td>08:00</td><td>15:00</td></tr></table>"
        ),
        [(None, "Mo 08:00-15:00")],
    ),
    (  # a whole day in one cell
        "<table><tr><td>Mandag: 08-15</td></tr><tr><td>Tirsdag: 08-17</td></tr></table>",
        [(None, "Mo 08:00-15:00; Tu 08:00-17:00")],
    ),
    (  # a list of terms
        (
            "<h2>Åpningstider</h2><dl><dt>Mandag–fredag</dt><dd>08–15</dd>"
            "<dt>Lørdag</dt><dd>10–14</dd></dl>"
        ),
        [(None, "Mo-Fr 08:00-15:00; Sa 10:00-14:00")],
    ),
    (  # a season in a heading below the heading of the place
        (
            "<h2>Åpningstider</h2><p>Mandag–fredag 08–15</p>"
            "<h3>Sommertid (15. mai–14. september)</h3><p>Mandag–fredag 08–14</p>"
        ),
        [(None, "Mo-Fr 08:00-15:00; May 15-Sep 14 Mo-Fr 08:00-14:00")],
    ),
    (  # places as headings
        "<h2>Rådhuset</h2><p>Mandag–fredag 08–15</p><h2>Badet</h2><p>Lørdag 10–15</p>",
        [(None, "Mo-Fr 08:00-15:00"), (None, "Sa 10:00-15:00")],
    ),
    (  # what stands under parking is about cars
        "<h2>Parkering</h2><p>Mandag–fredag 08–17</p><h2>Åpningstider</h2><p>Hverdager 9–15</p>",
        [(None, "Mo-Fr 09:00-15:00")],
    ),
    (  # raised minutes
        "<p>Åpningstid: kl. 8<sup>00</sup>–15<sup>30</sup> på hverdager</p>",
        [(None, "Mo-Fr 08:00-15:30")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), PAGES)
def test_shape_of_a_page(body: str, expected: list[tuple[str | None, str]]) -> None:
    """Rows, columns, terms and headings say which day, place, audience and season it is."""
    found = [hit.value for hit in hours.find(page(body), norwegian())]
    got = [(one.audience, open_times(one.osm)) for one in found if isinstance(one, Hours)]
    assert got == [(audience, open_times(osm)) for audience, osm in expected], found


def test_quote_holds_all_that_was_read() -> None:
    """The proof of a schedule begins with its first day and ends with its last time."""
    content = "Rådhuset\nMandag\n08–15\nTirsdag\n08–17\nVelkommen!"
    (hit,) = hours.find(read_plain(content, language="nb"), norwegian())
    assert content[hit.start : hit.end] == "Mandag\n08–15\nTirsdag\n08–17"


def test_audiences_of_one_sentence_are_apart() -> None:
    """Each audience is proved by its own words, though the days stand only once."""
    content = "Telefon mandag–fredag 09–14, besøk 08–15."
    quotes = [
        content[hit.start : hit.end]
        for hit in hours.find(read_plain(content, language="nb"), norwegian())
    ]
    assert quotes == ["Telefon mandag–fredag 09–14", "besøk 08–15"]


@pytest.mark.parametrize("piece", ["fra kl. ", "8-9-", "24. ", "35 ", "telefon ", "stengt 8-9 "])
def test_long_nonsense_is_read_in_time(piece: str) -> None:
    """Reading time grows with the length of a text, not with its square (that took minutes)."""
    content = f"8 - {piece * 4000}x"
    begun = process_time()
    hours.find(read_plain(content, language="nb"), norwegian())
    assert process_time() - begun < 5


def test_text_without_a_shape_says_nothing() -> None:
    """A text whose blocks nobody found raises nothing."""
    source = Evidence("about:blank", "text/plain", datetime(2026, 11, 23, tzinfo=UTC), b"")
    assert hours.find(Text("Mandag 8-15", source), norwegian()) == []
