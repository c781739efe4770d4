"""A real headless Chromium, or a visible skip where there is none."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

#: Names that Chromium goes by, best first.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a browser; its event loop must be gone before other tests start theirs."""
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
