"""The website probe, on towns served on loopback."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import anyio
import pytest
from anyio.abc import ByteStream
from servers import Asked, Served, reply, serve_folder, serve_pages, town_hall
from visits import look, page, seen_on

from checker.errors import Malformed, NotThere, ProbeError, Refused, Unreachable

TOWNS = Path(__file__).parent.parent / "towns"


@asynccontextmanager
async def town(name: str) -> AsyncIterator[Served]:
    async with serve_folder(TOWNS / name) as served:
        yield served


async def test_furuvik() -> None:
    """A site with menus: every answer is brought, with the fewest clicks, and PDF too."""
    async with town("furuvik") as served:
        seen = await look(served.uri)
    assert seen.paths[0] == "/"
    assert seen.clicks["/barn-og-skole/sfo/priser"] == 2  # by way of /kontakt/, not of the menu
    assert seen.clicks["/barn-og-skole/sfo/"] == 2
    assert seen.clicks["/plan-og-bygg/gebyrer.pdf"] == 2
    assert seen.clicks["/kontakt/"] == 1
    assert seen.clicks["/"] == 0
    by_path = {urlsplit(one.uri).path: one for one in seen.evidence}
    assert by_path["/plan-og-bygg/gebyrer.pdf"].media_type == "application/pdf"
    assert len(set(served.paths)) == len(served.paths), "a page was asked for twice"
    assert "/bilder/sfo.jpg" not in served.paths


async def test_furuvik_is_told() -> None:
    """The visit says what it met: a page that robots.txt closes is a gap, a dead link is not."""
    async with town("furuvik") as served:
        seen = await look(served.uri)
    visit = seen.visit
    assert visit.pages == len(seen.evidence) == len(seen.told)
    assert visit.size_bytes == sum(len(one.body) for one in seen.evidence)
    assert visit.robots_refused == 1
    assert visit.errors == {"NotThere": 1}
    assert [(urlsplit(gap.uri).path, gap.kind, gap.elements) for gap in visit.gaps] == [
        ("/internt/sfo-rutiner", "Refused", ("sfo_price",))
    ]
    assert "/internt/sfo-rutiner" not in served.paths
    assert seen.told[0] == f"9901 1 {served.uri}"


async def test_havdal() -> None:
    """A site without menus or names: links are followed, the orphan comes from the sitemap."""
    async with town("havdal") as served:
        seen = await look(served.uri, languages=("nn", "nb"))
    assert set(seen.paths) == {
        "/",
        *(f"/side/{name}" for name in (12, 14, 31, 40, "gebyr-byggjesak")),
    }
    assert seen.clicks["/side/14"] == 2
    assert seen.clicks["/side/gebyr-byggjesak"] is None
    assert {asked.headers.get("accept-language", "") for asked in served.asked} == {
        "",  # robots.txt, sitemap.xml
        "nn;q=1.0, nb;q=0.9",
    }


async def test_redirected_home() -> None:
    """Where the first contact leads is the site; links to it count from there."""
    async with serve_pages({"/no/": page("/no/sfo"), "/no/sfo": "pris"}) as real:
        moved = reply("", "301 Moved", headers={"Location": f"{real.uri}no/"})
        async with serve_pages({"/": moved}) as old:
            seen = await look(old.uri)
    assert seen.clicks == {"/no/": 0, "/no/sfo": 1}
    assert seen.evidence[0].requested_uri == old.uri


async def test_other_domain_is_told() -> None:
    """A domain that leads to another one is that one's alias, and the visit says so."""
    old = ""

    async def answer(stream: ByteStream, asked: Asked) -> None:
        shown = {"/": page(f"{old}sfo", "/skole"), "/sfo": "pris", "/skole": page("/sfo")}
        body = shown.get(asked.path)
        await stream.send(reply("", "404 X") if body is None else reply(body))

    async def move(stream: ByteStream, asked: Asked) -> None:
        there = {"Location": f"{served.uri.rstrip('/')}{asked.path}"}
        await stream.send(reply("", "301 X", headers=there))

    async with town_hall(answer) as served, town_hall(move) as moved:
        old = moved.uri
        seen = await look(old)
    assert sorted(seen.paths) == ["/", "/sfo", "/skole"]
    assert served.paths.count("/sfo") == 1
    assert [note for note in seen.visit.notes if "another domain" in note]


@pytest.mark.parametrize(("dead", "living"), [("/sfo", "/sfo/"), ("/SFO/index.html", "/SFO")])
async def test_other_spelling(dead: str, living: str) -> None:
    """Where one spelling of an address is dead, the other that the site uses is tried."""
    seen, served = await seen_on({"/": page(dead, living), living: "pris"})
    assert living in seen.paths
    assert {dead, living} <= set(served.paths)
    assert seen.visit.errors == {}


async def test_home_that_sends_on() -> None:
    """A home page that is only a meta refresh is passed, as a browser passes it."""
    sends_on = '<meta http-equiv="refresh" content="0; URL=/forside">'
    seen, _ = await seen_on({"/": sends_on, "/forside": page("/sfo"), "/sfo": "pris"})
    assert seen.clicks == {"/forside": 0, "/sfo": 1}


async def test_alternative_website() -> None:
    """A dead first address does not hide a living second one."""
    async with serve_pages({}) as dead:
        pass
    async with serve_pages({"/": "hei"}) as served:
        seen = await look(dead.uri, alternatives=(served.uri,))
    assert [one.uri for one in seen.evidence] == [served.uri]
    assert seen.visit.errors == {"Unreachable": 1}


@pytest.mark.parametrize(
    ("pages", "error"),
    [
        ({"/robots.txt": "User-agent: *\nDisallow: /", "/": "hei"}, Refused),
        ({"/robots.txt": reply("", "500 X"), "/": "hei"}, Refused),
        ({"/": reply("", "403 X")}, Refused),
        ({"/": reply("", "503 X")}, Unreachable),
        ({}, NotThere),
        ({"/": reply("x", media_type="image/png")}, Malformed),
    ],
)
async def test_no_home(pages: Mapping[str, bytes | str], error: type[ProbeError]) -> None:
    """Without a home page there is no visit; the error says whose doing it is."""
    async with serve_pages(pages) as served:
        with pytest.raises(error):
            await look(served.uri)


async def test_same_page_under_two_names() -> None:
    """Byte for byte the same page is kept once, and is as near as its nearer name."""
    pages = {"/": page("/a", "/d"), "/a": page("/b"), "/b": page("/c"), "/c": "kr", "/d": "kr"}
    seen, _ = await seen_on(pages)
    assert len({one.digest for one in seen.evidence}) == len(seen.evidence) == 4
    assert [clicks for path, clicks in seen.clicks.items() if path in {"/c", "/d"}] == [1]


async def test_other_sites_are_not_visited() -> None:
    """Only the municipality's own site is read, also when a link of it leads away."""
    async with serve_pages({"/": "other", "/sfo": "other"}) as other:
        away = reply("", "302 X", headers={"Location": f"{other.uri}sfo"})
        links = page(f"{other.uri}sfo", "/away", "mailto:a@prove.invalid", "javascript:sfo()")
        async with serve_pages({"/": links, "/away": away}) as served:
            seen = await look(served.uri.replace("127.0.0.1", "localhost"))
    assert seen.paths == ["/"]


async def test_script_only() -> None:
    """A home page without links says that it may need JavaScript."""
    seen, _ = await seen_on({"/": "<div id=app></div><script src=/app.js></script>"})
    assert any("JavaScript" in note for note in seen.visit.notes)


async def test_sitemap_index() -> None:
    """A sitemap may name others, packed ones too; what is not ours is passed over."""
    index = "<sitemapindex><sitemap><loc>{}sub.xml</loc></sitemap></sitemapindex>"
    urls = "<urlset><url><loc>{}sfo</loc></url><url><loc>https://prove.invalid/x</loc></url>"

    async def answer(stream: ByteStream, asked: Asked) -> None:
        pages = {
            "/": "hei",
            "/sitemap.xml": index.format(served.uri),
            "/sub.xml": urls.format(served.uri),
            "/sfo": "pris",
        }
        body = pages.get(asked.path)
        kind = "application/xml" if asked.path.endswith("xml") else "text/html"
        await stream.send(reply("", "404 X") if body is None else reply(body, media_type=kind))

    async with town_hall(answer) as served:
        seen = await look(served.uri)
    assert seen.paths == ["/", "/sfo"]


async def test_side_by_side() -> None:
    """Many municipalities through one door: each is as fast as if it were alone."""
    pages = {"/": page("/a", "/b"), "/a": "a", "/b": "b"}
    async with serve_pages(pages, latency_s=0.1) as served:
        began = anyio.current_time()
        await look(served.uri)
        alone_s = anyio.current_time() - began
    began = anyio.current_time()
    async with anyio.create_task_group() as tasks:

        async def one() -> None:
            async with serve_pages(pages, latency_s=0.1) as served:
                await look(served.uri)

        for _ in range(8):
            tasks.start_soon(one)
    assert anyio.current_time() - began < 4 * alone_s
