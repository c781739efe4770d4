"""The words of config/ as matchers: one compiled expression per list, made once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias, TypeVar

from checker.model.catalog import Language

#: What may not stand before a stem: a letter, or for a stem that begins with a digit also
#: a digit with or without its separator ("2.100 %" has no word that begins with "100 %").
#: Asked behind the stem's first character.
_NOT_AFTER_LETTER = r"(?<![^\W\d_].)"
_NOT_AFTER_DIGIT = r"(?<!\w.)(?<!\d[.,].)"
_WORD_END = r"(?![^\W\d_])"

#: Letters, each with what may come behind it.
_Tree: TypeAlias = dict[str, "_Tree"]

_Entry = TypeVar("_Entry")


class Stems:
    """A list of lower-case stems, found by the rule of `Wording`.

    A stem matches where a word begins with it; with a leading "-" also inside a compound. A
    blank matches any run of white space, no-break spaces too. Case does not matter. With a
    trailing "|" the word must end with the stem. Where two stems match at one place, the longer
    wins.

    >>> [found.span() for found in stems(("sfo", "-gebyr")).finditer("SFO og vanngebyr")]
    [(0, 3), (11, 16)]
    >>> stems(("sfo",)).search("transformator") is None
    True
    >>> stems(("fritids|",)).search("Fritids") is None, stems(("fritids|",)).search("Fritidsgård")
    (False, None)
    """

    __slots__ = ("_pattern", "_stems", "words")

    def __init__(self, words: tuple[str, ...]) -> None:
        #: As they were given.
        self.words = words
        self._stems = {plain: word for word in reversed(words) if (plain := _plain(word))}
        self._pattern: re.Pattern[str] | None = None  # made when first asked: many never are

    def __bool__(self) -> bool:
        return bool(self._stems)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match in text[start:end]; its offsets count in text."""
        if not self._stems:
            return None
        pattern = self._pattern or self._compiled()
        return pattern.search(lowered(text), start, len(text) if end is None else end)

    def finditer(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """Return all matches in text[start:end], in order, disjoint."""
        if not self._stems:
            return iter(())
        pattern = self._pattern or self._compiled()
        return pattern.finditer(lowered(text), start, len(text) if end is None else end)

    def _compiled(self) -> re.Pattern[str]:
        self._pattern = _compiled(self.words)
        return self._pattern

    def stem_of(self, match: re.Match[str]) -> str:
        """Return the stem that made a match of this list, as the list has it.

        >>> some = stems(("-gebyr", "hel plass"))
        >>> [some.stem_of(found) for found in some.finditer("Hel  plass, vanngebyr")]
        ['hel plass', '-gebyr']
        """
        return self._stems[" ".join(match.group().split())]


@lru_cache(maxsize=4096)
def _made(words: tuple[str, ...]) -> Stems:
    return Stems(words)


def stems(words: Iterable[str]) -> Stems:
    """Return the matcher of these stems; the same list is compiled once."""
    return _made(tuple(words))


@lru_cache(maxsize=64)
def union(lists: tuple[Stems, ...]) -> Stems:
    """Return the matcher of all stems of some lists: one look whether any of them is there.

    >>> union((stems(("sfo",)), stems(("-gebyr",)))).words
    ('sfo', '-gebyr')
    """
    return stems(dict.fromkeys(word for one in lists for word in one.words))


@lru_cache(maxsize=64)
def lowered(text: str) -> str:
    """Return the text in lower case, each character at its old place.

    >>> lowered("İSFO") == "İsfo"
    True
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := one.lower()) == 1 else one for one in text)


def merged(*languages: Language) -> Language:
    """Return one language that knows the words of all; where two differ, the first is right.

    Norwegian pages mix their written forms, so a reader looks with both.

    >>> nb = Language("nb", "bokmål", weekdays={"mandag": 1}, words={"closed": ("stengt",)})
    >>> nn = Language("nn", "nynorsk", weekdays={"måndag": 1}, words={"closed": ("stengd",)})
    >>> both = merged(nb, nn)
    >>> both.tag, sorted(both.weekdays), both.words["closed"]
    ('nb', ['mandag', 'måndag'], ('stengt', 'stengd'))

    Raises:
        ValueError: no language was given.
    """
    if not languages:
        raise ValueError("at least one language")
    names = dict.fromkeys(name for one in languages for name in one.words)
    return Language(
        tag=languages[0].tag,
        name=languages[0].name,
        weekdays=_union(one.weekdays for one in languages),
        day_groups=_union(one.day_groups for one in languages),
        months=_union(one.months for one in languages),
        numbers=_union(one.numbers for one in languages),
        units=_union(one.units for one in languages),
        currency_words=_union(one.currency_words for one in languages),
        per_words=_union(one.per_words for one in languages),
        holidays=_union(one.holidays for one in languages),
        words={
            name: tuple(
                dict.fromkeys(word for one in languages for word in one.words.get(name, ()))
            )
            for name in names
        },
    )


def _union(tables: Iterable[Mapping[str, _Entry]]) -> dict[str, _Entry]:
    union: dict[str, _Entry] = {}
    for table in tables:
        union = {**table, **union}
    return union


def _plain(word: str) -> str:
    bare = lowered(word).removeprefix("-")
    return " ".join((bare[:-1] if _is_whole(word) else bare).split())


def _is_whole(word: str) -> bool:
    """Say whether a stem must end its word; " |" is the bar that titles are joined with."""
    return word[-1:] == "|" and word[-2:-1].isalnum()


def _compiled(words: tuple[str, ...]) -> re.Pattern[str]:
    """One expression: the letters of all stems as a tree, the longest way through it first.

    Each of its branches begins with a letter, so that the engine skips at once to where any stem
    can begin; what may not stand before a stem is asked behind its first letter (measured: 400
    stems over 5,000 characters 0.2 ms, as one long list of alternatives 2.3 ms).
    """
    inside: dict[str, bool] = {}
    whole: dict[str, bool] = {}
    for word in words:
        plain = _plain(word)
        if plain:
            inside[plain] = inside.get(plain, False) or word.startswith("-")
            whole[plain] = whole.get(plain, True) and _is_whole(word)
    by_first: dict[str, list[str]] = {}
    for plain in inside:
        by_first.setdefault(plain[0], []).append(plain)
    return re.compile("|".join(_branch(some, inside, whole) for some in by_first.values()))


def _branch(some: list[str], inside: Mapping[str, bool], whole: Mapping[str, bool]) -> str:
    """The stems that begin with one letter: all of them at a word's start, else those inside."""
    first = some[0][0]
    free = [plain for plain in some if inside[plain]]
    ways = []
    if len(free) < len(some):
        guard = _NOT_AFTER_DIGIT if first.isdigit() else _NOT_AFTER_LETTER
        ways.append(guard + _written(_tree(some, whole)))
    if free:
        ways.append(_written(_tree(free, whole)))
    return re.escape(first) + _either(ways)


def _tree(some: Iterable[str], whole: Mapping[str, bool]) -> _Tree:
    """Stems by their letters behind the first one; what ends a stem hangs on an empty letter."""
    root: _Tree = {}
    for plain in some:
        at = root
        for letter in plain[1:]:
            at = at.setdefault(letter, {})
        at[""] = {_WORD_END if whole[plain] else "": {}}
    return root


def _written(tree: _Tree) -> str:
    """A tree as an expression, in which a stem comes behind those that go on from it."""
    said = ""
    while len(tree) == 1 and "" not in tree:
        one, tree = next(iter(tree.items()))
        said += _letter(one)
    longer = [_letter(one) + _written(below) for one, below in tree.items() if one]
    return said + _either([*longer, *tree.get("", ())])


def _letter(one: str) -> str:
    return r"\s+" if one == " " else re.escape(one)


def _either(ways: list[str]) -> str:
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
