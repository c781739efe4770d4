"""Reads evidence in a worker process that may die, and finds what it says about each element.

A parser written in C can crash on a page. Then the page is read again by the slower parser; if
that dies too the page is unreadable, which is recorded and costs nobody anything. A bug of ours
that a page brings to light costs the elements that it may speak of, on that page, and no more.
"""

import pickle
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePath
from traceback import extract_tb
from types import TracebackType

from checker.errors import CheckerError, Illegible, Malformed, Misread
from checker.extract.text import read
from checker.extract.verdict.candidates import Candidate, candidates
from checker.extract.verdict.sought import Sought, prepare
from checker.extract.words import merged
from checker.isolate import Died, isolated
from checker.model.catalog import Catalog, Language
from checker.model.evidence import Evidence, Text

#: Pages kept until their second reader has come: `observe` asks for candidates, the probe for
#: links. Each is tens of kilobytes.
WAITING = 64


@dataclass(frozen=True, slots=True)
class Page:
    """One page read: its links for the crawler, its candidates for the conclusion."""

    text: Text
    candidates: tuple[Candidate, ...]
    misread: tuple[str, ...] = ()  #: elements that a bug of ours kept us from seeking here
    mistake: str = ""  #: the bug, for whoever mends it


class OurMistakes(AbstractContextManager[None]):
    """What is raised inside and is no error that we raise on purpose is told as Misread.

    The seam where a bug over one page ends: pages are many and strange, and a visit of one
    municipality, let alone the run, is worth more than one of them.
    """

    def __init__(self, uri: str) -> None:
        """Guard the reading of the page at uri."""
        self._uri = uri

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Translate a bug.

        Raises:
            Misread: the bug; what ends a process, and want of memory, stay what they are.
        """
        if isinstance(error, Exception) and not isinstance(error, CheckerError | MemoryError):
            place = extract_tb(trace)[-1]
            where = f"{PurePath(place.filename).name}:{place.lineno}"
            raise Misread(self._uri, f"{error!r} at {where}") from error


class Reader:
    """Reads pages for one catalog; each page once, whoever asks first."""

    def __init__(self, catalog: Catalog, *, page_s: float = 20.0) -> None:
        """Make a reader.

        Args:
            catalog: elements and languages to read with.
            page_s: seconds that one page may take before its worker is killed.
        """
        country = catalog.country
        own = (country.languages, country.phone_region)
        self._pack = pickle.dumps((catalog.elements, catalog.languages, *own))
        self._page_s = page_s
        self._waiting: OrderedDict[str, Page] = OrderedDict()

    async def links(self, evidence: Evidence) -> Text:
        """Return a page's text without its blocks, for whoever follows its links.

        Raises:
            Malformed: no parser can read it.
            Illegible: it is a scanned document; `page` has what is stamped on it.
            Misread: a bug of ours keeps it from being read.
        """
        text = (await self._once(evidence)).text
        if not text.legible:
            raise Illegible(evidence.uri)
        return text

    async def page(self, evidence: Evidence) -> Page:
        """Return what a page says about any element, its text without its blocks.

        Raises:
            Malformed: no parser can read it.
            Misread: a bug of ours keeps every element of it from being sought.
        """
        return await self._once(evidence)

    async def text(self, evidence: Evidence) -> Text:
        """Return the read text with all its blocks, as proofs count in it.

        Raises:
            Malformed: no parser can read it.
            Misread: a bug of ours keeps it from being read.
        """
        return (await self._page(evidence, shape=True)).text

    async def _once(self, evidence: Evidence) -> Page:
        """Read a page for the first who asks, and hand the same to the second."""
        key = f"{evidence.uri} {evidence.digest}"
        page = self._waiting.pop(key, None)
        if page is None:
            page = self._waiting[key] = await self._page(evidence, shape=False)
            while len(self._waiting) > WAITING:
                self._waiting.popitem(last=False)
        return page

    async def _page(self, evidence: Evidence, *, shape: bool) -> Page:
        try:
            return await self._read(evidence, shape=shape, fallback=False)
        except (Died, TimeoutError, Misread):  # the other parser may lead past a bug, too
            pass
        try:
            return await self._read(evidence, shape=shape, fallback=True)
        except (Died, TimeoutError) as error:
            raise Malformed(evidence.uri, "no parser can read it") from error

    async def _read(self, evidence: Evidence, *, shape: bool, fallback: bool) -> Page:
        return await isolated(
            read_page, evidence, self._pack, shape, fallback, limit_s=self._page_s
        )


def read_page(evidence: Evidence, pack: bytes, shape: bool, fallback: bool) -> Page:  # noqa: FBT001  crosses to the worker as positions
    """Read one page and find its candidates; runs in the worker process."""
    with OurMistakes(evidence.uri):
        text = read(evidence, fallback=fallback)
    bare = replace(text, source=replace(evidence, body=b""))
    if shape:
        return Page(bare, ())
    told = _told(text, pack)
    return replace(told, text=replace(bare, content="", blocks=()))


def _told(text: Text, pack: bytes) -> Page:
    """Find the candidates; where a bug comes to light, those of the elements that it spares.

    Raises:
        Misread: the bug spares none.
    """
    prepared, words, region = _unpacked(pack, text.language)
    uri = text.source.uri
    try:
        with OurMistakes(uri):
            return Page(text, candidates(text, prepared, words, region=region))
    except Misread as error:
        mistake = error.detail
    spared = tuple(_spared(text, prepared, words, region))
    left = {one.element.id for one in spared}
    misread = tuple(one.element.id for one in prepared if one.element.id not in left)
    with OurMistakes(uri):
        return Page(text, candidates(text, spared, words, region=region), misread, mistake)


def _spared(
    text: Text, prepared: Sequence[Sought], words: Language, region: str
) -> Iterator[Sought]:
    """Yield the elements that can be sought alone without meeting a bug."""
    for one in prepared:
        try:
            with OurMistakes(text.source.uri):
                candidates(text, (one,), words, region=region)
        except Misread:
            continue
        yield one


@lru_cache(maxsize=16)
def _unpacked(pack: bytes, language: str) -> tuple[tuple[Sought, ...], Language, str]:
    """Return elements and words for one language of text: a country's own, and the text's.

    No other: a Norwegian page has words that mean something else in English. Third is the region
    of the country's phone numbers.
    """
    elements, languages, own, region = pickle.loads(pack)  # noqa: S301  our own process wrote it
    primary = language.partition("-")[0]
    tags = tuple(dict.fromkeys((*own, primary) if primary in languages else own))
    words = merged(*(languages[tag] for tag in tags if tag in languages))
    return prepare(elements, tags), words, region
