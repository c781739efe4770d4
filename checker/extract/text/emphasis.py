"""Lines that stand out, bold or large or underlined: headings that are not marked as such."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.extract.text.names import PLAIN, Look

_LONGEST = 80  #: characters; a longer bold paragraph is a paragraph
_VALUE = 60  #: characters; what stands under a label is no longer
#: A time, a price, a number or the end of a sentence: a value or a text in bold, no heading.
_NO_HEADING = re.compile(
    r"\d[.:]\d\d|\d\s?[-–]\s?\d+$|,-|\bkr\b|(?<!\d)(?!(?:19|20)\d\d\b)\d{3}|[.!,;]$|@",
    re.IGNORECASE,
)
#: What a line of an address or a time-table is called: it goes with the line below, no further.
_LABEL = re.compile(
    r"(?:tlf|tel|tfn|mob|e-?post|epost|e-?mail|mejl|org\.? ?n|(?:post|bes[øö]ks|faktura|"
    r"visiting|postal|street)?-?(?:og )?adress|address|(?:tele)?fa(?:ks|x)|"
    r"(?:(?:m[aå]n|tir?s|tys|ons|tor?s|fre|l[aø]u?r|lör|s[øöu]n)(?:dag)?|(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)day)(?:er|ar|s)?\b)"
    r"|(?:(?:mobil|sentralbord-?|vakt-?)?tele(?:f|ph)on|mobil|phone|kontakt|contact)\w*\W*\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2}")


class Standing(NamedTuple):
    """A line of a block, as it is seen, all of which stands out."""

    start: int
    end: int
    look: Look


class Piece(NamedTuple):
    """A stretch of a block: a heading if its look is not plain."""

    start: int
    end: int
    look: Look = PLAIN


def pieces(text: str, lines: Sequence[Standing]) -> list[Piece]:
    r"""Return the headings and paragraphs that a block is made of, in order.

    A line that stands out is a heading when it is short and neither a value nor a sentence.
    Several such lines, each above one short value, are labels: the block stays whole.

    >>> pieces("Barnehage:\nEn hel plass koster kr 1200.", [Standing(0, 10, 2)])
    [Piece(start=0, end=10, look=2), Piece(start=11, end=39, look=0)]
    """
    whole = Piece(0, len(text))
    if len(lines) == 1 and lines[0].start == 0 and lines[0].end >= len(text):
        return [whole._replace(look=lines[0].look)] if _heads(text) else [whole]
    heads = [one for one in _runs(lines) if _is_above(text, one)]
    covered = sum(one.end - one.start + 1 for one in lines)
    if not heads or covered > len(text) or _are_labels(text, heads):
        return [whole]
    made: list[Piece] = []
    at = 0
    for one in heads:
        made += _trimmed(text, at, one.start)
        made += _trimmed(text, *one)
        at = one.end
    return [*made, *_trimmed(text, at, len(text))]


def may_head(words: str) -> bool:
    """Say whether words are short and neither a value nor a sentence.

    >>> may_head("Priser 2026"), may_head("kr 1 200"), may_head("Vi har stengt.")
    (True, False, False)
    """
    return (
        len(words) <= _LONGEST
        and _WORD.search(words) is not None
        and _NO_HEADING.search(words) is None
    )


def _heads(text: str) -> bool:
    """Whether a block that stands out as a whole is a heading."""
    return len(text) <= _LONGEST and "\n" not in text and not _NO_HEADING.search(text)


def _is_above(text: str, one: Standing) -> bool:
    """Whether a line heads those below it in its block."""
    words = text[one.start : one.end].strip()
    return may_head(words) and not _LABEL.match(words)


def _runs(lines: Sequence[Standing]) -> Iterator[Standing]:
    """The lines, those that follow each other and look alike as one."""
    held: Standing | None = None
    for one in lines:
        if held and held.end + 1 == one.start and held.look == one.look:
            held = held._replace(end=one.end)
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _are_labels(text: str, heads: Sequence[Standing]) -> bool:
    """Whether each of several lines stands above one short value."""
    ends = [*(after.start for after in heads[1:]), len(text)]
    values = [text[one.end : end].strip() for one, end in zip(heads, ends, strict=True)]
    short = [len(one) <= _VALUE and "\n" not in one and one[-1:] not in ".!?" for one in values]
    return len(heads) > 1 and all(short)


def _trimmed(text: str, start: int, end: int, look: Look = PLAIN) -> Iterator[Piece]:
    """A stretch without white space at its edges, if it has anything else."""
    inside = text[start:end]
    if inside.strip():
        yield Piece(start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip()), look)
