"""`checker status` and `show`: looking, beside a daemon or without one."""

from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import anyio

from checker.app.card import find_card, health
from checker.app.lines import COLUMNS, Line, finding_line
from checker.app.parts import House, check_elements, clock
from checker.app.show import Printer
from checker.config import targets
from checker.errors import UsageError
from checker.model.catalog import Municipality
from checker.schedule import slot_after
from checker.store import Latest, Store, open_store

SHOWN = {**COLUMNS, "observed_at": "Seen"}


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
