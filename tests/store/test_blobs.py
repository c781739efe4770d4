"""Evidence on disk: what goes in comes out, and what was changed is never served as proof."""

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import EvidenceAltered, StoreError
from checker.store import Blobs

BODY = b"Gebyr: kr 1 250,-\n" * 500


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


@pytest.fixture
def blobs(folder: Path) -> Blobs:
    made = Blobs(folder)
    made.prepare()
    return made


def only_file(folder: Path) -> Path:
    (file,) = folder.glob("*/*.zst")
    return file


def test_named_by_sha_256(blobs: Blobs, folder: Path) -> None:
    """Anybody can find and check a file with standard tools: sha256sum of zstdcat is its name."""
    digest = blobs.put(BODY)
    assert digest == hashlib.sha256(BODY).hexdigest()
    file = folder / digest[:2] / f"{digest}.zst"
    assert zstandard.ZstdDecompressor().decompress(file.read_bytes()) == BODY
    assert file.stat().st_size < len(BODY) / 10


@given(st.binary(max_size=4096))
def test_comes_out_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    """Every byte is kept, also of nothing at all."""
    blobs = Blobs(tmp_path_factory.getbasetemp() / "any")
    blobs.prepare()
    assert blobs.get(blobs.put(body)) == body


def test_the_same_twice_is_one_file(blobs: Blobs, folder: Path) -> None:
    """A page that did not change costs no room."""
    first = blobs.put(BODY)
    stamp = only_file(folder).stat().st_mtime_ns
    assert blobs.put(BODY) == first
    assert only_file(folder).stat().st_mtime_ns == stamp


def test_sizes(blobs: Blobs, folder: Path) -> None:
    """The operator sees how many files there are and what they take on disk."""
    assert (blobs.sizes().files, blobs.sizes().size_bytes) == (0, 0)
    blobs.put(BODY)
    blobs.put(b"another")
    on_disk = sum(file.stat().st_size for file in folder.glob("*/*.zst"))
    assert (blobs.sizes().files, blobs.sizes().size_bytes) == (2, on_disk)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "another page": lambda packed: zstandard.compress(b"kr 900"),  # noqa: ARG005  same shape as the rest
    "a flipped bit": lambda packed: bytes([*packed[:-1], packed[-1] ^ 1]),
    "cut short": lambda packed: packed[: len(packed) // 2],
    "emptied": lambda packed: packed[:0],
    "not compressed": lambda packed: BODY[: len(packed)],
    "with something appended": lambda packed: packed + zstandard.compress(b" pluss mva"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_altered_evidence_is_noticed_and_mended(blobs: Blobs, folder: Path, damage: str) -> None:
    """What does not fit its name is not served; the same bytes met again make it whole."""
    digest = blobs.put(BODY)
    file = only_file(folder)
    packed = file.read_bytes()
    file.chmod(0o644)
    file.write_bytes(DAMAGE[damage](packed))
    if damage != "with something appended":  # a second frame is not part of the evidence
        with pytest.raises(EvidenceAltered, match=digest):
            blobs.get(digest)
    blobs.put(BODY)
    assert blobs.get(digest) == BODY


def test_lost_evidence_is_noticed(blobs: Blobs, folder: Path) -> None:
    """A file that is gone is said to be gone."""
    digest = blobs.put(BODY)
    only_file(folder).unlink()
    with pytest.raises(EvidenceAltered, match="no longer there"):
        blobs.get(digest)


@pytest.mark.parametrize("name", ["", "ab", "../../etc/passwd", "A" * 64, "a" * 63 + "/", "é" * 64])
def test_only_digests_name_files(blobs: Blobs, name: str) -> None:
    """A name from a web address cannot lead out of the folder."""
    with pytest.raises(ValueError, match="SHA-256"):
        blobs.get(name)


def test_evidence_is_not_edited(blobs: Blobs, folder: Path) -> None:
    """A stored file is read-only for everybody."""
    blobs.put(BODY)
    assert only_file(folder).stat().st_mode & 0o222 == 0


def test_half_written_files_are_swept(blobs: Blobs, folder: Path) -> None:
    """What a crash left half written is thrown away at the next start, and nothing else."""
    digest = blobs.put(BODY)
    half = folder / "incoming" / "leftover"
    half.write_bytes(b"half")
    blobs.prepare()
    assert not half.exists()
    assert blobs.get(digest) == BODY
    assert blobs.sizes().files == 1


def test_many_threads(blobs: Blobs) -> None:
    """Threads that store the same and different pages do not get in each other's way."""
    digests: list[str] = []

    def put_all() -> None:
        digests.extend(blobs.put(f"page {number}".encode()) for number in range(20))

    threads = [threading.Thread(target=put_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(digests) == 80
    assert blobs.sizes().files == 20
    assert all(blobs.get(digest) for digest in digests)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(blobs: Blobs, folder: Path) -> None:
    """A wrong owner is told with the folder's name."""
    (folder / "incoming").chmod(0o500)
    with pytest.raises(StoreError, match="evidence"):
        blobs.put(BODY)


def test_a_file_in_the_way(tmp_path: Path) -> None:
    """A folder that cannot be made is told with its name."""
    (tmp_path / "evidence").write_text("in the way")
    with pytest.raises(StoreError, match="evidence"):
        Blobs(tmp_path / "evidence").prepare()
