"""Plain text: verbatim, one block a line."""

import pytest
from pages import sound

from checker.extract.text import read_plain


@pytest.mark.parametrize(
    ("content", "blocks"),
    [
        # seen
        ("Man-fre 9-15\nLør 10-14", [("Man-fre 9-15", "paragraph"), ("Lør 10-14", "paragraph")]),
        ("- en\n* to\n1. tre", [("en", "item"), ("to", "item"), ("tre", "item")]),
        ("# Pris\nHel 1", [("Pris", "heading"), ("Hel 1", "paragraph")]),
        ("a\tb\n\nc", [("a", "cell"), ("b", "cell"), ("c", "paragraph")]),
        ("a\r\nb\x0cc", [("a", "paragraph"), ("b", "paragraph"), ("c", "paragraph")]),
        # bugs
        ("a|b", [("a|b", "paragraph")]),
        (" \n\t\n", []),
        ("-", [("-", "paragraph")]),
        ("1.mars er fristen", [("1.mars er fristen", "paragraph")]),
        ("|---|---|", []),
    ],
)
def test_each_line_is_a_block(content: str, blocks: list[tuple[str, str]]) -> None:
    """Items and marked headings without their marks; rows as cells."""
    text = read_plain(content)
    sound(text)
    assert [(content[one.start : one.end], one.kind) for one in text.blocks] == blocks


@pytest.mark.parametrize(
    "content",
    [
        "| Mandag | Tirsdag\nRådhus | 9-15 | 9-17",
        "| | Mandag | Tirsdag |\n| Rådhus | 9-15 | 9-17 |",
    ],
)
def test_an_empty_corner_keeps_its_place(content: str) -> None:
    """The header of each column stays above it, whether or not the table has a frame."""
    heads = {
        content[one.start : one.end]: one.cell.column_header
        for one in read_plain(content).blocks
        if one.cell
    }
    assert (heads["9-15"], heads["9-17"]) == ("Mandag", "Tirsdag")


def test_lines_stand_under_marked_headings() -> None:
    """As a page's blocks do."""
    assert read_plain("# SFO\n## Pris\nHel 1").blocks[2].headings == ("SFO", "Pris")


def test_addresses_in_a_text_are_links() -> None:
    """Without the stop that ends the sentence."""
    text = read_plain("Se https://x.no/sfo. Skriv til post@x.no!")
    assert [one.uri for one in text.anchors] == ["https://x.no/sfo", "mailto:post@x.no"]
