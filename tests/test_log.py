"""The log: a line an event, and never a reason to stop measuring."""

import json
import subprocess
import sys

import pytest

PROGRAM = """
import logging, sys
import structlog
from checker.ending import leave
from checker.log import configure

configure(sys.argv[1])
log = structlog.get_logger()
log.info("visit.done", pages=3, town="Troms\\xf8 \\ud800")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("run.broken")
logging.getLogger("uvicorn").warning("from a library")
logging.getLogger("uvicorn").info("too small to tell")
print("done")
leave(0)
"""


def told(form: str, redirect: str = "", **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run a program that logs, in a shell that hands it a standard error of some kind."""
    return subprocess.run(  # noqa: S603  our own interpreter
        ["/bin/sh", "-c", f'"$0" -c "$1" {form} {redirect}', sys.executable, PROGRAM],
        capture_output=True,
        check=False,
        timeout=30,
        env=environ,
    )


def test_json_is_one_event_a_line() -> None:
    """Our own events and those of libraries alike; a bug's traceback is in its line."""
    ended = told("json")
    assert ended.returncode == 0, ended.stderr
    events = [json.loads(line) for line in ended.stderr.splitlines()]
    assert [one["event"] for one in events] == ["visit.done", "run.broken", "from a library"]
    assert [one["level"] for one in events] == ["info", "error", "warning"]
    assert events[0]["pages"] == 3
    assert "ZeroDivisionError" in events[1]["exception"]
    assert all(one["timestamp"].endswith("Z") for one in events)
    assert ended.stdout == b"done\n"


def test_auto_is_json_where_nobody_watches() -> None:
    """Under systemd and in a pipe machines read along."""
    assert told("auto").stderr.startswith(b"{")


def test_console_is_for_people() -> None:
    """Plain lines without colours in a file."""
    said = told("console").stderr
    assert b"visit.done" in said
    assert b"\x1b" not in said
    assert not said.startswith(b"{")


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
@pytest.mark.parametrize("form", ["json", "console"])
def test_any_word_in_any_locale(form: str, locale: str) -> None:
    """A letter that the terminal does not have is escaped, not a crash."""
    ended = told(form, LC_ALL=locale, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert ended.returncode == 0, ended.stderr
    assert b"Troms" in ended.stderr


@pytest.mark.parametrize("redirect", ["2>/dev/full", "2>&1 >/dev/null | true"])
@pytest.mark.parametrize("form", ["json", "console"])
def test_log_that_cannot_be_written(form: str, redirect: str) -> None:
    """A full disk or a reader that left costs lines, nothing else."""
    ended = told(form, f"{redirect}; echo $?")
    assert ended.stdout.split()[-1] == b"0"
    assert b"Traceback" not in ended.stderr
