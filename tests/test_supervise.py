"""What systemd hears (sd_notify(3)), and that a deaf one is no trouble."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from checker.supervise import Supervisor


@contextmanager
def systemd(address: str) -> Iterator[socket.socket]:
    """Listen where NOTIFY_SOCKET points; "@" begins a name in the abstract namespace."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.bind(f"\0{address[1:]}" if address.startswith("@") else address)
        door.settimeout(5)
        yield door


def say_all(supervisor: Supervisor) -> None:
    supervisor.ready()
    supervisor.alive()
    supervisor.status("3 visits under way")
    supervisor.stopping()


@pytest.mark.parametrize("abstract", [False, True])
def test_each_message_is_one_datagram(tmp_path: Path, *, abstract: bool) -> None:
    """In systemd's own words, over both kinds of sockets."""
    address = f"@checker-test-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with systemd(address) as door:
        say_all(Supervisor({"NOTIFY_SOCKET": address}))
        heard = [door.recv(4096).decode() for _ in range(4)]
    assert heard == [
        f"READY=1\nMAINPID={os.getpid()}",
        "WATCHDOG=1",
        "STATUS=3 visits under way",
        "STOPPING=1",
    ]


@pytest.mark.parametrize(
    "address", ["", "/nowhere/notify", "@nobody-listens-here", "/" + "x" * 200]
)
def test_nobody_listens(address: str) -> None:
    """Started by hand, or under a supervisor that went away: nothing happens."""
    say_all(Supervisor({"NOTIFY_SOCKET": address}))
    say_all(Supervisor({}))


def test_socket_that_is_full_does_not_hold_us_up(tmp_path: Path) -> None:
    """A supervisor that hangs must not hang what it supervises."""
    address = str(tmp_path / "notify")
    with systemd(address):
        supervisor = Supervisor({"NOTIFY_SOCKET": address})
        for _ in range(2000):
            supervisor.alive()
