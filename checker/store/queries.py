"""What is read from the tables of results, and the records that the rows become."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Text, func, select, type_coerce

from checker.model.record import Observation, State, state_of
from checker.store import tables
from checker.store.bodies import failure_from_json, finding_from_json, visit_from_json
from checker.store.records import Latest, National, Standing, StoredFinding, StoredObservation
from checker.store.tables import AnyRow, AnySelect

_finding, _latest, _observation = tables.finding, tables.latest, tables.observation
_daily, _capture = tables.national_daily, tables.capture

_FINDING = (
    _finding.c.id,
    _finding.c.observation,
    _finding.c.municipality,
    _finding.c.element,
    type_coerce(_finding.c.body, Text).label("body"),  # parsed later, off the event loop
    _finding.c.observed_at,
    _observation.c.revision,
)


def standings(element: str | None) -> AnySelect:
    """Ask for the columns of `Standing`."""
    columns = (_latest.c[name] for name in Standing.__slots__)
    asked = select(*columns).order_by(_latest.c.municipality, _latest.c.element)
    return asked if element is None else asked.where(_latest.c.element == element)


def latest(municipality: str | None, element: str | None) -> tuple[AnySelect, AnySelect]:
    """Ask for the newest findings, and for those found last that are not the newest."""
    which = []
    if municipality is not None:
        which.append(_latest.c.municipality == municipality)
    if element is not None:
        which.append(_latest.c.element == element)
    newest = (
        select(*_FINDING)
        .join_from(_latest, _finding, _finding.c.id == _latest.c.finding)
        .join(_observation, _observation.c.id == _finding.c.observation)
        .where(*which)
        .order_by(_latest.c.municipality, _latest.c.element)
    )
    earlier = (
        _findings()
        .join(_latest, _latest.c.last_found_finding == _finding.c.id)
        .where(*which, _latest.c.finding != _finding.c.id)
    )
    return newest, earlier


def evidence_of(which: AnySelect) -> AnySelect:
    """Ask for the digests of the observations whose absences in a question searched them all."""
    asked = which.with_only_columns(_finding.c.observation)
    absent = asked.where(_finding.c.state == "absent")
    return select(_observation.c.id, _observation.c.evidence).where(_observation.c.id.in_(absent))


def tallies() -> AnySelect:
    """Ask for the columns of `Tally`."""
    of = (_latest.c.municipality, _latest.c.state)
    return select(*of, func.count(), func.max(_latest.c.observed_at)).group_by(*of).order_by(*of)


def finding(number: int) -> AnySelect:
    """Ask for one finding."""
    return _findings().where(_finding.c.id == number)


def findings(observation_id: int) -> AnySelect:
    """Ask for the findings of one observation."""
    return _findings().where(_observation.c.id == observation_id).order_by(_finding.c.element)


def history(municipality: str, element: str) -> AnySelect:
    """Ask for all findings of one element in one municipality, newest first."""
    of = (_finding.c.municipality == municipality, _finding.c.element == element)
    return _findings().where(*of).order_by(_finding.c.observed_at.desc(), _finding.c.id.desc())


def observations(municipality: str) -> AnySelect:
    """Ask for the observations of a municipality, newest first."""
    return _newest(_observation.c.municipality == municipality)


def observation(number: int) -> AnySelect:
    """Ask for one observation."""
    return select(_observation).where(_observation.c.id == number)


def last_visit(municipality: str, probe: str) -> AnySelect:
    """Ask for the newest observation of a probe that is no rereading."""
    return _newest(
        _observation.c.municipality == municipality,
        _observation.c.probe == probe,
        _observation.c.reread_of.is_(None),
    ).limit(1)


def captures(observation_id: int) -> AnySelect:
    """Ask for what was kept under the very lease that an observation came from."""
    return (
        select(_capture)
        .join(
            _observation,
            (_capture.c.run == _observation.c.run) & (_capture.c.lease == _observation.c.lease),
        )
        .where(_observation.c.id == observation_id)
        .order_by(_capture.c.position)
    )


def national(day_from: date, day_to: date, element: str | None) -> tuple[AnySelect, AnySelect]:
    """Ask for the count before the first day, and for the changes of each day."""
    of = () if element is None else (_daily.c.element == element,)
    before = (
        select(_daily.c.element, _daily.c.state, func.sum(_daily.c.change))
        .where(_daily.c.day < day_from, *of)
        .group_by(_daily.c.element, _daily.c.state)
    )
    during = select(_daily.c.day, _daily.c.element, _daily.c.state, _daily.c.change).where(
        _daily.c.day >= day_from, _daily.c.day <= day_to, *of
    )
    return before, during


def by_day(
    before: Iterable[AnyRow], changes: Iterable[AnyRow], day_from: date, day_to: date
) -> Iterator[National]:
    """Add the changes up, day by day."""
    standing: Counter[tuple[str, State]] = Counter()
    for element, state, count in before:
        standing[element, state] = int(count)
    of_day: dict[date, list[tuple[str, State, int]]] = {}
    for day, element, state, change in changes:
        of_day.setdefault(day, []).append((element, state, change))
    for ordinal in range((day_to - day_from).days + 1):
        today = day_from + timedelta(days=ordinal)
        for element, state, change in of_day.get(today, ()):
            standing[element, state] += change
        for (element, state), count in sorted(standing.items()):
            if count:
                yield National(today, element, state, count)


def findings_of(
    rows: Iterable[AnyRow], evidence: Mapping[int, tuple[str, ...]]
) -> list[StoredFinding]:
    """Return the findings that rows hold; evidence is that of their observations, by number."""
    return [
        StoredFinding(
            id=row.id,
            observation=row.observation,
            municipality=row.municipality,
            element=row.element,
            finding=finding_from_json(json.loads(row.body), evidence.get(row.observation, ())),
            observed_at=row.observed_at,
            revision=row.revision,
        )
        for row in rows
    ]


def latest_of(
    newest: StoredFinding, found_before: Mapping[tuple[str, str], StoredFinding]
) -> Latest:
    """Return the newest finding together with what was found last, by municipality and element."""
    state = state_of(newest.finding)
    before = found_before.get((newest.municipality, newest.element))
    return Latest(
        municipality=newest.municipality,
        element=newest.element,
        state=state,
        observed_at=newest.observed_at,
        finding=newest,
        last_found=newest if state == "found" else before,
    )


def observation_of(row: AnyRow) -> StoredObservation:
    """Return the observation that a row holds."""
    seen = Observation(
        municipality=row.municipality,
        probe=row.probe,
        started_at=row.started_at,
        ended_at=row.ended_at,
        evidence=tuple(row.evidence),
        visit=visit_from_json(row.visit),
        failure=failure_from_json(row.failure),
        reread_of=row.reread_of,
    )
    return StoredObservation(row.id, seen, row.revision, row.run)


def _findings() -> AnySelect:
    return select(*_FINDING).join_from(
        _finding, _observation, _observation.c.id == _finding.c.observation
    )


def _newest(*which: ColumnElement[bool]) -> AnySelect:
    order = (_observation.c.ended_at.desc(), _observation.c.id.desc())
    return select(_observation).where(*which).order_by(*order)
