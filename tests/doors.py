"""The door to the web for tests, quick to give up, and a site that answers with given bytes."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import anyio
import anyio.to_thread
from anyio.abc import ByteStream
from servers import Asked, Served, reply, town_hall

from checker.model.settings import Politeness
from probes._http import Door, open_door

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SETTINGS = Politeness(
    allow_loopback=True, connect_s=1.0, read_s=0.15, page_s=0.4, retries=0, floor_s=0.0
)
NO_ROBOTS = reply("", "404 Not Found")


@asynccontextmanager
async def door(
    settings: Politeness = SETTINGS, *, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Door]:
    """Open a door whose pauses between tries are as short as chance lets them be."""
    async with open_door(settings, clock=lambda: NOW, random=lambda: -0.49, tls=tls) as opened:
        yield opened


@asynccontextmanager
async def site(*parts: bytes, pause_s: float = 0.0, close: bool = True) -> AsyncIterator[Served]:
    """Answer every page with the same bytes, part by part; robots.txt is not there."""

    async def answer(stream: ByteStream, asked: Asked) -> None:
        if asked.path == "/robots.txt":
            await stream.send(NO_ROBOTS)
            return
        for part in parts:
            await stream.send(part)
            await anyio.sleep(pause_s)
        if close:
            await stream.aclose()

    async with town_hall(answer) as served:
        yield served


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
