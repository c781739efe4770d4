"""How long it takes, how soon they answer, how long you have: and nothing else that lasts."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stated import found_in, is_told, wanted_of
from tables_of import bare, norwegian, page, rows

from checker.extract import duration
from checker.model.catalog import Language
from checker.model.evidence import Text
from checker.model.value import to_json


def values(text: Text) -> list[dict[str, object]]:
    return [dict(to_json(hit.value)) for hit in duration.find(text, norwegian())]


@pytest.mark.parametrize(("tag", "row"), [*rows("duration"), *rows("duration_blind")])
def test_a_text_states_these_durations(tag: str, row: Mapping[str, Any]) -> None:
    """Each length in the unit that was written, with its role; ages and rhythms are no hits."""
    found = found_in("duration", tag, row)
    assert is_told("duration", wanted_of("duration", row), found), found


def brief(markup: str) -> list[tuple[object, object, object]]:
    return [(one["min"], one["max"], one["role"]) for one in values(page(markup))]


SHAPES = [
    pytest.param(
        "<h1>Saksbehandlingstid</h1><h2>3 uker</h2><ul><li>Garasje<li>Skilt</ul><h2>12 uker</h2>",
        [("P3W", "P3W", "processing"), ("P12W", "P12W", "processing")],
        id="the heading is the duration and the services are below it",
    ),
    pytest.param(
        "<table><tr><th>Sak<th>Saksbehandlingstid<tr><td>Garasje<td>3 Uker<tr><td>Bolig<td>12 uker"
        "</table>",
        [("P3W", "P3W", "processing"), ("P12W", "P12W", "processing")],
        id="a column says what its cells are",
    ),
    pytest.param(
        "<table><tr><th>Sak<th>Behandlingstid (uker)<tr><td>Garasje<td>3<tr><td>Bolig<td>3-12"
        "</table>",
        [("P3W", "P3W", "processing"), ("P3W", "P12W", "processing")],
        id="a column may hold the unit",
    ),
    pytest.param(
        "<h2>Lovpålagt saksbehandlingstid</h2><p>Enkle tiltak: 3 uker.</p>",
        [("P3W", "P3W", "statutory")],
        id="a heading that quotes the law",
    ),
    pytest.param(
        "<h2>Klage</h2><p>Fristen for å klage er tre uker.</p><h2>Svar</h2><p>Svar innen 5 dager",
        [("P3W", "P3W", "appeal"), (None, "P5D", "reply")],
        id="its own sentence before its heading",
    ),
    pytest.param(
        "<p>Vår behandlingstid er for tiden:</p><ul><li>2-3 uker for parkeringskort</ul>",
        [("P2W", "P3W", "processing")],
        id="the line that introduces a list",
    ),
]


@pytest.mark.parametrize(("markup", "wants"), SHAPES)
def test_what_stands_around_gives_the_role(
    markup: str, wants: list[tuple[object, object, object]]
) -> None:
    """A role that the sentence leaves out comes from the nearest header or heading."""
    assert brief(markup) == wants


def test_the_quote_holds_the_limit() -> None:
    """What makes it a limit ("innen") is quoted with it."""
    text = bare("Vi svarer deg innen 5 virkedager.")
    [hit] = duration.find(text, norwegian())
    assert text.content[hit.start : hit.end] == "innen 5 virkedager"


@given(
    st.lists(
        st.sampled_from(
            [
                *("3", "12", "tre", "to", "én", "en", " ", "-", "–", "uker", "ukers", "måneder"),
                *(
                    "dager",
                    "timer",
                    "år",
                    "t",
                    "innen",
                    "mellom",
                    "og",
                    "til",
                    "eller",
                    "/",
                    "(",
                    ")",
                ),
                *(
                    "saksbehandlingstid",
                    "klage",
                    "før",
                    "hver",
                    "halv",
                    "virkedager",
                    ".",
                    "\n",
                    "\t",
                ),
            ]
        )
    ).map("".join)
    | st.text()
)
def test_no_text_breaks_it(content: str) -> None:
    """Whatever a page says, hits stand in order, apart, and where they say they stand."""
    hits = duration.find(bare(content), norwegian())
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(content)
    for one, other in pairwise(hits):
        assert one.end <= other.start


@given(st.integers(1, 60), st.sampled_from([("uker", "W"), ("måneder", "M"), ("dager", "D")]))
def test_the_unit_that_was_written_is_kept(number: int, unit: tuple[str, str]) -> None:
    """14 days stay 14 days; nothing is turned into weeks."""
    [hit] = duration.find(bare(f"Behandlingstid: {number} {unit[0]}"), norwegian())
    assert to_json(hit.value)["min"] == f"P{number}{unit[1]}"


def test_a_language_without_words_has_no_durations() -> None:
    """A language that names no units is no error: nothing can be read with it."""
    assert duration.find(bare("Saksbehandlingstid: 3 uker"), Language("xx", "tom")) == []
