"""Pages are read in a worker that may die, once, whoever asks."""

import os
import signal
import subprocess
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from anyio import to_thread

from checker.config import load
from checker.errors import Malformed
from checker.model.catalog import Catalog
from checker.model.evidence import Evidence
from checker.model.record import Found
from checker.model.value import Contact
from checker.reading import Reader, read_page

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HTML = """<html lang="nb"><title>SFO</title><main><h1>SFO</h1>
<p>Hel plass koster 2 850 kroner per måned. <a href="/hjem">Hjem</a></p></main>"""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Return the shipped catalogue."""
    return load(None, environ={}).catalog


def page(body: str = HTML) -> Evidence:
    return Evidence("https://x.example/sfo", "text/html", NOW, body.encode())


async def test_candidates_and_links_of_one_page(catalog: Catalog) -> None:
    """The crawler gets the links, the conclusion the candidates, of the same page."""
    reader = Reader(catalog)
    found = {one.found.element: one.found for one in await reader.candidates(page())}
    assert isinstance(found["sfo_price"], Found)
    assert found["sfo_price"].proof.quote == "2 850 kroner per måned"
    text = await reader.links(page())
    assert [anchor.uri for anchor in text.anchors] == ["https://x.example/hjem"]


async def test_whole_text_is_what_proofs_count_in(catalog: Catalog) -> None:
    """A quote stands in the read text where its span says."""
    reader = Reader(catalog)
    (price,) = [one for one in await reader.candidates(page()) if one.found.element == "sfo_price"]
    text = await reader.text(page())
    span = price.found.proof.span
    assert text.content[span.start : span.end] == price.found.proof.quote


def kill_workers() -> int:
    """Kill the worker processes of this one; return how many there were."""
    children = subprocess.run(  # noqa: S603  our own processes
        ["ps", "-o", "pid=", "--ppid", str(os.getpid())],  # noqa: S607  any ps will do
        capture_output=True,
        text=True,
        check=False,
    )
    killed = 0
    for pid in children.stdout.split():
        with suppress(OSError):
            if b"to_process" in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(int(pid), signal.SIGKILL)
                killed += 1
    return killed


async def test_dead_worker_costs_nobody_his_page(catalog: Catalog) -> None:
    """Worker processes are killed between pages: the next page is read all the same."""
    reader = Reader(catalog)
    await reader.candidates(page())
    assert await to_thread.run_sync(kill_workers) >= 1
    other = page(HTML.replace("2 850", "2 900"))
    assert any(one.found.element == "sfo_price" for one in await reader.candidates(other))


async def test_what_nobody_can_read_is_malformed(catalog: Catalog) -> None:
    """Bytes that are not what they claim raise the error that observe expects."""
    with pytest.raises(Malformed):
        await Reader(catalog).links(Evidence("https://x.example/a", "application/pdf", NOW, b"x"))


def test_both_parsers_find_the_same(catalog: Catalog) -> None:
    """The slower parser, for pages that kill the faster one, reads the same facts."""
    reader = Reader(catalog)
    pack = reader._pack  # noqa: SLF001  what the worker is given
    fast, slow = (read_page(page(), pack, False, fallback) for fallback in (False, True))  # noqa: FBT003
    assert [one.found.value for one in fast.candidates] == [
        one.found.value for one in slow.candidates
    ]


async def test_phone_numbers_are_those_of_the_country() -> None:
    """A Swedish number without a country code is Swedish where the country is Sweden."""
    sweden = load(None, environ={"CHECKER__COUNTRY": "se"}).catalog
    body = "<html lang=sv><title>Kontakt</title><h1>Kontakta kommunen</h1><p>Växel: 0470-12 34 56"
    evidence = Evidence("https://x.example/kontakt", "text/html", NOW, body.encode(), "utf-8")
    found = await Reader(sweden).candidates(evidence)
    phones = [one.found.value for one in found if one.found.element == "contact_phone"]
    assert phones == [Contact(phone="+46470123456")]
