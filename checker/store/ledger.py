"""The run ledger: what is to be done, who does it, how it ended; the truth about every run."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import get_args

from sqlalchemy import ColumnElement, Select, Update, and_, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from checker.model.run import SCHEDULED, Run, RunState
from checker.store import tables
from checker.store.engine import Database, insert
from checker.store.records import Order
from checker.store.tables import AnyRow

_STATES: tuple[RunState, ...] = get_args(RunState)
_IDLE = {"worker": None, "lease_until": None}
_GONE = "The worker stopped in the middle of it and did not report back."

run = tables.run


class Ledger:
    """Runs and their leases. Every change is a compare-and-set, so doubled calls are harmless."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def enqueue(
        self,
        probe: str,
        municipality: str,
        slot: str,
        *,
        due_at: datetime,
        priority: int = SCHEDULED,
        elements: tuple[str, ...] = (),
    ) -> Run | None:
        """Put one run into the ledger; None if that slot is there already, whatever its state."""
        order = Order(probe, municipality, slot, due_at, priority, elements)
        added = await self.enqueue_many([order])
        return added[0] if added else None

    async def enqueue_many(self, orders: Iterable[Order]) -> list[Run]:
        """Put runs into the ledger in one transaction; return those that were not there."""
        rows = [_row(order) for order in orders]
        if not rows:
            return []
        async with self._database.write() as connection:
            statement = (
                insert(connection, run)
                .on_conflict_do_nothing(index_elements=["probe", "municipality", "slot"])
                .returning(*run.c)
            )
            return _runs(await connection.execute(statement, rows))

    async def lease(
        self, worker: str, *, now: datetime, lease_s: float, only: int | None = None
    ) -> Run | None:
        """Hand the best due run to worker: lowest priority number first, then longest due.

        A municipality that somebody is visiting is passed over. None: nothing to do now.

        Args:
            worker: Who takes it.
            now: What is due by then.
            lease_s: How long the lease is, in seconds.
            only: The id of the one run that is wanted; None: whichever is best.
        """
        best = _best(now) if only is None else _best(now).where(run.c.id == only)
        statement = (
            update(run)
            .where(run.c.id == best.scalar_subquery(), run.c.state == "queued")
            .values(
                state="leased",
                worker=worker,
                lease_until=now + timedelta(seconds=lease_s),
                attempts=run.c.attempts + 1,
                leases=run.c.leases + 1,
            )
        )
        async with self._database.write() as connection:
            try:
                leased = await _changed(connection, statement)
            except IntegrityError:  # another machine went to this municipality just now
                return None
        return leased[0] if leased else None

    async def renew(
        self,
        run_id: int,
        worker: str,
        *,
        now: datetime,
        lease_s: float,
        lease: int | None = None,
    ) -> bool:
        """Extend a lease by lease_s seconds from now.

        Args:
            run_id: Whose lease.
            worker: Who holds it.
            now: From when.
            lease_s: How long, in seconds.
            lease: Which of the run's leases; None: whichever it is now.

        Returns:
            False: worker does not hold it any more.
        """
        statement = (
            update(run)
            .where(run.c.id == run_id, run.c.worker == worker, run.c.state == "leased")
            .values(lease_until=now + timedelta(seconds=lease_s))
        )
        if lease is not None:
            statement = statement.where(run.c.leases == lease)
        return bool(await self._change(statement))

    async def fail(
        self,
        failed: Run,
        worker: str,
        *,
        now: datetime,
        detail: str,
        retry: bool,
        again_at: datetime | None = None,
    ) -> bool:
        """End a lease without a result: queued again, due at again_at, or failed for good.

        Returns:
            False: worker did not hold this lease any more and nothing was changed.
        """
        outcome: dict[str, object] = (
            {"state": "queued", "due_at": again_at or failed.due_at}
            if retry
            else {"state": "failed", "finished_at": now}
        )
        statement = (
            update(run).where(held(failed, worker)).values(**outcome, **_IDLE, detail=detail)
        )
        return bool(await self._change(statement))

    async def reap(self, *, now: datetime, attempts: int) -> list[Run]:
        """Take back leases that ran out: queued again below attempts leases, else failed."""
        return await self._take_back(run.c.lease_until <= now, now=now, attempts=attempts)

    async def adopt(self, *, now: datetime, attempts: int) -> list[Run]:
        """Take back every lease: whoever held one died before this only daemon started."""
        return await self._take_back(run.c.id > 0, now=now, attempts=attempts)

    async def release(self, worker: str, *, now: datetime) -> list[Run]:
        """Give back what worker holds, as if it had not been tried; for an orderly stop.

        A lease that has run out is left to `reap`: it counts.
        """
        statement = (
            update(run)
            .where(run.c.worker == worker, run.c.state == "leased", run.c.lease_until > now)
            .values(state="queued", attempts=run.c.attempts - 1, **_IDLE)
        )
        return await self._change(statement)

    async def counts(self) -> Mapping[RunState, int]:
        """Return how many runs are in each state; every state is there, also with 0."""
        statement = select(run.c.state, func.count()).group_by(run.c.state)
        async with self._database.read() as connection:
            rows = await connection.execute(statement)
            found = {state: int(count) for state, count in rows}
        return {state: found.get(state, 0) for state in _STATES}

    async def find(self, run_id: int) -> Run | None:
        """Return one run; None if there is none with that number."""
        async with self._database.read() as connection:
            rows = await connection.execute(select(run).where(run.c.id == run_id))
        row = rows.one_or_none()
        return None if row is None else _run(row)

    async def runs(
        self,
        *,
        state: RunState | None = None,
        municipality: str | None = None,
        limit: int = 100,
    ) -> list[Run]:
        """Return runs, newest first."""
        statement = select(run).order_by(run.c.id.desc()).limit(limit)
        if state is not None:
            statement = statement.where(run.c.state == state)
        if municipality is not None:
            statement = statement.where(run.c.municipality == municipality)
        async with self._database.read() as connection:
            return [_run(row) for row in await connection.execute(statement)]

    async def oldest_due(self, now: datetime) -> datetime | None:
        """Return since when the longest waiting run is due; None: nothing waits."""
        statement = select(func.min(run.c.due_at)).where(
            run.c.state == "queued", run.c.due_at <= now
        )
        async with self._database.read() as connection:
            due_at: datetime | None = await connection.scalar(statement)
        return due_at

    async def _take_back(
        self, which: ColumnElement[bool], *, now: datetime, attempts: int
    ) -> list[Run]:
        lost = and_(run.c.state == "leased", which)
        again = update(run).where(lost, run.c.attempts < attempts)
        async with self._database.write() as connection:
            queued = await _changed(connection, again.values(state="queued", **_IDLE))
            failed = await _changed(
                connection,
                update(run)
                .where(lost)
                .values(state="failed", finished_at=now, detail=_GONE, **_IDLE),
            )
        return queued + failed

    async def _change(self, statement: Update) -> list[Run]:
        async with self._database.write() as connection:
            return await _changed(connection, statement)


def held(leased: Run, worker: str) -> ColumnElement[bool]:
    """Say that worker still holds this very lease, not a later one of the same run."""
    return and_(
        run.c.id == leased.id,
        run.c.state == "leased",
        run.c.worker == worker,
        run.c.leases == leased.leases,
    )


def _best(now: datetime) -> Select[int]:
    visited = run.alias("visited")
    busy = select(visited.c.id).where(
        visited.c.municipality == run.c.municipality, visited.c.state == "leased"
    )
    return (
        select(run.c.id)
        .where(run.c.state == "queued", run.c.due_at <= now, ~busy.exists())
        .order_by(run.c.priority, run.c.due_at, run.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _row(order: Order) -> dict[str, object]:
    return {
        "probe": order.probe,
        "municipality": order.municipality,
        "slot": order.slot,
        "state": "queued",
        "priority": order.priority,
        "due_at": order.due_at,
        "elements": list(order.elements),
    }


async def _changed(connection: AsyncConnection, statement: Update) -> list[Run]:
    return _runs(await connection.execute(statement.returning(*run.c)))


def _runs(rows: Iterable[AnyRow]) -> list[Run]:
    return sorted((_run(row) for row in rows), key=lambda it: it.id)


def _run(row: AnyRow) -> Run:
    content = dict(row._mapping)  # noqa: SLF001  its public name, says SQLAlchemy
    return Run(**content | {"elements": tuple(content["elements"])})
