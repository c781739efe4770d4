"""Evidence on disk: files named by the SHA-256 of what they hold, compressed with zstd."""

import errno
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import zstandard

from checker.errors import DiskFull, EvidenceAltered, StoreError
from checker.model.evidence import digest_of

_DIGEST = re.compile(r"[0-9a-f]{64}")
#: What the system calls a disk without room, and a quota that is used up.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much evidence there is."""

    files: int
    size_bytes: int  #: on disk, compressed


class Blobs:
    """A folder of evidence. Safe for threads; nothing in it is ever changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        #: Half-written files live here, so that sweeping them needs no walk through all evidence.
        self._incoming = folder / "incoming"

    def prepare(self) -> None:
        """Make the folder ready for writing and throw away what a crash left half written.

        Only for the one process that writes.

        Raises:
            StoreError: the folder cannot be written to.
        """
        with _our_errors(self._folder):
            self._incoming.mkdir(parents=True, exist_ok=True)
            for leftover in self._incoming.iterdir():
                leftover.unlink()

    def put(self, body: bytes) -> str:
        """Store body and return its digest, once a power cut can no longer lose it.

        Storing it again costs a comparison, and mends a file that was damaged meanwhile.

        Raises:
            StoreError: it cannot be written; DiskFull where there is no room.
        """
        digest = digest_of(body)
        path = self._path(digest)
        with _our_errors(self._folder):
            if not path.parent.exists():
                path.parent.mkdir(exist_ok=True)
                _sync_folder(self._folder)
            if not _holds(path, body):
                self._write(path, body)
            _sync_folder(path.parent)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes that digest names.

        Raises:
            EvidenceAltered: the file is gone, damaged or holds something else.
            ValueError: that is no digest.
        """
        try:
            body = _decompress(self._path(digest).read_bytes())
        except FileNotFoundError as error:
            raise EvidenceAltered(f"evidence {digest} is no longer there") from error
        except zstandard.ZstdError as error:
            raise EvidenceAltered(f"evidence {digest} is damaged: {error}") from error
        except OSError as error:
            raise StoreError(f"evidence {digest} cannot be read: {error.strerror}") from error
        if digest_of(body) != digest:
            raise EvidenceAltered(f"evidence {digest} was altered: its name no longer fits")
        return body

    def sizes(self) -> Sizes:
        """Count files and bytes; walks through the whole folder."""
        sizes = [file.stat().st_size for file in self._folder.glob("[0-9a-f][0-9a-f]/*.zst")]
        return Sizes(len(sizes), sum(sizes))

    def _path(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):  # it may come from a web address
            raise ValueError(f"no SHA-256 in lower-case hexadecimal: {digest!r}")
        return self._folder / digest[:2] / f"{digest}.zst"

    def _write(self, path: Path, body: bytes) -> None:
        """Atomic: a reader sees the whole file or none, also after a power cut."""
        half = self._incoming / f"{path.stem}.{os.getpid()}.{threading.get_ident()}"
        try:
            # read-only from its birth: evidence is not edited
            handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o444)
            with os.fdopen(handle, "wb") as file:
                file.write(zstandard.ZstdCompressor(write_checksum=True).compress(body))
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
        except BaseException:
            with suppress(OSError):
                half.unlink(missing_ok=True)
            raise


def _holds(path: Path, body: bytes) -> bool:
    try:
        return _decompress(path.read_bytes()) == body
    except (FileNotFoundError, zstandard.ZstdError):
        return False


def _decompress(packed: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(packed)


def _sync_folder(folder: Path) -> None:
    """Make the names in folder survive a power cut, fsync(2)."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _our_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull(f"{folder}: no room on the disk ({error.strerror})") from error
        raise StoreError(f"{folder}: {error.strerror}") from error
