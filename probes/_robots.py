"""What a site allows robots to read: robots.txt as RFC 9309 has it, and Crawl-delay."""

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urljoin, urlsplit

import anyio
from protego import Protego

from checker.errors import Malformed, TooLarge

#: RFC 9309 2.4: not longer than a day.
GOOD_FOR = timedelta(hours=24)

#: A site in trouble is asked again soon: until then everything is forbidden.
TROUBLE_FOR = timedelta(minutes=10)

#: Begins the detail of every Refused that robots.txt is the reason of.
REASON = "robots.txt"

_AGENT = re.compile(r"\s*(?:user[- ]?agent)\s*(?::|\s)\s*([^#]*)", re.IGNORECASE)
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
    would also take "kommune" for "kommunetest", and miss "kommunetest/2.0".
    """
    lines = []
    for line in content.splitlines():
        agent = _AGENT.fullmatch(line)
        if agent is None:
            lines.append(line)
            continue
        named = _TOKEN.match(agent[1])
        ours = named is not None and named[0].lower() == token.lower()
        everybody = agent[1].startswith("*")
        lines.append(f"User-agent: {token if ours else '*' if everybody else '0'}")
    return "\n".join(lines)


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
    coding = "utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    rules = Protego.parse(_ours_only(body.decode(coding, "replace"), token))
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
