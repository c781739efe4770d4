"""Which numbers of a sentence can be amounts at all: marks of money, units of other things."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from checker.extract import numbers
from checker.extract.lexicon import Piece
from checker.extract.numbers import DASHES

#: What a number counts when one of these tables has the word behind it.
_COUNTED = frozenset({"quantity", "counted", "unit", "per", "other_period"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a sentence, with its tail ",-" or ":-" and its scale ("mill.")."""

    first: int  #: index of its first piece
    last: int  #: index of its last piece
    start: int  #: in the text
    end: int
    value: Decimal
    tail: bool = False  #: ",-" stands behind it: it is money
    counts: bool = False  #: it counts something else: "300 m2", "2 timer"
    never: bool = False  #: percent, ordinal, section, minus: it is no amount whatever stands by
    year: bool = False  #: it looks like a year
    labelled: bool = False  #: a word stands right before it, so it may number that word
    minor: bool = False  #: hundredths stand behind it: "25 øre"


def figures(pieces: Sequence[Piece], content: str) -> list[Figure]:
    """Return the numbers among the pieces, in order; number words are numbers too."""
    found = []
    for index, piece in enumerate(pieces):
        if piece.kind == "number" and not piece.tags.keys() - {"number"}:
            found.append(_figure(pieces, index, content))
        elif "number" in piece.tags and "ordinal" not in piece.tags and piece.kind == "word":
            found.append(_in_words(pieces, index, content))
        elif piece.kind == "code" and _is_long_sum(pieces, index):
            found.append(_figure(pieces, index, content))
    return _with_bands(pieces, _with_parted(pieces, found))


def _in_words(pieces: Sequence[Piece], index: int, content: str) -> Figure:
    piece = pieces[index]
    return Figure(
        *(index, index, piece.start, piece.end, Decimal(piece.tags["number"])),
        counts=_counts(pieces, index),
        never=_is_rate_or_rank(pieces, index, content),
        minor=index + 1 < len(pieces) and "minor" in pieces[index + 1].tags,
    )


def _is_long_sum(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether eight figures or more are a sum: their currency stands beside them."""
    beside = (*pieces[max(0, index - 1) : index], *pieces[index + 1 : index + 2])
    written = pieces[index].word
    named = any("currency" in piece.tags for piece in beside)
    return written.isdecimal() and written[0] != "0" and named


def _with_parted(pieces: Sequence[Piece], found: list[Figure]) -> list[Figure]:
    """Return the figures, with "$119. 95" at the end of a line as one."""
    if len(found) < len("$."):
        return found
    whole, cents = found[-2:]
    parted = cents.first == whole.last + 2 and cents.last == len(pieces) - 1 and whole.first > 0
    if not parted or "currency" not in pieces[whole.first - 1].tags:
        return found
    mark, written = pieces[whole.last + 1], pieces[cents.first].word
    if mark.word != "." or mark.start != whole.end or cents.start != mark.end + 1:
        return found
    if len(written) != len("95") or whole.value != whole.value.to_integral_value():
        return found
    value = whole.value + cents.value / 100
    return [*found[:-2], replace(whole, last=cents.last, end=cents.end, value=value)]


def _with_bands(pieces: Sequence[Piece], found: list[Figure]) -> list[Figure]:
    """Return the figures, where the lower end of "301-1000 m2" counts what the upper counts."""
    for number, (low, high) in enumerate(pairwise(found)):
        between = pieces[low.last + 1 : high.first]
        if high.counts and len(between) == 1 and not low.tail and _spans(between[0]):
            found[number] = replace(low, counts=True)
    return found


def _spans(piece: Piece) -> bool:
    return piece.word in DASHES or "until" in piece.tags


def _figure(pieces: Sequence[Piece], index: int, content: str) -> Figure:
    piece = pieces[index]
    start = _after_label(pieces, index)
    written = content[start : piece.end]
    value = numbers.read(written)
    if start == piece.start and _is_fraction(pieces, index):
        start, value = pieces[index - 1].start, Decimal(f"0.{written}")
    tail = _tail(pieces, index)
    last = index if tail is None else tail
    scale = pieces[last + 1].tags.get("scale") if last + 1 < len(pieces) else None
    if scale:
        value, last = value * Decimal(scale), last + 1
        if last + 1 < len(pieces) and pieces[last + 1].word == ".":
            last += 1
    return Figure(
        first=index,
        last=last,
        start=start,
        end=pieces[last].end,
        value=value,
        tail=tail is not None,
        counts=last == index and _counts(pieces, index),
        never=(last == index and _is_rate_or_rank(pieces, index, content))
        or (start == piece.start and _is_number_of(pieces, index))
        or is_negative(pieces, index),
        year=not scale and numbers.is_plain_year(written),
        labelled=index > 0 and pieces[index - 1].kind == "word" and not pieces[index - 1].tags,
        minor=last + 1 < len(pieces) and "minor" in pieces[last + 1].tags,
    )


def _is_fraction(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether a full stop glued to two figures is their decimal mark: ".75 €"."""
    if not index or pieces[index - 1].word != "." or pieces[index - 1].end != pieces[index].start:
        return False
    alone = index == 1 or pieces[index - 2].end < pieces[index - 1].start
    return alone and len(pieces[index].word) == len("75")


def _tail(pieces: Sequence[Piece], index: int) -> int | None:
    """Return the index of the last piece of ",-" or ":-" behind a number, None without one."""
    if index + 2 >= len(pieces):
        return None
    mark, dash = pieces[index + 1], pieces[index + 2]
    glued = mark.start == pieces[index].end
    if mark.word not in ",.:" or dash.word not in DASHES or dash.start != mark.end:
        return None
    if not (glued or (mark.word == "," and mark.start - pieces[index].end == 1)):
        return None
    last = index + 2
    if last + 1 < len(pieces) and pieces[last + 1].start == dash.end:
        if pieces[last + 1].word in DASHES:  # ",--"
            return last + 1
        if pieces[last + 1].kind == "number":
            return None
    return last


def _counts(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether the number counts what stands behind it."""
    if index + 1 >= len(pieces):
        return False
    after = pieces[index + 1]
    if after.kind == "word" and after.start == pieces[index].end and "currency" not in after.tags:
        return True  # "3G", "14t": glued letters are its unit
    if "lead" in after.tags or ("per" in after.tags and " " in after.word):
        return False  # "per måned": what the amount is for each of
    return not _COUNTED.isdisjoint(after.tags)


def _is_rate_or_rank(pieces: Sequence[Piece], index: int, content: str) -> bool:
    """Say whether the number is a rate ("25 %") or a rank ("4. trinn", "1. januar")."""
    if index + 1 >= len(pieces):
        return False
    after = pieces[index + 1]
    if "percent" in after.tags or "month" in after.tags:
        return True
    if after.word != "." or after.start != pieces[index].end or index + 2 >= len(pieces):
        return False
    behind = pieces[index + 2]
    return "month" in behind.tags or (
        behind.kind == "word"
        and behind.start > after.end
        and content[behind.start].islower()
        and "currency" not in behind.tags
        and "per" not in behind.tags
        and "lead" not in behind.tags
    )


def _is_number_of(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether the number names a section, a zone, a telephone ("§ 33-1", "sone 2")."""
    first = index
    while first > 1 and _continues(pieces, first):
        first -= 2
    before = first - 1
    if before > 0 and pieces[before].word == "." and pieces[before].end < pieces[first].start:
        before -= 1
    if before < 0:
        return False
    piece = pieces[before]
    if piece.kind == "word" and piece.end == pieces[first].start and not piece.tags:
        return piece.word != "m"  # "A4", "E18"; but "m13 050" lost its square
    return "numbered" in piece.tags


def _continues(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether a mark glues the number to the one before it: "33-1", "8/10"."""
    mark, before = pieces[index - 1], pieces[index - 2]
    glued = mark.end == pieces[index].start and before.end == mark.start
    return glued and before.kind == "number" and mark.word in {"/", *DASHES}


def is_negative(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether a minus is glued to the number: a reduction, never a price."""
    if index == 0 or pieces[index - 1].word not in DASHES:
        return False
    dash = pieces[index - 1]
    if dash.end != pieces[index].start:
        return False
    if index == 1:
        return True
    before = pieces[index - 2]
    return dash.start > before.end and before.kind != "number" and before.word not in DASHES


def _after_label(pieces: Sequence[Piece], index: int) -> int:
    """Return where the amount starts: "sone 1 500 kr" is zone 1 and 500, not 1500."""
    piece = pieces[index]
    if index and "numbered" in pieces[index - 1].tags and pieces[index - 1].word != "§":
        head, gap, rest = piece.word.partition(next(filter(piece.word.count, numbers.BLANKS), "x"))
        if gap and rest:
            return piece.start + len(head) + 1
    return piece.start
