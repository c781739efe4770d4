"""Opening a store: empty, today's, older, newer, broken, held by another, or on a full disk."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from store.samples import START, found, leased, page, seen

from checker.errors import (
    AlreadyRunning,
    DatabaseLocked,
    DatabaseNewer,
    DiskFull,
    StoreError,
    UsageError,
)
from checker.model.settings import StoreSettings
from checker.store import open_store
from checker.store.engine import FILE

pytestmark = pytest.mark.anyio

SQLITE = StoreSettings()


@contextmanager
def plain(state: Path) -> Iterator[sqlite3.Connection]:
    """Open the database as any other program would."""
    with closing(sqlite3.connect(state / FILE)) as connection:
        yield connection
        connection.commit()


async def open_and_close(state: Path, *, write: bool = True) -> None:
    async with open_store(state, SQLITE, write=write):
        pass


async def test_nothing_to_read_yet(tmp_path: Path) -> None:
    """Who looks too early is told what to do, and no files are made."""
    with pytest.raises(UsageError, match=r"nothing has been measured here yet.*checker run"):
        await open_and_close(tmp_path / "new", write=False)
    assert not (tmp_path / "new").exists()


async def test_an_interrupted_first_start_is_nothing_yet(tmp_path: Path) -> None:
    """An empty file is an empty store, for the reader and for the next start."""
    (tmp_path / FILE).touch()
    with pytest.raises(UsageError, match="nothing has been measured here yet"):
        await open_and_close(tmp_path, write=False)
    await open_and_close(tmp_path)
    await open_and_close(tmp_path, write=False)


async def test_what_was_stored_is_there_after_a_restart(tmp_path: Path) -> None:
    """The next process finds everything, and a reader finds it too."""
    async with open_store(tmp_path, SQLITE, write=True) as store:
        run = await leased(store)
        digest = await store.results.keep(run, page())
        await store.results.record(run, seen(1), [found()], revision="r1")
    for write in (True, False):
        async with open_store(tmp_path, SQLITE, write=write) as store:
            assert [one.state for one in await store.results.latest()] == ["found"]
            assert store.blobs.get(digest) == page().body
            assert (await store.ledger.counts())["done"] == 1


async def test_a_reader_reads_while_the_writer_writes(tmp_path: Path) -> None:
    """A reader sees each thing as soon as it is committed, and holds nobody up."""
    async with (
        open_store(tmp_path, SQLITE, write=True) as store,
        open_store(tmp_path, SQLITE, write=False) as reader,
    ):
        assert await reader.results.latest() == []
        for number in range(5):
            run = await leased(store, slot=f"s{number}")
            await store.results.record(run, seen(number), [found()], revision="r1")
            assert len(await reader.results.history("9901", "sfo_price")) == number + 1


async def test_a_reader_cannot_write(tmp_path: Path) -> None:
    """Reading is not a promise but the way the file is opened."""
    async with open_store(tmp_path, SQLITE, write=True) as store:
        await leased(store)
        async with open_store(tmp_path, SQLITE, write=False) as reader:
            with pytest.raises(StoreError, match="reading only"):
                await reader.ledger.enqueue("website", "0301", "s", due_at=START)
    assert not (tmp_path / f"{FILE}-wal").exists()  # tidied away by the last to leave


async def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    """Two processes never write: the second is told who does, and reading goes on."""
    code = (
        "import anyio, sys\n"
        "from pathlib import Path\n"
        "from checker.model.settings import StoreSettings\n"
        "from checker.store import open_store\n"
        "async def main():\n"
        "    async with open_store(Path(sys.argv[1]), StoreSettings(), write=True):\n"
        "        print('open', flush=True)\n"
        "        await anyio.to_thread.run_sync(sys.stdin.read)\n"
        "anyio.run(main)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:  # noqa: ASYNC220, S603  our own interpreter, and nothing else runs meanwhile
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(AlreadyRunning, match=rf"\b{other.pid}\b"):
            await open_and_close(tmp_path)
        await open_and_close(tmp_path, write=False)
        other.communicate(b"")
    await open_and_close(tmp_path)


async def test_a_later_version_wrote_it(tmp_path: Path) -> None:
    """An older program neither reads nor writes what it does not understand, and says so."""
    await open_and_close(tmp_path)
    with plain(tmp_path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for write in (True, False):
        with pytest.raises(DatabaseNewer, match=r"9999.*later"):
            await open_and_close(tmp_path, write=write)


async def test_an_earlier_version_wrote_it(tmp_path: Path) -> None:
    """A reader cannot bring a store up to date and says who can; a start does it."""
    with plain(tmp_path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
    with pytest.raises(UsageError, match="checker run"):
        await open_and_close(tmp_path, write=False)
    async with open_store(tmp_path, SQLITE, write=True) as store:
        assert (await leased(store)).attempts == 1
    await open_and_close(tmp_path, write=False)


async def test_another_programs_database(tmp_path: Path) -> None:
    """A file that holds somebody else's tables is left alone."""
    with plain(tmp_path) as connection:
        connection.execute("CREATE TABLE recipe (name)")
    with pytest.raises(StoreError, match="another program"):
        await open_and_close(tmp_path)
    with plain(tmp_path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("recipe",)]


@pytest.mark.parametrize("write", [True, False])
async def test_not_a_database(tmp_path: Path, *, write: bool) -> None:
    """A damaged file is reported with its name."""
    (tmp_path / FILE).write_text("this is a letter, not a database " * 50)
    with pytest.raises(StoreError, match=FILE):
        await open_and_close(tmp_path, write=write)


async def test_a_damaged_page(tmp_path: Path) -> None:
    """A database that is broken in the middle stops us; it does not become a finding."""
    async with open_store(tmp_path, SQLITE, write=True) as store:
        await leased(store)
    body = bytearray((tmp_path / FILE).read_bytes())
    body[4096:] = b"\xff" * (len(body) - 4096)
    (tmp_path / FILE).write_bytes(body)
    with pytest.raises(StoreError):
        async with open_store(tmp_path, SQLITE, write=True) as store:
            await store.ledger.runs()


async def test_another_program_holds_the_write_lock(tmp_path: Path) -> None:
    """Where something else writes to our file, we wait a while and say what is wrong."""
    async with open_store(tmp_path, StoreSettings(busy_s=0.05), write=True) as store:
        with plain(tmp_path) as other:
            other.isolation_level = None
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(DatabaseLocked, match=FILE):
                await store.ledger.enqueue("website", "0301", "s", due_at=START)
            other.execute("ROLLBACK")
        assert await store.ledger.enqueue("website", "0301", "s", due_at=START)


async def test_evidence_elsewhere(tmp_path: Path) -> None:
    """Evidence may live on another disk, or in another folder of the state."""
    for where in (str(tmp_path / "disk"), "proof"):
        settings = StoreSettings(evidence=where)
        async with open_store(tmp_path / "state", settings, write=True) as store:
            store.blobs.put(b"page")
        assert list((tmp_path / "state" / where).glob("*/*.zst"))


@pytest.mark.parametrize("name", ["with space", "50%25", "hva?", "nr#1", "blåbær"])
async def test_any_folder_name(tmp_path: Path, name: str) -> None:
    """Folders may be called what people call them."""
    await open_and_close(tmp_path / name)
    assert (tmp_path / name / FILE).is_file()
    await open_and_close(tmp_path / name, write=False)


async def test_an_address_of_a_file(tmp_path: Path) -> None:
    """The database may have its own address; a relative one is in the state folder."""
    for address in (f"sqlite:///{tmp_path}/own.db", "sqlite:///other.db"):
        async with open_store(tmp_path, StoreSettings(url=address), write=True):
            pass
    assert (tmp_path / "own.db").is_file()
    assert (tmp_path / "other.db").is_file()


@pytest.mark.parametrize("address", ["nonsense", "oracle://db", "unheard+of://secret:pw@db/x"])
async def test_an_address_that_means_nothing(tmp_path: Path, address: str) -> None:
    """A wrong address is told without the password in it."""
    with pytest.raises(UsageError) as caught:
        async with open_store(tmp_path, StoreSettings(url=address), write=True):
            pass
    assert "pw" not in str(caught.value)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
@pytest.mark.parametrize("size", ["32k", "64k", "200k", "1m"])
async def test_a_full_disk(tmp_path: Path, size: str) -> None:
    """No room is told as no room, and what was acknowledged before is still there."""
    with small_disk(tmp_path, size):
        acknowledged = await rows_until_full(tmp_path)
        assert (acknowledged > 0) == (size not in {"32k", "64k"})
        with pytest.raises(DiskFull):
            await store_pages_for_ever(tmp_path)
        if acknowledged:
            async with open_store(tmp_path, SQLITE, write=False) as store:
                assert (await store.ledger.counts())["queued"] >= acknowledged


async def rows_until_full(state: Path) -> int:
    """Enqueue until the disk is full; return how many were acknowledged."""
    count = 0
    try:
        async with open_store(state, SQLITE, write=True) as store:
            while True:
                await store.ledger.enqueue("website", "9901", f"{count:0500}", due_at=START)
                count += 1
    except DiskFull:
        return count


async def store_pages_for_ever(state: Path) -> None:
    async with open_store(state, SQLITE, write=True) as store:
        while True:
            store.blobs.put(os.urandom(60_000))


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if not mount or not unmount:
        pytest.skip("no mount command")
    made = subprocess.run(  # noqa: S603  fixed words
        [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if made.returncode:
        pytest.skip(f"no small disk here: {made.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run([unmount, str(folder)], check=True)  # noqa: S603  fixed words


async def test_two_folders_share_no_database(tmp_path: Path) -> None:
    """Whoever opens it second for writing is told who has it; who looks may."""
    settings = StoreSettings(url=f"sqlite:///{tmp_path}/shared.sqlite")
    async with open_store(tmp_path / "one", settings, write=True):
        with pytest.raises(AlreadyRunning, match=rf"{os.getpid()} works with .*shared\.sqlite"):
            async with open_store(tmp_path / "two", settings, write=True):
                pass
        async with open_store(tmp_path / "two", settings, write=False) as looking:
            assert await looking.ledger.runs() == []
