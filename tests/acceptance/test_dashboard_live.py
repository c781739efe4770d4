"""The dashboard beside the running daemon, as a reader and an operator meet it."""

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from chromium import chromium
from program import PATIENCE_S, checker, started, wait_for

TOWNS = 7


@contextmanager
def running(config: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Run the daemon until every town has been visited; give its address and its log."""
    state, log = folder / "state", folder / "log"
    with started("run", "--config", str(config), "--state", str(state), log=log) as daemon:
        wait_for("visit.done", log, times=TOWNS)
        card = json.loads((state / "daemon.json").read_text(encoding="utf-8"))
        yield card["url"], log
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(timeout=PATIENCE_S) == 0


def test_reader_finds_a_figure_and_its_proof(config: Path, tmp_path: Path) -> None:
    """From the overview to a municipality to a proof that is checked on the spot."""
    with (
        running(config, tmp_path) as (url, _),
        httpx.Client(base_url=url, trust_env=False, timeout=PATIENCE_S) as reader,
    ):
        overview = reader.get("/")
        assert overview.status_code == 200
        assert "Solvik" in overview.text
        (price,) = [
            one
            for one in reader.get("/api/v1/municipalities/9901/findings").json()
            if one["element"] == "sfo_price"
        ]
        proof = reader.get(f"/proof/{price['id']}")
        assert "2 850" in proof.text.replace("\u00a0", " ")
        assert "the quote stands at the very place" in proof.text
        assert reader.get("/healthz").status_code == 200
        assert f'kommunetest_runs{{state="done"}} {TOWNS}' in reader.get("/metrics").text


def test_queue_reaches_the_running_daemon(config: Path, tmp_path: Path) -> None:
    """`checker queue` hands an order over, and it goes before the schedule."""
    with running(config, tmp_path) as (_, log):
        where = ("--config", str(config), "--state", str(tmp_path / "state"), "--json")
        queued = checker("queue", "website", "Tangvær", *where)
        assert queued.code == 0, queued.said
        assert [one["municipality"] for one in queued.lines] == ["9905"]
        wait_for("visit.done", log, times=TOWNS + 1)


@pytest.mark.browser
def test_operator_orders_a_visit_from_the_page(config: Path, tmp_path: Path) -> None:
    """One press of a button, on this machine, and the town is visited again."""
    with chromium() as browser, running(config, tmp_path) as (url, log):
        page = browser.new_page()
        page.goto(f"{url}m/9904")
        page.get_by_role("button", name="Visit now").click()
        page.wait_for_load_state()
        said = wait_for("visit.done", log, times=TOWNS + 1)
        assert "Elvedal" in page.title()
    assert said.count('"municipality": "9904"') >= 2
