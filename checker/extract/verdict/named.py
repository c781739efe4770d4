"""Links that name what is sought: by their words, their address, or the sentence of a "here"."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from urllib.parse import urldefrag

from checker.extract.hit import Hit
from checker.extract.verdict.context import contexts, host_of, path_words
from checker.extract.verdict.phrases import starts
from checker.extract.verdict.sought import LABEL, PREFERRED, Sought, folded
from checker.extract.words import Stems, union
from checker.model.evidence import Anchor, Text
from checker.model.value import Link

#: Characters: the words of a link no longer than BARE may be a mere "here"; longer than TEASER
#: they are no name but a summary.
BARE, TEASER = 12, 60
#: The least part of a link's words that must name the element where it does not begin with it:
#: "rules for persons exempt from access" is no link to access.
NAMED = 0.2
#: What it adds that the address names the element as well.
LED = 1.0
_WORD = re.compile(r"[^\W\d_]+")
#: Stands between the texts of two links: no stem goes on over it, and no phrase.
_EDGE = "\n\0"


@dataclass(frozen=True, slots=True)
class _Lines:
    """What several links say, each text once: one search for many."""

    content: str  #: one a line
    starts: tuple[int, ...]  #: where each begins in it
    numbers: tuple[tuple[int, ...], ...]  #: the links that say so

    def links(self, places: Iterable[int]) -> set[int]:
        """Return the numbers of the links that say what stands at some places."""
        rows = {bisect_right(self.starts, place) - 1 for place in places}
        return {number for row in rows for number in self.numbers[row]}

    def only(self, places: Iterable[int]) -> "_Lines":
        """Return the lines that have one of some places."""
        texts = self.content.split(_EDGE)
        rows = sorted({bisect_right(self.starts, place) - 1 for place in places})
        return _lined({texts[row]: self.numbers[row] for row in rows})


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a page, ready to be asked for each of some elements."""

    anchors: tuple[Anchor, ...]  #: those that lead to a page, and not to a place on this one
    around: Mapping[int, str]  #: what is said around a short link, by its number
    words: _Lines  #: of the links that may name one of the elements
    addresses: _Lines  #: likewise, the words of host and page


def links_of(text: Text, sought: Iterable[Sought]) -> Links:
    """Return the links of a page, made once for all elements that they will be asked for.

    A short link may be a mere "here", unless it is an entry of a menu.
    """
    here = urldefrag(text.source.uri)[0]
    anchors = tuple(anchor for anchor in text.anchors if _leads(anchor.uri, here))
    short = {
        number: Hit(Link(anchor.uri), anchor.start, anchor.end)
        for number, anchor in enumerate(anchors)
        if len(anchor.words) <= BARE and anchor.region != "navigation"
    }
    said = (context.label for _, context in contexts(text, list(short.values())))
    known = tuple(sought)
    subject = union(tuple(one.subject for one in known))
    address = union(tuple(one.address for one in known))
    words = _lines(" ".join(anchor.words.split()) for anchor in anchors)
    addresses = _lines(_address(anchor.uri) for anchor in anchors)
    return Links(
        anchors,
        dict(zip(short, said, strict=True)),
        words.only(_places(subject, words.content)),
        addresses.only(match.start() for match in address.finditer(addresses.content)),
    )


def _lines(texts: Iterable[str]) -> _Lines:
    numbers: dict[str, list[int]] = {}
    for number, one in enumerate(texts):
        numbers.setdefault(one, []).append(number)
    return _lined(numbers)


def _lined(numbers: Mapping[str, Iterable[int]]) -> _Lines:
    begins = accumulate((len(one) + len(_EDGE) for one in numbers), initial=0)
    return _Lines(_EDGE.join(numbers), tuple(begins), tuple(map(tuple, numbers.values())))


def _places(subject: Stems, lines: str) -> Iterator[int]:
    """Yield where a line has one of the stems, or a phrase of several with other endings."""
    yield from (match.start() for match in subject.finditer(lines))
    yield from starts(subject.words, lines)


def _is_told_by(uri: str, sought: Sought) -> bool:
    """Say whether an address alone tells what it leads to: its page, or a whole part of its host.

    uustatus.no has the statements on accessibility; minside-samarbeid.no is nobody's own page.
    """
    if sought.address.search(folded(path_words(uri)[1])):
        return True
    labels = host_of(uri).split(".")
    found = ((label, sought.address.search(label)) for label in labels)
    return any(match is not None and match.end() == len(label) for label, match in found)


@lru_cache(maxsize=2048)
def _address(uri: str) -> str:
    """Return the words of an address that may name what it leads to: of its host and its page."""
    return folded(f"{' '.join(host_of(uri).split('.')[:-1])} {path_words(uri)[1]}")


def naming(links: Links, sought: Sought) -> Iterator[tuple[Anchor, float]]:
    """Yield each link that names an element, and how surely.

    An icon has no words to quote, only a name for those who cannot see it; it counts a little
    less than a link that everybody can read.
    """
    named = links.words.links(_places(sought.subject, links.words.content))
    addresses = links.addresses
    led = addresses.links(one.start() for one in sought.address.finditer(addresses.content))
    for number in sorted(named.union(links.around, led)):
        anchor = links.anchors[number]
        if anchor.region == "main" or sought.element.accept.anywhere:
            score = _score(anchor, links.around.get(number, ""), sought, led=number in led)
            if score is not None:
                yield anchor, score


def _leads(uri: str, here: str) -> bool:
    """Say whether a link leads to a page, and not to a place on its own."""
    if not uri.startswith(("http:", "https:")):
        return False
    if "#" not in uri:
        return True
    bare, fragment = urldefrag(uri)
    return not fragment or bare != here


def _score(anchor: Anchor, said: str, sought: Sought, *, led: bool) -> float | None:
    preferred = PREFERRED if sought.prefer.search(anchor.words) else 0.0
    if sought.subject.search(anchor.words):
        if not (preferred or _names(anchor.words, sought.subject)):
            return None
        score = LABEL if anchor.start < anchor.end else LABEL - 1
        score += LED if led else 0.0  # its address says so too: the thing itself, not a hub
    elif starts(sought.subject.words, anchor.words) and len(anchor.words) <= TEASER:
        score = LABEL - 1
    elif said and (sought.subject.search(said) or starts(sought.subject.words, said)):
        score = LABEL - 2
    elif led and len(anchor.words) <= TEASER and _is_told_by(anchor.uri, sought):
        # "See when we come", to /tommekalender
        score = LABEL - 3
    else:
        return None
    if sought.avoid.search(anchor.words) or sought.avoid.search(said):
        return None
    return score + preferred + (1.0 if len(anchor.words) <= TEASER else 0.0)


def _names(words: str, subject: Stems) -> bool:
    """Say whether a link's words name the subject: they begin with it, or little else stands."""
    found = list(subject.finditer(words))
    if not words[: found[0].start()].strip() or len(words) > TEASER:
        return found[0].start() <= TEASER
    whole = list(_WORD.finditer(words))
    told = sum(
        len(match.group())
        for match in whole
        if any(one.start() < match.end() and match.start() < one.end() for one in found)
    )
    return told >= NAMED * sum(len(match.group()) for match in whole)
