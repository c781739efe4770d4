"""What stands around a hit, from near to far."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise

import pytest

from checker.extract.hit import Hit
from checker.extract.verdict.context import Context, contexts, path_words
from checker.model.evidence import Block, Cell, Evidence, Region, Text
from checker.model.value import Money, Statement, Value

NOW = datetime(2026, 11, 23, tzinfo=UTC)


PRICE = Money(Decimal(1))


def around(
    content: str, *quotes: str, blocks: tuple[Block, ...] = (), value: Value = PRICE
) -> list[Context]:
    """Return the contexts of quotes in a text, in order."""
    evidence = Evidence("https://x.example/skole/sfo-pris.html", "text/html", NOW, b"")
    text = Text(content, evidence, "nb", "SFO – X kommune", blocks)
    hits = []
    for quote in quotes:
        start = content.index(quote)
        hits.append(Hit(value, start, start + len(quote)))
    return [context for _, context in contexts(text, hits)]


def test_label_ends_at_the_hit_before() -> None:
    """Each price of a sentence has the words before it as its own."""
    content = "Hel plass koster 2 850 kr, halv plass 1 710 kr og mat 240 kr."
    whole, half, food = around(content, "2 850 kr", "1 710 kr", "240 kr")
    assert "Hel plass" in whole.label
    assert "halv" not in whole.label
    assert "halv plass" in half.label
    assert "Hel plass" not in half.label
    assert "mat" in food.label


def test_label_stays_in_its_sentence() -> None:
    """The sentence before says nothing about this price."""
    content = "SFO har søskenmoderasjon. Hel plass koster 2 850 kr."
    (context,) = around(content, "2 850 kr")
    assert "søsken" not in context.label


def test_cell_knows_its_row_headers_and_headings() -> None:
    """A bare number in a table is what its row and column say."""
    content = "Priser\nPlass\tPris\nHel plass\t2 850"
    row = content.index("Hel plass")
    blocks = (
        Block(0, 6, "heading", level=2, headings=("SFO", "Priser")),
        Block(7, 12, "cell", headings=("SFO", "Priser"), cell=Cell(0, 0, 0, header=True)),
        Block(13, 17, "cell", headings=("SFO", "Priser"), cell=Cell(0, 0, 1, header=True)),
        Block(row, row + 9, "cell", headings=("SFO", "Priser"), cell=Cell(0, 1, 0)),
        Block(
            row + 10,
            row + 15,
            "cell",
            headings=("SFO", "Priser"),
            cell=Cell(0, 1, 1, row_header="Hel plass", column_header="Pris", caption="Satser"),
        ),
    )
    (context,) = around(content, "2 850", blocks=blocks)
    assert (context.row_header, context.column_header) == ("Hel plass", "Pris")
    assert context.caption == "Satser"
    assert context.row == "Hel plass\t2 850"
    assert context.heading == "Priser"
    assert context.outer == "SFO"
    assert context.path == "sfo pris html"


def test_address_without_words() -> None:
    """A broken or bare address has no words, and raises nothing."""
    assert path_words("https://x.example/") == ("", "")
    assert path_words("http://[broken/") == ("", "")


def lines(content: str, region: Region = "main") -> tuple[Block, ...]:
    """Return a paragraph for each line, under one heading."""
    ends = [0]
    for line in content.split("\n"):
        ends.append(ends[-1] + len(line) + 1)
    return tuple(
        Block(start, end - 1, "paragraph", region=region, headings=("Hjelp", "Pris"))
        for start, end in pairwise(ends)
    )


def test_line_above_names_a_bare_figure() -> None:
    """A line that names, a line that prices: the pair is one statement."""
    content = "Heil plass\nkr 2.640,- per månad\nMat\nkr 190,- per månad"
    blocks = lines(content)
    whole, food = around(content, "kr 2.640,- per månad", "kr 190,- per månad", blocks=blocks)
    assert whole.label.startswith("Heil plass")
    assert food.label.startswith("Mat")


@pytest.mark.parametrize(
    ("above", "value"),
    [
        pytest.param("Dette er en setning.", PRICE, id="a sentence is no name"),
        pytest.param("Heil plass", Statement("x"), id="a whole sentence needs none"),
        pytest.param("Heil plass " * 10, PRICE, id="a long line is no name"),
    ],
)
def test_line_above_that_names_nothing(above: str, value: Value) -> None:
    """Sentences and long lines name no figure, and a sentence stands for itself."""
    content = f"{above}\nkr 2.640,-"
    (context,) = around(content, "kr 2.640,-", blocks=lines(content), value=value)
    assert context.label == "kr 2.640,-"


def test_first_line_has_none_above() -> None:
    """There is nothing over the first line."""
    (context,) = around("kr 5,-", "kr 5,-", blocks=lines("kr 5,-"))
    assert (context.label, context.lead) == ("kr 5,-", "")


def test_lead_is_what_was_said_before() -> None:
    """The paragraph's earlier sentences and the line before, under the same headings."""
    content = "Vi tildeler hjemmehjelp.\nRing oss gjerne. Svaret kommer innen 3 uker."
    (context,) = around(content, "3 uker", blocks=lines(content))
    assert context.lead == "Vi tildeler hjemmehjelp.\nRing oss gjerne."
    other = replace(lines(content)[0], headings=("Annet",))
    (context,) = around(content, "3 uker", blocks=(other, lines(content)[1]))
    assert context.lead == "Ring oss gjerne."


@pytest.mark.parametrize(
    ("content", "quote", "label"),
    [
        pytest.param("Tlf. 56 00 70 00", "56 00 70 00", "Tlf. 56 00 70 00", id="short form"),
        pytest.param("Søk plass. Frist 1. mars. Så svarer vi.", "1. mars.", " Frist 1. mars.",
                     id="a date that ends its sentence"),
        pytest.param("Husk fristen. 2 850 kr er prisen", "2 850 kr", " 2 850 kr er prisen",
                     id="a figure that begins its sentence"),
        pytest.param("Mer om åpent. Mandag 9-15", "Mandag 9-15", " Mandag 9-15",
                     id="a hit that begins its sentence"),
    ],
)  # fmt: skip
def test_where_sentences_end(content: str, quote: str, label: str) -> None:
    """A full stop ends a sentence before a capital, and before a figure after a whole word."""
    (context,) = around(content, quote)
    assert context.label == label


def test_footer_is_not_about_the_page() -> None:
    """Header and footer stand on every page, so its title and address say nothing of them."""
    content = "Telefon 35 00 00 00"
    (context,) = around(content, "35 00 00 00", blocks=lines(content, "footer"))
    assert (context.page, context.path, context.above) == ("", "", "")


def test_row_is_whole_from_its_middle() -> None:
    """The row of a cell reaches to both sides, and no farther than the table."""
    content = "Før\nMat\t60 kr\tdag\nEtter"
    before, after = lines(content)[0], lines(content)[2]
    cells = tuple(
        Block(start, end, "cell", cell=Cell(0, 0, column))
        for column, (start, end) in enumerate(((4, 7), (8, 13), (14, 17)))
    )
    (context,) = around(content, "60 kr", blocks=(before, *cells, after))
    assert context.row == "Mat\t60 kr\tdag"
    assert context.lead == ""
