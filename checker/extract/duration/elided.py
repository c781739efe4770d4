"""Reads a number whose unit was said before: "nå 6 uker, lovpålagt frist er 12"."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker.extract import numbers
from checker.extract.duration.length import Length, iso
from checker.extract.duration.roles import told
from checker.extract.duration.words import Words
from checker.extract.lexicon import Piece

#: Longer limits are written with their unit.
_MOST = 99


def with_elided(
    found: Sequence[Length], pieces: Sequence[Piece], content: str, words: Words
) -> list[Length]:
    """Return the lengths with the bare number that ends the sentence of the last of them.

    It is one where "er" stands before it, the end of the sentence behind it, and the words since
    the last length name a role of their own.
    """
    end = len(pieces)
    while end and pieces[end - 1].word in {".", "!", ")"}:
        end -= 1
    if not found or end - found[-1].last <= len("er 12"):
        return [*found]
    last, verb, figure = found[-1], pieces[end - 2], pieces[end - 1]
    value = _value(figure)
    if value is None or "equals" not in verb.tags or last.unit not in {"D", "W", "M"}:
        return [*found]
    if told(content[last.end : verb.start], words) is None:
        return [*found]
    length = iso(value, last.unit)
    elided = replace(
        last,
        first=end - 1,
        last=end - 1,
        start=figure.start,
        end=figure.end,
        low=length,
        high=length,
        article=False,
        limited=False,
        genitive=False,
    )
    return [*found, elided]


def _value(piece: Piece) -> Decimal | None:
    if "number" in piece.tags:
        return Decimal(piece.tags["number"])
    if piece.kind != "number":
        return None
    value = numbers.read(piece.word)
    return value if value <= _MOST else None
