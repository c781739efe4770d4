"""The command line itself: light to load, and each command says what it needs."""

import subprocess
import sys
from pathlib import Path

from program import environment

#: Rooms and libraries that only a command may load: each costs a start tens of milliseconds.
HEAVY = ("anyio", "sqlalchemy", "httpx", "fastapi", "selectolax", "checker.model", "checker.app")


def test_help_loads_nothing_heavy() -> None:
    """The command line imports no room before a command is called."""
    code = f"import sys, checker.cli; print([one for one in {HEAVY} if one in sys.modules])"
    loaded = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    assert loaded.stdout.strip() == "[]"


def test_every_command_is_in_the_readme() -> None:
    """Whoever reads the README meets each command."""
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "checker", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=environment(COLUMNS="200"),
    ).stdout
    commands = [line.split()[1] for line in told.splitlines() if line.startswith("│ ")]
    names = [name for name in commands if name.isalpha() and name.islower()]
    assert len(names) >= 11
    for name in names:
        assert f"checker {name}" in readme or f"make {name}" in readme, name
