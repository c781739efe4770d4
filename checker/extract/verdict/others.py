"""Whose a figure is: this municipality's, a neighbour's, or the country's.

Pages compare: "I Vestby kommune koster plassen ...", a column for each neighbour, "landssnittet".
The visit knows no names, so the page tells its own: in its title, its header and footer, its first
heading and its address.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property

from checker.extract.verdict.context import SITE, Context, first_heading, host_of
from checker.extract.verdict.sought import folded
from checker.extract.words import Stems, stems
from checker.model.catalog import Language
from checker.model.evidence import Block, Text

#: A name's last word before "kommune": "Midtre Gauldal", "Nord-Aurdal"; it is enough to know it.
_NAME = re.compile(r"([^\W\d_a-zæøåäö][\w-]+)[ \u00a0]\Z")
#: "i Storhaug", "In Vestby": where something is, by a name that is no short form.
_PLACE = re.compile(r"(?<![^\W\d_])[IiPp](?:n|å)? ([^\W\d_a-zæøåäö][a-zæøåäö][\w-]+)")
#: Characters: a cell that names a municipality holds no more.
_CELL = 40
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Named:
    """The words that tell whose a figure is."""

    municipality: re.Pattern[str] | None
    no_names: frozenset[str]
    elsewhere: Stems
    compares: Stems  #: what a page is called that compares

    def names(self, words: str) -> list[str]:
        """Return the last words of the names of municipalities, as addresses write them."""
        if self.municipality is None:
            return []
        found = []
        for match in self.municipality.finditer(words):
            name = _NAME.search(words, max(0, match.start() - _LOOK_BACK), match.start())
            if name and name[1].lower() not in self.no_names:
                found.append(folded(name[1]))
        return found


def named(words: Language) -> Named:
    """Return the words of a language, made once."""
    lists = ("municipality", "any_municipality", "elsewhere", "compares")
    return _named(*(tuple(words.words.get(name, ())) for name in lists))


@cache
def _named(
    municipality: tuple[str, ...],
    no_names: tuple[str, ...],
    elsewhere: tuple[str, ...],
    compares: tuple[str, ...],
) -> Named:
    said = "|".join(map(re.escape, municipality))
    pattern = re.compile(rf"(?i:{said})s?\b") if said else None
    return Named(pattern, frozenset(no_names), stems(elsewhere), stems(compares))


class Whose:
    """Tells of a page's figures whose they are."""

    def __init__(self, text: Text, words: Named) -> None:
        """Look at nothing yet: most pages compare with nobody."""
        self._text = text
        self._words = words

    def is_others(self, context: Context) -> bool:
        """Say whether a figure is told of another municipality, or of all of them."""
        near = f"{context.label}\n{context.row_header}\n{context.row}\n{context.caption}"
        beside = folded(f"{context.label} {context.row_header} {context.column_header}")
        if context.table in self._compared or self._compares:
            return not any(name in beside for name in self._own)
        names = self._words.names(near)
        if names:
            return bool(self._own) and not any(name in self._own for name in names)
        if any(self._words.elsewhere.search(one) for one in (near, context.heading)):
            return not any(name in beside for name in self._own)
        return self._is_elsewhere(context)

    def _is_elsewhere(self, context: Context) -> bool:
        """Say whether the words beside a figure name a place, after those before named our own."""
        sentence = context.row if context.table < 0 else context.label
        places = [folded(place) for place in _PLACE.findall(sentence)]
        if not places or any(place in self._own for place in places):
            return False
        before = folded(context.lead)
        return any(name in before for name in self._own)

    def is_compared(self, context: Context) -> bool:
        """Say whether a figure of our own stands in a table that compares."""
        return context.table in self._compared or self._compares

    @cached_property
    def _compares(self) -> bool:
        """Whether the page as a whole compares: its title or first heading says so."""
        told = (self._text.title, first_heading(self._text))
        return any(self._words.compares.search(one) for one in told)

    @cached_property
    def _own(self) -> frozenset[str]:
        """Return what the site calls its municipality.

        A page that says so nowhere is of the one that it names most often.
        """
        around = {*SITE, "navigation"}
        site = [self._said(one) for one in self._text.blocks if one.region in around]
        told = (self._text.title, first_heading(self._text), *site)
        found = set(self._words.names("\n".join(told)))
        everywhere = Counter(self._words.names(self._text.content))
        host = re.split(r"[-.]", host_of(self._text.source.uri))
        found |= {name for name in everywhere if name in host}
        return frozenset(found or (name for name, _ in everywhere.most_common(1)))

    @cached_property
    def _compared(self) -> frozenset[int]:
        """Return the tables in which a row or a column is our own, and others are not."""
        return frozenset(
            block.cell.table
            for block in self._text.blocks
            if block.cell
            and block.end - block.start <= _CELL
            and self._own
            and self._bare(block) in self._own
        )

    def _bare(self, block: Block) -> str:
        said = self._said(block)
        names = self._words.names(said)
        return names[0] if names else folded(said.strip())

    def _said(self, block: Block) -> str:
        return self._text.content[block.start : block.end]
