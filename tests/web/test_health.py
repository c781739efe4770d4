"""For watchdogs and Prometheus: alive or not, and figures for those who may see them."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from web.scene import API_TOKEN, NOW, client_of, desk_of

from checker.store import Store
from checker.web import Status, create_app

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(("age_s", "status"), [(3, 200), (60, 200), (61, 503)])
async def test_health_follows_the_tick(store: Store, age_s: int, status: int) -> None:
    """Alive is who ticked within the time its own watchdog allows: 4 ticks of 15 s."""

    async def told() -> Status:
        return Status(NOW - timedelta(days=1), NOW - timedelta(seconds=age_s))

    async with client_of(create_app(replace(desk_of(store), status=told))) as client:
        assert (await client.get("/healthz")).status_code == status


async def test_metrics(client: httpx.AsyncClient) -> None:
    """The queue, the findings and the age of the tick, in Prometheus' text form."""
    body = (await client.get("/metrics")).text
    for line in (
        'kommunetest_runs{state="queued"} 1.0',
        'kommunetest_runs{state="done"} 5.0',
        'kommunetest_findings{state="found"} 7.0',
        "kommunetest_municipalities 4.0",
        "kommunetest_municipalities_visited 3.0",
        "kommunetest_tick_age_seconds 3.0",
    ):
        assert line in body
    assert "process_resident_memory_bytes" in body


async def test_metrics_are_not_for_everybody(app: FastAPI) -> None:
    """Others need a token."""
    async with client_of(app, address="10.0.0.9") as client:
        assert (await client.get("/metrics")).status_code == 403
        allowed = {"authorization": f"Bearer {API_TOKEN}"}
        assert (await client.get("/metrics", headers=allowed)).status_code == 200


async def test_asking_twice_counts_once(client: httpx.AsyncClient) -> None:
    """Figures are made anew for each question; nothing is registered twice."""
    first = (await client.get("/metrics")).text
    assert first.count("\nkommunetest_runs{") == (await client.get("/metrics")).text.count(
        "\nkommunetest_runs{"
    )
