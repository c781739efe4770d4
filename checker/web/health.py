"""Is it alive, and how much of what: for watchdogs and Prometheus."""

from fastapi import APIRouter, HTTPException, Request
from prometheus_client import CollectorRegistry, Gauge, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import JSONResponse, Response

from checker.web.dashboard import Dashboard, Here

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def healthz(here: Here) -> Response:
    """Tell whether the daemon still ticks: 200, or 503 when its watchdog would bite."""
    status, rhythm = await here.desk.status(), here.desk.settings.daemon
    since = (here.desk.clock() - (status.tick_at or status.started_at)).total_seconds()
    alive = since <= rhythm.tick_s * rhythm.watchdog_ticks
    word = "ok" if alive else "the last tick is too old"
    return JSONResponse(
        {"status": word, "tick_age_s": round(since, 1)}, status_code=200 if alive else 503
    )


async def measure(here: Dashboard) -> CollectorRegistry:
    """Return today's figures; a registry of its own, so two dashboards do not mix."""
    registry, now = CollectorRegistry(), here.desk.clock()
    ledger, board = here.desk.store.ledger, await here.boards.now()
    status, oldest = await here.desk.status(), await ledger.oldest_due(now)

    def gauge(name: str, says: str, value: float) -> None:
        Gauge(f"kommunetest_{name}", says, registry=registry).set(value)

    runs = Gauge("kommunetest_runs", "Runs by state.", ["state"], registry=registry)
    for state, count in (await ledger.counts()).items():
        runs.labels(state).set(count)
    findings = Gauge(
        "kommunetest_findings", "Newest findings by state.", ["state"], registry=registry
    )
    for standing, count in board.whole.counts.items():
        findings.labels(standing).set(count)
    gauge("municipalities", "Municipalities in the catalogue.", len(board.known))
    gauge("municipalities_visited", "Municipalities visited at least once.", board.visited)
    waited = max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
    gauge("oldest_due_seconds", "How long the longest waiting run has been due.", waited)
    gauge("start_time_seconds", "When the daemon started.", status.started_at.timestamp())
    if status.tick_at:
        age = (now - status.tick_at).total_seconds()
        gauge("tick_age_seconds", "How long ago the daemon last ticked.", age)
    ProcessCollector(registry=registry)
    return registry


@router.get("/metrics")
async def metrics(request: Request, here: Here) -> Response:
    """Give the figures to somebody at this machine or with a token."""
    if not (here.operators.at_this_machine(request) or here.operators.bearer(request)):
        raise HTTPException(403)
    body = generate_latest(await measure(here))
    return Response(body, headers={"Content-Type": CONTENT_TYPE_LATEST})
