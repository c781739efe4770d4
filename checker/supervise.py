"""Talks to systemd: ready, alive, stopping (sd_notify(3)); silent where nobody listens."""

import os
import socket
from collections.abc import Mapping


class Supervisor:
    """The datagram socket that systemd names in NOTIFY_SOCKET."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Read the address from the environment; "@" begins an abstract socket's name."""
        address = environ.get("NOTIFY_SOCKET", "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address

    def ready(self) -> None:
        """Tell that the daemon is up."""
        self._tell(f"READY=1\nMAINPID={os.getpid()}")

    def alive(self) -> None:
        """Feed the watchdog."""
        self._tell("WATCHDOG=1")

    def status(self, sentence: str) -> None:
        """Show a sentence in `systemctl status`."""
        self._tell(f"STATUS={sentence}")

    def stopping(self) -> None:
        """Tell that the daemon goes down on purpose."""
        self._tell("STOPPING=1")

    def _tell(self, state: str) -> None:
        if not self._address:
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as door:
            try:
                door.sendto(state.encode(), socket.MSG_DONTWAIT, self._address)
            except OSError:
                return  # a supervisor that went away is no reason to stop measuring
