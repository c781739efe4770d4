"""The run ledger under any order of calls: two workers, a clock that only goes forward."""

import tempfile
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path

from anyio.from_thread import BlockingPortal, start_blocking_portal
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from store.samples import START, seen

from checker.errors import LeaseLost
from checker.model.run import Run
from checker.model.settings import StoreSettings
from checker.store import Store, open_store

ATTEMPTS = 2
#: Few by default, each step is a commit to a disk; more with a hypothesis profile of more.
EXAMPLES = max(8, settings.default.max_examples // 10) if settings.default else 8
CODES = st.sampled_from(["0301", "4601"])
WORKERS = st.sampled_from(["w1", "w2"])


class Ledgers(RuleBasedStateMachine):
    """What the ledger does is compared with what its callers may rely on, not with its code."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.portals: AbstractContextManager[BlockingPortal] = start_blocking_portal()
        self.portal = self.portals.__enter__()
        self.opened: AbstractContextManager[Store] = self.portal.wrap_async_context_manager(
            open_store(Path(self.folder.name), StoreSettings(), write=True)
        )
        self.store = self.opened.__enter__()
        self.now: datetime = START
        self.slots: dict[tuple[str, str], int] = {}  # what must never get lost
        self.held: dict[str, list[Run]] = {"w1": [], "w2": []}  # what each believes to hold
        self.done: set[int] = set()

    def teardown(self) -> None:
        self.opened.__exit__(None, None, None)
        self.portals.__exit__(None, None, None)
        self.folder.cleanup()

    @initialize()
    def two_to_begin_with(self) -> None:
        self.enqueue("0301", "s1", 0)
        self.enqueue("0301", "s2", 0)

    @rule(code=CODES, slot=st.sampled_from(["s1", "s2"]), wait_s=st.integers(0, 90))
    def enqueue(self, code: str, slot: str, wait_s: int) -> None:
        due_at = self.now + timedelta(seconds=wait_s)

        async def call() -> Run | None:
            return await self.store.ledger.enqueue("website", code, slot, due_at=due_at)

        run = self.portal.call(call)
        assert (run is None) == ((code, slot) in self.slots)
        if run is not None:
            self.slots[code, slot] = run.id

    @rule(seconds=st.integers(1, 100))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(worker=WORKERS)
    def lease(self, worker: str) -> None:
        async def call() -> Run | None:
            return await self.store.ledger.lease(worker, now=self.now, lease_s=60)

        busy = {run.municipality for run in self.all() if run.state == "leased"}
        run = self.portal.call(call)
        if run is not None:
            assert run.id not in self.done
            assert run.municipality not in busy
            assert run.attempts <= ATTEMPTS
            assert run.due_at <= self.now
            self.held[worker].append(run)

    @precondition(lambda self: any(self.held.values()))
    @rule(data=st.data())
    def finish(self, data: st.DataObject) -> None:
        """Also with a lease that was lost long ago: that must change nothing."""
        worker, run = self.one_held(data)

        async def call() -> int:
            return await self.store.results.record(
                run, seen(0, run.municipality), [], revision="r1"
            )

        really = self.is_held(run, worker)
        try:
            self.portal.call(call)
        except LeaseLost:
            assert not really
        else:
            assert really
            assert run.id not in self.done
            self.done.add(run.id)

    @precondition(lambda self: any(self.held.values()))
    @rule(data=st.data(), retry=st.booleans())
    def fail(self, data: st.DataObject, *, retry: bool) -> None:
        worker, run = self.one_held(data)
        retry = retry and run.attempts < ATTEMPTS

        async def call() -> bool:
            return await self.store.ledger.fail(run, worker, now=self.now, detail="x", retry=retry)

        really = self.is_held(run, worker)
        assert self.portal.call(call) == really

    @precondition(lambda self: any(self.held.values()))
    @rule(data=st.data())
    def renew(self, data: st.DataObject) -> None:
        worker, run = self.one_held(data)

        async def call() -> bool:
            return await self.store.ledger.renew(run.id, worker, now=self.now, lease_s=60)

        if self.is_held(run, worker):
            assert self.portal.call(call)

    @rule()
    def reap(self) -> None:
        async def call() -> list[Run]:
            return await self.store.ledger.reap(now=self.now, attempts=ATTEMPTS)

        self.portal.call(call)
        assert all(
            run.lease_until is not None and run.lease_until > self.now
            for run in self.all()
            if run.state == "leased"
        )

    @rule()
    def restart(self) -> None:
        async def call() -> list[Run]:
            return await self.store.ledger.adopt(now=self.now, attempts=ATTEMPTS)

        self.portal.call(call)
        assert not [run for run in self.all() if run.state == "leased"]

    @rule(worker=WORKERS)
    def come_back(self, worker: str) -> None:
        """A worker that was given up takes runs again under its old name."""
        self.restart()
        self.lease(worker)

    @rule(worker=WORKERS)
    def release(self, worker: str) -> None:
        async def call() -> list[Run]:
            return await self.store.ledger.release(worker, now=self.now)

        for run in self.portal.call(call):
            assert run.state == "queued"
            assert run.attempts < ATTEMPTS

    @invariant()
    def promises(self) -> None:
        """One visitor per municipality, nothing lost, and what is done stays done."""
        runs = self.all()
        leased = [run.municipality for run in runs if run.state == "leased"]
        assert len(leased) == len(set(leased))
        assert {(run.municipality, run.slot): run.id for run in runs} == self.slots
        assert {run.id for run in runs if run.state == "done"} == self.done

    def all(self) -> list[Run]:
        return self.portal.call(self.store.ledger.runs)

    def one_held(self, data: st.DataObject) -> tuple[str, Run]:
        return data.draw(
            st.sampled_from([(who, run) for who, runs in self.held.items() for run in runs])
        )

    def is_held(self, run: Run, worker: str) -> bool:
        """Tell whether the ledger still has exactly this lease in worker's hands."""
        return any(
            (now.id, now.state, now.worker, now.leases) == (run.id, "leased", worker, run.leases)
            for now in self.all()
        )


Ledgers.TestCase.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=25, deadline=None, print_blob=True
)
test_ledger = Ledgers.TestCase
