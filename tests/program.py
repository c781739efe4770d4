"""Starts the real program and the demo's towns, for tests that see what an operator sees."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anyio.from_thread import start_blocking_portal

from checker.demo.towns import towns

#: Nothing that the program does here takes longer, even on a busy machine.
PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    lines: list[dict[str, Any]]  #: standard output, each line a JSON object
    said: str  #: standard error


def environment(**more: str) -> dict[str, str]:
    """Return an environment without settings of whoever runs the tests."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("CHECKER")}
    return {**kept, "PYTHONWARNINGS": "error::ResourceWarning", **more}


def checker(
    *arguments: str, given: str | None = None, cwd: Path | None = None, **environ: str
) -> Ended:
    """Run a command to its end."""
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "checker", *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
        cwd=cwd,
        env=environment(**environ),
    )
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return Ended(done.returncode, lines, done.stderr)


@contextmanager
def started(*arguments: str, log: Path, **environ: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command that goes on; it is killed at the end if it still runs."""
    with (
        log.open("ab") as sink,
        subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", "checker", *arguments],
            stdout=sink,
            stderr=sink,
            env=environment(**environ),
            start_new_session=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def wait_for(text: str, log: Path, *, times: int = 1) -> str:
    """Wait until a log holds a text so many times; return the whole log."""
    deadline = time.monotonic() + PATIENCE_S
    said = ""
    while time.monotonic() < deadline:
        said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        if said.count(text) >= times:
            return said
        time.sleep(0.05)
    raise AssertionError(f"{text!r} never came:\n{said[-3000:]}")


@contextmanager
def demo_country() -> Iterator[Mapping[str, int]]:
    """Serve the demo's towns from a thread; gives name -> port."""
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(towns(latency_s=0.005)) as ports,
    ):
        yield ports


def settings(folder: Path, lines: Sequence[str]) -> None:
    """Replace the settings of a configuration folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
