"""Tells durations from what only has their units: ages, frequencies, wages, history."""

from collections.abc import Sequence

from checker.extract.duration.length import Length
from checker.extract.duration.line import Line
from checker.extract.lexicon import Piece
from checker.model.value import Role

#: A line with no more words than this beside the length is about the length: "Svar: 48 timer".
_SHORT_LINE = 2


def is_duration(line: Line, one: Length, *, role: Role | None, around: Role | None) -> bool:
    """Say whether a length is a duration.

    Args:
        line: its sentence.
        one: the length.
        role: what its own sentence says it is for.
        around: the same, with headings and headers taken in.
    """
    if _is_rate(line.pieces, one) or _is_age(line.pieces, one):
        return False
    if role is not None:
        return True
    if one.unit == "Y":
        alone = line.content.strip() == line.content[one.start : one.end]
        return line.holds or (alone and not one.article)
    return not _is_other(line, one) and _is_said(line, one, around)


def _is_other(line: Line, one: Length) -> bool:
    """Say whether a sentence without a role speaks of people, payment, prices or opening hours."""
    if line.goes_on:
        return True
    if line.lasts:
        return False
    return (one.unit in {"M", "W"} and line.of_people) or line.of_payment or line.is_priced


def _is_said(line: Line, one: Length, around: Role | None) -> bool:
    """Say whether a length that may be said of anything is meant as a limit or an expectation.

    "En uke" is an article as often as a number, hours and minutes are mostly those of a lesson,
    and "ferie i 8 uker" binds nobody.
    """
    if _is_short(line, one):
        return True
    if one.unit in {"H", "minute"}:
        return one.limited and around is not None
    if one.limited or around is not None or line.of_cases:
        return True
    if one.article:
        return False
    return one.low != one.high or line.lasts


def _is_rate(pieces: Sequence[Piece], one: Length) -> bool:
    """Say whether it is so much of each period, or comes back: "12 timer per uke", "hver 14. dag".

    Also what lies behind: "for 3 uker siden", "de siste 12 månedene".
    """
    behind = pieces[one.last + 1 : one.last + 3]
    before = pieces[one.first - 1] if one.first else None
    if before is not None and before.word != "/" and before.tags.keys() & {"lead", "recent"}:
        return True
    if before is not None and one.article and before.tags.keys() & {"unit", "currency", "often"}:
        return True  # "12 hours a week", "twice a month"
    if not behind:
        return False
    after = behind[0]
    if "ago" in after.tags or ("per" in after.tags and " " in after.word):
        return True
    if "article" in after.tags and behind[-1].tags.keys() & {"unit"}:
        return True
    return "lead" in after.tags and len(behind) > 1 and "per" in behind[1].tags


def _is_age(pieces: Sequence[Piece], one: Length) -> bool:
    """Say whether it is how old somebody is: "3 år gammel", "fyller 6 år", "i alderen 1-5 år"."""
    if one.unit in {"H", "minute"}:
        return False
    behind = pieces[one.last + 1] if one.last + 1 < len(pieces) else None
    before = pieces[one.first - 1] if one.first else None
    if behind is not None and "old" in behind.tags:
        return True
    if one.unit == "Y" and "at_least" in pieces[one.first].tags:
        return True
    aged = {"aged", "from"} if one.unit == "Y" else {"aged"}
    return before is not None and not aged.isdisjoint(before.tags)


def _is_short(line: Line, one: Length) -> bool:
    """Say whether the line holds little else than the length."""
    inside = line.pieces[one.first : one.last + 1]
    others = line.word_count - sum(piece.kind == "word" for piece in inside)
    return others <= (0 if one.unit == "minute" else _SHORT_LINE)
