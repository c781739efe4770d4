"""The JSON API: the store's findings, in the shape of the contract, whatever is asked."""

from typing import Any

import httpx
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from web.scene import HOST

from checker.store import Store

pytestmark = pytest.mark.anyio


async def test_municipalities(client: httpx.AsyncClient) -> None:
    """All of the catalogue, each with its states; a share only where something was judged."""
    body = (await client.get("/api/v1/municipalities")).json()
    by_code = {one["code"]: one for one in body}
    assert set(by_code) == {"9901", "9902", "9903", "9904"}
    assert by_code["9901"]["found_share"] == 1.0
    assert by_code["9902"]["states"] == {"absent": 1, "unclear": 1, "unreachable": 1, "blocked": 1}
    assert by_code["9903"]["found_share"] is None
    assert by_code["9904"]["last_visit_at"] is None
    found = (await client.get("/api/v1/municipalities", params={"text": "vik"})).json()
    assert [one["code"] for one in found] == ["9902"]


async def test_finding_has_the_contract_shape(client: httpx.AsyncClient, store: Store) -> None:
    """The keys that scripts rely on, with amounts as text so that nothing is rounded."""
    (latest,) = await store.results.latest(municipality="9901", element="sfo_price")
    body = (await client.get(f"/api/v1/findings/{latest.finding.id}")).json()
    assert body["value"] == {
        "amount": "2850.00",
        "amount_max": None,
        "currency": "NOK",
        "per": "month",
        "vat": None,
        "year": 2026,
    }
    expected = {
        "municipality": "9901",
        "element": "sfo_price",
        "state": "found",
        "quote": "Full plass i SFO koster kr 2 850 per måned.",
        "uri": "https://prove.invalid/tjenester",
        "clicks": 2,
    }
    assert {key: body[key] for key in expected} == expected
    assert len(body["evidence"]) == 64
    assert body["proof"]["span"][1] - body["proof"]["span"][0] == len(body["quote"])


async def test_every_state_is_told(client: httpx.AsyncClient) -> None:
    """Each state brings what belongs to it."""
    body = (await client.get("/api/v1/municipalities/9902/findings")).json()
    by_state = {one["state"]: one for one in body}
    assert len(by_state["unclear"]["candidates"]) == 2
    assert len(by_state["absent"]["searched"]) == 1
    assert by_state["blocked"]["reason"] == "robots.txt"
    assert by_state["unreachable"]["uri"] == "https://vik.invalid/p"
    assert all(one["value"] is None for one in body)


async def test_last_found_survives_a_failed_visit(client: httpx.AsyncClient) -> None:
    """A program sees the last known value and its date too."""
    (one,) = (await client.get("/api/v1/municipalities/9903/findings")).json()
    assert one["state"] == "unreachable"
    assert one["last_found"]["value"]["amount"] == "2850.00"


async def test_element_findings_and_runs(client: httpx.AsyncClient) -> None:
    """One element everywhere, and the newest runs first."""
    body = (await client.get("/api/v1/elements/sfo_price/findings")).json()
    assert [one["municipality"] for one in body] == ["9901", "9902", "9903"]
    runs = (await client.get("/api/v1/runs", params={"limit": 2})).json()
    assert [run["state"] for run in runs] == ["queued", "done"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("municipalities/0000", 404),
        ("municipalities/0000/findings", 404),
        ("elements/nope/findings", 404),
        ("findings/999999", 404),
        ("findings/x", 422),
        ("findings/99999999999999999999", 422),
        ("runs?limit=0", 422),
        ("nope", 404),
    ],
)
async def test_errors_are_json(client: httpx.AsyncClient, path: str, status: int) -> None:
    """A program never gets a page to parse."""
    answer = await client.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert isinstance(answer.json()["detail"], str)


async def test_every_answer_is_documented(app: FastAPI) -> None:
    """No error of ours, no status and no shape that the description does not name."""
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={"host": HOST[7:]})
    checks = [
        not_a_server_error,
        status_code_conformance,
        content_type_conformance,
        response_schema_conformance,
    ]
    operations = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
    assert len(operations) == 8
    for operation in operations:
        probe(operation.as_strategy(), checks)


def probe(requests: SearchStrategy[Case[Any]], checks: list[CheckFunction]) -> None:
    """Try a dozen and more made-up requests of one operation."""

    @settings(
        max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    @given(case=requests)
    def ask(case: Case[Any]) -> None:
        case.call_and_validate(checks=checks, headers={"host": HOST[7:]})

    ask()
