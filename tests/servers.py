"""Real servers on loopback for tests: a raw one to misbehave with, and towns as files."""

import mimetypes
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import anyio
from anyio.abc import ByteStream, SocketAttribute
from anyio.streams.tls import TLSListener

#: Answers one request on an open connection; may break every rule.
Answer = Callable[[ByteStream, "Asked"], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived."""

    path: str  #: with its query
    at: float  #: seconds on the loop's clock, when the whole request had come
    headers: Mapping[str, str]  #: names in lower case
    connection: int  #: number of the connection, from 1


@dataclass(frozen=True, slots=True)
class Served:
    """A running server and what it was asked, in order."""

    uri: str  #: of the home page, e.g. "http://127.0.0.1:40001/"
    asked: list[Asked] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.asked]


def reply(
    body: bytes | str = b"",
    status: str = "200 OK",
    *,
    media_type: str = "text/html; charset=utf-8",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """Return a well-formed HTTP/1.1 response; headers are added, or replace the usual ones."""
    content = body.encode() if isinstance(body, str) else body
    lines = {"Content-Type": media_type, "Content-Length": str(len(content)), **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + content


async def _asked(stream: ByteStream, number: int) -> Asked | None:
    """Read one request; None when the other side has left."""
    head = b""
    while b"\r\n\r\n" not in head:
        try:
            head += await stream.receive()
        except (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError):
            return None
    first, *rest = head.decode("latin-1").split("\r\n")
    fields = (line.partition(":") for line in rest if ":" in line)
    headers = {name.lower(): value.strip() for name, _, value in fields}
    return Asked(first.split(" ")[1], anyio.current_time(), headers, number)


@asynccontextmanager
async def town_hall(
    answer: Answer, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> AsyncIterator[Served]:
    """Serve on loopback, on a port the kernel picks; connections are kept until answer closes."""
    connections = 0

    async def handle(stream: ByteStream) -> None:
        nonlocal connections
        connections += 1
        number = connections
        async with stream:
            while asked := await _asked(stream, number):
                served.asked.append(asked)
                try:
                    await answer(stream, asked)
                except (anyio.BrokenResourceError, anyio.ClosedResourceError):
                    return

    listener = await anyio.create_tcp_listener(local_host=host)
    port = listener.extra(SocketAttribute.local_port)  # noqa: S610  not Django
    scheme = "https" if tls else "http"
    served = Served(f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}/")
    door = TLSListener(listener, tls, standard_compatible=False) if tls else listener
    async with door, anyio.create_task_group() as tasks:
        tasks.start_soon(door.serve, handle)
        yield served
        tasks.cancel_scope.cancel()


@asynccontextmanager
async def serve_pages(
    pages: Mapping[str, bytes | str], *, latency_s: float = 0.0
) -> AsyncIterator[Served]:
    """Serve path -> HTML body, or a whole response where the value begins with "HTTP/"."""

    async def answer(stream: ByteStream, asked: Asked) -> None:
        await anyio.sleep(latency_s)
        page = pages.get(asked.path)
        if page is None:
            await stream.send(reply("not here", "404 Not Found"))
        elif isinstance(page, bytes) and page.startswith(b"HTTP/"):
            await stream.send(page)
        else:
            await stream.send(reply(page))

    async with town_hall(answer) as served:
        yield served


def _file(folder: Path, path: str) -> Path | None:
    """Return the file for a path: itself, with .html, or its folder's index.html."""
    name = path.partition("?")[0].strip("/")
    tries = (folder / name, folder / f"{name}.html", folder / name / "index.html")
    return next((file for file in tries if file.is_file()), None)


@asynccontextmanager
async def serve_folder(folder: Path, *, latency_s: float = 0.0) -> AsyncIterator[Served]:
    """Serve a town of tests/towns: "/skole" is skole, skole.html or skole/index.html.

    In a sitemap.xml or robots.txt "http://HOME/" is replaced by where the town is served.
    """

    async def answer(stream: ByteStream, asked: Asked) -> None:
        await anyio.sleep(latency_s)
        file = _file(folder, asked.path)
        if file is None:
            await stream.send(reply("<h1>Fant ikke siden</h1>", "404 Not Found"))
            return
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        body = await anyio.Path(file).read_bytes()
        if file.suffix in {".xml", ".txt"}:
            body = body.replace(b"http://HOME/", served.uri.encode())
        await stream.send(reply(body, media_type=media_type))

    async with town_hall(answer) as served:
        yield served
