"""The program as a whole: how soon it answers, and how small it is when idle."""

import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.clocks import median_s, resident_mb
from bench.report import Report

ROOT = Path(__file__).parents[2]


def checker(*arguments: str, stdin: int | None = None) -> subprocess.Popen[str]:
    """Start the command line."""
    return subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-m", "checker", *arguments],
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def measure(report: Report) -> None:
    """`checker --help` answers at once; the daemon is ready soon, and small while idle."""
    seconds = median_s(lambda: checker("--help").communicate(), 7, clock=time.perf_counter)
    report.at_most("checker --help", seconds, 0.5, "s")
    ready, sizes = [], []
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "settings.toml").write_text("plans = []\n", encoding="utf-8")
        for round_ in range(3):
            seconds, size = daemon(folder, str(Path(folder, f"state{round_}")))
            ready.append(seconds)
            sizes.append(size)
    report.at_most("daemon ready", statistics.median(ready), 3.0, "s")
    report.at_most("idle daemon with dashboard", statistics.median(sizes), 150.0, "MB RSS")


def daemon(config: str, state: str) -> tuple[float, float]:
    """Start a daemon once; return its seconds until ready and its idle size in MB."""
    began = time.perf_counter()
    process = checker("run", "--config", config, "--state", state, "--port", "0")
    assert process.stderr is not None
    while "daemon.started" not in process.stderr.readline():
        if process.poll() is not None:
            raise SystemExit("the daemon did not start")
    seconds = time.perf_counter() - began
    time.sleep(2)
    size = resident_mb(process.pid, with_children=True)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    return seconds, size
