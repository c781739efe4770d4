"""One municipality's findings, and one finding's proof, made ready for a page; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from checker.model.catalog import Catalog, Element, Municipality, Sector
from checker.model.evidence import Provenance, Text, digest_of
from checker.model.record import Absent, Blocked, Finding, Found, Unclear, Unreachable, state_of
from checker.store.records import Latest, StoredFinding
from checker.web.overview import element_name
from checker.web.view import Shown, safe_href, show
from checker.web.words import Words

#: Characters of the read text shown around a quote.
AROUND = 700
SECTORS: tuple[Sector, ...] = get_args(Sector)


@dataclass(frozen=True, slots=True)
class Said:
    """One value with the words it was read from."""

    shown: Shown
    proof: Provenance
    href: str  #: of the source, "" where a browser must not go
    percent: int | None = None  #: how often such an answer is right; None: nobody said
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element of one municipality."""

    id: str
    name: str
    language: str  #: of the name
    state: str
    finding: int | None = None  #: its number, for the proof page
    observed_at: datetime | None = None
    said: Said | None = None
    others: tuple[Said, ...] = ()
    candidates: tuple[Said, ...] = ()
    searched: int = 0  #: pages read without finding it
    reason: str = ""
    href: str = ""  #: what could not be reached
    known: Said | None = None  #: the last known value, where this visit has none
    known_at: datetime | None = None
    known_finding: int | None = None


def said(found: Found, words: Words) -> Said:
    """Return a found value ready to be shown."""
    percent = None if found.confidence is None else round(found.confidence * 100)
    href = safe_href(found.proof.uri)
    return Said(show(found.value, words), found.proof, href, percent, found.reasons)


def _all_said(many: Iterable[Found], words: Words) -> tuple[Said, ...]:
    return tuple(said(found, words) for found in many)


def element_row(
    element: Element, latest: Latest | None, languages: Sequence[str], words: Words
) -> ElementRow:
    """Return one element as its newest finding has it."""
    name, language = element_name(element, languages)
    if latest is None:
        return ElementRow(element.id, name, language, "none")
    finding = latest.finding.finding
    last = latest.last_found
    before = last.finding if last and not isinstance(finding, Found) else None
    known = said(before, words) if isinstance(before, Found) else None
    return ElementRow(
        element.id,
        name,
        language,
        state_of(finding),
        finding=latest.finding.id,
        observed_at=latest.observed_at,
        said=said(finding, words) if isinstance(finding, Found) else None,
        others=_all_said(finding.others, words) if isinstance(finding, Found) else (),
        candidates=_all_said(finding.candidates, words) if isinstance(finding, Unclear) else (),
        searched=len(finding.searched) if isinstance(finding, Absent) else 0,
        reason=reason_of(finding),
        href=safe_href(finding.uri) if isinstance(finding, Unclear | Unreachable | Blocked) else "",
        known=known,
        known_at=last.observed_at if known and last else None,
        known_finding=last.id if known and last else None,
    )


def reason_of(finding: Finding) -> str:
    """Return why there is no value, for people; "" where the state says it all."""
    match finding:
        case Found() | Absent():
            return ""
        case Unclear() | Unreachable() | Blocked():
            return finding.reason


def in_sectors(elements: Iterable[Element]) -> list[tuple[Sector, list[Element]]]:
    """Return the sectors that have elements, in their own order."""
    known = list(elements)
    sorted_in = ((sector, [one for one in known if one.sector == sector]) for sector in SECTORS)
    return [(sector, found) for sector, found in sorted_in if found]


def by_sector(
    catalog: Catalog, latest: Mapping[str, Latest], words: Words
) -> list[tuple[Sector, list[ElementRow]]]:
    """Return the findings of each sector."""
    languages = catalog.country.languages
    return [
        (sector, [element_row(one, latest.get(one.id), languages, words) for one in elements])
        for sector, elements in in_sectors(catalog.elements)
    ]


def languages_of(town: Municipality, catalog: Catalog) -> str:
    """Return the language a municipality writes, for the quotes from its pages."""
    return (*town.languages, *catalog.country.languages, "")[0]


@dataclass(frozen=True, slots=True)
class Context:
    """A quote in the text around it."""

    before: str
    quote: str
    after: str
    cut_before: int  #: characters not shown
    cut_after: int
    exact: bool  #: at the very place the proof names, in the very text it counts in


def context_of(proof: Provenance, text: Text) -> Context | None:
    """Return the quote with what stands around it, or None when the text does not hold it."""
    content = text.content
    start, end = proof.span.start, proof.span.end
    same = digest_of(content.encode("utf-8", "surrogatepass")) == proof.text
    exact = same and content[start:end] == proof.quote
    if not exact:
        start = content.find(proof.quote) if proof.quote else -1
        if start < 0:
            return None
        end = start + len(proof.quote)
    low, high = max(0, start - AROUND), min(len(content), end + AROUND)
    return Context(
        before=content[low:start],
        quote=content[start:end],
        after=content[end:high],
        cut_before=low,
        cut_after=len(content) - high,
        exact=exact,
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of an element's history."""

    id: int
    state: str
    text: str
    observed_at: datetime


def readings(history: Iterable[StoredFinding], words: Words) -> list[Reading]:
    """Return the history of an element, newest first."""
    lines = [
        Reading(
            stored.id,
            state_of(stored.finding),
            show(stored.finding.value, words).text
            if isinstance(stored.finding, Found)
            else reason_of(stored.finding),
            stored.observed_at,
        )
        for stored in history
    ]
    return sorted(lines, key=lambda line: (line.observed_at, line.id), reverse=True)
