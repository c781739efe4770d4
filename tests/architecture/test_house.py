"""The house keeps its shape: each import contract bites, and no module grows without end."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = 300
FUNCTION_LINES = 60

#: contract -> (module that breaks it, line that breaks it)
BREACHES = {
    "ladder": ("checker/model/value.py", "import checker.extract"),
    "root": ("checker/observe.py", "import probes"),
    "pure": ("checker/schedule.py", "import socket"),
    "store": ("checker/daemon.py", "import sqlite3"),
}


def lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """Run one import contract over a copy of the code."""
    program = "from importlinter.cli import lint_imports_command as run; run()"
    return subprocess.run(  # noqa: S603  our own code
        [sys.executable, "-c", program, "--contract", contract, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the code that a test may break."""
    folder = tmp_path_factory.mktemp("house")
    for name in ("checker", "probes"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "static")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.mark.parametrize("contract", BREACHES)
def test_contract_is_kept_and_bites(copy: Path, contract: str) -> None:
    """The code keeps the contract, and one forbidden import breaks it."""
    kept = lint(copy, contract)
    assert kept.returncode == 0, kept.stdout + kept.stderr
    module, breach = BREACHES[contract]
    file = copy / module
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}\n{breach}\n", encoding="utf-8")
    try:
        broken = lint(copy, contract)
    finally:
        file.write_text(before, encoding="utf-8")
    assert broken.returncode == 1, broken.stdout + broken.stderr
    assert "BROKEN" in broken.stdout


def modules() -> list[Path]:
    """Return our own modules; migrations and vendored scripts are not written by hand."""
    return sorted((*ROOT.glob("checker/**/*.py"), *ROOT.glob("probes/**/*.py")))


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_module_and_functions_stay_small(module: Path) -> None:
    """No module over 300 lines, no function over 60."""
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= LINES
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= FUNCTION_LINES
    ]
    assert not long


def test_every_contract_has_its_breach() -> None:
    """A new contract needs a proof that it bites."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    ids = [line.split('"')[1] for line in text.splitlines() if line.startswith("id = ")]
    assert sorted(ids) == sorted(BREACHES)


def test_top_level_is_fixed() -> None:
    """Beside the rooms only what the design names."""
    tracked = subprocess.run(
        ["git", "ls-files"],  # noqa: S607  any git will do
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if tracked.returncode:
        pytest.skip("not a git checkout")
    top = {name.split("/")[0] for name in tracked.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} == {
        "CHANGELOG.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "checker",
        "config",
        "probes",
        "pyproject.toml",
        "tests",
    }
