"""Puts the dashboard together: routes, error pages, and what every request meets first."""

from collections.abc import Callable, Coroutine
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from checker.errors import StoreError
from checker.web import api, evidence, front, health, ordering, pages
from checker.web.dashboard import Dashboard, make
from checker.web.desk import Desk
from checker.web.render import STATIC

DESCRIPTION = (
    "What municipalities tell their inhabitants, with proof for every figure. "
    "Reading needs no account; ordering a visit needs a token."
)
Handler = Callable[[Request, Exception], Coroutine[None, None, Response]]


def create_app(desk: Desk) -> FastAPI:
    """Return the dashboard of a desk; nothing is opened and nothing runs until it is served.

    Raises:
        ValueError: the country's map cannot be drawn.
    """
    dashboard = make(desk)
    app = FastAPI(
        title="kommunetest",
        version="1",
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # they load scripts from elsewhere
        redoc_url=None,
        exception_handlers=_handlers(dashboard),
    )
    app.state.dashboard = dashboard
    # before the pages: a municipality's code may hold anything
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for module in (health, api, evidence, ordering, pages):
        app.include_router(module.router)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(
        front.Front, allowed=dashboard.operators.host_allowed, refuse=_refuse(dashboard)
    )
    return app


def _refuse(dashboard: Dashboard) -> ASGIApp:
    """Return what answers a request that the front turns away."""

    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        status: int = scope["state"]["refused"]
        await _says(dashboard, Request(scope, receive), status, "")(scope, receive, send)

    return refuse


def _says(dashboard: Dashboard, request: Request, status: int, detail: str) -> Response:
    """Return an error for whoever asked: JSON for programs, a page for people."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": detail or HTTPStatus(status).phrase}, status_code=status)
    advice = dashboard.words.get(f"error.{status}", dashboard.words("error.400"))
    return dashboard.pages.page(
        request, "error.html", status=status, code=status, advice=advice, detail=detail
    )


def _handlers(dashboard: Dashboard) -> dict[int | type[Exception], Handler]:
    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, StarletteHTTPException)  # noqa: S101  registered for it only
        plain = error.detail == HTTPStatus(error.status_code).phrase
        response = _says(dashboard, request, error.status_code, "" if plain else str(error.detail))
        response.headers.update(error.headers or {})
        return response

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101  registered for it only
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        status = 400 if first["type"] == "json_invalid" else 422
        return _says(dashboard, request, status, f"{where}: {first['msg']}")

    async def without_store(request: Request, _: Exception) -> Response:
        return _says(dashboard, request, 503, "")

    async def bug(request: Request, _: Exception) -> Response:
        response = _says(dashboard, request, 500, "")
        response.headers.update(front.HEADERS)  # it is answered before the front
        return response

    return {
        StarletteHTTPException: refused,
        RequestValidationError: invalid,
        StoreError: without_store,
        Exception: bug,
    }
