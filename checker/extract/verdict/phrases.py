"""Phrases of several words, found though their words have endings or another word between them."""

import re
from collections import defaultdict
from functools import lru_cache

from checker.extract.words import lowered

_GAP = r"[^\W\d_]*[^\w\n]+(?:[^\W\d_]+[^\w\n]+)?"
_LETTER = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=256)
def _pattern(stems: tuple[str, ...]) -> re.Pattern[str] | None:
    """One expression for the stems of two words and more, those with the same first word together.

    A word stands before the next with any ending, and at most one other word between them.
    """
    after: dict[str, set[str]] = defaultdict(set)
    for stem in stems:
        first, *others = _LETTER.findall(lowered(stem))[:4] or [""]
        if others:
            after[first].add(_GAP.join(map(re.escape, others)))
    if not after:
        return None
    begun = (
        f"{re.escape(first)}{_GAP}(?:{'|'.join(sorted(ends, key=len, reverse=True))})"
        for first, ends in sorted(after.items(), key=lambda one: -len(one[0]))
    )
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(begun)})")


def starts(stems: tuple[str, ...], text: str) -> list[int]:
    """Return where a phrase of the stems begins in a text of lines; none goes over a line's end.

    >>> starts(("søknadsskjema praktisk", "søk om hjelp"), "Søknadsskjema for praktisk bistand")
    [0]
    >>> starts(("søk om hjelp",), "Du søker om mer hjelp"), starts(("søk",), "Søk")
    ([3], [])
    """
    pattern = _pattern(stems)
    return [] if pattern is None else [found.start() for found in pattern.finditer(lowered(text))]
