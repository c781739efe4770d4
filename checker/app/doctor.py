"""`checker doctor`: looks for what could go wrong here and says what to do about it."""

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import anyio

from checker.app.card import find_card, health
from checker.app.kinds import find_probes
from checker.app.lines import Line
from checker.app.parts import House, clock
from checker.app.show import Printer
from checker.errors import CheckerError, UsageError
from checker.store import open_store
from checker.store.version import VERSION, has_wal_fix

COLUMNS = {"check": "Check", "verdict": "", "says": "What was seen", "do": "What to do"}
FREE_BYTES = 2_000_000_000  #: a nation's evidence of one visit, compressed, with room to spare
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")


def examine(house: House, *, out: Printer) -> int:
    """Print each check with its verdict: ok, note or wrong; 2 when something is wrong."""
    lines = [line for check in CHECKS for line in check(house)]
    out.table(lines, COLUMNS, "Doctor")
    return CheckerError.exit_code if any(line["verdict"] == "wrong" for line in lines) else 0


def _line(check: str, verdict: str, says: str, do: str = "") -> Line:
    return {"check": check, "verdict": verdict, "says": says, "do": do}


def _configuration(house: House) -> Iterator[Line]:
    country = house.catalog.country
    yield _line(
        "configuration",
        "ok",
        f"{country.name}: {len(country.municipalities)} municipalities, "
        f"{len(house.catalog.elements)} elements; probes: {', '.join(sorted(find_probes()))}",
    )
    if "kommunetest.example" in house.settings.website.user_agent:
        yield _line(
            "user agent",
            "note",
            f"{house.settings.website.user_agent} names no page of yours",
            "set website.user_agent to your project and a contact URL before you go live",
        )


def _clock(house: House) -> Iterator[Line]:
    now = clock()
    verdict = "wrong" if now.year < 2026 else "ok"  # noqa: PLR2004  before this program existed
    yield _line(
        "clock", verdict, f"{now:%Y-%m-%d %H:%M} UTC, {now.astimezone(house.zone):%H:%M %Z}"
    )


def _state(house: House) -> Iterator[Line]:
    place = next(folder for folder in (house.state, *house.state.parents) if folder.exists())
    if not place.is_dir() or not os.access(place, os.W_OK):
        why = "cannot be written to" if place.is_dir() else "is a file, not a folder"
        yield _line("state folder", "wrong", f"{place} {why}", "use --state FOLDER")
        return
    free = shutil.disk_usage(place).free
    verdict = "ok" if free > FREE_BYTES else "wrong"
    yield _line(
        "disk",
        verdict,
        f"{free / 1e9:.1f} GB free at {house.state}",
        "" if verdict == "ok" else "make room, or move the state folder (--state)",
    )


def _store(house: House) -> Iterator[Line]:
    async def opened() -> int:
        async with open_store(house.state, house.settings.store, write=False) as store:
            return len(await store.results.standings())

    try:
        count = anyio.run(opened)
    except UsageError as error:
        yield _line("store", "note", str(error))
    except CheckerError as error:
        yield _line("store", "wrong", str(error), "restore a backup, or install the right version")
    else:
        yield _line("store", "ok", f"{count} findings are current")


def _sqlite(_: House) -> Iterator[Line]:
    fixed = has_wal_fix()
    says = "" if fixed else " has the WAL-reset bug; one writer and read-only readers avoid it"
    do = "" if fixed else "never open the database for writing with another program"
    yield _line("SQLite", "ok" if fixed else "note", VERSION + says, do)


def _daemon(house: House) -> Iterator[Line]:
    try:
        card = find_card(house)
    except UsageError as error:
        yield _line("daemon", "note", str(error))
        return
    if card and (said := health(card)) != "stopped":
        verdict, do = ("ok", "") if said == "running" else ("wrong", "look at its log; restart it")
        yield _line("daemon", verdict, f"{said}, process {card.pid} at {card.url}", do)
        return
    yield _line("daemon", "note", "does not run", "start it: checker run")
    web = house.settings.web
    with socket.socket(socket.AF_INET6 if ":" in web.host else socket.AF_INET) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((web.host, web.port))
        except OSError as error:
            yield _line(
                "port",
                "wrong",
                f"{web.host}:{web.port}: {error.strerror}",
                "stop what listens there, or set web.port",
            )
        else:
            yield _line("port", "ok", f"{web.host}:{web.port} is free")


def _names(house: House) -> Iterator[Line]:
    """Ask for one municipality's address; no request is sent to it."""
    one = house.catalog.country.municipalities[0]
    host = one.website.partition("://")[2].partition("/")[0].partition(":")[0]
    try:
        socket.getaddrinfo(host, 443)
    except OSError as error:
        yield _line(
            "DNS",
            "wrong",
            f"{host}: {error.strerror or error}",
            "check the network and /etc/resolv.conf; without names nothing can be visited",
        )
    else:
        yield _line("DNS", "ok", f"{host} has an address")


def _browser(_: House) -> Iterator[Line]:
    names = (os.environ.get("CHECKER_BROWSER", ""), *BROWSERS)
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    yield _line(
        "browser",
        "ok" if found else "note",
        found or "no Chromium",
        "" if found else "apt-get install chromium-headless-shell; the website probe needs none",
    )


def _python(_: House) -> Iterator[Line]:
    yield _line("Python", "ok", sys.version.split()[0] + f" in {Path(sys.prefix)}")


CHECKS: tuple[Callable[[House], Iterator[Line]], ...] = (
    _python,
    _configuration,
    _clock,
    _state,
    _store,
    _sqlite,
    _daemon,
    _names,
    _browser,
)
