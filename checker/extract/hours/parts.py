"""A sentence cut where it turns from one audience to the next."""

from collections.abc import Sequence
from itertools import pairwise

from checker.extract.hours.units import Unit
from checker.model.value import Audience

AUDIENCES: dict[str, Audience | None] = {
    "visit": "visit",
    "phone": "phone",
    "chat": "chat",
    "unstaffed": "unstaffed",
    "staffed": None,  # somebody is there, but the page does not say for whom
}
SEASONS = frozenset({"summer", "winter", "school"})
_LONGEST_NAME = 8  #: units
_OF_A_NAME = frozenset({"word", "filler", "colon", "number", "dash", "counted", "open"})
_PARTING = frozenset({"left", "comma", "semi", "and", "colon", "right", "cell", "dash"})
VALUES = frozenset({"time", "closed", "always", "till"})


def places(sentence: Sequence[Unit]) -> list[Sequence[Unit]]:
    """Cut "Rådhuset mandag 8-15, biblioteket tirsdag 10-16" before each further name.

    Where the names stand in clauses ("rådhuset har åpent"), no comma is needed.
    """
    first = _name(sentence, 0)
    if not first:
        return [sentence]
    clauses = "open" in first
    cuts = [
        at
        for at in range(1, len(sentence))
        if _parts(sentence, at, clauses=clauses)
        and (name := _name(sentence, at))
        and ("open" in name) == clauses
    ]
    return [sentence[low:high] for low, high in pairwise([0, *cuts, len(sentence)])]


def _parts(sentence: Sequence[Unit], at: int, *, clauses: bool) -> bool:
    """May another name begin here: behind a comma, and a clause behind "8-15 og" or "8-15"?"""
    before = sentence[at - 1].kind
    if before in {"comma", "semi"}:
        return True
    if before == "and":
        before = sentence[at - 2].kind
    return clauses and sentence[at].kind == "word" and before in {"time", "right"}


def _name(sentence: Sequence[Unit], at: int) -> frozenset[str]:
    """Return the kinds of a name's units, if it and nothing else is before days or times."""
    kinds: set[str] = set()
    for unit in sentence[at : at + _LONGEST_NAME]:
        if unit.kind in {"days", "time"}:
            return frozenset(kinds) if "word" in kinds else frozenset()
        if unit.kind not in _OF_A_NAME:
            break
        kinds.add(unit.kind)
    return frozenset()


def parts(sentence: Sequence[Unit]) -> list[tuple[tuple[Audience | None, ...], list[Unit]]]:
    """Cut a sentence where it turns from one audience to the next.

    "Telefon 9-14, besøk 8-15" is cut before each audience; "9-14 for telefon og 8-15 for besøk"
    behind each. One audience, or several before the only times, hold for the whole sentence.
    """
    spoken = _audience_places(sentence)
    values = [at for at, unit in enumerate(sentence) if unit.kind in VALUES - {"closed"}]
    spoken = [at for at in spoken if not values or at < values[-1] or _is_behind(sentence, at)]
    if not spoken or not values:
        return [(_named(spoken, sentence), list(sentence))]
    ahead = spoken[0] < values[0] or not _is_behind(sentence, spoken[0])
    cuts = _cuts_before(spoken, values) if ahead else _cuts_behind(spoken, values)
    edges = sorted({0, *cuts, *_behind_brackets(sentence, cuts), len(sentence)})
    pieces = [list(sentence[low:high]) for low, high in pairwise(edges)]
    return [(_named(_audience_places(piece), piece), piece) for piece in pieces if piece]


def _audience_places(sentence: Sequence[Unit]) -> list[int]:
    """Return where an audience is named; a name before a telephone number only when alone."""
    values = [at for at, unit in enumerate(sentence) if unit.kind in VALUES]
    return [
        at
        for at, unit in enumerate(sentence)
        if unit.kind in AUDIENCES and not (_numbered(sentence, at) and values and values[0] < at)
    ]


def _numbered(sentence: Sequence[Unit], at: int) -> bool:
    """Is a telephone number behind the word, so that it is an entry and no audience?"""
    return any(unit.kind == "telephone" for unit in sentence[at + 1 : at + 4])


def _is_behind(sentence: Sequence[Unit], at: int) -> bool:
    """Does an audience follow its times, as in "9-14 for telefon", with nothing that parts them?"""
    parting = (unit.kind for unit in reversed(sentence[:at]) if unit.kind in VALUES | _PARTING)
    before = next(parting, "")
    if before == "left":  # "(telefon)", but not "(betjent 11-15)"
        return not value_inside(sentence, at)
    return before in VALUES


def value_inside(sentence: Sequence[Unit], at: int) -> bool:
    """Does a time follow before the bracket ends?"""
    kinds = (unit.kind for unit in sentence[at:])
    return next((kind for kind in kinds if kind in VALUES | {"right"}), "right") != "right"


def _behind_brackets(sentence: Sequence[Unit], cuts: Sequence[int]) -> list[int]:
    """Return where brackets end that hold an audience with its times: "7-22 (betjent 10-16), "."""
    ends = []
    for cut in cuts:
        if sentence[cut - 1].kind == "left":
            closing = (at for at in range(cut, len(sentence)) if sentence[at].kind == "right")
            ends.append(next(closing, len(sentence) - 1) + 1)
    return [end for end in ends if end < len(sentence)]


def _cuts_before(spoken: Sequence[int], values: Sequence[int]) -> list[int]:
    cuts = []
    for before, at in pairwise(spoken):
        if any(before < value < at for value in values) and any(value > at for value in values):
            cuts.append(at)
    first = spoken[0]
    if any(value < first for value in values) and any(value > first for value in values):
        cuts.insert(0, first)
    return cuts


def _cuts_behind(spoken: Sequence[int], values: Sequence[int]) -> list[int]:
    return [at + 1 for at in spoken if any(value > at for value in values)]


def _named(spoken: Sequence[int], sentence: Sequence[Unit]) -> tuple[Audience | None, ...]:
    named = list(dict.fromkeys(AUDIENCES[sentence[at].kind] for at in spoken))
    if "unstaffed" in named:
        return ("unstaffed",)
    if len(named) > 1:
        named = [one for one in named if one is not None]
    return tuple(named)
