"""A sentence cut where it turns from one audience to the next."""

from collections.abc import Sequence
from itertools import pairwise

from checker.extract.hours_units import Unit
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
_OF_A_NAME = frozenset({"word", "filler", "colon", "number", "dash", "counted"})
VALUES = frozenset({"time", "closed", "always", "till"})


def places(sentence: Sequence[Unit]) -> list[Sequence[Unit]]:
    """Cut "Rådhuset mandag 8-15, biblioteket tirsdag 10-16" before each further name."""
    if not _is_named(sentence, 0):
        return [sentence]
    cuts = [
        at + 1
        for at, unit in enumerate(sentence)
        if unit.kind in {"comma", "semi"} and _is_named(sentence, at + 1)
    ]
    return [sentence[low:high] for low, high in pairwise([0, *cuts, len(sentence)])]


def _is_named(sentence: Sequence[Unit], at: int) -> bool:
    """Does a name stand here, and nothing but its days or times behind it?"""
    named = False
    for unit in sentence[at : at + _LONGEST_NAME]:
        if unit.kind in {"days", "time"}:
            return named
        if unit.kind not in _OF_A_NAME:
            return False
        named = named or unit.kind == "word"
    return False


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
    edges = [0, *cuts, len(sentence)]
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
    for unit in reversed(sentence[:at]):
        if unit.kind in VALUES | {"left"}:
            return True
        if unit.kind in {"comma", "semi", "and", "colon", "right", "cell", "dash"}:
            return False
    return False


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
