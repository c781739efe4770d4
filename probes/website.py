"""Read a municipality's website: the pages that its links promise an answer on, politely."""

import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

import anyio

from checker.errors import Malformed, NotThere, ProbeError, Refused, TimedOut, TooLarge, Unreachable
from checker.extract.facts.links import canonical, same_site
from checker.extract.facts.promise import rank
from checker.model.evidence import Anchor, Evidence, Text
from checker.model.probe import Assignment, Keep, Probe, Tools
from checker.model.record import Gap, Visit
from checker.model.settings import Politeness
from probes._frontier import Frontier, Link, Ways
from probes._http import Door, open_door
from probes._reply import Reply
from probes._robots import REASON
from probes._sitemap import sitemap
from probes._traps import without_session

KIND = "website"

#: A host that fails so much in a row is left in peace for this visit: six times no answer, or
#: twelve times a refusal (a few closed pages side by side are no sign that we are unwanted).
TROUBLES, NO_ANSWER, NO = 12, 2, 1

#: An element is called looked for when so many pages that promised it were read.
LOOKED = 5
#: The sitemap knows no link words and no way from the home page, so its pages come later.
SITEMAP_WEIGHT = 0.1
#: Part of the run's limit that is kept back to end in order; at most so many seconds.
RESERVE, RESERVE_S = 0.1, 10.0

_META_REFRESH = re.compile(
    rb"""<meta[^>]+http-equiv=["']?refresh[^>]+content=["'][^"'>]*?url=\s*['"]?([^"'>\s]+)""",
    re.IGNORECASE,
)


@lru_cache(maxsize=65_536)
def _key(uri: str) -> str:
    """Return one key for all spellings of an address: with or without www, TLS, last slash."""
    parts = urlsplit(canonical(without_session(uri)))
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}{query}"


@dataclass(slots=True)
class _Crawl:
    """One visit to one municipality; what is known so far."""

    tools: Tools
    door: Door
    assignment: Assignment
    keep: Keep
    home: str = ""
    pages: int = 0
    size_bytes: int = 0
    robots_refused: int = 0
    troubles: Counter[str] = field(default_factory=Counter)  #: host -> failures in a row
    errors: Counter[str] = field(default_factory=Counter)
    gaps: dict[str, Gap] = field(default_factory=dict)  #: by address
    notes: list[str] = field(default_factory=list)
    kept: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    #: address -> key, and the clicks that its evidence says
    digests: dict[str, str] = field(default_factory=dict)  #: of bodies -> key
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    #: address and words of a link -> fewest clicks it was offered with
    frontier: Frontier = field(default_factory=Frontier)
    ways: Ways = field(default_factory=lambda: Ways(""))

    @property
    def politeness(self) -> Politeness:
        return self.tools.settings.website

    async def run(self) -> Visit:
        """Visit the home page, then link after link.

        Raises:
            ProbeError: the home page cannot be had.
        """
        limit_s = self.assignment.limit_s
        with anyio.move_on_after(limit_s - min(RESERVE_S, RESERVE * limit_s)) as limit:
            await self._start()
            await self._sitemap()
            while not self._spent() and (link := self.frontier.pop()):
                await self._follow(link)
        if limit.cancelled_caught:
            if not self.home:
                raise TimedOut(self.assignment.municipality.website, "no home page in time")
            self._stopped(TimedOut.__name__, f"stopped after {limit_s:.0f} s")
        return self._visit()

    async def _start(self) -> None:
        """Read the home page, at the first of the municipality's addresses that answers."""
        town = self.assignment.municipality
        first: ProbeError | None = None
        for website in (town.website, *town.website_alternatives):
            uri = website if "://" in website else f"https://{website}"
            try:
                reply = await self._home(uri)
            except (Unreachable, NotThere, Malformed) as error:
                first = first or error
                self.errors[type(error).__name__] += 1
                continue
            self.home = reply.uri
            self.ways = Ways(_key(reply.uri))
            await self._note_crawl_delay()
            await self._take(reply, Link(_key(uri), uri, 1.0, clicks=0))
            return
        raise first or Malformed(town.website, "no address of a website")

    async def _home(self, uri: str) -> Reply:
        """Bring the home page, also behind a page that only sends on."""
        reply = await self.door.get(uri, languages=self.assignment.languages)
        sent_on = _META_REFRESH.search(reply.body[:4096])
        if sent_on:
            target = urljoin(reply.uri, sent_on[1].decode("utf-8", "replace"))
            reply = await self.door.get(target, languages=self.assignment.languages)
        if not reply.taken:
            raise Malformed(uri, f"the home page is {reply.media_type or 'of no type'}")
        return reply

    async def _note_crawl_delay(self) -> None:
        declared_s = (await self.door.rules(self.home)).crawl_delay_s or 0.0
        cap_s = self.politeness.crawl_delay_cap_s
        floor_s = 0.0 if self.politeness.allow_loopback else self.politeness.floor_s
        if declared_s > cap_s:
            self.notes.append(f"the site's Crawl-delay of {declared_s:g} s was cut to {cap_s:g} s")
        elif declared_s > floor_s:
            self.notes.append(f"slowed by the site's Crawl-delay of {declared_s:g} s")

    async def _sitemap(self) -> None:
        rules = await self.door.rules(self.home)
        for uri in await sitemap(self.door, self.home, rules.sitemaps):
            if self._ours(uri):
                self._offer(Anchor(0, 0, uri, ""), clicks=None)

    def _ours(self, uri: str) -> bool:
        return uri.startswith(("http://", "https://")) and same_site(uri, self.home)

    def _offer(self, anchor: Anchor, *, clicks: int | None) -> None:
        """Let the frontier know a link, with what it promises."""
        far = 1 << 30 if clicks is None else clicks
        if self.seen.get((anchor.uri, anchor.words), far + 1) <= far:
            return
        self.seen[anchor.uri, anchor.words] = far
        ranked = rank(
            anchor,
            self.assignment.elements,
            self.assignment.languages,
            clicks=1 if clicks is None else clicks,
        )
        score = ranked.score * SITEMAP_WEIGHT if clicks is None else ranked.score
        uri = without_session(anchor.uri.partition("#")[0])
        self.frontier.offer(Link(_key(uri), uri, score, ranked.elements, clicks))

    async def _follow(self, link: Link) -> None:
        """Ask for one page; what goes wrong is noted and costs nothing else."""
        host = urlsplit(link.uri).netloc
        if self.troubles[host] >= TROUBLES:
            self._missed(link, Unreachable.__name__)
            return
        try:
            reply = await self.door.get(link.uri, languages=self.assignment.languages)
        except NotThere as error:  # a dead link is a fact, nothing that we failed to read
            self.troubles[host] = 0
            self.errors[type(error).__name__] += 1
        except ProbeError as error:
            self._failed(link, error)
        else:
            self.troubles[host] = 0
            if reply.taken and self._ours(reply.uri):
                await self._take(reply, link)

    def _failed(self, link: Link, error: ProbeError) -> None:
        self._missed(link, type(error).__name__)
        if isinstance(error, Refused) and error.detail.startswith(REASON):
            self.robots_refused += 1
            return
        self.errors[type(error).__name__] += 1
        host = urlsplit(link.uri).netloc
        if isinstance(error, Unreachable | Refused):
            self.troubles[host] += NO_ANSWER if isinstance(error, Unreachable) else NO
            if self.troubles[host] >= TROUBLES:
                self.notes.append(f"{host} failed again and again and was left in peace")

    def _missed(self, link: Link, kind: str) -> None:
        if link.elements:
            self.gaps[link.uri] = Gap(link.uri, kind, link.elements)

    async def _take(self, reply: Reply, link: Link) -> None:
        """Keep a page, then offer its links."""
        key = _key(reply.uri)
        self.frontier.drop(key)
        self.ways.same(link.key, key)
        evidence = Evidence(
            uri=reply.uri,
            media_type=reply.media_type,
            captured_at=reply.captured_at,
            body=reply.body,
            charset=reply.charset,
            clicks=self.ways.clicks(key),
            requested_uri=link.uri if link.uri != reply.uri else None,
        )
        twin = self.digests.setdefault(evidence.digest, key)
        if twin != key or reply.uri in self.kept:
            self.ways.same(key, twin)
            return
        await self.keep(evidence)
        self.kept[reply.uri] = key, evidence.clicks
        self.pages += 1
        self.size_bytes += len(reply.body)
        self.tools.progress(self.assignment.municipality.code, f"{self.pages} {reply.uri}")
        try:
            text = await self.tools.read(evidence)
        except ProbeError as error:  # kept all the same: a person can open it
            kind = type(error).__name__
            self.errors[kind] += 1
            if link.elements or link.clicks == 0:  # what promised nothing hides nothing
                self.gaps[reply.uri] = Gap(reply.uri, kind, link.elements)
        else:
            self._links(text, key)

    def _links(self, text: Text, key: str) -> None:
        """Note where a page leads, and offer what has not been offered as near."""
        anchors = [anchor for anchor in text.anchors if self._ours(anchor.uri)]
        self.ways.links(key, {_key(without_session(anchor.uri)) for anchor in anchors})
        here = self.ways.clicks(key)
        for anchor in anchors:
            self._offer(anchor, clicks=None if here is None else here + 1)
        if key == _key(self.home) and not anchors:
            self.notes.append("the home page has no links; it may need JavaScript")

    def _spent(self) -> bool:
        if not len(self.frontier):
            return False
        if self.pages >= self.politeness.pages_per_visit:
            self._stopped(TooLarge.__name__, f"stopped after {self.pages} pages")
            return True
        if self.size_bytes >= self.politeness.bytes_per_visit:
            self._stopped(TooLarge.__name__, f"stopped after {self.size_bytes} bytes")
            return True
        return False

    def _stopped(self, kind: str, why: str) -> None:
        """Say what was not looked at: an element with unread promises is not absent."""
        self.notes.append(f"{why}; {len(self.frontier)} links were not followed")
        missed: dict[str, tuple[str, ...]] = {}
        for element, link in self.frontier.waiting().items():
            if self.frontier.taken[element] < LOOKED:
                missed[link.uri] = (*missed.get(link.uri, ()), element)
        for uri, elements in missed.items():
            self.gaps.setdefault(uri, Gap(uri, kind, elements))

    def _visit(self) -> Visit:
        shorter = {
            uri: clicks
            for uri, (key, said) in self.kept.items()
            if (clicks := self.ways.clicks(key)) is not None and clicks != said
        }
        return Visit(
            pages=self.pages,
            size_bytes=self.size_bytes,
            robots_refused=self.robots_refused,
            errors=dict(self.errors),
            gaps=tuple(self.gaps.values()),
            notes=tuple(self.notes),
            clicks=shorter,
        )


@dataclass(frozen=True, slots=True)
class _Website:
    """Visits one municipality after the other, or many side by side, through one door."""

    tools: Tools
    door: Door
    kind: str = KIND

    async def run(self, assignment: Assignment, keep: Keep) -> Visit:
        return await _Crawl(self.tools, self.door, assignment, keep).run()


@asynccontextmanager
async def create(tools: Tools) -> AsyncIterator[Probe]:
    """Open the probe; its connections are closed at the end."""
    async with open_door(
        tools.settings.website,
        clock=tools.clock,
        random=tools.random,
        sleep=tools.sleep,
    ) as door:
        yield _Website(tools, door)
