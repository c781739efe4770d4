"""The door to the web, against real servers on loopback."""

import gzip
from dataclasses import replace
from itertools import pairwise

import brotli  # type: ignore[import-untyped]  # no type hints published
import pytest
import zstandard
from anyio.abc import ByteStream
from doors import HEAD, NO_ROBOTS, NOW, SETTINGS, door, site
from servers import Asked, reply, serve_pages, town_hall

from checker.errors import (
    ForbiddenAddress,
    Malformed,
    NotThere,
    ProbeError,
    Refused,
    Unavailable,
    Unreachable,
)
from probes._robots import REASON


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
        ("gzip", gzip.compress(b"kr 100", mtime=0)),
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


@pytest.mark.parametrize(
    ("out", "uri", "alone"),
    [
        ("prove.invalid:8443", "https://prove.invalid:8443/a", True),
        ("prove.invalid:8443", "https://www.prove.invalid:8443/a", True),
        ("prove.invalid:8443", "https://prove.invalid/", False),
        ("prove.invalid:443", "https://prove.invalid/", True),
        ("prove.invalid:443", "http://prove.invalid/", False),
        ("prove.invalid", "https://prove.invalid:8443/", True),
        ("prove.invalid", "https://prove.invalid./", True),
        ("prove.invalid", "https://ikkeprove.invalid/", False),
        ("Prøve.invalid", "https://prøve.invalid/", True),
        ("prøve.invalid:80", "http://xn--prve-hra.invalid/", True),
    ],
)
async def test_opt_out_of_a_port(out: str, uri: str, *, alone: bool) -> None:
    """A host with a port is that port's alone; names are one however they are written."""
    async with door(replace(SETTINGS, opt_out=(out,))) as opened:
        with pytest.raises(Refused if alone else Unreachable):
            await opened.get(uri)


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
