"""Whether memory stays flat over 10,000 pages, all different, read in a process of its own."""

import gc
import json
import os
import random
import subprocess
import sys
from pathlib import Path

from bench.clocks import resident_mb
from bench.material import bodies, everything
from bench.report import SEED, Report
from mutation import mutated
from verdicts import NOW

from checker.errors import Malformed
from checker.model.evidence import Evidence

EARLY, LATE = 1_000, 10_000  #: pages
GROWTH_MOST = 0.05


def measure(report: Report) -> None:
    """Report the growth between an early and a late page."""
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "bench.memory"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(tests)},
    )
    early, late, malformed = json.loads(done.stdout)
    report.plain(f"memory after {EARLY} pages", early, "MB RSS")
    report.plain(f"memory after {LATE} pages", late, "MB RSS", malformed=malformed)
    growth = late / early - 1
    report.at_most(f"memory, growth from {EARLY} to {LATE} pages", growth, GROWTH_MOST, "")


def main() -> None:
    """Read broken pages, one after the other, and print the size after few and after many."""
    chance = random.Random(SEED)  # noqa: S311  no secret
    sources, whole = bodies(), everything()
    sizes: list[float] = []
    malformed = 0
    for number in range(1, LATE + 1):
        uri = f"https://x.kommune.no/side/{number}"
        body = mutated(chance.choice(sources), chance)
        try:
            whole(Evidence(uri, "text/html", NOW, body))
        except Malformed:
            malformed += 1
        if number in {EARLY, LATE}:
            gc.collect()
            sizes.append(resident_mb(os.getpid()))
    print(json.dumps([*sizes, malformed]))


if __name__ == "__main__":
    main()
