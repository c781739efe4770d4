"""Sitemaps: whatever their shape, the addresses come out, and none costs more than it is worth."""

import gzip
import time
import tracemalloc
from datetime import date

import pytest
from anyio.abc import ByteStream
from hypothesis import given
from hypothesis import strategies as st
from servers import Asked, Served, reply, town_hall
from visits import POLITE, Seen, look

from probes._sitemap import CHUNK_BYTES, FILES, MOST, MOST_BYTES, Entry, Reading, entries

A, B = "https://prove.invalid/a", "https://prove.invalid/b?c=1&d=2"
ESCAPED = B.replace("&", "&amp;")


def named(content: bytes, step: int = 0) -> tuple[str, ...]:
    """What a sitemap names, fed in pieces of `step` bytes; 0 for one piece."""
    steps = range(0, len(content), step or len(content) or 1)
    pieces = [content[start : start + (step or len(content))] for start in steps]
    return tuple(entry.uri for entry in entries(pieces)[1])


SHAPES = [
    f"<urlset><url><loc>{A}</loc></url><loc>{ESCAPED}</loc></urlset>",
    f"<urlset>\n<url>\n<loc>\n{A}\n</loc></url><url><loc><![CDATA[{B}]]></loc></url></urlset>",
    f"<s:urlset><s:url><s:loc>{A}</s:loc></s:url><s:loc>{ESCAPED}</s:loc></s:urlset>",
    f"<urlset><LOC>{A}</LOC><url><loc>{A}</loc><url><loc>{ESCAPED}</loc><image:loc",
    f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><loc>{A}</loc><loc>{ESCAPED}</loc>',
    f"\ufeff<?xml version='1.0'?><loc xml:space='default'>{A}</loc><loc>{ESCAPED}</loc>",
    f"<urlset><url><loc>{A}</loc><broken <><loc></loc><url><loc>{ESCAPED}</loc>",
    f"{A}\r\n{B}\r\n",
    f"{A}\n{B}",
    f"<rss><channel><item><link>{A}</link></item><item><link>{ESCAPED}</link></item></channel>",
    f'<feed><entry><link href="{A}"/><updated>2026-01-01</updated></entry><link href="{ESCAPED}"/>',
]


@pytest.mark.parametrize("content", SHAPES)
@pytest.mark.parametrize("step", [0, 1, 7, 64])
def test_shapes(content: str, step: int) -> None:
    """Name spaces, white space, CDATA, text, feeds and broken ends: however they are cut."""
    assert named(content.encode(), step) == (A, B)


@pytest.mark.parametrize("content", SHAPES[:3])
def test_packed(content: str) -> None:
    """A packed file is read, packed twice too, or in members; so is one in UTF-16."""
    packed = gzip.compress(content.encode())
    assert named(packed) == named(packed, 5) == named(gzip.compress(packed), 9) == (A, B)
    half = len(content) // 2
    members = gzip.compress(content[:half].encode()) + gzip.compress(content[half:].encode())
    assert named(members) == (A, B)
    assert named(content.encode("utf-16"), 33) == (A, B)


def test_cut_and_broken_pack() -> None:
    """What came before a break counts."""
    content = "".join(f"<loc>https://prove.invalid/{n * 7919}</loc>" for n in range(5_000)).encode()
    packed = gzip.compress(content)
    assert 0 < len(named(packed[: len(packed) // 2])) < 5_000
    spoilt = packed[: len(packed) // 2] + b"\0" * 100
    assert named(spoilt)


def test_index() -> None:
    """A sitemap of sitemaps says so."""
    content = f"<?xml version='1.0'?>\n<sitemapindex xmlns='x'><sitemap><loc>{A}</loc></sitemap>"
    assert entries([content.encode()]) == (True, (Entry(A),))


@pytest.mark.parametrize(
    ("written", "changed_on"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-03-01T12:00:00+01:00", date(2026, 3, 1)),
        ("2026-13-45", None),
        ("i går", None),
        ("2026", None),
    ],
)
def test_lastmod(written: str, changed_on: date | None) -> None:
    """The day of the last change is read as far as it is one."""
    content = f"<url><loc>{A}</loc><lastmod>{written}</lastmod></url>".encode()
    assert entries([content])[1] == (Entry(A, changed_on),)


def test_lids() -> None:
    """A sitemap of a million pages costs no more than one of so many."""
    content = b"".join(b"<loc>https://prove.invalid/%d</loc>" % n for n in range(MOST + 10))
    assert len(named(content, 100_000)) == MOST


def test_bomb() -> None:
    """Of a bomb at most fifty megabytes are unpacked, in small pieces."""
    bomb = gzip.compress(b" " * (2 * MOST_BYTES), 1)
    reading = Reading()
    tracemalloc.start()
    assert not reading.feed(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert reading.size_bytes <= MOST_BYTES + CHUNK_BYTES
    assert peak < 2_000_000


@pytest.mark.parametrize(
    "unit", [b"<loc>" + b" " * 4_000, b"<loc>", b"<link " + b"x " * 200, b"<loc a", b"<![CDATA["]
)
def test_no_trap_for_time(unit: bytes) -> None:
    """Two megabytes made to be slow are not."""
    began = time.process_time()
    named(unit * (2_000_000 // len(unit)), 30_000)
    assert time.process_time() - began < 2


def test_laughs() -> None:
    """Entities are not expanded."""
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    content = f'<!DOCTYPE x [<!ENTITY l0 "lol">{lol}]><urlset><loc>{A}?&l9;</loc><loc>{A}</loc>'
    assert named(content.encode()) == (f"{A}?&l9;", A)


@given(st.binary(max_size=300), st.integers(1, 40))
def test_any_bytes(content: bytes, step: int) -> None:
    """Whatever comes, it is read, and how it is cut changes nothing but the very end."""
    framed = b"<loc>" + content + b"</loc><loc>https://prove.invalid/last</loc>"
    assert "https://prove.invalid/last" in (*named(framed), *named(framed, step))


@given(
    st.lists(st.sampled_from(["<loc>", "</loc>", A, "\n", " ", "<![CDATA[", "]]>", "<lastmod>"]))
)
def test_any_order(parts: list[str]) -> None:
    """Pieces of markup in any order never raise, and cutting loses no address."""
    content = "".join(parts).encode()
    assert set(named(content, 3)) >= {uri for uri in named(content) if uri == A}


async def site(files: dict[str, bytes | str]) -> tuple[Seen, Served]:
    """Visit a town whose sitemap files are given; "HOME/" in them is where it is served."""

    async def answer(stream: ByteStream, asked: Asked) -> None:
        body = files.get(asked.path)
        if body is None:
            await stream.send(reply(f"side {asked.path}" if "sfo" in asked.path else "hei"))
            return
        if isinstance(body, str):
            body = body.replace("HOME/", served.uri).encode()
        await stream.send(reply(body, media_type="application/xml"))

    async with town_hall(answer) as served:
        return await look(served.uri), served


async def test_large() -> None:
    """A sitemap larger than any page may be is read, and most of it is not kept in memory."""
    filler = "<!--" + "x" * (POLITE.page_bytes + 1_000_000) + "-->"
    seen, _ = await site({"/sitemap.xml": f"<urlset>{filler}<loc>HOME/sfo</loc></urlset>"})
    assert "/sfo" in seen.paths


async def test_only_ours() -> None:
    """Sitemaps and pages of others are not asked for, whoever names them."""
    async with town_hall(lambda stream, _asked: stream.send(reply("hei"))) as other:
        robots = f"Sitemap: {other.uri}s.xml\nSitemap: HOME/index.xml\n"
        index = f"<sitemapindex><loc>{other.uri}t.xml</loc><loc>HOME/a.xml</loc></sitemapindex>"
        urls = f"<urlset><loc>{other.uri}sfo</loc><loc>HOME/sfo</loc></urlset>"
        seen, served = await site({"/robots.txt": robots, "/index.xml": index, "/a.xml": urls})
    assert other.asked == []
    assert {"/index.xml", "/a.xml"} < set(served.paths)
    assert "/sfo" in seen.paths


async def test_endless_index() -> None:
    """An index that names itself and ever new ones ends; what lasts is read before news."""
    links = "".join(f"<loc>HOME/news-{n}.xml</loc>" for n in range(9))
    names = [f"/{name}-{n}.xml" for n in range(9) for name in ("news", "sider")]
    more = "<loc>HOME/sider-1.xml</loc><loc>HOME/sitemap.xml</loc>"
    index = f"<sitemapindex>{links}{more}</sitemapindex>"
    _, served = await site({"/sitemap.xml": index, **dict.fromkeys(names, index)})
    asked = [path for path in served.paths if path.endswith(".xml")]
    assert len(asked) == len(set(asked)) == FILES
    assert asked[1] == "/sider-1.xml"
