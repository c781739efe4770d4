"""The stores that the contract is held against."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from checker.model.settings import StoreSettings
from checker.store import Store, open_store

#: Addresses of empty databases to hold to the same contract, split at spaces, e.g.
#: "postgresql+psycopg://postgres@127.0.0.1/test"; each is emptied before every test.
SERVERS = os.environ.get("CHECKER_TEST_STORES", "").split()


@pytest.fixture(params=["", *SERVERS], ids=["sqlite", *SERVERS])
async def settings(request: pytest.FixtureRequest) -> StoreSettings:
    """Give the settings of an empty database."""
    url = str(request.param)
    if url:
        await _empty(url)
    return StoreSettings(url=url)


@pytest.fixture
async def store(tmp_path: Path, settings: StoreSettings) -> AsyncIterator[Store]:
    """Give an empty store, open for writing."""
    async with open_store(tmp_path, settings, write=True) as opened:
        yield opened


async def _empty(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
    await engine.dispose()
