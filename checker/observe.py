"""One observation, from assignment to stored findings: the spine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

import anyio
import structlog

from checker.errors import Illegible, Malformed, Misread, ProbeError, Refused
from checker.extract.verdict.candidates import Candidate
from checker.extract.verdict.conclude import conclude_all
from checker.model.catalog import Element
from checker.model.evidence import Evidence, Text
from checker.model.probe import Assignment, Probe
from checker.model.record import (
    Absent,
    Blocked,
    Failure,
    Finding,
    Gap,
    Observation,
    Unclear,
    Unreachable,
    Visit,
)
from checker.model.run import Run

log = structlog.get_logger()

#: Raised whenever a rule here can move a published number.
REVISION = "observe/1"


class Page(Protocol):
    """What observe needs of a page read."""

    @property
    def text(self) -> Text: ...
    @property
    def candidates(self) -> tuple[Candidate, ...]: ...
    @property
    def misread(self) -> tuple[str, ...]:
        """Elements that a bug of ours kept us from seeking on it."""

    @property
    def mistake(self) -> str: ...


class Reader(Protocol):
    """What observe needs of checker.reading."""

    async def page(self, evidence: Evidence) -> Page: ...


class Results(Protocol):
    """What observe needs of checker.store."""

    async def keep(self, run: Run, evidence: Evidence) -> str: ...

    async def record(
        self,
        run: Run | None,
        observation: Observation,
        findings: Sequence[Finding],
        *,
        revision: str,
    ) -> int: ...


@dataclass(slots=True)
class Gathered:
    """What the pages of a visit say, and which of them we could not make speak."""

    candidates: list[Candidate] = field(default_factory=list)
    searched: list[str] = field(default_factory=list)  #: digests of the pages that were read
    _read: set[str] = field(default_factory=set)  #: their addresses
    _misread: list[Gap] = field(default_factory=list)  #: pages that a bug kept from us in part
    _lost: int = 0  #: pages that a bug kept from us altogether

    async def take(self, reader: Reader, evidence: Evidence) -> None:
        """Read one page; where that fails it is evidence all the same, for a person to open."""
        told = log.bind(uri=evidence.uri, evidence=evidence.digest)
        try:
            page = await reader.page(evidence)
        except Malformed as error:
            told.warning("page.unreadable", why=error.detail)
        except Misread as error:
            self._lost += 1
            told.error("page.misread", bug=error.detail)
        else:
            self.candidates.extend(page.candidates)
            if page.text.legible:
                self.searched.append(evidence.digest)
            self._read.add(evidence.uri)
            if page.misread:
                self._misread.append(Gap(evidence.uri, Misread.__name__, page.misread))
                told.error("page.misread", bug=page.mistake, elements=page.misread)

    def told(self, visit: Visit) -> Visit:
        """Return a visit with our bugs of this reading, instead of those of an earlier one."""
        kind = Misread.__name__
        gaps = [one for one in visit.gaps if one.kind != kind or one.uri not in self._read]
        errors = {name: count for name, count in visit.errors.items() if name != kind}
        if bugs := self._lost + len(self._misread):
            errors[kind] = bugs
        return replace(visit, errors=errors, gaps=(*gaps, *self._misread))


async def observe(
    run: Run,
    assignment: Assignment,
    probe: Probe,
    *,
    reader: Reader,
    results: Results,
    clock: Callable[[], datetime],
    today: Callable[[datetime], date],
) -> tuple[Observation, list[Finding]]:
    """Run one probe, read what it brought, store both. Never raises ProbeError.

    Raises:
        StoreError: evidence or findings cannot be kept; nothing is half written.
    """
    started_at = clock()
    digests: list[str] = []
    gathered = Gathered()
    visit, failure = Visit(), None

    async def keep(evidence: Evidence) -> None:
        digests.append(await results.keep(run, evidence))
        if not evidence.ours:
            await gathered.take(reader, evidence)

    try:
        with anyio.fail_after(assignment.limit_s):
            visit = await probe.run(assignment, keep)
    except ProbeError as error:
        failure = Failure(type(error).__name__, error.uri, str(error))
    except TimeoutError:
        failure = Failure("TimedOut", assignment.municipality.website, "run limit")
    observation = Observation(
        municipality=assignment.municipality.code,
        probe=probe.kind,
        started_at=started_at,
        ended_at=clock(),
        evidence=tuple(digests),
        visit=gathered.told(visit),
        failure=failure,
    )
    findings = judge(assignment.elements, gathered, observation=observation, on=today(started_at))
    await results.record(run, observation, findings, revision=REVISION)
    return observation, findings


def judge(
    elements: Sequence[Element],
    gathered: Gathered,
    *,
    observation: Observation,
    on: date,
) -> list[Finding]:
    """Conclude on every element, and turn what half a visit cannot prove into what it can."""
    searched = tuple(gathered.searched)
    nearer = [_nearer(one, observation.visit.clicks) for one in gathered.candidates]
    concluded = conclude_all(elements, nearer, searched=searched, on=on)
    return [_honest(finding, observation) for finding in concluded]


def _nearer(candidate: Candidate, clicks: Mapping[str, int]) -> Candidate:
    """Count the clicks of the shortest way that the whole visit saw, not of the first one."""
    proof = candidate.found.proof
    if proof.uri not in clicks:
        return candidate
    proof = replace(proof, clicks=clicks[proof.uri])
    return replace(candidate, found=replace(candidate.found, proof=proof))


def _honest(finding: Finding, observation: Observation) -> Finding:
    """Never call absent what we could not look for: not reached or refused is not a zero."""
    if not isinstance(finding, Absent):
        return finding
    failure = observation.failure
    if failure:
        says = Blocked if failure.kind == Refused.__name__ else Unreachable
        return says(finding.element, failure.detail, failure.uri)
    gap = _gap(finding.element, observation.visit.gaps)
    if gap and gap.kind == Illegible.__name__:
        return Unclear(finding.element, "a scanned document that no machine reads", uri=gap.uri)
    if gap:
        says = Blocked if gap.kind == Refused.__name__ else Unreachable
        return says(finding.element, f"a page that may say it was not read: {gap.kind}", gap.uri)
    if not finding.searched:
        return Unreachable(finding.element, "no page could be read")
    return finding


def _gap(element: str, gaps: Sequence[Gap]) -> Gap | None:
    """Return the gap that weighs most for an element: one that a link promised it on."""
    named = [gap for gap in gaps if element in gap.elements]
    return named[0] if named else next((gap for gap in gaps if not gap.elements), None)


def states(findings: Sequence[Finding]) -> Mapping[str, int]:
    """Count findings by their state's class name, for a line of progress."""
    counted: dict[str, int] = {}
    for finding in findings:
        name = type(finding).__name__
        counted[name] = counted.get(name, 0) + 1
    return counted
