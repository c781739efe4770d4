"""Makes a municipality of a bare URL or host, so that any website can be looked at."""

import ipaddress
import re
from urllib.parse import urlsplit

from checker.errors import UnknownTarget
from checker.model.catalog import Country, Municipality

_PORTS = {"http": 80, "https": 443}
#: A name with a dot inside, an address, or localhost, then a port, a path or nothing.
_BARE_HOST = re.compile(
    r"(localhost|\[[0-9a-f:.]+\]|[\w-]+(\.[\w-]+)+)\.?(:\d*)?(?:[/?#]\S*)?$", re.IGNORECASE
)


def website_target(name: str, country: Country) -> Municipality | None:
    """Return a bare website as a municipality, or None when the name is no URL and no host."""
    url = name if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", name) else _bare(name)
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise UnknownTarget(f"{name!r} is no URL: {error}") from error
    scheme = parts.scheme or _scheme(host, port)
    if scheme not in _PORTS:
        raise UnknownTarget(f"{name!r} must be an http or https URL")
    if parts.username is not None:
        raise UnknownTarget("a URL with a user name or password cannot be published as proof")
    if not re.fullmatch(r"[\w.:%-]+", host):
        raise UnknownTarget(f"{name!r} names no host")
    bracketed = f"[{host}]" if ":" in host else host
    code = f"{bracketed}:{_PORTS[scheme] if port is None else port}"
    website = parts._replace(scheme=scheme, fragment="", path=parts.path or "/").geturl()
    return Municipality(
        code=code, name=code, website=website, country=country.code, languages=country.languages
    )


def _bare(name: str) -> str | None:
    """Return a URL without scheme for a host; a word or a mistyped "county:99" is none.

    >>> _bare("www.oslo.kommune.no/skole"), _bare("::1"), _bare("county:99"), _bare("St. Olav")
    ('//www.oslo.kommune.no/skole', '//[::1]', None, None)
    """
    if re.fullmatch(r"[0-9A-Fa-f]*:[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*", name):
        return f"//[{name}]"
    return f"//{name}" if _BARE_HOST.match(name) else None


def _scheme(host: str, port: int | None) -> str:
    """Return the scheme that a bare host most likely speaks: plain on loopback and port 80."""
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    return "http" if loopback or port == _PORTS["http"] else "https"
