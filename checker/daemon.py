"""The daemon: ticks that make runs due, an executor that performs them, until told to stop."""

import faulthandler
import signal
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

import anyio
import structlog
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from checker.errors import LeaseLost, StoreError
from checker.executor import Ledger as LeaseLedger
from checker.executor import LocalExecutor
from checker.model.run import Run
from checker.model.settings import Daemon as Rhythm
from checker.model.settings import Plan
from checker.schedule import due
from checker.store import Order
from checker.supervise import Supervisor

log = structlog.get_logger()

#: Seconds that a visit may take to end after it was told to; one that does not never will.
STUBBORN_S = 10.0


class Ledger(LeaseLedger, Protocol):
    """What the daemon needs of checker.store besides leases."""

    async def enqueue_many(self, orders: Iterable[Order]) -> list[Run]: ...

    async def reap(self, *, now: datetime, attempts: int) -> list[Run]: ...

    async def fail(
        self, failed: Run, worker: str, *, now: datetime, detail: str, retry: bool
    ) -> bool: ...


@dataclass(slots=True)
class Pulse:
    """When the daemon last ticked; the watchdog and the dashboard look at it."""

    started_at: datetime
    ticked_at: datetime
    ticks: int = 0
    missed: int = 0
    broken: list[str] = field(default_factory=list)  #: the last few bugs, for the dashboard


@dataclass(frozen=True, slots=True)
class Duties:
    """What the daemon is to do, and with whom."""

    plans: tuple[Plan, ...]
    municipalities: tuple[str, ...]  #: codes
    zone: ZoneInfo
    rhythm: Rhythm
    worker: str
    clock: Callable[[], datetime]
    #: carries out a run and settles it in the ledger
    perform: Callable[[Run], Awaitable[None]]


class Daemon:
    """Ticks and runs; the dashboard stands beside it."""

    def __init__(self, duties: Duties, ledger: Ledger, supervisor: Supervisor) -> None:
        """Make a daemon; nothing happens before `serve`."""
        self._duties = duties
        self._ledger = ledger
        self._supervisor = supervisor
        now = duties.clock()
        self.pulse = Pulse(started_at=now, ticked_at=now)
        self.executor = LocalExecutor(
            ledger,
            self._survive,
            worker=duties.worker,
            clock=duties.clock,
            settings=duties.rhythm,
        )
        self._stopping = anyio.Event()
        self._ticking = anyio.Lock()
        self._fatal: StoreError | None = None

    def stop(self) -> None:
        """Begin to stop: no new runs, the running ones have their time. Twice: they have none."""
        if self._stopping.is_set():
            self.executor.hurry()
            end_within(STUBBORN_S)
            return
        log.info("daemon.stopping", running=self.executor.running)
        self._supervisor.stopping()
        self._stopping.set()
        self.executor.drain()
        end_within(self._duties.rhythm.drain_s + STUBBORN_S)

    async def serve(
        self, beside: AbstractAsyncContextManager[object], signals: AsyncIterable[signal.Signals]
    ) -> None:
        """Run until a signal comes; `beside` (the dashboard) is open all the while.

        Raises:
            StoreError: nothing can be kept any more.
        """
        try:
            async with beside, anyio.create_task_group() as tasks:
                tasks.start_soon(self._listen, signals)
                await self._work()
                tasks.cancel_scope.cancel()
        finally:
            faulthandler.cancel_dump_traceback_later()
        if self._fatal:
            raise self._fatal
        log.info("daemon.stopped")

    async def _work(self) -> None:
        scheduler = self._scheduler()
        await self.tick()
        scheduler.start()
        log.info("daemon.started", municipalities=len(self._duties.municipalities))
        self._supervisor.ready()
        try:
            await self.executor.work()
        finally:
            scheduler.pause()
            with anyio.CancelScope(shield=True):
                async with self._ticking:  # a tick in its transaction is not torn out of it
                    scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Make due slots runs, give back what a dead worker held, feed the watchdog."""
        duties, now = self._duties, self._duties.clock()
        if (now - self.pulse.ticked_at).total_seconds() > duties.rhythm.lease_s / 2:
            await self.executor.renew()  # the machine slept: our own leases only look dead
        owed = due(duties.plans, duties.municipalities, zone=duties.zone, now=now)
        new = await self._ledger.enqueue_many(
            Order(one.probe, one.municipality, one.slot, one.slot_at) for one in owed
        )
        reaped = await self._ledger.reap(now=now, attempts=duties.rhythm.attempts)
        for run in reaped:
            log.warning("run.reaped", run=run.id, municipality=run.municipality, state=run.state)
        if new:
            log.info("tick.due", runs=len(new))
        if new or reaped:
            self.executor.wake()
        self.pulse.ticked_at = duties.clock()
        self.pulse.ticks += 1
        self._supervisor.alive()
        self._supervisor.status(f"{self.executor.running} visits under way")

    async def _listen(self, signals: AsyncIterable[signal.Signals]) -> None:
        async for _ in signals:
            self.stop()

    async def _survive(self, run: Run) -> None:
        """Perform a run; a bug in one must not end the daemon, a broken store must."""
        with structlog.contextvars.bound_contextvars(run=run.id, municipality=run.municipality):
            try:
                await self._duties.perform(run)
            except Exception as error:
                fault = _of_the_store(error)
                if isinstance(fault, LeaseLost):  # somebody else took over; nothing was written
                    log.warning("run.lost")
                    return
                if fault:  # nothing can be kept any more: stop
                    raise fault from error
                log.exception("run.broken")
                self.pulse.broken = [*self.pulse.broken[-9:], f"run {run.id}: {error!r}"]
                await self._ledger.fail(
                    run,
                    self._duties.worker,
                    now=self._duties.clock(),
                    detail=f"bug: {error!r}",
                    retry=False,
                )

    def _scheduler(self) -> AsyncIOScheduler:
        """One job, the tick; UTC, no jitter, and a late tick is made up for once."""
        scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )
        scheduler.add_job(self._safe_tick, "interval", seconds=self._duties.rhythm.tick_s)
        scheduler.add_listener(self._heard, EVENT_JOB_MISSED | EVENT_JOB_ERROR)
        return scheduler

    async def _safe_tick(self) -> None:
        async with self._ticking:
            try:
                await self.tick()
            except StoreError as error:  # raised again by serve, once the visits have ended
                self._fatal = error
                self.stop()

    def _heard(self, event: JobExecutionEvent) -> None:
        self.pulse.missed += 1
        log.error("tick.missed", error=repr(event.exception) if event.exception else "late")


def end_within(limit_s: float) -> None:
    """End this process by force after limit_s seconds, telling on stderr where it hangs.

    The next start takes back what it held. Needs no event loop: that may be what hangs.
    """
    faulthandler.dump_traceback_later(limit_s, exit=True)


def _of_the_store(error: BaseException) -> StoreError | None:
    """Return what the store says, also out of a task group of a probe; the worst goes first."""
    if isinstance(error, StoreError):
        return error
    if not isinstance(error, BaseExceptionGroup):
        return None
    faults = [fault for one in error.exceptions if (fault := _of_the_store(one))]
    return min(faults, key=lambda fault: isinstance(fault, LeaseLost), default=None)
