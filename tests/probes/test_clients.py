"""The clients behind the door: kept, closed, and on trusted TLS only."""

import ssl
import subprocess
from dataclasses import replace
from pathlib import Path

import anyio
import anyio.to_thread
import pytest
from anyio.abc import ByteStream
from doors import NO_ROBOTS, SETTINGS, door
from servers import Asked, reply, serve_pages, town_hall

from checker.errors import (
    Unreachable,
)
from probes._clients import Clients
from probes._guard import Guard


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
