"""How a command begins and ends: standard streams that may be closed, sentences, exit codes."""

import os
import sys
from collections.abc import Callable, Iterable
from traceback import walk_tb
from typing import NoReturn

from cyclopts import CycloptsError

from checker.errors import CheckerError, ProbeError

#: For the help of every command.
EPILOGUE = (
    "Exit codes: 0 done; 2 wrong usage, configuration or state folder; "
    "3 the outside could not be reached at all; 1 a bug; 130 ended by Ctrl-C."
)
#: What a shell reports for a command that SIGINT ended, 128 + 2.
INTERRUPTED = 130


def open_streams() -> None:
    """Give the number of a closed standard stream to nobody else.

    Else the next file that is opened gets it, the database perhaps, and whatever is printed
    ends up in there. Reading or writing such a stream fails, except for standard error.
    """
    for number, mode in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # takes the lowest free number: this one
    sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def say(sentence: str) -> None:
    """Tell the user on standard error; where that is gone nobody can be told."""
    try:
        print(f"checker: {sentence}", file=sys.stderr, flush=True)  # noqa: T201  the user's terminal
    except (OSError, UnicodeEncodeError):
        return


def exit_code(call: Callable[[], object]) -> int:
    """Perform a command; return its exit code, with a sentence where it is not 0."""
    code: object = 0
    try:
        code = call()
    except CycloptsError:  # cyclopts has told what is wrong
        code = CheckerError.exit_code
    except BaseExceptionGroup as group:
        code = _told(group)
    except (CheckerError, KeyboardInterrupt) as error:
        code = _told(BaseExceptionGroup("", [error]))
    except BrokenPipeError:  # the reader of our output has seen enough
        pass
    except SystemExit as left:
        if not isinstance(left.__context__, BrokenPipeError):  # rich's way to say the same
            raise
    except OSError as error:
        if not _is_of_rich(error):
            raise
        say(f"cannot write to standard output: {error}")
        code = CheckerError.exit_code
    return code if isinstance(code, int) else 0


def _is_of_rich(error: OSError) -> bool:
    """Say whether rich could not print: help goes to its stream at once, and by no other way."""
    frames = (frame for frame, _ in walk_tb(error.__traceback__))
    return any(frame.f_globals.get("__name__") == "rich.console" for frame in frames)


def leave(code: int) -> NoReturn:
    """Exit with a code; 2 when results that are still to be written cannot be."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _throw_away(1)
    except (OSError, ValueError) as error:  # ValueError: closed already
        _throw_away(1)
        if code == 0:
            say(f"cannot write to standard output: {error}")
            code = CheckerError.exit_code
    try:
        sys.stderr.flush()
    except (OSError, ValueError):
        _throw_away(2)
    sys.exit(code)


def _throw_away(number: int) -> None:
    """Let what is left in a stream's buffer go nowhere, or Python's last flush fails, with 120."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def _told(group: BaseExceptionGroup[BaseException]) -> int:
    """Print what we raise on purpose as sentences; a bug keeps its traceback."""
    ours, others = group.split(CheckerError)
    interrupted, bugs = others.split(KeyboardInterrupt) if others else (None, None)
    if bugs is not None:
        raise bugs
    errors = list(_leaves(ours)) if ours else []
    for sentence in dict.fromkeys(str(error) for error in errors):
        say(sentence)
    if interrupted:
        say("interrupted")
        return INTERRUPTED
    outside = errors and all(isinstance(error, ProbeError) for error in errors)
    return ProbeError.exit_code if outside else CheckerError.exit_code


def _leaves(group: BaseExceptionGroup[CheckerError]) -> Iterable[CheckerError]:
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error
