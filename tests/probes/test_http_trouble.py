"""The door to the web, against servers that misbehave: each ends as the error that says it."""

import gzip
import socket
import struct
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from email.utils import format_datetime

import anyio
import anyio.to_thread
import pytest
from anyio.abc import ByteStream, SocketAttribute
from doors import CHUNKED, HEAD, NO_ROBOTS, NOW, SETTINGS, door, site
from servers import Asked, Served, reply, serve_pages, town_hall

from checker.errors import (
    Malformed,
    ProbeError,
    TimedOut,
    TooLarge,
    Unavailable,
    Unreachable,
)

NASTY: dict[str, tuple[Sequence[bytes], type[ProbeError]]] = {
    "hangs up at once": ([], Unreachable),
    "hangs up in the head": ([HEAD], Unreachable),
    "hangs up in the body": ([HEAD + b"Content-Length: 100\r\n\r\nkr 100"], Unreachable),
    "hangs up in a chunk": ([CHUNKED + b"64\r\nkr 100"], Unreachable),
    "no HTTP": ([b"220 mail.prove.invalid ESMTP\r\n\r\n"], Malformed),
    "no number": ([b"HTTP/1.1 OK\r\n\r\n"], Malformed),
    "broken chunk": ([CHUNKED + b"zz\r\nkr 100\r\n0\r\n\r\n"], Malformed),
    "two lengths": ([HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"], Malformed),
    "head without end": ([HEAD + b"X: " + b"x" * 200_000], Malformed),
    "lie about gzip": ([reply("kr 100", headers={"Content-Encoding": "gzip"})], Malformed),
    "gzip cut off": (
        [reply(gzip.compress(b"kr 100" * 99)[:-9], headers={"Content-Encoding": "gzip"})],
        Malformed,
    ),
    "announces too much": ([HEAD + b"Content-Length: 900000000\r\n\r\n"], TooLarge),
    "sends too much": ([HEAD + b"\r\n", *[b"x" * 500_000] * 12], TooLarge),
    "bomb": (
        [reply(gzip.compress(b"\0" * 20_000_000), headers={"Content-Encoding": "gzip"})],
        TooLarge,
    ),
    "redirect to nowhere": ([reply("", "302 X", headers={"Location": "http://["})], Malformed),
    "redirect to a file": ([reply("", "302 X", headers={"Location": "file:///x"})], Malformed),
    "redirect without end": ([reply("", "302 X", headers={"Location": "/b"})], Malformed),
}


@pytest.mark.parametrize("name", NASTY)
async def test_nasty(name: str) -> None:
    """Whatever a server does, it ends as the error that says it."""
    parts, error = NASTY[name]
    async with site(*parts) as served, door(replace(SETTINGS, page_s=5.0)) as opened:
        with pytest.raises(ProbeError) as caught:
            await opened.get(served.uri)
    assert type(caught.value) is error, caught.value


@pytest.mark.parametrize(
    ("parts", "pause_s"),
    [
        pytest.param([b""], 9, id="says nothing"),
        pytest.param([b"HTTP/1.1 200 OK\r\n"], 9, id="stops in the head"),
        pytest.param([HEAD + b"Content-Length: 9\r\n\r\nkr"], 9, id="stops in the body"),
        pytest.param([HEAD + b"\r\n", *[b"x"] * 99], 0.05, id="drips for ever"),
        pytest.param([bytes([byte]) for byte in HEAD], 0.05, id="drips its head"),
    ],
)
async def test_slow(parts: Sequence[bytes], pause_s: float) -> None:
    """Nobody holds us longer than a page may take, by silence or by drops."""
    async with site(*parts, pause_s=pause_s) as served, door() as opened:
        began = anyio.current_time()
        with pytest.raises(TimedOut):
            await opened.get(served.uri)
        assert anyio.current_time() - began < SETTINGS.page_s + 0.2


async def test_reset() -> None:
    """A connection that is torn down is unreachable."""

    async def answer(stream: ByteStream, _: Asked) -> None:
        raw = stream.extra(SocketAttribute.raw_socket)  # noqa: S610  not Django
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        await stream.send(HEAD)
        await stream.aclose()

    async with town_hall(answer) as served, door() as opened:
        with pytest.raises(Unreachable):
            await opened.get(served.uri)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(HEAD + b"\r\nkr 100", id="without length, ended by closing"),
        pytest.param(HEAD + b"Content-Length: 6\r\n\r\nkr 100 and more", id="length too short"),
        pytest.param(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nkr 100", id="HTTP/1.0"),
        pytest.param(CHUNKED + b"6;x=1\r\nkr 100\r\n0\r\nX: y\r\n\r\n", id="trailer"),
        pytest.param(b"HTTP/1.1 103 Early Hints\r\n\r\n" + reply("kr 100"), id="early hints"),
        pytest.param(reply("kr 100", "200"), id="no reason"),
        pytest.param(reply("kr 100", headers={"X-Navn": "\xf8"}), id="head in UTF-8"),
    ],
)
async def test_odd_but_readable(page: bytes) -> None:
    """What browsers read, we read, and the next page too."""
    async with site(page) as served, door() as opened:
        for _ in range(2):
            assert (await opened.get(served.uri)).body == b"kr 100"


async def test_nobody_listens() -> None:
    """A closed port is unreachable."""
    async with serve_pages({}) as served:
        pass
    async with door() as opened:
        with pytest.raises(Unreachable):
            await opened.get(served.uri)


@asynccontextmanager
async def flaky(*answers: bytes) -> AsyncIterator[Served]:
    """Give each answer once, then the last one for ever."""
    left = list(answers)

    async def answer(stream: ByteStream, asked: Asked) -> None:
        if asked.path == "/robots.txt":
            await stream.send(NO_ROBOTS)
            return
        await stream.send(left.pop(0) if len(left) > 1 else left[0])
        await stream.aclose()

    async with town_hall(answer) as served:
        yield served


AGAIN = replace(SETTINGS, retries=2, page_s=2.0)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ([b"", reply("ok")], 2),
        ([HEAD + b"Content-Length: 9\r\n\r\nkr", reply("ok")], 2),
        ([reply("", "502 X"), reply("", "504 X"), reply("ok")], 3),
        ([reply("", "429 X", headers={"Retry-After": "0"}), reply("ok")], 2),
        ([reply("", "503 X", headers={"Retry-After": "0.05"}), reply("ok")], 2),
    ],
)
async def test_again(answers: Sequence[bytes], asked: int) -> None:
    """What a second try can mend gets one."""
    async with flaky(*answers) as served, door(AGAIN) as opened:
        assert (await opened.get(served.uri)).body == b"ok"
    assert served.paths.count("/") == asked


@pytest.mark.parametrize(
    ("status", "asked"), [("404 X", 1), ("403 X", 1), ("500 X", 1), ("501 X", 1), ("503 X", 3)]
)
async def test_not_for_ever(status: str, asked: int) -> None:
    """A refusal is an answer; even trouble is asked three times at most."""
    async with flaky(reply("", status)) as served, door(AGAIN) as opened:
        with pytest.raises(ProbeError):
            await opened.get(served.uri)
    assert served.paths.count("/") == asked


@pytest.mark.parametrize("form", ["seconds", "date"])
async def test_retry_after_too_late(form: str) -> None:
    """Who asks us to come back in an hour is not asked again, nor for another page."""
    line = "3600" if form == "seconds" else format_datetime(NOW.replace(hour=13), usegmt=True)
    busy = reply("", "503 X", headers={"Retry-After": line})
    async with flaky(busy) as served, door(AGAIN) as opened:
        for path in ("", "other"):
            with pytest.raises(Unavailable):
                await opened.get(served.uri + path)
    assert served.paths == ["/robots.txt", "/"]
