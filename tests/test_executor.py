"""The executor over a real ledger: leases kept and lost, seats, and an end in time."""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import anyio
import pytest
from rhythm import START, Clock, rhythm, until

from checker.errors import DiskFull, StoreError
from checker.executor import LOOK_S, LocalExecutor
from checker.model.record import Observation
from checker.model.run import Run
from checker.model.settings import Daemon, StoreSettings
from checker.store import Store, open_store

pytestmark = pytest.mark.anyio

Perform = Callable[[Run], Awaitable[None]]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """Return a real store on disk."""
    async with open_store(tmp_path, StoreSettings(), write=True) as opened:
        yield opened


async def order(store: Store, *codes: str, slot: str = "s1") -> None:
    for code in codes:
        await store.ledger.enqueue("website", code, slot, due_at=START)


async def finish(store: Store, run: Run) -> None:
    """Settle a run as a visit does."""
    seen = Observation(run.municipality, run.probe, START, START, ())
    await store.results.record(run, seen, [], revision="r1")


class Visits:
    """What is performed, and how many at once; each visit ends when it is let go."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.begun: list[Run] = []
        self.cut: list[Run] = []
        self.under_way: Counter[str] = Counter()
        self.most = 0
        self.go = anyio.Event()

    async def perform(self, run: Run) -> None:
        self.begun.append(run)
        self.under_way[run.municipality] += 1
        self.most = max(self.most, self.under_way.total())
        assert self.under_way[run.municipality] == 1, "visited twice at the same time"
        try:
            await self.go.wait()
            await finish(self.store, run)
        except anyio.get_cancelled_exc_class():
            self.cut.append(run)
            raise
        finally:
            self.under_way[run.municipality] -= 1

    async def wait_for(self, number: int) -> None:
        await until(lambda: len(self.begun) >= number)


@asynccontextmanager
async def working(
    store: Store, perform: Perform, settings: Daemon, clock: Clock | None = None
) -> AsyncIterator[LocalExecutor]:
    """Run an executor beside the test; drained at the end of it."""
    executor = LocalExecutor(
        store.ledger, perform, worker="w1", clock=clock or Clock(), settings=settings
    )
    with anyio.fail_after(20):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(executor.work)
            try:
                yield executor
            finally:
                executor.drain()


async def counts(store: Store) -> dict[str, int]:
    return {state: count for state, count in (await store.ledger.counts()).items() if count}


async def test_all_that_is_due_is_performed(store: Store) -> None:
    """Each run once, whatever the number of seats."""
    await order(store, *(f"99{number:02}" for number in range(12)))
    visits = Visits(store)
    visits.go.set()
    async with working(store, visits.perform, rhythm(at_once=3)):
        await visits.wait_for(12)
    assert len({run.id for run in visits.begun}) == len(visits.begun) == 12
    assert await counts(store) == {"done": 12}


async def test_never_more_at_once_than_seats(store: Store) -> None:
    """The next is taken when one has ended, not before."""
    await order(store, "9901", "9902", "9903", "9904")
    visits = Visits(store)
    async with working(store, visits.perform, rhythm(at_once=2)) as executor:
        await visits.wait_for(2)
        executor.wake()
        await anyio.sleep(0.1)
        assert (len(visits.begun), executor.running) == (2, 2)
        visits.go.set()
        await visits.wait_for(4)
    assert visits.most == 2


async def test_one_visit_of_a_municipality_at_a_time(store: Store) -> None:
    """Two orders for one municipality are carried out one after the other."""
    await order(store, "9901", slot="s1")
    await order(store, "9901", slot="s2")
    visits = Visits(store)
    async with working(store, visits.perform, rhythm()) as executor:
        await visits.wait_for(1)
        executor.wake()
        await anyio.sleep(0.1)
        assert len(visits.begun) == 1
        visits.go.set()
        await visits.wait_for(2)
    assert await counts(store) == {"done": 2}


async def test_an_order_is_taken_when_woken(store: Store) -> None:
    """Nobody who orders waits for the next look at the ledger."""
    visits = Visits(store)
    visits.go.set()
    async with working(store, visits.perform, rhythm()) as executor:
        await anyio.sleep(0.1)
        await order(store, "9901")
        executor.wake()
        with anyio.fail_after(LOOK_S / 2):
            await visits.wait_for(1)


async def test_an_order_is_found_without_being_woken(store: Store) -> None:
    """What another process puts into the ledger is seen at the next look."""
    visits = Visits(store)
    visits.go.set()
    async with working(store, visits.perform, rhythm()):
        await anyio.sleep(0.1)
        await order(store, "9901")
        await visits.wait_for(1)


@pytest.mark.parametrize("at_once", [1, 4])
async def test_drain_ends_in_time(store: Store, at_once: int) -> None:
    """Also when every seat is taken by a visit that would go on for hours."""
    await order(store, "9901", "9902")
    visits = Visits(store)
    began = anyio.current_time()
    async with working(store, visits.perform, rhythm(at_once=at_once, drain_s=0.1)):
        await visits.wait_for(min(at_once, 2))
    assert anyio.current_time() - began < 2
    assert len(visits.cut) == len(visits.begun) == min(at_once, 2)
    assert await counts(store) == {"queued": 2}
    assert {run.attempts for run in await store.ledger.runs()} == {0}


async def test_drain_lets_visits_end(store: Store) -> None:
    """What ends within its time is recorded; nothing new is begun meanwhile."""
    await order(store, "9901", "9902")
    visits = Visits(store)
    async with working(store, visits.perform, rhythm(at_once=1)) as executor:
        await visits.wait_for(1)
        executor.drain()
        await anyio.sleep(0.05)
        visits.go.set()
    assert len(visits.begun) == 1
    assert await counts(store) == {"done": 1, "queued": 1}


async def test_hurry_does_not_wait(store: Store) -> None:
    """Asked twice, visits are cut short at once and go back to the ledger."""
    await order(store, "9901")
    visits = Visits(store)
    began = anyio.current_time()
    async with working(store, visits.perform, rhythm(drain_s=60)) as executor:
        await visits.wait_for(1)
        executor.drain()
        await anyio.sleep(0.05)
        executor.hurry()
    assert anyio.current_time() - began < 2
    assert await counts(store) == {"queued": 1}


async def test_a_long_visit_keeps_its_lease(store: Store) -> None:
    """A visit may take many times its lease: it is renewed beside it."""
    await order(store, "9901")
    clock, visits = Clock(), Visits(store)
    async with working(store, visits.perform, rhythm(lease_s=0.3), clock):
        await visits.wait_for(1)
        for _ in range(8):
            await anyio.sleep(0.1)
            assert await store.ledger.reap(now=clock(), attempts=2) == []
        visits.go.set()
    assert visits.cut == []
    assert await counts(store) == {"done": 1}


async def test_a_lost_lease_ends_the_visit(store: Store) -> None:
    """Whoever lost its lease to another worker stops; the others are not touched."""
    await order(store, "9901", "9902")
    clock, visits = Clock(), Visits(store)
    async with working(store, visits.perform, rhythm(lease_s=0.6), clock) as executor:
        await visits.wait_for(2)
        lost = visits.begun[0]
        assert await store.ledger.fail(lost, "w1", now=clock(), detail="", retry=True)
        other = await store.ledger.lease("w2", now=clock(), lease_s=60)
        assert other
        assert other.id == lost.id
        await until(lambda: executor.running == 1)
        assert visits.cut == [lost]
        visits.go.set()
        await until(lambda: executor.running == 0)
        held = await store.ledger.find(other.id)
        assert held
        assert (held.state, held.worker) == ("leased", "w2")
    assert await counts(store) == {"done": 1, "leased": 1}


async def test_a_visit_does_not_live_on_the_lease_of_its_successor(store: Store) -> None:
    """Taken back and leased again by the same worker: the old visit has lost it all the same."""
    await order(store, "9901")
    clock = Clock()
    first = await store.ledger.lease("w1", now=clock(), lease_s=1)
    assert first
    await store.ledger.reap(now=clock() + timedelta(hours=8), attempts=9)
    second = await store.ledger.lease("w1", now=clock(), lease_s=1)
    assert second
    for run, held in ((first, False), (second, True)):
        renewed = await store.ledger.renew(run.id, "w1", now=clock(), lease_s=1, lease=run.leases)
        assert renewed is held


async def test_a_broken_store_stops_everything(store: Store) -> None:
    """One visit that cannot be kept ends the work; the others go back without an attempt."""
    await order(store, "9901", "9902", "9903")
    visits = Visits(store)

    async def perform(run: Run) -> None:
        if run.municipality == "9903":
            await visits.wait_for(2)
            raise DiskFull("no room")
        await visits.perform(run)

    with pytest.raises(BaseExceptionGroup) as caught:
        async with working(store, perform, rhythm()):
            await anyio.sleep_forever()
    assert caught.group_contains(StoreError)
    assert len(visits.cut) == 2
    assert await counts(store) == {"queued": 3}
    assert {run.attempts for run in await store.ledger.runs()} == {0}
