"""`checker run`: the daemon and the dashboard in one process, until told to stop."""

import json
import os
import secrets
import uuid
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import anyio
import structlog

from checker.app.kinds import open_probes
from checker.app.parts import House, clock, worker_name
from checker.app.work import Work
from checker.config import targets
from checker.daemon import Daemon, Duties
from checker.errors import UsageError
from checker.log import configure
from checker.model.probe import Progress
from checker.model.run import OPERATOR, Run
from checker.reading import Reader
from checker.store import Order, Store, hold, open_store
from checker.supervise import Supervisor
from checker.web import Desk, Status, create_app
from checker.web.serving import listen, serving, url_of

log = structlog.get_logger()

#: In the state folder: where the running daemon is, and the token of the command line.
CARD = "daemon.json"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True)
class Started:
    """What whoever started the daemon may want to know."""

    url: str
    store: Store
    daemon: Daemon


def silent(_code: str, _sentence: str) -> None:
    """Tell nobody how a visit goes; the log has its end."""


def serve(house: House, *, port: int | None = None) -> int:
    """Run until SIGTERM or SIGINT; return the exit code."""
    configure(house.settings.log)
    anyio.run(partial(run_service, house, port=port))
    return 0


async def run_service(
    house: House,
    *,
    port: int | None = None,
    progress: Progress = silent,
    started: Callable[[Started], Coroutine[object, object, None]] | None = None,
) -> None:
    """Run daemon and dashboard until told to stop.

    Args:
        house: configuration and state folder.
        port: instead of the setting's; 0 takes a free one.
        progress: hears of every page and visit.
        started: called once, beside the daemon, when the dashboard answers.

    Raises:
        AlreadyRunning: another process holds the state folder.
        PortTaken: another program listens where the dashboard should.
        StoreError: the store cannot be used.
    """
    settings = house.settings
    web = settings.web
    if web.host not in LOOPBACK and not web.operator_token:
        raise UsageError(
            f"web.host is {web.host}, which others can reach: set web.operator_token "
            f"(CHECKER__WEB__OPERATOR_TOKEN) first, and put a TLS proxy in front"
        )
    door = listen(_Address(web.host, web.port if port is None else port))
    with door, hold(house.state):
        async with open_store(house.state, settings.store, write=True) as store:
            adopted = await store.ledger.adopt(now=clock(), attempts=settings.daemon.attempts)
            if adopted:
                log.warning("daemon.adopted", runs=len(adopted))
            reader = Reader(house.catalog)
            async with open_probes(house, reader, progress=progress) as probes:
                work = Work(house, store, reader, probes, progress, worker_name())
                daemon = Daemon(_duties(house, work), store.ledger, Supervisor(os.environ))
                token = secrets.token_urlsafe(32)
                desk = _desk(work, daemon, token)
                url = url_of(door)
                with _card(house.state, url, token):
                    async with anyio.create_task_group() as tasks:
                        if started:
                            tasks.start_soon(started, Started(url, store, daemon))
                        log.info("dashboard.open", url=url)
                        await daemon.serve(serving(create_app(desk), door))
                        tasks.cancel_scope.cancel()


@dataclass(frozen=True, slots=True)
class _Address:
    host: str
    port: int


def _duties(house: House, work: Work) -> Duties:
    chosen = targets(house.catalog, house.settings.municipalities, default_all=True)
    return Duties(
        plans=house.settings.plans,
        municipalities=tuple(one.code for one in chosen),
        zone=house.zone,
        rhythm=house.settings.daemon,
        worker=work.worker,
        clock=clock,
        perform=work.perform,
    )


def _desk(work: Work, daemon: Daemon, token: str) -> Desk:
    house, store = work.house, work.store

    async def order(probe: str, code: str, elements: tuple[str, ...]) -> Run | None:
        added = await store.ledger.enqueue_many([operator_order(probe, code, elements)])
        daemon.executor.wake()
        return added[0] if added else None

    async def status() -> Status:
        pulse = daemon.pulse
        counts = {str(state): count for state, count in (await store.ledger.counts()).items()}
        return Status(pulse.started_at, pulse.ticked_at, counts)

    return Desk(
        catalog=house.catalog,
        settings=house.settings,
        store=store,
        order=order,
        read=work.reader.text,
        clock=clock,
        api_token=token,
        status=status,
        probes=tuple(work.probes),
    )


def operator_order(probe: str, code: str, elements: tuple[str, ...]) -> Order:
    """Return an order that goes before the schedule."""
    return Order(
        probe=probe,
        municipality=code,
        slot=f"operator:{uuid.uuid4().hex}",
        due_at=clock(),
        priority=OPERATOR,
        elements=elements,
    )


@contextmanager
def _card(state: Path, url: str, token: str) -> Iterator[None]:
    """Leave word where we are, for the command line of the same user; gone when we stop."""
    card = state / CARD
    fresh = card.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"pid": os.getpid(), "url": url, "token": token}, file)
    fresh.replace(card)
    try:
        yield
    finally:
        card.unlink(missing_ok=True)
