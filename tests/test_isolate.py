"""Worker processes that may die, with functions that really crash, hang and fill memory."""

import os
import pickle
import signal
import time
from collections.abc import Callable
from functools import partial

import anyio
import pytest

from checker.errors import CheckerError, ConfigError, Died, Malformed
from checker.isolate import STOPS, isolated

pytestmark = pytest.mark.anyio


def doubled(number: int) -> int:
    return number * 2


def own_process() -> int:
    return os.getpid()


def crash() -> None:
    os.abort()


def shot() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def hang() -> None:
    time.sleep(60)


def eat() -> int:
    return len(bytearray(64 * 1024**3))


def malformed(uri: str) -> None:
    raise Malformed(uri, "no page")


def bug() -> None:
    raise KeyError("x")


async def test_the_result_comes_back_from_another_process() -> None:
    """A call that goes well gives its result; the worker is kept for the next one."""
    assert await isolated(doubled, 21, limit_s=10) == 42
    first = await isolated(own_process, limit_s=10)
    assert first != os.getpid()
    assert await isolated(own_process, limit_s=10) == first


def told_to_stop(number: int) -> int:
    os.kill(os.getpid(), number)
    return number


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_what_stops_us_does_not_stop_a_worker(number: int) -> None:
    """Ctrl-C and systemd signal all processes; a page that is being read is read to its end."""
    assert await isolated(told_to_stop, number, limit_s=10) == number
    assert await isolated(doubled, 21, limit_s=10) == 42


async def test_starting_workers_leaves_our_own_signals_open() -> None:
    """Several starts side by side, and whatever means stop still reaches us."""
    async with anyio.create_task_group() as tasks:
        for _ in range(3):
            tasks.start_soon(partial(isolated, own_process, limit_s=10))
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, ()) & set(STOPS)


@pytest.mark.parametrize("fatal", [crash, shot])
async def test_a_crash_costs_only_its_call(fatal: Callable[[], None]) -> None:
    """An abort and a segmentation fault are told as Died, and the next call works."""
    with pytest.raises(Died, match="crashed"):
        await isolated(fatal, limit_s=10)
    assert await isolated(doubled, 1, limit_s=10) == 2


async def test_a_hang_is_ended_by_its_limit() -> None:
    """A function that takes too long is killed, and the next call works."""
    with pytest.raises(TimeoutError):
        await isolated(hang, limit_s=0.1)
    assert await isolated(doubled, 1, limit_s=10) == 2


async def test_memory_has_an_end() -> None:
    """Markup made to explode does not take the machine with it."""
    with pytest.raises(Died, match="out of memory"):
        await isolated(eat, limit_s=10)
    assert await isolated(doubled, 1, limit_s=10) == 2


async def test_what_the_function_raises_is_raised_here() -> None:
    """Our errors keep their attributes; a bug stays the bug it is."""
    with pytest.raises(Malformed, match="no page") as caught:
        await isolated(malformed, "https://prove.invalid/", limit_s=10)
    assert caught.value.uri == "https://prove.invalid/"
    with pytest.raises(KeyError):
        await isolated(bug, limit_s=10)


async def test_one_that_dies_leaves_the_others_alone() -> None:
    """Calls side by side: a crash among them is nobody else's."""
    results: list[int] = []
    died: list[Died] = []

    async def count(number: int) -> None:
        results.append(await isolated(doubled, number, limit_s=10))

    async def fall() -> None:
        try:
            await isolated(crash, limit_s=10)
        except Died as error:
            died.append(error)

    async with anyio.create_task_group() as tasks:
        for number in range(6):
            tasks.start_soon(count, number)
            if number % 3 == 0:
                tasks.start_soon(fall)
    assert sorted(results) == [0, 2, 4, 6, 8, 10]
    assert len(died) == 2


async def test_cancelling_the_caller_ends_the_worker() -> None:
    """A daemon that stops does not wait for a page."""
    with anyio.move_on_after(0.1) as scope:
        await isolated(hang, limit_s=60)
    assert scope.cancelled_caught
    assert await isolated(doubled, 1, limit_s=10) == 2


@pytest.mark.parametrize(
    "error",
    [Died("read", "crashed"), Malformed("https://x.no/", "why"), ConfigError("a.toml", "k", "d")],
)
async def test_errors_survive_the_way_between_processes(error: CheckerError) -> None:
    """Pickled and back, an error says the same and has the same attributes."""
    back = pickle.loads(pickle.dumps(error))  # noqa: S301  our own
    assert type(back) is type(error)
    assert str(back) == str(error)
    assert vars(back) == vars(error)
