"""A length of time in a sentence, and lengths that are one: "1 år og 6 måneder"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checker.extract.lexicon import Piece
from checker.extract.numbers import DASHES
from checker.model.value import DayCount

_HALF = Decimal("0.5")
#: A unit and the smaller one that may stand behind it, which goes into it so many times.
_PARTS = {("Y", "M"): 12, ("M", "D"): 31, ("D", "H"): 24, ("H", "minute"): 60}


@dataclass(frozen=True, slots=True)
class Length:
    """One length of time; first and last count the pieces of its sentence."""

    first: int
    last: int
    start: int
    end: int
    low: str | None  #: ISO 8601
    high: str | None
    unit: str  #: of its end: "D", "W", "M", "Y", "H" or "minute"
    days: DayCount | None = None
    article: bool = False  #: its number is also the article: "en uke"
    limited: bool = False  #: "up to", "about" or "at least" stands before it
    genitive: bool = False  #: what it is the length of stands behind: "3 ukers frist"


def iso(value: Decimal, unit: str) -> str:
    """Return a length in ISO 8601, in the unit that was written.

    >>> iso(Decimal(3), "W"), iso(Decimal(48), "H"), iso(Decimal("1.5"), "M")
    ('P3W', 'PT48H', 'P1.5M')
    >>> iso(Decimal("0.5"), "Y"), iso(Decimal("0.5"), "H")
    ('P6M', 'PT30M')
    """
    if value == _HALF and unit in {"Y", "H"}:
        return "P6M" if unit == "Y" else "PT30M"
    plain = format(value.normalize(), "f")
    if unit in {"H", "minute"}:
        return f"PT{plain}{unit[0].upper()}"
    return f"P{plain}{unit}"


def joined(pieces: Sequence[Piece], found: Sequence[Length]) -> list[Length]:
    """Return the lengths with "3 uker til 2 måneder" as one and "1 år og 6 måneder" as one."""
    done: list[Length] = []
    for one in found:
        whole = _whole(pieces, done[-1], one) if done else None
        if whole is None:
            done.append(one)
        else:
            done[-1] = whole
    return done


def _whole(pieces: Sequence[Piece], one: Length, other: Length) -> Length | None:
    between = pieces[one.last + 1 : other.first]
    if len(between) > 1 or other.low is None or other.high is None:
        return None
    total = _sum(one, other, between)
    if total is not None or not between or one.low is None:
        return total
    joint = between[0]
    whole = replace(other, first=one.first, start=one.start, low=one.low, article=False)
    if "and" in joint.tags:
        return whole if one.limited and "between" in pieces[one.first].tags else None
    if one.low == one.high != other.high and (joint.word in DASHES or "until" in joint.tags):
        return whole
    return None


def _sum(one: Length, other: Length, between: Sequence[Piece]) -> Length | None:
    """Return "1 år og 6 måneder" or "1 time 30 minutter" as one length."""
    most = _PARTS.get((one.unit, other.unit))
    single = one.low in {None, one.high} and other.low == other.high and not other.limited
    if most is None or not single or one.high is None or other.high is None or other.article:
        return None
    if between and not ("and" in between[0].tags or (between[0].word == "," and one.unit == "Y")):
        return None
    part = other.high.lstrip("PT")
    if not part[:-1].isdecimal() or int(part[:-1]) >= most:
        return None
    timed = other.unit in {"H", "minute"} and "T" not in one.high
    high = f"{one.high}{'T' if timed else ''}{part}"
    return replace(
        other,
        first=one.first,
        start=one.start,
        low=None if one.low is None else high,
        high=high,
        limited=one.limited,
    )
