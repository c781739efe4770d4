"""The state of every element in every municipality, counted and ready to be shown."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, get_args

import anyio

from checker.model.catalog import Catalog, Element, Municipality
from checker.model.record import State
from checker.store.records import Standing
from checker.web.desk import Results

ORDER: tuple[State, ...] = get_args(State)
#: States that say something about the municipality; the others say something about the visit.
JUDGED: frozenset[State] = frozenset({"found", "absent", "unclear"})
#: A board is counted anew at most so often, however many visits end meanwhile.
FRESH = timedelta(seconds=5)

#: What a municipality is coloured with: a class of shares, a state, or none for not visited.
Shade = Literal[
    "share-0", "share-1", "share-2", "share-3", "share-4",
    "found", "absent", "unclear", "unreachable", "blocked", "none",
]  # fmt: skip
CLASSES: tuple[Shade, ...] = ("share-0", "share-1", "share-2", "share-3", "share-4")


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a strip."""

    state: str
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings stand in each state."""

    counts: Mapping[State, int]
    last_at: datetime | None = None

    @property
    def found(self) -> int:
        return self.counts.get("found", 0)

    @property
    def judged(self) -> int:
        """How many say something about the municipality: not those where the visit failed."""
        return sum(self.counts.get(state, 0) for state in JUDGED)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def share(self) -> float | None:
        """Found among the judged, 0 to 1; None when nothing could be judged."""
        return self.found / self.judged if self.judged else None

    @property
    def shade(self) -> Shade:
        """Return the class of colour on the map; a failed visit is never the palest class."""
        if self.share is not None:
            return CLASSES[min(4, int(self.share * 5))]
        if not self.total:
            return "none"
        more_blocked = self.counts.get("blocked", 0) > self.counts.get("unreachable", 0)
        return "blocked" if more_blocked else "unreachable"

    @property
    def segments(self) -> tuple[Segment, ...]:
        pieces: list[Segment] = []
        start = 0
        for state in ORDER:
            if count := self.counts.get(state, 0):
                pieces.append(Segment(state, start, count))
                start += count
        return tuple(pieces)

    @property
    def besides(self) -> tuple[tuple[State, int], ...]:
        """The states other than found, with their counts."""
        return tuple((state, self.counts[state]) for state in ORDER[1:] if self.counts.get(state))


EMPTY = Tally({})


@dataclass(frozen=True, slots=True)
class Board:
    """All of it at one moment."""

    states: Mapping[str, Mapping[str, State]]  #: municipality -> element -> state
    towns: Mapping[str, Tally]
    elements: Mapping[str, Tally]
    whole: Tally
    at: datetime
    known: Mapping[str, Municipality] = field(repr=False)
    wanted: Mapping[str, Element] = field(repr=False)

    def tally(self, code: str) -> Tally:
        return self.towns.get(code, EMPTY)

    def state(self, code: str, element: str) -> State | Literal["none"]:
        return self.states.get(code, {}).get(element, "none")

    @property
    def visited(self) -> int:
        """How many municipalities of the catalogue have been visited."""
        return sum(code in self.known for code in self.towns)


def count(catalog: Catalog, standings: Iterable[Standing], *, at: datetime) -> Board:
    """Return the board of these standings; elements that config no longer has are left out."""
    wanted = {element.id: element for element in catalog.elements}
    known = {town.code: town for town in catalog.country.municipalities}
    states: dict[str, dict[str, State]] = {}
    last: dict[str, datetime] = {}
    last_of_element: dict[str, datetime] = {}
    for standing in standings:
        if standing.element not in wanted:
            continue
        code, seen = standing.municipality, standing.observed_at
        states.setdefault(code, {})[standing.element] = standing.state
        last[code] = max(seen, last.get(code, seen))
        last_of_element[standing.element] = max(seen, last_of_element.get(standing.element, seen))
    per_element: dict[str, Counter[State]] = {name: Counter() for name in wanted}
    whole: Counter[State] = Counter()
    for code in states.keys() & known.keys():
        whole.update(states[code].values())
        for name, state in states[code].items():
            per_element[name][state] += 1
    return Board(
        states=states,
        towns={code: Tally(Counter(rows.values()), last[code]) for code, rows in states.items()},
        elements={name: Tally(n, last_of_element.get(name)) for name, n in per_element.items()},
        whole=Tally(whole, max((last[c] for c in states.keys() & known.keys()), default=None)),
        at=at,
        known=known,
        wanted=wanted,
    )


class Boards:
    """Keeps the last board for a few seconds; many readers cost one counting."""

    def __init__(self, catalog: Catalog, results: Results, clock: Callable[[], datetime]) -> None:
        self._catalog = catalog
        self._results = results
        self._clock = clock
        self._lock = anyio.Lock()
        self._board: Board | None = None

    async def now(self) -> Board:
        """Return the board, at most FRESH old."""
        async with self._lock:
            now = self._clock()
            if self._board is None or not timedelta(0) <= now - self._board.at < FRESH:
                standings: Sequence[Standing] = await self._results.standings()
                self._board = count(self._catalog, standings, at=now)
            return self._board
