"""What a site allows robots to read: robots.txt as RFC 9309 has it, and Crawl-delay."""

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import quote, urljoin, urlsplit

import anyio
from protego import Protego

from checker.errors import Malformed, TooLarge

#: RFC 9309 2.4: not longer than a day.
GOOD_FOR = timedelta(hours=24)

#: A site in trouble is asked again soon: until then everything is forbidden.
TROUBLE_FOR = timedelta(minutes=10)

#: The door cuts a robots.txt no earlier than here (RFC 9309 2.5).
CUT_FROM_BYTES = 512_000

#: Begins the detail of every Refused that robots.txt is the reason of.
REASON = "robots.txt"

_AGENT = re.compile(r"\s*(?:user[- ]?agent)\s*(?::|\s)\s*([^#]*)", re.IGNORECASE)

#: A line of RFC 9309 2.2, or one that many crawlers know; any other must not part a group (2.2.4).
_KNOWN = re.compile(
    r"\s*(?:user[- ]?agent|allow|d(?:isallow|issallow|issalow|isalow|iasllow|isallaw)|"
    r"site-?maps?|crawl[- ]delay)\s*(?::|\s)",
    re.IGNORECASE,
)

#: RFC 9309 2.2: only these end a line; Python knows some more.
_LINE_END = re.compile(r"\r\n|\r|\n")
_NO_LINE_END = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

#: A byte order mark, also half of one.
_MARK = re.compile(rb"\A\xef(?:\xbb\xbf?)?(?=[A-Za-z#\s])")
_TOKEN = re.compile(r"[A-Za-z_-]+")


def product_token(user_agent: str) -> str:
    """Return the name that a robots.txt knows us by (RFC 9309 2.2.1).

    >>> product_token("kommunetest/0.1 (+https://kommunetest.example/about)")
    'kommunetest'
    """
    found = _TOKEN.match(user_agent)
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin's robots.txt says to us."""

    rules: Protego | None = None  #: None: everything alike
    token: str = ""
    closed: str = ""  #: why everything is forbidden; "": it is not
    crawl_delay_s: float | None = None  #: as declared
    sitemaps: tuple[str, ...] = ()  #: absolute

    def objection(self, uri: str) -> str | None:
        """Return why uri must not be read, or None when it may."""
        if self.closed:
            return f"{REASON} {self.closed}"
        if self.rules is None or self.rules.can_fetch(uri, self.token):
            return None
        return f"{REASON} forbids it"


def _ours_only(content: str, token: str) -> str:
    """Name the groups so that only those that mean us, or everybody, can match.

    RFC 9309 2.2.1 compares whole product tokens, without case and without version; the parser
    would also take "kommune" for "kommunetest", and miss "kommunetest/2.0". It would end a group
    at a line that nobody knows (2.2.4), and at the line separators of Unicode.
    """
    lines = []
    for line in _LINE_END.split(content):
        if not _KNOWN.match(line):
            continue
        agent = _AGENT.fullmatch(line)
        lines.append(f"User-agent: {_meant(agent[1], token)}" if agent else _quoted(line))
    return "\n".join(lines)


def _meant(named: str, token: str) -> str:
    """Return whom a group is for: us, everybody or somebody else."""
    found = _TOKEN.match(named)
    if found and found[0].lower() == token.lower():
        return token
    return "*" if named.split(maxsplit=1)[:1] == ["*"] else "0"


def _whole_lines(body: bytes) -> bytes:
    """Drop the piece of a line that the cut left: "/intern" must not become "/"."""
    if len(body) < CUT_FROM_BYTES or body.endswith((b"\n", b"\r")):
        return body
    return body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]


def _quoted(line: str) -> str:
    """Percent-encode what stands inside a path and would end the line in Python."""
    return _NO_LINE_END.sub(lambda one: quote(one[0]), line)


def _absolute(lines: Iterable[str], uri: str) -> Iterator[str]:
    for line in lines:
        with suppress(ValueError):  # brackets that hold no IPv6 address
            yield urljoin(uri, line)


def read_rules(body: bytes, user_agent: str, *, uri: str = "") -> Rules:
    r"""Read a robots.txt; whatever the bytes are, it never raises.

    >>> read_rules(b"User-agent: *\nDisallow: /internt", "kommunetest").objection("/internt/a")
    'robots.txt forbids it'
    """
    token = product_token(user_agent)
    coding = "utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    content = _MARK.sub(b"", _whole_lines(body), count=1).decode(coding, "replace")
    rules = Protego.parse(_ours_only(content, token))
    return Rules(
        rules,
        token,
        crawl_delay_s=rules.crawl_delay(token),
        sitemaps=tuple(dict.fromkeys(_absolute(rules.sitemaps, uri))),
    )


class Answer(Protocol):
    """What Robots needs of a reply of the door."""

    @property
    def status_code(self) -> int: ...
    @property
    def body(self) -> bytes: ...


class Robots:
    """Remembers the rules of each origin for a while; at most one asks at a time."""

    def __init__(
        self,
        fetch: Callable[[str], Awaitable[Answer]],
        *,
        user_agent: str,
        clock: Callable[[], datetime],
    ) -> None:
        #: Brings a robots.txt with at most five redirects; the last reply, whatever its status.
        self._fetch = fetch
        self._user_agent = user_agent
        self._clock = clock
        self._known: dict[str, tuple[datetime, Rules]] = {}
        self._asking: dict[str, anyio.Lock] = {}

    async def rules(self, uri: str) -> Rules:
        """Return what the origin of uri says, from memory or from its robots.txt.

        Raises:
            Unreachable: the site cannot be reached at all.
        """
        parts = urlsplit(uri)
        origin = f"{parts.scheme}://{parts.netloc}/robots.txt".lower()
        async with self._asking.setdefault(origin, anyio.Lock()):
            known = self._known.get(origin)
            if known and known[0] > self._clock():
                return known[1]
            rules = await self._ask(origin)
            self._known[origin] = self._clock() + (TROUBLE_FOR if rules.closed else GOOD_FOR), rules
            return rules

    async def _ask(self, origin: str) -> Rules:
        """RFC 9309 2.3.1: 2xx is followed, 3xx without end and 4xx allow, 5xx forbids.

        429 forbids too: who asks us to slow down does not ask to be read without rules.
        """
        try:
            reply = await self._fetch(origin)
        except (Malformed, TooLarge) as error:
            return Rules(closed=f"cannot be read, so nothing is: {error.detail}")
        match reply.status_code // 100:
            case 2:
                return read_rules(reply.body, self._user_agent, uri=origin)
            case 5:
                return Rules(closed=f"answers {reply.status_code}, which forbids all for now")
            case _ if reply.status_code == 429:  # noqa: PLR2004  Too Many Requests
                return Rules(closed="answers 429, which forbids all for now")
            case _:
                return Rules()
