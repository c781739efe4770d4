"""One small HTTP client for each host, all of them on one TLS context; idle ones are closed.

Why not one client for all: decisions/0002-one-http-client-per-host.md.
"""

import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import anyio
import httpcore
import httpx

from checker.model.settings import Politeness
from probes._guard import Guard

#: Clients that are kept open though nobody uses them; each holds at most one socket. All the
#: municipalities of a country may be visited side by side, each with a pause between its pages.
IDLE = 512

#: After so many seconds without use a client is closed: longer than any pause between two pages.
IDLE_S = 60.0

#: A connection that has been still for so long is closed by most servers anyway, in seconds.
KEEP_ALIVE_S = 30.0

#: Closing must not wait for a peer that does not answer, in seconds.
CLOSE_S = 2.0


class _Stream(httpx.AsyncByteStream):
    """The body of a response, as it comes off the wire."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._response.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._response.aclose()


class _Transport(httpx.AsyncBaseTransport):
    """httpx's own transport takes no network backend, so this one lets the guard in."""

    def __init__(self, guard: Guard, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=2,  # http and https of the same host
            max_keepalive_connections=1,
            keepalive_expiry=KEEP_ALIVE_S,
            network_backend=guard,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Stream(response),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        await self._pool.aclose()


@dataclass(slots=True)
class _Held:
    client: httpx.AsyncClient
    users: int = 0
    since: float = 0.0  #: when it was given back, on the loop's clock


class Clients:
    """Lends the client of a host; closes the one that was idle longest when there are many."""

    def __init__(
        self, settings: Politeness, guard: Guard, tls: ssl.SSLContext, *, idle: int = IDLE
    ) -> None:
        self._settings = settings
        self._guard = guard
        self._tls = tls
        self._keep = idle
        self._idle = 0
        self._held: OrderedDict[str, _Held] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    @asynccontextmanager
    async def lend(self, host: str) -> AsyncIterator[httpx.AsyncClient]:
        """Lend the client of a host, with the cookies that the host has set."""
        held = self._held.get(host)
        if held is None:
            held = self._held[host] = _Held(self._new())
        elif not held.users:
            self._idle -= 1
        held.users += 1
        try:
            yield held.client
        finally:
            held.users -= 1
            if not held.users:
                self._idle += 1
                held.since = anyio.current_time()
                self._held.move_to_end(host)
                await self._close_idle(keep=self._keep, before=held.since - IDLE_S)

    def _new(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=_Transport(self._guard, self._tls),
            trust_env=False,
            timeout=httpx.Timeout(self._settings.read_s, connect=self._settings.connect_s),
            headers={"User-Agent": self._settings.user_agent},
        )

    async def _close_idle(self, *, keep: int, before: float) -> None:
        """Close what was given back before that time, and the oldest beyond `keep`."""
        while self._idle:
            oldest = next((host, held) for host, held in self._held.items() if not held.users)
            host, held = oldest
            if self._idle <= keep and held.since >= before:
                return
            del self._held[host]
            self._idle -= 1
            with anyio.move_on_after(CLOSE_S, shield=True):
                await held.client.aclose()

    async def aclose(self) -> None:
        """Close every client that nobody uses."""
        await self._close_idle(keep=0, before=float("inf"))
