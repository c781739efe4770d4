"""Measures what the product promises, against limits and named peers: `make bench`.

Prints one JSON object a line to stdout: what, figure, unit, and where something is asked of it the
limit and whether it is held. A table for people follows on stderr. Exit 1 when a limit is broken.
A busy machine makes times worse, never better.
"""

import sys
import time

from bench import calibration, facts, memory, peers, processes, speed, towns
from bench.report import Report

IN_ALL_S = 360.0


def main() -> int:
    """Run all and return the exit code."""
    began = time.perf_counter()
    report = Report()
    report.machine()
    facts.measure(report)
    cells = towns.sets()
    towns.measure(report, cells)
    calibration.measure(report, cells)
    speed.measure(report)
    peers.measure(report)
    memory.measure(report)
    processes.measure(report)
    report.at_most("the bench in all", time.perf_counter() - began, IN_ALL_S, "s")
    report.summary(sys.stderr)
    return 0 if report.held else 1


if __name__ == "__main__":
    sys.exit(main())
