"""Serves the dashboard beside the daemon: a socket of our own, an orderly end."""

import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Protocol

import anyio
import uvicorn
from fastapi import FastAPI

from checker.errors import PortTaken


class Address(Protocol):
    """Where to listen."""

    @property
    def host(self) -> str: ...

    @property
    def port(self) -> int: ...


class _Server(uvicorn.Server):
    """A server that leaves the signals to the daemon."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def listen(address: Address) -> socket.socket:
    """Open the dashboard's socket; port 0 lets the system choose.

    Raises:
        PortTaken: another program listens there, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((address.host, address.port))
        door.listen(128)
    except OSError as error:
        door.close()
        raise PortTaken(
            f"the dashboard cannot listen on {address.host}:{address.port} ({error.strerror}); "
            f"stop what listens there, or choose another port: --port 0, or web.port in "
            f"settings.toml"
        ) from error
    return door


def url_of(door: socket.socket) -> str:
    """Return where a browser finds what listens on a socket."""
    host, port = door.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"


@asynccontextmanager
async def serving(app: FastAPI, door: socket.socket) -> AsyncIterator[None]:
    """Serve an app on an open socket until the context ends; slow clients get two seconds."""
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=2,
            server_header=False,
            lifespan="off",
        )
    )
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(server.serve, [door])
        try:
            yield
        finally:
            server.should_exit = True
