"""The JSON shapes of the API, as OpenAPI describes them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from checker.model.catalog import Element, Municipality
from checker.model.record import (
    Absent,
    Blocked,
    Finding,
    Found,
    State,
    Unclear,
    Unreachable,
    state_of,
)
from checker.model.run import Run, RunState
from checker.model.value import Kind, kind_of, to_json
from checker.store.records import StoredFinding
from checker.web.board import Tally

JsonValue = dict[str, str | int | None]


class Shape(BaseModel):
    """What all shapes share."""

    model_config = ConfigDict(frozen=True)


class Problem(Shape):
    """Why a request was not answered."""

    detail: str


class MunicipalityOut(Shape):
    """One municipality and how many elements stand in each state."""

    code: str
    name: str
    names: dict[str, str] = Field(description="language tag -> name")
    county: str
    county_name: str
    population: int
    peer_group: str
    website: str
    states: dict[State, int]
    found_share: float | None = Field(description="found / (found + absent + unclear)")
    last_visit_at: datetime | None


class ElementOut(Shape):
    """One information element and how many municipalities stand in each state."""

    id: str
    kind: Kind
    sector: str
    names: dict[str, str] = Field(description="language tag -> name")
    states: dict[State, int]


class ValueOut(Shape):
    """A value with its proof."""

    kind: Kind
    value: JsonValue
    quote: str
    uri: str
    evidence: str = Field(description="SHA-256 of the page's bytes")
    text: str = Field(description="SHA-256 of the read text (UTF-8) that the span counts in")
    span: tuple[int, int] = Field(description="start and end of the quote, in characters")
    rule: str
    captured_at: datetime
    clicks: int | None
    confidence: float | None = Field(
        default=None, description="how often such an answer is right, 0 to 1"
    )
    reasons: list[str] = Field(default=[], description="why it was taken, and what was left")


class FindingOut(Shape):
    """One finding; the fields of its state are filled, the others null or empty."""

    id: int
    municipality: str
    element: str
    state: State
    observed_at: datetime
    observation: int
    revision: str
    kind: Kind | None = None
    value: JsonValue | None = None
    quote: str | None = None
    uri: str | None = None
    evidence: str | None = None
    clicks: int | None = None
    captured_at: datetime | None = None
    rule: str | None = None
    confidence: float | None = None
    reasons: list[str] = []
    proof: ValueOut | None = None
    others: list[ValueOut] = []
    candidates: list[ValueOut] = []
    searched: list[str] = []
    reason: str | None = None


class LatestOut(FindingOut):
    """The newest finding, and the last one that had a value."""

    last_found: FindingOut | None = None


class RunOut(Shape):
    """One run of the ledger."""

    id: int
    probe: str
    municipality: str
    slot: str
    state: RunState
    due_at: datetime
    attempts: int
    elements: list[str]
    finished_at: datetime | None
    detail: str


class OrderIn(Shape):
    """An order for one run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    municipality: Annotated[str, Field(max_length=300, description="code")]
    probe: Annotated[str, Field(max_length=64)] = "website"
    elements: Annotated[list[str], Field(max_length=200, description="empty for all")] = []


def municipality_out(town: Municipality, tally: Tally) -> MunicipalityOut:
    """Return the JSON of a municipality."""
    return MunicipalityOut(
        code=town.code,
        name=town.name,
        names=dict(town.names),
        county=town.county,
        county_name=town.county_name,
        population=town.population,
        peer_group=town.peer_group,
        website=town.website,
        states=dict(tally.counts),
        found_share=tally.share,
        last_visit_at=tally.last_at,
    )


def element_out(element: Element, tally: Tally) -> ElementOut:
    """Return the JSON of an element."""
    names = {language: wording.name for language, wording in element.wordings.items()}
    return ElementOut(
        id=element.id,
        kind=element.kind,
        sector=element.sector,
        names=names,
        states=dict(tally.counts),
    )


def value_out(found: Found) -> ValueOut:
    """Return the JSON of a value with its proof."""
    proof = found.proof
    return ValueOut(
        kind=kind_of(found.value),
        value=to_json(found.value),
        quote=proof.quote,
        uri=proof.uri,
        evidence=proof.evidence,
        text=proof.text,
        span=(proof.span.start, proof.span.end),
        rule=proof.rule,
        captured_at=proof.captured_at,
        clicks=proof.clicks,
        confidence=found.confidence,
        reasons=list(found.reasons),
    )


def _by_state(finding: Finding) -> dict[str, object]:
    match finding:
        case Found():
            value = value_out(finding)
            same = {
                "kind", "value", "quote", "uri", "evidence", "clicks", "captured_at", "rule",
                "confidence", "reasons",
            }  # fmt: skip
            others = [value_out(other) for other in finding.others]
            return {**value.model_dump(include=same), "proof": value, "others": others}
        case Absent():
            return {"searched": list(finding.searched)}
        case Unclear():
            candidates = [value_out(candidate) for candidate in finding.candidates]
            uri = finding.uri or None
            return {"reason": finding.reason, "uri": uri, "candidates": candidates}
        case Unreachable() | Blocked():
            return {"reason": finding.reason, "uri": finding.uri or None}


def finding_parts(stored: StoredFinding) -> dict[str, object]:
    """Return the fields of a finding."""
    return {
        "id": stored.id,
        "municipality": stored.municipality,
        "element": stored.element,
        "state": state_of(stored.finding),
        "observed_at": stored.observed_at,
        "observation": stored.observation,
        "revision": stored.revision,
        **_by_state(stored.finding),
    }


def finding_out(stored: StoredFinding) -> FindingOut:
    """Return the JSON of a finding."""
    return FindingOut.model_validate(finding_parts(stored))


def run_out(run: Run) -> RunOut:
    """Return the JSON of a run."""
    return RunOut(
        id=run.id,
        probe=run.probe,
        municipality=run.municipality,
        slot=run.slot,
        state=run.state,
        due_at=run.due_at,
        attempts=run.attempts,
        elements=list(run.elements),
        finished_at=run.finished_at,
        detail=run.detail,
    )
