"""Serves the demo's towns on loopback, and writes the configuration that knows their ports."""

import shutil
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import anyio
from anyio import TypedAttributeLookupError
from anyio.abc import SocketAttribute, SocketStream

HERE = Path(__file__).parent
TOWNS = HERE / "towns"
COUNTRY = HERE / "country"
#: Answers 503 to everything, robots.txt first of all.
SHUT = "stengtvik"
#: Nobody listens there.
DOWN = "skoddefjord"
#: A visitor sees the pages come one by one.
LATENCY_S = 0.03
REQUEST_BYTES = 16_384
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".aspx": "text/html",  # an old system that does not say its charset
    ".html": "text/html; charset=utf-8",
}


def open_town() -> socket.socket:
    """Return a listening socket on a port that the system picks."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.bind(("127.0.0.1", 0))
    return door


@asynccontextmanager
async def towns(*, latency_s: float = LATENCY_S) -> AsyncIterator[Mapping[str, int]]:
    """Serve every town until the context ends; gives name -> port."""
    names = sorted(folder.name for folder in TOWNS.iterdir() if folder.is_dir())
    async with AsyncExitStack() as doors, anyio.create_task_group() as tasks:
        ports: dict[str, int] = {}
        for name in (*names, SHUT):
            listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
            await doors.enter_async_context(listener)
            ports[name] = listener.extra(SocketAttribute.local_port)  # noqa: S610  not Django
            tasks.start_soon(listener.serve, _Town(name, latency_s).answer)
        with open_town() as nobody:
            ports[DOWN] = nobody.getsockname()[1]
            yield ports
        tasks.cancel_scope.cancel()


class _Town:
    """One town's web server: files, one request a connection."""

    def __init__(self, name: str, latency_s: float) -> None:
        self._name = name
        self._latency_s = latency_s

    async def answer(self, stream: SocketStream) -> None:
        async with stream:
            try:
                head = await _head(stream)
                await anyio.sleep(self._latency_s)
                if head:
                    await stream.send(await self._reply(head))
            except (anyio.BrokenResourceError, anyio.EndOfStream, TypedAttributeLookupError):
                return  # the visitor has left

    async def _reply(self, head: str) -> bytes:
        if self._name == SHUT:
            return _response("503 Service Unavailable", "text/plain", b"Try again later\n")
        parts = head.split(" ", 2)
        path = parts[1].partition("?")[0].lstrip("/") if len(parts) > 1 else ""
        file = _inside(TOWNS / self._name, path)
        if file is None:
            body = b"<h1>Siden finnes ikke</h1>"
            return _response("404 Not Found", "text/html; charset=utf-8", body)
        media_type = MEDIA_TYPES.get(file.suffix, "application/octet-stream")
        if self._name == "nordhamn":
            media_type = "text/html"
        return _response("200 OK", media_type, await anyio.Path(file).read_bytes())


def _inside(folder: Path, path: str) -> Path | None:
    """Return the file for a path, never one outside the folder."""
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()):
        return None
    if file.is_dir():
        file /= "index.html"
    return file if file.is_file() else None


async def _head(stream: SocketStream) -> str:
    head = b""
    while b"\r\n\r\n" not in head and len(head) < REQUEST_BYTES:
        head += await stream.receive()
    return head.decode("latin-1")


def _response(status: str, media_type: str, body: bytes) -> bytes:
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def write_country(folder: Path, ports: Mapping[str, int]) -> None:
    """Write the demo's configuration with the ports that the towns listen on."""
    shutil.copytree(COUNTRY, folder, dirs_exist_ok=True)
    registry = folder / "countries" / "demo" / "municipalities.csv"
    text = registry.read_text(encoding="utf-8")
    for name, port in ports.items():
        text = text.replace(f"127.0.0.1:{name}/", f"127.0.0.1:{port}/")
    registry.write_text(text, encoding="utf-8")
