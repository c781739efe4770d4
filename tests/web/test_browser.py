"""The dashboard in a real browser: narrow, dark, without scripts, and with hostile pages."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path

import pytest
from chromium import chromium
from fastapi import FastAPI
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from web.land import CATALOG, TOWNS
from web.scene import NOW, desk_of, fill, page, visit
from web.served import served

from checker.store import Store
from checker.web import create_app

pytestmark = pytest.mark.browser
PATHS = (
    "/", "/?metric=sfo_price&county=99", "/m/9901", "/m/9902", "/m/9903", "/m/9904", "/e",
    "/e/sfo_price", "/proof/1", "/proof/12", "/runs", "/method", "/operator", "/nope",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a real headless Chromium, or skip where there is none.

    Of this module only: its event loop must be gone before other tests start theirs.
    """
    with chromium() as opened:
        yield opened


@dataclass(frozen=True)
class Trap:
    """A server that notes who calls it."""

    url: str
    calls: list[str]


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    """Give a server that a stored page tries to call."""
    calls: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Trap(f"http://127.0.0.1:{server.server_port}", calls)
        server.shutdown()
        thread.join()


def evil(url: str) -> str:
    """Return a page that tries everything that stored pages have tried."""
    return f"""<!doctype html><title>x</title><meta http-equiv=refresh content="0;url={url}/meta">
    <base href="{url}/"><link rel=stylesheet href="{url}/css"><img src="{url}/img">
    <style>@import "{url}/import"; body {{ background: url({url}/background) }}</style>
    <script src="{url}/script"></script><script>fetch("{url}/fetch"); location = "{url}/go";
    document.body.append("ALIVE")</script><iframe src="{url}/frame"></iframe>
    <img src=x onerror="location='{url}/error'"><svg onload="fetch('{url}/svg')"></svg>
    <form action="{url}/form"><input autofocus onfocus="this.form.submit()"></form><p>Ord.</p>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, trap: Trap) -> Iterator[str]:
    """Give a dashboard on loopback; its fourth town has a hostile page."""

    async def fill_all(store: Store) -> None:
        bad = replace(page(TOWNS[3], [], NOW.replace(hour=5)), body=evil(trap.url).encode())
        await visit(store, TOWNS[3], bad, [])
        await fill(store)

    def make(store: Store) -> FastAPI:
        return create_app(desk_of(store, CATALOG))

    folder: Path = tmp_path_factory.mktemp("state")
    with served(folder, fill_all, make) as address:
        yield address


@pytest.fixture
def narrow(browser: Browser, site: str) -> Iterator[Page]:
    """Give a dark page as wide as WCAG 1.4.10 asks for: 320 CSS pixels."""
    context = browser.new_context(
        base_url=site, viewport={"width": 320, "height": 640}, color_scheme="dark"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def desktop(browser: Browser, site: str) -> Iterator[Page]:
    """Give a page on an ordinary screen."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_a_phone(narrow: Page, path: str) -> None:
    """No page scrolls sideways at 320 pixels, WCAG 1.4.10."""
    narrow.goto(path)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PATHS)
def test_page_has_a_shape(desktop: Page, path: str) -> None:
    """One h1, no heading level skipped, named fields and regions, unique ids, a title."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "404" not in message.text:
            complaints.append(message.text)

    desktop.on("console", note)
    desktop.goto(path)
    assert desktop.locator("h1").count() == 1
    levels = desktop.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))"
    )
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    unnamed = desktop.evaluate(
        """[...document.querySelectorAll('input:not([type=hidden]),select,[role=region]')]
        .filter(e => !(e.labels?.length || e.ariaLabel || e.getAttribute('aria-labelledby')))
        .length"""
    )
    assert unnamed == 0
    ids = desktop.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    dangling = desktop.evaluate(
        """[...document.querySelectorAll('[aria-labelledby],[aria-describedby]')].filter(e =>
        (e.getAttribute('aria-labelledby') ?? e.getAttribute('aria-describedby')).split(' ')
        .some(id => !document.getElementById(id))).length"""
    )
    assert dangling == 0
    assert desktop.title().endswith("– kommunetest")
    assert complaints == [], "the policy blocks nothing of ours"


def test_keyboard_reaches_the_content(desktop: Page) -> None:
    """The first stop is the link over the navigation, and the focus can be seen."""
    desktop.goto("/")
    desktop.keyboard.press("Tab")
    focused = desktop.evaluate("document.activeElement.getAttribute('href')")
    assert focused == "#content"
    box = desktop.locator(".skip").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    desktop.keyboard.press("Enter")
    desktop.keyboard.press("Tab")
    assert desktop.evaluate("document.activeElement.closest('main') !== null")


def test_map_is_no_trap(desktop: Page) -> None:
    """No stop for the keyboard on the map; a click is an extra for the mouse."""
    desktop.goto("/")
    assert desktop.locator("svg.country a, svg.country [tabindex]").count() == 0
    desktop.locator('path[data-code="9901"]').click()
    expect(desktop).to_have_url(f"{desktop.url.split('/m')[0].rstrip('/')}/m/9901")


def test_filter_works_by_keyboard_and_form(desktop: Page) -> None:
    """Choosing needs no script: it is a form, and its address can be shared."""
    desktop.goto("/")
    desktop.get_by_label("Name or number").fill("herøy")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("table.towns tbody tr")).to_have_count(2)
    assert "text=her" in desktop.url


def test_works_without_scripts(browser: Browser, site: str) -> None:
    """Reading, filtering and ordering need no JavaScript."""
    context = browser.new_context(base_url=site, java_script_enabled=False)
    reader = context.new_page()
    reader.goto("/m/9904")
    reader.get_by_role("button", name="Visit now").click()
    expect(reader.locator("[role=status]")).to_be_visible()
    reader.goto("/runs")
    expect(reader.get_by_role("heading", name="Last visits")).to_be_visible()
    context.close()


def test_list_of_visits_renews_itself(desktop: Page) -> None:
    """With scripts the list is fetched again, in place, and keeps renewing."""
    desktop.goto("/runs")
    desktop.evaluate("document.querySelector('#runs').dataset.old = 'yes'")
    desktop.evaluate("htmx.ajax('GET', '/runs/part', {target: '#runs', swap: 'outerHTML'})")
    expect(desktop.locator("#runs[data-old]")).to_have_count(0)
    expect(desktop.locator("#runs")).to_have_count(1)
    assert desktop.locator("#runs").get_attribute("hx-trigger") == "every 5s"


def test_hostile_page_stays_dead(browser: Browser, site: str, trap: Trap) -> None:
    """A stored page runs nothing, loads nothing, goes nowhere, and is still readable."""
    context = browser.new_context(base_url=site)
    reader = context.new_page()
    reader.goto("/runs")
    reader.goto("/m/9904")
    digest = _digest_of(trap)
    reader.goto(f"/evidence/{digest}/page", wait_until="load")
    reader.wait_for_timeout(150)
    assert trap.calls == []
    assert "/evidence/" in reader.url
    assert "ALIVE" not in reader.inner_text("body")
    expect(reader.get_by_text("Ord.")).to_be_visible()
    reader.goto(f"/evidence/{digest}")
    expect(reader.locator(".page-text")).to_contain_text("Ord.")
    assert trap.calls == []
    context.close()


def _digest_of(trap: Trap) -> str:
    bad = replace(page(TOWNS[3], [], NOW), body=evil(trap.url).encode())
    return bad.digest
