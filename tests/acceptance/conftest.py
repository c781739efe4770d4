"""The demo's country, served for a whole module."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from program import checker, demo_country, settings

from checker.demo.towns import write_country

QUICK = [
    'country = "demo"',
    "[web]",
    "port = 0",
    "[store]",
    "busy_s = 1.0",
    "[website]",
    "allow_loopback = true",
    "floor_s = 0.0",
    "connect_s = 2.0",
    "retries = 0",
    "[[plans]]",
    'probe = "website"',
    "every_s = 86400.0",
    "limit_s = 60.0",
    "[daemon]",
    "tick_s = 0.5",
    "lease_s = 20.0",
    "drain_s = 2.0",
    "attempts = 50",
]


@pytest.fixture(scope="module")
def ports() -> Iterator[Mapping[str, int]]:
    """Return the ports of the demo's towns."""
    with demo_country() as served:
        yield served


def quick_country(folder: Path, ports: Mapping[str, int]) -> Path:
    """Write a configuration for the demo's country with a day between visits."""
    write_country(folder, ports)
    settings(folder, QUICK)
    return folder


@pytest.fixture
def config(tmp_path: Path, ports: Mapping[str, int]) -> Path:
    """Return a configuration of this test's own."""
    return quick_country(tmp_path / "config", ports)


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory, ports: Mapping[str, int]) -> Path:
    """Return a state folder with visits of two towns; tests that write copy it."""
    folder = tmp_path_factory.mktemp("visited")
    config = quick_country(folder / "config", ports)
    done = checker(
        *("probe", "website", "9901", "9902", "--json"),
        *("--config", str(config), "--state", str(folder / "state")),
    )
    assert done.code == 0, done.said
    return folder / "state"


@pytest.fixture
def state(visited: Path, tmp_path: Path) -> Path:
    """Return a state folder with visits, of this test's own."""
    return Path(shutil.copytree(visited, tmp_path / "state"))
