"""Opens the store of a state folder, for the one who writes or for those who look."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection, inspect, select

from checker.errors import DatabaseNewer, StoreError, UsageError
from checker.model.settings import StoreSettings
from checker.store import tables
from checker.store.blobs import Blobs
from checker.store.engine import Database, open_server, open_sqlite, sqlite_file
from checker.store.ledger import Ledger
from checker.store.lock import hold_database
from checker.store.results import Results

_HEAD = tables.REVISIONS[-1]
_NOTHING = "nothing has been measured here yet ({where}): start `checker run` first"


@dataclass(frozen=True, slots=True)
class Store:
    """All that is kept."""

    ledger: Ledger
    results: Results
    blobs: Blobs


@asynccontextmanager
async def open_store(state: Path, settings: StoreSettings, *, write: bool) -> AsyncIterator[Store]:
    """Open the store of a state folder; for writing it is made or brought up to date.

    Raises:
        UsageError: opened for reading, and nothing is there yet.
        AlreadyRunning: another process writes.
        DatabaseNewer: a later version of the program has written it.
        StoreError: it cannot be opened.
    """
    file = sqlite_file(state, settings.url)
    blobs = Blobs(state / (settings.evidence or "evidence"))
    if not write and file is not None and not file.is_file():
        raise UsageError(_NOTHING.format(where=file))
    # SQLite breaks with two writers; on a server several machines may write
    with hold_database(file) if write and file is not None else nullcontext():
        if write:
            blobs.prepare()
        database = _open(file, settings, write=write)
        try:
            await _ready(database, write=write)
            yield Store(Ledger(database), Results(database, blobs), blobs)
        finally:
            await database.close()


def _open(file: Path | None, settings: StoreSettings, *, write: bool) -> Database:
    if file is None:
        return open_server(settings.url, write=write)
    return open_sqlite(file, write=write, busy_s=settings.busy_s)


async def _ready(database: Database, *, write: bool) -> None:
    """Leave with today's tables in place.

    Raises:
        DatabaseNewer: a later version of the program has written it.
        StoreError: it cannot be brought there.
    """
    async with database.read() if not write else database.write() as connection:
        stored = await connection.run_sync(_stored_revision)
        if stored == _HEAD:
            return
        if not write:
            raise _too_old(stored)
        await connection.run_sync(_create if stored is None else _migration())


def _stored_revision(connection: Connection) -> str | None:
    """Return which migration wrote the database last: None for an empty one, "" for none yet.

    Raises:
        DatabaseNewer: one that this program does not know.
        StoreError: the tables are not ours.
    """
    names = inspect(connection).get_table_names()
    if tables.version.name not in names:
        if names:
            raise StoreError("the database belongs to another program: it has tables, not ours")
        return None
    stored = connection.scalar(select(tables.version.c.version_num)) or ""
    if stored and stored not in tables.REVISIONS:
        raise DatabaseNewer(
            f"the database is of revision {stored}, and this program knows {_HEAD} and earlier: "
            "install the version that wrote it, or a later one"
        )
    return stored


def _create(connection: Connection) -> None:
    """Make today's tables at once: the same as every migration in turn, as a test proves."""
    tables.version.create(connection)
    tables.metadata.create_all(connection)
    connection.execute(tables.version.insert().values(version_num=_HEAD))


def _migration() -> Callable[[Connection], None]:
    # not imported above: alembic takes half as long to load as all the rest of a start
    upgrade: Callable[[Connection], None] = import_module("checker.store.migrate").upgrade
    return upgrade


def _too_old(stored: str | None) -> UsageError:
    if stored is None:
        return UsageError(_NOTHING.format(where="the database is empty"))
    return UsageError(
        f"the database is of an earlier revision, and this program reads {_HEAD}: "
        "start `checker run` once to bring it up to date"
    )
