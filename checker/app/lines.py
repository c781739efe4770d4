"""Findings as the JSON Lines of CONTRACTS.md section 2."""

from collections.abc import Iterator, Mapping, Sequence

from checker.model.record import (
    Absent,
    Blocked,
    Finding,
    Found,
    Observation,
    Unclear,
    Unreachable,
    state_of,
)
from checker.model.value import to_json

Line = dict[str, object]

#: What people see of a finding: key -> head of its column.
COLUMNS = {
    "municipality": "Municipality",
    "element": "Element",
    "state": "State",
    "value": "Value",
    "quote": "Quote",
    "uri": "Page",
}


def finding_lines(municipality: str, probe: str, findings: Sequence[Finding]) -> Iterator[Line]:
    """Yield one line for each finding; another place or audience is a line of its own."""
    for finding in findings:
        yield {"municipality": municipality, "probe": probe, **finding_line(finding)}
        if isinstance(finding, Found):
            for other in finding.others:
                yield {"municipality": municipality, "probe": probe, **finding_line(other)}


def finding_line(finding: Finding) -> Line:
    """Return what one finding says; keys that do not apply are null."""
    line: Line = {
        "element": finding.element,
        "state": state_of(finding),
        **dict.fromkeys(("value", "quote", "uri", "evidence", "clicks", "captured_at")),
    }
    match finding:
        case Found(value=value, proof=proof):
            line |= {
                "value": to_json(value),
                "quote": proof.quote,
                "uri": proof.uri,
                "evidence": proof.evidence,
                "clicks": proof.clicks,
                "captured_at": proof.captured_at.isoformat(),
                "span": [proof.span.start, proof.span.end],
                "rule": proof.rule,
                "confidence": finding.confidence,
                "reasons": list(finding.reasons),
            }
        case Unclear(reason=reason, candidates=candidates, uri=uri):
            line |= {
                "reason": reason,
                "uri": uri or None,
                "candidates": [finding_line(candidate) for candidate in candidates],
            }
        case Absent(searched=searched):
            line["searched"] = len(searched)
        case Unreachable(reason=reason, uri=uri) | Blocked(reason=reason, uri=uri):
            line |= {"reason": reason, "uri": uri or None}
    return line


def summary_line(observations: Sequence[Observation], *, seconds: float) -> Line:
    """Return the last line: what the visits cost and what went wrong."""
    errors: dict[str, int] = {}
    for observation in observations:
        _add(errors, observation.visit.errors)
        if observation.failure:
            _add(errors, {observation.failure.kind: 1})
    return {
        "summary": {
            "municipalities": len(observations),
            "pages": sum(one.visit.pages for one in observations),
            "bytes": sum(one.visit.size_bytes for one in observations),
            "seconds": round(seconds, 3),
            "robots_refused": sum(one.visit.robots_refused for one in observations),
            "errors": errors,
            "notes": sorted({note for one in observations for note in one.visit.notes}),
        }
    }


def _add(total: dict[str, int], more: Mapping[str, int]) -> None:
    for kind, count in more.items():
        total[kind] = total.get(kind, 0) + count
