"""The one door to the web: polite, guarded, with a lid on size and time."""

import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from ipaddress import ip_address

import anyio
import httpx

from checker.errors import ForbiddenAddress, Malformed, Refused, Unavailable, Unreachable
from checker.model.settings import Politeness
from probes._clients import Clients
from probes._exchange import PAGES, Errand, Patience, Sink, exchange
from probes._guard import LOOPBACK, Guard, Lookup, look_up
from probes._pace import Pace
from probes._reply import AGAIN, REDIRECTS, Reply, judge, retry_after_s
from probes._robots import Robots, Rules
from probes._seam import our_errors, worth_again

#: First pause before asking again, in seconds; it doubles each time, give or take a half.
BACKOFF_S = 0.5


#: A name in ASCII or an address; "_" is seen in names, though RFC 952 has none.
HOST = re.compile(r"[A-Za-z0-9._:-]+")


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii").lower()


def _as_sent(host: str) -> str:
    """Return a host, with or without a port, as addresses hold it when they are sent.

    >>> _as_sent("www.Ås.no:8080")
    'www.xn--s-1fa.no:8080'
    """
    name, colon, port = host.partition(":")
    return f"{_host(httpx.URL(host=name))}{colon}{port}"


@dataclass(slots=True)
class Door:
    """Brings pages from the web; one for all probes of a process. Made by `open_door`."""

    settings: Politeness
    clock: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]]
    random: Callable[[], float]  #: from 0 to 1
    guard: Guard
    clients: Clients
    pace: Pace = field(init=False)
    robots: Robots = field(init=False)
    out: frozenset[str] = field(init=False)  #: hosts that asked to be left alone, as they are sent

    def __post_init__(self) -> None:
        self.pace = Pace(floor_s=self.settings.floor_s, sleep=self.sleep)
        self.robots = Robots(
            self._robots_txt, user_agent=self.settings.user_agent, clock=self.clock
        )
        self.out = frozenset(map(_as_sent, self.settings.opt_out))

    async def get(
        self,
        uri: str,
        *,
        accept: frozenset[str] = PAGES,
        languages: tuple[str, ...] = (),
        sink: Sink | None = None,
    ) -> Reply:
        """Bring one page; a body of a type outside `accept` is left, with `taken` False.

        A `sink` is given the body piece by piece instead, plain or in gzip, of whatever length.

        Raises:
            Refused: robots.txt (see `_robots.REASON`), the opt-out list, or the server.
            NotThere, Unavailable, Unreachable, TimedOut, Malformed, TooLarge, ForbiddenAddress:
                as their names say.
        """
        errand = self._errand(uri, accept=accept, languages=languages)
        reply = await self._follow(replace(errand, sink=sink))
        judge(reply)
        return reply

    async def rules(self, uri: str) -> Rules:
        """Return what robots.txt of uri's origin says.

        Raises:
            Unreachable: the site cannot be reached at all.
        """
        return await self.robots.rules(uri)

    async def _robots_txt(self, uri: str) -> Reply:
        return await self._follow(self._errand(uri, cut_bytes=self.settings.robots_bytes))

    def _errand(
        self,
        uri: str,
        *,
        accept: frozenset[str] = PAGES,
        languages: tuple[str, ...] = (),
        cut_bytes: int | None = None,
    ) -> Errand:
        patience = Patience(self.settings.page_s)
        limit = self.settings.page_bytes
        return Errand(uri, patience, limit, accept, languages, cut_bytes)

    async def _follow(self, errand: Errand) -> Reply:
        """Follow redirects, each hop past the guard, robots.txt and the pace of its host.

        A robots.txt behind too many redirects is given as it came (RFC 9309 2.3.1.2).
        """
        uri = errand.requested_uri
        hops = 0
        while True:
            with our_errors(uri):
                url = self._allowed(httpx.URL(uri).copy_with(fragment=None))
            reply = await self._patiently(errand, url)
            if reply.status_code not in REDIRECTS or not reply.location:
                return reply
            if hops == self.settings.redirects:
                if errand.robots_txt:
                    return reply
                raise Malformed(errand.requested_uri, f"more than {hops} redirects, last at {uri}")
            hops += 1
            with our_errors(uri):
                uri = str(url.join(reply.location))

    def _allowed(self, url: httpx.URL) -> httpx.URL:
        uri = str(url)
        host = _host(url)
        if url.scheme not in ("http", "https") or not HOST.fullmatch(host):
            raise Malformed(uri, "no address of a web page")
        if url.userinfo:
            raise ForbiddenAddress(uri, "with a user name in it")
        if self._is_left_alone(url):
            raise Refused(uri, "asked to be left alone (opt-out list)")
        return url

    def _is_left_alone(self, url: httpx.URL) -> bool:
        """Say whether a host, or one above it, asked for that; with a port, for that port only."""
        host = _host(url).rstrip(".")
        names = (host, f"{host}:{url.port or (443 if url.scheme == 'https' else 80)}")
        return any(name == out or name.endswith(f".{out}") for name in names for out in self.out)

    async def _patiently(self, errand: Errand, url: httpx.URL) -> Reply:
        """Ask again where that can help, with growing pauses."""
        delay_s = 0.0 if errand.robots_txt else await self._permitted(str(url))
        attempt = 0
        while True:
            backoff_s = BACKOFF_S * 2**attempt * (0.5 + self.random())
            last = attempt == self.settings.retries
            try:
                reply = await self._once(errand, url, delay_s=delay_s, backoff_s=backoff_s)
            except Unreachable as error:
                if last or errand.patience.left_s <= 0 or not worth_again(error):
                    raise
                await self.sleep(backoff_s)
            else:
                if last or reply.status_code not in AGAIN or self._too_late(reply):
                    return reply
            attempt += 1

    async def _permitted(self, uri: str) -> float:
        """Return the Crawl-delay in seconds, cut to our cap, if robots.txt permits uri."""
        rules = await self.robots.rules(uri)
        if objection := rules.objection(uri):
            raise Refused(uri, objection)
        return min(rules.crawl_delay_s or 0.0, self.settings.crawl_delay_cap_s)

    def _asked_s(self, reply: Reply) -> float | None:
        return retry_after_s(reply.headers.get("retry-after"), now=self.clock())

    def _too_late(self, reply: Reply) -> bool:
        return (self._asked_s(reply) or 0.0) > self.settings.retry_after_cap_s

    async def _once(
        self, errand: Errand, url: httpx.URL, *, delay_s: float, backoff_s: float
    ) -> Reply:
        """Ask once, when it is the host's turn."""
        uri = str(url)
        port = url.port or (443 if url.scheme == "https" else 80)
        with our_errors(uri):
            with errand.patience.spent():
                address = (await self.guard.resolve(_host(url), port, uri=uri))[0]
            ours = any(ip_address(address) in network for network in LOOPBACK)
            host = f"{_host(url)}:{port}" if ours else _host(url)
            if self.pace.closed_s(host) > self.settings.retry_after_cap_s:
                raise Unavailable(uri, f"asked us to stay away {self.pace.closed_s(host):.0f} s")
            async with self.pace.turn(host, None if ours else address, delay_s) as turn:
                with errand.patience.spent():
                    async with self.clients.lend(host) as client:
                        reply = await exchange(client, errand, url, turn=turn, clock=self.clock)
        if reply.status_code in AGAIN:
            asked_s = self._asked_s(reply)
            self.pace.ease(host, backoff_s if asked_s is None else asked_s)
        else:
            self.pace.relax(host)
        return reply


@asynccontextmanager
async def open_door(
    settings: Politeness,
    *,
    clock: Callable[[], datetime],
    random: Callable[[], float],
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
    tls: ssl.SSLContext | None = None,
    lookup: Lookup = look_up,
) -> AsyncIterator[Door]:
    """Open the door; its connections are closed at the end."""
    guard = Guard(allow_loopback=settings.allow_loopback, limit_s=settings.connect_s, lookup=lookup)
    clients = Clients(settings, guard, tls or httpx.create_ssl_context(trust_env=False))
    try:
        yield Door(settings, clock, sleep, random, guard, clients)
    finally:
        await clients.aclose()
