"""One row of the run ledger: what is to be done, who does it, and how it ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

RunState = Literal["queued", "leased", "done", "failed", "unknown"]

#: Lower is sooner: an operator's wish goes before the schedule.
OPERATOR, SCHEDULED = 0, 10


@dataclass(frozen=True, slots=True)
class Run:
    """One order to run one probe on one municipality. Unique: (probe, municipality, slot)."""

    id: int
    probe: str
    municipality: str  #: code
    slot: str  #: ISO 8601 instant of the schedule's slot (UTC), or "operator:<id>" when asked for
    state: RunState
    priority: int
    due_at: datetime
    attempts: int  #: leases so far that count; one that was given back does not
    elements: tuple[str, ...] = ()  #: () for all that the probe can bring
    worker: str | None = None  #: who holds the lease
    lease_until: datetime | None = None
    finished_at: datetime | None = None
    detail: str = ""  #: why it failed, for people
    leases: int = 0  #: number of the newest lease, never used again; tells visits apart
