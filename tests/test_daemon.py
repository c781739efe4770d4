"""The daemon over a real ledger: ticks, bugs, a broken store, signals, a machine that slept."""

import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import anyio
import pytest
from anyio.streams.memory import MemoryObjectSendStream
from rhythm import START, Clock, rhythm, until

from checker.daemon import Daemon, Duties
from checker.errors import DiskFull, LeaseLost, StoreError
from checker.model.record import Observation
from checker.model.run import Run
from checker.model.settings import Daemon as Rhythm
from checker.model.settings import Plan, StoreSettings
from checker.schedule import due
from checker.store import Order, Store, open_store
from checker.supervise import Supervisor

pytestmark = pytest.mark.anyio

OSLO = ZoneInfo("Europe/Oslo")
PLANS = (Plan("website", every_s=86_400.0),)
CODES = ("9901", "9902", "9903")
CALM = rhythm()

Perform = Callable[[Run], Awaitable[None]]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """Return a real store on disk."""
    async with open_store(tmp_path, StoreSettings(), write=True) as opened:
        yield opened


async def finish(store: Store, run: Run) -> None:
    """Settle a run as a visit does."""
    seen = Observation(run.municipality, run.probe, START, START, ())
    await store.results.record(run, seen, [], revision="r1")


def daemon_of(
    store: Store, perform: Perform, *, settings: Rhythm = CALM, notify: str = ""
) -> tuple[Daemon, Clock]:
    clock = Clock()
    duties = Duties(PLANS, CODES, OSLO, settings, "w1", clock, perform)
    return Daemon(duties, store.ledger, Supervisor({"NOTIFY_SOCKET": notify})), clock


@dataclass(slots=True)
class Beside:
    """Stands where the dashboard stands; remembers how it was opened and closed."""

    said: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        self.said.append("open")
        try:
            yield
        finally:
            self.said.append("closed")


Send = MemoryObjectSendStream[signal.Signals]


@asynccontextmanager
async def serving(daemon: Daemon, beside: Beside | None = None) -> AsyncIterator[Send]:
    """Serve beside the test; at its end the daemon is told to stop, and does."""
    send, receive = anyio.create_memory_object_stream[signal.Signals](8)
    with send, receive, anyio.fail_after(20):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(daemon.serve, (beside or Beside()).open(), receive)
            yield send
            send.send_nowait(signal.SIGTERM)


async def nothing(_: Run) -> None:
    await anyio.sleep_forever()


async def slots(store: Store) -> list[tuple[str, str]]:
    return sorted((run.municipality, run.slot) for run in await store.ledger.runs())


async def test_tick_makes_due_slots_runs_once(store: Store) -> None:
    """What the schedule names is in the ledger, however often the daemon looks."""
    daemon, clock = daemon_of(store, nothing)
    await daemon.tick()
    await daemon.tick()
    named = due(PLANS, CODES, zone=OSLO, now=clock())
    assert await slots(store) == sorted((one.municipality, one.slot) for one in named)
    assert daemon.pulse.ticks == 2


async def test_after_a_pause_only_the_newest_slot_is_due(store: Store) -> None:
    """A daemon that was away for a week owes one visit each, not seven."""
    daemon, clock = daemon_of(store, nothing)
    await daemon.tick()
    clock.slept = timedelta(days=7)
    await daemon.tick()
    assert len(await slots(store)) == 2 * len(CODES)


async def test_tick_gives_back_what_a_dead_worker_held(store: Store) -> None:
    """A lease that ran out is queued again; the last attempt fails and says why."""
    daemon, clock = daemon_of(store, nothing, settings=rhythm(attempts=2))
    await store.ledger.enqueue("website", "9901", "s", due_at=START - timedelta(days=9))
    for state in ("queued", "failed"):
        run = await store.ledger.lease("dead", now=clock(), lease_s=1)
        assert run
        clock.slept += timedelta(seconds=2)
        await daemon.tick()
        again = await store.ledger.find(run.id)
        assert again
        assert again.state == state
        assert bool(again.detail) is (state == "failed")


async def test_a_bug_costs_one_run(store: Store) -> None:
    """The run fails and says so; the daemon lives, and the others are performed."""
    ended: Counter[str] = Counter()

    async def perform(run: Run) -> None:
        ended[run.municipality] += 1
        if run.municipality == "9902":
            raise ZeroDivisionError("by zero")
        await finish(store, run)

    daemon, _ = daemon_of(store, perform)
    async with serving(daemon):
        await until(lambda: ended["9902"] == 1 and ended.total() == len(CODES))
        await until(lambda: daemon.executor.running == 0)
    (broken,) = await store.ledger.runs(state="failed")
    assert broken.municipality == "9902"
    assert "ZeroDivisionError" in broken.detail
    assert "ZeroDivisionError" in daemon.pulse.broken[0]


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(DiskFull("no room"), id="alone"),
        pytest.param(ExceptionGroup("in a task group", [DiskFull("no room")]), id="in a group"),
        pytest.param(
            ExceptionGroup("", [ExceptionGroup("", [ZeroDivisionError(), DiskFull("no room")])]),
            id="in a group in a group, beside a bug",
        ),
        pytest.param(
            ExceptionGroup("", [LeaseLost("gone"), DiskFull("no room")]), id="beside a lost lease"
        ),
    ],
)
async def test_a_store_that_is_full_stops_the_daemon(store: Store, error: Exception) -> None:
    """However deep it is wrapped: no run is called broken for it, and all go back."""

    async def perform(_: Run) -> None:
        raise error

    daemon, _ = daemon_of(store, perform)
    with pytest.raises(BaseExceptionGroup) as caught:
        async with serving(daemon):
            await anyio.sleep_forever()
    assert caught.group_contains(DiskFull)
    assert not caught.group_contains(ZeroDivisionError)
    runs = await store.ledger.runs()
    assert {(run.state, run.attempts) for run in runs} == {("queued", 0)}
    assert daemon.pulse.broken == []


@pytest.mark.parametrize(
    "error", [LeaseLost("gone"), ExceptionGroup("", [LeaseLost("gone")])], ids=["alone", "group"]
)
async def test_a_lost_lease_is_no_bug(store: Store, error: Exception) -> None:
    """Somebody else has the run: nothing is recorded and nothing stops."""
    performed: list[Run] = []

    async def perform(run: Run) -> None:
        performed.append(run)
        raise error

    daemon, _ = daemon_of(store, perform)
    async with serving(daemon):
        await until(lambda: len(performed) == len(CODES))
    assert daemon.pulse.broken == []
    assert (await store.ledger.counts())["failed"] == 0


class Breaking:
    """A ledger whose first tick works; then its disk is full."""

    def __init__(self, store: Store) -> None:
        self._ledger = store.ledger
        self.looks = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._ledger, name)

    async def enqueue_many(self, orders: Iterator[Order]) -> list[Run]:
        self.looks += 1
        if self.looks > 1:
            raise DiskFull("no room for another tick")
        return await self._ledger.enqueue_many(orders)


async def test_a_tick_that_cannot_write_stops_the_daemon(store: Store) -> None:
    """Visits that are under way have their time; then the error is raised."""
    daemon, clock = daemon_of(store, nothing)
    duties = Duties(PLANS, CODES, OSLO, rhythm(tick_s=0.1, drain_s=0.1), "w1", clock, nothing)
    daemon = Daemon(duties, Breaking(store), Supervisor({}))  # type: ignore[arg-type]  # the rest is the ledger's
    beside = Beside()
    with pytest.raises(BaseExceptionGroup) as caught:
        async with serving(daemon, beside):
            await anyio.sleep_forever()
    assert caught.group_contains(StoreError, match="another tick")
    assert beside.said == ["open", "closed"]
    assert (await store.ledger.counts())["leased"] == 0


async def test_told_once_it_waits_told_twice_it_does_not(store: Store) -> None:
    """The first signal leaves visits their time, the second sends them back."""
    daemon, _ = daemon_of(store, nothing, settings=rhythm(drain_s=60))
    beside = Beside()
    async with serving(daemon, beside) as send:
        await until(lambda: daemon.executor.running == len(CODES))
        send.send_nowait(signal.SIGINT)
        await anyio.sleep(0.1)
        assert daemon.executor.running == len(CODES)
        assert beside.said == ["open"]
        send.send_nowait(signal.SIGINT)
        await until(lambda: beside.said == ["open", "closed"])
    assert (await store.ledger.counts())["queued"] == len(CODES)


async def test_told_while_it_starts(store: Store) -> None:
    """A signal that came before everything stood is heard as soon as it does."""
    daemon, _ = daemon_of(store, nothing, settings=rhythm(drain_s=0.1))
    send, receive = anyio.create_memory_object_stream[signal.Signals](8)
    with send, receive, anyio.fail_after(5):
        send.send_nowait(signal.SIGTERM)
        await daemon.serve(Beside().open(), receive)
    assert (await store.ledger.counts())["leased"] == 0


async def test_a_machine_that_slept_keeps_its_visits(store: Store) -> None:
    """After a night with the lid closed nobody's lease is taken back from ourselves."""
    daemon, clock = daemon_of(store, nothing)
    async with serving(daemon) as send:
        await until(lambda: daemon.executor.running == len(CODES))
        clock.slept = timedelta(hours=8)
        await daemon.tick()
        runs = await store.ledger.runs(state="leased")
        assert {(run.leases, run.worker) for run in runs} == {(1, "w1")}
        assert daemon.executor.running == len(CODES)
        send.send_nowait(signal.SIGTERM)


async def test_systemd_is_told(store: Store, tmp_path: Path) -> None:
    """Ready once it stands, alive with each tick, and that it stops."""
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(address)
        systemd.setblocking(False)  # noqa: FBT003  its own way
        daemon, _ = daemon_of(store, nothing, settings=rhythm(drain_s=0.1), notify=address)
        async with serving(daemon):
            await until(lambda: daemon.executor.running > 0)
        heard = list(datagrams(systemd))
    words = [one.partition("=")[0] for one in heard]
    assert words.index("WATCHDOG") < words.index("READY") < words.index("STOPPING")
    assert f"MAINPID={os.getpid()}" in heard[words.index("READY")]


def datagrams(door: socket.socket) -> Iterator[str]:
    while True:
        try:
            yield door.recv(4096).decode()
        except BlockingIOError:
            return


def test_who_does_not_end_is_ended() -> None:
    """A visit that ignores its end, even one that blocks everything, is shown and ended."""
    code = "import time; from checker.daemon import end_within; end_within(0.2); time.sleep(60)"
    ended = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", code], capture_output=True, check=False, timeout=30
    )
    assert ended.returncode == 1
    assert b"Timeout" in ended.stderr
    assert b"<string>" in ended.stderr
