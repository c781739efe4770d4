"""A clock that can be put forward, and leases short enough for a test."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import anyio

from checker.model.settings import Daemon

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    """Goes as fast as the real one, from a fixed moment; `slept` puts it forward."""

    def __init__(self) -> None:
        self.slept = timedelta()
        self._began = anyio.current_time()

    def __call__(self) -> datetime:
        return START + self.slept + timedelta(seconds=anyio.current_time() - self._began)


def rhythm(
    *,
    at_once: int = 4,
    lease_s: float = 60.0,
    drain_s: float = 5.0,
    attempts: int = 2,
    tick_s: float = 30.0,
) -> Daemon:
    """Return the settings of a daemon in no hurry."""
    return Daemon(
        tick_s=tick_s, at_once=at_once, lease_s=lease_s, attempts=attempts, drain_s=drain_s
    )


async def until(true: Callable[[], bool], limit_s: float = 5.0) -> None:
    """Wait until something is true; whoever makes it so tells nobody."""
    with anyio.fail_after(limit_s):
        while not true():  # noqa: ASYNC110  there is no event to wait for
            await anyio.sleep(0.01)
