"""Visits of the website probe for tests: what one is given, and what it brought."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from urllib.parse import urlsplit

import anyio
from servers import Served, serve_pages

from checker.extract.text import read
from checker.model.catalog import Element, Municipality, Wording
from checker.model.evidence import Evidence, Text
from checker.model.probe import Assignment, Tools
from checker.model.record import Visit
from checker.model.settings import Politeness, Settings
from probes.website import KIND, create

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
POLITE = Politeness(
    allow_loopback=True, connect_s=1.0, read_s=1.0, page_s=2.0, retries=0, floor_s=0.0
)


def element(name: str, nb: tuple[str, ...], nn: tuple[str, ...] = ()) -> Element:
    wordings = {"nb": Wording(name, nb, nb), "nn": Wording(name, nn or nb, nn or nb)}
    return Element(name, "money", "school", wordings)


SFO = element(
    "sfo_price", ("sfo", "pris", "skole"), ("sfo", "skulefritidsordning", "betaling", "skule")
)
FEE = element("building_fee_garage", ("gebyr", "byggesak", "bygg"), ("gebyr", "byggjesak"))
HOURS = element("town_hall_hours", ("kontakt", "rådhus", "om kommunen"))


@dataclass(slots=True)
class Seen:
    """What one visit brought."""

    visit: Visit = field(default_factory=Visit)
    evidence: list[Evidence] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [urlsplit(one.uri).path for one in self.evidence]

    @property
    def clicks(self) -> dict[str, int | None]:
        """Path -> clicks as known at the end."""
        shorter = self.visit.clicks
        return {urlsplit(one.uri).path: shorter.get(one.uri, one.clicks) for one in self.evidence}


async def look(
    uri: str,
    elements: tuple[Element, ...] = (SFO, FEE, HOURS),
    *,
    politeness: Politeness = POLITE,
    languages: tuple[str, ...] = ("nb", "nn"),
    limit_s: float = 20.0,
    alternatives: tuple[str, ...] = (),
    missing_words: tuple[str, ...] = ("siden finnes ikke",),
    seen: Seen | None = None,
) -> Seen:
    """Visit one website for some elements."""
    seen = seen or Seen()

    async def keep(evidence: Evidence) -> None:
        seen.evidence.append(evidence)

    async def read_kept(evidence: Evidence) -> Text:
        assert evidence in seen.evidence, "read before it was kept"
        return read(evidence)

    tools = Tools(
        settings=Settings(website=politeness),
        read=read_kept,
        clock=lambda: NOW,
        sleep=anyio.sleep,
        random=Random(1).random,  # noqa: S311  pauses, no secrets
        progress=lambda code, sentence: seen.told.append(f"{code} {sentence}"),
    )
    town = Municipality("9901", "Prøve", uri, website_alternatives=alternatives)
    async with create(tools) as probe:
        assert probe.kind == KIND
        assignment = Assignment(town, elements, languages, limit_s, missing_words)
        seen.visit = await probe.run(assignment, keep)
    return seen


def page(*links: str, words: str = "SFO") -> str:
    return "<html><body><main>" + "".join(f'<p><a href="{uri}">{words}</a></p>' for uri in links)


async def seen_on(
    pages: Mapping[str, bytes | str], politeness: Politeness = POLITE
) -> tuple[Seen, Served]:
    async with serve_pages(pages) as served:
        return await look(served.uri, politeness=politeness), served
