"""What the bench reads: open pages in the clothes of real ones, and texts mixed from the tables."""

import random
from collections.abc import Callable, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path

from bench.facts import TABLES, Row, rows
from bench.report import SEED
from single import evidence, single_pages
from verdicts import DEMO, MADE_UP, NOW, catalog

from checker.extract.text import read
from checker.extract.verdict.candidates import candidates
from checker.extract.verdict.sought import prepare
from checker.extract.words import merged
from checker.model.evidence import Evidence
from checker.model.value import Kind

PAGE_BYTES = 50_000
PAGES = 320
SHORT = 300  #: characters


def bodies() -> list[bytes]:
    """Return every open page: of the made-up towns, of the demo, and the single ones."""
    files = sorted(one for folder in (MADE_UP, DEMO) for one in Path(folder).rglob("*.html"))
    single = [evidence(language, row).body for language, row in single_pages()]
    return [*(file.read_bytes() for file in files), *single]


def menu(chance: random.Random) -> bytes:
    """Return a municipal mega menu, the larger part of most pages, in an order of its own."""
    subjects = ["Barnehage", "Skole", "Helse", "Bygg", "Vann", "Kultur", "Politikk", "Omsorg"]
    kinds = ["søknad", "klage", "tilbud", "ansatte", "planer", "skjema", "kontakt", "regler"]
    chance.shuffle(subjects)
    chance.shuffle(kinds)
    entries = [
        f'<li class="menu__item menu__item--level-2 has-icon" data-component="menu-item">'
        f'<a class="menu__link menu__link--small" href="/tjenester/{one.lower()}/{other}/{way}" '
        f'aria-describedby="menu-hint"><span class="menu__text">{one}: {other}</span></a></li>'
        for way in range(5)
        for one in subjects
        for other in kinds
    ]
    return "".join(entries).encode()


def padded(body: bytes, chance: random.Random) -> bytes | None:
    """Return a page with a menu before its main part, 50 kB in all; None where neither fits."""
    room = PAGE_BYTES - len(body) - 30
    if b"<main" not in body or room <= 0:
        return None
    entries = menu(chance)[:room].rpartition(b"<li")[0]
    return body.replace(b"<main", b"<nav><ul>" + entries + b"</ul></nav><main", 1)


@cache
def pages() -> tuple[Evidence, ...]:
    """Return different pages of 50 kB; an article that comes twice has another menu around it."""
    chance = random.Random(SEED)  # noqa: S311  no secret
    made: dict[bytes, Evidence] = {}
    for body in cycle(bodies()):
        page = padded(body, chance)
        if page is not None:
            made[page] = Evidence("https://x.kommune.no/side", "text/html", NOW, page)
        if len(made) == PAGES:
            return tuple(made.values())
    raise AssertionError("a cycle has no end")


@cache
def everything() -> Callable[[Evidence], object]:
    """Return what reads a page with all its elements, as a visit does."""
    own, languages = catalog().country, catalog().languages
    prepared = prepare(catalog().elements, own.languages)
    words = merged(*(languages[tag] for tag in own.languages))
    return lambda page: candidates(read(page), prepared, words, region=own.phone_region)


def texts(kind: Kind) -> Sequence[Row]:
    """Return the short rows of the open tables of a kind, of all languages, mixed."""
    short = [one for one in rows(TABLES["open"], [kind]) if len(one.content["text"]) <= SHORT]
    random.Random(SEED).shuffle(short)  # noqa: S311  no secret
    return short
