"""The pace, measured on the loop's clock."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

import anyio
import pytest

from probes._pace import PENALTY_CAP_S, PENALTY_S, SHARE, Pace

PUBLIC = "193.156.1.1"


@dataclass(slots=True)
class Diary:
    """Starts of requests per host, and how many were under way at once."""

    pace: Pace
    starts: dict[str, list[float]] = field(default_factory=dict)
    now: int = 0
    most: int = 0

    @asynccontextmanager
    async def under_way(self, host: str) -> AsyncIterator[None]:
        self.starts.setdefault(host, []).append(anyio.current_time())
        self.now += 1
        self.most = max(self.most, self.now)
        yield
        self.now -= 1

    async def ask(
        self, host: str, *, address: str | None = None, delay_s: float = 0, takes_s: float = 0
    ) -> None:
        async with self.pace.turn(host, address, delay_s) as turn, self.under_way(host):
            await anyio.sleep(takes_s)
            turn.answered()

    def gaps(self, host: str) -> list[float]:
        starts = self.starts[host]
        return [after - before for before, after in pairwise(starts)]


def diary(floor_s: float = 0.0) -> Diary:
    return Diary(Pace(floor_s=floor_s, sleep=anyio.sleep))


async def test_floor() -> None:
    """Two requests to one public host never start closer than the floor."""
    seen = diary(floor_s=0.05)
    for _ in range(3):
        await seen.ask("a", address=PUBLIC)
    assert all(0.05 <= gap < 0.1 for gap in seen.gaps("a"))


async def test_crawl_delay_beside_the_floor() -> None:
    """The longer of both counts; on our own machine there is only the site's wish."""
    seen = diary(floor_s=0.02)
    for _ in range(3):
        await seen.ask("a", address=PUBLIC, delay_s=0.06)
        await seen.ask("own", delay_s=0.06)
        await seen.ask("free")
    assert all(gap >= 0.06 for gap in seen.gaps("a") + seen.gaps("own"))
    assert seen.pace.closed_s("free") == 0


async def test_own_machine_has_no_floor() -> None:
    """A hundred requests to loopback do not wait for each other's second."""
    seen = diary(floor_s=1.0)
    began = anyio.current_time()
    for _ in range(100):
        await seen.ask("own")
    assert anyio.current_time() - began < 0.2


async def test_pause_counts_from_the_answer() -> None:
    """The site, too, sees the requests as far apart as it asked for, however slow it is."""
    seen = diary()
    await seen.ask("a", delay_s=0.05, takes_s=0.05)
    await seen.ask("a", delay_s=0.05)
    assert seen.gaps("a")[0] >= 0.1


async def test_one_at_once_per_host() -> None:
    """Eight who want the same host come one after the other; two hosts go side by side."""
    seen = diary()
    async with anyio.create_task_group() as tasks:
        for _ in range(8):
            tasks.start_soon(partial(seen.ask, "a", takes_s=0.005))
    assert seen.most == 1
    async with anyio.create_task_group() as tasks:
        for host in "bcdefgh":
            tasks.start_soon(partial(seen.ask, host, takes_s=0.02))
    assert seen.most == 7


async def test_shared_address() -> None:
    """Ten sites on one server: at most SHARE at once, and their starts are spread."""
    seen = diary(floor_s=0.08)
    async with anyio.create_task_group() as tasks:
        for host in "abcdefghij":
            tasks.start_soon(partial(seen.ask, host, address=PUBLIC, takes_s=0.1))
    starts = sorted(start for times in seen.starts.values() for start in times)
    assert seen.most <= SHARE
    gaps = [after - before for before, after in pairwise(starts)]
    assert min(gaps) >= 0.08 / SHARE / 2, "one that wakes late comes nearer to the next"
    assert starts[-1] - starts[0] >= 9 * 0.08 / SHARE - 0.01


async def test_slow_site_gets_breath() -> None:
    """A site that takes long to answer is asked less often."""
    seen = diary(floor_s=0.01)
    await seen.ask("a", address=PUBLIC, takes_s=0.05)
    await seen.ask("a", address=PUBLIC)
    assert seen.gaps("a")[0] >= 0.05 + 0.09


async def test_trouble_slows_down_and_is_forgiven() -> None:
    """Each refusal for load doubles the pause; good answers halve it until it is gone."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    pace = Pace(floor_s=0.0, sleep=sleep)
    for trouble in (1, 2, 3):
        async with pace.turn("a", None, 0):
            pass
        pace.ease("a")
        async with pace.turn("a", None, 0):
            pass
        assert slept[-1] == pytest.approx(PENALTY_S * 2 ** (trouble - 1), abs=0.02)
    for _ in range(20):
        pace.ease("a")
    async with pace.turn("a", None, 0):
        pass
    assert slept[-1] == pytest.approx(PENALTY_CAP_S, abs=0.02)
    for _ in range(9):
        pace.relax("a")
    slept.clear()
    async with pace.turn("a", None, 0):
        pass
    assert slept == []


async def test_retry_after_holds_for_the_host() -> None:
    """Nobody calls a host before the time that it named."""
    seen = diary()
    seen.pace.ease("a", 0.1)
    assert 0.05 < seen.pace.closed_s("a") <= 0.1
    began = anyio.current_time()
    await seen.ask("a")
    assert seen.starts["a"][0] - began >= 0.1


async def test_failure_gives_the_turn_back() -> None:
    """A request that breaks does not block the host for ever."""
    seen = diary()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            async with seen.pace.turn("a", PUBLIC, 0):
                raise ZeroDivisionError
    with anyio.move_on_after(0.01):
        await seen.ask("a", takes_s=1)
    await seen.ask("a")
