"""A filled store and a dashboard over it, with a client at this machine."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from web.scene import client_of, desk_of, open_filled

from checker.store import Store
from checker.web import create_app


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """Give a store in which three of four towns have been visited."""
    async with open_filled(tmp_path) as opened:
        yield opened


@pytest.fixture
def app(store: Store) -> FastAPI:
    """Give the dashboard of that store, without an operator's token."""
    return create_app(desk_of(store))


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Give a client at this machine."""
    async with client_of(app) as opened:
        yield opened
