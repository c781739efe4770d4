"""Keep every connection away from addresses that a public crawler must not call.

It stands below redirects and pooling, at the one place where a socket is opened: a name is looked
up once, all its addresses are vetted, and the vetted address itself is dialled. So neither a
redirect, nor a spelling (127.1, 0x7f000001), nor a second answer of the name server gets past.
"""

import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import anyio
import httpcore

from checker.errors import ForbiddenAddress, Malformed, TimedOut, Unreachable

#: Name and port -> all its addresses; raises OSError when there is none.
Lookup = Callable[[str, int], Awaitable[Sequence[str]]]

#: Ports of public web servers; anything else is somebody's mail server or database.
PORTS = frozenset({80, 443, 8080, 8443})

#: How long an answer of the name server is good, in seconds: a visit asks once or twice.
KNOWN_S = 300.0

#: More addresses than so many are not tried one after the other.
DIALLED = 4

_Network = IPv4Network | IPv6Network

LOOPBACK: tuple[_Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))

#: Not for the public, each with its source; Python's is_global lets a dozen of them pass.
CLOSED: tuple[tuple[_Network, str], ...] = tuple(
    (ip_network(network), reason)
    for network, reason in (
        ("0.0.0.0/8", "this network, RFC 1122 3.2.1.3"),
        ("10.0.0.0/8", "private, RFC 1918"),
        ("100.64.0.0/10", "shared by a carrier, RFC 6598"),
        ("127.0.0.0/8", "loopback, RFC 1122 3.2.1.3"),
        ("168.63.129.16/32", "host agent of Azure, learn.microsoft.com: What is 168.63.129.16"),
        ("169.254.0.0/16", "link-local and cloud metadata, RFC 3927"),
        ("172.16.0.0/12", "private, RFC 1918"),
        ("192.0.0.0/24", "protocol assignments and cloud metadata, RFC 6890 2.1"),
        ("192.0.2.0/24", "documentation, RFC 5737"),
        ("192.31.196.0/24", "AS112, RFC 7535"),
        ("192.52.193.0/24", "multicast tunnels, RFC 7450"),
        ("192.88.99.0/24", "relay to 6to4, RFC 7526"),
        ("192.168.0.0/16", "private, RFC 1918"),
        ("192.175.48.0/24", "AS112, RFC 7534"),
        ("198.18.0.0/15", "benchmarks, RFC 2544"),
        ("198.51.100.0/24", "documentation, RFC 5737"),
        ("203.0.113.0/24", "documentation, RFC 5737"),
        ("224.0.0.0/4", "multicast, RFC 5771"),
        ("240.0.0.0/4", "reserved and broadcast, RFC 1112 4 and RFC 919"),
        ("::/96", "unspecified, loopback and IPv4-compatible, RFC 4291 2.5.5.1"),
        ("::ffff:0:0/96", "IPv4-mapped, RFC 4291 2.5.5.2"),
        ("::ffff:0:0:0/96", "IPv4-translated, RFC 2765"),
        ("64:ff9b::/96", "NAT64, leads to any IPv4 address, RFC 6052"),
        ("64:ff9b:1::/48", "local NAT64, RFC 8215"),
        ("100::/64", "discard, RFC 6666"),
        ("2001::/23", "protocol assignments with Teredo and ORCHID, RFC 2928, 4380, 7343"),
        ("2001:db8::/32", "documentation, RFC 3849"),
        ("2002::/16", "6to4, leads to any IPv4 address, RFC 3056"),
        ("2620:4f:8000::/48", "AS112, RFC 7534"),
        ("3fff::/20", "documentation, RFC 9637"),
        ("5f00::/16", "segment routing, RFC 9602"),
        ("fc00::/7", "unique local, RFC 4193"),
        ("fe80::/10", "link-local, RFC 4291 2.5.6"),
        ("fec0::/10", "site-local, RFC 3879"),
        ("ff00::/8", "multicast, RFC 4291 2.7"),
    )
)

#: The only part of IPv6 that is handed out to the public, RFC 4291 2.4 and the IANA registry.
GLOBAL_UNICAST = IPv6Network("2000::/3")


def objection(address: str, port: int, *, allow_loopback: bool = False) -> str | None:
    """Return why an address must not be called, or None when it may.

    `allow_loopback` opens 127.0.0.0/8 and ::1, on any port, and nothing else.

    >>> objection("127.0.0.1", 80)
    'loopback, RFC 1122 3.2.1.3'
    >>> objection("127.0.0.1", 40001, allow_loopback=True)
    >>> objection("8.8.8.8", 25)
    'port 25 is not for the web'
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return "not an address"
    if allow_loopback and any(parsed in network for network in LOOPBACK):
        return None
    for network, reason in CLOSED:
        if parsed in network:
            return reason
    if isinstance(parsed, IPv6Address) and parsed not in GLOBAL_UNICAST:
        return "not handed out to the public, RFC 4291 2.4"
    if not parsed.is_global:
        return "not global, IANA special-purpose registry"
    return None if port in PORTS else f"port {port} is not for the web"


async def look_up(host: str, port: int) -> tuple[str, ...]:
    """Ask the resolver of the machine for every address of a name, IPv4 first.

    Some networks hold IPv6 addresses that lead nowhere; every municipality has IPv4.
    """
    found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    ordered = sorted(found, key=lambda answer: answer[0] != socket.AF_INET)
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in ordered))


class Guard(httpcore.AsyncNetworkBackend):
    """Opens sockets to vetted addresses only; for any door, not only for HTTP."""

    def __init__(
        self, *, allow_loopback: bool = False, limit_s: float = 10.0, lookup: Lookup = look_up
    ) -> None:
        self._allow_loopback = allow_loopback
        self._limit_s = limit_s
        self._lookup = lookup
        self._network = httpcore.AnyIOBackend()
        self._known: dict[tuple[str, int], tuple[float, tuple[str, ...]]] = {}

    async def resolve(self, host: str, port: int, *, uri: str = "") -> tuple[str, ...]:
        """Return the addresses of host, each of them vetted, best first; never none.

        Raises:
            ForbiddenAddress: one of them must not be called; then none of them is.
            Malformed: no host can be called that.
            Unreachable: the name has no address. TimedOut: no answer in time.
        """
        uri = uri or f"dns:{host}"
        known = self._known.get((host, port))
        if known and known[0] > anyio.current_time():
            return known[1]
        addresses = await self._ask(host, port, uri)
        for address in addresses:
            reason = objection(address, port, allow_loopback=self._allow_loopback)
            if reason:
                raise ForbiddenAddress(uri, f"{host} is {address}: {reason}")
        self._remember(host, port, addresses)
        return addresses

    async def _ask(self, host: str, port: int, uri: str) -> tuple[str, ...]:
        try:
            with anyio.fail_after(self._limit_s):
                addresses = await self._lookup(host, port)
        except TimeoutError as error:
            raise TimedOut(uri, f"the name server did not answer for {host}") from error
        except OSError as error:
            raise Unreachable(uri, f"no address for {host}: {error}") from error
        except ValueError as error:  # a label too long (IDNA), a zero byte
            raise Malformed(uri, f"no name of a host: {error}") from error
        if not addresses:
            raise Unreachable(uri, f"no address for {host}")
        return tuple(addresses)

    def _remember(self, host: str, port: int, addresses: tuple[str, ...]) -> None:
        now = anyio.current_time()
        self._known = {key: kept for key, kept in self._known.items() if kept[0] > now}
        self._known[host, port] = (now + KNOWN_S, addresses)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Dial the vetted addresses one after the other, sharing the time between them."""
        addresses = (await self.resolve(host, port))[:DIALLED]
        share = None if timeout is None else timeout / len(addresses)
        last: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            try:
                return await self._network.connect_tcp(
                    address, port, share, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last or httpcore.ConnectError(f"no address for {host}")

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109  httpcore's interface
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: nothing public listens on a file.

        Raises:
            ForbiddenAddress: always.
        """
        raise ForbiddenAddress(f"file:{path}", f"a Unix socket {timeout=} {socket_options=}")

    async def sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds)
