"""The door to the database: one writer, readers that cannot write, and our own errors."""

import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import anyio
from sqlalchemy import URL, Table, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from checker.errors import DatabaseLocked, DiskFull, StoreError, UsageError

FILE = "checker.sqlite"
READERS = 4  #: each is a thread; more do not make a disk faster
LIMIT_S = 60.0  #: one transaction; longer means that the disk hangs

#: Run on every new SQLite connection. FULL: what was acknowledged survives a power cut.
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = 67108864",  # a long reader makes the log grow; shrink it again
)

#: The index of the log is made in pieces of this size; where one does not fit, SQLite only says
#: "disk I/O error", https://www.sqlite.org/walformat.html 2.2.
_INDEX_BYTES = 32768

#: SQLite's primary result codes, https://www.sqlite.org/rescode.html -> our error.
_SQLITE: Mapping[int, type[StoreError]] = MappingProxyType(
    {
        sqlite3.SQLITE_BUSY: DatabaseLocked,
        sqlite3.SQLITE_LOCKED: DatabaseLocked,
        sqlite3.SQLITE_FULL: DiskFull,
    }
)

#: SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html -> our error.
_SQLSTATE: Mapping[str, type[StoreError]] = MappingProxyType(
    {"53100": DiskFull, "55P03": DatabaseLocked, "40P01": DatabaseLocked}
)

Insert: TypeAlias = sqlite.Insert | postgresql.Insert


class Database:
    """One database: transactions that write, one after the other, and ones that only read.

    Waiting for one's turn can be cancelled; a transaction that has begun cannot, it has a limit.
    So nobody has to guess whether it happened, and no connection is torn down in the middle.
    """

    def __init__(self, reader: AsyncEngine, writer: AsyncEngine | None, where: str) -> None:
        self._reader = reader
        self._writer = writer
        self._where = where
        self._turn = anyio.Lock()
        self._seats = anyio.Semaphore(READERS)  # one for each connection in the pool

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection whose transaction is committed on leaving, or undone on an error.

        Raises:
            StoreError: the database cannot be written to; nothing of it is stored.
        """
        if self._writer is None:
            raise StoreError(f"{self._where} was opened for reading only")
        async with self._turn:
            with our_errors(self._where), anyio.fail_after(LIMIT_S, shield=True):
                async with self._writer.begin() as connection:
                    yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection that sees one moment of the database and changes nothing.

        Raises:
            StoreError: the database cannot be read.
        """
        async with self._seats:
            with our_errors(self._where), anyio.fail_after(LIMIT_S, shield=True):
                async with self._reader.begin() as connection:
                    yield connection

    async def close(self) -> None:
        """Close all connections; readers first, so that the last one can tidy the log away."""
        with anyio.CancelScope(shield=True):
            await self._reader.dispose()
            if self._writer is not None:
                await self._writer.dispose()


def insert(connection: AsyncConnection, table: Table) -> Insert:
    """Return an insert that knows `on_conflict_do_...` in the dialect of the connection."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


@contextmanager
def our_errors(where: str) -> Iterator[None]:
    """Turn the database's errors into the StoreError that fits best; a wrong question is a bug."""
    try:
        yield
    except DBAPIError as error:
        kind = _fitting(error.orig, where)
        says = f"no room on the disk ({error.orig})" if kind is DiskFull else error.orig
        raise kind(f"{where}: {says}") from error
    except (PoolTimeout, TimeoutError) as error:
        raise DatabaseLocked(f"{where}: no answer in time") from error


def _fitting(error: BaseException | None, where: str) -> type[StoreError]:
    if not isinstance(error, sqlite3.Error):
        return _SQLSTATE.get(getattr(error, "sqlstate", None) or "", StoreError)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says where it happened
    if code == sqlite3.SQLITE_IOERR and shutil.disk_usage(Path(where).parent).free < _INDEX_BYTES:
        return DiskFull
    return _SQLITE.get(code, StoreError)


def sqlite_file(state: Path, url: str) -> Path | None:
    """Return the file that an address means; None where it is not SQLite.

    Raises:
        UsageError: the address cannot be understood.
    """
    if not url:
        return (state / FILE).absolute()
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UsageError(f"store.url is no database address: {error}") from error
    if parsed.get_backend_name() != "sqlite":
        return None
    return (state / (parsed.database or FILE)).absolute()


def open_sqlite(path: Path, *, write: bool, busy_s: float) -> Database:
    """Return the database in path; without write nothing in this process can change it.

    Args:
        path: the file.
        write: whether to write, too.
        busy_s: how long to wait for a lock that it should never meet, in seconds.
    """
    # beside a log, in a folder that we cannot write to, SQLite makes do; without one it cannot
    still = not write and not os.access(path.parent, os.W_OK) and not _log_of(path).exists()
    reader = _sqlite_engine(path, mode="ro", size=READERS, busy_s=busy_s, immutable=still)
    event.listen(reader.sync_engine, "begin", lambda it: it.exec_driver_sql("BEGIN"))
    if not write:
        return Database(reader, None, str(path))
    writer = _sqlite_engine(path, mode="rwc", size=1, busy_s=busy_s)
    event.listen(writer.sync_engine, "connect", _use_wal)
    # taken at once: a transaction that reads first and locks later fails without waiting
    event.listen(writer.sync_engine, "begin", lambda it: it.exec_driver_sql("BEGIN IMMEDIATE"))
    return Database(reader, writer, str(path))


def open_server(url: str, *, write: bool) -> Database:
    """Return the database on a server, e.g. "postgresql+psycopg://checker@db/checker".

    Raises:
        UsageError: its driver is not installed.
    """
    where = make_url(url).render_as_string(hide_password=True)
    try:
        reader = create_async_engine(
            url, pool_size=READERS, execution_options={"postgresql_readonly": True}
        )
        writer = create_async_engine(url, pool_size=1, max_overflow=0) if write else None
    except (ModuleNotFoundError, SQLAlchemyError) as error:
        raise UsageError(f"{where} cannot be used: {error}") from error
    return Database(reader, writer, where)


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _sqlite_engine(
    path: Path, *, mode: str, size: int, busy_s: float, immutable: bool = False
) -> AsyncEngine:
    # as a URI, because only so a connection can be opened for reading only
    query = {"mode": mode, "uri": "true"} | ({"immutable": "1"} if immutable else {})
    url = URL.create("sqlite+aiosqlite", database=path.as_uri(), query=query)
    made = create_async_engine(
        url,
        pool_size=size,
        max_overflow=0,
        connect_args={"isolation_level": None, "timeout": busy_s},  # we say BEGIN ourselves
    )
    event.listen(made.sync_engine, "connect", _set_pragmas)
    return made


def _set_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _use_wal(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()
