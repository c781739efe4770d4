"""Input made to hurt: no finder and no reader takes longer than the text is long."""

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import process_time

import pytest
from mutation import mutated
from pages import page, sound
from stated import links_naming
from tables_of import norwegian

from checker.errors import Malformed
from checker.extract import duration, hours, money
from checker.extract.facts import contact, dates, statement
from checker.extract.hit import Hit
from checker.extract.text import read, read_plain
from checker.extract.text.language import language_of
from checker.extract.text.states import markup_of
from checker.model.evidence import Text

SIZE = 100_000  #: characters
LIMIT_S = 1.0  #: of one core's time
TOWNS = Path(__file__).parents[1] / "towns"

PIECES: Mapping[str, str] = {
    "digits": "1",
    "blanks": " ",
    "no-break blanks": "\u00a0",
    "dots": ".",
    "dashes": "-",
    "pairs": "12 ",
    "eights": "35 00 00 00 ",
    "dates": "01.02.",
    "slashes": "1/2/",
    "clock": "kl ",
    "clocks": "kl. 08.00-15.30, ",
    "times": "8-",
    "crowns": "kr ",
    "amounts": "1 250,- ",
    "thousands": "1.250.",
    "weekdays": "mandag ",
    "weekdays joined": "mandag-fredag og ",
    "months": "mars ",
    "ordinals": "1. ",
    "ranges": "1. mars - ",
    "weeks": "3 uker til ",
    "weeks and": "1 år og 3 uker, ",
    "words for numbers": "to hundre og femti tusen ",
    "one word for numbers": "tohundreogfemti",
    "halves": "to og en halv 1/2 ",
    "over sums": "mer enn kr 50 000 ",
    "opening brackets": "(",
    "brackets": "()",
    "tags": "<p>",
    "open tags": "<",
    "closing tags": "</p>",
    "attributes": "<a b=",
    "mailbox": "a@",
    "mailboxes": "a.",
    "labels": "a@b.",
    "plus": "+",
    "phones": "tlf ",
    "names": "Kari Nordmann ",
    "lines": "\n",
    "lines and words": "a\n",
    "cells": "a\t",
    "bars": " | ",
    "quotes": '"',
    "escapes": '\\"',
    "ampersands": "&",
    "sentences": "A. ",
    "letters": "a",
    "capitals": "Æ",
    "mixed": "kl 8-15 kr 1.250,- 1. mars tlf 35 00 00 00 a@b.no (3 uker) mandag\n",
}
FINDERS: Mapping[str, Callable[[Text], Sequence[Hit]]] = {
    "hours": lambda text: hours.find(text, norwegian()),
    "money": lambda text: money.find(text, norwegian()),
    "duration": lambda text: duration.find(text, norwegian()),
    "dates": lambda text: dates.find(text, norwegian()),
    "contact": lambda text: contact.find(text, norwegian()),
    "statement": lambda text: statement.find(text, (("a", "m", "k"), ("1", "r", "e"))),
    "links": lambda text: links_naming(text, "nb", ("a", "pris")),
}


def filled(piece: str) -> str:
    return (piece * (SIZE // len(piece) + 1))[:SIZE]


def seconds(work: Callable[[], object]) -> float:
    """What work takes of the processor: the machine may have other things to do."""
    start = process_time()
    work()
    return process_time() - start


def quick(work: Callable[[], object]) -> bool:
    """Say whether work keeps the limit once in three times: neighbours take the caches too."""
    return any(seconds(work) < LIMIT_S for _ in range(3))


@pytest.fixture(scope="module", autouse=True)
def _models() -> None:
    """Load what is loaded once."""
    language_of(" ".join(f"word {number}" for number in range(20)))
    text = read_plain("Åpent mandag kl. 8-15, 100 kr, innen 3 uker, 1. mars. Tlf. 35 00 00 00")
    for find in FINDERS.values():
        find(text)


def _cases() -> Sequence[object]:
    """Every finder with every piece."""
    return [pytest.param(name, piece, id=f"{name} {piece}") for name in FINDERS for piece in PIECES]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "piece"), _cases())
def test_no_finder_is_slow(name: str, piece: str) -> None:
    """100,000 characters of anything take less than a second."""
    text = read_plain(filled(PIECES[piece]))
    assert quick(lambda: FINDERS[name](text))


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
@pytest.mark.parametrize("before", ["", "<p>Hei ", "<table><tr><td>", "<script>window.__A__={"])
def test_no_page_is_slow(piece: str, before: str) -> None:
    """The same for reading, as HTML and as plain text."""
    body = before + filled(piece)
    assert quick(lambda: read(page(body)))
    assert quick(lambda: read(page(body, media_type="text/plain")))
    assert quick(lambda: markup_of([body]))


def read_mutated(count: int, seed: int) -> None:
    pages = [file.read_bytes() for file in sorted(TOWNS.rglob("*.html"))]
    chance = random.Random(seed)  # noqa: S311  no secret
    for number in range(count):
        body = mutated(chance.choice(pages), chance)
        try:
            text = read(page(body), fallback=number % 4 == 0)
        except Malformed:
            continue
        sound(text)
        if number % 10 == 0:
            for find in FINDERS.values():
                for hit in find(text):
                    assert 0 <= hit.start <= hit.end <= len(text.content)


def test_no_broken_page_raises() -> None:
    """300 pages of the made-up country, broken: read, or Malformed."""
    read_mutated(300, seed=1)


@pytest.mark.slow
def test_ten_thousand_broken_pages_do_not_raise() -> None:
    """The same at length."""
    read_mutated(10_000, seed=2)
