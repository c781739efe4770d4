"""What a sentence hints at that names no role: a case that is done, a complaint that is sent."""

from collections.abc import Sequence

from checker.extract.duration.length import Length
from checker.extract.duration.line import Line
from checker.extract.duration.words import Words
from checker.extract.lexicon import Piece
from checker.model.value import Role


def hinted(line: Line, one: Length, before: str) -> Role | None:
    """Return the role that a length without one has by what is spoken of.

    "Er søknaden i orden, er den ferdig på 3 uker" is how long they take, "Klagen sender du oss
    innen 3 uker" how long you have. What a law sets for cases ("saker med 3 ukers frist") is
    neither.

    Args:
        line: its sentence.
        one: the length.
        before: the sentence before.
    """
    if line.takes and (line.has_case or line.words.cases.search(before)):
        return None if _is_limit(line, one) else "processing"
    if line.of_appeal and (one.limited or line.grants):
        return "appeal"
    return None


def answered(role: Role | None, line: Line, before: str) -> Role | None:
    """Return "processing" for an answer to an application; a receipt is none."""
    words = line.words
    if role != "reply" or not line.answers or line.is_receipt or words.receipts.search(before):
        return role
    asked = words.application.search(line.content, line.start, line.found[-1].start)
    return "processing" if asked or words.application.search(before) else role


def sentence_of(content: str, pieces: Sequence[Piece]) -> str:
    """Return the text of a sentence, "" for none."""
    return content[pieces[0].start : pieces[-1].end] if pieces else ""


def told_before(content: str, words: Words) -> Role | None:
    """Return the role that the sentence before hints at: "Klagesaker tar tid. Regn med 8 uker."."""
    hinted_at = words.taking.search(content) and words.cases.search(content)
    return "processing" if hinted_at else None


def _is_limit(line: Line, one: Length) -> bool:
    """Say whether "frist" stands right behind a genitive: "saker med tre ukers frist"."""
    behind = line.pieces[one.last + 1 : one.last + 2]
    return one.genitive and bool(behind) and line.words.limits.search(behind[0].word) is not None
