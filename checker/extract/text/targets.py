"""Where a link leads: absolute, decoded, and without the tricks that hide addresses."""

import re
from functools import lru_cache
from urllib.parse import unquote, urljoin, urlsplit

_SCHEMED = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_BLANKS = re.compile(r"[\t\n\r]+")  # URL Standard 4.4: removed wherever they stand
_FOLLOWED = frozenset({"http", "https", "mailto", "tel"})
_CLOUDFLARE = "/cdn-cgi/l/email-protection"
_ADDRESS = re.compile(r"[^@\s,;?]+@[^@\s,;?]+")


def target_of(href: str, base: str) -> str | None:
    """Return the absolute address of a link, None for one that leads nowhere (scripts, data).

    >>> target_of("../sfo?a=1", "https://x.kommune.no/skole/index.html")
    'https://x.kommune.no/sfo?a=1'
    >>> target_of("mailto:post%40x.kommune.no?subject=Hei", "https://x.kommune.no/")
    'mailto:post@x.kommune.no'
    >>> target_of("tel:35%2000 00 00", "https://x.kommune.no/")
    'tel:35000000'
    >>> target_of("javascript:void(0)", "https://x.kommune.no/") is None
    True
    """
    # each page of a site repeats its menu: these links are the same from all of them
    return _target(href, _root(base) if href[:1] == "/" and href[1:2].isalnum() else base)


@lru_cache(maxsize=64)
def _root(base: str) -> str:
    """The address of a site's home page; the base itself where that is no page."""
    try:
        scheme, host, *_ = urlsplit(base)
    except ValueError:
        return base
    return f"{scheme}://{host}/" if scheme in {"http", "https"} and host else base


@lru_cache(maxsize=2048)
def _target(href: str, base: str) -> str | None:
    href = _BLANKS.sub("", href).strip()
    if _CLOUDFLARE in href and "#" in href:
        address = deciphered(href.rpartition("#")[2])
        return f"mailto:{address}" if address else None
    scheme, colon, rest = href.partition(":")
    scheme = scheme.strip().lower()
    if colon and scheme == "mailto":
        found = _ADDRESS.search(unquote(rest))
        return f"mailto:{found.group().strip('<>')}" if found else None
    if colon and scheme in {"tel", "callto"}:
        digits = "".join(one for one in unquote(rest) if one.isascii() and one in "+0123456789")
        return f"tel:{digits}" if digits else None
    if _SCHEMED.match(href) and scheme not in _FOLLOWED:
        return None
    return _joined(href, base)


def _joined(href: str, base: str) -> str | None:
    try:
        absolute = urljoin(base, href)
        parts = urlsplit(absolute)
        usable = bool(parts.hostname) and parts.scheme in _FOLLOWED
    except ValueError:  # an address like http://[ or a port like :x
        return None
    if usable:
        return absolute.replace(" ", "%20")
    return absolute if not base and absolute else None


def deciphered(secret: str) -> str | None:
    """Return the address that Cloudflare's e-mail protection hides, None for anything else.

    The first byte is the key; each following byte is a byte of the address, XOR the key.

    >>> deciphered("2a5a45595e6a5204444f")
    'post@x.ne'
    """
    try:
        content = bytes.fromhex(secret)
        address = bytes(one ^ content[0] for one in content[1:]).decode()
    except (ValueError, IndexError):
        return None
    found = _ADDRESS.search(address)
    return found.group() if found else None
