"""What stands around a hit, from near to far."""

from datetime import UTC, datetime
from itertools import pairwise

from checker.extract.context import Context, contexts, path_words
from checker.extract.hit import Hit
from checker.model.evidence import Block, Cell, Evidence, Text
from checker.model.value import Statement

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def around(content: str, *quotes: str, blocks: tuple[Block, ...] = ()) -> list[Context]:
    """Return the contexts of quotes in a text, in order."""
    evidence = Evidence("https://x.example/skole/sfo-pris.html", "text/html", NOW, b"")
    text = Text(content, evidence, "nb", "SFO – X kommune", blocks)
    hits = []
    for quote in quotes:
        start = content.index(quote)
        hits.append(Hit(Statement(quote), start, start + len(quote)))
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
    assert context.headers == "Hel plass / Pris / Satser"
    assert context.row == "Hel plass\t2 850"
    assert context.heading == "Priser"
    assert context.outer == "SFO"
    assert context.path == "sfo pris html"


def test_address_without_words() -> None:
    """A broken or bare address has no words, and raises nothing."""
    assert path_words("https://x.example/") == ("", "")
    assert path_words("http://[broken/") == ("", "")


def test_line_above_names_a_bare_figure() -> None:
    """A line that names, a line that prices: the pair is one statement."""
    content = "Heil plass\nkr 2.640,- per månad\nMat\nkr 190,- per månad"
    ends = [0]
    for line in content.split("\n"):
        ends.append(ends[-1] + len(line) + 1)
    blocks = tuple(Block(start, end - 1, "paragraph") for start, end in pairwise(ends))
    whole, food = around(content, "kr 2.640,- per månad", "kr 190,- per månad", blocks=blocks)
    assert whole.label.startswith("Heil plass")
    assert food.label.startswith("Mat")
