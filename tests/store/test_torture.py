"""Killed at any moment: what was acknowledged is there, and nothing is done twice."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from queue import SimpleQueue

import pytest

from checker.model.settings import StoreSettings
from checker.store import open_store
from checker.store.engine import FILE

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

KILLS = 15
SEED = 8357
#: The longest wait before a kill; a visit takes about a tenth of it.
LONGEST_S = 0.2


class Victim:
    """The program of torture.py, and all that it said."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._lines: SimpleQueue[list[str]] = SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.said: list[list[str]] = []

    def live_and_die(self, seconds: float) -> None:
        """Start one child, let it work for so long, and kill it."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"start\n")
        self._process.stdin.flush()
        pid = int(self._until("open")[1])
        threading.Event().wait(seconds)
        os.kill(pid, signal.SIGKILL)
        self._until("dead")

    def _until(self, word: str) -> list[str]:
        while True:
            line = self._lines.get(timeout=10)
            self.said.append(line)
            if line[0] == word:
                return line

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.decode().split())


@contextmanager
def victim(state: Path) -> Iterator[Victim]:
    tests = Path(__file__).parent.parent
    with subprocess.Popen(  # noqa: S603  our own interpreter
        [sys.executable, str(Path(__file__).with_name("torture.py")), str(state)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(tests)},
    ) as process:
        yield Victim(process)
        assert process.stdin is not None
        process.stdin.close()


def intact(state: Path) -> str:
    """Return what SQLite says about the file as the kill left it, to one who only reads."""
    with closing(sqlite3.connect(f"{(state / FILE).as_uri()}?mode=ro", uri=True)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


async def test_kill_9(tmp_path: Path) -> None:
    """Killed fifteen times at random moments: nothing acknowledged is lost, nothing is doubled."""
    waits = random.Random(SEED)  # noqa: S311  moments, not secrets
    with victim(tmp_path) as program:
        for _ in range(KILLS):
            program.live_and_die(waits.uniform(0, LONGEST_S))
            assert intact(tmp_path) == "ok"
    kept = {(int(line[1]), line[2]) for line in program.said if line[0] == "kept"}
    done = [int(line[1]) for line in program.said if line[0] == "done"]
    assert len(kept) > KILLS
    assert len(done) == len(set(done)) > 0
    finished: set[int] = set()
    for line in program.said:
        assert not (line[0] == "leased" and int(line[1]) in finished)
        finished |= {int(line[1])} if line[0] == "done" else set()
    async with open_store(tmp_path, StoreSettings(), write=True) as store:
        for run, digest in kept:
            assert len(store.blobs.get(digest)) == 20_000
            captured = await store.results.capture(digest)
            assert captured is not None
            assert captured.run == run
        runs = {run.id: run.state for run in await store.ledger.runs(limit=100_000)}
        assert {runs[number] for number in done} == {"done"}
        observed = [one.run for one in await store.results.observations("9901", limit=100_000)]
        assert len(observed) == len(set(observed))
        assert set(observed) == {number for number, state in runs.items() if state == "done"}
        assert not list((tmp_path / "evidence" / "incoming").iterdir())
