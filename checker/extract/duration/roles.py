"""Says what a length of time is for: how long they take, how soon they answer, what you have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.extract.duration.length import Length
from checker.extract.duration.line import Line
from checker.extract.duration.words import Words
from checker.extract.lexicon import Piece
from checker.model.value import Role

#: Behind a length a word further away than this belongs to something else; characters.
_BEHIND = 60
#: Pieces from one length to another with one word between.
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class _Named:
    """A word that names a role."""

    role: Role
    start: int
    end: int


def roles_of(line: Line) -> list[Role | None]:
    """Return the role of each length; "3 eller 12 ukers saksbehandlingstid" gives both one."""
    roles: list[Role | None] = []
    for number in range(len(line.found)):
        roles.append(_role_of(line, number, roles[-1] if roles else None))
    for number in range(len(roles) - 2, -1, -1):
        one, other = line.found[number : number + 2]
        if other.first == one.last + _BESIDE:
            roles[number] = roles[number] or roles[number + 1]
    return roles


def _role_of(line: Line, number: int, before: Role | None) -> Role | None:
    """Return the role that a length's own sentence gives it; None when it is silent.

    Args:
        line: the sentence.
        number: which of its lengths.
        before: the role of the length before it in the sentence.
    """
    content, words, found, one = line.content, line.words, line.found, line.found[number]
    left = line.pieces[found[number - 1].last].end if number else line.start
    right = _clause_end(line, number)
    unit = line.pieces[one.last].start
    ahead = [word for word in _named(content, left, one.end, words) if word.start < unit]
    behind = list(_named(content, one.end, min(right, one.end + _BEHIND), words))
    if _is_after(line.pieces, one.last + 1):
        behind = [word for word in behind if word.role != "deadline"]
    glued = [word for word in behind if not content[one.end : word.start].strip(" -–\u00a0")]
    if one.genitive and glued:
        return glued[0].role if glued[0].role != "deadline" else _whose(behind)
    if _is_before(line.pieces, one.last + 1) and not _they_act(line, ahead, behind):
        return "deadline"
    timed = words.processing_time.search(content, left, one.start) is not None
    timed = timed or _is_taken(line, one)
    role = _strongest(ahead, behind, timed=timed)
    if role is not None or before is None:
        return role
    return "processing" if before == "statutory" and _turns(line, number) else before


def _is_taken(line: Line, one: Length) -> bool:
    """Say whether a verb right before says that it is used: "klagen … som bruker rundt 6 uker"."""
    before = line.pieces[one.first - 1] if one.first else None
    return before is not None and line.words.taking.search(before.word) is not None


def _clause_end(line: Line, number: int) -> int:
    """Return where the words of a length end: "3 uker, lovens frist er", "3 uker, selv om"."""
    behind = line.found[number].last + 1
    if number + 1 == len(line.found):
        turns = (piece.start for piece in line.pieces[behind:] if "but" in piece.tags)
        return next(turns, line.end)
    other = line.found[number + 1].first
    part = line.pieces[behind:other]
    breaks = (piece.start for piece in part if piece.word in {",", ";"} or "but" in piece.tags)
    return next(breaks, line.pieces[other].start)


def told(content: str, words: Words) -> Role | None:
    """Return the role that a header, a heading or a sentence without lengths speaks of."""
    named = list(_named(content, 0, len(content), words))
    return _strongest(named, [], timed=words.processing_time.search(content) is not None)


def _named(content: str, start: int, end: int, words: Words) -> Iterator[_Named]:
    for role, matcher in words.roles.items():
        for match in matcher.finditer(content, start, end):
            yield _Named(role, match.start(), match.end())


def _strongest(ahead: Sequence[_Named], behind: Sequence[_Named], *, timed: bool) -> Role | None:
    """Return the role that the words around give.

    The nearest word before decides, but "behandlingstid for klager" stays processing; what
    quotes the law is statutory unless it is the citizen who has to act.

    Args:
        ahead: words before the length, in its part of the sentence.
        behind: words behind it.
        timed: the words before have a noun such as "behandlingstid".
    """
    laws = any(word.role == "statutory" for word in (*ahead, *behind))
    acts = [word for word in ahead if word.role != "statutory"]
    if not acts:
        nearest = min(behind, key=lambda word: word.start, default=None)
        if laws and not (nearest and nearest.role in {"appeal", "deadline"}):
            return "statutory"
        return nearest.role if nearest else None
    role = max(acts, key=lambda word: (word.end, word.end - word.start)).role
    if role == "deadline" and any(word.role == "appeal" for word in acts):
        role = "appeal"
    if role == "appeal" and timed:
        role = "processing"
    return "statutory" if laws and role not in {"appeal", "deadline"} else role


def _whose(behind: Sequence[_Named]) -> Role:
    """Return whose time it is: "12 ukers frist til å behandle søknaden" is not the citizen's."""
    roles: dict[Role, None] = dict.fromkeys(word.role for word in behind)
    theirs: tuple[Role, ...] = ("statutory", "processing", "reply")
    return next((role for role in theirs if role in roles), "deadline")


def _they_act(line: Line, ahead: Sequence[_Named], behind: Sequence[_Named]) -> bool:
    """Say whether it is they who act before something: "det tar 3 uker før du får svar"."""
    before = {word.role for word in ahead}
    if "deadline" in before:
        return False
    if line.takes and line.has_case:  # "som bruker 6 uker på klagen før den går videre"
        return True
    return bool(before & {"reply", "processing"}) or any(word.role == "reply" for word in behind)


def _is_before(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether "before" stands right behind: "senest 3 uker før arrangementet"."""
    return at < len(pieces) and "before" in pieces[at].tags


def _is_after(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether "after" stands right behind: "innen 4 uker etter søknadsfristen" is not it."""
    return at < len(pieces) and "after" in pieces[at].tags


def _turns(line: Line, number: int) -> bool:
    """Say whether the sentence turns from the law to what is usual: "men normalt 4 uker"."""
    part = line.pieces[line.found[number - 1].last + 1 : line.found[number].last]
    return any(not {"about", "but"}.isdisjoint(piece.tags) for piece in part)
