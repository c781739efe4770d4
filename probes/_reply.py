"""What a web server answered: read from its head, and judged by its status."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from checker.errors import Malformed, NotThere, Refused, Unavailable

#: RFC 9110 15.4: these name another place. 300 and 304 do not.
REDIRECTS = frozenset({301, 302, 303, 307, 308})

#: Asking again can help: too many requests, bad gateway, unavailable, gateway time-out.
AGAIN = frozenset({429, 502, 503, 504})

#: The head lines that somebody may need later.
KEPT_HEADERS = (
    "content-language",
    "etag",
    "last-modified",
    "retry-after",
    "server",
    "x-robots-tag",
)

#: Types that say nothing, so the first bytes are looked at (WHATWG MIME Sniffing 4.1).
UNKNOWN = frozenset({"", "application/octet-stream", "binary/octet-stream", "unknown/unknown"})


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, after redirects."""

    uri: str  #: after redirects, without fragment
    requested_uri: str
    status_code: int
    media_type: str  #: without parameters, lower case; "" when nothing tells
    captured_at: datetime
    charset: str | None = None  #: as declared
    headers: Mapping[str, str] = field(default_factory=dict)  #: those of KEPT_HEADERS
    body: bytes = field(default=b"", repr=False)  #: decoded; empty unless 2xx
    location: str | None = None
    taken: bool = True  #: False: a media type that nobody asked for, so the body was left


def content_type(header: str) -> tuple[str, str | None]:
    """Return media type and charset of a Content-Type line, whatever its shape.

    >>> content_type('Text/HTML; Charset="ISO-8859-1"')
    ('text/html', 'ISO-8859-1')
    >>> content_type("html")
    ('', None)
    """
    media_type = header.partition(";")[0].strip().lower()
    message = Message()
    message["Content-Type"] = header.replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset")
    named = charset.strip(" '\"") if isinstance(charset, str) else ""
    return (media_type if "/" in media_type else ""), (named or None)


def sniffed(media_type: str, body: bytes) -> str:
    """Return the media type, by the first bytes where the server does not tell.

    >>> sniffed("application/octet-stream", b"%PDF-1.7 ...")
    'application/pdf'
    """
    if media_type not in UNKNOWN:
        return media_type
    start = body[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"%pdf-"):
        return "application/pdf"
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "text/html"
    return media_type


def retry_after_s(line: str | None, *, now: datetime) -> float | None:
    """Return the seconds that a Retry-After asks for; RFC 9110 10.2.3: seconds or a date.

    >>> retry_after_s("120", now=datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    >>> retry_after_s("Thu, 01 Jan 2026 00:01:00 GMT", now=datetime(2026, 1, 1, tzinfo=UTC))
    60.0
    """
    text = (line or "").strip()
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - now).total_seconds())


def judge(reply: Reply) -> None:
    """Raise what a status means; return for success.

    Raises:
        NotThere: 404, 410. Refused: any other 4xx. Unavailable: 429, 5xx.
        Malformed: a redirect to nowhere, or no status of HTTP.
    """
    code, uri = reply.status_code, reply.requested_uri
    detail = f"HTTP {code}" if uri == reply.uri else f"HTTP {code} at {reply.uri}"
    match code:
        case _ if 200 <= code < 300:  # noqa: PLR2004
            return
        case 404 | 410:
            raise NotThere(uri, detail)
        case 429:
            raise Unavailable(uri, detail)
        case _ if 400 <= code < 500:  # noqa: PLR2004
            raise Refused(uri, detail)
        case _ if 500 <= code < 600:  # noqa: PLR2004
            raise Unavailable(uri, detail)
        case _:
            raise Malformed(uri, detail)
