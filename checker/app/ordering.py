"""`checker queue`: orders ahead of the schedule, beside a daemon or without one."""

import uuid
from collections.abc import Iterator, Sequence
from functools import partial

import anyio
import httpx

from checker.app.card import find_card
from checker.app.kinds import check_kind
from checker.app.lines import Line
from checker.app.parts import House, check_elements, clock
from checker.app.show import Printer
from checker.config import targets
from checker.errors import AlreadyRunning, UsageError
from checker.model.catalog import Municipality
from checker.model.run import OPERATOR
from checker.store import Order, hold, open_store

QUEUED = {"municipality": "Municipality", "run": "Run", "state": "State"}
#: How long, in seconds, the daemon may take to answer its own command line.
ANSWER_S = 10.0


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
