"""What heads the row and the column of a cell."""

import pytest
from pages import page, sound

from checker.extract.text import read, read_plain
from checker.model.evidence import Cell, Text


def cell(text: Text, words: str) -> Cell:
    """The place of the cell that has just these words."""
    for block in text.blocks:
        if text.content[block.start : block.end] == words and block.cell is not None:
            return block.cell
    raise AssertionError(f"no cell {words!r} in {text.content!r}")


def heads(html: str, words: str) -> tuple[str, str]:
    text = read(page(html))
    sound(text)
    one = cell(text, words)
    return one.row_header, one.column_header


MARKED = "<table><tr><th>Plass<th>2025<th>2026<tr><td>Hel<td>1<td>2<tr><td>Halv<td>3<td>4</table>"
PLAIN = MARKED.replace("<th>", "<td>")
TWO_HEADS = (
    "<table><thead><tr><th rowspan=2>Gebyr<th colspan=2>2026<tr><th>Eks. mva<th>Inkl. mva</thead>"
    "<tr><td>Vann<td>80<td>100</table>"
)
SECTIONS = (
    "<table><tr><th>Tjeneste<th>Pris<tr><th colspan=2>Barnehage<tr><td>Hel<td>1<tr>"
    "<th colspan=2>SFO<tr><td>Hel<td>2</table>"
)
ROWSPAN = (
    "<table><tr><th>Type<th>Areal<th>Kr<tr><td rowspan=2>Garasje<td>liten<td>10"
    "<tr><td>stor<td>20</table>"
)
SIDE = "<table><tr><th>Voksen<td>105<tr><th>Barn<td>60</table>"
BOLD = (
    "<table><tr><td><b>Dag</b><td><b>Tid</b><tr><td>Mandag<td>9-15<tr><td><b>Sommer</b><td>"
    "<tr><td>Tirsdag<td>10-14</table>"
)
REPEATED = (
    "<table><tr><th>SFO<th>Kr<tr><td>Hel<td>1<tr><th>Barnehage<th>Per måned<tr><td>Full"
    "<td>2</table>"
)
PARALLEL = "<table><tr><td>Voksen<br>Barn<td>105,-<br>60,-</table>"
HOURS = "<table><tr><td>Mandag<td>9-15<tr><td>Tirsdag<td>10-14</table>"


@pytest.mark.parametrize(
    ("html", "words", "expected"),
    [
        # seen
        (MARKED, "2", ("Hel", "2026")),
        (MARKED, "3", ("Halv", "2025")),
        (PLAIN, "4", ("Halv", "2026")),
        (TWO_HEADS, "80", ("Vann", "2026 / Eks. mva")),
        (TWO_HEADS, "100", ("Vann", "2026 / Inkl. mva")),
        (SECTIONS, "1", ("Hel", "Pris / Barnehage")),
        (SECTIONS, "2", ("Hel", "Pris / SFO")),
        (ROWSPAN, "10", ("Garasje / liten", "Kr")),
        (ROWSPAN, "20", ("Garasje / stor", "Kr")),
        (SIDE, "60", ("Barn", "")),
        (BOLD, "9-15", ("Mandag", "Tid")),
        (BOLD, "10-14", ("Tirsdag", "Tid / Sommer")),
        (REPEATED, "1", ("Hel", "Kr")),
        (REPEATED, "2", ("Full", "Per måned")),
        (PARALLEL, "60,-", ("Barn", "")),
        # bugs
        (HOURS, "10-14", ("Tirsdag", "")),
        ("<table><tr><td rowspan=0>A<td colspan=x>1</table>", "1", ("A", "")),
        ("<table><tr><td rowspan=99999>A<td>1<tr><td>2</table>", "2", ("A", "")),
    ],
)  # fmt: skip
def test_headers_are_inherited(html: str, words: str, expected: tuple[str, str]) -> None:
    """Spans, header rows without marks, section lines, repeated headers, parallel lists."""
    assert heads(html, words) == expected


def test_a_cell_knows_its_table_and_caption() -> None:
    """Tables are numbered; the caption holds for all cells; headers say that they are."""
    text = read(page("<table><tr><td>x</table><table><caption>Priser 2026</caption>" + MARKED[7:]))
    assert cell(text, "1") == Cell(1, 1, 1, "Hel", "2025", "Priser 2026")
    assert cell(text, "2025").header
    assert not cell(text, "x").header


def test_spans_made_to_fill_memory_do_not() -> None:
    """Each cell claims two hundred columns and two thousand rows."""
    html = "<table>" + "<tr><td rowspan=9999 colspan=999>a" * 3000 + "</table>"
    sound(read(page(html)))


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("Plass\t2026\nHel\t2 850\nHalv\t1 500", "1 500", ("Halv", "2026")),
        ("| Plass | 2026 |\n|---|---|\n| Hel | 2 850 |", "2 850", ("Hel", "2026")),
        ("Mandag | 9-15", "9-15", ("Mandag", "")),
    ],
)
def test_rows_of_plain_text_are_tables(content: str, words: str, expected: tuple[str, str]) -> None:
    """Tabs, or bars with blanks around them; rule lines are no rows."""
    text = read_plain(content)
    sound(text)
    one = cell(text, words)
    assert (one.row_header, one.column_header) == expected
