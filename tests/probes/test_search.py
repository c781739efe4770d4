"""A site's own search: found, asked like a citizen asks, and left alone where it is closed."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from anyio.abc import ByteStream
from hypothesis import given
from hypothesis import strategies as st
from servers import Asked, Served, reply, town_hall
from visits import FEE, HOURS, POLITE, SFO, Seen, element, look

from checker.model.settings import Politeness
from probes._search import HITS, Form, links, queries, search_form

X = "https://x.no"

FORMS = [  # seen on pages: markup, the address of a query for "sfo"
    ('<form action="/sok" role="search"><input name="q"></form>', "/sok?q=sfo"),
    ('<form class="sok"><input type=search name=s><button>S\u00f8k</button></form>', "/?s=sfo"),
    ("<FORM METHOD=GET ACTION='/search'><INPUT NAME='query'></FORM>", "/search?query=sfo"),
    (
        (
            '<form action="/sok/?a=1"><input type="hidden" name="type" value="side">'
            '<input type="text" name="sokeord"><input type="submit" name="ok"></form>'
        ),
        "/sok/?a=1&type=side&sokeord=sfo",
    ),
    ('<form action="https://sok.x.no/finn"><input type="search" name="term">', None),
]

NO_FORMS = [  # something else that one can write in
    '<form action="/sok" method="post"><input name="q"></form>',
    '<form action="/tommeplan" method="get"><input name="adresse"></form>',
    '<form action="/logg-inn"><input name="q"><input type="password" name="p"></form>',
    '<form action="/nyhetsbrev"><input type="email" name="q"></form>',
    '<form action="/kontakt"><input name="s"><textarea name="t"></textarea></form>',
    '<form action="/sok"><input name="fornavn"><input name="etternavn"></form>',
    '<form action="http://["><input name="q"></form>',
    "<p>Ingen skjema</p>",
]


@pytest.mark.parametrize(("markup", "asked"), FORMS)
def test_forms(markup: str, asked: str | None) -> None:
    """A form with one field that searches is found, with what it sends along."""
    form = search_form(f"<body>{markup}".encode(), f"{X}/")
    assert form is not None
    expected = f"{X}{asked}" if asked else "https://sok.x.no/finn?term=sfo"
    assert form.query("sfo") == expected


@pytest.mark.parametrize("markup", NO_FORMS)
def test_no_forms(markup: str) -> None:
    """A form that posts, logs in or looks up an address is not the site's search."""
    assert search_form(markup.encode(), f"{X}/") is None


def test_first_form_that_searches() -> None:
    """A form for something else before it does not hide it."""
    markup = "".join(NO_FORMS) + FORMS[0][0]
    assert search_form(markup.encode(), f"{X}/") == Form(f"{X}/sok", "q")


@given(
    st.binary(max_size=300)
    | st.lists(
        st.sampled_from(
            ["<form ", "action=", "<input ", "name=q", ">", "</form>", '"', "<a href=", "http://["]
        )
    ).map(lambda parts: "".join(parts).encode())
)
def test_any_bytes(body: bytes) -> None:
    """Whatever a page holds, it has a form or none."""
    search_form(body, f"{X}/")
    list(links(body, f"{X}/"))


def test_queries() -> None:
    """One query for all elements that the same word may find, in the site's own language."""
    assert queries((SFO, FEE, HOURS), ("nb", "nn")) == {
        "sfo": ("sfo_price",),
        "gebyr": ("building_fee_garage",),
        "kontakt": ("town_hall_hours",),
    }
    dear = element("sfo_price", ("sfo", "aks", "pris"))
    open_at = element("sfo_hours", ("sfo", "aks", "åpningstid", "pris på"))
    again = element("sfo_fee", ("sfo", "aks", "pris"))
    assert queries((dear, open_at), ("nb",)) == {
        "sfo pris": ("sfo_price",),
        "sfo åpningstid": ("sfo_hours",),
    }
    assert queries((dear, again), ("nb",)) == {"sfo": ("sfo_price", "sfo_fee")}


FRONT = """<html><body><nav><a href="/om">Om oss</a></nav>
<form action="/sok" role="search"><input type="search" name="q"></form><main>Velkommen</main>"""


async def searched(
    hits: dict[str, list[str]], politeness: Politeness = POLITE, robots: str = ""
) -> tuple[Seen, Served]:
    """Visit a town whose pages only its search knows."""

    async def answer(stream: ByteStream, asked: Asked) -> None:
        parts = urlsplit(asked.path)
        if parts.path == "/robots.txt":
            await stream.send(reply(robots, media_type="text/plain"))
        elif parts.path == "/sok":
            found = hits.get(parse_qs(parts.query).get("q", [""])[0], [])
            shown = "".join(f'<li><a href="{uri}">{uri}</a>' for uri in found)
            await stream.send(reply(f"{FRONT}<ol>{shown}</ol><a href=/sok?side=2>Neste</a>"))
        elif parts.path == "/":
            await stream.send(reply(FRONT))
        elif parts.path == "/om" or any(asked.path in found for found in hits.values()):
            await stream.send(reply(f"<h1>{asked.path}</h1>"))
        else:
            await stream.send(reply("", "404 X"))

    async with town_hall(answer) as served:
        return await look(served.uri, (SFO, FEE, HOURS), politeness=politeness), served


async def test_search_finds() -> None:
    """What no link promised is asked for, and the first hits are read; the list is no evidence."""
    hits = {"sfo": [f"/side/{n}-{'x' * n}" for n in range(9)], "gebyr": ["/dok/a", "/om"]}
    seen, served = await searched(hits)
    assert set(seen.paths) == {"/", "/om", "/dok/a", *hits["sfo"][:HITS]}
    assert [path for path in served.paths if "/sok" in path] == [
        "/sok?q=sfo",
        "/sok?q=gebyr",
        "/sok?q=kontakt",
    ]
    assert seen.visit.notes == ("the site's own search was asked 3 times",)
    assert seen.clicks["/dok/a"] is None


async def test_search_is_closed() -> None:
    """Where robots.txt closes the search it is not asked, and the visit says so."""
    seen, served = await searched({"sfo": ["/a"]}, robots="User-agent: *\nDisallow: /sok")
    assert not any("/sok" in path for path in served.paths)
    assert any("search was not used" in note for note in seen.visit.notes)
    assert seen.visit.robots_refused == 0


async def test_search_needs_script() -> None:
    """A search that shows nothing without a script is left after three queries."""
    seen, served = await searched({})
    assert sum("/sok" in path for path in served.paths) == 3
    assert any("without a script" in note for note in seen.visit.notes)


async def test_search_is_switched_off() -> None:
    """With 0 queries a visit, none is put."""
    seen, served = await searched({"sfo": ["/a"]}, replace(POLITE, searches_per_visit=0))
    assert not any("/sok" in path for path in served.paths)
    assert seen.visit.notes == ()
