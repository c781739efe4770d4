"""What every request meets: our names only, headers on every answer, nothing too long."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from web.scene import HOST, client_of, desk_of

from checker.store import Store
from checker.web import create_app
from checker.web.front import POLICY

PLACES = ("/", "/m/9901", "/e", "/runs", "/method", "/operator", "/nope", "/static/site.css")


@pytest.mark.anyio
@pytest.mark.parametrize("path", [*PLACES, "/api/v1/elements", "/api/v1/nope", "/healthz"])
async def test_every_answer_is_guarded(client: httpx.AsyncClient, path: str) -> None:
    """No inline code, no frames, no sniffing, no referrer: pages, errors and files."""
    headers = (await client.get(path)).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "unsafe" not in POLICY
    assert "frame-ancestors 'none'" in POLICY


@pytest.mark.anyio
async def test_a_bug_is_guarded_too(store: Store) -> None:
    """The page of an unexpected error says what to do, and nothing of the program."""
    desk = desk_of(store)
    app = create_app(desk)

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("secret detail")

    async with client_of(app) as client:
        answer = await client.get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    assert "secret detail" not in answer.text
    assert "log" in answer.text


@pytest.mark.anyio
@pytest.mark.parametrize("host", ["http://evil.example", "http://127.0.0.1.evil.example:8357"])
async def test_rebound_name_reads_nothing(app: FastAPI, host: str) -> None:
    """A website whose name was rebound to this machine sees no figure and orders nothing."""
    async with client_of(app, host=host) as client:
        assert (await client.get("/")).status_code == 421
        assert (await client.get("/api/v1/municipalities")).status_code == 421
        answer = await client.post("/api/v1/runs", json={"municipality": "9901"})
        assert answer.status_code == 421


@pytest.mark.anyio
async def test_head_is_get_without_a_body(client: httpx.AsyncClient) -> None:
    """Monitors that only knock get an answer."""
    answer = await client.head("/")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.anyio
async def test_long_bodies_are_not_read(client: httpx.AsyncClient) -> None:
    """Nobody fills our memory with a form."""
    answer = await client.post("/operator", content=b"x" * 70_000)
    assert answer.status_code == 413
    chunked = await client.post("/operator", content=_pieces())
    assert chunked.status_code == 411


async def _pieces() -> AsyncIterator[bytes]:
    yield b"token=x"


@pytest.mark.anyio
async def test_static_files_may_be_kept(client: httpx.AsyncClient) -> None:
    """Their addresses change with their bytes, so a browser keeps them for good."""
    page = (await client.get("/")).text
    path = page.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = await client.get(path)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert "immutable" not in (await client.get("/")).headers["cache-control"]


@pytest.mark.anyio
async def test_no_page_has_inline_code(client: httpx.AsyncClient) -> None:
    """What the policy would block is not even written."""
    for path in PLACES[:-1]:
        page = (await client.get(path)).text
        assert " style=" not in page
        assert "<style" not in page
        assert " on" + "click=" not in page
        assert page.count("<script") == page.count("<script src=")
        assert HOST not in page
