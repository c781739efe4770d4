"""`checker run`: the daemon and the dashboard in one process, until told to stop."""

import json
import os
import secrets
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from signal import Handlers, Signals, getsignal
from socket import socket

import anyio
import structlog

from checker.app.card import CARD
from checker.app.kinds import open_probes
from checker.app.ordering import operator_order
from checker.app.parts import House, clock, worker_name
from checker.app.work import Work
from checker.config import targets
from checker.daemon import Daemon, Duties
from checker.errors import StoreError, UsageError
from checker.log import configure
from checker.model.probe import Progress
from checker.model.run import Run
from checker.model.settings import WebSettings
from checker.reading import Reader
from checker.store import Store, hold, open_store
from checker.supervise import Supervisor
from checker.web import Desk, Status, create_app
from checker.web.operators import is_loopback
from checker.web.serving import listen, serving, url_of

log = structlog.get_logger()


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
        UsageError: the settings name what cannot be visited or must not be opened to others.
        AlreadyRunning: another process holds the state folder.
        PortTaken: another program listens where the dashboard should.
        StoreError: the store cannot be used.
    """
    settings = house.settings
    municipalities = _chosen(house)
    door = _open_door(settings.web, port)
    # told to stop from here on: it starts to the end, then stops in order
    with door, anyio.open_signal_receiver(*_stops()) as signals, hold(house.state):
        async with open_store(house.state, settings.store, write=True) as store:
            adopted = await store.ledger.adopt(now=clock(), attempts=settings.daemon.attempts)
            if adopted:
                log.warning("daemon.adopted", runs=len(adopted))
            reader = Reader(house.catalog)
            async with open_probes(house, reader, progress=progress) as probes:
                work = Work(house, store, reader, probes, progress, worker_name())
                duties = _duties(house, work, municipalities)
                daemon = Daemon(duties, store.ledger, Supervisor(os.environ))
                token = secrets.token_urlsafe(32)
                desk = _desk(work, daemon, token)
                url = url_of(door)
                with _card(house.state, url, token):
                    async with anyio.create_task_group() as tasks:
                        if started:
                            tasks.start_soon(started, Started(url, store, daemon))
                        log.info("dashboard.open", url=url)
                        await daemon.serve(serving(create_app(desk), door), signals)
                        tasks.cancel_scope.cancel()


def _chosen(house: House) -> tuple[str, ...]:
    """Return the codes that the schedule visits.

    Raises:
        UsageError: the setting names a website, which has no place on the dashboard.
    """
    chosen = targets(house.catalog, house.settings.municipalities, default_all=True)
    known = {one.code for one in house.catalog.country.municipalities}
    strangers = [one.code for one in chosen if one.code not in known]
    if strangers:
        raise UsageError(
            f"settings.toml: municipalities names {', '.join(strangers)}, which is none: use "
            "codes, names and groups there, and `checker probe` for a website"
        )
    return tuple(one.code for one in chosen)


def _open_door(web: WebSettings, port: int | None) -> socket:
    """Return the dashboard's listening socket.

    Raises:
        UsageError: others could reach it, and anybody might order visits.
        PortTaken: another program listens there.
    """
    if not is_loopback(web.host) and not web.operator_token:
        raise UsageError(
            f"web.host is {web.host}, which others can reach: set web.operator_token "
            f"(CHECKER__WEB__OPERATOR_TOKEN) first, and put a TLS proxy in front"
        )
    host = web.host.strip("[]")  # an IPv6 address may be written as in a URL
    return listen(_Address(host, web.port if port is None else port))


def _stops() -> list[Signals]:
    """Return the signals that mean stop; after `nohup` the end of the terminal does not."""
    hangs_up = getsignal(Signals.SIGHUP) is not Handlers.SIG_IGN
    return [Signals.SIGTERM, Signals.SIGINT, *([Signals.SIGHUP] if hangs_up else [])]


@dataclass(frozen=True, slots=True)
class _Address:
    host: str
    port: int


def _duties(house: House, work: Work, municipalities: tuple[str, ...]) -> Duties:
    return Duties(
        plans=house.settings.plans,
        municipalities=municipalities,
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


@contextmanager
def _card(state: Path, url: str, token: str) -> Iterator[None]:
    """Leave word where we are, for the command line of the same user; gone when we stop.

    Raises:
        StoreError: it cannot be written.
    """
    card = state / CARD
    try:
        _write_card(card, {"pid": os.getpid(), "url": url, "token": token})
    except OSError as error:
        raise StoreError(f"cannot write {card}: {error.strerror}") from error
    try:
        yield
    finally:
        with suppress(OSError):  # read-only by now; it names a process that is no more
            card.unlink(missing_ok=True)


def _write_card(card: Path, content: Mapping[str, object]) -> None:
    """Atomic, and readable for its owner alone from its birth."""
    fresh = card.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file)
    fresh.replace(card)
