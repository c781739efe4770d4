"""Lines of a PDF page from its words: columns apart, and larger or bolder ones as headings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from checker.extract.text.emphasis import may_head
from checker.extract.text.pdf_words import Word
from checker.extract.text.plain import Head

_SPACE = 0.12  #: of the height; a narrower gap stands inside a word
_COLUMN = 0.9  #: of the height; a wider one is the edge of a column
_LARGER, _BOLDER = 1.12, 1.4  #: type of a heading, measured by the type of most letters
_BOLD = 600  #: weight of strokes that is bold whatever the rest is
_LEVELS = 4  #: of headings by size; those by weight alone stand below them
_HEIGHTS = 2  #: of a line; a heading that goes on has its next line no further below
_COLUMNS_MAX = 30


class Segment(NamedTuple):
    """Words of a line in one column."""

    left: float
    right: float
    words: str


class Line(NamedTuple):
    """One line of a page; of a ruled table it has no type."""

    top: float
    words: str  #: columns apart by tabs
    size: float = 0.0
    weight: int = 0


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Return the lines of a page from its top; the columns of rows in succession are aligned."""
    rows = [_Row(line) for line in _gathered(words)]
    made: list[Line] = []
    for is_row, some in groupby(rows, lambda row: len(row.segments) > 1):
        run = list(some)
        written = _aligned([row.segments for row in run]) if is_row else None
        for number, row in enumerate(run):
            told = written[number] if written else row.segments[0].words
            made.append(Line(row.top, told, row.size, row.weight))
    return made


class _Row:
    """The words of a line, put together to segments."""

    __slots__ = ("segments", "size", "top", "weight")

    def __init__(self, words: Sequence[Word]) -> None:
        self.top = max(word.top for word in words)
        self.size = max(word.size for word in words)
        self.weight = min(word.weight for word in words)
        self.segments = _segments(words)


def _gathered(words: Iterable[Word]) -> Iterator[list[Word]]:
    """The words line by line from the top; those of one line overlap by half their height."""
    line: list[Word] = []
    for word in sorted(words, key=lambda one: -(one.bottom + one.top)):
        middle = (word.bottom + word.top) / 2
        if line and not line[0].bottom <= middle <= line[0].top:
            yield sorted(line)
            line = []
        line.append(word)
    if line:
        yield sorted(line)


def _segments(words: Sequence[Word]) -> list[Segment]:
    made: list[Segment] = []
    for word in words:
        height = max(word.top - word.bottom, 1.0)
        gap = word.left - made[-1].right if made else height
        if gap >= height * _COLUMN:
            made.append(Segment(word.left, word.right, word.letters))
            continue
        space = " " if gap > height * _SPACE else ""
        left, right, before = made[-1]
        made[-1] = Segment(left, max(right, word.right), f"{before}{space}{word.letters}")
    return made


def _aligned(rows: Sequence[Sequence[Segment]]) -> list[str]:
    """The rows with tabs; one that lacks a cell has it empty where the fullest rows have one."""
    most = max(map(len, rows))
    full = [row for row in rows if len(row) == most]
    columns = [
        (min(row[number].left for row in full), max(row[number].right for row in full))
        for number in range(most)
    ]
    return [
        "\t".join(_placed(row, columns) if 1 < len(row) < most <= _COLUMNS_MAX else _words(row))
        for row in rows
    ]


def _words(row: Iterable[Segment]) -> list[str]:
    return [one.words for one in row]


def _placed(row: Sequence[Segment], columns: Sequence[tuple[float, float]]) -> list[str]:
    """The cells of a row at the columns that they overlap or are next to, in order."""
    cells = [""] * len(columns)
    first = 0
    for number, one in enumerate(row):
        last = len(columns) - (len(row) - number - 1)
        best = max(range(first, last), key=lambda at: _nearness(one, columns[at]))
        cells[best] = one.words
        first = best + 1
    while not cells[-1]:
        cells.pop()
    return cells


def _nearness(one: Segment, column: tuple[float, float]) -> float:
    """By how much a cell and a column overlap; below nought how far they are apart."""
    return min(one.right, column[1]) - max(one.left, column[0])


class Usual(NamedTuple):
    """The type of most letters."""

    size: float
    weight: int


def usual_of(words: Iterable[Word]) -> Usual:
    """Return the size and the weight of most letters, those in tables too."""
    sizes: Counter[float] = Counter()
    weights: Counter[int] = Counter()
    for word in words:
        sizes[_rounded(word.size)] += len(word.letters)
        weights[word.weight] += len(word.letters)
    if not sizes:
        return Usual(0.0, 0)
    return Usual(sizes.most_common(1)[0][0], weights.most_common(1)[0][0])


def heads_of(
    pages: Sequence[Sequence[Line]], starts: Sequence[Sequence[int]], usual: Usual
) -> list[Head]:
    """Return which lines are headings: larger or bolder than most, short, alone in their line.

    Args:
        pages: The lines of each page.
        starts: Where each of them begins in the text.
        usual: The type of most letters.
    """
    levels = _levels((line.size for page in pages for line in page), usual.size)
    found: list[Head] = []
    for page, places in zip(pages, starts, strict=True):
        before: tuple[Line, int] | None = None
        for line, start in zip(page, places, strict=True):
            level = _level(line, levels, usual)
            if not level:
                before = None
                continue
            one = Head(start, start + len(line.words), level)
            if before and before[1] == level and before[0].top - line.top < _HEIGHTS * line.size:
                one = one._replace(start=found.pop().start)
            found.append(one)
            before = line, level
    return found


def _level(line: Line, levels: Mapping[float, int], usual: Usual) -> int:
    """The level of a line as a heading, 0 if it is none."""
    if not line.size or "\t" in line.words or not may_head(line.words):
        return 0
    bolder = line.size >= usual.size and _is_bolder(line, usual.weight)
    return levels.get(_rounded(line.size), _LEVELS + 1 if bolder else 0)


def _levels(sizes: Iterable[float], usual: float) -> dict[float, int]:
    """The level of each size that is larger than usual; the largest heads all."""
    larger = sorted({_rounded(one) for one in sizes if one > usual * _LARGER}, reverse=True)
    return {one: min(number, _LEVELS) for number, one in enumerate(larger, 1)}


def _is_bolder(line: Line, usual: int) -> bool:
    return usual < _BOLD <= line.weight or (usual > 0 and line.weight > usual * _BOLDER)


def _rounded(size: float) -> float:
    return round(size * 2) / 2
