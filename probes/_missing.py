"""Learn how a site says that a page is not there, when it does not say 404."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from probes._reply import Reply

#: Words in a row that are compared.
SHINGLE = 3

#: Of a page's own words so many sequences may differ from a missing page: the date, a number.
STRANGE = 6

#: Of what a missing page says beyond the home page, so much must stand on another one.
SAID = 0.8

#: Read of a body: menus and message stand in the beginning of it.
READ_BYTES = 300_000

_TITLE = re.compile(rb"<title[^>]*>([^<]{0,300})", re.IGNORECASE)
_HEADING = re.compile(rb"<h1[^>]*>([^<]{0,300})", re.IGNORECASE)
_TAG = re.compile(rb"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+")


def _words(reply: Reply) -> list[str]:
    text = _TAG.sub(b" ", reply.body[:READ_BYTES]).decode(_charset(reply), "replace").lower()
    return _WORD.findall(text)


def _shingles(words: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def _charset(reply: Reply) -> str:
    return "latin-1" if (reply.charset or "").lower() in {"iso-8859-1", "windows-1252"} else "utf-8"


@lru_cache(maxsize=64)
def _phrases(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?!\w)")


def says_missing(reply: Reply, words: tuple[str, ...]) -> bool:
    """Tell whether title or heading say that a page is not there, in the site's languages."""
    for found in (_TITLE.search(reply.body), _HEADING.search(reply.body)):
        if found and _phrases(words).search(found[1].decode(_charset(reply), "replace").lower()):
            return True
    return False


@dataclass(slots=True)
class Missing:
    """What a site shows for addresses that nobody made, once it was asked for some."""

    learned: bool = False
    honest: bool = True  #: it said that nothing is there
    _home: frozenset[tuple[str, ...]] = frozenset()
    _shown: frozenset[tuple[str, ...]] = frozenset()  #: on every missing page
    _leads_to: set[str] = field(default_factory=set)  #: where missing pages redirect

    def learn(self, home: Reply, answers: Sequence[Reply | None]) -> None:
        """Compare the answers to nonsense addresses; None: the site said that nothing is there."""
        self.learned = True
        real = [answer for answer in answers if answer is not None]
        self.honest = len(real) < len(answers)
        if self.honest:
            return
        self._leads_to = {one.uri for one in real if one.uri != one.requested_uri}
        self._home = _shingles(_words(home))
        self._shown = frozenset.intersection(*(_shingles(_words(one)) for one in real))

    def shows(self, reply: Reply) -> bool:
        """Tell whether a reply is the site's way to say that a page is not there."""
        if self.honest:
            return False
        if reply.uri != reply.requested_uri and reply.uri in self._leads_to:
            return True
        said = self._shown - self._home
        if not said:
            return False
        words = _words(reply)
        here = _shingles(words)
        own = set(_WORD.findall(unquote(reply.requested_uri).lower()))
        strange = STRANGE + SHINGLE * sum(word in own for word in words)  # the address, repeated
        return len(said & here) >= SAID * len(said) and len(here - self._shown) <= strange
