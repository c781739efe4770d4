"""The spine: what a visit brings is kept, read, judged and stored, whatever happens."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import anyio
import pytest
from extract.test_pdf import PICTURE, pdf

from checker.errors import Refused, TimedOut, Unreachable
from checker.model.catalog import Catalog, Country, Element, Language, Municipality, Wording
from checker.model.evidence import Evidence
from checker.model.probe import Assignment, Keep
from checker.model.record import (
    Absent,
    Blocked,
    Finding,
    Found,
    Gap,
    Observation,
    Unclear,
    Visit,
)
from checker.model.record import Unreachable as NotReached
from checker.model.run import Run
from checker.model.settings import StoreSettings
from checker.observe import Gathered, observe
from checker.reading import Reader
from checker.store import Store, open_store

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NB = Language("nb", "bokmål", currency_words={"kr": "NOK", "kroner": "NOK"})
FEE = Element(
    "water_fee", "money", "technical", {"nb": Wording("Vanngebyr", ("vann",), ("vanngebyr",))}
)
OTHER = Element("sfo_price", "money", "school", {"nb": Wording("Pris SFO", ("sfo",), ("sfo",))})
TOWN = Municipality("9999", "Prøve", "https://prove.example/")
CATALOG = Catalog(
    Country("xx", "Prøveland", ZoneInfo("Europe/Oslo"), "NOK", ("nb",), "NO", (TOWN,)),
    (FEE, OTHER),
    {"nb": NB},
)
PAGE = b"<html lang=nb><title>Vanngebyr</title><p>Vanngebyret er 4 320 kroner.</p>"

Behaviour = Callable[[Assignment, Keep], Awaitable[Visit]]


@dataclass(frozen=True, slots=True)
class Scripted:
    """A probe that does what a test says."""

    behaviour: Behaviour
    kind: str = "website"

    async def run(self, assignment: Assignment, keep: Keep) -> Visit:
        return await self.behaviour(assignment, keep)


def page(body: bytes = PAGE, uri: str = "https://prove.example/vann", **more: object) -> Evidence:
    """Return a page as a probe hands it over."""
    return Evidence(uri, "text/html", NOW, body, **more)  # type: ignore[arg-type]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """Return a real store on disk."""
    async with open_store(tmp_path, StoreSettings(), write=True) as opened:
        yield opened


async def look(
    store: Store, behaviour: Behaviour, *, limit_s: float = 30.0, catalog: Catalog = CATALOG
) -> tuple[Observation, dict[str, Finding]]:
    """Observe the town once, with a probe that behaves so."""
    run = await leased(store)
    seen, findings = await observe(
        run,
        Assignment(TOWN, (FEE, OTHER), ("nb",), limit_s),
        Scripted(behaviour),
        reader=Reader(catalog),
        results=store.results,
        clock=lambda: NOW,
        today=lambda at: at.date(),
    )
    return seen, {finding.element: finding for finding in findings}


async def leased(store: Store) -> Run:
    """Return a run that this test holds."""
    await store.ledger.enqueue("website", TOWN.code, "slot", due_at=NOW)
    run = await store.ledger.lease("test", now=NOW, lease_s=60)
    assert run is not None
    return run


async def test_found_with_proof_and_absent_with_search(store: Store) -> None:
    """What stands on the page is found where it stands; what does not is absent."""

    async def visit(_: Assignment, keep: Keep) -> Visit:
        await keep(page())
        return Visit(pages=1)

    seen, findings = await look(store, visit)
    fee = findings["water_fee"]
    assert isinstance(fee, Found)
    assert fee.proof.evidence == page().digest
    assert fee.proof.quote == "4 320 kroner"
    assert findings["sfo_price"] == Absent("sfo_price", (page().digest,))
    assert seen.failure is None
    (latest,) = await store.results.latest(municipality=TOWN.code, element="water_fee")
    assert latest.finding.finding == fee
    (run,) = await store.ledger.runs()
    assert run.state == "done"


async def test_half_a_visit_never_proves_absence(store: Store) -> None:
    """The site dies after one page: what was seen is found, the rest is unreachable."""

    async def visit(_: Assignment, keep: Keep) -> Visit:
        await keep(page())
        raise Unreachable("https://prove.example/", "reset")

    seen, findings = await look(store, visit)
    assert isinstance(findings["water_fee"], Found)
    assert isinstance(findings["sfo_price"], NotReached)
    assert seen.failure is not None
    assert seen.failure.kind == "Unreachable"


async def test_refusal_is_blocked_not_absent(store: Store) -> None:
    """robots.txt forbids all: nobody is called silent for that."""

    async def visit(_: Assignment, __: Keep) -> Visit:
        raise Refused("https://prove.example/robots.txt", "503")

    _, findings = await look(store, visit)
    assert {type(finding) for finding in findings.values()} == {Blocked}


async def test_silent_server_is_a_failure_not_a_crash(store: Store) -> None:
    """A probe that never ends is ended, recorded as TimedOut, and states nothing."""

    async def visit(_: Assignment, __: Keep) -> Visit:
        await anyio.sleep_forever()
        return Visit()

    seen, findings = await look(store, visit, limit_s=0.05)
    assert seen.failure is not None
    assert seen.failure.kind == TimedOut.__name__
    assert {type(finding) for finding in findings.values()} == {NotReached}


@pytest.mark.parametrize(
    ("kind", "state"), [("Refused", Blocked), ("TimedOut", NotReached), ("Unavailable", NotReached)]
)
async def test_gap_keeps_its_elements_from_being_absent(
    store: Store, kind: str, state: type[Finding]
) -> None:
    """A page that promised an element and could not be read leaves that element open."""

    async def visit(_: Assignment, keep: Keep) -> Visit:
        await keep(page(b"<p>Velkommen til oss</p>"))
        return Visit(pages=1, gaps=(Gap("https://prove.example/sfo", kind, ("sfo_price",)),))

    _, findings = await look(store, visit)
    assert isinstance(findings["sfo_price"], state)
    assert isinstance(findings["water_fee"], Absent)


async def test_scanned_paper_that_may_say_it_is_for_a_person(store: Store) -> None:
    """Where a link promised the element on a scan, somebody must look: it says which."""

    async def visit(_: Assignment, keep: Keep) -> Visit:
        await keep(page(b"<p>Velkommen til oss</p>"))
        gap = Gap("https://prove.example/priser.pdf", "Illegible", ("sfo_price",))
        return Visit(pages=1, errors={"Illegible": 1}, gaps=(gap,))

    _, findings = await look(store, visit)
    assert findings["sfo_price"] == Unclear(
        "sfo_price",
        "a scanned document that no machine reads",
        uri="https://prove.example/priser.pdf",
    )
    assert isinstance(findings["water_fee"], Absent)


async def test_scanned_paper_is_not_searched(store: Store) -> None:
    """What a machine cannot read it has not searched, whoever linked to it."""
    scan = Evidence("https://prove.example/a.pdf", "application/pdf", NOW, pdf([], rules=PICTURE))

    async def visit(_: Assignment, keep: Keep) -> Visit:
        await keep(page())
        await keep(scan)
        return Visit(pages=2)

    seen, findings = await look(store, visit)
    assert findings["sfo_price"] == Absent("sfo_price", (page().digest,))
    assert scan.digest in seen.evidence


async def test_our_own_letter_is_never_a_source(store: Store) -> None:
    """What we wrote ourselves is kept as evidence and proves nothing."""

    async def visit(_: Assignment, keep: Keep) -> Visit:
        await keep(page(ours=True))
        await keep(page(b"<p>Hei</p>", uri="https://prove.example/hei"))
        return Visit(pages=1)

    seen, findings = await look(store, visit)
    assert isinstance(findings["water_fee"], Absent)
    assert len(seen.evidence) == 2


async def test_unreadable_page_is_kept_and_stops_nobody(store: Store) -> None:
    """A file that is not what it says is evidence all the same; the others are read."""

    async def visit(_: Assignment, keep: Keep) -> Visit:
        await keep(Evidence("https://prove.example/a.pdf", "application/pdf", NOW, b"no pdf"))
        await keep(page())
        return Visit(pages=2)

    seen, findings = await look(store, visit)
    assert isinstance(findings["water_fee"], Found)
    assert len(seen.evidence) == 2


async def test_shorter_way_seen_later_counts(store: Store) -> None:
    """Clicks are the fewest of the whole visit, not those of the way first taken."""

    async def visit(_: Assignment, keep: Keep) -> Visit:
        await keep(page(clicks=4))
        return Visit(pages=1, clicks={"https://prove.example/vann": 1})

    _, findings = await look(store, visit)
    fee = findings["water_fee"]
    assert isinstance(fee, Found)
    assert fee.proof.clicks == 1


#: A catalogue that makes a bug of ours come to light on pages with prices: no such number.
TRAPPED = replace(
    CATALOG,
    languages={"nb": replace(NB, numbers={"tre": "three"})},  # type: ignore[dict-item]
)


async def test_a_bug_over_one_page_fails_no_visit(store: Store) -> None:
    """The page is kept and counted, the others are read; what it may say is not called absent."""

    async def visit(_: Assignment, keep: Keep) -> Visit:
        await keep(page())
        await keep(page(b"<p>Velkommen til oss</p>", uri="https://prove.example/"))
        return Visit(pages=2, errors={"NotThere": 1})

    seen, findings = await look(store, visit, catalog=TRAPPED)
    assert seen.failure is None
    assert page().digest in seen.evidence
    assert seen.visit.errors == {"NotThere": 1, "Misread": 1}
    assert seen.visit.gaps == (Gap(page().uri, "Misread", ("water_fee",)),)
    assert isinstance(findings["water_fee"], NotReached)
    assert findings["water_fee"].uri == page().uri
    assert findings["sfo_price"] == Absent("sfo_price", seen.evidence)
    (run,) = await store.ledger.runs()
    assert run.state == "done"


async def test_a_mended_bug_leaves_no_gap() -> None:
    """A rereading tells of its own bugs, not of those of the visit that it reads again."""
    before = Visit(
        pages=2,
        errors={"Misread": 1, "TimedOut": 1},
        gaps=(Gap(page().uri, "Misread", ("water_fee",)), Gap("https://x.no/", "TimedOut", ())),
    )
    for catalog, after in (
        (CATALOG, replace(before, errors={"TimedOut": 1}, gaps=before.gaps[1:])),
        (TRAPPED, replace(before, gaps=before.gaps[::-1])),
    ):
        gathered = Gathered()
        await gathered.take(Reader(catalog), page())
        assert gathered.told(before) == after


async def test_absent_names_only_what_was_read(store: Store) -> None:
    """A file that nobody could read was not searched."""

    async def visit(_: Assignment, keep: Keep) -> Visit:
        await keep(Evidence("https://prove.example/a.pdf", "application/pdf", NOW, b"no pdf"))
        await keep(page())
        return Visit(pages=2)

    seen, findings = await look(store, visit)
    assert findings["sfo_price"] == Absent("sfo_price", (page().digest,))
    assert len(seen.evidence) == 2
    (latest,) = await store.results.latest(municipality=TOWN.code, element="sfo_price")
    assert latest.finding.finding == findings["sfo_price"]
