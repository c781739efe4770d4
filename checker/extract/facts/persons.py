"""Tells whether a number or an address stands beside a person: those are never published."""

import re
from typing import NamedTuple

from checker.extract.lexicon import per_language
from checker.extract.words import Stems, stems
from checker.model.catalog import Language

#: Two capitalised words, each pair of a run: "Kari Anne Vik" is two.
_NAME = re.compile(
    r"\b(?=(?P<given>[A-ZÆØÅÄÖ][a-zæøåéöäü]+(?:-[A-ZÆØÅÄÖ][a-zæøåéöäü]+)?)[ \u00a0]"
    r"(?P<family>[A-ZÆØÅÄÖ][a-zæøåéöäü]+(?:-[A-ZÆØÅÄÖ][a-zæøåéöäü]+)?)\b)"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LINE_MAX = 400  #: characters of a line that are looked at
_CARD_MAX = 80  #: characters; a longer line above is a text, not a person's name and title
_ABOVE = 2  #: lines above a bare number that may name whose it is


class Persons(NamedTuple):
    """The words that tell persons from offices."""

    staff: Stems  #: what employees are called
    given: frozenset[str]  #: common given names, lower-case
    places: tuple[str, ...]  #: ends of words of which the name of an office is made
    labels: Stems  #: what may stand before a number without saying whose it is

    def beside(self, content: str, start: int, end: int) -> bool:
        """Whether the line says whose number this is, or the lines above a bare number do.

        A person is a name with a position ("rådgiver Kari Nordmann"), or a name that begins
        with a common given name.
        """
        first = content.rfind("\n", 0, start) + 1
        last = content.find("\n", end)
        line = content[max(first, start - _LINE_MAX) : last if last >= 0 else len(content)]
        if self._named(line[:_LINE_MAX]):
            return True
        return self._is_bare(content[first:start]) and self._above(content, first)

    def _is_bare(self, before: str) -> bool:
        """Whether nothing but a label stands before a number in its line."""
        if len(before) > _CARD_MAX:
            return False
        words = _LETTERS.findall(before)
        return all(self.labels.search(word) for word in words)

    def _above(self, content: str, first: int) -> bool:
        for _ in range(_ABOVE):
            if first <= 0:
                return False
            begin = content.rfind("\n", 0, first - 1) + 1
            line = content[begin : first - 1]
            if len(line) > _CARD_MAX:
                return False
            if self._named(line):
                return True
            first = begin
        return False

    def _named(self, line: str) -> bool:
        employed: bool | None = None
        for found in _NAME.finditer(line):
            given, family = found.group("given").lower(), found.group("family").lower()
            if family.endswith(self.places) or given.endswith(self.places):
                continue
            if given.partition("-")[0] in self.given and family not in self.given:
                return True
            employed = bool(self.staff.search(line)) if employed is None else employed
            if employed and not self.staff.search(f"{given} {family}"):
                return True
        return False


@per_language
def persons(words: Language) -> Persons:
    """Return what a language knows: its lists "staff", "given_names" and "place_names"."""
    lists = words.words
    return Persons(
        staff=stems(lists.get("staff", ())),
        given=frozenset(lists.get("given_names", ())),
        places=tuple(lists.get("place_names", ())),
        labels=stems(lists.get("phone_label", ())),
    )
