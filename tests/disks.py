"""Disks that are small or cannot be written to; only root can make them, others skip."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk")


def _mount(options: str, folder: Path) -> None:
    mount = shutil.which("mount")
    if not mount:
        pytest.skip("no mount command")
    made = subprocess.run(  # noqa: S603  fixed words
        [mount, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if made.returncode:
        pytest.skip(f"no disk of our own here: {made.stderr.decode().strip()}")


@contextmanager
def disk(folder: Path, size: str) -> Iterator[None]:
    """Mount a disk of so many bytes ("300k") over a folder."""
    _mount(f"size={size}", folder)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607  ours


def resize(folder: Path, size: str) -> None:
    """Make room, or take it."""
    _mount(f"remount,size={size}", folder)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write to a mounted disk for a while."""
    _mount("remount,ro", folder)
    try:
        yield
    finally:
        _mount("remount,rw", folder)
