"""One observation, from assignment to stored findings: the spine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

import anyio

from checker.errors import Malformed, ProbeError, Refused
from checker.extract.verdict.candidates import Candidate
from checker.extract.verdict.conclude import conclude
from checker.model.catalog import Element
from checker.model.evidence import Evidence
from checker.model.probe import Assignment, Probe
from checker.model.record import (
    Absent,
    Blocked,
    Failure,
    Finding,
    Gap,
    Observation,
    Unreachable,
    Visit,
)
from checker.model.run import Run

#: Raised whenever a rule here can move a published number.
REVISION = "observe/1"


class Reader(Protocol):
    """What observe needs of checker.reading."""

    async def candidates(self, evidence: Evidence) -> tuple[Candidate, ...]: ...


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
    gathered: list[Candidate] = []
    visit, failure = Visit(), None

    async def keep(evidence: Evidence) -> None:
        digests.append(await results.keep(run, evidence))
        if not evidence.ours:
            gathered.extend(await _candidates(reader, evidence))

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
        visit=visit,
        failure=failure,
    )
    findings = judge(assignment.elements, gathered, observation=observation, on=today(started_at))
    await results.record(run, observation, findings, revision=REVISION)
    return observation, findings


async def _candidates(reader: Reader, evidence: Evidence) -> tuple[Candidate, ...]:
    try:
        return await reader.candidates(evidence)
    except Malformed:  # kept as evidence all the same; a person can open it
        return ()


def judge(
    elements: Sequence[Element],
    gathered: Sequence[Candidate],
    *,
    observation: Observation,
    on: date,
) -> list[Finding]:
    """Conclude on every element, and turn what half a visit cannot prove into what it can."""
    grouped: dict[str, list[Candidate]] = {}
    for candidate in gathered:
        nearer = _nearer(candidate, observation.visit.clicks)
        grouped.setdefault(candidate.found.element, []).append(nearer)
    concluded = (
        conclude(element, grouped.get(element.id, ()), searched=observation.evidence, on=on)
        for element in elements
    )
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
    if gap:
        says = Blocked if gap.kind == Refused.__name__ else Unreachable
        return says(finding.element, f"a page that may say it was not read: {gap.kind}", gap.uri)
    if not observation.evidence:
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
