"""One line of text as typed tokens: figures, weekdays and the words between them."""

from collections.abc import Sequence

from checker.extract.hours_figures import MONTHS, NOON, Token, figure, is_glued, text_at
from checker.extract.hours_words import Lexicon, Meaning, Piece, pieces

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
    return tokens


def _one(cut: Sequence[Piece], at: int, lexicon: Lexicon, tokens: list[Token]) -> int:
    """Append the token that begins at piece `at`; return where the next one begins."""
    piece = cut[at]
    read = lexicon.read(cut, at)
    if read and not (piece.text.isdigit() and _is_date(cut, at, read[0])):
        size, meaning = read
        if meaning.weak and meaning.sense == "day" and text_at(cut, at + size) == ".":
            size += is_glued(cut, at + size - 1, at + size)
        tokens.append(_word(cut, at, size, meaning))
        return at + size
    if piece.text.isdigit():
        size, token = figure(cut, at, lexicon)
        noon, token = _with_noon(cut, at + size, lexicon, token)
        tokens.append(token)
        return at + size + noon
    sense = SIGNS.get(piece.text, "word" if piece.text.isalpha() else "sign")
    tokens.append(Token(sense, piece.start, piece.end, piece.text))
    return at + 1


def _with_noon(cut: Sequence[Piece], at: int, lexicon: Lexicon, token: Token) -> tuple[int, Token]:
    """Read "a.m." and "p.m." behind a time; return how many pieces they take."""
    read = lexicon.read(cut, at) if token.minutes is not None and at < len(cut) else None
    if read is None or token.minutes is None or read[1].sense not in {"am", "pm"}:
        return 0, token
    minutes = token.minutes % NOON + NOON * (read[1].sense == "pm")
    end = cut[at + read[0] - 1].end
    return read[0], token._replace(minutes=minutes, end=end, weak=False, osm=read[1].sense)


def _word(cut: Sequence[Piece], at: int, size: int, meaning: Meaning) -> Token:
    last = cut[at + size - 1]
    token = Token(
        meaning.sense,
        cut[at].start,
        last.end,
        cut[at].text,
        days=meaning.days,
        number=meaning.number,
        osm=meaning.osm,
        weak=meaning.weak,
    )
    fixed = _fixed_date(meaning.osm) if meaning.sense == "holiday" else None
    return token._replace(sense="date", month=fixed[0], day=fixed[1]) if fixed else token


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


def _fixed_date(osm: str) -> tuple[int, int] | None:
    """Read "Dec 24"; None for a movable feast and for several days."""
    month, _, day = osm.partition(" ")
    if month in MONTHS and day.isdigit():
        return MONTHS.index(month) + 1, int(day)
    return None
