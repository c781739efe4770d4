"""`checker queue`, `status` and `show`: asking and ordering, beside a daemon or without one."""

import json
import os
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

import anyio
import httpx

from checker.app.kinds import check_kind
from checker.app.lines import Line, finding_line
from checker.app.once import COLUMNS, check_elements
from checker.app.parts import House, clock
from checker.app.service import CARD, operator_order
from checker.app.show import Printer
from checker.config import targets
from checker.errors import AlreadyRunning, UsageError
from checker.model.catalog import Municipality
from checker.schedule import slot_after
from checker.store import Latest, Store, hold, open_store

QUEUED = {"municipality": "Municipality", "run": "Run", "state": "State"}
SHOWN = {**COLUMNS, "observed_at": "Seen"}
#: How long the daemon may take to answer its own command line.
ANSWER_S = 10.0
#: How long it may take to say that it lives.
HEALTH_S = 3.0


def queue_runs(
    house: House, kind: str, names: Sequence[str], elements: tuple[str, ...], *, out: Printer
) -> int:
    """Order a probe of each target ahead of the schedule; a stopped daemon finds it at its start.

    Raises:
        UsageError: no such probe, target or element; or a bare URL, which no schedule knows.
    """
    check_kind(kind)
    check_elements(house, elements)
    chosen = targets(house.catalog, names)
    known = {one.code for one in house.catalog.country.municipalities}
    strangers = [one.code for one in chosen if one.code not in known]
    if strangers:
        raise UsageError(f"{', '.join(strangers)} is no municipality: use `checker probe` for URLs")
    try:
        with hold(house.state):
            lines = anyio.run(partial(_queue_here, house, kind, chosen, elements))
            out.say("The daemon does not run; it will begin with these when it starts.")
    except AlreadyRunning:
        lines = list(_queue_there(house, kind, chosen, elements))
    out.table(lines, QUEUED, "Queued")
    return 0


async def _queue_here(
    house: House, kind: str, chosen: Sequence[Municipality], elements: tuple[str, ...]
) -> list[Line]:
    async with open_store(house.state, house.settings.store, write=True) as store:
        orders = [operator_order(kind, one.code, elements) for one in chosen]
        runs = await store.ledger.enqueue_many(orders)
    return [{"municipality": run.municipality, "run": run.id, "state": run.state} for run in runs]


def _queue_there(
    house: House, kind: str, chosen: Sequence[Municipality], elements: tuple[str, ...]
) -> Iterator[Line]:
    card = find_card(house)
    if card is None:
        raise UsageError(
            f"another process works with {house.state}, and it is no daemon; wait for its end"
        )
    headers = {"Authorization": f"Bearer {card.token}"}
    with httpx.Client(
        base_url=card.url, headers=headers, trust_env=False, timeout=ANSWER_S
    ) as daemon:
        for one in chosen:
            body = {"probe": kind, "municipality": one.code, "elements": list(elements)}
            try:
                answer = daemon.post("/api/v1/runs", json=body)
                run = answer.json() if answer.is_success else {}
            except (httpx.HTTPError, ValueError) as error:  # ValueError: no JSON
                raise UsageError(f"the daemon at {card.url} does not answer: {error}") from error
            if answer.is_error:
                raise UsageError(f"the daemon refused: {answer.status_code} {answer.text[:200]}")
            yield {"municipality": one.code, "run": run.get("id"), "state": run.get("state")}


@dataclass(frozen=True, slots=True)
class Card:
    """Where a daemon that runs is, and how its command line proves to be that."""

    pid: int
    url: str
    token: str = field(repr=False)


def find_card(house: House) -> Card | None:
    """Return where the running daemon is, or None; a card without its process is old.

    Raises:
        UsageError: it is another user's.
    """
    try:
        content = json.loads((house.state / CARD).read_text(encoding="utf-8"))
        card = Card(int(content["pid"]), str(content["url"]), str(content["token"]))
        os.kill(card.pid, 0)
    except PermissionError as error:
        raise UsageError(
            f"the daemon of {house.state} belongs to another user: ask as that user, "
            "or on its dashboard"
        ) from error
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None
    return card


def health(card: Card | None) -> Literal["running", "does not answer", "stopped"]:
    """Tell how the daemon of a card is."""
    if card is None:
        return "stopped"
    try:
        answer = httpx.get(f"{card.url}healthz", trust_env=False, timeout=HEALTH_S)
    except httpx.TimeoutException:
        return "does not answer"
    except (httpx.HTTPError, httpx.InvalidURL):  # its pid is another program's by now
        return "stopped"
    return "running" if "tick_age_s" in answer.text else "stopped"


def tell_status(house: House, *, out: Printer) -> int:
    """Print how the daemon and the queue are."""
    try:
        card = find_card(house)
        said: str = health(card)
    except UsageError:
        said, card = "another user's", None
    shown = card if said != "stopped" else None
    line: Line = {
        "daemon": said,
        "pid": shown.pid if shown else None,
        "dashboard": shown.url if shown else None,
        "state": str(house.state),
        "now": clock().isoformat(timespec="seconds"),
    }
    with suppress(UsageError):  # nothing measured yet: the line says all there is
        line |= _read(house, _counted(house))
    out.all([line])
    return 0


def _counted(house: House) -> Callable[[Store], Coroutine[Any, Any, Line]]:
    async def counted(store: Store) -> Line:
        standings = await store.results.standings()
        states: dict[str, int] = {}
        for standing in standings:
            states[standing.state] = states.get(standing.state, 0) + 1
        newest = max((standing.observed_at for standing in standings), default=None)
        return {
            "runs": dict(await store.ledger.counts()),
            "municipalities": len({standing.municipality for standing in standings}),
            "of": len(house.catalog.country.municipalities),
            "findings": states,
            "last_observed_at": newest.isoformat(timespec="seconds") if newest else None,
        }

    return counted


def _read(house: House, question: Callable[[Store], Coroutine[Any, Any, Line]]) -> Line:
    async def asked() -> Line:
        async with open_store(house.state, house.settings.store, write=False) as store:
            return await question(store)

    return anyio.run(asked)


def show_findings(
    house: House, names: Sequence[str], elements: tuple[str, ...], *, out: Printer
) -> int:
    """Print what is known about municipalities, the newest of each element.

    Raises:
        UsageError: nothing has been measured yet; no such target or element.
    """
    check_elements(house, elements)
    chosen = targets(house.catalog, names)
    lines = anyio.run(partial(_findings, house, chosen, elements))
    if not lines:
        out.say(_never(house, chosen))
    out.table(lines, SHOWN, ", ".join(one.name for one in chosen[:5]))
    return 0


async def _findings(
    house: House, chosen: Sequence[Municipality], elements: tuple[str, ...]
) -> list[Line]:
    order = {element.id: place for place, element in enumerate(house.catalog.elements)}
    lines = []
    async with open_store(house.state, house.settings.store, write=False) as store:
        for one in chosen:
            newest = await store.results.latest(municipality=one.code)
            newest.sort(key=lambda latest: order.get(latest.element, len(order)))
            wanted = (latest for latest in newest if not elements or latest.element in elements)
            lines += [_latest_line(latest) for latest in wanted]
    return lines


def _latest_line(latest: Latest) -> Line:
    line = {"municipality": latest.municipality, **finding_line(latest.finding.finding)}
    line |= {"observed_at": latest.observed_at.isoformat(timespec="seconds")}
    line |= {"finding": latest.finding.id, "revision": latest.finding.revision}
    if latest.last_found and latest.state != "found":
        line["last_found"] = finding_line(latest.last_found.finding)
    return line


def _never(house: House, chosen: Sequence[Municipality]) -> str:
    """Say that these were never visited, and when the schedule comes to them."""
    now = clock()
    slots = [
        slot_after(plan, one.code, zone=house.zone, now=now)
        for plan in house.settings.plans
        for one in chosen
    ]
    first = min(slots).astimezone(house.zone) if slots else None
    when = f"; the schedule names {first:%Y-%m-%d %H:%M} next" if first else ""
    return f"Not visited yet{when}. `checker queue website ...` puts them first."
