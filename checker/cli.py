"""The command line: one function per command, no logic of its own.

Exit codes: 0 done; 2 wrong usage, configuration or state folder; 3 the outside could not be
reached at all; 1 a bug. Results go to standard output as JSON Lines, the log to standard error.
Rooms are imported when a command is called, so that `checker --help` answers at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Annotated, NoReturn

from cyclopts import App, Parameter
from cyclopts.validators import Number
from rich.console import Console

from checker.ending import EPILOGUE, exit_code, leave, open_streams
from checker.errors import CheckerError

app = App(
    name="checker",
    help="Measures the service of municipalities, with proof for every number.",
    help_epilogue=EPILOGUE,
    version=lambda: metadata.version("kommunetest"),
    suppress_keyboard_interrupt=False,  # it says nothing
)
config_app = App(name="config", help="Look at the configuration.", help_epilogue=EPILOGUE)
app.command(config_app)


@Parameter(name="*")
@dataclass(frozen=True)
class Where:
    """Where configuration and state are."""

    config: Path | None = None
    "Your own configuration folder, laid over the shipped one (also: CHECKER_CONFIG)."
    state: Path | None = None
    "Folder for database, evidence and lock (default: the setting `state`)."


Json = Annotated[bool, Parameter(name="--json", negative=(), help="JSON Lines even on a terminal.")]
Port = Annotated[int, Parameter(validator=Number(gte=0, lte=65_535))]
Loopback = Annotated[bool, Parameter(name="--allow-loopback", negative=())]


def _commas(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


@app.command
def run(
    *,
    where: Where = Where(),
    port: Port | None = None,
    allow_loopback: Loopback = False,
) -> int:
    """Start the daemon and the dashboard; end them with Ctrl-C or SIGTERM.

    Args:
        port: the dashboard's port instead of the setting's; 0 takes a free one.
        allow_loopback: let probes call this machine (tests and demo only).
    """
    from checker.app.parts import build
    from checker.app.service import serve

    return serve(build(where.config, where.state, allow_loopback=allow_loopback), port=port)


@app.command
def probe(
    kind: str,
    targets: Annotated[list[str], Parameter(negative=())],
    *,
    where: Where = Where(),
    country: str | None = None,
    elements: str | None = None,
    allow_loopback: Loopback = False,
    json: Json = False,
) -> int:
    """Run one probe now, on all targets side by side, and print a line per finding.

    Args:
        kind: the probe, e.g. website.
        targets: municipality codes, names, groups (county:46, kostra:EKG05, ten-2015) or URLs.
        country: country pack to use (default: the setting `country`).
        elements: ids of elements to look for, separated by commas (default: all).
        allow_loopback: let the probe call this machine.
    """
    from checker.app.once import probe_now
    from checker.app.parts import build
    from checker.app.show import printer

    house = build(where.config, where.state, allow_loopback=allow_loopback, country=country)
    return probe_now(house, kind, targets, _commas(elements), out=printer(json=json))


@app.command
def queue(
    kind: str,
    targets: Annotated[list[str], Parameter(negative=())],
    *,
    where: Where = Where(),
    elements: str | None = None,
    json: Json = False,
) -> int:
    """Hand a probe to the running daemon, ahead of the schedule.

    Args:
        kind: the probe, e.g. website.
        targets: municipality codes, names or groups.
        elements: ids of elements to look for, separated by commas (default: all).
    """
    from checker.app.ordering import queue_runs
    from checker.app.parts import build
    from checker.app.show import printer

    house = build(where.config, where.state)
    return queue_runs(house, kind, targets, _commas(elements), out=printer(json=json))


@app.command
def status(*, where: Where = Where(), json: Json = False) -> int:
    """Say whether the daemon runs, what is queued and what was found last."""
    from checker.app.desk import tell_status
    from checker.app.parts import build
    from checker.app.show import printer

    return tell_status(build(where.config, where.state), out=printer(json=json))


@app.command
def show(
    targets: Annotated[list[str], Parameter(negative=())],
    *,
    where: Where = Where(),
    elements: str | None = None,
    json: Json = False,
) -> int:
    """Print what is known about municipalities: state, value, quote, page and date.

    Args:
        targets: municipality codes, names or groups.
        elements: ids of elements, separated by commas (default: all).
    """
    from checker.app.desk import show_findings
    from checker.app.parts import build
    from checker.app.show import printer

    house = build(where.config, where.state)
    return show_findings(house, targets, _commas(elements), out=printer(json=json))


@app.command
def reread(
    targets: Annotated[list[str] | None, Parameter(negative=())] = None,
    *,
    where: Where = Where(),
    json: Json = False,
) -> int:
    """Interpret stored evidence again with today's rules; adds findings, never edits.

    Args:
        targets: municipality codes, names or groups (default: all that have evidence).
    """
    from checker.app.once import reread_now
    from checker.app.parts import build
    from checker.app.show import printer

    return reread_now(build(where.config, where.state), targets or [], out=printer(json=json))


@app.command
def extract(
    kind: str,
    files: Annotated[list[Path] | None, Parameter(negative=())] = None,
    *,
    language: str = "",
    country: str | None = None,
    on: date | None = None,
    lines: Annotated[bool, Parameter(negative=())] = False,
) -> int:
    """Read texts and print the hours, prices or durations in them; touches no network.

    Args:
        kind: hours, money or duration.
        files: HTML, PDF, e-mail (.eml) or plain text; standard input when left out.
        language: BCP 47 tag of the texts (default: detected).
        country: country pack whose languages are read together (default: the setting `country`).
        on: the day to read for: says which year's figures are current (default: today).
        lines: standard input holds one JSON object a line: {"id": ..., "text": ...}.
    """
    from checker.app import extracting
    from checker.app.show import printer

    asked = extracting.asked_for(kind, on, country)
    out = printer(json=True)
    given = extracting.standard_input()
    if lines:
        extracting.no_files(files)
        out.all(extracting.extract_lines(asked, given, language))
    else:
        out.all(extracting.extract_files(asked, files or [extracting.STDIN], language))
    return 0


@app.command
def explain(file: Path, *, element: str, where: Where = Where(), json: Json = False) -> int:
    """Show what a file says about one element, and why each value was taken or left.

    Args:
        file: HTML, PDF, e-mail (.eml) or plain text.
        element: id of the element, e.g. sfo_price.
    """
    from checker.app.explaining import explain_file
    from checker.app.parts import build
    from checker.app.show import printer

    house = build(where.config, where.state)
    return explain_file(house, file, element, out=printer(json=json))


@app.command
def doctor(*, where: Where = Where(), json: Json = False) -> int:
    """Look for what could go wrong here and say what to do about it."""
    from checker.app.doctor import examine
    from checker.app.parts import build
    from checker.app.show import printer

    return examine(build(where.config, where.state), out=printer(json=json))


@app.command
def demo(*, port: Port = 8357, browser: bool = True) -> int:
    """Show an embedded country: small towns on loopback, visited while you watch.

    Args:
        port: the dashboard's port; a free one is taken when it is busy.
        browser: open the dashboard in a browser where there is a screen.
    """
    from checker.app.demo import show_demo

    return show_demo(port=port, browser=browser)


@app.command
def init(folder: Path) -> int:
    """Write a commented starter configuration into a new folder.

    Args:
        folder: where to; nothing in it is overwritten.
    """
    from checker.app.show import printer
    from checker.config import init as write

    write(folder)
    printer(json=False).say(f"Wrote {folder}/settings.toml; use it with --config {folder}")
    return 0


@config_app.command
def check(*, where: Where = Where(), json: Json = False) -> int:
    """Read the whole configuration, tell all mistakes, else print the merged result."""
    from checker.app.parts import build
    from checker.app.show import printer
    from checker.app.told import configuration

    printer(json=json).all(configuration(build(where.config, where.state)))
    return 0


@app.default
@config_app.default
def _no_command() -> int:
    app.help_print((), console=Console(stderr=True))
    return CheckerError.exit_code


def main(arguments: Iterable[str] | None = None) -> NoReturn:
    """Run the command line and exit with the code of the contract."""
    open_streams()
    leave(exit_code(lambda: app(arguments, exit_on_error=False, result_action="return_value")))
