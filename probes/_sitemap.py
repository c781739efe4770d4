"""Read a site's own lists of its pages, as they come: never a whole file in memory.

Nothing is parsed as XML, so nothing is expanded: an entity of a billion laughs is a few odd
characters in an address. What is broken gives what stands before and behind the break.
"""

import codecs
import html
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from checker.errors import ProbeError
from probes._http import Door

#: How sitemaps are sent; some servers call every answer a web page.
TYPES = frozenset(
    {
        "application/xml",
        "text/xml",
        "text/plain",
        "text/html",
        "application/gzip",
        "application/x-gzip",
        "application/rss+xml",
        "application/atom+xml",
        "application/octet-stream",
    }
)

#: sitemaps.org: a file names at most 50,000 pages in at most 50 MB (52,428,800 bytes), unpacked.
MOST, MOST_BYTES = 50_000, 52_428_800

#: Pages taken of all files of one visit: a municipality has fewer.
PAGES = 20_000

#: Sitemap files read in one visit: each costs the site a request.
FILES = 5

#: A longer address is none; what is left open is kept in mind no longer than this.
LONGEST_BYTES = 4_096

#: What is unpacked at a time.
CHUNK_BYTES = 65_536

_GZIP = b"\x1f\x8b"
_ENTRY = re.compile(
    rb"<(?:\w{1,20}:)?(?P<name>loc|lastmod|link|updated)(?:\s[^<>]{0,500})?>\s{0,100}+"
    rb"(?:(?P<text>[^<]{1,4096})|<!\[CDATA\[(?P<data>[^<\]]{1,4096})\]\]>\s{0,100}+)</"
    rb"|<link\s[^<>]{0,500}href=[\"'](?P<href>[^\"'<>]{1,4096})[\"']",
    re.IGNORECASE,
)
_INDEX = re.compile(rb"<(?:\w{1,20}:)?sitemapindex[\s>]", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_LINE = re.compile(rb"^[ \t]*(https?://[^\s<>]{1,4096})[ \t]*\r?$", re.MULTILINE)
_DAY = re.compile(rb"(\d{4})-(\d\d)-(\d\d)")
#: Sitemaps of what passes by, and of what is no page.
_PASSING = re.compile(
    r"nyhe|news|aktuelt|arrangement|event|hendelse|kalender|image|bilde|video|media|author|tag|"
    r"categor|kategori|stilling|post(?:liste|-sitemap)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page, or in an index another sitemap."""

    uri: str
    changed_on: date | None = None  #: as the site says; a hint, for many lie


class _Layer:
    """Undoes gzip where the bytes begin like it, in bounded pieces."""

    def __init__(self) -> None:
        self._begun = False
        self._inflater: zlib._Decompress | None = None

    def pieces(self, piece: bytes) -> Iterator[bytes]:
        """Give what a piece becomes; nothing when it is broken."""
        if not self._begun and piece.startswith(_GZIP):
            self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._begun = self._begun or bool(piece)
        if self._inflater is None:
            yield piece
            return
        while piece:
            try:
                unpacked = self._inflater.decompress(piece, CHUNK_BYTES)
            except zlib.error:
                return
            yield unpacked
            piece = self._inflater.unconsumed_tail
            if self._inflater.eof and self._inflater.unused_data.startswith(_GZIP):
                piece = self._inflater.unused_data  # RFC 1952 2.2: members one after the other
                self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)


class Reading:
    """Takes a sitemap piece by piece."""

    def __init__(self) -> None:
        self.is_index = False
        self.size_bytes = 0  #: unpacked
        self._found: dict[str, Entry] = {}
        self._last = ""  #: the address that a date would belong to
        self._rest = b""
        self._is_feed = False
        self._file, self._coding = _Layer(), _Layer()
        self._decoder: codecs.IncrementalDecoder | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was found, in order; each address once."""
        return tuple(self._found.values())

    def feed(self, piece: bytes) -> bool:
        """Take the next bytes as they came, also packed twice; False: no more are wanted."""
        return all(
            self._take(unpacked)
            for once in self._coding.pieces(piece)
            for unpacked in self._file.pieces(once)
        )

    def close(self) -> None:
        """Read what is left in mind."""
        self._scan(self._rest + b"\n", last=True)
        self._rest = b""

    def _take(self, piece: bytes) -> bool:
        if self.size_bytes == 0 and piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._decoder = codecs.getincrementaldecoder("utf-16")("replace")
        if self._decoder is not None:
            piece = self._decoder.decode(piece).encode("utf-8", "replace")
        room = MOST_BYTES - self.size_bytes
        self.size_bytes += len(piece)
        buffer = self._rest + piece[:room]
        end = self._scan(buffer, last=False)
        self._rest = buffer[max(end, len(buffer) - 3 * LONGEST_BYTES) :]
        return self.size_bytes < MOST_BYTES and len(self._found) < MOST

    def _scan(self, buffer: bytes, *, last: bool) -> int:
        """Read what is complete; return where the rest begins."""
        self.is_index = self.is_index or _INDEX.search(buffer) is not None
        self._is_feed = self._is_feed or _FEED.search(buffer) is not None
        end = 0
        for match in _ENTRY.finditer(buffer):
            end = match.end()
            self._note(match["name"] or b"link", match["text"] or match["data"] or match["href"])
        if not self._found or not end:  # a list of addresses, one a line
            whole = buffer if last else buffer[: buffer.rfind(b"\n") + 1]
            for line in _LINE.finditer(whole):
                end = line.end()
                self._add(line[1])
        return end

    def _note(self, name: bytes, text: bytes) -> None:
        match name.lower():
            case b"loc":
                self._add(text)
            case b"link":
                if self._is_feed:
                    self._add(text)
            case _:
                self._date(text)

    def _add(self, text: bytes) -> None:
        self._last = html.unescape(text.decode("utf-8", "replace")).strip()
        if self._last and len(self._found) < MOST:
            self._found.setdefault(self._last, Entry(self._last))

    def _date(self, text: bytes) -> None:
        found = _DAY.match(text)
        if found is None or self._last not in self._found:
            return
        try:
            changed_on = date(*map(int, found.groups()))
        except ValueError:
            return
        self._found[self._last] = Entry(self._last, changed_on)


def entries(pieces: Iterable[bytes]) -> tuple[bool, tuple[Entry, ...]]:
    """Return whether a sitemap is an index of others, and what it names.

    >>> entries([b"<urlset><url><lo", b"c> https://x.no/a?b=1&amp;c=2 </loc></url></urlset>"])
    (False, (Entry(uri='https://x.no/a?b=1&c=2', changed_on=None),))
    """
    reading = Reading()
    for piece in pieces:
        if not reading.feed(piece):
            break
    reading.close()
    return reading.is_index, reading.entries


async def sitemap(
    door: Door, home: str, declared: tuple[str, ...], ours: Callable[[str], bool]
) -> tuple[Entry, ...]:
    """Return the pages that the site's own sitemaps name; () when it has none that we can read.

    A sitemap is a favour, so nothing about it is an error. One on another site is not asked for.
    """
    waiting = [uri for uri in declared if ours(uri)] or [home.rstrip("/") + "/sitemap.xml"]
    known = set(waiting)
    pages: dict[str, Entry] = {}
    for _ in range(FILES):
        if not waiting or len(pages) >= PAGES:
            break
        reading = Reading()
        try:
            await door.get(waiting.pop(0), accept=TYPES, sink=reading.feed)
        except ProbeError:
            continue
        reading.close()
        found = [entry for entry in reading.entries if ours(entry.uri)]
        if reading.is_index:
            new = [entry for entry in found if entry.uri not in known]
            known.update(entry.uri for entry in new)
            waiting = [entry.uri for entry in sorted(new, key=_worth)] + waiting
        else:
            pages.update((entry.uri, entry) for entry in found)
    return tuple(pages.values())[:PAGES]


def _worth(entry: Entry) -> tuple[bool, int]:
    """What lasts first, then what changed last."""
    changed = entry.changed_on.toordinal() if entry.changed_on else 0
    return _PASSING.search(entry.uri.rpartition("/")[2]) is not None, -changed
