"""What the store hands out."""

from dataclasses import dataclass
from datetime import date, datetime

from checker.model.record import Finding, Observation, State
from checker.model.run import SCHEDULED


@dataclass(frozen=True, slots=True)
class Order:
    """A run to be put into the ledger."""

    probe: str
    municipality: str
    slot: str
    due_at: datetime
    priority: int = SCHEDULED
    elements: tuple[str, ...] = ()  #: () for all that the probe can bring


@dataclass(frozen=True, slots=True)
class Capture:
    """One piece of evidence as it was met; the same bytes may be met often."""

    id: int
    run: int
    lease: int  #: which lease of the run; its visits do not mix
    position: int  #: order within the lease, from 0
    digest: str
    uri: str
    requested_uri: str | None
    media_type: str
    charset: str | None
    captured_at: datetime
    clicks: int | None
    size_bytes: int  #: of the body, not compressed
    ours: bool
    screenshot: str | None


@dataclass(frozen=True, slots=True)
class StoredObservation:
    """An observation with its number."""

    id: int
    observation: Observation
    revision: str  #: of the rules that made its findings
    run: int | None = None  #: None for one that was reread or handed in


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A finding with its number and its origin. Never changed after it is stored."""

    id: int
    observation: int
    municipality: str
    element: str
    finding: Finding
    observed_at: datetime  #: when its observation ended
    revision: str  #: of the rules that made it


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest state of one element in one municipality, without its finding."""

    municipality: str
    element: str
    state: State
    observed_at: datetime
    finding: int  #: its id


@dataclass(frozen=True, slots=True)
class Tally:
    """How many elements of one municipality stand in one state."""

    municipality: str
    state: State
    elements: int
    observed_at: datetime  #: the newest of them


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest finding for one element in one municipality."""

    municipality: str
    element: str
    state: State
    observed_at: datetime
    finding: StoredFinding
    last_found: StoredFinding | None  #: the newest that was found; the same one if it is found


@dataclass(frozen=True, slots=True)
class National:
    """How many municipalities stand in a state for an element when a day (UTC) ends."""

    day: date
    element: str
    state: State
    municipalities: int
