"""What we state about a municipality, and what happened when we looked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from checker.model.evidence import Provenance
from checker.model.value import Value

State = Literal["found", "absent", "unclear", "unreachable", "blocked"]


@dataclass(frozen=True, slots=True)
class Found:
    """The element is there, and this is what it says."""

    element: str
    value: Value
    proof: Provenance
    others: tuple["Found", ...] = ()  #: the same element said elsewhere: another place, audience
    confidence: float | None = None  #: how often such an answer is right, 0 to 1; None: not told
    reasons: tuple[str, ...] = ()  #: sentences for people: why it was taken, what was left


@dataclass(frozen=True, slots=True)
class Absent:
    """We read all the evidence and the element is not in it."""

    element: str
    searched: tuple[str, ...] = ()  #: digests of the evidence read


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something is there that a person must look at."""

    element: str
    reason: str
    candidates: tuple[Found, ...] = ()
    uri: str = ""  #: the page to look at, where no candidate names one


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The site or we failed; never a zero for the municipality."""

    element: str
    reason: str
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Blocked:
    """robots.txt or a refusal kept us from looking."""

    element: str
    reason: str
    uri: str = ""


Finding = Found | Absent | Unclear | Unreachable | Blocked

STATES: Mapping[type[Finding], State] = {
    Found: "found",
    Absent: "absent",
    Unclear: "unclear",
    Unreachable: "unreachable",
    Blocked: "blocked",
}


def state_of(finding: Finding) -> State:
    """Return the word for a finding's state.

    >>> state_of(Absent("sfo_price"))
    'absent'
    """
    return STATES[type(finding)]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a probe stopped early."""

    kind: str  #: class name in checker.errors, e.g. "TimedOut"
    uri: str
    detail: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A page that a visit wanted to read and could not; its elements cannot be called absent."""

    uri: str
    kind: str  #: class name in checker.errors
    elements: tuple[str, ...]  #: those that its link promised; () for any


@dataclass(frozen=True, slots=True)
class Visit:
    """What a probe met on its way, besides evidence."""

    pages: int = 0
    size_bytes: int = 0  #: of bodies, decoded
    robots_refused: int = 0
    errors: Mapping[str, int] = field(
        default_factory=dict
    )  #: class name in checker.errors -> count
    gaps: tuple[Gap, ...] = ()
    notes: tuple[str, ...] = ()  #: sentences for people, e.g. "slowed by the site's Crawl-delay"
    clicks: Mapping[str, int] = field(
        default_factory=dict
    )  #: page's uri -> fewest link steps, where a shorter way was seen after it was kept


@dataclass(frozen=True, slots=True)
class Observation:
    """One run of one probe on one municipality. Never changed after it is stored."""

    municipality: str
    probe: str
    started_at: datetime
    ended_at: datetime
    evidence: tuple[str, ...]  #: digests, in order of capture
    visit: Visit = field(default_factory=Visit)
    failure: Failure | None = None  #: set when the run stopped early; evidence stays valid
    reread_of: int | None = None  #: the observation whose evidence was interpreted again
