"""What the dashboard is given: the least of every room it looks into."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from checker.model.catalog import Catalog
from checker.model.evidence import Evidence, Text
from checker.model.run import Run, RunState
from checker.model.settings import Settings
from checker.store.records import (
    Capture,
    Latest,
    Standing,
    StoredFinding,
    StoredObservation,
)


class Results(Protocol):
    """Findings, observations and evidence, read only."""

    async def latest(
        self, *, municipality: str | None = None, element: str | None = None
    ) -> Sequence[Latest]: ...

    async def standings(self) -> Sequence[Standing]: ...

    async def finding(self, number: int) -> StoredFinding | None: ...

    async def history(
        self, municipality: str, element: str, limit: int = 100
    ) -> Sequence[StoredFinding]: ...

    async def observations(
        self, municipality: str, limit: int = 20
    ) -> Sequence[StoredObservation]: ...

    async def capture(self, digest: str) -> Capture | None: ...

    async def evidence(self, captured: Capture) -> Evidence: ...


class Ledger(Protocol):
    """The runs, read only."""

    async def counts(self) -> Mapping[RunState, int]: ...

    async def runs(
        self,
        *,
        state: RunState | None = None,
        municipality: str | None = None,
        limit: int = 100,
    ) -> Sequence[Run]: ...

    async def oldest_due(self, now: datetime) -> datetime | None: ...


class Store(Protocol):
    """The read side of the store."""

    @property
    def results(self) -> Results: ...
    @property
    def ledger(self) -> Ledger: ...


@dataclass(frozen=True, slots=True)
class Status:
    """How the daemon is."""

    started_at: datetime
    tick_at: datetime | None  #: when it last looked what is due
    counts: Mapping[str, int] = field(default_factory=dict)  #: e.g. runs by state


#: Orders a run: probe, municipality code, elements (none for all). None: one waits already.
Order = Callable[[str, str, tuple[str, ...]], Awaitable[Run | None]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the dashboard needs."""

    catalog: Catalog
    settings: Settings
    store: Store
    order: Order
    read: Callable[[Evidence], Awaitable[Text]]  #: reads evidence again, for the proof page
    clock: Callable[[], datetime]  #: aware
    api_token: str = field(repr=False)  #: random per start of the daemon, for the command line
    status: Callable[[], Awaitable[Status]]
    probes: tuple[str, ...] = ()  #: kinds that may be ordered; () for those that are planned
