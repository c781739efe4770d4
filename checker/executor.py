"""Who runs the runs: this process, a few at once, each under a lease that it renews.

Few at once also keeps the measured response times honest.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

import anyio
import structlog
from anyio.abc import TaskGroup

from checker.model.run import Run
from checker.model.settings import Daemon

log = structlog.get_logger()

#: Seconds between two looks at the ledger when nobody wakes us.
LOOK_S = 1.0


class Ledger(Protocol):
    """What an executor needs of checker.store."""

    async def lease(self, worker: str, *, now: datetime, lease_s: float) -> Run | None: ...

    async def renew(
        self, run_id: int, worker: str, *, now: datetime, lease_s: float, lease: int | None
    ) -> bool: ...

    async def release(self, worker: str, *, now: datetime) -> list[Run]: ...


class LocalExecutor:
    """Takes runs from the ledger and performs them in this process."""

    def __init__(
        self,
        ledger: Ledger,
        perform: Callable[[Run], Awaitable[None]],
        *,
        worker: str,
        clock: Callable[[], datetime],
        settings: Daemon,
    ) -> None:
        """Make an executor.

        Args:
            ledger: where runs are leased.
            perform: carries a run out and settles it in the ledger; raises only what must stop
                the process.
            worker: who we are in the ledger.
            clock: the time of leases.
            settings: how many at once, for how long.
        """
        self._ledger = ledger
        self._perform = perform
        self._worker = worker
        self._clock = clock
        self._settings = settings
        self._woken = anyio.Event()
        self._running: dict[tuple[int, int], Run] = {}  #: by run and lease
        self._draining = anyio.Event()
        self._hurried = False

    @property
    def running(self) -> int:
        """How many runs are under way."""
        return len(self._running)

    def wake(self) -> None:
        """Look at the ledger now instead of at the next look."""
        self._woken.set()

    def drain(self) -> None:
        """Take no new runs; `work` ends when the running ones have, or their time is up."""
        self._draining.set()
        self.wake()

    def hurry(self) -> None:
        """Do not wait for running runs while draining; they go back to the ledger."""
        self._hurried = True
        self.wake()

    async def work(self) -> None:
        """Perform runs until told to drain; what is left then is given back to the ledger."""
        try:
            async with anyio.create_task_group() as tasks:
                await self._take(tasks)
                with anyio.move_on_after(self._settings.drain_s):
                    while self._running and not self._hurried:
                        await self._wait()
                tasks.cancel_scope.cancel()
        finally:
            with anyio.CancelScope(shield=True), anyio.move_on_after(5):
                await self._ledger.release(self._worker, now=self._clock())

    async def _take(self, tasks: TaskGroup) -> None:
        while not self._draining.is_set():
            run = None
            if len(self._running) < self._settings.at_once:
                run = await self._ledger.lease(
                    self._worker, now=self._clock(), lease_s=self._settings.lease_s
                )
            if run is None:
                await self._wait()
            elif not self._draining.is_set():  # else `work` gives it back
                self._running[run.id, run.leases] = run
                tasks.start_soon(self._carry, run)

    async def _wait(self) -> None:
        with anyio.move_on_after(LOOK_S):
            await self._woken.wait()
        self._woken = anyio.Event()

    async def _carry(self, run: Run) -> None:
        """Perform one run while its lease is renewed beside it."""
        try:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self._hold, run, tasks.cancel_scope)
                await self._perform(run)
                tasks.cancel_scope.cancel()
        finally:
            del self._running[run.id, run.leases]
            self.wake()

    async def _hold(self, run: Run, performing: anyio.CancelScope) -> None:
        while True:
            await anyio.sleep(self._settings.lease_s / 3)
            if not await self._renewed(run):
                log.warning("run.lost", run=run.id, municipality=run.municipality)
                performing.cancel()
                return

    async def renew(self) -> None:
        """Extend every lease now: this machine slept, and the ledger may take them back."""
        for run in tuple(self._running.values()):
            await self._renewed(run)

    async def _renewed(self, run: Run) -> bool:
        return await self._ledger.renew(
            run.id,
            self._worker,
            now=self._clock(),
            lease_s=self._settings.lease_s,
            lease=run.leases,
        )
