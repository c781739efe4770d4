"""What one visit amounts to: pages and bytes, what failed, what was not looked at."""

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from checker.errors import NotThere, ProbeError, Refused, Unreachable
from checker.model.record import Gap, Visit
from checker.model.settings import Politeness
from probes._frontier import Frontier, Link
from probes._robots import REASON

#: A host that fails so much in a row is left in peace for this visit: six times no answer, or
#: twelve times a refusal (a few closed pages side by side are no sign that we are unwanted).
TROUBLES, NO_ANSWER, NO = 12, 2, 1

#: An element is called looked for when so many pages that promised it were read.
LOOKED = 5


@dataclass(slots=True)
class Account:
    """Counts as a visit goes on; the visit is made of it at the end."""

    pages: int = 0
    size_bytes: int = 0
    robots_refused: int = 0
    troubles: Counter[str] = field(default_factory=Counter)  #: host -> failures in a row
    errors: Counter[str] = field(default_factory=Counter)
    gaps: dict[str, Gap] = field(default_factory=dict)  #: by address
    notes: list[str] = field(default_factory=list)

    def note_pace(self, declared_s: float | None, politeness: Politeness) -> None:
        """Say it when the site's Crawl-delay slows the visit, or is longer than we wait."""
        declared_s = declared_s or 0.0
        cap_s = politeness.crawl_delay_cap_s
        floor_s = 0.0 if politeness.allow_loopback else politeness.floor_s
        if declared_s > cap_s:
            self.notes.append(f"the site's Crawl-delay of {declared_s:g} s was cut to {cap_s:g} s")
        elif declared_s > floor_s:
            self.notes.append(f"slowed by the site's Crawl-delay of {declared_s:g} s")

    def note_domain(self, uri: str, home: str) -> None:
        """Say it when the address we know leads to another domain: a merger looks like that."""
        told = f"{urlsplit(uri).netloc} leads to another domain, {urlsplit(home).netloc}"
        self.notes.append(told)

    def is_left_in_peace(self, uri: str) -> bool:
        """Whether the host of uri failed too often in a row."""
        return self.troubles[urlsplit(uri).netloc] >= TROUBLES

    def answered(self, uri: str) -> None:
        """Note that the host of uri is well."""
        self.troubles[urlsplit(uri).netloc] = 0

    def not_there(self, uri: str) -> None:
        """Note a dead link: a fact about the site, and nothing that we failed to read."""
        self.answered(uri)
        self.errors[NotThere.__name__] += 1

    def failed(self, link: Link, error: ProbeError) -> None:
        """Note a page that could not be read."""
        self.missed(link, type(error).__name__)
        if isinstance(error, Refused) and error.detail.startswith(REASON):
            self.robots_refused += 1
            return
        self.errors[type(error).__name__] += 1
        host = urlsplit(link.uri).netloc
        if isinstance(error, Unreachable | Refused):
            self.troubles[host] += NO_ANSWER if isinstance(error, Unreachable) else NO
            if self.troubles[host] >= TROUBLES:
                self.notes.append(f"{host} failed again and again and was left in peace")

    def missed(self, link: Link, kind: str) -> None:
        """Note that a page was not read, if it promised anything."""
        if link.elements:
            self.gaps[link.uri] = Gap(link.uri, kind, link.elements)

    def stopped(self, kind: str, why: str, frontier: Frontier) -> None:
        """Say what was not looked at: an element with unread promises is not absent."""
        self.notes.append(f"{why}; {len(frontier)} links were not followed")
        missed: dict[str, tuple[str, ...]] = {}
        for element, link in frontier.waiting().items():
            if frontier.taken[element] < LOOKED:
                missed[link.uri] = (*missed.get(link.uri, ()), element)
        for uri, elements in missed.items():
            self.gaps.setdefault(uri, Gap(uri, kind, elements))

    def visit(self, clicks: dict[str, int]) -> Visit:
        """Return the visit; clicks are those that turned out fewer than the evidence says."""
        return Visit(
            pages=self.pages,
            size_bytes=self.size_bytes,
            robots_refused=self.robots_refused,
            errors=dict(self.errors),
            gaps=tuple(self.gaps.values()),
            notes=tuple(self.notes),
            clicks=clicks,
        )
