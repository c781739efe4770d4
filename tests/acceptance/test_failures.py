"""What goes wrong around the program: disks, files, locks. It says so, ends with 2, recovers."""

import os
import shutil
import signal
import sqlite3
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from disks import disk, read_only, resize, root_only
from program import PATIENCE_S, Ended, checker, started, wait_for

TOWNS = 7

Command = tuple[str, ...]

READING: tuple[Command, ...] = (("show", "9902"), ("status",))
WRITING: tuple[Command, ...] = (
    ("probe", "website", "9902"),
    ("queue", "website", "9902"),
    ("reread",),
    ("run",),
)
ALL = (*READING, *WRITING)


def call(command: Command, config: Path, state: Path) -> Ended:
    return checker(*command, "--config", str(config), "--state", str(state))


def refused(ended: Ended, *words: str) -> None:
    """Check that a command ended with 2 and one clear sentence."""
    assert ended.code == 2, ended
    assert "Traceback" not in ended.said
    for word in words:
        assert word in ended.said
    told = [line for line in ended.said.splitlines() if line.startswith("checker: ")]
    assert len(told) == 1, ended.said


def answered(ended: Ended) -> None:
    assert ended.code == 0, ended.said
    assert ended.lines


def rows(state: Path, query: str) -> list[tuple[Any, ...]]:
    """Ask the database of a state folder, without a way to write."""
    with closing(sqlite3.connect(f"file:{state / 'checker.sqlite'}?mode=ro", uri=True)) as door:
        return door.execute(query).fetchall()


def running(config: Path, state: Path) -> tuple[str, ...]:
    return ("run", "--config", str(config), "--state", str(state))


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def goes_on(config: Path, state: Path, log: Path) -> None:
    """Start the daemon again: every town is visited, once, and all evidence is there."""
    with started(*running(config, state), log=log) as daemon:
        wait_until(
            lambda: rows(state, "select count(*) from run where state = 'done'") == [(TOWNS,)]
        )
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(timeout=PATIENCE_S) == 0
    assert rows(state, "select count(*), count(distinct run) from observation") == [(TOWNS, TOWNS)]
    assert rows(state, "pragma integrity_check") == [("ok",)]
    kept = {file.stem for file in (state / "evidence").rglob("*.zst")}
    assert {digest for (digest,) in rows(state, "select distinct digest from capture")} <= kept


@root_only
def test_full_disk_stops_the_daemon_and_room_starts_it(config: Path, tmp_path: Path) -> None:
    """Full in the middle of visits: exit 2 and why; with room nothing is missing or doubled."""
    state, log = tmp_path / "state", tmp_path / "log"
    state.mkdir()
    with disk(state, "300k"):
        for _ in range(2):
            refused(call(("run",), config, state), "no room")
        resize(state, "60m")
        goes_on(config, state, log)


@root_only
def test_full_disk_stops_a_probe(config: Path, tmp_path: Path) -> None:
    """The same for one visit by hand; what the folder held before is still there with room."""
    state = tmp_path / "state"
    state.mkdir()
    with disk(state, "60m"):
        assert call(("probe", "website", "9902"), config, state).code == 0
        fill(state)
        refused(call(("probe", "website", "9901"), config, state), "no room")
        (state / "ballast").unlink()
        answered(call(("show", "9902"), config, state))


def fill(folder: Path) -> None:
    """Write until there is no room for another byte."""
    with (folder / "ballast").open("wb", buffering=0) as ballast:
        while True:
            try:
                ballast.write(b"\0" * 65_536)
            except OSError:
                return


@root_only
def test_read_only_folder_can_be_read(config: Path, visited: Path, tmp_path: Path) -> None:
    """A backup on a disk that nobody may write to: looking works, all else says why not."""
    mount = tmp_path / "disk"
    mount.mkdir()
    with disk(mount, "60m"):
        state = Path(shutil.copytree(visited, mount / "state"))
        with read_only(mount):
            for command in READING:
                answered(call(command, config, state))
            for command in WRITING:
                refused(call(command, config, state), "Read-only file system")


@pytest.mark.parametrize("command", ALL, ids=" ".join)
@pytest.mark.parametrize("under", ["", "below"])
def test_state_that_is_a_file(config: Path, tmp_path: Path, command: Command, under: str) -> None:
    """Named as what it is; `status` still says that nothing runs there."""
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    ended = call(command, config, tmp_path / "file" / under)
    if command == ("status",):
        assert ended.lines[0]["daemon"] == "stopped"
    else:
        refused(ended, str(tmp_path / "file"))


def newer(state: Path) -> None:
    with closing(sqlite3.connect(state / "checker.sqlite")) as door:
        door.execute("UPDATE alembic_version SET version_num = '9999'")
        door.commit()


def cut_short(state: Path) -> None:
    os.truncate(state / "checker.sqlite", 40_960)


def no_database(state: Path) -> None:
    (state / "checker.sqlite").write_bytes(b"this is a letter, not a database " * 500)


def overwritten(state: Path) -> None:
    with (state / "checker.sqlite").open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 65_536)


@pytest.mark.parametrize("command", ALL, ids=" ".join)
@pytest.mark.parametrize(
    ("harm", "says"),
    [
        pytest.param(newer, "9999", id="newer"),
        pytest.param(cut_short, "checker.sqlite", id="cut short"),
        pytest.param(no_database, "checker.sqlite", id="no database"),
        pytest.param(overwritten, "checker.sqlite", id="overwritten"),
    ],
)
def test_database_that_cannot_be_used(
    config: Path, state: Path, command: Command, harm: Callable[[Path], None], says: str
) -> None:
    """Whatever is done with it, the sentence names it and nothing is written."""
    harm(state)
    before = (state / "checker.sqlite").read_bytes()
    refused(call(command, config, state), says)
    assert (state / "checker.sqlite").read_bytes() == before


@contextmanager
def locked(state: Path) -> Iterator[None]:
    """Hold the write lock as another program would, a backup or a browser of databases."""
    with closing(sqlite3.connect(state / "checker.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.slow
def test_database_locked_for_long(config: Path, state: Path) -> None:
    """Who writes waits a while and says that it is locked; who looks does not wait."""
    with locked(state):
        for command in READING:
            answered(call(command, config, state))
        refused(call(("probe", "website", "9902"), config, state), "checker.sqlite", "locked")


@pytest.mark.slow
def test_database_locked_while_the_daemon_runs(config: Path, tmp_path: Path) -> None:
    """It ends with 2 rather than measure what it cannot keep; started again it goes on."""
    state, log = tmp_path / "state", tmp_path / "log"
    with started(*running(config, state), log=log) as daemon:
        wait_for("visit.done", log)
        with locked(state):
            assert daemon.wait(timeout=PATIENCE_S) == 2
    said = log.read_text(encoding="utf-8")
    assert "locked" in said.splitlines()[-1]
    assert "Traceback" not in said
    goes_on(config, state, log)


def price_of_fjellbygd(state: Path) -> tuple[str, int]:
    """Return the evidence of a finding, and the finding's number."""
    query = (
        "select json_extract(body, '$.proof.evidence'), id from finding "
        "where municipality = '9902' and element = 'sfo_price'"
    )
    ((digest, number),) = rows(state, query)
    return str(digest), int(number)


def test_altered_evidence_is_told(config: Path, state: Path, tmp_path: Path) -> None:
    """The proof page says that the stored page no longer proves it; reread leaves it alone."""
    digest, number = price_of_fjellbygd(state)
    file = state / "evidence" / digest[:2] / f"{digest}.zst"
    file.chmod(0o644)
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 0xFF
    file.write_bytes(body)
    again = call(("reread",), config, state)
    assert again.code == 2
    assert digest in again.said
    assert "9902" in again.said
    assert {one["municipality"] for one in again.lines} == {"9901"}
    log = tmp_path / "log"
    with started(*running(config, state), log=log) as daemon:
        said = wait_for("dashboard.open", log)
        url = said.partition('"url": "')[2].partition('"')[0]
        proof = text_of(f"{url}proof/{number}")
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(timeout=PATIENCE_S) == 0
    assert digest[:12] in proof
    assert "no longer" in proof or "altered" in proof


def text_of(url: str) -> str:
    with urllib.request.urlopen(url, timeout=PATIENCE_S) as answer:  # noqa: S310  loopback
        return str(answer.read().decode("utf-8"))


def test_lost_evidence_loses_no_findings(config: Path, state: Path) -> None:
    """The folder is gone: what was found is still shown, reread says what it misses."""
    shutil.rmtree(state / "evidence")
    answered(call(("show", "9902"), config, state))
    refused(call(("reread",), config, state), "no longer there")
    answered(call(("show", "9902"), config, state))
    assert call(("probe", "website", "9902"), config, state).code == 0
    assert call(("reread", "9902"), config, state).code == 0


def test_evidence_lost_while_the_daemon_runs(config: Path, tmp_path: Path) -> None:
    """It ends, because it can keep nothing; the next start makes a new folder and goes on."""
    state, log = tmp_path / "state", tmp_path / "log"
    with started(*running(config, state), log=log) as daemon:
        wait_for("daemon.started", log)
        shutil.rmtree(state / "evidence", ignore_errors=True)
        assert daemon.wait(timeout=PATIENCE_S) == 2
    said = log.read_text(encoding="utf-8")
    assert "evidence" in said.splitlines()[-1]
    assert "Traceback" not in said
