"""Addresses out of a sitemap (sitemaps.org), without trusting it to be well-formed."""

import html
import re

from checker.errors import ProbeError
from probes._body import decoded
from probes._http import Door

#: How sitemaps are sent.
TYPES = frozenset(
    {
        "application/xml",
        "text/xml",
        "text/plain",
        "application/gzip",
        "application/x-gzip",
        "application/rss+xml",
        "application/octet-stream",
    }
)

#: A sitemap may name 50,000 pages; more than so many are not looked at.
MOST = 20_000

#: Sitemap files read in one visit: each costs the site a request.
FILES = 3

_LOC = re.compile(
    rb"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*</", re.IGNORECASE
)
_INDEX = re.compile(rb"<(?:\w+:)?sitemapindex[\s>]", re.IGNORECASE)


def addresses(body: bytes) -> tuple[bool, tuple[str, ...]]:
    """Return whether it is an index of sitemaps, and the addresses in it, in order.

    >>> addresses(b"<urlset><url><loc> https://x.no/a?b=1&amp;c=2 </loc></url></urlset>")
    (False, ('https://x.no/a?b=1&c=2',))
    """
    found = []
    for match in _LOC.finditer(body):
        found.append(html.unescape(match[1].decode("utf-8", "replace")))
        if len(found) == MOST:
            break
    return _INDEX.search(body[:2000]) is not None, tuple(dict.fromkeys(found))


async def sitemap(door: Door, home: str, declared: tuple[str, ...]) -> tuple[str, ...]:
    """Return the pages that the site's own sitemaps name; () when it has none that we can read.

    A sitemap is a favour, so nothing about it is an error.
    """
    waiting = list(declared or (home.rstrip("/") + "/sitemap.xml",))
    pages: dict[str, None] = {}
    for _ in range(FILES):
        if not waiting:
            break
        try:
            reply = await door.get(waiting.pop(0), accept=TYPES)
            body = _unpacked(reply.body, limit=door.settings.page_bytes, uri=reply.uri)
        except ProbeError:
            continue
        is_index, found = addresses(body)
        if is_index:
            waiting = [*found, *waiting]
        else:
            pages.update(dict.fromkeys(found))
    return tuple(pages)[:MOST]


def _unpacked(body: bytes, *, limit: int, uri: str) -> bytes:
    """Undo a sitemap.xml.gz that was sent as a file."""
    return decoded(body, "gzip", limit=limit, uri=uri) if body.startswith(b"\x1f\x8b") else body
