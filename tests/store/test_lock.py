"""One process at a time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker.errors import AlreadyRunning, StoreError
from checker.store.lock import hold, hold_database

HOLDER = """
import sys
from pathlib import Path
from checker.store.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_holder_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    """The message names the process, and its death, however sudden, frees the lock."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:  # noqa: S603  our own interpreter
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunning, match=rf"\b{other.pid}\b"), hold(tmp_path):
            pass
        other.kill()
        other.wait()
    with hold(tmp_path):
        assert (tmp_path / "checker.lock").read_text() == f"{os.getpid()}\n"


def test_not_twice_in_one_process_either(tmp_path: Path) -> None:
    """Two daemons in one process would be as bad as in two."""
    with hold(tmp_path), pytest.raises(AlreadyRunning), hold(tmp_path):
        pass


def test_free_again_afterwards(tmp_path: Path) -> None:
    """A lock that was left can be taken again."""
    for _ in range(2):
        with hold(tmp_path / "new" / "folder"):
            pass


def test_locks_of_different_names(tmp_path: Path) -> None:
    """The daemon and the database have one each."""
    with hold(tmp_path), hold(tmp_path, "store"), hold_database(tmp_path / "checker.sqlite"):
        pass


def test_a_database_has_one_holder_by_whatever_name(tmp_path: Path) -> None:
    """A link to the file, or to its folder, is the same database."""
    file = tmp_path / "real" / "own.sqlite"
    with hold_database(file):
        (tmp_path / "link").symlink_to(file)
        (tmp_path / "folder").symlink_to(file.parent)
        for name in ("real/own.sqlite", "link", "folder/own.sqlite"):
            with (
                pytest.raises(AlreadyRunning, match=rf"{os.getpid()} works with {file} "),
                hold_database(tmp_path / name),
            ):
                pass
        with hold_database(tmp_path / "real" / "other.sqlite"):
            pass


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A wrong path is told as such."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot write"), hold(tmp_path / "file"):
        pass
