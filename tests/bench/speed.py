"""How fast pages and short texts are read, against limits and against peers in the same run."""

import json
import resource
import statistics
import subprocess
from collections.abc import Sequence
from functools import partial
from itertools import cycle, islice

from bench.clocks import median_s, percentile, spent_s
from bench.facts import Row
from bench.material import everything, pages, texts
from bench.processes import checker
from bench.report import Report
from bs4 import BeautifulSoup
from lxml import html
from stated import hits_in

from checker.extract.text import read
from checker.extract.verdict.answer import READABLE
from checker.model.evidence import Evidence
from checker.model.value import KINDS

LINES = 20_000
TEXTS = 3_000
PER_SECOND = 2_000


def measure(report: Report) -> None:
    """Pages first, then short texts by each reader, then through the command line."""
    of_pages(report)
    for kind in KINDS:
        short = list(islice(cycle(texts(kind)), TEXTS))
        read_all(short[:200])
        rate = len(short) / spent_s(partial(read_all, short))
        report.at_least(f"{kind}: mixed short texts a second", rate, PER_SECOND, "/s")
    for kind in READABLE:
        rate = LINES / lines_s(kind, texts(kind))
        report.at_least(f"checker extract {kind} --lines, start included", rate, PER_SECOND, "/s")


def of_pages(report: Report) -> None:
    """50 kB pages: text and links, then all elements; lxml is the floor, bs4 a usual choice."""
    town, whole = pages(), everything()
    for one in town[:20]:
        whole(one)
    spent = [spent_s(partial(whole, one)) for one in town]
    what = f"50 kB page with all elements ({len(town)} pages)"
    report.at_most(f"{what}, median", statistics.median(spent) * 1000, 10.0, "ms")
    report.at_most(f"{what}, p99", percentile(spent, 99) * 1000, 50.0, "ms")
    text_s = statistics.median(spent_s(partial(read, one)) for one in town)
    floor_s = statistics.median(spent_s(partial(floor, one)) for one in town)
    soup_s = statistics.median(median_s(partial(soup, one), 3) for one in town[:10])
    report.plain("50 kB page, text and links, median", text_s * 1000, "ms")
    report.plain("50 kB page, lxml's text_content, median", floor_s * 1000, "ms")
    report.plain("text and links, ratio to lxml's text_content", text_s / floor_s, "x")
    elements_s = statistics.median(spent)
    report.plain("all elements, ratio to lxml's text_content", elements_s / floor_s, "x")
    report.at_most("text and links, ratio to bs4's get_text", text_s / soup_s, 0.5, "x")


def floor(page: Evidence) -> object:
    """The least that reading a page takes: its words, without shape, place or link."""
    return html.fromstring(page.body).text_content()


def soup(page: Evidence) -> object:
    return BeautifulSoup(page.body, "html.parser").get_text("\n")


def read_all(short: Sequence[Row]) -> None:
    for row in short:
        hits_in(row.kind, row.language, row.content)


def lines_s(kind: str, short: Sequence[Row]) -> float:
    """Return the processor seconds of `checker extract KIND --lines` for all lines.

    Each line has its number behind it, so that no line comes twice; its language is left out.
    """
    lines = "".join(
        json.dumps({"id": str(number), "text": f"{row.content['text']}\n({number})"}) + "\n"
        for number, row in enumerate(islice(cycle(short), LINES))
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = checker("extract", kind, "--lines", stdin=subprocess.PIPE)
    process.communicate(lines)
    if process.returncode:
        raise SystemExit(f"checker extract {kind} --lines ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
