"""Which link to follow next: the most promising, fair to every element; and how far it is."""

import heapq
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from checker.model.catalog import Element
from probes._traps import Sample, is_trap

#: Each page read for an element makes its next one so much less urgent.
FADES = 0.6

#: Every element's best link has its turn before the tenth page for another.
ROUND = 9

#: An index of all services is worth this, whatever its words promise.
HUB_SCORE = 2.0

#: A link clearly promises the first few of its elements; the others share a wider word.
LIKELIEST = 3

#: A link without any promise is followed this far from the home page, when all others are done.
WANDER_CLICKS = 3


@dataclass(frozen=True, slots=True)
class Link:
    """A page that we know of and have not asked for."""

    key: str  #: one for all spellings of the same address
    uri: str  #: as the site links to it
    score: float  #: higher is more promising
    elements: tuple[str, ...] = ()  #: what it promises
    clicks: int | None = None  #: when it was found; None: only the sitemap names it
    words: str = ""  #: what the site calls it there
    listed: bool = False  #: the sitemap names it, and says nothing about it
    hub: bool = False  #: an index of all services: it answers nothing and leads everywhere

    @property
    def promising(self) -> bool:
        return self.score > 0 and bool(self.elements)


def as_hub(link: Link, elements: Iterable[Element]) -> Link:
    """Return a link to an index of everything: it is due before what one element is promised."""
    ids = tuple(element.id for element in elements)
    return replace(link, score=max(link.score, HUB_SCORE), elements=ids, hub=True)


def listed(uri: str, key: str) -> Link:
    """Return a page that only the sitemap names, and whose address says nothing: a last resort."""
    return Link(key, uri, 0.0, clicks=WANDER_CLICKS, listed=True)


#: Round, faded score, clicks, serial number: the lowest goes first.
_Urgency = tuple[float, float, int, int]


@dataclass(slots=True)
class Frontier:
    """The links to follow; each address is given out once, however often it is offered."""

    taken: Counter[str] = field(default_factory=Counter)  #: element -> pages given out for it
    promised: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    #: element -> score of the best link given out for it
    sample: Sample = field(default_factory=Sample)
    _best: dict[str, Link] = field(default_factory=dict)  #: by key, waiting
    _gone: dict[str, str] = field(default_factory=dict)  #: key -> address
    _queues: dict[tuple[str, ...], list[tuple[float, int, int, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _order: list[tuple[_Urgency, tuple[str, ...]]] = field(default_factory=list)
    _serial: int = 0

    def offer(self, link: Link) -> None:
        """Remember a link unless it is known already as well or better, or leads nowhere new."""
        known = self._best.get(link.key)
        if link.key in self._gone or (known is not None and known.score >= link.score):
            return
        if is_trap(link.uri) or not self._worth_it(link):
            return
        self._best[link.key] = link
        self._serial += 1
        clicks = WANDER_CLICKS if link.clicks is None else link.clicks
        queue = self._queues[link.elements]
        entry = (-link.score, clicks, self._serial, link.key)
        heapq.heappush(queue, entry)
        if queue[0] is entry:
            self._line_up(link.elements)

    def _worth_it(self, link: Link) -> bool:
        if link.promising:
            return True
        return link.score >= 0 and link.clicks is not None and link.clicks <= WANDER_CLICKS

    def drop(self, key: str, uri: str = "") -> None:
        """Never give this address out: it has been read, maybe under another name."""
        self._gone.setdefault(key, uri)
        self._best.pop(key, None)

    def __contains__(self, key: str) -> bool:
        """Whether an address was given out or read."""
        return key in self._gone

    def rename(self, key: Callable[[str], str]) -> None:
        """Give every address the key that it has by now: what is one page waits once."""
        waiting = [replace(link, key=key(link.uri)) for link in self._best.values()]
        self._gone = {key(uri) if uri else old: uri for old, uri in self._gone.items()}
        for emptied in (self._best, self._queues, self._order):
            emptied.clear()
        for link in waiting:
            self.offer(link)

    def pop(self) -> Link | None:
        """Give out the next link, None when there is none left."""
        while self._order:
            urgency, elements = heapq.heappop(self._order)
            queue = self._queues[elements]
            if not self._clean(queue):
                continue
            if self._urgency(elements) > urgency:  # pages were read for it since it lined up
                self._line_up(elements)
                continue
            link = self._best[heapq.heappop(queue)[3]]
            self.drop(link.key, link.uri)
            given = self._give(link)
            if self._clean(queue):
                self._line_up(elements)
            if given:
                return link
        return None

    def _give(self, link: Link) -> bool:
        """Count a link as given out, unless enough pages like it were."""
        if not self.sample.admit(
            link.uri,
            link.words,
            promising=link.promising,
            clicks=link.clicks,
            listed=link.listed,
        ):
            return False
        if link.hub:
            return True
        self.taken.update(link.elements)
        for element in link.elements[:LIKELIEST]:
            self.promised[element] = max(self.promised[element], link.score)
        return True

    def peek(self) -> Link | None:
        """Return the next link without giving it out, None when there is none left."""
        while self._order:
            elements = self._order[0][1]
            if self._clean(self._queues[elements]):
                return self._best[self._queues[elements][0][3]]
            heapq.heappop(self._order)
        return None

    def _line_up(self, elements: tuple[str, ...]) -> None:
        """Put a queue into the order; it only becomes less urgent, so that is checked late."""
        heapq.heappush(self._order, (self._urgency(elements), elements))

    def _clean(self, queue: list[tuple[float, int, int, str]]) -> bool:
        """Forget entries that a better one has replaced; tell whether any is left."""
        while queue:
            score, _, _, key = queue[0]
            link = self._best.get(key)
            if link is not None and link.score == -score:
                return True
            heapq.heappop(queue)
        return False

    def _urgency(self, elements: tuple[str, ...]) -> _Urgency:
        """Tell how soon the best link of a queue is due."""
        score, clicks, serial, _ = self._queues[elements][0]
        if not elements:
            return (float("inf"), score, clicks, serial)
        read = min(self.taken[element] for element in elements)
        return (read // ROUND, score * FADES**read, clicks, serial)

    def waiting(self) -> dict[str, Link]:
        """Return for each element the best link that promises it and was not given out."""
        best: dict[str, Link] = {}
        for link in sorted(self._best.values(), key=lambda link: -link.score):
            for element in link.elements if link.promising else ():
                best.setdefault(element, link)
        return best

    def __len__(self) -> int:
        return len(self._best)


class Ways:
    """The fewest clicks from the home page to each page, over all links seen so far."""

    def __init__(self, home: str) -> None:
        self._clicks = {home: 0}
        self._steps: dict[str, dict[str, int]] = defaultdict(dict)

    def clicks(self, key: str) -> int | None:
        """Return the fewest link steps known; None: no way has been seen."""
        return self._clicks.get(key)

    def links(self, source: str, targets: Iterable[str]) -> None:
        """Note that a page links to others: one click each."""
        steps = self._steps[source]
        for target in targets:
            steps.setdefault(target, 1)
        self._walk(source)

    def same(self, one: str, other: str) -> None:
        """Note that two addresses show the same page: no click between them."""
        self._steps[one][other] = 0
        self._steps[other][one] = 0
        self._walk(one)
        self._walk(other)

    def _walk(self, start: str) -> None:
        """Carry a shorter way on to everything behind it."""
        pages = deque([start])
        while pages:
            page = pages.popleft()
            here = self._clicks.get(page)
            if here is None:
                continue
            for target, step in self._steps.get(page, {}).items():
                if here + step < self._clicks.get(target, 1 << 30):
                    self._clicks[target] = here + step
                    pages.append(target)
