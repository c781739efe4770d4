"""Time and size of a piece of work: processor time, because neighbours are not our figure."""

import statistics
import subprocess
import time
from collections.abc import Callable, Iterable


def spent_s(call: Callable[[], object]) -> float:
    """Return the processor seconds of one call."""
    began = time.process_time()
    call()
    return time.process_time() - began


def median_s(
    call: Callable[[], object], times: int, *, clock: Callable[[], float] = time.process_time
) -> float:
    """Return the median seconds of a call, after one that is not counted."""
    call()
    seconds = []
    for _ in range(times):
        began = clock()
        call()
        seconds.append(clock() - began)
    return statistics.median(seconds)


def percentile(values: Iterable[float], rank: int) -> float:
    """Return the value that so many of a hundred lie under."""
    return statistics.quantiles(values, n=100, method="inclusive")[rank - 1]


def resident_mb(pid: int, *, with_children: bool = False) -> float:
    """Return the resident memory of a process in MB."""
    family = ["--ppid", str(pid)] if with_children else []
    shown = subprocess.run(  # noqa: S603
        ["ps", "-o", "rss=", "--pid", str(pid), *family],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return sum(int(line) for line in shown.stdout.split()) * 1024 / 1e6
