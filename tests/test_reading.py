"""Pages are read in a worker that may die, once, whoever asks."""

import os
import signal
import subprocess
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from anyio import to_thread
from extract.test_pdf import PICTURE, pdf

from checker.config import load
from checker.errors import Illegible, Malformed, Misread
from checker.model.catalog import Catalog
from checker.model.evidence import Evidence
from checker.model.record import Found
from checker.model.value import Contact
from checker.reading import OurMistakes, Reader, read_page

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
    found = {one.found.element: one.found for one in (await reader.page(page())).candidates}
    assert isinstance(found["sfo_price"], Found)
    assert found["sfo_price"].proof.quote == "2 850 kroner per måned"
    text = await reader.links(page())
    assert [anchor.uri for anchor in text.anchors] == ["https://x.example/hjem"]


async def test_whole_text_is_what_proofs_count_in(catalog: Catalog) -> None:
    """A quote stands in the read text where its span says."""
    reader = Reader(catalog)
    (price,) = [
        one for one in (await reader.page(page())).candidates if one.found.element == "sfo_price"
    ]
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
    await reader.page(page())
    assert await to_thread.run_sync(kill_workers) >= 1
    other = page(HTML.replace("2 850", "2 900"))
    assert any(one.found.element == "sfo_price" for one in (await reader.page(other)).candidates)


async def test_what_nobody_can_read_is_malformed(catalog: Catalog) -> None:
    """Bytes that are not what they claim raise the error that observe expects."""
    with pytest.raises(Malformed):
        await Reader(catalog).links(Evidence("https://x.example/a", "application/pdf", NOW, b"x"))


async def test_links_of_a_scanned_paper(catalog: Catalog) -> None:
    """The crawler is told that nobody could read it; what is stamped on it counts."""
    scan = Evidence("https://x.example/a", "application/pdf", NOW, pdf([], rules=PICTURE))
    reader = Reader(catalog)
    assert not (await reader.page(scan)).text.legible
    with pytest.raises(Illegible):
        await reader.links(scan)


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
    found = (await Reader(sweden).page(evidence)).candidates
    phones = [one.found.value for one in found if one.found.element == "contact_phone"]
    assert phones == [Contact(phone="+46470123456")]


def trapped(catalog: Catalog) -> Catalog:
    """Return a catalogue that makes a bug come to light: a month that is no number."""
    broken = {
        tag: replace(language, months={**language.months, "mars": "three"})  # type: ignore[dict-item]
        for tag, language in catalog.languages.items()
    }
    return replace(catalog, languages=broken)


async def test_a_bug_costs_the_elements_that_meet_it(catalog: Catalog) -> None:
    """The date trips us up: the page's price and links are read, and only dates are misread."""
    reader = Reader(trapped(catalog))
    deadline = "<h2>Barnehage</h2><p>Søknadsfristen for barnehageplass er 1. mars.</p></main>"
    evidence = page(HTML.replace("</main>", deadline))
    told = await reader.page(evidence)
    assert told.misread == ("kindergarten_deadline",)
    assert told.mistake.startswith("TypeError(")
    assert "sfo_price" in {one.found.element for one in told.candidates}
    assert [anchor.words for anchor in (await reader.links(evidence)).anchors] == ["Hjem"]


async def test_a_page_that_meets_no_bug_misses_nothing(catalog: Catalog) -> None:
    """Where no date stands the same bug costs nothing."""
    told = await Reader(trapped(catalog)).page(page())
    assert told.misread == ()
    assert told.candidates


@pytest.mark.parametrize("bug", [KeyError("x"), ValueError("no"), RecursionError()])
def test_a_bug_is_told_with_its_place(bug: Exception) -> None:
    """Who mends it sees what was raised and where; the page is named."""
    with pytest.raises(Misread) as caught, OurMistakes("https://x.example/sfo"):
        raise bug
    assert caught.value.uri == "https://x.example/sfo"
    assert type(bug).__name__ in caught.value.detail
    assert "test_reading.py:" in caught.value.detail
    assert caught.value.__cause__ is bug


@pytest.mark.parametrize("other", [Malformed("https://x.example/", "x"), MemoryError(), SystemExit])
def test_what_is_no_bug_passes(other: BaseException | type[BaseException]) -> None:
    """Our own errors, want of memory and the end of the process stay what they are."""
    kind = other if isinstance(other, type) else type(other)
    with pytest.raises(kind), OurMistakes("https://x.example/sfo"):
        raise other
