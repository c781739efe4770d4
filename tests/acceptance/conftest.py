"""The demo's country, served for a whole module."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from program import demo_country, settings

from checker.demo.towns import write_country

QUICK = [
    'country = "demo"',
    "[web]",
    "port = 0",
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


@pytest.fixture
def config(tmp_path: Path, ports: Mapping[str, int]) -> Path:
    """Return a configuration for the demo's country with a day between visits."""
    folder = tmp_path / "config"
    write_country(folder, ports)
    settings(folder, QUICK)
    return folder
