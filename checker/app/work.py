"""Carries a run out: from its row in the ledger to stored findings."""

from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from checker.app.parts import House, clock
from checker.model.catalog import Element, Municipality
from checker.model.probe import Assignment, Probe, Progress
from checker.model.record import Finding, Observation
from checker.model.run import Run
from checker.observe import observe, states
from checker.reading import Reader
from checker.store import Store

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Work:
    """Performs runs with the parts of one house."""

    house: House
    store: Store
    reader: Reader
    probes: Mapping[str, Probe]
    progress: Progress
    worker: str

    async def perform(self, run: Run) -> None:
        """Carry out a run and settle it in the ledger.

        Raises:
            StoreError: nothing can be kept any more.
        """
        municipality = self.municipality(run.municipality)
        if municipality is None or run.probe not in self.probes:
            missing = "municipality" if municipality is None else "probe"
            await self.store.ledger.fail(
                run,
                self.worker,
                now=clock(),
                detail=f"no such {missing} in this configuration",
                retry=False,
            )
            return
        observation, findings = await self.visit(run, municipality)
        counted = states(findings)
        log.info("visit.done", pages=observation.visit.pages, **counted)
        self.progress(municipality.code, f"{municipality.name}: {told(observation, findings)}")

    async def visit(
        self, run: Run, municipality: Municipality
    ) -> tuple[Observation, list[Finding]]:
        """Observe one municipality for the elements of a run."""
        return await observe(
            run,
            Assignment(
                municipality=municipality,
                elements=self._elements(run.elements),
                languages=municipality.languages or self.house.catalog.country.languages,
                limit_s=self._limit_s(run.probe),
                missing_words=self._missing_words(),
            ),
            self.probes[run.probe],
            reader=self.reader,
            results=self.store.results,
            clock=clock,
            today=self.house.today,
        )

    def _missing_words(self) -> tuple[str, ...]:
        """How pages that are not there say so: a site may say it in any language."""
        languages = self.house.catalog.languages.values()
        return tuple(word for one in languages for word in one.words.get("soft_404", ()))

    def municipality(self, code: str) -> Municipality | None:
        """Return the municipality with a code, or None."""
        everyone = self.house.catalog.country.municipalities
        return next((one for one in everyone if one.code == code), None)

    def _elements(self, ids: tuple[str, ...]) -> tuple[Element, ...]:
        elements = self.house.catalog.elements
        return tuple(one for one in elements if not ids or one.id in ids)

    def _limit_s(self, probe: str) -> float:
        plans = self.house.settings.plans
        return next((plan.limit_s for plan in plans if plan.probe == probe), 900.0)


def told(observation: Observation, findings: list[Finding]) -> str:
    """Return one sentence on how a visit went, for people who watch."""
    if observation.failure:
        return observation.failure.detail
    counted = ", ".join(f"{count} {name.lower()}" for name, count in states(findings).items())
    return f"{observation.visit.pages} pages read, {counted}"
