"""Dates with the month first: "June 15", "Dec. 24th, 2026"."""

from collections.abc import Sequence

from checker.extract.hours.figures import Token, dated, is_glued, text_at, year_at
from checker.extract.hours.senses import Meaning
from checker.extract.hours.words import Lexicon, Piece

_DAYS = 31


def month_first(
    cut: Sequence[Piece], at: int, size: int, meaning: Meaning, lexicon: Lexicon
) -> tuple[int, Token] | None:
    """Read a date whose month is the `size` pieces from `at` on; None when no day follows.

    Only in a language that writes so. "In June 10-15" has hours behind its month.

    Returns:
        How many pieces the date takes, and its token, which is `weak`: more days of the same
        month may follow without it.
    """
    if not lexicon.suffixes or text_at(cut, at - 1) in lexicon.language.words.get("in", ()):
        return None
    step = at + size
    step += text_at(cut, step) == "." and is_glued(cut, step - 1, step)
    day = text_at(cut, step)
    if not day.isdigit() or not 1 <= int(day[:3]) <= _DAYS:
        return None
    if (meaning.weak and not cut[at].capital) or _is_time(cut, step + 1, lexicon):
        return None
    behind = step + 1
    behind += text_at(cut, behind) in lexicon.suffixes and is_glued(cut, step, behind)
    comma = behind + (text_at(cut, behind) == ",")
    year = year_at(cut, comma)
    behind = comma + 1 if year else behind
    token = dated(cut, at, behind - at, (int(day), meaning.number), year)
    return behind - at, token._replace(weak=True)


def _is_time(cut: Sequence[Piece], behind: int, lexicon: Lexicon) -> bool:
    """Does the number before go on as "8:30" or "8am"?"""
    if text_at(cut, behind) in lexicon.noons:
        return True
    glued = behind + 1 < len(cut) and is_glued(cut, behind - 1, behind)
    return glued and cut[behind].text in ".:" and cut[behind + 1].text.isdigit()
