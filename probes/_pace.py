"""Wait before each request, so that no site ever notices us by its load."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import anyio

#: Sites on one address that may be visited side by side; a shared server feels their sum.
SHARE = 4

#: A site that takes long to answer gets a pause in proportion, as Heritrix does it, up to a limit.
LATENCY_FACTOR, LATENCY_PAUSE_CAP_S = 2.0, 10.0

#: After "too many requests" or "unavailable" the pause doubles from here up to there.
PENALTY_S, PENALTY_CAP_S = 0.25, 30.0

#: Hosts remembered before the idle ones are forgotten.
REMEMBERED = 2_000


@dataclass(slots=True)
class _Host:
    """How one host was treated lately; seconds on the loop's clock."""

    busy: anyio.Lock = field(default_factory=anyio.Lock)
    answered_at: float = float("-inf")
    latency_s: float = 0.0  #: smoothed
    penalty_s: float = 0.0
    not_before: float = float("-inf")  #: by its own Retry-After


@dataclass(slots=True)
class _Address:
    seats: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(SHARE))
    free_at: float = float("-inf")


@dataclass(slots=True)
class Turn:
    """One request on its way; say when the answer begins."""

    started_at: float
    answered_at: float | None = None

    def answered(self) -> None:
        """Note that the answer begins: from here the next pause counts."""
        self.answered_at = anyio.current_time()


class Pace:
    """One request at once per host, a pause after each, and a share of each address.

    A pause counts from the moment the answer began, when the request surely had arrived: so
    the site, too, sees them that far apart.
    """

    def __init__(self, *, floor_s: float, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._floor_s = floor_s
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._addresses: dict[str, _Address] = {}

    @asynccontextmanager
    async def turn(self, host: str, address: str | None, delay_s: float) -> AsyncIterator[Turn]:
        """Wait for the host's turn and hold it.

        Args:
            host: what is paced together, mostly the host's name.
            address: shared with other hosts; None: no floor and no share (our own machine).
            delay_s: the site's own Crawl-delay, 0 if it declares none.
        """
        state = self._host(host)
        async with state.busy:
            floor_s = 0.0 if address is None else self._floor_s
            await self._until(state.answered_at + self._pause(state, floor_s, delay_s))
            await self._until(state.not_before)
            if address is None:
                async with self._held(state) as turn:
                    yield turn
                return
            place = self._addresses.setdefault(address, _Address())
            async with place.seats:
                start_at = max(anyio.current_time(), place.free_at)
                place.free_at = start_at + floor_s / SHARE
                await self._until(start_at)
                async with self._held(state) as turn:
                    yield turn

    @asynccontextmanager
    async def _held(self, state: _Host) -> AsyncIterator[Turn]:
        turn = Turn(anyio.current_time())
        try:
            yield turn
        finally:
            state.answered_at = turn.answered_at or anyio.current_time()
            latency_s = state.answered_at - turn.started_at
            state.latency_s += (latency_s - state.latency_s) / (2 if state.latency_s else 1)

    def _pause(self, state: _Host, floor_s: float, delay_s: float) -> float:
        breath_s = min(LATENCY_FACTOR * state.latency_s, LATENCY_PAUSE_CAP_S) if floor_s else 0.0
        return max(floor_s, delay_s, breath_s, state.penalty_s)

    async def _until(self, at: float) -> None:
        left = at - anyio.current_time()
        if left > 0:
            await self._sleep(left)

    def relax(self, host: str) -> None:
        """The host answered well: pause less again."""
        state = self._host(host)
        state.penalty_s = state.penalty_s / 2 if state.penalty_s > PENALTY_S else 0.0

    def ease(self, host: str, pause_s: float = 0.0) -> None:
        """The host is in trouble: pause more, and not before `pause_s` from now."""
        state = self._host(host)
        state.penalty_s = min(max(2 * state.penalty_s, PENALTY_S), PENALTY_CAP_S)
        state.not_before = max(state.not_before, anyio.current_time() + pause_s)

    def closed_s(self, host: str) -> float:
        """Return for how many seconds the host asked not to be called."""
        return max(0.0, self._host(host).not_before - anyio.current_time())

    def _host(self, host: str) -> _Host:
        if len(self._hosts) > REMEMBERED:
            self._forget()
        return self._hosts.setdefault(host, _Host())

    def _forget(self) -> None:
        """Forget hosts and addresses that have not been asked for an hour."""
        old = anyio.current_time() - 3600
        self._hosts = {
            name: state
            for name, state in self._hosts.items()
            if state.busy.statistics().locked or state.answered_at > old
        }
        self._addresses = {
            name: place for name, place in self._addresses.items() if place.free_at > old
        }
