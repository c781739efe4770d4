"""`checker queue`, `status` and `show`: asking and ordering, beside a daemon or without one."""

import json
import os
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import anyio
import httpx

from checker.app.kinds import find_probes
from checker.app.lines import Line, finding_line
from checker.app.once import check_elements
from checker.app.parts import House, clock
from checker.app.service import CARD, operator_order
from checker.app.show import Printer
from checker.config import targets
from checker.errors import AlreadyRunning, UsageError
from checker.model.catalog import Municipality
from checker.schedule import slot_after
from checker.store import Latest, Store, hold, open_store

QUEUED = {"municipality": "Municipality", "run": "Run", "state": "State"}
SHOWN = {
    "municipality": "Municipality",
    "element": "Element",
    "state": "State",
    "value": "Value",
    "quote": "Quote",
    "uri": "Page",
    "observed_at": "Seen",
}
#: How long the daemon may take to answer its own command line.
ANSWER_S = 10.0


def queue_runs(
    house: House, kind: str, names: Sequence[str], elements: tuple[str, ...], *, out: Printer
) -> int:
    """Order a probe of each target ahead of the schedule; a stopped daemon finds it at its start.

    Raises:
        UsageError: no such probe, target or element; or a bare URL, which no schedule knows.
    """
    if kind not in find_probes():
        raise UsageError(f"no such probe: {kind}; one of {', '.join(sorted(find_probes()))}")
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
    card = _card(house)
    if card is None:
        raise UsageError(
            f"another process works with {house.state}, and it is no daemon; wait for its end"
        )
    headers = {"Authorization": f"Bearer {card['token']}"}
    with httpx.Client(
        base_url=card["url"], headers=headers, trust_env=False, timeout=ANSWER_S
    ) as daemon:
        for one in chosen:
            body = {"probe": kind, "municipality": one.code, "elements": list(elements)}
            try:
                answer = daemon.post("/api/v1/runs", json=body)
            except httpx.HTTPError as error:
                raise UsageError(f"the daemon at {card['url']} does not answer: {error}") from error
            if answer.is_error:
                raise UsageError(f"the daemon refused: {answer.status_code} {answer.text[:200]}")
            run = answer.json()
            yield {"municipality": one.code, "run": run.get("id"), "state": run.get("state")}


def _card(house: House) -> dict[str, str] | None:
    """Return where the running daemon is, or None; a card without its process is old."""
    try:
        card: dict[str, str] = json.loads((house.state / CARD).read_text(encoding="utf-8"))
        os.kill(int(card["pid"]), 0)
    except (OSError, ValueError, KeyError):
        return None
    return card


def running(house: House) -> str | None:
    """Return the address of the running daemon's dashboard, or None."""
    card = _card(house)
    return card["url"] if card else None


def tell_status(house: House, *, out: Printer) -> int:
    """Print how the daemon and the queue are."""
    card = _card(house)
    line: Line = {
        "daemon": "running" if card else "stopped",
        "pid": card["pid"] if card else None,
        "dashboard": card["url"] if card else None,
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
