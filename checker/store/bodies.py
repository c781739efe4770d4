"""Findings and observations as JSON and back: what the database holds of them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from checker.model.evidence import Provenance, Span
from checker.model.record import (
    Absent,
    Blocked,
    Failure,
    Finding,
    Found,
    Gap,
    Unclear,
    Unreachable,
    Visit,
)
from checker.model.value import from_json, kind_of, to_json
from checker.store.tables import Json


def finding_to_json(finding: Finding, evidence: tuple[str, ...] = ()) -> Mapping[str, Json]:
    """Return the body that is stored; `finding_from_json` reads it back, equal in every part.

    Args:
        finding: What was found.
        evidence: The digests of its observation. An absence that searched all but a few, as most
            do, names those few instead of the others in eight thousand letters.
    """
    match finding:
        case Found():
            return _found_to_json(finding)
        case Absent(element, searched):
            return {"state": "absent", "element": element, **_listed(searched, evidence)}
        case Unclear(element, reason, candidates, uri):
            shown = [_found_to_json(candidate) for candidate in candidates]
            return {
                "state": "unclear",
                "element": element,
                "reason": reason,
                "candidates": shown,
                "uri": uri,
            }
        case Unreachable(element, reason, uri):
            return {"state": "unreachable", "element": element, "reason": reason, "uri": uri}
        case Blocked(element, reason, uri):
            return {"state": "blocked", "element": element, "reason": reason, "uri": uri}


def searched_all(body: Mapping[str, Any]) -> bool:
    """Tell whether `finding_from_json` needs the evidence of the observation."""
    return body["state"] == "absent" and body["searched"] is None


def finding_from_json(body: Mapping[str, Any], evidence: tuple[str, ...] = ()) -> Finding:
    """Return the finding that `finding_to_json` wrote, given the same evidence.

    Raises:
        ValueError: it was not written by it, or by a later version.
    """
    element = body["element"]
    match body["state"]:
        case "found":
            return _found_from_json(body)
        case "absent":
            return Absent(element, _searched(body, evidence))
        case "unclear":
            uri = body.get("uri", "")  # older rows do not have it
            return Unclear(element, body["reason"], _all_found(body["candidates"]), uri)
        case "unreachable":
            return Unreachable(element, body["reason"], body["uri"])
        case "blocked":
            return Blocked(element, body["reason"], body["uri"])
        case other:
            raise ValueError(f"no state of a finding: {other!r}")


def _listed(searched: tuple[str, ...], evidence: tuple[str, ...]) -> dict[str, Json]:
    """Name what was searched, or what was not, whichever is shorter."""
    left_out = {*evidence} - {*searched}
    rest = tuple(digest for digest in evidence if digest not in left_out)
    if searched != rest or len(left_out) > len(searched):
        return {"searched": list(searched)}
    return {"searched": None, "unread": sorted(left_out)} if left_out else {"searched": None}


def _searched(body: Mapping[str, Any], evidence: tuple[str, ...]) -> tuple[str, ...]:
    if not searched_all(body):
        return tuple(body["searched"])
    unread = body.get("unread", ())
    return tuple(digest for digest in evidence if digest not in unread)


def _found_to_json(found: Found) -> dict[str, Json]:
    return {
        "state": "found",
        "element": found.element,
        "kind": kind_of(found.value),
        "value": to_json(found.value),
        "proof": _proof_to_json(found.proof),
        "others": [_found_to_json(other) for other in found.others],
        "confidence": found.confidence,
        "reasons": list(found.reasons),
    }


def _found_from_json(body: Mapping[str, Any]) -> Found:
    return Found(
        element=body["element"],
        value=from_json(body["kind"], body["value"]),
        proof=_proof_from_json(body["proof"]),
        others=_all_found(body["others"]),
        confidence=body.get("confidence"),  # older rows have neither
        reasons=tuple(body.get("reasons", ())),
    )


def _all_found(bodies: Iterable[Mapping[str, Any]]) -> tuple[Found, ...]:
    return tuple(_found_from_json(body) for body in bodies)


def _proof_to_json(proof: Provenance) -> dict[str, Json]:
    return {
        "uri": proof.uri,
        "evidence": proof.evidence,
        "text": proof.text,
        "span": [proof.span.start, proof.span.end],
        "quote": proof.quote,
        "rule": proof.rule,
        "captured_at": proof.captured_at.isoformat(),
        "clicks": proof.clicks,
        "screenshot": proof.screenshot,
    }


def _proof_from_json(body: Mapping[str, Any]) -> Provenance:
    return Provenance(
        uri=body["uri"],
        evidence=body["evidence"],
        text=body["text"],
        span=Span(*body["span"]),
        quote=body["quote"],
        rule=body["rule"],
        captured_at=datetime.fromisoformat(body["captured_at"]),
        clicks=body["clicks"],
        screenshot=body["screenshot"],
    )


def visit_to_json(visit: Visit) -> Mapping[str, Json]:
    """Return the body that is stored; `visit_from_json` reads it back."""
    return {
        "pages": visit.pages,
        "size_bytes": visit.size_bytes,
        "robots_refused": visit.robots_refused,
        "errors": dict(visit.errors),
        "gaps": [
            {"uri": gap.uri, "kind": gap.kind, "elements": list(gap.elements)} for gap in visit.gaps
        ],
        "notes": list(visit.notes),
        "clicks": dict(visit.clicks),
    }


def visit_from_json(body: Mapping[str, Any]) -> Visit:
    """Return the visit that `visit_to_json` wrote."""
    return Visit(
        pages=body["pages"],
        size_bytes=body["size_bytes"],
        robots_refused=body["robots_refused"],
        errors=body["errors"],
        gaps=tuple(Gap(gap["uri"], gap["kind"], tuple(gap["elements"])) for gap in body["gaps"]),
        notes=tuple(body["notes"]),
        clicks=body.get("clicks", {}),  # older rows do not have it
    )


def failure_to_json(failure: Failure | None) -> Mapping[str, Json] | None:
    """Return the body that is stored, None for no failure."""
    if failure is None:
        return None
    return {"kind": failure.kind, "uri": failure.uri, "detail": failure.detail}


def failure_from_json(body: Mapping[str, Any] | None) -> Failure | None:
    """Return the failure that `failure_to_json` wrote."""
    return None if body is None else Failure(body["kind"], body["uri"], body["detail"])
