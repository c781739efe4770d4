"""The door to the web, against real servers on loopback that behave and misbehave."""

import gzip
import socket
import ssl
import struct
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import anyio
import anyio.to_thread
import brotli  # type: ignore[import-untyped]  # no type hints published
import pytest
import zstandard
from anyio.abc import ByteStream, SocketAttribute
from servers import Asked, Served, reply, serve_pages, town_hall

from checker.errors import (
    ForbiddenAddress,
    Malformed,
    NotThere,
    ProbeError,
    Refused,
    TimedOut,
    TooLarge,
    Unavailable,
    Unreachable,
)
from checker.model.settings import Politeness
from probes._clients import Clients
from probes._guard import Guard
from probes._http import Door, open_door
from probes._robots import REASON

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


async def test_page() -> None:
    """A page comes as it was sent, with what the server said about it."""
    head = {"Content-Type": "Text/HTML; charset=ISO-8859-1", "ETag": '"7"', "X-Other": "1"}
    page = reply("å".encode("latin-1"), headers=head)
    async with site(page, close=False) as served, door() as opened:
        got = await opened.get(f"{served.uri}?a=1#part", languages=("nn", "nb"))
    assert got.uri == f"{served.uri}?a=1"
    assert got.requested_uri == f"{served.uri}?a=1#part"
    assert (got.media_type, got.charset, got.body) == ("text/html", "ISO-8859-1", b"\xe5")
    assert (got.status_code, got.captured_at, got.taken) == (200, NOW, True)
    assert got.headers == {"etag": '"7"'}


async def test_we_say_who_we_are() -> None:
    """Each request, robots.txt too, names the project, and pages are asked for in its languages."""
    async with site(reply("ok"), close=False) as served, door() as opened:
        await opened.get(served.uri, languages=("nn", "nb"))
    assert served.paths == ["/robots.txt", "/"]
    assert {asked.headers["user-agent"] for asked in served.asked} == {SETTINGS.user_agent}
    assert served.asked[1].headers["accept-language"] == "nn;q=1.0, nb;q=0.9"
    assert "cookie" not in served.asked[1].headers


async def test_connection_is_kept() -> None:
    """Pages of one host come over one connection, also past dead links and redirects."""
    pages: dict[str, bytes | str] = {
        "/a": "a",
        "/b": reply("moved", "301 Moved Permanently", headers={"Location": "/a"}),
    }
    async with serve_pages(pages) as served, door() as opened:
        await opened.get(f"{served.uri}a")
        await opened.get(f"{served.uri}b")
        with pytest.raises(NotThere):
            await opened.get(f"{served.uri}c")
    assert {asked.connection for asked in served.asked} == {1}


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b"kr 100")),
        ("br", brotli.compress(b"kr 100")),
        ("zstd", zstandard.ZstdCompressor().compress(b"kr 100")),
    ],
)
async def test_codings(coding: str, body: bytes) -> None:
    """What we offer, we can read."""
    page = reply(body, headers={"Content-Encoding": coding})
    async with site(page) as served, door() as opened:
        assert (await opened.get(served.uri)).body == b"kr 100"
    assert coding in served.asked[1].headers["accept-encoding"]


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, Refused),
        (401, Refused),
        (403, Refused),
        (404, NotThere),
        (405, Refused),
        (410, NotThere),
        (418, Refused),
        (429, Unavailable),
        (451, Refused),
        (500, Unavailable),
        (501, Unavailable),
        (503, Unavailable),
        (520, Unavailable),
        (300, Malformed),
        (304, Malformed),
    ],
)
async def test_status(status: int, error: type[ProbeError]) -> None:
    """Each status is what its class says, with the number for people."""
    async with site(reply("", f"{status} X")) as served, door() as opened:
        with pytest.raises(error, match=str(status)) as caught:
            await opened.get(served.uri)
    assert type(caught.value) is error
    assert caught.value.uri == served.uri


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"

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


@pytest.mark.parametrize(
    "uri",
    ["", "/a", "ftp://prove.invalid/", "mailto:a@b.no", "http://", "http://[", "http://a b/\n"],
)
async def test_no_address_of_a_page(uri: str) -> None:
    """What is no address of a web page is told so, without a request."""
    async with door() as opened:
        with pytest.raises(Malformed):
            await opened.get(uri)


@pytest.mark.parametrize(
    "uri", ["http://u:p@127.0.0.1/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data"]
)
async def test_forbidden(uri: str) -> None:
    """allow_loopback does not open the rest of the inside; nobody's password is sent."""
    async with door() as opened:
        with pytest.raises(ForbiddenAddress):
            await opened.get(uri)


@pytest.mark.parametrize(
    "location", ["/blå side", "/bl%C3%A5%20side", "//{host}/blå side", "?x=/../blå#del"]
)
async def test_redirect_as_servers_write_it(location: str) -> None:
    """A target may be relative, in raw UTF-8, with blanks or a fragment."""

    async def answer(stream: ByteStream, asked: Asked) -> None:
        if asked.path in {"/robots.txt", "/"}:
            target = location.format(host=asked.headers["host"])
            found = reply("", "302 Found", headers={"Location": target})
            await stream.send(NO_ROBOTS if asked.path == "/robots.txt" else found)
        else:
            await stream.send(reply(asked.path))

    async with town_hall(answer) as served, door() as opened:
        got = await opened.get(served.uri)
    assert got.body.decode() in {"/bl%C3%A5%20side", "/?x=/../bl%C3%A5"}
    assert got.uri == served.uri.rstrip("/") + got.body.decode()


async def test_redirect_inside() -> None:
    """A public page cannot send us to an inner address."""
    inside = reply("", "302 Found", headers={"Location": "http://192.168.1.1/admin"})
    async with site(inside) as served, door() as opened:
        with pytest.raises(ForbiddenAddress):
            await opened.get(served.uri)


async def test_loopback_is_shut() -> None:
    """Without allow_loopback our own machine is refused, and never called."""
    async with site(reply("ok")) as served, door(replace(SETTINGS, allow_loopback=False)) as opened:
        with pytest.raises(ForbiddenAddress):
            await opened.get(served.uri)
    assert not served.asked


async def test_cookie_wall() -> None:
    """A site that sends everybody round once to set a cookie is read like any other."""

    async def answer(stream: ByteStream, asked: Asked) -> None:
        if "seen=1" in asked.headers.get("cookie", ""):
            await stream.send(reply("welcome"))
        else:
            head = {"Location": asked.path, "Set-Cookie": "seen=1; Path=/"}
            await stream.send(reply("", "302 Found", headers=head))

    async with town_hall(answer) as served, door() as opened:
        assert (await opened.get(f"{served.uri}a")).body == b"welcome"


async def test_robots_on_each_hop() -> None:
    """A redirect does not lead past robots.txt."""
    pages: dict[str, bytes | str] = {
        "/robots.txt": reply("User-agent: *\nDisallow: /b", media_type="text/plain"),
        "/a": reply("", "302 Found", headers={"Location": "/b"}),
        "/b": "secret",
    }
    async with serve_pages(pages) as served, door() as opened:
        with pytest.raises(Refused, match=REASON):
            await opened.get(f"{served.uri}a")
    assert served.paths == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("robots", "error"),
    [
        pytest.param(reply("", "503 X"), Refused, id="5xx forbids"),
        pytest.param(reply("", "302 X", headers={"Location": "/robots.txt"}), None, id="circle"),
        pytest.param(reply("", "403 X"), None, id="4xx allows"),
        pytest.param(b"", Unreachable, id="no connection"),
        pytest.param(reply("x" * 600_000), None, id="longer than we read"),
        pytest.param(
            reply("User-agent: *\nDisallow: /\n" + "#" * 600_000), Refused, id="its beginning"
        ),
    ],
)
async def test_robots_status(robots: bytes, error: type[ProbeError] | None) -> None:
    """Before the first page stands robots.txt, whatever becomes of it."""

    async def answer(stream: ByteStream, asked: Asked) -> None:
        await stream.send(robots if asked.path == "/robots.txt" else reply("ok"))
        if not robots:
            await stream.aclose()

    async with town_hall(answer) as served, door() as opened:
        if error is None:
            assert (await opened.get(served.uri)).body == b"ok"
            return
        with pytest.raises(error) as caught:
            await opened.get(served.uri)
        assert type(caught.value) is error
    assert "/" not in served.paths


async def test_crawl_delay() -> None:
    """The site sees its requests at least a Crawl-delay apart, robots.txt included."""
    pages: dict[str, bytes | str] = {
        "/robots.txt": reply("User-agent: *\nCrawl-delay: 0.08"),
        "/a": "a",
        "/b": reply("", "302 Found", headers={"Location": "/a"}),
    }
    async with serve_pages(pages) as served, door() as opened:
        for path in ("a", "b"):
            await opened.get(served.uri + path)
    times = [asked.at for asked in served.asked]
    assert len(times) == 4
    assert all(after - before >= 0.08 for before, after in pairwise(times))


async def test_opt_out() -> None:
    """Who asked to be left alone is, with all hosts below; nothing is sent."""
    settings = replace(SETTINGS, opt_out=("prove.invalid", "127.0.0.1"))
    async with site(reply("ok")) as served, door(settings) as opened:
        for uri in (served.uri, "https://prove.invalid/", "https://www.prove.invalid/a"):
            with pytest.raises(Refused, match="left alone"):
                await opened.get(uri)
    assert not served.asked


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


@pytest.mark.parametrize(
    ("media_type", "body", "seen", "taken"),
    [
        ("text/html", b"x", "text/html", True),
        ("application/pdf", b"%PDF-1.7", "application/pdf", True),
        ("application/octet-stream", b"%PDF-1.7", "application/pdf", True),
        ("", b"\n<!DOCTYPE html><p>", "text/html", True),
        ("html", b"<html>", "text/html", True),
        ("application/octet-stream", b"PK\3\4", "application/octet-stream", False),
        ("image/png", b"\x89PNG", "image/png", False),
        ("video/mp4; codecs=x", b"x", "video/mp4", False),
    ],
)
async def test_media_type(media_type: str, body: bytes, seen: str, *, taken: bool) -> None:
    """Pages and PDF are taken, by their first bytes where the server does not say."""
    async with site(reply(body, media_type=media_type)) as served, door() as opened:
        got = await opened.get(served.uri)
    assert (got.media_type, got.taken, got.body) == (seen, taken, body if taken else b"")


async def test_film_is_left() -> None:
    """A long body that nobody asked for is not downloaded."""
    film = HEAD.replace(b"text/html", b"video/mp4") + b"Content-Length: 900000000\r\n\r\n"
    async with site(film, *[b"x" * 9], pause_s=0.5) as served, door() as opened:
        assert not (await opened.get(served.uri)).taken


async def test_clients_are_closed() -> None:
    """However many hosts are visited, only so many idle clients stay; at the end none."""
    clients = Clients(SETTINGS, Guard(allow_loopback=True), ssl.create_default_context(), idle=4)
    async with serve_pages({"/": "ok"}) as served:
        async with clients.lend("busy"):
            for number in range(20):
                async with clients.lend(f"k{number}") as client:
                    await client.get(served.uri)
            assert len(clients) == 5
        async with clients.lend("k19") as client:
            await client.get(served.uri)
        assert max(asked.connection for asked in served.asked) == 20, "a kept one was not used"
        await clients.aclose()
    assert len(clients) == 0


def certificate(folder: Path) -> Path:
    """Make a certificate that nobody has signed."""
    file = folder / "key.pem"
    options = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=x"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(file)]
    names += ["-out", str(folder / "c.pem")]
    subprocess.run(["openssl", *options.split(), *names], check=True, capture_output=True)  # noqa: S603, S607
    file.write_bytes(file.read_bytes() + (folder / "c.pem").read_bytes())
    return file


async def test_certificate(tmp_path: Path) -> None:
    """TLS works where the certificate is trusted, and is the stated reason where it is not."""
    file = await anyio.to_thread.run_sync(certificate, tmp_path)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)

    async def answer(stream: ByteStream, asked: Asked) -> None:
        await stream.send(NO_ROBOTS if asked.path == "/robots.txt" else reply("ok"))

    async with town_hall(answer, tls=server) as served:
        trusting = ssl.create_default_context(cafile=file)
        async with door(tls=trusting) as opened:
            assert (await opened.get(served.uri)).body == b"ok"
        async with door(replace(SETTINGS, retries=2)) as opened:
            with pytest.raises(Unreachable, match="certificate"):
                await opened.get(served.uri)
