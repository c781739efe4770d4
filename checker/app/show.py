"""Prints results: JSON Lines for scripts, a table for people on a terminal."""

import io
import json
import sys
from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from checker.errors import UsageError

#: A page must not steer the terminal: no control characters but the end of a line, and none
#: that turn the direction of writing, https://www.unicode.org/reports/tr36/ 2.7.
_HARMLESS = dict.fromkeys(
    (
        *(code for code in range(0x20) if chr(code) not in "\t\n"),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ),
    "\N{REPLACEMENT CHARACTER}",
)


class Printer:
    """Where a command's results go; the log goes to standard error."""

    def __init__(self, *, machine: bool) -> None:
        """Print JSON Lines (machine) or tables."""
        self.machine = machine
        self._console = Console()

    def line(self, line: Mapping[str, object]) -> None:
        """Print one result."""
        if self.machine:
            _write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
            return
        for name, value in line.items():
            if value not in (None, [], {}):
                self._console.print(Text(name, "bold"), Text(_plain(value)))

    def all(self, lines: Iterable[Mapping[str, object]]) -> None:
        """Print each result as soon as it is there."""
        for line in lines:
            self.line(line)

    def table(
        self, lines: Iterable[Mapping[str, object]], columns: Mapping[str, str], title: str
    ) -> None:
        """Print results as rows: key of the line -> heading of the column."""
        if self.machine:
            self.all(lines)
            return
        table = Table(title=Text(title), title_justify="left", header_style="bold")
        for heading in columns.values():
            table.add_column(heading, overflow="fold")
        for line in lines:
            table.add_row(*(Text(_plain(line.get(key))) for key in columns))
        self._console.print(table)

    def say(self, sentence: str) -> None:
        """Tell a person something; scripts are not told."""
        if not self.machine:
            self._console.print(Text(_plain(sentence)))


def printer(*, json: bool) -> Printer:
    """Return a printer: JSON Lines when asked for, or when nobody watches."""
    machine = json or not sys.stdout.isatty()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # half a pair of surrogates cannot be UTF-8; "\\ud800" is how JSON writes it
        encoding = "utf-8" if machine else sys.stdout.encoding
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
    return Printer(machine=machine)


def _write(text: str) -> None:
    """Write at once: whoever talks to us line by line waits for it.

    Raises:
        BrokenPipeError: the reader has seen enough.
        UsageError: it cannot be written.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"cannot write to standard output: {error.strerror}") from error


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        parts = (f"{key} {_plain(one)}" for key, one in value.items() if one is not None)
        return ", ".join(parts)
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    return str(value).translate(_HARMLESS)
