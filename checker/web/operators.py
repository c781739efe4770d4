"""Who may order visits: the operator's session, form tokens, and the origin of a request.

With a token in the settings the operator signs in; without one, whoever sits at this machine is
the operator. A request that came through a proxy is never "at this machine", and a page of
another website can order nothing: every unsafe request must come from our own pages.
"""

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from starlette.requests import Request

from checker.model.settings import WebSettings

#: The prefix makes browsers refuse the cookie unless it is Secure, for this host and path "/".
COOKIE = "__Host-operator"
IDLE = timedelta(hours=8)
LONGEST = timedelta(hours=24)
SESSIONS = 100
#: After so many wrong tokens within PAUSE nobody signs in until it is over.
WRONG_TOKENS = 10
PAUSE = timedelta(minutes=5)
#: Headers that only a proxy adds.
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_PAD = 32


class TooManyTries(Exception):
    """Too many wrong tokens; nobody signs in for a while."""


@dataclass(slots=True)
class _Session:
    opened_at: datetime
    used_at: datetime


def is_loopback(host: str) -> bool:
    """Return whether a host name or address is this machine.

    >>> [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "evil.example")]
    [True, True, True, False]
    """
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def host_of(header: str) -> str:
    """Return the host of a Host header without its port; "" when it is none.

    >>> host_of("[::1]:8357"), host_of("localhost:80"), host_of("a b")
    ('::1', 'localhost', '')
    """
    if not header or any(char in header for char in "/@?#\\ \t"):
        return ""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def came_by_proxy(headers: Mapping[str, str]) -> bool:
    """Return whether somebody forwarded the request, so that its sender is not who asks."""
    return any(name in headers for name in FORWARDED)


def same_origin(headers: Mapping[str, str], *, strict: bool) -> bool:
    """Return whether a request comes from our own pages.

    Browsers send Sec-Fetch-Site (Fetch Metadata) and Origin with every POST and pages cannot
    forge them. Programs send neither: strict refuses them, because a form is only for browsers.
    """
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower() != ""
    return site is not None or not strict


class Operators:
    """Sessions in memory: a restart signs everybody out."""

    def __init__(self, web: WebSettings, api_token: str, clock: Callable[[], datetime]) -> None:
        self._web = web
        self._api_token = api_token
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._sessions: dict[str, _Session] = {}  #: SHA-256 of the session id -> its times
        self._wrong: list[datetime] = []

    @property
    def by_token(self) -> bool:
        """Whether an operator must sign in."""
        return bool(self._web.operator_token)

    def host_allowed(self, header: str) -> bool:
        """Return whether a Host header is ours; a name that was rebound to loopback is not."""
        host = host_of(header)
        if not is_loopback(self._web.host):
            return bool(host)
        return is_loopback(host) or (bool(host) and host == self._public_host())

    def _public_host(self) -> str:
        return urlsplit(self._web.public_url).hostname or ""

    def at_this_machine(self, request: Request) -> bool:
        """Return whether the request was made on this machine, by nobody's detour."""
        client = request.client.host if request.client else ""
        local = is_loopback(client) and is_loopback(host_of(request.headers.get("host", "")))
        return local and not came_by_proxy(request.headers)

    def secure(self, request: Request) -> bool:
        """Return whether a secret may travel: over TLS, or not at all outside this machine."""
        host = host_of(request.headers.get("host", ""))
        behind_tls = self._web.public_url.startswith("https:") and host == self._public_host()
        return request.url.scheme == "https" or behind_tls or is_loopback(host)

    def is_operator(self, request: Request) -> bool:
        """Return whether the one who asks may order visits."""
        if self.by_token:
            return self._session(request) is not None
        return self.at_this_machine(request)

    def _session(self, request: Request) -> str | None:
        cookie = request.cookies.get(COOKIE, "")
        name = hashlib.sha256(cookie.encode()).hexdigest()
        session = self._sessions.get(name)
        if session is None:
            return None
        now = self._clock()
        if now - session.used_at > IDLE or now - session.opened_at > LONGEST:
            del self._sessions[name]
            return None
        session.used_at = now
        return name

    def sign_in(self, token: str) -> str | None:
        """Return a new session id for the right token, or None.

        Raises:
            TooManyTries: too many wrong tokens lately; a right one is refused too.
        """
        now = self._clock()
        self._wrong = [at for at in self._wrong if now - at < PAUSE]
        if len(self._wrong) >= WRONG_TOKENS:
            raise TooManyTries
        if not self.by_token or not _equal(token, self._web.operator_token):
            self._wrong.append(now)
            return None
        while len(self._sessions) >= SESSIONS:
            self._sessions.pop(min(self._sessions, key=lambda name: self._sessions[name].used_at))
        cookie = secrets.token_urlsafe(32)
        self._sessions[hashlib.sha256(cookie.encode()).hexdigest()] = _Session(now, now)
        return cookie

    def sign_out(self, request: Request) -> None:
        """Forget the session of this request."""
        name = self._session(request)
        if name is not None:
            del self._sessions[name]

    def bearer(self, request: Request) -> bool:
        """Return whether the request carries the daemon's or the operator's token."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return False
        known = [secret for secret in (self._api_token, self._web.operator_token) if secret]
        return any([_equal(token.strip(), secret) for secret in known])  # noqa: C419  equal time

    def form_token(self, request: Request) -> str:
        """Return a token for a form on this page; masked anew, so compression tells nothing."""
        pad = secrets.token_bytes(_PAD)
        return (pad + _xor(self._form_secret(request), pad)).hex()

    def form_token_fits(self, request: Request, token: str) -> bool:
        """Return whether a form was made by this process for this session."""
        try:
            both = bytes.fromhex(token)
        except ValueError:
            return False
        pad, masked = both[:_PAD], both[_PAD:]
        return len(both) == 2 * _PAD and hmac.compare_digest(
            _xor(masked, pad), self._form_secret(request)
        )

    def _form_secret(self, request: Request) -> bytes:
        whose = (self._session(request) or "") if self.by_token else "this machine"
        return hmac.digest(self._key, whose.encode(), "sha256")


def _equal(given: str, secret: str) -> bool:
    return hmac.compare_digest(
        hashlib.sha256(given.encode("utf-8", "surrogatepass")).digest(),
        hashlib.sha256(secret.encode()).digest(),
    )


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
