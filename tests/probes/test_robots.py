"""robots.txt, held against RFC 9309 and what is seen on servers."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import Malformed, ProbeError, TooLarge, Unreachable
from probes._robots import Robots, product_token, read_rules

AGENT = "kommunetest/0.1 (+https://prove.invalid/about)"
SITE = "https://prove.invalid"

RFC_9309 = [  # rules, path, may it be read; the number is the section
    ("", "/a", True),
    ("User-agent: *\nDisallow: /", "/a", False),
    ("User-agent: *\nDisallow:", "/a", True),
    ("User-agent: *\nDisallow: /a", "/ab", False),  # 2.2.2: prefix
    ("User-agent: *\nDisallow: /a/", "/a", True),
    ("User-agent: *\nDisallow: /A", "/a", True),  # paths keep their case
    ("user-AGENT: *\ndisALLOW: /a", "/a", False),  # names of lines do not
    ("User-agent: *\nDisallow: /\nAllow: /a", "/a", True),  # 2.2.2: the longest wins
    ("User-agent: *\nAllow: /a\nDisallow: /", "/a", True),
    ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),  # 2.2.2: allow wins a tie
    ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),  # 2.2.3
    ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
    ("User-agent: *\nDisallow: /*.pdf", "/a.pdf?x", False),
    ("User-agent: *\nDisallow: /*print=", "/a?b&print=1", False),
    ("User-agent: KommuneTest\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),  # 2.2.1
    ("User-agent: kommunetest\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", True),
    ("User-agent: annen\nDisallow: /", "/a", True),
    ("User-agent: annen\nUser-agent: *\nDisallow: /", "/a", False),
    ("User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", False),  # groups merge
    ("User-agent: kommunetest\n\nDisallow: /", "/a", False),  # a blank line ends nothing
    ("# all\nUser-agent: * # us\nDisallow: /a # why", "/a", False),
    ("User-agent: *\r\nDisallow: /a\r\n", "/a", False),
    ("User-agent: *\rDisallow: /a\r", "/a", False),
    ("User-agent: *\nDisallow: /blå", "/bl%C3%A5", False),  # 2.2.2: percent-encoded alike
    ("User-agent: *\nDisallow: /bl%c3%a5", "/blå", False),
    ("User-agent: *\nDisallow: /", "/robots.txt", True),  # 2.2.2: always
]

SEEN_ON_SERVERS = [
    ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),  # byte order mark
    ("User-agent: kommunetest/2.0\nDisallow: /\nUser-agent: *\nAllow: /", "/a", False),
    ("User-agent: kommune\nDisallow: /", "/a", True),  # another's name that begins ours
    ("User-agent: kommunetest-bot\nDisallow: /", "/a", True),
    ("<!DOCTYPE html><html><body>Siden finnes ikke</body></html>", "/a", True),  # soft 404
    ("Disallow: /", "/a", True),  # before any group
    ("User-agent: *\nDissallow: /a", "/a", False),
    ("User agent: *\nDisallow: /a", "/a", False),
]


@pytest.mark.parametrize(("content", "path", "allowed"), [*RFC_9309, *SEEN_ON_SERVERS])
def test_rules(content: str, path: str, allowed: bool) -> None:  # noqa: FBT001  the third column
    """We read what the site allows us, and nothing that it forbids."""
    rules = read_rules(content.encode(), AGENT)
    assert (rules.objection(SITE + path) is None) is allowed


@pytest.mark.parametrize(
    ("lines", "delay_s"),
    [
        ("User-agent: *\nCrawl-delay: 10", 10.0),
        ("User-agent: *\nCrawl-delay: 0.25", 0.25),
        ("User-agent: *\ncrawl-DELAY:2", 2.0),
        ("User-agent: annen\nCrawl-delay: 10", None),
        ("User-agent: *\nCrawl-delay: 9\nUser-agent: kommunetest\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\nCrawl-delay: -1", None),
        ("User-agent: *\nCrawl-delay: nan", None),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: *\nDisallow:", None),
    ],
)
def test_crawl_delay(lines: str, delay_s: float | None) -> None:
    """A Crawl-delay is followed as declared, fractions too; nonsense is not."""
    assert read_rules(lines.encode(), AGENT).crawl_delay_s == delay_s


def test_sitemaps() -> None:
    """Sitemap lines hold wherever they stand, also relative ones; each counts once."""
    content = b"Sitemap: /a.xml\nUser-agent: x\nDisallow: /\nSitemap: https://b.invalid/b.xml\n"
    rules = read_rules(content + b"Sitemap: /a.xml\nSitemap: http://[x", AGENT, uri=f"{SITE}/")
    assert rules.sitemaps == (f"{SITE}/a.xml", "https://b.invalid/b.xml")


def test_utf_16() -> None:
    """An editor that saves as UTF-16 does not open the site."""
    content = "User-agent: *\nDisallow: /".encode("utf-16")
    assert read_rules(content, AGENT).objection(f"{SITE}/a")


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode()))
def test_any_bytes(content: bytes) -> None:
    """Whatever stands there, there is a verdict."""
    read_rules(content, AGENT).objection(f"{SITE}/a")


@pytest.mark.parametrize(
    ("agent", "token"),
    [(AGENT, "kommunetest"), ("Kommune_test-2/1", "Kommune_test-"), ("", ""), ("(x)", "")],
)
def test_product_token(agent: str, token: str) -> None:
    """Our name is the first token of the user agent: letters, "_" and "-" (RFC 9309 2.2.1)."""
    assert product_token(agent) == token


@dataclass(frozen=True, slots=True)
class Reply:
    status_code: int
    body: bytes = b""


class Site:
    """Answers for a robots.txt, and counts how often it was asked."""

    def __init__(self, *answers: Reply | ProbeError) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.robots = Robots(self.fetch, user_agent=AGENT, clock=lambda: self.now)

    async def fetch(self, uri: str) -> Reply:
        answer = self.answers[min(len(self.asked), len(self.answers) - 1)]
        self.asked.append(uri)
        if isinstance(answer, ProbeError):
            raise answer
        return answer

    async def allows(self, uri: str = f"{SITE}/a") -> bool:
        return (await self.robots.rules(uri)).objection(uri) is None


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (Reply(200, b"User-agent: *\nDisallow: /"), False),
        (Reply(200), True),
        (Reply(404), True),  # 2.3.1.3
        (Reply(403), True),
        (Reply(401), True),
        (Reply(410), True),
        (Reply(302), True),  # 2.3.1.2: more redirects than we follow
        (Reply(429), False),  # Google's reading, stricter than the RFC
        (Reply(500), False),  # 2.3.1.4
        (Reply(503), False),
        (Malformed(SITE, "not gzip"), False),
        (TooLarge(SITE), False),
    ],
)
async def test_status(answer: Reply | ProbeError, allowed: bool) -> None:  # noqa: FBT001
    """Who has no robots.txt allows all; who cannot tell forbids all for now."""
    assert await Site(answer).allows() is allowed


async def test_no_connection() -> None:
    """A site that cannot be reached is unreachable, not forbidden; next time it is asked again."""
    site = Site(Unreachable(SITE), Reply(404))
    with pytest.raises(Unreachable):
        await site.allows()
    assert await site.allows()


async def test_remembered() -> None:
    """One question per origin and day; scheme, host and port make the origin."""
    site = Site(Reply(404))
    for uri in (f"{SITE}/a", f"{SITE.upper()}/b", f"{SITE}:8443/a", "http://prove.invalid/a"):
        await site.allows(uri)
    assert site.asked == [
        f"{SITE}/robots.txt",
        f"{SITE}:8443/robots.txt",
        "http://prove.invalid/robots.txt",
    ]
    site.now += timedelta(hours=23)
    await site.allows()
    assert len(site.asked) == 3
    site.now += timedelta(hours=2)
    await site.allows()
    assert len(site.asked) == 4


async def test_trouble_is_short() -> None:
    """A site whose server failed is not shut out for a day."""
    site = Site(Reply(503), Reply(404))
    assert not await site.allows()
    site.now += timedelta(minutes=5)
    assert not await site.allows()
    site.now += timedelta(minutes=6)
    assert await site.allows()
