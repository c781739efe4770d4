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
from checker.model.evidence import Block, Cell, Text
from checker.model.value import Statement

#: A label ends where a clause ends; a full stop only before a blank, so "kl. 8" is cut at worst.
_CLAUSE = re.compile(r"[,;:\n\t(]|[.!?](?=\s|$)")
#: A sentence ends before a capital letter, and before a figure unless a short form stands there:
#: "Tlf. 56 00" goes on.
_BREAK = r"\n|[.!?](?=\s+[A-ZÆØÅ])|(?<=[^\W\d_]{5})[.!?](?=\s+\d)"
_BEGUN = re.compile(_BREAK)
_ENDED = re.compile(_BREAK + r"|[.!?](?=\s*\Z)")
_MARKS = ".!?"
#: What joins two figures of one sentence: the words after it belong to the second.
_JOINT = re.compile(r"\s(?:og|mens|medan|men|and|while|but)\s")
_LETTER = re.compile(r"[^\W\d_]{3}")
SHORT = 80  #: characters; a longer line is no label
_TELLING = frozenset({"paragraph", "item", "term", "description"})
#: Regions that belong to the whole site, whatever page they stand on.
SITE = frozenset({"header", "footer"})
REACH = 240  #: characters; a label stands no farther away than this


@dataclass(frozen=True, slots=True)
class Context:
    """The words around one hit, from near to far; all as written."""

    label: str  #: from the hit before it, or its sentence's start, to the end of its clause
    row: str  #: the whole row of a table, or the sentence
    row_header: str  #: what heads its row in a table
    column_header: str  #: what heads its column, with the group of rows it stands in
    caption: str  #: the table's
    lead: str  #: what its paragraph says before, with the line before under the same headings
    heading: str  #: the nearest heading
    outer: str  #: the headings above that one
    page: str  #: title of the page; "" in header and footer, which belong to the whole site
    path: str  #: words of the page's own name in the address, likewise
    above: str  #: words of the folders above it, which it shares with its neighbours, likewise
    region: str
    language: str
    table: int = -1  #: number of its table on the page; -1: it stands in none

    @property
    def words(self) -> str:
        """All of it but the address, as one text."""
        return "\n".join(
            (*self.near, self.row, self.caption, self.lead, self.heading, self.outer, self.page)
        )

    @property
    def near(self) -> tuple[str, ...]:
        """What is said of the hit itself."""
        return self.label, self.row_header, self.column_header


def contexts(text: Text, hits: Sequence[Hit]) -> Iterator[tuple[Hit, Context]]:
    """Yield each hit with what stands around it; hits are in order of the text."""
    if not hits:
        return
    starts = [block.start for block in text.blocks]
    page = (text.title, *path_words(text.source.uri))
    after = 0
    for hit, behind in zip(hits, (*hits[1:], None), strict=False):
        until = behind.start if behind else len(text.content)
        after = after if after <= hit.start else 0
        context, after = _context(text, starts, hit, page, (after, until))
        yield hit, context


def _context(
    text: Text,
    starts: Sequence[int],
    hit: Hit,
    page: tuple[str, str, str],
    between: tuple[int, int],
) -> tuple[Context, int]:
    """Return what stands around one hit, and where its words end.

    `between` is where the words of the hit before end and where the next hit begins.
    """
    after, until = between
    block = _block_at(text.blocks, starts, hit.start)
    low = block.start if block else max(0, hit.start - REACH)
    high = block.end if block else min(len(text.content), hit.end + REACH)
    left, right = _sentence(text.content, low, max(high, hit.end), hit)
    label_start = max(left, min(after, hit.start), hit.start - REACH)
    label_end = _clause_end(text.content, hit, right, until)
    label = text.content[label_start:label_end]
    cell = block.cell if block else None
    row = _row(text, starts, block)
    title, above, path = page if not block or block.region not in SITE else ("", "", "")
    context = Context(
        label=_line_above(text, starts, block, hit, after) + label,
        row=row or text.content[left:right],
        row_header=_row_header(cell, row) if cell else "",
        column_header=cell.column_header if cell else "",
        caption=_caption(text, starts, block),
        lead=_lead(text, starts, block, left),
        heading=block.headings[-1] if block and block.headings else "",
        outer=" / ".join(block.headings[:-1]) if block else "",
        page=title,
        path=path,
        above=above,
        region=block.region if block else "main",
        language=text.language,
        table=cell.table if cell else -1,
    )
    return context, label_end


def _row_header(cell: Cell, row: str) -> str:
    """Return what heads a cell's row: not its number in a regulation, but the words behind it."""
    if not cell.row_header or _LETTER.search(cell.row_header):
        return cell.row_header
    return next((one for one in row.split("\t") if _LETTER.search(one)), cell.row_header)


def _caption(text: Text, starts: Sequence[int], block: Block | None) -> str:
    """Return the caption of a cell's table, with what stands over the headers of its rows.

    "Praktisk bistand, inntekt | Pris per time": the corner says what the rows are of.
    """
    if block is None or block.cell is None:
        return ""
    first = text.blocks[_row_start(text, starts, block)].cell
    corner = first.column_header if first and first.column != block.cell.column else ""
    return " / ".join(one for one in (block.cell.caption, corner) if one)


def _lead(text: Text, starts: Sequence[int], block: Block | None, left: int) -> str:
    """Return what the paragraph says before a sentence, and the block before the paragraph.

    "Vi tildeler hjemmehjelp. Behandlingstiden er fire uker": the second names what the first
    is about by saying nothing else. Other headings, or a table, are another matter.
    """
    if block is None or block.cell is not None:
        return ""
    first = block.start
    index = bisect_right(starts, block.start) - 2
    if index >= 0:
        above = text.blocks[index]
        if above.headings == block.headings and above.cell is None and above.kind in _TELLING:
            first = above.start
    return text.content[max(first, left - REACH) : left]


def _line_above(
    text: Text, starts: Sequence[int], block: Block | None, hit: Hit, after: int
) -> str:
    """Return the line before a block that holds nothing but its figure, as its label.

    Lists are often written so: a line that names, a line that prices. The line above names
    only if it is short, no sentence, and holds no figure of this kind itself. A whole sentence
    needs none.
    """
    if (
        block is None
        or block.cell is not None
        or isinstance(hit.value, Statement)
        or _LETTER.search(text.content[block.start : hit.start])
    ):
        return ""
    index = bisect_right(starts, block.start) - 2
    if index < 0:
        return ""
    above = text.blocks[index]
    if (
        above.kind == "heading"
        or text.content[above.end - 1] in _MARKS
        or above.cell
        or above.end - above.start > SHORT
        or after > above.start
    ):
        return ""
    return text.content[above.start : above.end] + "\n"


def first_heading(text: Text) -> str:
    """Return the first heading of a page, "" where it has none."""
    first = next((one for one in text.blocks if one.kind == "heading"), None)
    return text.content[first.start : first.end] if first else ""


def host_of(uri: str) -> str:
    """Return the host of an address, "" where it has none or is none."""
    try:
        return urlsplit(uri).hostname or ""
    except ValueError:
        return ""


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
    for match in _BEGUN.finditer(content, max(low, hit.start - REACH), hit.start + 1):
        left = min(match.end(), hit.start)
    most = min(high, hit.end + REACH)
    found = _ENDED.search(content, _behind(content, hit), most)
    return left, found.start() if found else most


def _behind(content: str, hit: Hit) -> int:
    """Return where to look for the end of a hit's sentence: "1. mars." may end with it."""
    return hit.end - 1 if hit.end > hit.start and content[hit.end - 1] in _MARKS else hit.end


def _clause_end(content: str, hit: Hit, right: int, until: int) -> int:
    """Return where the words of a hit end: with its clause, or where the next hit's begin."""
    limit = max(hit.end, min(right, until))
    found = _CLAUSE.search(content, _behind(content, hit), limit)
    joint = _JOINT.search(content, hit.end, limit) if until < right else None
    ends = [match.start() for match in (found, joint) if match]
    return max(hit.end, min(ends, default=limit))


def _row(text: Text, starts: Sequence[int], block: Block | None) -> str:
    """Return the text of the whole table row a block stands in, "" outside tables."""
    if block is None or block.cell is None:
        return ""
    here = bisect_right(starts, block.start) - 1
    key = (block.cell.table, block.cell.row)
    first, last = _row_start(text, starts, block), here
    while last + 1 < len(text.blocks) and _row_key(text.blocks[last + 1]) == key:
        last += 1
    return text.content[text.blocks[first].start : text.blocks[last].end]


def _row_start(text: Text, starts: Sequence[int], block: Block) -> int:
    """Return the number of the first block of a cell's row."""
    first = bisect_right(starts, block.start) - 1
    key = _row_key(block)
    while first > 0 and _row_key(text.blocks[first - 1]) == key:
        first -= 1
    return first


def _row_key(block: Block) -> tuple[int, int] | None:
    return (block.cell.table, block.cell.row) if block.cell else None
