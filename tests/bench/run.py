"""Measures speed and memory against their limits or a named peer: `make bench`.

Prints one JSON object a line: what, figure, limit, unit, held. Exit 1 when a limit is broken.
Figures are medians; a busy machine makes them worse, never better.
"""

import json
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bs4 import BeautifulSoup

from checker.config import load
from checker.extract.text import read
from checker.extract.verdict.candidates import candidates
from checker.extract.verdict.sought import Sought, prepare
from checker.extract.words import merged
from checker.model.catalog import Language
from checker.model.evidence import Evidence

ROOT = Path(__file__).parents[2]
PAGE_BYTES = 50_000


def figure(what: str, value: float, limit: float, unit: str, peer: str = "limit") -> bool:
    """Print one figure and say whether it holds."""
    held = value <= limit
    line = {"what": what, "figure": round(value, 4), peer: limit, "unit": unit, "held": held}
    print(json.dumps(line), flush=True)
    return held


def timed(
    call: Callable[[], object], times: int, *, clock: Callable[[], float] = time.process_time
) -> float:
    """Return the median seconds of a call, after one that is not counted.

    Processor time by default: what neighbours do is not our figure.
    """
    call()
    seconds = []
    for _ in range(times):
        began = clock()
        call()
        seconds.append(clock() - began)
    return statistics.median(seconds)


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


def help_s() -> bool:
    """`checker --help` answers at once."""
    seconds = timed(lambda: checker("--help").communicate(), 7, clock=time.perf_counter)
    return figure("checker --help", seconds, 0.5, "s")


def daemon() -> Iterator[bool]:
    """The daemon is ready soon, and small while idle with the dashboard."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder, "settings.toml")
        settings.write_text("plans = []\n", encoding="utf-8")
        ready, sizes = [], []
        for round_ in range(3):
            began = time.perf_counter()
            state = str(Path(folder, f"state{round_}"))
            process = checker("run", "--config", folder, "--state", state, "--port", "0")
            assert process.stderr is not None
            while "daemon.started" not in process.stderr.readline():
                if process.poll() is not None:
                    raise SystemExit("the daemon did not start")
            ready.append(time.perf_counter() - began)
            time.sleep(2)
            sizes.append(family_mb(process.pid))
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)
        yield figure("daemon ready", statistics.median(ready), 3.0, "s")
        yield figure("idle daemon with dashboard", statistics.median(sizes), 150.0, "MB RSS")


def family_mb(pid: int) -> float:
    """Return the resident memory of a process and its children, in MB."""
    children = subprocess.run(  # noqa: S603
        ["ps", "-o", "rss=", "--pid", str(pid), "--ppid", str(pid)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return sum(int(line) for line in children.stdout.split()) * 1024 / 1e6


def chrome() -> str:
    """Return a municipal mega menu, the larger part of most pages."""
    subjects = ("Barnehage", "Skole", "Helse", "Bygg", "Vann", "Kultur", "Politikk", "Omsorg")
    kinds = ("søknad", "klage", "tilbud", "ansatte", "planer", "skjema", "kontakt", "regler")
    entries = [
        f'<li class="menu__item menu__item--level-2 has-icon" data-component="menu-item">'
        f'<a class="menu__link menu__link--small" href="/tjenester/{one.lower()}/{other}/" '
        f'aria-describedby="menu-hint"><span class="menu__text">{one}: {other}</span></a></li>'
        for one in subjects
        for other in kinds
    ]
    return "".join(entries) * 5


def pages() -> list[Evidence]:
    """Return pages of 50 kB each: every article of a demo town inside a mega menu."""
    captured_at = datetime(2026, 11, 23, tzinfo=UTC)
    menu = chrome()
    made = []
    for file in sorted((ROOT / "checker/demo/towns/solvik").rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        room = PAGE_BYTES - len(html.encode()) - 30
        filled = f"<nav><ul>{menu[:room].rpartition('<li')[0]}</ul></nav><main"
        body = html.replace("<main", filled, 1).encode()
        made.append(Evidence("https://x.kommune.no/side", "text/html", captured_at, body))
    return made


def both(evidence: Evidence, prepared: tuple[Sought, ...], words: Language) -> None:
    """Read a page and find its candidates."""
    candidates(read(evidence), prepared, words)


def reading() -> Iterator[bool]:
    """Reading 50 kB pages: text and links, then all elements; bs4 as the peer of the first."""
    catalog = load(None, environ={}).catalog
    words = merged(*(catalog.languages[tag] for tag in catalog.country.languages))
    prepared = prepare(catalog.elements, catalog.country.languages)
    town = pages()
    spent = sorted(timed(partial(both, one, prepared, words), 5) for one in town)
    text_s = statistics.median(timed(partial(read, one), 5) for one in town)
    soup_s = timed(lambda: BeautifulSoup(town[0].body, "html.parser").get_text("\n"), 7)
    what = f"read a 50 kB page ({len(town)} pages): text, links, all elements"
    yield figure(f"{what}, median", statistics.median(spent) * 1000, 10.0, "ms")
    yield figure(f"{what}, worst", spent[-1] * 1000, 50.0, "ms")
    yield figure("text and links, ratio to bs4's get_text", text_s / soup_s, 0.5, "x", "peer")


def extracting() -> Iterator[bool]:
    """`checker extract --lines`: at least 2,000 lines a second, start included."""
    count = 20_000
    samples = {
        "hours": "Servicetorget er åpent mandag til fredag kl. 08.00-15.00",
        "money": "Hel plass i SFO koster kr 2 850,- per måned",
        "duration": "Saksbehandlingstiden er normalt tre uker",
    }
    for kind, sample in samples.items():
        lines = "".join(
            json.dumps({"id": str(number), "text": f"{sample} ({number})"}) + "\n"
            for number in range(count)
        )
        began = time.perf_counter()
        process = checker("extract", kind, "--lines", stdin=subprocess.PIPE)
        process.communicate(lines)
        seconds = time.perf_counter() - began
        yield figure(f"extract {kind}: 1,000 lines", seconds / count * 1000, 0.5, "s")


def main() -> int:
    """Run all and return the exit code."""
    print(json.dumps({"machine": platform.platform(), "cpus": os.cpu_count()}))
    held = [help_s(), *daemon(), *reading(), *extracting()]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
