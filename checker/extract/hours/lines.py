"""The text as lines of tokens: paragraphs, items, and the cells of a table with their headers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from checker.extract.hours.figures import Token
from checker.extract.hours.parts import AUDIENCES, SEASONS
from checker.extract.hours.tokens import tokenise
from checker.extract.hours.words import Lexicon, plain
from checker.model.evidence import Block, Cell, Text

_SENTENCE_ENDS = frozenset({"dot", "line", "bullet"})
_OPENS, _CLOSES = frozenset({"opens", "from"}), frozenset({"closes", "until"})
_WIDEST = 16  #: cells of a row that may head another
_OF_DAYS = frozenset({"day", "group", "ph"})
#: What a cell between the first and that of the times may say of them.
_HEADS = _OF_DAYS | SEASONS | AUDIENCES.keys() | {"month", "week", "odd", "even", "date"}
_LONGEST = 300  #: tokens; no sentence of a person is longer, and reading one is not linear


class Line(NamedTuple):
    """A stretch of the text that is read by itself."""

    start: int
    end: int
    headings: tuple[str, ...] = ()
    heading: bool = False
    cell: Cell | None = None
    row: tuple[tuple[int, int], ...] = ()  #: of a table's cell: those before it in its row
    closing: tuple[int, int] = (0, 0)  #: the next cell, if it has the closing time to this one


def lines_of(text: Text) -> list[Line]:
    """Cut the blocks of a text into lines, in order."""
    lines: list[Line] = []
    row: tuple[tuple[int, int], ...] = ()
    at = (-1, -1)
    for block in text.blocks:
        heading = block.kind == "heading"
        if block.cell is None:
            for start, end in _cut(text.content, _begin(text.content, block), block.end):
                lines.append(Line(start, end, block.headings, heading))
            continue
        row = row if at == (block.cell.table, block.cell.row) else ()
        at = (block.cell.table, block.cell.row)
        lines.append(Line(block.start, block.end, block.headings, heading, block.cell, row))
        row = (*row, (block.start, block.end))[:_WIDEST]
    return lines


def with_closings(lines: Sequence[Line], lexicon: Lexicon) -> list[Line]:
    """Tie the cells of an "opens" column to those of the "closes" column beside it."""
    tied = list(lines)
    for at, (line, after) in enumerate(pairwise(lines)):
        one, other = line.cell, after.cell
        if (
            one
            and other
            and (one.table, one.row, one.column + 1) == (other.table, other.row, other.column)
            and lexicon.heads(one.column_header, _OPENS)
            and lexicon.heads(other.column_header, _CLOSES)
        ):
            cell = replace(one, column_header="")
            tied[at] = line._replace(cell=cell, closing=(after.start, after.end))
    return tied


def _begin(content: str, block: Block) -> int:
    """Return where an item begins with its number, which may be that of a day: "15. mai"."""
    if block.kind != "item":
        return block.start
    line = content.rfind("\n", 0, block.start) + 1
    line = max(line, content.rfind("\r", line, block.start) + 1)
    return line if content[line : block.start].rstrip().endswith(".") else block.start


def _cut(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        found = content.find("\n", start, end)
        stop = end if found < 0 else found
        yield start, stop
        start = stop + 1


def sentences(original: str, content: str, line: Line, lexicon: Lexicon) -> Iterator[list[Token]]:
    """Yield the tokens of each sentence of a line; in a cell each comes with what heads it."""
    tokens = tokenise(content, line.start, line.end, lexicon, original=original)
    if line.closing[1]:
        dash = Token("dash", line.end, line.end, "-")
        tokens += [dash, *tokenise(content, *line.closing, lexicon, original=original)]
    before = _header_tokens(original, content, line, lexicon)[:_LONGEST]
    first = 0
    for at in range(len(tokens)):
        if at - first > _LONGEST or _ends(original, tokens, at):
            yield [*before, *tokens[first:at]]
            first = at + 1
    if first < len(tokens):
        yield [*before, *tokens[first:]]


def _ends(original: str, tokens: Sequence[Token], at: int) -> bool:
    """Does a sentence end here? A full stop must be followed by a blank and a capital."""
    token = tokens[at]
    if token.sense not in _SENTENCE_ENDS:
        return False
    if token.sense != "dot" or token.text in {"!", "?"}:
        return True
    if at + 1 == len(tokens):
        return True
    gap = original[token.end : tokens[at + 1].start]
    if not gap.isspace():
        return False
    return original[tokens[at + 1].start].isupper() or not _inside(tokens, at)


def _inside(tokens: Sequence[Token], at: int) -> bool:
    """Is the full stop that of a number or an abbreviation, or does a small letter follow?"""
    after = tokens[at + 1]
    before = tokens[at - 1].sense
    if after.sense in {"date", "number"}:
        return before not in {"figure", "closed", "always", "right"}
    return after.sense not in {"day", "group"} or before in {"number", "word"}


def pinned(words: str, at: int, lexicon: Lexicon) -> list[Token]:
    """Read words that stand elsewhere, such as a heading, as tokens placed at one offset."""
    return [
        Token._make(("comma" if one.sense == "dot" else one.sense, at, at, *one[3:]))
        for one in _read_apart(words, lexicon)
    ]


@lru_cache(maxsize=128)
def _read_apart(words: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """Read the header of many cells once."""
    text = plain(words)
    return tuple(tokenise(text, 0, len(text), lexicon, original=words))


def _header_tokens(original: str, content: str, line: Line, lexicon: Lexicon) -> list[Token]:
    """What heads a cell: the leading cell of its row, where it stands, and its column header."""
    colon = Token("colon", line.start, line.start, ":")
    tokens: list[Token] = []
    above = line.cell.column_header if line.cell else ""
    if above and not lexicon.heads(above, {"closed"}):  # the first day's row, taken for a header
        tokens += [*pinned(above, line.start, lexicon), colon]
    return [*_row_tokens(original, content, line.row, lexicon), *tokens]


def _row_tokens(
    original: str, content: str, row: Sequence[tuple[int, int]], lexicon: Lexicon
) -> list[Token]:
    """What stands before a cell in its row: the leading cell, and days or the like behind it.

    In "Rådhuset | mandag-fredag | 8-15 | lørdag | 10-14" the last cell is that of the Saturday.
    """
    heads: list[list[Token]] = []
    for low, high in reversed(row[1:]):
        if lexicon.values(content, low, high):
            if heads:
                break
            continue
        read = _placed(original, low, high, lexicon)
        if any(one.sense in _HEADS for one in read):
            heads.insert(0, read)
    if row and not lexicon.values(content, *row[0]):
        lead = _placed(original, *row[0], lexicon)
        if not (_names_days(lead) and any(map(_names_days, heads))):
            heads.insert(0, lead)
    tokens: list[Token] = []
    for head in filter(None, heads):
        tokens += [*head, Token("colon", head[-1].end, head[-1].end, ":")]
    return tokens


def _names_days(tokens: Sequence[Token]) -> bool:
    return any(one.sense in _OF_DAYS for one in tokens)


def _placed(original: str, low: int, high: int, lexicon: Lexicon) -> list[Token]:
    """Read another cell, its tokens where they stand."""
    return [
        Token._make((one.sense, low + one.start, low + one.end, *one[3:]))
        for one in _read_apart(original[low:high], lexicon)
        if one.sense != "dot"
    ]
