"""A whole country on a page: complete, small on the wire, and quick enough to browse."""

import gzip
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from web import norway
from web.scene import client_of, desk_of

from checker.model.settings import StoreSettings
from checker.store import open_store
from checker.web import create_app

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


@pytest.fixture(scope="module")
async def country(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    """Give a client of a dashboard over all municipalities, all but four visited."""
    catalog = norway.catalog()
    folder: Path = tmp_path_factory.mktemp("norway")
    async with open_store(folder, StoreSettings(), write=True) as store:
        await norway.fill(store, catalog)
        async with client_of(create_app(desk_of(store, catalog))) as client:
            yield client


async def test_all_of_norway(country: httpx.AsyncClient) -> None:
    """All 357 rows and shapes, at most 70 kB compressed, made well within a blink."""
    await country.get("/")
    started = time.perf_counter()
    page = (await country.get("/")).text
    took_s = time.perf_counter() - started
    assert page.count('<tr><th scope="row">') == 357
    assert page.count("<path class=") >= 357
    assert len(gzip.compress(page.encode(), 5)) < 70_000
    assert took_s < 0.5, "measured 0.03 s; the margin is for busy machines"


async def test_every_municipality_and_element(country: httpx.AsyncClient) -> None:
    """Each page of what is shipped can be made."""
    towns = (await country.get("/api/v1/municipalities")).json()
    elements = (await country.get("/api/v1/elements")).json()
    for path in [
        *(f"/m/{town['code']}" for town in towns[::9]),
        *(f"/e/{element['id']}" for element in elements[::4]),
    ]:
        assert (await country.get(path)).status_code == 200
