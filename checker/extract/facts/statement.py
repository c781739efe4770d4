"""Sentences that state a rule: those that have one word of each group."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from checker.extract.hit import Hit
from checker.extract.words import Stems, stems
from checker.model.evidence import Block, Text
from checker.model.value import Statement

_SHORTEST, _LONGEST = 20, 400  #: characters
_HEADER = 120  #: characters; a longer header cell is content
_END = re.compile(r"[.!?]+[\"»”')\]]*(?=\s+[\"«“'(–-]*[A-ZÆØÅÁČĐŊŠŦŽÄÖ0-9]|\s*\Z)|\n", re.DOTALL)
#: A full stop after one of these ends no sentence, whatever follows.
_SHORT_FORMS = frozenset(
    (
        "kl", "pr", "nr", "kap", "jf", "jfr", "mnd", "kr", "ca", "tlf", "evt", "inkl", "ekskl",
        "pkt", "st", "adm", "avd", "art", "ev", "eks", "mill", "mrd",
        "innb", "gnr", "bnr", "vedr", "vs", "ref", "sml", "tilsv", "ang", "iht", "ift", "mht",
        "pga", "pst", "jr", "f.eks", "bl.a", "dvs", "t.o.m", "f.o.m", "tom", "fom", "dr",
        "hr", "fr", "§", "bokst", "approx", "mr", "mrs", "ms",
    )
)  # fmt: skip
#: These may end one.
_LAST_FORMS = frozenset({"m.m", "m.v", "o.l", "o.s.v", "e.l", "p.m", "a.m"})
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
#: These end no sentence where a figure follows: months before a year, "min. 2 uker", "str. 38".
_BEFORE_FIGURES = frozenset(
    (
        "jan", "feb", "febr", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "oct",
        "nov", "des", "dec", "min", "maks", "max", "str", "no", "par", "off", "lov", "sen",
    )
)  # fmt: skip
_PROSE = frozenset({"paragraph", "item", "description"})
_QUOTES = "\"»”')]"
_SLACK = 3  #: characters of a sentence that may stand beside a link, such as its full stop
_TOKEN_MAX = 24  #: characters before a full stop that are looked at
_OPEN_ENDS = ".!?:"
#: What names the subject of a block below it, and may ask for it.
_ASKING = frozenset({"heading", "summary", "term"})
#: A sentence that begins so goes on about the one before it, in any of our languages.
_GOES_ON = re.compile(
    r"(?:den|de|dette|denne|disse|dei|desse|han|ho|detta|dessa|these|this|it|they)\b"
    r"|det (?:må|kan|skal|gjør|gjer|gjeld|gjelder|betyr|måste|ska|gør|gäller|gælder)\b"
    r"|det (?:ble|blei|vart|blev)\b"
    r"|(?:\w+ ){1,3}(?:this|dette|detta)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One stretch that may state something: a sentence, or several that do so together.

    A row whose cells are no sentences, a question with its answer, a sentence with the one that
    goes on about it.
    """

    start: int
    end: int
    parts: tuple[tuple[int, int], ...] = ()  #: sentences in it that may state it alone
    asked: int = 0  #: where its question ends, 0 without one


def find(text: Text, groups: tuple[tuple[str, ...], ...]) -> list[Hit]:
    """Return each sentence that has a word of every group, in order, disjoint.

    Headings, menus and questions state nothing; a question and its answer may do so together, as
    may a sentence and the next that goes on about it, where neither does alone. A row of a table
    is read as a sentence when none of its cells is one. What has fewer than 20 or more than 400
    characters is passed over.

    Args:
        text: Where to look.
        groups: Stems by the rule of `Wording`; without any nothing is found.
    """
    return stating(text, said(text), groups)


def said(text: Text) -> tuple[Said, ...]:
    """Return all that a text may state, in order, disjoint: the same for whatever is sought."""
    return tuple(_said(text))


def _said(text: Text) -> Iterator[Said]:
    leads = _leading(text)
    told = (one for one in text.blocks if one.region != "navigation")
    for row, blocks in groupby(told, _row_of):
        if row is not None:
            yield from _said_in_row(text.content, list(blocks))
            continue
        some = list(blocks)
        over = {after.start: one for one, after in pairwise(some) if one.kind in _ASKING}
        for first, last in _joined(text.content, some):
            told_here = _whole_sentences(text.content, first.start, last.end)
            plain = [(start, end) for start, end in told_here if not leads(start, end)]
            yield from _together(text.content, plain, over.get(first.start))


def _together(content: str, told: Iterable[tuple[int, int]], over: Block | None) -> Iterator[Said]:
    """The sentences of a paragraph: an answer with its question, and one with what goes on."""
    asked = (over.start, over.end) if over and _asks(content, over.end) else None
    held: tuple[int, int] | None = None
    for start, end in told:
        goes_on = held is not None and _GOES_ON.match(content, start) is not None
        if held is not None and goes_on and not _asks(content, end):
            yield Said(held[0], end, (held, (start, end)))
            held = None
            continue
        if held is not None:
            yield Said(*held)
        held = None
        if _asks(content, end):
            asked = (start, end)
        elif asked is not None:
            yield Said(asked[0], end, ((start, end),), asked[1])
            asked = None
        else:
            held = (start, end)
    if held is not None:
        yield Said(*held)


def _asks(content: str, end: int) -> bool:
    return content[max(end - _TOKEN_MAX, 0) : end].rstrip(_QUOTES)[-1:] == "?"


def _said_in_row(content: str, cells: Sequence[Block]) -> Iterator[Said]:
    """What a row of a table says: the sentences of its cells, else all of it; headers nothing."""
    plain = [one for one in cells if not _heads(one)]
    parts = tuple(piece for one in plain for piece in _whole_sentences(content, one.start, one.end))
    if len(cells) > 1 and plain:
        yield Said(cells[0].start, cells[-1].end, parts)
    else:
        yield from (Said(start, end) for start, end in parts)


def _leading(text: Text) -> Callable[[int, int], bool]:
    """Tell whether a stretch is nothing but a link: it leads to a statement and is none."""
    spans = sorted((one.start, one.end) for one in text.anchors if one.start < one.end)
    starts = [start for start, _ in spans]

    def leads(start: int, end: int) -> bool:
        at = bisect_right(starts, start + _SLACK) - 1
        return at >= 0 and spans[at][1] >= end - _SLACK

    return leads


def stating(text: Text, said: Sequence[Said], groups: tuple[tuple[str, ...], ...]) -> list[Hit]:
    """Return what of `said` has a word of every group; see `find`.

    The first group is sought in the whole text at once, the others only where it was found.
    """
    matchers = [stems(group) for group in groups if group]
    if not matchers or not said:
        return []
    span = said[0].start, said[-1].end
    if not all(matcher.search(text.content, *span) for matcher in matchers):
        return []
    places = [match.start() for match in matchers[0].finditer(text.content, *span)]
    hits: list[Hit] = []
    for one in said:
        at = bisect_left(places, one.start)
        if at == len(places) or places[at] >= one.end:
            continue
        own = [hit for part in one.parts for hit in _stated(text.content, *part, matchers)]
        hits += own or (
            []
            if _all_asked(text.content, one, matchers)
            else _stated(text.content, one.start, one.end, matchers)
        )
    return hits


def _all_asked(content: str, one: Said, matchers: Sequence[Stems]) -> bool:
    """Say whether a question names all that its answer would have to."""
    return one.asked > 0 and all(
        matcher.search(content, one.start, one.asked) for matcher in matchers
    )


def sentences(content: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of content[start:end] stand, without white space at the edges.

    >>> some = "Frist er kl. 15 den 1. mars. Søk nå!"
    >>> [some[first:last] for first, last in sentences(some)]
    ['Frist er kl. 15 den 1. mars.', 'Søk nå!']
    """
    end = len(content) if end is None else end
    first = start
    for mark in _END.finditer(content, start, end):
        if mark.group() != "." or not _is_short_form(content, first, mark.start()):
            yield from _trimmed(content, first, mark.end())
            first = mark.end()
    yield from _trimmed(content, first, end)


def _is_short_form(content: str, first: int, stop: int) -> bool:
    token = re.split(r"[\s(/]", content[max(first, stop - _TOKEN_MAX) : stop])[-1].lower()
    if token in _LAST_FORMS:
        return False
    if token in _BEFORE_FIGURES:
        return content[stop + 1 : stop + 3].strip()[:1].isdigit()
    return token in _SHORT_FORMS or _INITIALS.fullmatch(token) is not None


def _trimmed(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = content[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _heads(block: Block) -> bool:
    """Say whether a cell names what stands below it, as headings do; a long one is content."""
    return block.cell is not None and block.cell.header and block.end - block.start <= _HEADER


def _row_of(block: Block) -> tuple[int, int] | None:
    return (block.cell.table, block.cell.row) if block.cell is not None else None


def _joined(content: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Prose blocks; a paragraph that ends in the middle of a sentence with its continuation."""
    prose = [one for one in blocks if one.kind in _PROSE]
    breaks = [0]
    for number, (one, after) in enumerate(pairwise(prose), 1):
        goes_on = (
            one.kind == after.kind == "paragraph"
            and one.region == after.region
            and one.headings == after.headings
            and content[one.end - 1] not in _OPEN_ENDS
            and content[after.start].islower()
        )
        if not goes_on:
            breaks.append(number)
    for first, behind in pairwise((*breaks, len(prose))):
        if first < behind:
            yield prose[first], prose[behind - 1]


def _whole_sentences(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences, of which one that goes on in lower case after a line's end is one."""
    held: tuple[int, int] | None = None
    for first, last in sentences(content, start, end):
        if held is not None:
            if content[first].islower() and content[held[1] - 1] not in _OPEN_ENDS:
                held = (held[0], last)
                continue
            yield held
        held = (first, last)
    if held is not None:
        yield held


def _stated(content: str, start: int, end: int, matchers: Sequence[Stems]) -> Iterator[Hit]:
    if not _SHORTEST <= end - start <= _LONGEST or _asks(content, end):
        return
    if all(matcher.search(content, start, end) for matcher in matchers):
        yield Hit(Statement(" ".join(content[start:end].split())), start, end)
