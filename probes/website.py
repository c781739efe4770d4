"""Read a municipality's website: the pages that its links promise an answer on, politely."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import anyio
import anyio.lowlevel

from checker.errors import NotThere, ProbeError, TimedOut, TooLarge, Unreachable
from checker.extract.facts.links import same_site
from checker.extract.facts.promise import rank
from checker.model.evidence import Anchor, Evidence, Text, digest_of
from checker.model.probe import Assignment, Keep, Probe, Tools
from checker.model.record import Gap, Visit
from checker.model.settings import Politeness
from probes._account import Account
from probes._canonical import Names, canonical_link, plain
from probes._doubt import Doubt
from probes._front import front_page
from probes._frontier import Frontier, Link, Ways, as_hub, listed
from probes._http import Door, open_door
from probes._reply import Reply
from probes._search import Search
from probes._sitemap import sitemap
from probes._traps import is_hub, is_opaque

KIND = "website"

#: The sitemap knows no link words and no way from the home page, so its pages come later.
SITEMAP_WEIGHT = 0.1
#: When this part of the pages is read (a half), the site's own search is asked at the latest.
LATE = 2
#: So many links are ranked in a few milliseconds.
AT_A_TIME = 200
#: Part of the run's limit that is kept back to end in order; at most so many seconds.
RESERVE, RESERVE_S = 0.1, 10.0
#: A shorter text may be the same on two pages that differ in what no machine reads.
TELLING = 200


@dataclass(slots=True)
class _Crawl:
    """One visit to one municipality; what is known so far."""

    tools: Tools
    door: Door
    assignment: Assignment
    keep: Keep
    home: str = ""
    account: Account = field(default_factory=Account)
    names: Names = field(default_factory=Names)
    kept: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    #: address -> key, and the clicks that its evidence says
    digests: dict[str, str] = field(default_factory=dict)  #: of bodies -> key
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    #: address and words of a link -> fewest clicks it was offered with
    frontier: Frontier = field(default_factory=Frontier)
    ways: Ways = field(default_factory=lambda: Ways(""))
    politeness: Politeness = field(init=False)
    doubt: Doubt = field(init=False)
    search: Search = field(init=False)

    def __post_init__(self) -> None:
        self.politeness = self.tools.settings.website
        self.doubt = Doubt(
            self.door,
            self.assignment,
            self.names,
            self.frontier,
            self.account.notes,
            random=self.tools.random,
        )
        self.search = Search(self.door, self.frontier, self.names.key, self._ours)

    async def run(self) -> Visit:
        """Visit the home page, then link after link.

        Raises:
            ProbeError: the home page cannot be had.
        """
        limit_s = self.assignment.limit_s
        with anyio.move_on_after(limit_s - min(RESERVE_S, RESERVE * limit_s)) as limit:
            await self._start()
            await self._sitemap()
            while not self._spent() and (link := await self._next()):
                await self.doubt.resolve()
                await self._follow(link)
        if limit.cancelled_caught:
            if not self.home:
                raise TimedOut(self.assignment.municipality.website, "no home page in time")
            self.account.stopped(TimedOut.__name__, f"stopped after {limit_s:.0f} s", self.frontier)
        return self._visit()

    async def _start(self) -> None:
        uri, reply = await front_page(self.door, self.assignment, self.account.errors)
        self.home, self.doubt.front = reply.uri, reply
        if not same_site(uri, self.home):
            self.names.alias(uri, self.home)
            self.account.note_domain(uri, self.home)
        self.search.notice(reply)
        self.ways = Ways(self.names.key(reply.uri))
        self.account.note_pace((await self.door.rules(self.home)).crawl_delay_s, self.politeness)
        await self._take(reply, Link(self.names.key(uri), uri, 1.0, clicks=0))

    async def _sitemap(self) -> None:
        rules = await self.door.rules(self.home)
        entries = await sitemap(self.door, self.home, rules.sitemaps, self._ours)
        for number, entry in enumerate(entries):
            if number % AT_A_TIME == 0:  # others have their turn
                await anyio.lowlevel.checkpoint()
            if is_opaque(entry.uri):
                self.frontier.offer(listed(plain(entry.uri), self.names.key(entry.uri)))
            else:
                self._offer(Anchor(0, 0, entry.uri, ""), clicks=None)

    async def _next(self) -> Link | None:
        """Return the best link left; the site is asked before links that promise nothing."""
        best = self.frontier.peek()
        late = LATE * self.account.pages >= self.politeness.pages_per_visit
        if best is None or not best.promising or late:
            told = await self.search.ask(
                self.assignment.elements,
                self.assignment.languages,
                most=self.politeness.searches_per_visit,
            )
            self.account.notes += [told] if told else []
        return self.frontier.pop()

    def _ours(self, uri: str) -> bool:
        if not uri.startswith(("http://", "https://")):
            return False
        return same_site(uri, self.home) or self.names.is_alias(uri)

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
        uri, key = plain(anchor.uri), self.names.key(anchor.uri)
        self.names.spelt(key, uri)
        link = Link(key, uri, score, ranked.elements, clicks, anchor.words)
        if score >= 0 and clicks is not None and is_hub(uri, anchor.words):
            link = as_hub(link, self.assignment.elements)
        self.frontier.offer(link)

    async def _follow(self, link: Link) -> None:
        """Ask for one page; what goes wrong is noted and costs nothing else."""
        if self.account.is_left_in_peace(link.uri):
            self.account.missed(link, Unreachable.__name__)
            return
        try:
            reply = await self._brought(link.uri, self.names.other_spellings(link.key, link.uri))
        except NotThere:
            self.account.not_there(link.uri)
        except ProbeError as error:
            self.account.failed(link, error)
        else:
            self.account.answered(link.uri)
            if reply.taken and self._ours(reply.uri):
                await self._take(reply, link)

    async def _brought(self, uri: str, others: Sequence[str]) -> Reply:
        """Bring a page; where it is not there, under another spelling that the site uses."""
        try:
            return await self.door.get(uri, languages=self.assignment.languages)
        except NotThere:
            if not others:
                raise
            return await self._brought(others[0], ())

    async def _take(self, reply: Reply, link: Link) -> None:
        """Keep a page, then offer its links."""
        if await self.doubt.is_missing(reply, link):
            self.account.not_there(link.uri)
            self.frontier.sample.showed(link.uri, fresh=False)
            return
        self.names.redirected(link.uri, reply.uri)
        key = self.names.key(reply.uri)
        self.frontier.drop(key, reply.uri)
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
            self.frontier.sample.showed(link.uri, fresh=False)
            self._learn(reply, evidence.digest)
            return
        await self.keep(evidence)
        self.kept[reply.uri] = key, evidence.clicks
        self.account.pages += 1
        self.account.size_bytes += len(reply.body)
        progress = f"{self.account.pages} {reply.uri}"
        self.tools.progress(self.assignment.municipality.code, progress)
        try:
            text = await self.tools.read(evidence)
        except ProbeError as error:  # kept all the same: a person can open it
            kind = type(error).__name__
            self.account.errors[kind] += 1
            if link.elements or link.clicks == 0:  # what promised nothing hides nothing
                self.account.gaps[reply.uri] = Gap(reply.uri, kind, link.elements)
        else:
            self._read(text, reply, link)

    def _learn(self, reply: Reply, digest: str) -> str | None:
        """Let the site teach which addresses are one page; return who showed this text before."""
        before = self.names.lessons
        first = self.names.showed(reply.uri, digest, canonical_link(reply.body, reply.uri))
        if self.names.lessons != before:
            self.frontier.rename(self.names.key)
        return first

    def _read(self, text: Text, reply: Reply, link: Link) -> None:
        """Offer the links of a page, unless it says what another one has said."""
        words = " ".join(text.content.split())
        telling = len(words) >= TELLING
        first = (
            self._learn(reply, digest_of(words.encode("utf-8", "surrogatepass")))
            if telling
            else None
        )
        self.frontier.sample.showed(link.uri, fresh=first is None)
        key = self.names.key(reply.uri)
        if first is not None:
            self.ways.same(key, self.names.key(first))
        else:
            self._links(text, key)

    def _links(self, text: Text, key: str) -> None:
        """Note where a page leads, and offer what has not been offered as near."""
        anchors = [anchor for anchor in text.anchors if self._ours(anchor.uri)]
        self.ways.links(key, {self.names.key(anchor.uri) for anchor in anchors})
        here = self.ways.clicks(key)
        for anchor in anchors:
            self._offer(anchor, clicks=None if here is None else here + 1)
        if key == self.names.key(self.home) and not anchors:
            self.account.notes.append("the home page has no links; it may need JavaScript")

    def _spent(self) -> bool:
        if not len(self.frontier):
            return False
        pages, size_bytes = self.account.pages, self.account.size_bytes
        if pages >= self.politeness.pages_per_visit:
            why = f"stopped after {pages} pages"
        elif size_bytes >= self.politeness.bytes_per_visit:
            why = f"stopped after {size_bytes} bytes"
        else:
            return False
        self.account.stopped(TooLarge.__name__, why, self.frontier)
        return True

    def _visit(self) -> Visit:
        self.account.notes.extend(f"on this site {lesson}" for lesson in self.names.lessons)
        return self.account.visit(
            {
                uri: clicks
                for uri, (key, said) in self.kept.items()
                if (clicks := self.ways.clicks(key)) is not None and clicks != said
            }
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
