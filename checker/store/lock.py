"""One process at a time: a lock file that names who holds it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from checker.errors import AlreadyRunning, StoreError


@contextmanager
def hold(state: Path, name: str = "checker") -> Iterator[None]:
    """Hold the lock called name in the state folder; the kernel lets go when we die.

    The file stays behind on purpose: whoever removed it could remove the lock of the next holder.

    Raises:
        AlreadyRunning: another process holds it; its pid is in the message.
        StoreError: the folder cannot be written to.
    """
    with _held(state / f"{name}.lock", state):
        yield


@contextmanager
def hold_database(file: Path) -> Iterator[None]:
    """Hold the lock of a database file, which stands beside it: folders may share a database.

    Raises:
        AlreadyRunning: another process holds it; its pid and the file are in the message.
        StoreError: the folder cannot be written to.
    """
    file = file.resolve()  # one file, whatever links lead to it
    with _held(file.with_name(f"{file.name}.lock"), file):
        yield


@contextmanager
def _held(path: Path, what: Path) -> Iterator[None]:
    state = path.parent
    try:
        state.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except (FileExistsError, NotADirectoryError) as error:
        raise StoreError(f"cannot write to {state}: there is a file where a folder must be") from (
            error
        )
    except OSError as error:
        raise StoreError(f"cannot write to {state}: {error.strerror}") from error
    try:
        _take(handle, what)
        yield
    finally:
        os.close(handle)  # and with it the lock


def _take(handle: int, what: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "unknown"
        raise AlreadyRunning(f"process {holder} works with {what} already") from error
    with suppress(OSError):  # a full disk: the lock holds all the same
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
