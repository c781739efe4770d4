"""The website probe at its limits: time, budget, trouble, traps and the pace of the site."""

from dataclasses import replace
from itertools import pairwise

import anyio
import pytest
from anyio.abc import ByteStream
from servers import Asked, reply, town_hall
from visits import POLITE, SFO, look, page, seen_on

from checker.errors import TimedOut
from probes._account import NO, NO_ANSWER, TROUBLES


async def test_no_answer_in_time() -> None:
    """A site that keeps us waiting at the door ends as TimedOut, before the run's limit."""

    async def silence(_stream: ByteStream, _asked: Asked) -> None:
        await anyio.sleep_forever()

    async with town_hall(silence) as served:
        with anyio.fail_after(0.4), pytest.raises(TimedOut):
            await look(served.uri, limit_s=0.2)


async def test_ends_before_its_limit() -> None:
    """When time is up, what was kept counts, and what was not read is no proof of absence."""

    async def answer(stream: ByteStream, asked: Asked) -> None:
        number = len(asked.path)
        await anyio.sleep(0.01)
        await stream.send(reply(page(f"/{'x' * number}", f"/y{'x' * number}")))

    async with town_hall(answer) as served:
        with anyio.fail_after(0.5):
            seen = await look(served.uri, (SFO,), limit_s=0.3)
    assert seen.visit.pages == len(seen.evidence) > 2
    assert any("stopped" in note for note in seen.visit.notes)


async def test_budget_of_pages() -> None:
    """A visit ends at its number of pages, and says for which elements it saw too little."""
    pages = {"/": page("/a", "/b", "/c", "/d"), "/a": "a", "/b": "b", "/c": "c", "/d": "d"}
    seen, _ = await seen_on(pages, politeness=replace(POLITE, pages_per_visit=3))
    assert seen.visit.pages == 3
    assert [(gap.kind, gap.elements) for gap in seen.visit.gaps] == [("TooLarge", ("sfo_price",))]
    assert seen.visit.notes == ("stopped after 3 pages; 2 links were not followed",)


async def test_budget_of_bytes() -> None:
    """A visit ends when it has taken enough."""
    pages = {"/": page(*(f"/{name}" for name in "abcdef"))}
    pages |= {f"/{name}": name * 1000 for name in "abcdef"}
    seen, _ = await seen_on(pages, politeness=replace(POLITE, bytes_per_visit=2500))
    assert 2500 <= seen.visit.size_bytes < 3600


async def test_failing_page() -> None:
    """A page that fails is a gap for what its link promised, and the visit goes on."""
    pages: dict[str, bytes | str] = {
        "/": page("/a", "/b", "/c"),
        "/a": reply("", "500 X"),
        "/b": "pris",
        "/c": b"HTTP/1.1 OK\r\n\r\n",
    }
    seen, _ = await seen_on(pages)
    assert set(seen.paths) == {"/", "/b"}
    assert seen.visit.errors == {"Unavailable": 1, "Malformed": 1}
    assert {(gap.kind, gap.elements) for gap in seen.visit.gaps} == {
        ("Unavailable", ("sfo_price",)),
        ("Malformed", ("sfo_price",)),
    }


@pytest.mark.parametrize(("status", "weight"), [("500 X", NO_ANSWER), ("403 X", NO)])
async def test_site_in_trouble_is_left_in_peace(status: str, weight: int) -> None:
    """After some failures in a row a host is not asked again, and the rest are gaps."""
    names = [f"/{'x' * number}" for number in range(1, 20)]
    pages: dict[str, bytes | str] = dict.fromkeys(names, reply("", status))
    seen, served = await seen_on({"/": page(*names), **pages})
    assert sum(path in names for path in served.paths) == TROUBLES // weight
    assert len(seen.visit.gaps) == len(names)
    assert sum("left in peace" in note for note in seen.visit.notes) == 1


async def test_unreadable_page() -> None:
    """A page that no parser can read is kept, counted and a gap."""
    pages: dict[str, bytes | str] = {
        "/": page("/a.pdf"),
        "/a.pdf": reply(b"%PDF-junk", media_type="application/pdf"),
    }
    seen, _ = await seen_on(pages)
    assert seen.paths == ["/", "/a.pdf"]
    assert [(gap.kind, gap.elements) for gap in seen.visit.gaps] == [("Malformed", ("sfo_price",))]


async def test_unreadable_page_that_promised_nothing() -> None:
    """It is counted; no element is open for it. A home page promises everything."""
    broken = reply(b"%PDF-junk", media_type="application/pdf")
    seen, _ = await seen_on({"/": page("/a.pdf", words="Protokoll"), "/a.pdf": broken})
    assert (seen.paths, seen.visit.gaps) == (["/", "/a.pdf"], ())
    assert seen.visit.errors == {"Malformed": 1}
    seen, _ = await seen_on({"/": broken})
    assert [(gap.kind, gap.elements) for gap in seen.visit.gaps] == [("Malformed", ())]


TRAPS = {
    "calendar": lambda n: page(f"/kalender?dato=2026-01-{n + 1:02}", words="Neste SFO-dag"),
    "numbers": lambda n: page(f"/sak/{n + 1}", f"/sak/{n + 1000}"),
    "deeper": lambda n: page(f"{'sfo/' * (n + 1)}"),
    "sessions": lambda n: page(f"/sfo;jsessionid={n}AF", f"/sfo?PHPSESSID={n}"),
    "query": lambda n: page(f"/sfo?side={n}&sort=a", f"/sfo?sort=b&side={n}"),
}


@pytest.mark.parametrize("name", TRAPS)
async def test_traps(name: str) -> None:
    """A site without end is left after a sample, long before the budget is spent."""

    async def answer(stream: ByteStream, asked: Asked) -> None:
        if asked.path in {"/robots.txt", "/sitemap.xml"}:
            await stream.send(reply("", "404 X"))
        elif asked.path == "/pris":
            await stream.send(reply("kr 2 850"))
        else:
            home = page("/pris", words="Priser") if asked.path == "/" else ""
            await stream.send(reply(home + TRAPS[name](len(served.asked))))

    async with town_hall(answer) as served:
        seen = await look(served.uri, (SFO,))
    assert "/pris" in seen.paths
    assert seen.visit.pages < 70
    assert not any("stopped" in note for note in seen.visit.notes)


async def test_crawl_delay_is_followed_and_told() -> None:
    """The site's own pace is kept, from robots.txt on, and the visit says that it was slow."""
    robots = "User-agent: *\nCrawl-delay: 0.06"
    seen, served = await seen_on({"/robots.txt": robots, "/": page("/a", "/b"), "/a": "a"})
    times = [asked.at for asked in served.asked]
    assert len(times) >= 5
    assert all(after - before >= 0.06 for before, after in pairwise(times))
    assert seen.visit.notes == ("slowed by the site's Crawl-delay of 0.06 s",)


async def test_long_crawl_delay_is_cut() -> None:
    """A Crawl-delay beyond our cap is cut, and the visit says so."""
    robots = "User-agent: *\nCrawl-delay: 600"
    seen, _ = await seen_on(
        {"/robots.txt": robots, "/": "hei"}, politeness=replace(POLITE, crawl_delay_cap_s=0.01)
    )
    assert seen.visit.notes[0] == "the site's Crawl-delay of 600 s was cut to 0.01 s"
