"""Proof: anybody can check a figure, and what is stored is shown but never comes alive."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from web.land import TOWNS
from web.scene import NOW, client_of, desk_of, found, page, read, visit
from web.test_pages import text_of

from checker.errors import Malformed, StoreError
from checker.model.evidence import Evidence, Text
from checker.model.record import Absent, Found
from checker.store import Store
from checker.web import create_app
from checker.web.evidence import SANDBOX

pytestmark = pytest.mark.anyio
SFO = "Full plass i SFO koster kr 2 850 per måned."


async def proof_of(store: Store, code: str, element: str) -> tuple[int, str]:
    """Return the number of the newest finding and the digest of its evidence."""
    (latest,) = await store.results.latest(municipality=code, element=element)
    finding = latest.finding.finding
    assert isinstance(finding, Found)
    return latest.finding.id, finding.proof.evidence


async def proof_page(
    store: Store, number: int, reader: Callable[[Evidence], Awaitable[Text]] = read
) -> httpx.Response:
    """Return a proof page as a dashboard with this reader shows it."""
    desk = replace(desk_of(store), read=reader)
    async with client_of(create_app(desk)) as client:
        return await client.get(f"/proof/{number}")


async def test_quote_is_marked_in_its_text(store: Store) -> None:
    """The quote stands in the text around it, checked byte for byte just now."""
    number, digest = await proof_of(store, "9901", "sfo_price")
    answer = await proof_page(store, number)
    assert f"<mark>{SFO}</mark>" in answer.text
    seen = text_of(answer.text)
    assert "The stored page still has this fingerprint." in seen
    assert "the quote stands at the very place the proof names" in seen
    for part in (digest, "https://prove.invalid/tjenester", "sfo_price/1", "observe/1"):
        assert part in seen
    assert "Captured 2 March 2026, 10:00" in seen


async def test_proof_says_why(store: Store) -> None:
    """A person sees what spoke for the answer, and how often such answers are right."""
    number, _ = await proof_of(store, "9901", "sfo_price")
    seen = text_of((await proof_page(store, number)).text)
    assert "Why this answer" in seen
    assert "its heading names it" in seen
    assert "93 % were right" in seen


async def test_history_shows_what_was_said_before(store: Store) -> None:
    """An earlier reading stays, dated, with its own proof."""
    number, _ = await proof_of(store, "9901", "sfo_price")
    answer = await proof_page(store, number)
    seen = text_of(answer.text)
    assert "2 March 2026, 10:00 (this one) Found" in seen
    assert "31 January 2026, 10:00" in seen


async def test_another_reading_is_admitted(store: Store) -> None:
    """A better reader cuts the text differently: the quote is found again, and we say so."""

    async def better(evidence: Evidence) -> Text:
        text = await read(evidence)
        return replace(text, content="Nytt øverst. " + text.content)

    number, _ = await proof_of(store, "9901", "sfo_price")
    answer = await proof_page(store, number, better)
    assert "cuts the text differently" in answer.text
    assert f"<mark>{SFO}</mark>" in answer.text


async def test_a_lost_quote_is_admitted(store: Store) -> None:
    """When the text no longer holds the quote, nothing else is marked instead."""

    async def other(evidence: Evidence) -> Text:
        return replace(await read(evidence), content="Noe helt annet.")

    number, _ = await proof_of(store, "9901", "sfo_price")
    answer = await proof_page(store, number, other)
    assert "does not find the quote" in answer.text
    assert "<mark>" not in answer.text


async def test_unreadable_evidence_is_admitted(store: Store) -> None:
    """A reader that fails leaves the proof page standing."""

    async def fails(evidence: Evidence) -> Text:
        raise Malformed(evidence.uri, "the reader gave up")

    number, _ = await proof_of(store, "9901", "sfo_price")
    answer = await proof_page(store, number, fails)
    assert answer.status_code == 200
    assert "the reader gave up" in answer.text


async def test_broken_store_is_no_missing_proof(store: Store) -> None:
    """A failing store is told as such, not as a fault of the evidence."""

    async def fails(_: Evidence) -> Text:
        raise StoreError("disk on fire")

    number, _ = await proof_of(store, "9901", "sfo_price")
    answer = await proof_page(store, number, fails)
    assert answer.status_code == 503
    assert "fire" not in answer.text


def blob(folder: Path, digest: str) -> Path:
    """Return the file of a piece of evidence."""
    (path,) = folder.glob(f"evidence/{digest[:2]}/{digest}*")
    return path


async def test_altered_evidence_is_shouted(store: Store, tmp_path: Path) -> None:
    """A changed file is told on the proof page; its text is not shown as proof."""
    number, digest = await proof_of(store, "9901", "sfo_price")
    path = blob(tmp_path, digest)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    answer = await proof_page(store, number)
    assert "no longer has this fingerprint" in answer.text
    assert "<mark>" not in answer.text


async def test_pruned_evidence_leaves_quote_and_fingerprint(store: Store, tmp_path: Path) -> None:
    """After its retention the page is gone; the figure keeps what it cited."""
    number, digest = await proof_of(store, "9901", "sfo_price")
    blob(tmp_path, digest).unlink()
    answer = await proof_page(store, number)
    assert "no longer kept" in answer.text
    assert SFO in answer.text
    assert digest in answer.text


@pytest.mark.parametrize(
    ("element", "says"),
    [
        ("sfo_price", "two prices that do not agree"),
        ("town_hall_hours", "Pages that were read"),
        ("contact_phone", "robots.txt"),
        ("records_access", "a page was not read: TimedOut"),
    ],
)
async def test_states_without_value_are_proved_too(store: Store, element: str, says: str) -> None:
    """Absent lists the pages that were read; the others give their reason."""
    (latest,) = await store.results.latest(municipality="9902", element=element)
    answer = await proof_page(store, latest.finding.id)
    assert answer.status_code == 200
    assert says in text_of(answer.text)


async def test_many_searched_pages_are_bounded(store: Store) -> None:
    """An absent with thousands of pages still has a page that can be loaded."""
    seen = page(TOWNS[0], ["x"], NOW)
    many = tuple(f"{number:064x}" for number in range(3000))
    await visit(store, TOWNS[1], replace(seen, captured_at=NOW.replace(hour=8)), [])
    number = await visit_absent(store, many)
    answer = await proof_page(store, number)
    assert answer.text.count("<li><a href=") <= 210
    assert "(3000)" in answer.text


async def visit_absent(store: Store, searched: tuple[str, ...]) -> int:
    """Store a visit that did not find a price; return the finding's number."""
    seen = page(TOWNS[1], ["y"], NOW.replace(hour=7))
    await visit(store, TOWNS[1], seen, [Absent("kindergarten_deadline", searched)])
    (latest,) = await store.results.latest(municipality="9902", element="kindergarten_deadline")
    return latest.finding.id


async def test_stored_page_is_text_by_default(client: httpx.AsyncClient, store: Store) -> None:
    """The page of a piece of evidence holds no element of the foreign page."""
    _, digest = await proof_of(store, "9901", "sfo_price")
    answer = await client.get(f"/evidence/{digest}")
    assert SFO in answer.text
    assert "<p>Full plass" not in answer.text
    plain = await client.get(f"/evidence/{digest}/text")
    assert plain.headers["content-type"].startswith("text/plain")
    assert SFO in plain.text


async def test_foreign_page_is_sandboxed(client: httpx.AsyncClient, store: Store) -> None:
    """As a page it has an origin of its own, no script, no request and no frame elsewhere."""
    _, digest = await proof_of(store, "9901", "sfo_price")
    answer = await client.get(f"/evidence/{digest}/page")
    assert answer.headers["content-security-policy"] == SANDBOX
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "<p>Full plass" in answer.text


async def test_file_is_saved_not_shown(client: httpx.AsyncClient, store: Store) -> None:
    """The very bytes, as an attachment of a type that no browser runs."""
    _, digest = await proof_of(store, "9901", "sfo_price")
    answer = await client.get(f"/evidence/{digest}/file")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("media_type", "charset", "path", "status", "told"),
    [
        ("image/svg+xml", None, "page", 404, ""),
        ("application/pdf", None, "page", 404, ""),
        ("application/pdf", None, "file", 200, "application/pdf"),
        ("image/svg+xml", None, "file", 200, "application/octet-stream"),
        ("text/html\r\nSet-Cookie: a=b", None, "file", 200, "application/octet-stream"),
        ("text/html", "utf-8\r\nX-Evil: 1", "page", 200, "text/html; charset=utf-8X-Evil1"),
        ("text/html", None, "page", 200, "text/html"),
    ],
)
async def test_foreign_types_choose_nothing(  # noqa: PLR0917  a row of the table
    store: Store, media_type: str, charset: str | None, path: str, status: int, told: str
) -> None:
    """What a website calls its bytes can neither run them nor add a header."""
    seen = replace(
        page(TOWNS[0], [media_type, path], NOW.replace(hour=8)),
        media_type=media_type,
        charset=charset,
    )
    await visit(store, TOWNS[0], seen, [])
    async with client_of(create_app(desk_of(store))) as client:
        answer = await client.get(f"/evidence/{seen.digest}/{path}")
    assert answer.status_code == status
    assert "x-evil" not in answer.headers
    assert "set-cookie" not in answer.headers
    if told:
        assert answer.headers["content-type"] == told


async def test_unreadable_kinds_say_so(store: Store) -> None:
    """A file that we read no text from has a page, and no text to give."""
    seen = replace(
        page(TOWNS[0], ["x"], NOW.replace(hour=8)), media_type="image/png", body=b"\x89PNG"
    )
    await visit(store, TOWNS[0], seen, [])
    async with client_of(create_app(desk_of(store))) as client:
        assert "no text that we read" in (await client.get(f"/evidence/{seen.digest}")).text
        assert (await client.get(f"/evidence/{seen.digest}/text")).status_code == 404


async def test_same_bytes_met_twice_prove_both(store: Store) -> None:
    """A page that did not change between two visits proves the findings of both."""
    town = TOWNS[0]
    for hour in (6, 7):
        seen = page(town, [SFO], NOW.replace(hour=hour))
        await visit(store, town, seen, [await found(seen, "sfo_price")])
    history = await store.results.history(town.code, "sfo_price")
    for stored in history:
        answer = await proof_page(store, stored.id)
        assert "the very place" in answer.text
