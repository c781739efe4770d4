"""Which link goes next, and how far each page is from home."""

from collections import deque
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from visits import FEE, SFO

from probes._frontier import ROUND, WANDER_CLICKS, Frontier, Link, Ways, as_hub, listed
from probes._traps import ALIKE, ALIKE_DATED, is_hub, is_opaque, is_trap, pattern


def link(name: str, score: float = 1.0, elements: tuple[str, ...] = (), clicks: int = 1) -> Link:
    return Link(name, f"https://prove.invalid/{name}", score, elements, clicks)


def drained(frontier: Frontier) -> list[str]:
    """Take out everything that is left, in order."""
    names = []
    while found := frontier.pop():
        names.append(found.key)
    return names


def test_best_first() -> None:
    """The highest score goes first, the nearer one on a tie; what promises nothing goes last."""
    frontier = Frontier()
    for one in (
        link("low", 1, ("fee",)),
        link("menu", 9),
        link("far", 2, ("fee",), clicks=3),
        link("near", 2, ("fee",), clicks=1),
    ):
        frontier.offer(one)
    assert drained(frontier) == ["near", "far", "low", "menu"]


def test_given_out_once() -> None:
    """However often a page is linked, it is asked for once; a better promise moves it up."""
    frontier = Frontier()
    frontier.offer(link("a", 1, ("fee",)))
    frontier.offer(link("b", 2, ("fee",)))
    frontier.offer(link("a", 3, ("fee", "hours")))
    frontier.offer(link("a", 1, ("fee",)))
    assert len(frontier) == 2
    assert drained(frontier) == ["a", "b"]
    frontier.offer(link("a", 9, ("fee",)))
    frontier.drop("c")
    frontier.offer(link("c", 9, ("fee",)))
    assert drained(frontier) == []


@pytest.mark.parametrize("poor", [0.01, 1.0])
def test_fair_to_elements(poor: float) -> None:
    """Every element's best link has its turn before the tenth page for another."""
    frontier = Frontier()
    for number in range(40):
        frontier.offer(link(f"rich-{'x' * number}", 100.0, ("rich",)))
    for name in ("one", "two", "three"):
        frontier.offer(link(name, poor, (name,)))
    first = drained(frontier)[: ROUND + 3]
    assert {"one", "two", "three"} < set(first)


@given(
    st.lists(
        st.tuples(st.floats(0.1, 100), st.sets(st.sampled_from("abcde"), min_size=1).map(sorted)),
        min_size=1,
        max_size=60,
    )
)
def test_fair_whatever_is_offered(offers: list[tuple[float, list[str]]]) -> None:
    """The tenth page that promises only one element never goes before another's first."""
    frontier = Frontier()
    for number, (score, elements) in enumerate(offers):
        frontier.offer(link("x" * (number + 1), score, tuple(elements)))
    taken: dict[str, int] = {}
    promised = {len(f"x{'x' * number}"): elements for number, (_, elements) in enumerate(offers)}
    for name in drained(frontier):
        elements = promised.pop(len(name))
        if min(taken.get(element, 0) for element in elements) >= ROUND:
            assert all(taken.get(element) for other in promised.values() for element in other)
        for element in elements:
            taken[element] = taken.get(element, 0) + 1


def test_wandering_is_short() -> None:
    """A link without a promise is followed near the home page only, a bad one never."""
    frontier = Frontier()
    for clicks in range(1, 9):
        frontier.offer(link(f"{'c' * clicks}", 0.0, clicks=clicks))
    frontier.offer(link("bad", -1.0))
    frontier.offer(Link("sitemap", "https://prove.invalid/s", 0.0, ()))
    assert drained(frontier) == ["c" * clicks for clicks in range(1, WANDER_CLICKS + 1)]


def test_numbered_pages() -> None:
    """Pages that differ in numbers only are sampled, those of a calendar even less."""
    frontier = Frontier()
    for number in range(100):
        frontier.offer(link(f"sak/{number}", 1, ("fee",)))
        frontier.offer(link(f"kalender/{number}", 1, ("fee",)))
        frontier.offer(link(f"side?dato=2026-01-{number}", 1, ("fee",)))
    assert len(drained(frontier)) == ALIKE + 2 * ALIKE_DATED


def test_hub_first() -> None:
    """An index of everything goes first, and is no page read for any element."""
    frontier = Frontier()
    frontier.offer(link("fee", 1.2, ("sfo_price",)))
    frontier.offer(as_hub(link("all"), (SFO, FEE)))
    assert drained(frontier) == ["all", "fee"]
    assert dict(frontier.taken) == {"sfo_price": 1}


def test_listed_last() -> None:
    """What only a sitemap names, by a number, goes last; the site's own finite list has no cap."""
    frontier = Frontier()
    for number in range(2 * ALIKE):
        frontier.offer(listed(f"https://prove.invalid/{number}", f"{number}"))
    frontier.offer(link("menu", 0.0))
    frontier.sample.judged("prove.invalid/#", honest=True)
    assert drained(frontier)[0] == "menu"
    assert len(frontier) == 0


def test_peek() -> None:
    """The next link can be looked at before it is taken."""
    frontier = Frontier()
    assert frontier.peek() is None
    frontier.offer(link("a", 1, ("fee",)))
    frontier.offer(link("b", 2, ("fee",)))
    for name in "ba":
        best = frontier.peek()
        assert best is not None
        assert best.key == name
        assert frontier.pop() == best


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/x", "Tjenester A-Å"),
        ("/x", "Tenester frå A til Å"),
        ("/x", "Alle tjenester"),
        ("/x", "A – Ö"),
        ("/tjenester/a-aa/", "Se mer"),
        ("/nettstedskart.4711.aspx", ""),
    ],
)
def test_hubs(path: str, words: str) -> None:
    """An index of all services is known by its words or its address."""
    assert is_hub(f"https://prove.invalid{path}", words)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/x", "Avtale"),
        ("/x", "Vitamin A og Å"),
        ("/a-avdelingen", "A-avdelingen"),
        ("/sfo", "SFO"),
    ],
)
def test_no_hubs(path: str, words: str) -> None:
    """Other pages are not."""
    assert not is_hub(f"https://prove.invalid{path}", words)


@pytest.mark.parametrize(
    ("path", "opaque"),
    [
        ("/artikkel/4711", True),
        ("/?id=7", True),
        ("/index.php?option=com_content&view=article&id=3", True),
        ("/innhold/9f8e7d6c5b4a39281706", True),
        ("/sfo-priser.4711.aspx", False),
        ("/sfo?id=3", False),
        ("/?q=sfo", False),
        ("/", False),
    ],
)
def test_opaque(path: str, *, opaque: bool) -> None:
    """An address of numbers alone says nothing about its page."""
    assert is_opaque(f"https://prove.invalid{path}") is opaque


def test_waiting() -> None:
    """What was not followed can be named, the best link for each element."""
    frontier = Frontier()
    frontier.offer(link("a", 1, ("fee",)))
    frontier.offer(link("b", 2, ("fee", "hours")))
    frontier.offer(link("c", 0))
    assert {element: one.key for element, one in frontier.waiting().items()} == {
        "fee": "b",
        "hours": "b",
    }


@pytest.mark.parametrize(
    "path",
    [
        "/a/b/c/d/e/f/g/h/i/j/k/l",
        "/skole/skole/skole/",
        "/a/b/a/b/a/b",
        "/" + "x" * 1100,
        "/film.MP4",
        "/skjema.docx?x=1",
        "/stil.css",
    ],
)
def test_traps(path: str) -> None:
    """Addresses that only a machine could have made, and files, are not asked for."""
    assert is_trap(f"https://prove.invalid{path}")


@pytest.mark.parametrize(
    "path",
    ["/", "/priser.pdf", "/a.aspx", "/slug.490156.no.html", "/tjenester/a/b/c/sfo", "/v2.0/sfo"],
)
def test_pages(path: str) -> None:
    """Ordinary pages are."""
    assert not is_trap(f"https://prove.invalid{path}")


def test_pattern() -> None:
    """Numbers and values do not matter, names and words do."""
    assert pattern("https://x.no/a/12?id=3") == pattern("https://X.no/a/7?id=99")
    assert pattern("https://x.no/a/12") != pattern("https://x.no/b/12")


def test_shorter_way() -> None:
    """A page reached first by a long way is as near as its shortest way, and all behind it too."""
    ways = Ways("home")
    ways.links("home", ["a"])
    for one, next_one in pairwise("abcd"):
        ways.links(one, [next_one])
    assert ways.clicks("d") == 4
    ways.links("home", ["c"])
    assert (ways.clicks("c"), ways.clicks("d"), ways.clicks("b")) == (1, 2, 2)
    ways.same("x", "d")
    assert ways.clicks("x") == 2
    ways.links("lost", ["found"])
    assert ways.clicks("found") is None


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=60))
def test_ways_are_shortest(links: list[tuple[int, int]]) -> None:
    """In whatever order links are seen, the clicks are those of a search by breadth."""
    ways = Ways("0")
    for source, target in links:
        ways.links(str(source), [str(target)])
    expected = {0: 0}
    waiting = deque([0])
    while waiting:
        here = waiting.popleft()
        for source, target in links:
            if source == here and target not in expected:
                expected[target] = expected[here] + 1
                waiting.append(target)
    assert all(ways.clicks(str(page)) == expected.get(page) for page in range(13))
