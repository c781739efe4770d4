"""Evidence and findings: kept as they come, never changed, and read back with their proof."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from anyio import to_thread
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from checker.model.evidence import Evidence
from checker.model.record import Finding, Observation
from checker.model.run import Run
from checker.store import queries, recording
from checker.store.blobs import Blobs
from checker.store.engine import Database
from checker.store.records import (
    Capture,
    Latest,
    National,
    Standing,
    StoredFinding,
    StoredObservation,
    Tally,
)
from checker.store.tables import AnyRow, AnySelect, capture


class Results:
    """What was seen and what it says. Only `keep` and `record` write, and both only add."""

    def __init__(self, database: Database, blobs: Blobs) -> None:
        self._database = database
        self._blobs = blobs

    async def keep(self, run: Run, evidence: Evidence) -> str:
        """Store one piece of evidence; return its digest once a power cut cannot lose it.

        Raises:
            StoreError: it is not stored.
        """
        digest = await to_thread.run_sync(self._blobs.put, evidence.body)
        position = (
            select(func.coalesce(func.max(capture.c.position) + 1, 0))
            .where(capture.c.run == run.id, capture.c.lease == run.leases)
            .scalar_subquery()
        )
        async with self._database.write() as connection:
            await connection.execute(
                capture.insert().values(
                    run=run.id,
                    lease=run.leases,
                    position=position,
                    digest=digest,
                    uri=evidence.uri,
                    requested_uri=evidence.requested_uri,
                    media_type=evidence.media_type,
                    charset=evidence.charset,
                    captured_at=evidence.captured_at,
                    clicks=evidence.clicks,
                    size_bytes=len(evidence.body),
                    ours=evidence.ours,
                    screenshot=evidence.screenshot,
                )
            )
        return digest

    async def record(
        self,
        run: Run | None,
        observation: Observation,
        findings: Sequence[Finding],
        *,
        revision: str,
    ) -> int:
        """Store an observation with its findings and end its run, all or nothing.

        Args:
            run: As it was leased; None for an observation that was reread or handed in.
            observation: The newest `ended_at` decides which finding is the latest.
            findings: At most one for each element.
            revision: Of the rules that made the findings.

        Returns:
            The observation's number.

        Raises:
            LeaseLost: the worker does not hold the run any more; nothing is written.
            StoreError: it cannot be written; nothing is.
            ValueError: an element has two findings.
        """
        times = Counter(finding.element for finding in findings)
        doubled = [element for element, count in times.items() if count > 1]
        if doubled:
            raise ValueError(f"more than one finding for {', '.join(doubled)}")
        async with self._database.write() as connection:
            if run is not None:
                await recording.finish(connection, run, observation)
            return await recording.write(
                connection, observation, findings, of=run, revision=revision
            )

    async def standings(self, *, element: str | None = None) -> list[Standing]:
        """Return the newest state of everything, without findings: for maps and overviews."""
        return [Standing(*row) for row in await self._rows(queries.standings(element))]

    async def tallies(self) -> list[Tally]:
        """Return how many elements of each municipality stand in each state: for overviews."""
        return [Tally(*row) for row in await self._rows(queries.tallies())]

    async def latest(
        self, *, municipality: str | None = None, element: str | None = None
    ) -> list[Latest]:
        """Return the newest findings, ordered by municipality and element."""
        asked, asked_earlier = queries.latest(municipality, element)
        async with self._database.read() as connection:
            newest = await _findings(connection, asked)
            earlier = await _findings(connection, asked_earlier)
        found_before = {(stored.municipality, stored.element): stored for stored in earlier}
        return [queries.latest_of(stored, found_before) for stored in newest]

    async def finding(self, number: int) -> StoredFinding | None:
        """Return one finding; None if there is none with that number."""
        stored = await self._findings(queries.finding(number))
        return stored[0] if stored else None

    async def history(
        self, municipality: str, element: str, limit: int = 100
    ) -> list[StoredFinding]:
        """Return what was ever stated about an element, newest first."""
        return await self._findings(queries.history(municipality, element).limit(limit))

    async def findings(self, observation_id: int) -> list[StoredFinding]:
        """Return what one observation stated, ordered by element."""
        return await self._findings(queries.findings(observation_id))

    async def observations(self, municipality: str, limit: int = 20) -> list[StoredObservation]:
        """Return the visits to a municipality, newest first, rereadings among them."""
        rows = await self._rows(queries.observations(municipality).limit(limit))
        return [queries.observation_of(row) for row in rows]

    async def observation(self, number: int) -> StoredObservation | None:
        """Return one observation; None if there is none with that number."""
        rows = await self._rows(queries.observation(number))
        return queries.observation_of(rows[0]) if rows else None

    async def last_visit(self, municipality: str, probe: str) -> StoredObservation | None:
        """Return the newest visit itself, not a rereading of it."""
        rows = await self._rows(queries.last_visit(municipality, probe))
        return queries.observation_of(rows[0]) if rows else None

    async def captures(self, observation_id: int) -> list[Capture]:
        """Return what a visit brought, in its order; of a rereading, what it read again."""
        seen = await self.observation(observation_id)
        while seen is not None and seen.observation.reread_of is not None:
            seen = await self.observation(seen.observation.reread_of)
        if seen is None:
            return []
        return [Capture(*row) for row in await self._rows(queries.captures(seen.id))]

    async def captures_of_last(self, municipality: str, probe: str) -> list[Capture]:
        """Return what the newest visit brought, for reading it again."""
        seen = await self.last_visit(municipality, probe)
        return [] if seen is None else await self.captures(seen.id)

    async def capture(self, digest: str) -> Capture | None:
        """Return where these bytes were met last; None if never."""
        statement = select(capture).where(capture.c.digest == digest)
        rows = await self._rows(statement.order_by(capture.c.id.desc()).limit(1))
        return Capture(*rows[0]) if rows else None

    async def evidence(self, captured: Capture) -> Evidence:
        """Return the evidence itself, checked against its digest.

        Raises:
            EvidenceAltered: the stored file no longer is what its name says.
        """
        body = await to_thread.run_sync(self._blobs.get, captured.digest)
        return Evidence(
            uri=captured.uri,
            media_type=captured.media_type,
            captured_at=captured.captured_at,
            body=body,
            charset=captured.charset,
            clicks=captured.clicks,
            requested_uri=captured.requested_uri,
            screenshot=captured.screenshot,
            ours=captured.ours,
        )

    async def national(
        self, day_from: date, day_to: date, *, element: str | None = None
    ) -> list[National]:
        """Return how many municipalities stand in each state when each day (UTC) ends.

        Both days are included; a state in which nobody stands has no row.
        """
        before, during = queries.national(day_from, day_to, element)
        async with self._database.read() as connection:
            standing = (await connection.execute(before)).all()
            changes = (await connection.execute(during)).all()
        return list(queries.by_day(standing, changes, day_from, day_to))

    async def _findings(self, statement: AnySelect) -> list[StoredFinding]:
        async with self._database.read() as connection:
            return await _findings(connection, statement)

    async def _rows(self, statement: AnySelect) -> Sequence[AnyRow]:
        async with self._database.read() as connection:
            return (await connection.execute(statement)).all()


async def _findings(connection: AsyncConnection, statement: AnySelect) -> list[StoredFinding]:
    rows = (await connection.execute(statement)).all()
    searched = (await connection.execute(queries.evidence_of(statement))).all()
    evidence = {number: tuple(digests) for number, digests in searched}
    # a whole country takes most of a second, and others wait for this loop
    return await to_thread.run_sync(queries.findings_of, rows, evidence)
