"""The door to the database: cancelled at any moment, and every driver error becomes ours."""

import random
import sqlite3
from pathlib import Path

import anyio
import pytest
from sqlalchemy.exc import DBAPIError
from store.samples import START, at, found, leased, page, seen

from checker.errors import DatabaseLocked, DiskFull, StoreError
from checker.store import Order, Store
from checker.store.engine import our_errors

pytestmark = pytest.mark.anyio


async def test_cancelled_readers_leave_no_trace(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """Visitors who close their browser in the middle tear down no connection of the store."""
    await store.results.record(None, seen(0), [found(f"e{n}") for n in range(40)], revision="r1")
    moments = random.Random(1)  # noqa: S311  moments, not secrets

    async def look(number: int) -> None:
        with anyio.move_on_after(moments.uniform(0, 0.03)):
            await (store.results.latest() if number % 2 else store.ledger.runs())

    for _ in range(12):
        async with anyio.create_task_group() as tasks:
            for number in range(12):
                tasks.start_soon(look, number)
    with anyio.fail_after(5):
        assert len(await store.results.latest()) == 40
    unfinished = [task.coro for task in anyio.get_running_tasks() if "terminate" in repr(task)]
    assert unfinished == []
    assert caplog.records == []


async def test_a_write_that_began_is_finished(store: Store) -> None:
    """A visit that is cancelled leaves whole entries: what is in the ledger can be leased."""
    moments = random.Random(2)  # noqa: S311  moments, not secrets
    acknowledged: list[int] = []

    async def order(number: int) -> None:
        with anyio.move_on_after(moments.uniform(0, 0.01)):
            run = await store.ledger.enqueue("website", f"{number:04}", "s", due_at=START)
            assert run is not None
            acknowledged.append(run.id)

    for first in range(0, 64, 8):
        async with anyio.create_task_group() as tasks:
            for number in range(first, first + 8):
                tasks.start_soon(order, number)
    there = {run.id for run in await store.ledger.runs()}
    assert set(acknowledged) <= there
    with anyio.fail_after(5):
        await store.ledger.enqueue_many([Order("website", "9901", "after", at(0))])


async def test_evidence_of_a_cancelled_visit_is_whole(store: Store) -> None:
    """A visit that is stopped while it stores a page leaves a page that can be read."""
    run = await leased(store)
    for number in range(12):
        with anyio.move_on_after(number / 2000):
            await store.results.keep(run, page(f"page {number}".encode() * 1000))
    number = await store.results.record(run, seen(0), [], revision="r1")
    for captured in await store.results.captures(number):
        assert (await store.results.evidence(captured)).digest == captured.digest


class OfPostgres(Exception):
    """As the driver tells it."""

    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


def of_sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite tells it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("told", "ours"),
    [
        (of_sqlite(sqlite3.SQLITE_BUSY), DatabaseLocked),
        (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), DatabaseLocked),  # its second byte says where
        (of_sqlite(sqlite3.SQLITE_LOCKED), DatabaseLocked),
        (of_sqlite(sqlite3.SQLITE_FULL), DiskFull),
        (of_sqlite(sqlite3.SQLITE_CORRUPT), StoreError),
        (of_sqlite(sqlite3.SQLITE_READONLY), StoreError),
        (sqlite3.ProgrammingError("without a code"), StoreError),
        (OfPostgres("53100"), DiskFull),
        (OfPostgres("40P01"), DatabaseLocked),
        (OfPostgres("08006"), StoreError),
        (Exception("of an unknown driver"), StoreError),
        (TimeoutError(), DatabaseLocked),
    ],
)
async def test_errors_of_the_driver(
    tmp_path: Path, told: Exception, ours: type[StoreError]
) -> None:
    """Each becomes the error that says what to do, with the database's name and its cause."""
    raised = told if isinstance(told, TimeoutError) else DBAPIError("SELECT 1", None, told)
    with (
        pytest.raises(StoreError, match=r"checker\.sqlite") as caught,
        our_errors(str(tmp_path / "checker.sqlite")),
    ):
        raise raised
    assert type(caught.value) is ours
    assert caught.value.__cause__ is raised
