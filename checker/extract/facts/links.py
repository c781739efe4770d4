"""Addresses: which are one page, and which belong to a municipality."""

import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import (
    SplitResult,
    parse_qsl,
    quote,
    urlencode,
    urljoin,
    urlsplit,
    urlunsplit,
)

#: Query keys that say where a visitor came from, or ask for the same page to print.
_NO_PAGE = re.compile(
    r"utm_\w+|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|_ga|_gl|_hs\w+|"
    r"phpsessid|jsessionid|fragment|print|printable|printer|printversion|utskrift|skriv-?ut",
    re.IGNORECASE,
)
#: Keys that do so with this value only.
_TWINS = frozenset(
    {("tmpl", "component"), ("view", "print"), ("layout", "print"), ("mode", "print")}
)
_DEFAULT_DOCUMENT = re.compile(
    r"(?<=/)(?:index|default)\.(?:html?|aspx?|php|jsp|cfm)\Z", re.IGNORECASE
)
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_DOTTED = re.compile(r"/\.{1,2}(?:/|\Z)")
_UNRESERVED = frozenset(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
)  # RFC 3986, 2.3
_SAFE = "/:@!$&'()*+,;=~%"
_PORTS = {"http": 80, "https": 443}
#: Suffixes under which each name is another owner (Public Suffix List, the Norwegian part).
_SUFFIXES = (".kommune.no", ".herad.no", ".fylkeskommune.no", ".suohkan.no", ".tjielte.no")


@lru_cache(maxsize=65_536)
def canonical(uri: str) -> str:
    """Return one spelling for all addresses of the same page (RFC 3986, 6.2).

    Fragment, visitor tracking and print versions go, the query is sorted, default port and
    default document are left out, the host is lower-case IDNA. An address that cannot be taken
    apart comes back as it is.

    >>> canonical("HTTPS://ÅS.kommune.no:443/a/../sfo/index.html?b=2&utm_source=x&a=1#pris")
    'https://xn--s-1fa.kommune.no/sfo/?a=1&b=2'
    >>> canonical("https://x.no/s%c3%b8k%7e?Print=1")
    'https://x.no/s%C3%B8k~'
    """
    try:
        parts = urlsplit(uri)
        port = parts.port
    except ValueError:
        return uri
    if parts.scheme not in _PORTS or not parts.hostname:
        return uri
    host = _host(parts)
    if port is not None and port != _PORTS[parts.scheme]:
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, _path(parts.path), _query(parts.query), ""))


def _host(parts: SplitResult) -> str:
    """The host as DNS asks for it; one that no rule allows stays, in lower case."""
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _path(path: str) -> str:
    path = quote(_ESCAPE.sub(_settled, path), safe=_SAFE, errors="replace")
    if _DOTTED.search(path):
        path = urlsplit(urljoin("http://x.invalid/", path)).path
    return _DEFAULT_DOCUMENT.sub("", path) or "/"


def _settled(escape: re.Match[str]) -> str:
    """An escape in capitals; one that was not necessary, undone."""
    code = int(escape.group(1), 16)
    return chr(code) if code in _UNRESERVED else f"%{escape.group(1).upper()}"


def _query(query: str) -> str:
    if not query:
        return ""
    pairs = [
        (key, value)
        for key, value in parse_qsl(query, keep_blank_values=True, errors="replace")
        if not _NO_PAGE.fullmatch(key) and (key.lower(), value.lower()) not in _TWINS
    ]
    if not pairs:
        return "" if "=" in query else quote(query, safe=_SAFE)
    if len(pairs) == 1 and pairs[0][1] == "" and "=" not in query:  # a bare key, "?page"
        return quote(pairs[0][0], safe=_SAFE)
    return urlencode(sorted(pairs), errors="replace")


@lru_cache(maxsize=65_536)
def same_site(uri: str, home: str) -> bool:
    """Whether an address belongs to the municipality whose home page is given.

    The same host with or without www, and hosts below it; kommune.no is a public suffix, so
    two names under it are two municipalities. A port that is not the usual one must be the same.

    >>> same_site("https://skjema.x.kommune.no/a", "https://www.x.kommune.no/")
    True
    >>> same_site("https://y.kommune.no/", "https://www.x.kommune.no/")
    False
    """
    try:
        own, other = urlsplit(canonical(home)), urlsplit(canonical(uri))
        if (own.port, own.hostname is None) != (other.port, other.hostname is None):
            return False
    except ValueError:
        return False
    if own.hostname is None or other.hostname is None or other.scheme not in _PORTS:
        return False
    if own.hostname == other.hostname:
        return True
    site = _site(own.hostname)
    return other.hostname == site or other.hostname.endswith(f".{site}")


def _site(host: str) -> str:
    """What all hosts of a municipality end in; itself for an address in numbers."""
    try:
        ip_address(host)
    except ValueError:
        pass
    else:
        return host
    for suffix in _SUFFIXES:
        if host.endswith(suffix):
            return host.removesuffix(suffix).rpartition(".")[2] + suffix
    return host.removeprefix("www.")
