"""The command line: one function per command, no logic of its own.

Exit codes: 0 done; 2 wrong usage, configuration or state folder; 3 the outside could not be
reached at all; 1 a bug. Results go to standard output as JSON Lines, the log to standard error.
Rooms are imported when a command is called, so that `checker --help` answers at once.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

from cyclopts import App, CycloptsError, Parameter

from checker.errors import CheckerError, ProbeError

EPILOGUE = (
    "Exit codes: 0 done; 2 wrong usage, configuration or state folder; "
    "3 the outside could not be reached at all; 1 a bug."
)
app = App(
    name="checker",
    help="Measures the service of municipalities, with proof for every number.",
    help_epilogue=EPILOGUE,
    version_flags=["--version"],
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


Json = Annotated[bool, Parameter(name="--json", negative=())]
Loopback = Annotated[bool, Parameter(name="--allow-loopback", negative=())]


def _commas(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


@app.command
def run(
    *,
    where: Where = Where(),
    port: int | None = None,
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
        json: JSON Lines even on a terminal.
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
        json: JSON Lines even on a terminal.
    """
    from checker.app.desk import queue_runs
    from checker.app.parts import build
    from checker.app.show import printer

    house = build(where.config, where.state)
    return queue_runs(house, kind, targets, _commas(elements), out=printer(json=json))


@app.command
def status(*, where: Where = Where(), json: Json = False) -> int:
    """Say whether the daemon runs, what is queued and what was found last.

    Args:
        json: JSON Lines even on a terminal.
    """
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
        json: JSON Lines even on a terminal.
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
        json: JSON Lines even on a terminal.
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
    on: date | None = None,
    lines: Annotated[bool, Parameter(negative=())] = False,
) -> int:
    """Read texts and print the hours, prices or durations in them; touches no network.

    Args:
        kind: hours, money or duration.
        files: HTML, PDF, e-mail (.eml) or plain text; standard input when left out.
        language: BCP 47 tag of the texts (default: detected).
        on: the day to read for: says which year's figures are current (default: today).
        lines: standard input holds one JSON object a line: {"id": ..., "text": ...}.
    """
    from checker.app import extracting
    from checker.app.show import printer

    asked = extracting.asked_for(kind, on)
    out = printer(json=True)
    if lines:
        out.all(extracting.extract_lines(asked, sys.stdin, language))
    else:
        out.all(extracting.extract_files(asked, files or [Path("/dev/stdin")], language))
    return 0


@app.command
def doctor(*, where: Where = Where(), json: Json = False) -> int:
    """Look for what could go wrong here and say what to do about it.

    Args:
        json: JSON Lines even on a terminal.
    """
    from checker.app.doctor import examine
    from checker.app.parts import build
    from checker.app.show import printer

    return examine(build(where.config, where.state), out=printer(json=json))


@app.command
def demo(*, port: int = 8357, browser: bool = True) -> int:
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
    """Read the whole configuration, tell all mistakes, else print the merged result.

    Args:
        json: JSON Lines even on a terminal.
    """
    from checker.app.parts import build
    from checker.app.show import printer
    from checker.app.told import configuration

    printer(json=json).all(configuration(build(where.config, where.state)))
    return 0


def main(arguments: Iterable[str] | None = None) -> NoReturn:
    """Run the command line and exit with the code of the contract."""
    sys.exit(_exit_code(lambda: app(arguments, exit_on_error=False, result_action="return_value")))


def _exit_code(call: Callable[[], object]) -> int:
    try:
        code = call()
    except CycloptsError:  # cyclopts has told what is wrong
        return CheckerError.exit_code
    except BaseExceptionGroup as group:
        return _told(group)
    except CheckerError as error:
        return _told(BaseExceptionGroup("", [error]))
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return 0
    return code if isinstance(code, int) else 0


def _told(group: BaseExceptionGroup[BaseException]) -> int:
    """Print what we raise on purpose as sentences; a bug keeps its traceback."""
    ours, bugs = group.split(CheckerError)
    if bugs is not None:
        raise bugs
    errors = list(_leaves(ours)) if ours else []
    for sentence in dict.fromkeys(str(error) for error in errors):
        print(f"checker: {sentence}", file=sys.stderr)  # noqa: T201  the user's terminal
    outside = errors and all(isinstance(error, ProbeError) for error in errors)
    return ProbeError.exit_code if outside else CheckerError.exit_code


def _leaves(group: BaseExceptionGroup[CheckerError]) -> Iterable[CheckerError]:
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error
