"""The guard in front of every socket: what is refused, and that nothing slips past it."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers import reply, serve_pages

from checker.errors import ForbiddenAddress, Malformed, ProbeError, TimedOut, Unreachable
from probes._guard import LOOPBACK, Guard, objection

PUBLIC = ["8.8.8.8", "193.156.1.1", "2001:4600:4:fff::1", "2a02:c0::1"]

SEEN_IN_ATTACKS = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",  # noqa: S104  refused, not bound
    "10.0.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "2001::1",
    "2001:db8::1",
    "4000::1",
    "fd00:ec2::254",
    "2130706433",
    "",
]

GLOBAL_FOR_PYTHON = [  # ipaddress.is_global of Python 3.11 is true for each of these
    "192.0.0.192",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "::127.0.0.1",
    "fec0::1",
    "3fff::1",
    "5f00::1",
    "ff02::1",
    "224.0.0.1",
    "::ffff:0:7f00:1",
]


@pytest.mark.parametrize("address", [*SEEN_IN_ATTACKS, *GLOBAL_FOR_PYTHON])
def test_not_public(address: str) -> None:
    """An address that is not for the public is refused, on every port."""
    assert objection(address, 80)
    assert objection(address, 443)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    """A public web server may be called on the ports of the web, and on no other."""
    assert [objection(address, port) for port in (80, 443, 8080, 8443)] == [None] * 4
    assert all(objection(address, port) for port in (22, 25, 6379, 9200, 11211))


@given(st.ip_addresses(v=4) | st.ip_addresses(v=6))
def test_never_more_generous_than_the_registry(address: IPv4Address | IPv6Address) -> None:
    """What the IANA registry calls not global is never called."""
    if not address.is_global:
        assert objection(str(address), 443)


@given(st.ip_addresses(v=4))
def test_no_disguise(address: IPv4Address) -> None:
    """An IPv4 address inside an IPv6 one is refused, whichever: it is never how a site is named."""
    for form in ("::{}", "::ffff:{}", "64:ff9b::{}", "::ffff:0:{}"):
        assert objection(form.format(address), 443)
    assert objection(str(IPv6Address(0x2002 << 112 | int(address) << 80)), 443)


@given(st.ip_addresses(v=4) | st.ip_addresses(v=6))
def test_loopback_opens_loopback_only(address: IPv4Address | IPv6Address) -> None:
    """allow_loopback opens 127.0.0.0/8 and ::1 and changes nothing else."""
    if any(address in network for network in LOOPBACK):
        assert objection(str(address), 40_001, allow_loopback=True) is None
    else:
        assert objection(str(address), 443, allow_loopback=True) == objection(str(address), 443)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "127.1",
        "127.0.1",
        "0",
        "localhost",
        "LOCALHOST",
        "::1",
        "::ffff:127.0.0.1",
        "0:0:0:0:0:ffff:7f00:1",
        "①②⑦.⓪.⓪.①",
        "10.1",
        "169.254.43518",
        "0xa9fea9fe",
        "::ffff:a9fe:a9fe",
        "[::1]",
    ],
)
async def test_spellings(host: str) -> None:
    """However an inner address is written, the resolver of the machine gives it away."""
    with pytest.raises((ForbiddenAddress, Unreachable, Malformed)):
        await Guard().connect_tcp(host, 80)


class Answers:
    """A name server that gives its answers one after the other, the last one for ever."""

    def __init__(self, *answers: Sequence[str] | OSError) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def __call__(self, host: str, port: int) -> Sequence[str]:  # noqa: ARG002
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        if isinstance(answer, OSError):
            raise answer
        return answer


async def test_one_bad_address_spoils_all() -> None:
    """A name with one public and one inner address is not called at all."""
    guard = Guard(lookup=Answers(["8.8.8.8", "10.0.0.1"]))
    with pytest.raises(ForbiddenAddress, match=r"10\.0\.0\.1"):
        await guard.resolve("prove.invalid", 443)


async def test_second_answer_is_not_asked_for() -> None:
    """What was vetted is what is dialled: a name server cannot change its mind between."""
    lookup = Answers(["127.0.0.1"], ["10.0.0.1"])
    guard = Guard(allow_loopback=True, lookup=lookup)
    async with serve_pages({"/": reply("ok")}) as served:
        port = int(served.uri.rstrip("/").rpartition(":")[2])
        assert await guard.resolve("prove.invalid", port) == ("127.0.0.1",)
        stream = await guard.connect_tcp("prove.invalid", port)
        address: tuple[str, int] = stream.get_extra_info("server_addr")
        await stream.aclose()
    assert address == ("127.0.0.1", port)
    assert lookup.asked == 1


async def test_next_address_is_tried() -> None:
    """An address where nobody answers does not hide the next one."""
    async with serve_pages({}) as served:
        port = int(served.uri.rstrip("/").rpartition(":")[2])
        guard = Guard(allow_loopback=True, lookup=Answers(["::1", "127.0.0.1"]))
        stream = await guard.connect_tcp("prove.invalid", port, timeout=1.0)
        await stream.aclose()
    with pytest.raises(httpcore.ConnectError):
        await guard.connect_tcp("prove.invalid", port, timeout=1.0)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        pytest.param(OSError(-2, "Name or service not known"), Unreachable, id="no such name"),
        pytest.param([], Unreachable, id="no address"),
        pytest.param(TimeoutError(), TimedOut, id="no answer"),
    ],
)
async def test_no_address(answer: Sequence[str] | OSError, error: type[ProbeError]) -> None:
    """A name that leads nowhere is told as such, with the name."""
    with pytest.raises(error, match=r"prove\.invalid"):
        await Guard(lookup=Answers(answer)).resolve("prove.invalid", 443)


@pytest.mark.parametrize("host", ["a" * 70 + ".no", "a" * 300, "ex..no", "a\0b.no", "å\ud800.no"])
async def test_impossible_name(host: str) -> None:
    """A name that DNS cannot hold (RFC 1035 2.3.4) is an error of the outside, not a crash."""
    with pytest.raises((Unreachable, Malformed)):
        await Guard().resolve(host, 443)


async def test_unix_socket() -> None:
    """A file is never a municipal website."""
    with pytest.raises(ForbiddenAddress):
        await Guard(allow_loopback=True).connect_unix_socket("/run/docker.sock")


def test_table_is_sound() -> None:
    """Each good address is really one, so the tests above prove something."""
    assert all(ip_address(address).is_global for address in PUBLIC)
