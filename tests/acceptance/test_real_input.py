"""The same crawl and reading on real public pages, which are no part of the project.

They lie in a folder "shared" beside the checkout, or where KOMMUNETEST_SHARED says. Where they
are missing these tests skip, visibly.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from program import checker
from servers import Served, serve_folder

SHARED = Path(os.environ.get("KOMMUNETEST_SHARED", Path(__file__).parents[3] / "shared"))
REAL = SHARED / "real"

pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason=f"real pages are not part of the project, and not in {SHARED}"
)


@contextmanager
def site(folder: Path, home: str, **under: Path) -> Iterator[Served]:
    """Serve real folders on loopback under a home page of our own."""
    for name, real in under.items():
        (folder / name).symlink_to(real)
    (folder / "index.html").write_text(home, encoding="utf-8")
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(serve_folder(folder)) as served,
    ):
        yield served


def probe(served: Served, state: Path) -> tuple[dict[str, dict[str, object]], dict[str, object]]:
    """Visit a site; return its findings by element, and the summary."""
    ended = checker(
        *("probe", "website", served.uri, "--allow-loopback", "--json", "--state", str(state))
    )
    assert ended.code == 0, ended.said
    *findings, last = ended.lines
    summary: dict[str, object] = last["summary"]
    return {str(one["element"]): one for one in reversed(findings)}, summary


def test_documentation_site_is_crawled_whole(tmp_path: Path) -> None:
    """Some 110 pages with dead links: all that are linked are read once, nothing is invented."""
    (tmp_path / "site").mkdir()
    home = '<html lang="nb"><title>Registre</title><a href="/docs/">Dokumentasjon</a></html>'
    with site(tmp_path / "site", home, docs=REAL / "brreg") as served:
        found, summary = probe(served, tmp_path / "state")
        paths = served.paths
    assert isinstance(summary["pages"], int)
    assert summary["pages"] >= 90
    assert summary["errors"]  # it has genuine dead links
    assert len(paths) == len(set(paths)), "a page was asked for twice"
    for element in (
        "sfo_price",
        "water_fee",
        "library_hours",
        "pool_hours",
        "kindergarten_deadline",
    ):
        assert found[element]["state"] == "absent"


def test_pool_page_says_its_hours(tmp_path: Path) -> None:
    """A real page of a pool: ordinary hours, and nothing of its traps."""
    (tmp_path / "site").mkdir()
    home = (
        '<html lang="nb"><title>Kommunen</title>'
        '<a href="/sider/trondheim-husebybadet.html">Husebybadet svømmehall</a>'
        '<a href="/sider/sauda-moter.html">Politiske møter</a></html>'
    )
    with site(tmp_path / "site", home, sider=REAL / "pages") as served:
        found, _ = probe(served, tmp_path / "state")
    pool = found["pool_hours"]
    assert pool["state"] == "found"
    assert pool["value"] == {
        "osm": "Mo,We,Fr 15:00-20:00; Tu,Th 15:00-17:30,19:30-22:30; Sa,Su 10:00-16:00",
        "audience": None,
    }
    assert pool["clicks"] == 1
    for element in ("town_hall_hours", "sfo_price", "water_fee", "building_processing_time"):
        assert found[element]["state"] == "absent"
    assert found["accessibility_statement"]["state"] == "found"
