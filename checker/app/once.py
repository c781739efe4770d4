"""`checker probe` and `checker reread`: once, now, in this process."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path

import anyio
import structlog

from checker.app.kinds import check_kind, find_probes, open_probes
from checker.app.lines import COLUMNS, finding_lines, summary_line
from checker.app.ordering import operator_order
from checker.app.parts import House, check_elements, clock, worker_name
from checker.app.show import Printer
from checker.app.watch import Watcher
from checker.app.work import Work
from checker.config import targets
from checker.errors import (
    AlreadyRunning,
    EvidenceAltered,
    LeaseLost,
    NotThere,
    ProbeError,
    Refused,
    StoreError,
    TooLarge,
)
from checker.log import configure
from checker.model.catalog import Municipality
from checker.model.record import Finding, Observation
from checker.model.run import OPERATOR
from checker.model.settings import StoreSettings
from checker.observe import REVISION, Gathered, judge
from checker.reading import Reader
from checker.store import Capture, Store, StoredObservation, hold, open_store

log = structlog.get_logger()

#: Goes before every order in the ledger, the operator's too: it is for this process alone.
FIRST = OPERATOR - 1
#: Failures that say that the other side was reached: it answered, if only with a no.
ANSWERS = frozenset({Refused.__name__, NotThere.__name__, TooLarge.__name__})


@dataclass(frozen=True, slots=True)
class Job:
    """What one call of `checker probe` is to do."""

    kind: str
    municipalities: tuple[Municipality, ...]
    elements: tuple[str, ...]


def probe_now(
    house: House, kind: str, names: Sequence[str], elements: tuple[str, ...], *, out: Printer
) -> int:
    """Run one probe on all targets side by side, print what was found, return the exit code.

    Raises:
        UsageError: no such probe, target or element.
    """
    configure(house.settings.log)
    job = _job(house, kind, names, elements)
    seen = anyio.run(partial(_probe, house, job, out))
    return ProbeError.exit_code if all(_nothing(one) for one in seen) else 0


def _job(house: House, kind: str, names: Sequence[str], elements: tuple[str, ...]) -> Job:
    check_kind(kind)
    check_elements(house, elements)
    return Job(kind, targets(house.catalog, names), elements)


def _nothing(observation: Observation) -> bool:
    """Say whether the outside could not be reached at all; a refusal is an answer."""
    failure = observation.failure
    return failure is not None and not observation.evidence and failure.kind not in ANSWERS


async def _probe(house: House, job: Job, out: Printer) -> list[Observation]:
    began = clock()
    seen: list[Observation] = []
    house = _with(house, job.municipalities)
    async with _store(house) as store:
        reader = Reader(house.catalog)
        with Watcher(len(job.municipalities)) as watcher:
            async with open_probes(house, reader, progress=watcher.tell) as probes:
                work = Work(house, store, reader, probes, watcher.tell, worker_name())
                seats = anyio.CapacityLimiter(house.settings.daemon.at_once)
                shown: list[dict[str, object]] = []

                async def one(municipality: Municipality) -> None:
                    async with seats:
                        observation, findings = await _visit(work, job, municipality)
                    seen.append(observation)
                    watcher.done(municipality)
                    lines = finding_lines(observation.municipality, job.kind, findings)
                    if out.machine:
                        out.all(lines)
                    else:
                        shown.extend(lines)

                async with anyio.create_task_group() as tasks:
                    for municipality in job.municipalities:
                        tasks.start_soon(one, municipality)
    if not out.machine:
        out.table(shown, COLUMNS, f"{job.kind}")
    out.all([summary_line(seen, seconds=(clock() - began).total_seconds())])
    return seen


async def _visit(
    work: Work, job: Job, municipality: Municipality
) -> tuple[Observation, list[Finding]]:
    """Order, lease and carry out one run; what a killed probe left behind stays in the queue."""
    ledger = work.store.ledger
    order = operator_order(job.kind, municipality.code, job.elements)
    (ordered,) = await ledger.enqueue_many([replace(order, priority=FIRST)])
    lease_s = house_lease_s(work.house, job.kind)
    run = await ledger.lease(work.worker, now=clock(), lease_s=lease_s, only=ordered.id)
    if run is None:
        raise LeaseLost(f"{municipality.code} is being visited by another process")
    return await work.visit(run, municipality)


def house_lease_s(house: House, kind: str) -> float:
    """Return how long a run of this kind may take; a lease of ours is not renewed."""
    limits = [plan.limit_s for plan in house.settings.plans if plan.probe == kind]
    return 60.0 + max(limits, default=900.0)


def _with(house: House, municipalities: tuple[Municipality, ...]) -> House:
    """Add bare URLs to the country, so that every part finds them by their code."""
    country = house.catalog.country
    known = {one.code for one in country.municipalities}
    extra = tuple(one for one in municipalities if one.code not in known)
    wider = replace(country, municipalities=(*country.municipalities, *extra))
    loaded = replace(house.loaded, catalog=replace(house.catalog, country=wider))
    return replace(house, loaded=loaded)


@asynccontextmanager
async def _store(house: House) -> AsyncIterator[Store]:
    """Open the state folder's store, or one for this call only while the daemon holds it."""
    async with AsyncExitStack() as stack:
        try:
            stack.enter_context(hold(house.state))
        except AlreadyRunning as busy:
            log.warning(
                "probe.not_kept",
                why=str(busy),
                instead="the result is printed, not kept; `checker queue` has it kept",
            )
            # the daemon's own database and evidence may have addresses of their own: not these
            opened = open_store(_passing_folder(stack), StoreSettings(), write=True)
        else:
            opened = open_store(house.state, house.settings.store, write=True)
        store = await stack.enter_async_context(opened)
        await store.ledger.adopt(now=clock(), attempts=house.settings.daemon.attempts)
        yield store


def _passing_folder(stack: AsyncExitStack) -> Path:
    """Return an empty folder that is gone when the stack is left.

    Raises:
        StoreError: there is no room for one.
    """
    try:
        return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="checker-")))
    except OSError as error:
        raise StoreError(f"no temporary folder can be made: {error.strerror}") from error


def reread_now(house: House, names: Sequence[str], *, out: Printer) -> int:
    """Interpret the newest evidence of each municipality again; findings are added.

    Raises:
        AlreadyRunning: the daemon runs; stop it first.
        EvidenceAltered: after the last, if the evidence of some is not what it was; nothing is
            stated about those.
    """
    configure(house.settings.log)
    chosen = targets(house.catalog, names, default_all=True)
    return anyio.run(partial(_reread, house, chosen, out))


async def _reread(house: House, chosen: tuple[Municipality, ...], out: Printer) -> int:
    reader = Reader(house.catalog)
    altered: list[str] = []
    with hold(house.state), Watcher(len(chosen)) as watcher:
        async with open_store(house.state, house.settings.store, write=True) as store:
            for municipality, kind in product(chosen, find_probes()):
                try:
                    findings = await _once_more(house, store, reader, municipality, kind)
                except EvidenceAltered as error:
                    altered.append(f"{municipality.code}: {error}")
                else:
                    out.all(finding_lines(municipality.code, kind, findings))
                watcher.done(municipality)
    if altered:
        raise EvidenceAltered(f"not read again: {'; '.join(altered)}")
    return 0


async def _once_more(
    house: House, store: Store, reader: Reader, municipality: Municipality, kind: str
) -> list[Finding]:
    """Read the last visit of one municipality again, if there was one, and record it.

    Raises:
        EvidenceAltered: some of it is not what it was; nothing is recorded.
    """
    last = await store.results.last_visit(municipality.code, kind)
    if last is None:
        return []
    captures = await store.results.captures(last.id)
    observation, findings = await _again(house, store, reader, last, captures)
    await store.results.record(None, observation, findings, revision=REVISION)
    return findings


async def _again(
    house: House,
    store: Store,
    reader: Reader,
    last: StoredObservation,
    captures: Sequence[Capture],
) -> tuple[Observation, list[Finding]]:
    """Read one visit's evidence with today's rules, as if the day of the visit were today."""
    gathered = Gathered()
    for capture in captures:
        if not capture.ours:
            await gathered.take(reader, await store.results.evidence(capture))
    seen = replace(last.observation, visit=gathered.told(last.observation.visit))
    findings = judge(
        house.catalog.elements, gathered, observation=seen, on=house.today(seen.started_at)
    )
    return replace(seen, reread_of=last.id), findings
