"""The pages: they say what the store says, to everybody, and survive any question."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web.land import CATALOG, SAID, TOWNS
from web.scene import NOW, client_of, desk_of, page, read, visit

from checker.model.record import Found, Unclear
from checker.model.settings import StoreSettings
from checker.model.value import Link, Statement
from checker.store import Store, open_store
from checker.web import create_app
from checker.web.board import FRESH, count
from checker.web.overview import Query, rows

pytestmark = pytest.mark.anyio


def text_of(html: str) -> str:
    """Return what a reader sees, roughly."""
    bare = re.sub(r"<svg.*?</svg>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare)).replace("\N{NO-BREAK SPACE}", " ")


async def test_overview_counts(client: httpx.AsyncClient) -> None:
    """Municipalities visited, facts found and the last visit are those of the store."""
    seen = text_of((await client.get("/")).text)
    assert "Municipalities visited 3 of 4" in seen
    assert "Facts found, with proof 7" in seen
    assert "2 March 2026, 10:00" in seen, "Norwegian time"
    assert "© Prøvekart, CC BY 4.0" in seen


async def test_overview_names_every_state(client: httpx.AsyncClient) -> None:
    """A colour never stands alone: each row says its counts in words."""
    seen = text_of((await client.get("/")).text)
    assert "7 of 7" in seen
    assert "1 absent, 1 unclear, 1 unreachable, 1 blocked" in seen
    assert "Not visited" in seen


async def test_failed_visit_is_no_zero(store: Store) -> None:
    """On the map a town that could not be reached has its own colour, not the palest."""
    board = count(CATALOG, await store.results.standings(), at=NOW)
    assert board.tally("9903").share is None
    assert board.tally("9903").shade == "unreachable"
    assert board.tally("9904").shade == "none"


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        (Query(), ["9903", "9904", "9901", "9902"]),
        (Query(text=" herøy "), ["9903", "9904"]),
        (Query(text="geahč"), ["9901"]),
        (Query(text="9902"), ["9902"]),
        (Query(county="99"), ["9901", "9902"]),
        (Query(group="kostra:EKG05"), ["9901"]),
        (Query(sort="-population"), ["9901", "9902", "9903", "9904"]),
        (Query(sort="share"), ["9903", "9904", "9902", "9901"]),
        (Query(sort="no such column"), ["9903", "9904", "9901", "9902"]),
        (Query(group="no such group"), []),
    ],
)
async def test_filter_and_order(store: Store, query: Query, codes: list[str]) -> None:
    """By name in any language, number, county and group; the alphabet is the Norwegian one."""
    board = count(CATALOG, await store.results.standings(), at=NOW)
    assert [row.town.code for row in rows(CATALOG.country, board, query)] == codes


async def test_municipality_shows_values(client: httpx.AsyncClient) -> None:
    """Each kind of value stands there in human form, with its quote and its source."""
    page_text = (await client.get("/m/9901")).text
    seen = text_of(page_text)
    for value in (
        "2 850 kr per month",
        "up to 3 weeks processing time",
        "1 March every year",
        "+47 35 00 00 00",
        "Du kan klage på vedtaket til kommunen.",
    ):
        assert value in seen
    assert re.search(r"Mon–Thu\s+09:00–15:00\s+Fri\s+09:00–14:00", seen)
    assert '<blockquote lang="nb">Full plass i SFO koster kr 2 850 per måned.' in page_text
    assert '<span lang="se">Geahččaleapmi</span>' in page_text
    assert "2 clicks from the home page" in seen
    assert 'lang="nb">Pris for SFO-plass</a>' in page_text


async def test_municipality_says_why_not(client: httpx.AsyncClient) -> None:
    """Unclear shows its candidates, absent how much was read, the others their reason."""
    seen = text_of((await client.get("/m/9902")).text)
    assert "two prices that do not agree" in seen
    assert "3 000 kr" in seen
    assert "3 100 kr" in seen
    assert "1 page was read without finding it." in seen
    assert "robots.txt" in seen
    assert "Nobody has looked for this yet." in seen


async def test_last_known_value_is_dated(client: httpx.AsyncClient) -> None:
    """A failed visit does not wipe out what was known; it stands in grey with its date."""
    html = (await client.get("/m/9903")).text
    assert '<div class="stale">' in html
    seen = text_of(html)
    assert "Last known value, read 21 February 2026" in seen
    assert "2 850 kr per month" in seen
    assert "The visit stopped early: no answer in time" in seen
    assert "no answer in time 2" in seen, "failed requests, in words"
    assert "slowed by the site&#39;s Crawl-delay" in seen


async def test_unvisited_municipality_has_a_page(client: httpx.AsyncClient) -> None:
    """Before the first visit the page says so, and fails nowhere."""
    answer = await client.get("/m/9904")
    assert answer.status_code == 200
    assert "Not visited yet." in text_of(answer.text)


async def test_element_page(client: httpx.AsyncClient) -> None:
    """One element everywhere: definition, states, values."""
    seen = text_of((await client.get("/e/sfo_price")).text)
    assert "A full answer holds Verdi med enhet." in seen
    assert "Prøve Found 2 850 kr per month" in seen
    assert "Øvre Vik Unclear two prices that do not agree" in seen


async def test_runs_page(client: httpx.AsyncClient) -> None:
    """What waits, what ended, and why visits failed, in words."""
    for path in ("/runs", "/runs/part"):
        seen = text_of((await client.get(path)).text)
        assert "Waiting 1" in seen
        assert "Done 5" in seen
        assert "1 × no answer in time" in seen
    assert "<html" not in (await client.get("/runs/part")).text


async def test_method_page(client: httpx.AsyncClient) -> None:
    """The method is shipped and readable as a page."""
    answer = await client.get("/method")
    assert "<h1>Method</h1>" in answer.text
    assert "<table>" in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nope", 404),
        ("/m/0000", 404),
        ("/m/%00", 404),
        ("/m/..%2f..%2fetc", 404),
        ("/e/nope", 404),
        ("/proof/999999", 404),
        ("/proof/0", 422),
        ("/proof/99999999999999999999", 422),
        ("/proof/x", 422),
        ("/evidence/" + "0" * 64, 404),
        ("/evidence/" + "A" * 64, 422),
        ("/?text=" + "x" * 500, 422),
        ("/order/9901", 405),
    ],
)
async def test_errors_say_what_to_do(client: httpx.AsyncClient, path: str, status: int) -> None:
    """No dead end: the page of an error leads back, and none is a mistake of ours."""
    answer = await client.get(path)
    assert answer.status_code == status
    assert 'href="/"' in answer.text


HOSTILE = "<script>alert(1)</script>'\"><img src=x onerror=alert(1)>{{7*7}}"


async def test_what_a_page_says_is_never_code(tmp_path: Path) -> None:
    """Quotes, values, reasons and addresses from websites are shown as letters."""
    town = replace(TOWNS[0], name=HOSTILE, names={"se": HOSTILE})
    catalog = replace(CATALOG, country=replace(CATALOG.country, municipalities=(town,)))
    async with open_store(tmp_path, StoreSettings(), write=True) as store:
        seen = replace(page(town, ["x"], NOW), uri="javascript:alert(1)//")
        seen = replace(seen, body=HOSTILE.encode())
        proof = (await read(seen)).cite(0, 3, rule=HOSTILE)
        found = Found("sfo_complaint", Statement(HOSTILE), replace(proof, quote=HOSTILE))
        link = Found("records_access", Link("javascript:alert(1)"), proof)
        unclear = Unclear("sfo_price", HOSTILE, (found,))
        await visit(store, town, seen, [found, link, unclear])
        async with client_of(create_app(desk_of(store, catalog))) as client:
            for path in ("/", "/m/9901", "/e/sfo_complaint", "/proof/1", "/proof/2", "/proof/3"):
                answer = await client.get(path, params={"text": HOSTILE} if path == "/" else None)
                assert answer.status_code == 200
                assert "<script>alert" not in answer.text
                assert "<img" not in answer.text
                assert 'href="javascript:' not in answer.text
                assert ">49<" not in answer.text


async def test_a_visit_by_hand_has_a_page(store: Store) -> None:
    """An address that is in no list can be looked at under its host and port."""
    town = replace(TOWNS[0], code="127.0.0.1:8080", name="x")
    seen = page(town, ["x"], NOW - timedelta(hours=1))
    await visit(store, town, seen, [])
    async with client_of(create_app(desk_of(store))) as client:
        answer = await client.get("/m/127.0.0.1:8080")
    assert answer.status_code == 200
    assert "not in the list of municipalities" in answer.text


async def test_board_is_counted_once_for_many(store: Store) -> None:
    """Readers within a few seconds share one counting; later ones see what is new."""
    moment = [NOW]
    app = create_app(desk_of(store, clock=lambda: moment[0]))
    boards = app.state.dashboard.boards
    first = await boards.now()
    assert await boards.now() is first
    moment[0] = NOW + FRESH
    assert await boards.now() is not first


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.sampled_from(["text", "county", "group", "metric", "sort"]), st.text()))
async def test_no_question_breaks_the_overview(app: FastAPI, question: dict[str, str]) -> None:
    """Whatever stands in the address: a page, or a page that says what was wrong."""
    params = {name: text.encode("utf-8", "replace") for name, text in question.items()}
    async with client_of(app) as client:
        answer = await client.get("/", params=params)
    assert answer.status_code in {200, 422}


def test_scene_has_every_kind() -> None:
    """The made-up country has an element of each kind of value."""
    assert len({kind for _, kind, *_ in SAID}) == 7
