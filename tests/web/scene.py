"""The made-up country with its store filled: what the dashboard is shown with."""

import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path

import httpx
from fastapi import FastAPI
from web.land import CATALOG, SAID, TOWNS

from checker.errors import Malformed
from checker.model.catalog import (
    Catalog,
    Municipality,
)
from checker.model.evidence import Evidence, Provenance, Text
from checker.model.record import (
    Absent,
    Blocked,
    Failure,
    Finding,
    Found,
    Gap,
    Observation,
    Unclear,
    Unreachable,
    Visit,
)
from checker.model.run import OPERATOR, Run
from checker.model.settings import Settings, StoreSettings, WebSettings
from checker.model.value import (
    Money,
)
from checker.store import Store, open_store
from checker.web.desk import Desk, Status

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOST = "http://127.0.0.1:8357"
API_TOKEN = "made-for-this-start-only"  # noqa: S105  a test's own


async def read(evidence: Evidence) -> Text:
    """Read a page in the simplest way: its letters without its tags."""
    if evidence.media_type != "text/html":
        raise Malformed(evidence.uri, "no text")
    html = evidence.body.decode("utf-8", "replace")
    return Text(unescape(re.sub(r"<[^>]*>", "", html)), evidence, "nb")


def page(town: Municipality, sentences: Sequence[str], at: datetime) -> Evidence:
    """Return a page of a town that says these sentences."""
    body = "".join(f"<p>{sentence}</p>\n" for sentence in sentences)
    html = f"<!doctype html><title>{town.name}</title><h1>{town.name}</h1>\n{body}"
    return Evidence(
        uri=f"{town.website}tjenester",
        media_type="text/html",
        captured_at=at,
        body=html.encode(),
        charset="utf-8",
        clicks=2,
        requested_uri=town.website,
    )


async def cite(evidence: Evidence, sentence: str, rule: str) -> Provenance:
    """Return the proof of a sentence on a page."""
    text = await read(evidence)
    start = text.content.index(sentence)
    return text.cite(start, start + len(sentence), rule=rule)


async def lease(store: Store, code: str, slot: str, at: datetime) -> Run:
    """Order and take a run."""
    await store.ledger.enqueue("website", code, slot, due_at=at)
    run = await store.ledger.lease("worker", now=at, lease_s=60)
    assert run is not None
    assert run.municipality == code
    return run


async def visit(
    store: Store,
    town: Municipality,
    evidence: Evidence,
    findings: Sequence[Finding],
    *,
    failure: Failure | None = None,
    met: Visit | None = None,
) -> int:
    """Store one visit that brought one page, and return its observation's number."""
    at = evidence.captured_at
    run = await lease(store, town.code, at.isoformat(), at)
    digest = await store.results.keep(run, evidence)
    observed = Observation(
        town.code,
        "website",
        at - timedelta(seconds=42),
        at,
        (digest,),
        met or Visit(pages=12, size_bytes=1_234_567),
        failure,
    )
    return await store.results.record(run, observed, findings, revision="observe/1")


async def fill(store: Store) -> None:
    """Let three of the four towns be visited: all found, all other states, and a failed visit."""
    prove, vik, heroy, _ = TOWNS
    earlier = page(prove, [sentence for _, _, _, sentence, _ in SAID], NOW - timedelta(days=30))
    await visit(store, prove, earlier, [await found(earlier, name) for name, *_ in SAID])
    later = page(prove, ["Ny side.", *(sentence for _, _, _, sentence, _ in SAID)], NOW)
    await visit(store, prove, later, [await found(later, name) for name, *_ in SAID])
    seen = page(vik, ["Plassen kostar 3 000 kr.", "Plassen kostar 3 100 kr."], NOW)
    await visit(store, vik, seen, await _mixed(seen))
    before = page(heroy, ["Full plass i SFO koster kr 2 850 per måned."], NOW - timedelta(days=9))
    await visit(store, heroy, before, [await found(before, "sfo_price")])
    gone = page(heroy, ["Feil"], NOW)
    await visit(
        store,
        heroy,
        gone,
        [Unreachable("sfo_price", "no page could be read", heroy.website)],
        failure=Failure("TimedOut", heroy.website, "no answer in 10 s"),
        met=Visit(
            robots_refused=3,
            errors={"TimedOut": 2},
            gaps=(Gap(f"{heroy.website}sfo", "TimedOut", ("sfo_price",)),),
            notes=("slowed by the site's Crawl-delay",),
        ),
    )
    await store.ledger.enqueue("website", "9904", "waiting", due_at=NOW)


async def found(evidence: Evidence, name: str) -> Found:
    """Return the finding that a page with the sentence of an element allows."""
    sentence, value = next((said, value) for one, _, _, said, value in SAID if one == name)
    proof = await cite(evidence, sentence, f"{name}/1")
    return Found(name, value, proof, confidence=0.93, reasons=("its heading names it",))


async def _mixed(seen: Evidence) -> list[Finding]:
    """Return one finding of each state that has no value."""
    prices = [
        Found("sfo_price", Money(Decimal(amount)), await cite(seen, sentence, "money/1"))
        for amount, sentence in (
            (3000, "Plassen kostar 3 000 kr."),
            (3100, "Plassen kostar 3 100 kr."),
        )
    ]
    return [
        Unclear("sfo_price", "two prices that do not agree", tuple(prices)),
        Absent("town_hall_hours", (seen.digest,)),
        Blocked("contact_phone", "robots.txt", "https://vik.invalid/kontakt"),
        Unreachable("records_access", "a page was not read: TimedOut", "https://vik.invalid/p"),
    ]


@dataclass(slots=True)
class Counter:
    """What the dashboard ordered."""

    orders: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)


def desk_of(
    store: Store,
    catalog: Catalog = CATALOG,
    *,
    web: WebSettings | None = None,
    ordered: Counter | None = None,
    clock: Callable[[], datetime] = lambda: NOW,
) -> Desk:
    """Return a desk over a store; an order goes into its ledger once."""
    kept = ordered if ordered is not None else Counter()

    async def order(probe: str, code: str, elements: tuple[str, ...]) -> Run | None:
        kept.orders.append((probe, code, elements))
        slot = f"operator:{len(kept.orders)}"
        return await store.ledger.enqueue(
            probe, code, slot, due_at=NOW, priority=OPERATOR, elements=elements
        )

    async def status() -> Status:
        return Status(NOW - timedelta(hours=5), NOW - timedelta(seconds=3))

    return Desk(
        catalog=catalog,
        settings=Settings(web=web or WebSettings()),
        store=store,
        order=order,
        read=read,
        clock=clock,
        api_token=API_TOKEN,
        status=status,
    )


@asynccontextmanager
async def open_filled(folder: Path) -> AsyncIterator[Store]:
    """Give a store in which three towns have been visited."""
    async with open_store(folder, StoreSettings(), write=True) as store:
        await fill(store)
        yield store


def client_of(
    app: FastAPI,
    *,
    address: str = "127.0.0.1",
    host: str = HOST,
    headers: Mapping[str, str] | None = None,
) -> httpx.AsyncClient:
    """Return a client that seems to sit at an address and asks under a host name."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 50_000))
    return httpx.AsyncClient(transport=transport, base_url=host, headers=headers)
