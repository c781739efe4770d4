"""Pages that a script draws: what they will show is read from their data."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import page, sound

from checker.extract.text import read
from checker.extract.text.states import markup_of

STATE = {
    "props": {
        "id": "a1b2",
        "href": "/sfo/pris",
        "page": {
            "title": "Pris for SFO",
            "body": "<p>Hel plass koster <b>2 850 kr</b> per måned.</p>",
            "blocks": [{"type": "text", "value": "Søsken får 30 % moderasjon i SFO."}],
        },
    }
}
SHOWN = [
    "heading: Pris for SFO",
    "paragraph: Hel plass koster 2 850 kr per måned.",
    "paragraph: Søsken får 30 % moderasjon i SFO.",
]


def shown(script: str, visible: str = "", *, fallback: bool = False) -> list[str]:
    """The blocks of a page with this script."""
    text = read(page(f"<html lang=nb><div id=app>{visible}</div>{script}"), fallback=fallback)
    sound(text)
    return [f"{one.kind}: {text.content[one.start : one.end]}" for one in text.blocks]


@pytest.mark.parametrize("fallback", [False, True])
@pytest.mark.parametrize(
    "script",
    [
        f"<script id=__NEXT_DATA__ type='application/json'>{json.dumps(STATE)}</script>",
        f"<script>window.__INITIAL_STATE__ = {json.dumps(STATE)};</script>",
        f"<script>window.__STATE__=JSON.parse({json.dumps(json.dumps(STATE))});</script>",
        f"<script>window.__NUXT__=(function(a,b){{return {json.dumps(STATE)}}})(1,2)</script>",
        f"<script type='application/json' data-acos>{json.dumps(STATE)[:-1]}</script>",
    ],
)
def test_the_data_of_an_empty_page_is_read(script: str, fallback: bool) -> None:  # noqa: FBT001  a parameter
    """In order, as headings, HTML and sentences; broken JSON too; never keys, paths and ids."""
    assert shown(script, fallback=fallback) == SHOWN


def test_a_page_that_shows_itself_is_read_as_it_is() -> None:
    """Its data would say everything twice."""
    script = f"<script id=__NEXT_DATA__ type='application/json'>{json.dumps(STATE)}</script>"
    long = "Velkommen til kommunen. " * 10
    assert shown(script, f"<p>{long}</p>") == [f"paragraph: {long.strip()}"]


@pytest.mark.parametrize(
    "script",
    [
        "<script>window.dataLayer = window.dataLayer || []; var a = 'Hei på deg du';</script>",
        '<script type=\'application/json\'>{"a": "function (a) { return b; }"}</script>',
        '<script type=\'application/json\'>{"a": "https://x.no/en lang adresse"}</script>',
        '<script type=\'application/json\'>{"class": "btn btn-primary"}</script>',
        '<script>console.log("Noe gikk galt med siden.")</script>',
    ],
)
def test_code_is_no_text(script: str) -> None:
    """Only data that holds what a page will show."""
    assert shown(script) == []


def test_what_is_read_has_a_limit() -> None:
    """A page for people has no more than some hundred thousand characters."""
    many = json.dumps([f"Setning nummer {number} er her." for number in range(100_000)])
    assert len(markup_of([many])) < 400_000


@given(st.text(alphabet='"\\{}[]:,ab <p>\n', max_size=80))
def test_no_data_raises(data: str) -> None:
    """Cut, broken, escaped twice."""
    markup_of([data])
