"""Reads sums that leave their currency to another: "2 480 kroner, en halv plass 1 520"."""

import re
from collections.abc import Iterator, Sequence

from checker.extract.lexicon import Piece
from checker.extract.money.figures import Figure
from checker.extract.numbers import BLANKS

_GROUPED = re.compile(rf"[1-9]\d{{0,2}}(?:[.{BLANKS}]\d{{3}})+(?:,\d\d)?")
_CLAUSE_ENDS = frozenset(",.;!?)")
#: Behind these a number is a limit, one end of a range or a count.
_NO_SUM = frozenset({"exceeds", "between", "until", "from", "and", "or", "about", "less"})


def without_currency(
    pieces: Sequence[Piece], found: Sequence[Figure], taken: frozenset[int], content: str
) -> Iterator[Figure]:
    """Yield the sums that leave their currency to another: "2 480 kroner, en halv plass 1 520".

    They are written in groups and end their clause, behind a word that they do not number.

    Args:
        pieces: the sentence.
        found: its numbers.
        taken: indices of the pieces that are in an amount already.
        content: the whole text.
    """
    for figure in found:
        if figure.first in taken or not _GROUPED.fullmatch(content, figure.start, figure.end):
            continue
        if figure.never or figure.counts or figure.minor or not figure.first:
            continue
        before, after = pieces[figure.first - 1], pieces[figure.last + 1 : figure.last + 2]
        ends = not after or after[0].word in _CLAUSE_ENDS or "and" in after[0].tags
        if ends and before.kind == "word" and _NO_SUM.isdisjoint(before.tags):
            yield figure
