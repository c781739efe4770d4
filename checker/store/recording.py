"""One observation into the tables: what it found, what is newest now, and the national count."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from checker.errors import LeaseLost
from checker.model.record import Failure, Finding, Observation, State, state_of
from checker.model.run import Run
from checker.store.bodies import failure_to_json, finding_to_json, visit_to_json
from checker.store.engine import insert
from checker.store.ledger import held
from checker.store.tables import finding, latest, national_daily, observation, run


@dataclass(frozen=True, slots=True)
class _Entry:
    """A finding that has just got its number."""

    id: int
    element: str
    state: State


async def finish(connection: AsyncConnection, done: Run, seen: Observation) -> None:
    """Set a run done, if its worker still holds it.

    Raises:
        LeaseLost: it does not.
    """
    changed = await connection.execute(
        update(run)
        .where(held(done, done.worker or ""))
        .values(
            state="done",
            finished_at=seen.ended_at,
            lease_until=None,
            detail=_in_words(seen.failure),
        )
    )
    if changed.rowcount != 1:
        raise LeaseLost(f"run {done.id} of {done.municipality} is no longer held by {done.worker}")


async def write(
    connection: AsyncConnection,
    seen: Observation,
    findings: Sequence[Finding],
    *,
    of: Run | None,
    revision: str,
) -> int:
    """Add an observation with its findings and bring everything derived up to date.

    Returns:
        The observation's number.
    """
    number = await _add_observation(connection, seen, of=of, revision=revision)
    if not findings:
        return number
    entries = await _add_findings(connection, seen, findings, number)
    changes = await _national_changes(connection, seen, entries)
    await _keep_latest(connection, seen, entries)
    await _count(connection, changes)
    return number


async def _add_observation(
    connection: AsyncConnection, seen: Observation, *, of: Run | None, revision: str
) -> int:
    statement = insert(connection, observation).values(
        run=of.id if of else None,
        lease=of.leases if of else 0,
        municipality=seen.municipality,
        probe=seen.probe,
        started_at=seen.started_at,
        ended_at=seen.ended_at,
        evidence=list(seen.evidence),
        visit=visit_to_json(seen.visit),
        failure=failure_to_json(seen.failure),
        reread_of=seen.reread_of,
        revision=revision,
    )
    added = await connection.execute(statement.returning(observation.c.id))
    return int(added.scalar_one())


async def _add_findings(
    connection: AsyncConnection, seen: Observation, findings: Sequence[Finding], number: int
) -> list[_Entry]:
    rows = [
        {
            "observation": number,
            "municipality": seen.municipality,
            "element": it.element,
            "state": state_of(it),
            "observed_at": seen.ended_at,
            "body": finding_to_json(it, seen.evidence),
        }
        for it in findings
    ]
    columns = (finding.c.id, finding.c.element, finding.c.state)
    added = await connection.execute(insert(connection, finding).returning(*columns), rows)
    return [_Entry(*row) for row in added]


async def _keep_latest(
    connection: AsyncConnection, seen: Observation, entries: Sequence[_Entry]
) -> None:
    """Newest wins whatever the order of arrival; of two equally new, the one recorded last."""
    adding = insert(connection, latest)
    newer = ("finding", "state", "observed_at")
    await connection.execute(
        adding.on_conflict_do_update(
            index_elements=["municipality", "element"],
            set_={name: adding.excluded[name] for name in newer},
            where=latest.c.observed_at <= adding.excluded.observed_at,
        ),
        [
            {
                "municipality": seen.municipality,
                "element": entry.element,
                "finding": entry.id,
                "state": entry.state,
                "observed_at": seen.ended_at,
            }
            for entry in entries
        ],
    )
    found = [entry for entry in entries if entry.state == "found"]
    if found:
        await _keep_last_found(connection, seen, found)


async def _keep_last_found(
    connection: AsyncConnection, seen: Observation, found: Sequence[_Entry]
) -> None:
    statement = (
        update(latest)
        .where(
            latest.c.municipality == seen.municipality,
            latest.c.element == bindparam("of_element"),
            or_(latest.c.last_found_at.is_(None), latest.c.last_found_at <= seen.ended_at),
        )
        .values(last_found_finding=bindparam("its_id"), last_found_at=seen.ended_at)
    )
    rows = [{"of_element": entry.element, "its_id": entry.id} for entry in found]
    await connection.execute(statement, rows)


async def _national_changes(
    connection: AsyncConnection, seen: Observation, entries: Sequence[_Entry]
) -> Counter[tuple[date, str, State]]:
    """Return what these findings change in the national count, before `latest` is touched."""
    standing = await connection.execute(
        select(latest.c.element, latest.c.state, latest.c.observed_at)
        .where(latest.c.municipality == seen.municipality)
        .with_for_update()
    )
    before = {element: (state, at) for element, state, at in standing}
    today = _day(seen.ended_at)
    changes: Counter[tuple[date, str, State]] = Counter()
    for entry in entries:
        previous, at = before.get(entry.element, (None, seen.ended_at))
        if at > seen.ended_at:
            previous, next_at = await _neighbours(connection, seen, entry)
            changes[_day(next_at), entry.element, entry.state] -= 1
            if previous is not None:
                changes[_day(next_at), entry.element, previous] += 1
        changes[today, entry.element, entry.state] += 1
        if previous is not None:
            changes[today, entry.element, previous] -= 1
    return changes


async def _neighbours(
    connection: AsyncConnection, seen: Observation, entry: _Entry
) -> tuple[State | None, datetime]:
    """Return the state before a late arrival, and when the finding after it was observed."""
    of = (finding.c.municipality == seen.municipality, finding.c.element == entry.element)
    at = finding.c.observed_at
    previous: State | None = await connection.scalar(
        select(finding.c.state)
        .where(*of, at <= seen.ended_at, finding.c.id != entry.id)
        .order_by(at.desc(), finding.c.id.desc())
        .limit(1)
    )
    following = await connection.execute(
        select(at).where(*of, at > seen.ended_at).order_by(at).limit(1)
    )
    return previous, following.scalar_one()


async def _count(connection: AsyncConnection, changes: Counter[tuple[date, str, State]]) -> None:
    rows = [
        {"day": day, "element": element, "state": state, "change": change}
        for (day, element, state), change in changes.items()
        if change
    ]
    if not rows:
        return
    adding = insert(connection, national_daily)
    await connection.execute(
        adding.on_conflict_do_update(
            index_elements=["day", "element", "state"],
            set_={"change": national_daily.c.change + adding.excluded.change},
        ),
        rows,
    )


def _day(instant: datetime) -> date:
    return instant.astimezone(UTC).date()


def _in_words(failure: Failure | None) -> str:
    return "" if failure is None else f"{failure.kind}: {failure.detail or failure.uri}"
