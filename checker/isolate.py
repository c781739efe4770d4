"""Runs a pure function in a worker process that may die: parsers written in C crash.

A crash, a hang or a page that eats memory costs only the call that met it. Workers are kept
and reused, so a call that goes well costs the copying of its arguments and its result.
"""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar, TypeVarTuple, cast

import anyio
from anyio import BrokenWorkerProcess, CapacityLimiter, to_process
from anyio.lowlevel import RunVar

from checker.errors import CheckerError, Died

__all__ = ("Died", "isolated")

_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")

#: Address space of a worker. Reading the largest page allowed takes under 500 MB; markup made
#: to make the tree explode is stopped here, before it stops the machine.
_MEMORY_BYTES = 4 * 1024**3
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass(slots=True)
class _Workers:
    """The workers of one event loop."""

    #: As many as there are cores: each keeps one busy.
    limit: CapacityLimiter = field(
        default_factory=lambda: CapacityLimiter(max(len(os.sched_getaffinity(0)), 2))
    )
    idle: int = 0
    starting: int = 0


_workers: RunVar[_Workers] = RunVar("_workers")
#: Handed over where we have limited already: a second wait would hide an idle worker.
_UNLIMITED = cast("CapacityLimiter", nullcontext())


async def isolated(
    function: Callable[[*_Arguments], _Result],
    *args: *_Arguments,
    limit_s: float,
) -> _Result:
    """Return function(*args), run in a worker process.

    Function, arguments and result cross as pickles: the function stands at the top level of a
    module. What it raises is raised here.

    Args:
        function: A pure function; it may run twice, and what it prints is lost.
        args: Its arguments.
        limit_s: Seconds that it may take; waiting for a free worker, and the start of one, do
            not count.

    Raises:
        Died: the worker crashed, was killed, or ran out of memory. The next call works.
        TimeoutError: the function took longer than limit_s; its worker is killed.
    """
    workers = _own_workers()
    async with workers.limit:
        if workers.idle == 0:
            await _start(workers)
        workers.idle -= 1
        try:
            with anyio.fail_after(limit_s):
                result = await to_process.run_sync(
                    _performed, function, args, cancellable=True, limiter=_UNLIMITED
                )
        except BrokenWorkerProcess as error:
            raise Died(_name(function), "crashed or was killed") from error
        except MemoryError as error:
            raise Died(_name(function), "out of memory") from error
        except (CheckerError, ValueError):  # the function's own answer; the worker lives
            workers.idle += 1
            raise
        workers.idle += 1
        return result


def _name(function: Callable[..., object]) -> str:
    return str(getattr(function, "__qualname__", function))


def _own_workers() -> _Workers:
    try:
        return _workers.get()
    except LookupError:
        workers = _Workers()
        _workers.set(workers)
        return workers


async def _start(workers: _Workers) -> None:
    """Start a worker; shielded, since a start that is cut short leaves a process behind.

    Raises:
        Died: it could not be started.
    """
    with anyio.CancelScope(shield=True), _signals_for_us_alone(workers):
        try:
            await to_process.run_sync(_limited, limiter=_UNLIMITED)
        except (BrokenWorkerProcess, OSError) as error:
            raise Died(_name(_limited), f"no worker could be started: {error}") from error
    workers.idle += 1


@contextmanager
def _signals_for_us_alone(workers: _Workers) -> Iterator[None]:
    """Block what means stop while a process is born: it inherits that, signal(7), and keeps it.

    Ctrl-C and systemd signal every process of ours, and a worker that died of it would look as
    if its page were unreadable. A worker ends when we do. Nothing is lost to us meanwhile: a
    blocked signal waits.
    """
    if workers.starting == 0:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    workers.starting += 1
    try:
        yield
    finally:
        workers.starting -= 1
        if workers.starting == 0:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def _performed(function: Callable[[*_Arguments], _Result], args: tuple[*_Arguments]) -> _Result:
    """In the worker: what was asked for, within the limits."""
    _limited()
    return function(*args)


@cache
def _limited() -> None:
    """In the worker, once: no more memory than agreed, and no core file after a crash."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # else it reserves memory for each core
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(_MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
