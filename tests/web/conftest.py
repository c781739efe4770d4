"""A filled store and a dashboard over it, with a client at this machine."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright
from web.scene import client_of, desk_of, open_filled

from checker.store import Store
from checker.web import create_app

#: Names that Chromium goes by, best first.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a real headless Chromium, or skip where there is none."""
    wanted = (os.environ.get("CHECKER_BROWSER", ""), *NAMES)
    executable = next((path for name in wanted if name and (path := shutil.which(name))), None)
    if executable is None:
        pytest.skip("no Chromium: set CHECKER_BROWSER to one")
    with sync_playwright() as playwright:
        # root has no sandbox; these pages are our own
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        opened = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield opened
        opened.close()
