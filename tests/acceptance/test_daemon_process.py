"""The daemon as an operator and systemd meet it: a process, signals, kill -9."""

import random
import signal
import socket
import sqlite3
import time
from pathlib import Path

import pytest
from program import PATIENCE_S, checker, started, wait_for

from checker.store.blobs import Blobs

TOWNS = 7
KILLS = 12


def rows(state: Path, query: str) -> list[tuple[object, ...]]:
    """Ask the database of a state folder, without a way to write."""
    with sqlite3.connect(f"file:{state / 'checker.sqlite'}?mode=ro", uri=True) as database:
        return database.execute(query).fetchall()


def arguments(config: Path, state: Path) -> tuple[str, ...]:
    return ("run", "--config", str(config), "--state", str(state))


def test_sigterm_ends_the_daemon_cleanly(config: Path, tmp_path: Path) -> None:
    """Started, everybody visited, told to stop, gone with status 0 and without leases."""
    state, log = tmp_path / "state", tmp_path / "log"
    with started(*arguments(config, state), log=log) as daemon:
        wait_for("visit.done", log, times=TOWNS)
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(timeout=PATIENCE_S) == 0
    said = log.read_text(encoding="utf-8")
    assert "daemon.stopped" in said
    assert "Traceback" not in said
    assert rows(state, "select state, count(*) from run group by state") == [("done", TOWNS)]
    assert not (state / "daemon.json").exists()


def test_sigterm_in_the_middle_gives_runs_back(config: Path, tmp_path: Path) -> None:
    """Visits under way when the daemon is told to stop are queued again, and cost no attempt."""
    state, log = tmp_path / "state", tmp_path / "log"
    slow = config / "settings.toml"
    text = slow.read_text(encoding="utf-8")
    slow.write_text(text.replace("drain_s = 2.0", "drain_s = 0.1"), encoding="utf-8")
    with started(*arguments(config, state), log=log) as daemon:
        wait_for("tick.due", log)
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(timeout=PATIENCE_S) == 0
    left = rows(state, "select count(*) from run where state = 'leased'")
    assert left == [(0,)]
    assert rows(state, "select max(attempts) from run where state = 'queued'") in [
        [(0,)],
        [(None,)],
    ]


@pytest.mark.slow
def test_kill_loses_nothing_and_runs_nothing_twice(config: Path, tmp_path: Path) -> None:
    """Killed at random moments and started again: all is visited, once, with all evidence."""
    state, log = tmp_path / "state", tmp_path / "log"
    moments = random.Random(20261123)  # noqa: S311  the moments may be known
    for _ in range(KILLS):
        with started(*arguments(config, state), log=log) as daemon:
            time.sleep(moments.uniform(0.7, 2.2))
            daemon.kill()
            daemon.wait(timeout=PATIENCE_S)
    log.unlink()
    with started(*arguments(config, state), log=log) as daemon:
        wait_for("daemon.started", log)
        deadline = time.monotonic() + PATIENCE_S
        while rows(state, "select count(*) from run where state = 'done'") != [(TOWNS,)]:
            assert time.monotonic() < deadline, rows(state, "select * from run")
            time.sleep(0.1)
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(timeout=PATIENCE_S) == 0
    assert rows(state, "pragma integrity_check") == [("ok",)]
    assert rows(state, "select count(*) from run") == [(TOWNS,)]
    assert rows(state, "select count(*), count(distinct run) from observation") == [(TOWNS, TOWNS)]
    blobs = Blobs(state / "evidence")
    kept = rows(state, "select distinct digest, size_bytes from capture")
    assert kept
    for digest, size_bytes in kept:
        assert len(blobs.get(str(digest))) == size_bytes


def test_second_daemon_is_refused(config: Path, tmp_path: Path) -> None:
    """One state folder has one daemon; the second says who holds it, and ends with 2."""
    state, log = tmp_path / "state", tmp_path / "log"
    with started(*arguments(config, state), log=log) as daemon:
        wait_for("daemon.started", log)
        second = checker(*arguments(config, state))
    assert second.code == 2
    assert str(daemon.pid) in second.said
    assert "Traceback" not in second.said


def test_taken_port_is_told(config: Path, tmp_path: Path) -> None:
    """Another program on the dashboard's port is named as what it is."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ended = checker(*arguments(config, tmp_path / "state"), "--port", str(port))
    assert ended.code == 2
    assert f"127.0.0.1:{port}" in ended.said
    assert "--port 0" in ended.said
    assert "Traceback" not in ended.said


def test_systemd_is_told(config: Path, tmp_path: Path) -> None:
    """READY, then WATCHDOG with the ticks, then STOPPING: what Type=notify expects."""
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(address)
        systemd.settimeout(PATIENCE_S)
        heard: list[str] = []

        def until(word: str) -> None:
            while not any(word in one for one in heard):
                heard.append(systemd.recv(4096).decode())

        command = arguments(config, tmp_path / "state")
        with started(*command, log=tmp_path / "log", NOTIFY_SOCKET=address) as daemon:
            until("READY=1")
            heard.clear()
            until("WATCHDOG=1")
            daemon.send_signal(signal.SIGTERM)
            until("STOPPING=1")
            assert daemon.wait(timeout=PATIENCE_S) == 0
