"""Undo content codings with a lid on the result, so that a bomb cannot fill the memory."""

import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]  # no type hints published
import zstandard

from checker.errors import Malformed, TooLarge

#: What we offer; RFC 9110 12.5.3.
ACCEPT_ENCODING = "gzip, deflate, br, zstd"

#: Seen where nothing is encoded: the name of a charset, or of nothing.
PLAIN = frozenset({"", "identity", "none", "utf-8", "utf8", "iso-8859-1", "8bit", "binary"})

#: A page of tables shrinks 30 times; only a bomb shrinks more than this, and only big ones matter.
RATIO, RATIO_FROM_BYTES = 300, 1_000_000

#: RFC 9659: a zstd window over the web is at most 8 MiB.
ZSTD_WINDOW_BYTES = 8 * 1024 * 1024

#: More layers than so many are not sent by anybody who wants to be read.
LAYERS = 3


class _Cut(ValueError):
    """The encoded bytes end too early."""


def _inflate(content: bytes, limit: int, window: int) -> bytes:
    """Undo gzip or deflate, also of several members one after the other (RFC 1952 2.2)."""
    result = b""
    while content:
        inflater = zlib.decompressobj(window)
        result += inflater.decompress(content, limit + 1 - len(result))
        if len(result) > limit:
            return result
        if not inflater.eof:
            raise _Cut
        more = inflater.unused_data
        content = more if more.startswith(b"\x1f\x8b") else b""
    return result


def _gunzip(content: bytes, limit: int) -> bytes:
    return _inflate(content, limit, zlib.MAX_WBITS | 16)


def _undeflate(content: bytes, limit: int) -> bytes:
    """RFC 9110 8.4.1.2: zlib's wrapping is right, without it is seen."""
    try:
        return _inflate(content, limit, zlib.MAX_WBITS)
    except zlib.error:
        return _inflate(content, limit, -zlib.MAX_WBITS)


def _unbrotli(content: bytes, limit: int) -> bytes:
    reader = brotli.Decompressor()
    result: bytes = reader.process(content, output_buffer_limit=limit + 1)
    if len(result) <= limit and not reader.is_finished():
        raise _Cut
    return result


def _unzstd(content: bytes, limit: int) -> bytes:
    reader = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW_BYTES)
    with reader.stream_reader(content, read_across_frames=True) as stream:
        return stream.read(limit + 1)


DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}


def decoded(content: bytes, codings: str, *, limit: int, uri: str) -> bytes:
    """Return content without its codings, as `Content-Encoding` names them.

    Never holds more than `limit` bytes of result and one chunk.

    Raises:
        TooLarge: more than `limit` bytes come out, or as many as only a bomb makes.
        Malformed: the bytes are not in that coding, or end too early.

    >>> decoded(zlib.compress(b"kr 100"), "deflate", limit=10, uri="")
    b'kr 100'
    """
    names = [name.strip().lower() for name in codings.split(",")]
    names = [name for name in names if name not in PLAIN]
    if len(names) > LAYERS:
        raise Malformed(uri, f"encoded {len(names)} times: {codings[:100]}")
    for name in reversed(names):
        content = _undo(content, name, limit=limit, uri=uri)
    return content


def _undo(content: bytes, name: str, *, limit: int, uri: str) -> bytes:
    decoder = DECODERS.get(name)
    if decoder is None:
        raise Malformed(uri, f"unknown coding: {name[:40]}")
    try:
        result = decoder(content, limit) if content else b""
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise Malformed(uri, f"not {name}: {error}") from error
    except _Cut as error:
        raise Malformed(uri, f"{name} ends too early") from error
    if len(result) > limit:
        raise TooLarge(uri, f"over {limit} bytes out of {len(content)} in {name}")
    if len(result) > max(RATIO_FROM_BYTES, RATIO * len(content)):
        raise TooLarge(uri, f"{len(result)} bytes out of {len(content)} in {name}: a bomb")
    return result
