"""The text as lines of tokens: paragraphs, items, and the cells of a table with their headers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from checker.extract.hours_figures import Token
from checker.extract.hours_tokens import tokenise
from checker.extract.hours_words import Lexicon, plain
from checker.model.evidence import Block, Cell, Text

_SENTENCE_ENDS = frozenset({"dot", "line", "bullet"})
_OPENS, _CLOSES = frozenset({"opens", "from"}), frozenset({"closes", "until"})
_LONGEST = 300  #: tokens; no sentence of a person is longer, and reading one is not linear


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the text that is read by itself."""

    start: int
    end: int
    headings: tuple[str, ...] = ()
    heading: bool = False
    cell: Cell | None = None
    row: tuple[int, int] = (0, 0)  #: of a table's cell: the leading cell of its row
    closing: tuple[int, int] = (0, 0)  #: the next cell, if it has the closing time to this one


def lines_of(text: Text) -> list[Line]:
    """Cut the blocks of a text into lines, in order."""
    leads: dict[tuple[int, int], tuple[int, int]] = {}
    lines: list[Line] = []
    for block in text.blocks:
        if block.cell:
            leads.setdefault((block.cell.table, block.cell.row), (block.start, block.end))
        lines += _of_block(text.content, block, leads)
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
            tied[at] = replace(line, cell=cell, closing=(after.start, after.end))
    return tied


def _of_block(
    content: str, block: Block, leads: dict[tuple[int, int], tuple[int, int]]
) -> Iterator[Line]:
    lead = leads.get((block.cell.table, block.cell.row), (0, 0)) if block.cell else (0, 0)
    if lead == (block.start, block.end):
        lead = (0, 0)
    heading = block.kind == "heading"
    if block.cell is not None:
        yield Line(block.start, block.end, block.headings, heading, block.cell, lead)
        return
    for start, end in _cut(content, _begin(content, block), block.end):
        yield Line(start, end, block.headings, heading)


def _begin(content: str, block: Block) -> int:
    """Return where an item begins with its number, which may be that of a day: "15. mai"."""
    line = max(content.rfind("\n", 0, block.start), content.rfind("\r", 0, block.start)) + 1
    marked = block.kind == "item" and content[line : block.start].rstrip().endswith(".")
    return line if marked else block.start


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


@lru_cache(maxsize=1024)
def _read_apart(words: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """Read the header of many cells once."""
    text = plain(words)
    return tuple(tokenise(text, 0, len(text), lexicon, original=words))


def _header_tokens(original: str, content: str, line: Line, lexicon: Lexicon) -> list[Token]:
    """What heads a cell: the leading cell of its row, where it stands, and its column header."""
    colon = Token("colon", line.start, line.start, ":")
    tokens: list[Token] = []
    if line.cell and line.cell.column_header:
        tokens += [*pinned(line.cell.column_header, line.start, lexicon), colon]
    low, high = line.row
    if high and not lexicon.values(content, low, high):
        lead = [
            Token._make((one.sense, low + one.start, low + one.end, *one[3:]))
            for one in _read_apart(original[low:high], lexicon)
            if one.sense != "dot"
        ]
        tokens = [*lead, colon, *tokens]
    return tokens
