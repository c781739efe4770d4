"""One request and its answer: what is sent, and how much of what comes is taken."""

from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import anyio
import anyio.to_thread
import httpx

from checker.errors import Malformed, TooLarge
from probes._body import ACCEPT_ENCODING, PLAIN, decoded
from probes._pace import Turn
from probes._reply import KEPT_HEADERS, Reply, content_type, sniffed

#: What we can read; other bodies are left where they are.
PAGES = frozenset({"text/html", "application/xhtml+xml", "application/pdf", "text/plain"})

#: What we like to get.
ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.1"

#: The body of a redirect or an error is read to its end if it is short: that saves a connection.
REST_BYTES = 64_000

#: What a sink can undo by itself.
GZIP = "gzip"

#: Undoing more than this takes over 10 ms, so a thread does it.
INLINE_BYTES = 200_000


class Patience:
    """The time one page may take on the wire; pauses out of politeness do not count."""

    def __init__(self, limit_s: float) -> None:
        self.left_s = limit_s

    @contextmanager
    def spent(self) -> Iterator[None]:
        began = anyio.current_time()
        try:
            with anyio.fail_after(max(0.0, self.left_s)):
                yield
        finally:
            self.left_s -= anyio.current_time() - began


#: Takes a piece of a body, plain or in gzip; False: no more are wanted.
Sink = Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Errand:
    """One page to bring, with all its redirects and retries."""

    requested_uri: str
    patience: Patience
    limit_bytes: int  #: of the body, decoded
    accept: frozenset[str] = PAGES
    languages: tuple[str, ...] = ()
    cut_bytes: int | None = None  #: a robots.txt: take so many bytes of any type and be content
    sink: Sink | None = None  #: takes the body piece by piece, however long it is

    @property
    def robots_txt(self) -> bool:
        return self.cut_bytes is not None


async def exchange(
    client: httpx.AsyncClient,
    errand: Errand,
    url: httpx.URL,
    *,
    turn: Turn,
    clock: Callable[[], datetime],
) -> Reply:
    """Ask for url once and take what is worth taking of the answer.

    Raises:
        TooLarge: the body is longer than allowed. Malformed: it is not in its coding.
    """
    codings = ACCEPT_ENCODING if errand.sink is None else GZIP
    headers = {"Accept": ACCEPT, "Accept-Encoding": codings}
    if errand.languages:
        weighed = zip(errand.languages, (1.0, 0.9, 0.8, 0.7, 0.6), strict=False)
        headers["Accept-Language"] = ", ".join(f"{tag};q={weight}" for tag, weight in weighed)
    response = await client.send(client.build_request("GET", url, headers=headers), stream=True)
    turn.answered()
    async with aclosing(response):
        head = _head(response, errand, str(url), clock())
        if not response.is_success:
            await _raw(response, head.uri, REST_BYTES, cut=True)
            return head
        if not errand.robots_txt and sniffed(head.media_type, b"%pdf-") not in errand.accept:
            return replace(head, taken=False)
        body = await _body(response, errand, head.uri)
    media_type = sniffed(head.media_type, body)
    taken = errand.robots_txt or media_type in errand.accept
    body = body if taken else b""
    return replace(head, media_type=media_type, captured_at=clock(), body=body, taken=taken)


def _head(response: httpx.Response, errand: Errand, uri: str, now: datetime) -> Reply:
    media_type, charset = content_type(response.headers.get("content-type", ""))
    return Reply(
        uri=uri,
        requested_uri=errand.requested_uri,
        status_code=response.status_code,
        media_type=media_type,
        charset=charset,
        captured_at=now,
        headers={name: response.headers[name] for name in KEPT_HEADERS if name in response.headers},
        location=response.headers.get("location"),
    )


async def _body(response: httpx.Response, errand: Errand, uri: str) -> bytes:
    codings = response.headers.get("content-encoding", "")
    plain = codings.strip().lower() in PLAIN
    if errand.sink is not None:
        if plain or codings.strip().lower() == GZIP:
            await _poured(response, errand.sink)
            return b""
        raise Malformed(uri, f"in {codings[:40]}, which nobody asked for")
    if plain and errand.cut_bytes is not None:
        return await _raw(response, uri, errand.cut_bytes, cut=True)
    raw = await _raw(response, uri, errand.limit_bytes, cut=False)
    undo = partial(decoded, raw, codings, limit=errand.limit_bytes, uri=uri)
    body = undo() if plain or len(raw) < INLINE_BYTES else await anyio.to_thread.run_sync(undo)
    return body[: errand.cut_bytes]


async def _poured(response: httpx.Response, sink: Sink) -> None:
    async for part in response.aiter_raw():
        if not sink(part):
            return


async def _raw(response: httpx.Response, uri: str, limit: int, *, cut: bool) -> bytes:
    """Read the body as it comes; at the limit be content or raise.

    Raises:
        TooLarge: more than `limit` bytes, announced or sent, and `cut` is False.
    """
    announced = response.headers.get("content-length", "")
    if not cut and announced.isdigit() and int(announced) > limit:
        raise TooLarge(uri, f"{announced} bytes announced, {limit} allowed")
    parts = bytearray()
    async for part in response.aiter_raw():
        parts += part
        if len(parts) > limit:
            break
    if len(parts) > limit and not cut:
        raise TooLarge(uri, f"over {limit} bytes")
    return bytes(parts[:limit])
