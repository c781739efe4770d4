"""The run ledger: every slot once, one visitor per municipality, nothing lost, nothing twice."""

from datetime import timedelta
from pathlib import Path

import anyio
import pytest
from store.samples import START, at, leased, seen

from checker.model.run import OPERATOR
from checker.model.settings import StoreSettings
from checker.store import Store, open_store
from checker.store.records import Order

pytestmark = pytest.mark.anyio


async def test_a_slot_exists_once(store: Store) -> None:
    """However often the schedule names a slot, it becomes one run."""
    first = await store.ledger.enqueue("website", "0301", "s1", due_at=START)
    again = await store.ledger.enqueue("website", "0301", "s1", due_at=at(1))
    assert first is not None
    assert first.state == "queued"
    assert again is None
    assert await store.ledger.runs() == [first]


async def test_a_finished_slot_stays_finished(store: Store) -> None:
    """A slot that is done is not queued again by a late tick."""
    run = await leased(store)
    await store.results.record(run, seen(0), [], revision="r1")
    assert await store.ledger.enqueue("website", "9901", "s1", due_at=START) is None
    assert await store.ledger.lease("w2", now=at(99), lease_s=60) is None


async def test_a_whole_country_at_once(store: Store) -> None:
    """All municipalities go in together, and a second time only those that are missing."""
    orders = [Order("website", f"{code:04}", "s1", START) for code in range(357)]
    assert len(await store.ledger.enqueue_many(orders[:300])) == 300
    added = await store.ledger.enqueue_many(orders)
    assert [run.municipality for run in added] == [f"{code:04}" for code in range(300, 357)]
    assert (await store.ledger.counts())["queued"] == 357


async def test_nothing_to_enqueue(store: Store) -> None:
    """An empty list is no error."""
    assert await store.ledger.enqueue_many([]) == []


async def test_what_was_ordered_is_what_is_leased(store: Store) -> None:
    """The lease names the probe, the elements and the slot of the order."""
    elements = ("sfo_price", "sfo_hours")
    await store.ledger.enqueue(
        "website", "0301", "operator:7", due_at=START, priority=OPERATOR, elements=elements
    )
    run = await store.ledger.lease("w1", now=at(1), lease_s=60)
    assert run is not None
    assert (run.probe, run.municipality, run.slot) == ("website", "0301", "operator:7")
    assert (run.priority, run.elements, run.due_at) == (OPERATOR, elements, START)
    assert (run.state, run.worker, run.attempts) == ("leased", "w1", 1)
    assert run.lease_until == at(1) + timedelta(seconds=60)
    assert await store.ledger.find(run.id) == run


async def test_operators_go_first_then_who_waited_longest(store: Store) -> None:
    """Priority decides before the due time, and the due time before the order of arrival."""
    await store.ledger.enqueue("website", "0001", "s", due_at=at(2))
    await store.ledger.enqueue("website", "0002", "s", due_at=at(1))
    await store.ledger.enqueue("website", "0003", "s", due_at=at(3), priority=OPERATOR)
    taken = [await store.ledger.lease("w1", now=at(5), lease_s=60) for _ in range(4)]
    assert [run and run.municipality for run in taken] == ["0003", "0002", "0001", None]


async def test_nothing_before_its_time(store: Store) -> None:
    """A run that is due later is not leased and does not count as waiting."""
    await store.ledger.enqueue("website", "0301", "s", due_at=at(1))
    assert await store.ledger.lease("w1", now=START, lease_s=60) is None
    assert await store.ledger.oldest_due(START) is None
    assert await store.ledger.oldest_due(at(1)) == at(1)


async def test_one_visitor_per_municipality(store: Store) -> None:
    """While somebody visits a municipality, its other runs wait and others are served."""
    await leased(store, "0301", slot="s1")
    await store.ledger.enqueue("availability", "0301", "s2", due_at=START)
    assert await store.ledger.lease("w2", now=at(9), lease_s=60) is None
    await store.ledger.enqueue("website", "4601", "s1", due_at=at(1))
    other = await store.ledger.lease("w2", now=at(9), lease_s=60)
    assert other is not None
    assert other.municipality == "4601"


async def test_workers_side_by_side(store: Store) -> None:
    """Many at the same moment get different municipalities, each run once."""
    await store.ledger.enqueue_many(
        Order(probe, f"{code:04}", "s", START) for code in range(8) for probe in ("a", "b")
    )
    taken: list[tuple[int, str]] = []

    async def take(worker: str) -> None:
        run = await store.ledger.lease(worker, now=at(1), lease_s=60)
        if run is not None:
            taken.append((run.id, run.municipality))

    async with anyio.create_task_group() as tasks:
        for number in range(20):
            tasks.start_soon(take, f"w{number}")
    assert len(taken) == len({run for run, _ in taken}) == len({code for _, code in taken}) == 8


async def test_machines_side_by_side(store: Store, settings: StoreSettings, tmp_path: Path) -> None:
    """Machines that share a server never visit one municipality together; none is an error."""
    if not settings.url:
        pytest.skip("SQLite has one writer; needs a server in CHECKER_TEST_STORES")
    orders = [Order(probe, f"{code:04}", "s", START) for code in range(8) for probe in "abc"]
    await store.ledger.enqueue_many(orders)
    taken: list[str] = []

    async def take(one: Store, worker: str) -> None:
        while len(taken) < 8:
            run = await one.ledger.lease(worker, now=at(1), lease_s=60)
            if run is not None:
                taken.append(run.municipality)

    async with (
        open_store(tmp_path / "other", settings, write=True) as other,
        anyio.create_task_group() as tasks,
    ):
        tasks.start_soon(take, store, "w1")
        tasks.start_soon(take, other, "w2")
    assert sorted(taken) == [f"{code:04}" for code in range(8)]


async def test_a_lease_is_renewed_by_its_holder_only(store: Store) -> None:
    """The holder pushes the end out; anybody else is told no."""
    run = await leased(store)
    assert await store.ledger.renew(run.id, "w1", now=at(1), lease_s=60)
    assert not await store.ledger.renew(run.id, "w2", now=at(1), lease_s=60)
    assert await store.ledger.reap(now=at(1), attempts=2) == []
    assert len(await store.ledger.reap(now=at(1.1), attempts=2)) == 1
    assert not await store.ledger.renew(run.id, "w1", now=at(2), lease_s=60)


async def test_a_lost_lease_is_tried_again_then_failed(store: Store) -> None:
    """A run whose worker vanishes is queued again until its attempts are used up."""
    await leased(store)
    again = await store.ledger.reap(now=at(1), attempts=2)
    assert [(run.state, run.attempts, run.worker) for run in again] == [("queued", 1, None)]
    assert await store.ledger.lease("w2", now=at(1), lease_s=60) is not None
    given_up = await store.ledger.reap(now=at(2), attempts=2)
    assert [(run.state, run.attempts, run.finished_at) for run in given_up] == [
        ("failed", 2, at(2))
    ]
    assert given_up[0].detail
    assert await store.ledger.lease("w3", now=at(3), lease_s=60) is None


async def test_a_live_lease_is_not_reaped(store: Store) -> None:
    """Whoever still has time keeps his run."""
    await leased(store)
    assert await store.ledger.reap(now=START + timedelta(seconds=59), attempts=1) == []


async def test_a_start_adopts_every_lease_at_once(store: Store) -> None:
    """After a crash nobody waits for leases of the dead to run out."""
    run = await leased(store)
    adopted = await store.ledger.adopt(now=START, attempts=2)
    assert [(it.id, it.state, it.attempts) for it in adopted] == [(run.id, "queued", 1)]
    assert (await leased(store)).id == run.id
    assert [it.state for it in await store.ledger.adopt(now=START, attempts=2)] == ["failed"]


async def test_a_drain_does_not_count_as_an_attempt(store: Store) -> None:
    """An orderly stop gives runs back as they were; the next start takes them up."""
    run = await leased(store)
    assert await store.ledger.release("w2", now=START) == []
    released = await store.ledger.release("w1", now=START)
    assert [(it.id, it.state, it.attempts) for it in released] == [(run.id, "queued", 0)]
    second = await leased(store)
    assert second.attempts == 1
    assert second.leases == run.leases + 1


async def test_a_failure_can_be_tried_again_later(store: Store) -> None:
    """A run that may help another time is queued for that time, with the reason for people."""
    run = await leased(store)
    assert await store.ledger.fail(
        run, "w1", now=at(1), detail="no answer", retry=True, again_at=at(3)
    )
    assert await store.ledger.lease("w1", now=at(2), lease_s=60) is None
    second = await store.ledger.lease("w1", now=at(3), lease_s=60)
    assert second is not None
    assert (second.id, second.attempts, second.detail) == (run.id, 2, "no answer")


async def test_a_failure_for_good(store: Store) -> None:
    """A run that failed for good says why and when, and is never leased again."""
    run = await leased(store)
    assert await store.ledger.fail(run, "w1", now=at(1), detail="a bug", retry=False)
    ended = await store.ledger.find(run.id)
    assert ended is not None
    assert (ended.state, ended.detail, ended.finished_at) == ("failed", "a bug", at(1))
    assert await store.ledger.lease("w1", now=at(9), lease_s=60) is None


async def test_who_lost_the_lease_cannot_fail_the_run(store: Store) -> None:
    """A worker that woke up too late does not end the run of its successor, not even its own."""
    late = await leased(store)
    await store.ledger.reap(now=at(1), attempts=5)
    now = await store.ledger.lease("w1", now=at(1), lease_s=60)
    assert now is not None
    assert not await store.ledger.fail(late, "w1", now=at(1), detail="late", retry=False)
    assert await store.ledger.find(now.id) == now


async def test_what_people_look_for(store: Store) -> None:
    """Runs are listed newest first and by state or municipality; all states are counted."""
    first = await leased(store, "0301")
    await store.ledger.enqueue("website", "4601", "s", due_at=START)
    assert [run.municipality for run in await store.ledger.runs()] == ["4601", "0301"]
    assert [run.id for run in await store.ledger.runs(state="leased")] == [first.id]
    assert [run.municipality for run in await store.ledger.runs(municipality="4601")] == ["4601"]
    assert len(await store.ledger.runs(limit=1)) == 1
    assert await store.ledger.counts() == {
        "queued": 1,
        "leased": 1,
        "done": 0,
        "failed": 0,
        "unknown": 0,
    }
    assert await store.ledger.find(999) is None


async def test_odd_words_are_kept_readable(store: Store) -> None:
    """Reasons from outside are stored whatever bytes they were made of."""
    run = await leased(store)
    await store.ledger.fail(run, "w1", now=START, detail="høy\0\udcff", retry=False)
    ended = await store.ledger.find(run.id)
    assert ended is not None
    assert ended.detail == "høy\\x00\\udcff"
