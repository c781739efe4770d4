"""What stands around a hit: its label, its row or sentence, its headings, its page.

A price is nothing without the words that say of what. The words near a hit are kept apart by how
near they are, because a word in the same row counts for more than one in the page's title, and a
word that forbids (food, sibling) only forbids where it stands beside the figure.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from checker.extract.hit import Hit
from checker.model.evidence import Block, Text

#: A label ends where a clause ends; a full stop only before a blank, so "kl. 8" is cut at worst.
_CLAUSE = re.compile(r"[,;:\n\t(]|[.!?](?=\s|$)")
_SENTENCE = re.compile(r"\n|[.!?](?=\s+[A-ZÆØÅ]|\s*$)")
_LETTER = re.compile(r"[^\W\d_]{3}")
SHORT = 80  #: characters; a longer line is no label
REACH = 240  #: characters; a label stands no farther away than this


@dataclass(frozen=True, slots=True)
class Context:
    """The words around one hit, from near to far; all as written."""

    label: str  #: from the hit before it, or its sentence's start, to the end of its clause
    row: str  #: the whole row of a table, or the sentence
    headers: str  #: what heads its row and column, and the table's caption
    heading: str  #: the nearest heading
    outer: str  #: the headings above that one
    page: str  #: title of the page
    path: str  #: words of its own name in the address
    above: str  #: words of the folders above it, which it shares with its neighbours
    region: str
    language: str


def contexts(text: Text, hits: Sequence[Hit]) -> Iterator[tuple[Hit, Context]]:
    """Yield each hit with what stands around it; hits are in order of the text."""
    starts = [block.start for block in text.blocks]
    page, (above, path) = text.title, path_words(text.source.uri)
    for before, hit, behind in zip((None, *hits), hits, (*hits[1:], None), strict=False):
        block = _block_at(text.blocks, starts, hit.start)
        low = block.start if block else max(0, hit.start - REACH)
        high = block.end if block else min(len(text.content), hit.end + REACH)
        left, right = _sentence(text.content, low, max(high, hit.end), hit)
        after = before.end if before and before.end <= hit.start else 0
        label_start = max(left, min(after, hit.start), hit.start - REACH)
        limit = min(right, behind.start) if behind else right
        label = text.content[label_start : _clause_end(text.content, hit.end, limit)]
        yield (
            hit,
            Context(
                label=_line_above(text, starts, block, hit, after) + label,
                row=_row(text, starts, block) or text.content[left:right],
                headers=_headers(block),
                heading=block.headings[-1] if block and block.headings else "",
                outer=" / ".join(block.headings[:-1]) if block else "",
                page=page,
                path=path,
                above=above,
                region=block.region if block else "main",
                language=text.language,
            ),
        )


def _line_above(
    text: Text, starts: Sequence[int], block: Block | None, hit: Hit, after: int
) -> str:
    """Return the line before a block that holds nothing but its figure, as its label.

    Lists are often written so: a line that names, a line that prices. The line above names
    only if it is short and holds no figure of this kind itself.
    """
    if (
        block is None
        or block.cell is not None
        or _LETTER.search(text.content[block.start : hit.start])
    ):
        return ""
    index = bisect_right(starts, block.start) - 2
    if index < 0:
        return ""
    above = text.blocks[index]
    if (
        above.kind == "heading"
        or above.cell
        or above.end - above.start > SHORT
        or after > above.start
    ):
        return ""
    return text.content[above.start : above.end] + "\n"


def path_words(uri: str) -> tuple[str, str]:
    """Return the words of an address, without its host: of the folders, and of the page's name.

    >>> path_words("https://x.kommune.no/tjenester/barnehage-og-skole/sfo_pris.html?id=3")
    ('tjenester barnehage og skole', 'sfo pris html')
    >>> path_words("https://x.kommune.no/skole/sfo/")
    ('skole', 'sfo')
    """
    try:
        path = unquote(urlsplit(uri).path).rstrip("/")
    except ValueError:
        return "", ""
    folders, _, name = path.rpartition("/")
    return _words(folders), _words(name)


def _words(path: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", path))


def _block_at(blocks: Sequence[Block], starts: Sequence[int], at: int) -> Block | None:
    index = bisect_right(starts, at) - 1
    return blocks[index] if index >= 0 and at <= blocks[index].end else None


def _sentence(content: str, low: int, high: int, hit: Hit) -> tuple[int, int]:
    left = low
    for match in _SENTENCE.finditer(content, max(low, hit.start - REACH), hit.start):
        left = match.end()
    found = _SENTENCE.search(content, hit.end, min(high, hit.end + REACH))
    return left, found.start() if found else min(high, hit.end + REACH)


def _clause_end(content: str, start: int, limit: int) -> int:
    found = _CLAUSE.search(content, start, max(start, limit))
    return found.start() if found else max(start, limit)


def _headers(block: Block | None) -> str:
    if block is None or block.cell is None:
        return ""
    cell = block.cell
    return " / ".join(part for part in (cell.row_header, cell.column_header, cell.caption) if part)


def _row(text: Text, starts: Sequence[int], block: Block | None) -> str:
    """Return the text of the whole table row a block stands in, "" outside tables."""
    if block is None or block.cell is None:
        return ""
    here = bisect_right(starts, block.start) - 1
    key = (block.cell.table, block.cell.row)
    first = last = here
    while first > 0 and _row_key(text.blocks[first - 1]) == key:
        first -= 1
    while last + 1 < len(text.blocks) and _row_key(text.blocks[last + 1]) == key:
        last += 1
    return text.content[text.blocks[first].start : text.blocks[last].end]


def _row_key(block: Block) -> tuple[int, int] | None:
    return (block.cell.table, block.cell.row) if block.cell else None
