"""What is installed is what was built: code, data and pages, and no importable `config`."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the built wheel unpacked, as pip would install it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(  # noqa: S603  our own build
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


@pytest.mark.parametrize(
    "path",
    [
        "checker/shipped/settings.toml",
        "checker/shipped/elements/sfo_price.toml",
        "checker/shipped/languages/nn.toml",
        "checker/shipped/countries/no/municipalities.csv",
        "checker/shipped/countries/no/map.topojson",
        "checker/shipped/deploy/checker.service",
        "checker/store/migrations",
        "checker/web/templates",
        "checker/web/static/site.css",
        "checker/docs/method.md",
        "checker/demo/towns/solvik/index.html",
        "probes/website.py",
    ],
)
def test_wheel_carries(installed: Path, path: str) -> None:
    """Everything that runs needs is inside."""
    assert (installed / path).exists()


@pytest.mark.parametrize("path", ["config", "tests"])
def test_wheel_leaves_out(installed: Path, path: str) -> None:
    """Nothing that could shadow somebody else's package."""
    assert not (installed / path).exists()


def test_installed_program_reads_its_own_data(installed: Path, tmp_path: Path) -> None:
    """Away from the checkout, the shipped configuration is found inside the package."""
    done = subprocess.run(
        [sys.executable, "-m", "checker", "config", "check", "--json"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert str(installed / "checker" / "shipped" / "settings.toml") in done.stdout
