"""Content codings: read when they are right, refused when they are wrong or a bomb."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress

import brotli  # type: ignore[import-untyped]  # no type hints published
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import Malformed, TooLarge
from probes._body import DECODERS, decoded

URI = "https://prove.invalid/"


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


CODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "two members": ("gzip", lambda body: gzip.compress(body[:2]) + gzip.compress(body[2:])),
    "gzip and rubbish": ("gzip", lambda body: gzip.compress(body) + b"\0\0rubbish"),
    "deflate": ("deflate", zlib.compress),
    "deflate without wrapping": ("deflate", raw_deflate),
    "brotli": ("br", brotli.compress),
    "zstd": ("zstd", zstandard.ZstdCompressor().compress),
    "twice": ("deflate, gzip", lambda body: gzip.compress(zlib.compress(body))),
    "loud": ("X-GZIP", gzip.compress),
    "none": ("identity", lambda body: body),
    "a charset": ("UTF-8", lambda body: body),
    "nothing": ("", lambda body: body),
}


@pytest.mark.parametrize("name", CODINGS)
@given(content=st.binary(max_size=300))
def test_read(name: str, content: bytes) -> None:
    """What was encoded in any coding that servers use comes out as it went in."""
    codings, encode = CODINGS[name]
    assert decoded(encode(content), codings, limit=300, uri=URI) == content


@pytest.mark.parametrize(
    "name",
    [name for name, (codings, _) in CODINGS.items() if codings in {*DECODERS, "deflate, gzip"}],
)
def test_lid(name: str) -> None:
    """One byte over the limit is too large, exactly the limit is not."""
    codings, encode = CODINGS[name]
    assert len(decoded(encode(b"x" * 1000), codings, limit=1000, uri=URI)) == 1000
    with pytest.raises(TooLarge):
        decoded(encode(b"x" * 1001), codings, limit=1000, uri=URI)


@pytest.mark.parametrize("codings", ["gzip", "deflate", "br", "zstd"])
def test_bomb(codings: str) -> None:
    """50 MB in a few kB are refused, and the memory holds no more than the lid and a chunk."""
    encode = next(encode for name, encode in CODINGS.values() if name == codings)
    bomb = encode(b"\0" * 50_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            decoded(bomb, codings, limit=5_000_000, uri=URI)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 16_000_000


def test_small_bomb() -> None:
    """Under the lid, too, a page that shrinks a thousand times is no page."""
    with pytest.raises(TooLarge, match="bomb"):
        decoded(gzip.compress(b"\0" * 4_000_000), "gzip", limit=5_000_000, uri=URI)


@pytest.mark.parametrize("codings", ["gzip", "deflate", "br"])
def test_cut_off(codings: str) -> None:
    """A body that ends in the middle is not taken for the whole."""
    encode = next(encode for name, encode in CODINGS.values() if name == codings)
    whole = encode(bytes(range(256)) * 8)
    with pytest.raises(Malformed):
        decoded(whole[: len(whole) // 2], codings, limit=10_000, uri=URI)


@pytest.mark.parametrize("codings", ["compress", "gzip, " * 9 + "gzip", "dcb"])
def test_unknown(codings: str) -> None:
    """A coding that we did not offer is not guessed."""
    with pytest.raises(Malformed):
        decoded(b"<p>kr 100</p>", codings, limit=100, uri=URI)


@given(content=st.binary(max_size=200), codings=st.sampled_from([*DECODERS, "gzip, br"]))
def test_any_bytes(content: bytes, codings: str) -> None:
    """Whatever comes, it is read or refused, never a crash."""
    with suppress(Malformed, TooLarge):
        assert len(decoded(content, codings, limit=1000, uri=URI)) <= 1000
