"""Tell addresses that lead nowhere new: calendars, endless paths, files that are no pages."""

import re
from urllib.parse import parse_qsl, urlsplit

#: Longer addresses are made by machines for machines.
LONGEST = 1_000

#: A path with so many parts, or one part so often, comes from a relative link gone wrong.
DEEPEST, OFTENEST = 12, 3

#: At most so many pages that look alike but for their numbers; fewer where those are dates.
ALIKE, ALIKE_DATED = 30, 4

#: What we could not read anyway.
FILES = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|avif|ico|bmp|tiff?|mp[34]|m4[av]|mov|avi|wmv|webm|og[gv]|wav|zip|"
    r"rar|7z|gz|tar|exe|msi|dmg|apk|css|js|mjs|json|xml|rss|atom|ics|vcf|woff2?|ttf|eot|docx?|dotx?|"
    r"xlsx?|xlsm|pptx?|ppsx?|odt|ods|odp|rtf|csv|dwg|sosi|gml|kmz|kml|epub)$",
    re.IGNORECASE,
)

#: Parts of an address that a server hands out anew to each visitor.
SESSION = re.compile(
    r";jsessionid=[^/?#]*|\(S\([a-z0-9]+\)\)/|"
    r"(?<=[?&])(?:phpsessid|jsessionid|aspsessionid\w*|session_?id|sid|cfid|cftoken)=[^&#]*&?",
    re.IGNORECASE,
)

_DATED = re.compile(
    r"kalender|calendar|/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/|$)|(?:19|20)\d\d-[01]\d|"
    r"[?&](?:date|dato|day|dag|month|m[aå]ned|mnd|year|[aå]r|week|uke|veke|start|from|fra|til|to)=",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def without_session(uri: str) -> str:
    """Return an address without the number that its server gave to this visitor.

    >>> without_session("https://x.no/a;jsessionid=1F?sid=9&b=1")
    'https://x.no/a?b=1'
    """
    return SESSION.sub("", uri).rstrip("?&")


def pattern(uri: str) -> str:
    """Return what addresses that differ in numbers only have in common.

    >>> pattern("https://x.no/sak/2024-17?id=5&side=2")
    'x.no/sak/#-#?id&side'
    """
    parts = urlsplit(uri)
    names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    return f"{parts.netloc}{_DIGITS.sub('#', parts.path)}?{'&'.join(names)}".lower()


def alike_allowed(uri: str) -> int:
    """Return how many pages of uri's pattern are worth a visit."""
    return ALIKE_DATED if _DATED.search(uri) else ALIKE


def is_trap(uri: str) -> bool:
    """Tell whether an address is not worth asking for, by its shape alone.

    >>> is_trap("https://x.no/a/b/a/b/a/b"), is_trap("https://x.no/bilde.JPG?w=9")
    (True, True)
    >>> is_trap("https://x.no/skole/sfo/priser.pdf")
    False
    """
    path = urlsplit(uri).path
    names = [name.lower() for name in path.split("/") if name]
    endless = len(names) >= DEEPEST or any(names.count(name) >= OFTENEST for name in set(names))
    return endless or len(uri) > LONGEST or FILES.search(path) is not None
