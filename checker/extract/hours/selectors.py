"""Some days of the year: what a page can say of when, and how tokens are looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.extract.hours.figures import Token

JOINERS = frozenset({"comma", "and", "slash"})
TO = frozenset({"dash", "until"})

Date = tuple[int, int, int]  #: month, day, year or 0


@dataclass(frozen=True, slots=True)
class When:
    """A part of the year."""

    kind: str  #: "single", "season", "week", "parity", "open" (no end stated), "ended" (no begin)
    osm: str
    first: Date | None = None
    last: Date | None = None


class Selector(NamedTuple):
    """Some days: weekdays, a part of the year, or those weekdays in that part."""

    start: int
    end: int
    days: tuple[str, ...] = ()  #: "Mo", "PH", "Mo[1]"; () all
    when: When | None = None


Read = tuple[int, Selector]  #: index of the first token behind, and what was read


def sense(tokens: Sequence[Token], at: int) -> str:
    """Return the sense of the token there, "" beyond the ends."""
    return tokens[at].sense if 0 <= at < len(tokens) else ""


def joiner(tokens: Sequence[Token], at: int) -> int:
    """Return the index behind ", ", " og ", "/", "- og "; `at` itself when there is none."""
    step = at
    if sense(tokens, step) == "dash" and sense(tokens, step + 1) in {"and", "slash", "comma"}:
        step += 1
    while sense(tokens, step) in JOINERS:
        step += 1
    return step
