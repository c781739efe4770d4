"""One line of text as typed tokens: figures, weekdays and the words between them."""

from collections.abc import Sequence

from checker.extract.hours.dates import month_first
from checker.extract.hours.figures import EITHER, NOON, Token, figure, is_glued, text_at
from checker.extract.hours.senses import SHORTEST_PART, Meaning
from checker.extract.hours.spoken import with_hours
from checker.extract.hours.words import Lexicon, Piece, pieces

SIGNS = {
    "-": "dash",
    ",": "comma",
    "/": "slash",
    "+": "and",
    ":": "colon",
    ";": "semi",
    "(": "left",
    "[": "left",
    ")": "right",
    "]": "right",
    ".": "dot",
    "!": "dot",
    "?": "dot",
    "|": "cell",
    "\n": "line",
    "•": "bullet",
    "·": "bullet",
    "*": "bullet",
}


def tokenise(content: str, start: int, end: int, lexicon: Lexicon, *, original: str) -> list[Token]:
    """Read content[start:end], the plain form of the original, as tokens in order."""
    cut = pieces(content, start, end, original)
    tokens: list[Token] = []
    at = 0
    while at < len(cut):
        at = _one(cut, at, lexicon, tokens)
    return with_hours(tokens)


def _one(cut: Sequence[Piece], at: int, lexicon: Lexicon, tokens: list[Token]) -> int:
    """Append the token that begins at piece `at`; return where the next one begins."""
    piece = cut[at]
    read = lexicon.read(cut, at)
    if read and not (piece.text.isdigit() and _is_date(cut, at, read[0])):
        size, meaning = read
        if text_at(cut, at + size) == "." and _is_short(cut, at, size, meaning):
            size += 1
        dated = month_first(cut, at, size, meaning, lexicon) if meaning.sense == "month" else None
        more, token = dated or (size, _word(cut, at, size, meaning))
        tokens.append(token)
        return at + more
    if piece.text.isdigit():
        size, token = figure(cut, at, lexicon)
        noon, token = _with_noon(cut, at + size, lexicon, token)
        tokens.append(token)
        return at + size + noon
    sense = SIGNS.get(piece.text, "word" if piece.text.isalpha() else "sign")
    tokens.append(Token(sense, piece.start, piece.end, piece.text))
    return at + 1


def _is_short(cut: Sequence[Piece], at: int, size: int, meaning: Meaning) -> bool:
    """Is it a shortened weekday, or a shortened month before a hyphen, with its full stop glued?"""
    if size > 1 or not is_glued(cut, at, at + 1):
        return False
    short = len(cut[at].text) <= SHORTEST_PART
    if meaning.sense == "month":
        return short and text_at(cut, at + 2) == "-"
    return meaning.sense == "day" and (meaning.weak or short)


def _with_noon(cut: Sequence[Piece], at: int, lexicon: Lexicon, token: Token) -> tuple[int, Token]:
    """Read "a.m.", "p.m." and "noon" behind a time; return how many pieces they take.

    Where people say so, a time without it may be of either half of the day: "9-5".
    """
    if token.minutes is None or not lexicon.noons:
        return 0, token
    read = lexicon.read(cut, at) if text_at(cut, at) in lexicon.noons else None
    if read and read[1].sense == "hour" and token.number == NOON // 60:
        end = cut[at + read[0] - 1].end
        return read[0], token._replace(minutes=read[1].number * 60, end=end, weak=False)
    if read is None or read[1].sense not in {"am", "pm"}:
        either = token.text[0] != "0" and len(token.text) <= 2 and token.minutes < NOON + 60  # noqa: PLR2004  "9" or "9:30"
        return 0, token._replace(osm=EITHER) if either else token
    minutes = token.minutes % NOON + NOON * (read[1].sense == "pm")
    end = cut[at + read[0] - 1].end
    return read[0], token._replace(minutes=minutes, end=end, weak=False, osm=read[1].sense)


def _word(cut: Sequence[Piece], at: int, size: int, meaning: Meaning) -> Token:
    sense, days, number, osm, weak, month, day = meaning
    end = cut[at + size - 1].end
    if sense == "hour":
        return Token("figure", cut[at].start, end, cut[at].text, minutes=number * 60)
    return Token(
        sense, cut[at].start, end, cut[at].text, days, number, None, month, day, 0, osm, weak
    )


def _is_date(cut: Sequence[Piece], at: int, size: int) -> bool:
    """Is the figure of a phrase such as "24 t" or "7 dager" the end of a longer figure?"""
    before = cut[at - 1] if at else None
    return bool(
        before
        and before.end == cut[at].start
        and before.text in ".:,/"
        and at > 1
        and cut[at - 2].text.isdigit()
        and cut[at - 2].end == before.start
        and size
    )
