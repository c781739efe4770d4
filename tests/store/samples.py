"""Small makers of what goes into a store; everything is made up."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from checker.model.evidence import Evidence, Text
from checker.model.record import Found, Observation
from checker.model.run import Run
from checker.model.value import Money
from checker.store import Store

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def at(hours: float) -> datetime:
    """Return the instant so many hours after the start, a Monday at nine."""
    return START + timedelta(hours=hours)


def page(body: bytes = b"SFO: kr 2 850", uri: str = "https://prove.invalid/sfo") -> Evidence:
    """Return a page with every field set."""
    return Evidence(
        uri=uri,
        media_type="text/html",
        captured_at=START,
        body=body,
        charset="iso-8859-1",
        clicks=2,
        requested_uri="https://prove.invalid/gammel",
        screenshot="ab" * 32,
    )


def found(element: str = "sfo_price", amount: int = 2850) -> Found:
    """Return a price with its proof."""
    text = Text(f"SFO: kr {amount} per måned", page())
    proof = text.cite(5, 12, rule="money/1")
    value = Money(Decimal(amount), per="month")
    return Found(element, value, proof, confidence=0.93, reasons=("its label names it",))


def seen(
    hours: float, municipality: str = "9901", *, evidence: tuple[str, ...] = ()
) -> Observation:
    """Return a visit that ended so many hours after the start."""
    return Observation(
        municipality=municipality,
        probe="website",
        started_at=at(hours - 0.1),
        ended_at=at(hours),
        evidence=evidence,
    )


async def leased(
    store: Store, municipality: str = "9901", *, slot: str = "s1", worker: str = "w1"
) -> Run:
    """Return a run of municipality that worker holds; nothing else may be due."""
    await store.ledger.enqueue("website", municipality, slot, due_at=START)
    run = await store.ledger.lease(worker, now=START, lease_s=60)
    assert run is not None
    assert run.municipality == municipality
    return run
