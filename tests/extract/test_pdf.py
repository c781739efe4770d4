"""PDF price lists: lines kept, columns apart, and no bytes that raise."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import page, sound

from checker.errors import Malformed
from checker.extract.text import read
from checker.model.evidence import Text

#: Where words stand, and the size of their type where it is not 10; negative: in bold.
Words = list[tuple[float, float, str] | tuple[float, float, str, float]]


def pdf(*pages: Words, rules: bytes = b"") -> bytes:
    """A PDF with words at places, in points from the lower left corner of each page.

    Args:
        pages: The words of each.
        rules: Operators that draw lines on each.
    """
    objects = [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name
        for name in (b"Helvetica", b"Helvetica-Bold")
    ]
    root = len(pages) * 2 + 3
    for words in pages:
        shown = b"".join(
            f"/F{1 + (size < 0)} {abs(size)} Tf 1 0 0 1 {x} {y} Tm ({said}) Tj ".encode("cp1252")
            for x, y, said, size in ((*one, 10.0)[:4] for one in words)
        )
        stream = b"BT " + shown + b"ET " + rules
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 1 0 R /F2 2 0 R >> >> >>" % (root, len(objects))
        )
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    objects.append(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)))
    objects.append(b"<< /Type /Catalog /Pages %d 0 R >>" % root)
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root %d 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, root + 1, len(body))
    )


def text_of(body: bytes) -> Text:
    text = read(page(body, media_type="application/pdf", uri="https://x.no/gebyr.pdf"))
    sound(text)
    return text


PRICES: Words = [
    (50, 780, "Gebyr for vann og avløp"),
    (50, 750, "Tjeneste"),
    (300, 750, "Pris 2025"),
    (420, 750, "Pris 2026"),
    (50, 730, "Tilknytning 100 m²"),
    (300, 730, "1 100,-"),
    (420, 730, "2 850,00 kr"),
]


def test_columns_stay_apart() -> None:
    """Two amounts side by side are two cells, with the headers of their columns."""
    text = text_of(pdf(PRICES))
    assert text.content.split("\n") == [
        "Gebyr for vann og avløp",
        "Tjeneste\tPris 2025\tPris 2026",
        "Tilknytning 100 m²\t1 100,-\t2 850,00 kr",
    ]
    last = text.blocks[-1].cell
    assert last is not None
    assert (last.row_header, last.column_header) == ("Tilknytning 100 m²", "Pris 2026")


def grid(across: Sequence[float], up: Sequence[float]) -> bytes:
    """The lines of a ruled table."""
    lines = [(one, up[0], one, up[-1]) for one in across]
    lines += [(across[0], one, across[-1], one) for one in up]
    return b" ".join(b"%d %d m %d %d l S" % tuple(map(int, line)) for line in lines)


RULED: Words = [
    (50, 800, "Gebyr 2026"),
    (60, 750, "Tjeneste"),
    (310, 750, "Pris inkl. mva."),
    (60, 720, "Tilknytningsgebyr for"),
    (60, 708, "bolig inntil 100"),
    (60, 696, "kvadratmeter"),
    (310, 708, "28 500 kr"),
    (60, 670, "Vann- og avløps-"),
    (60, 658, "gebyr per år"),
    (310, 664, "9 840 kr"),
    (50, 600, "Vedtatt av kommunestyret."),
]
RULES = grid((50, 300, 450), (650, 685, 735, 765))


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    """A label of several lines stays with its amount, which stands beside its middle."""
    text = text_of(pdf(RULED, rules=RULES))
    assert text.content.split("\n") == [
        "Gebyr 2026",
        "Tjeneste\tPris inkl. mva.",
        "Tilknytningsgebyr for bolig inntil 100 kvadratmeter\t28 500 kr",
        "Vann- og avløpsgebyr per år\t9 840 kr",
        "Vedtatt av kommunestyret.",
    ]
    cell = text.blocks[4].cell
    assert cell is not None
    assert cell.row_header == "Tilknytningsgebyr for bolig inntil 100 kvadratmeter"
    assert cell.column_header == "Pris inkl. mva."


TYPESET: Words = [
    (50, 800, "Betalingssatser", 24),
    (50, 770, "Vedtatt av kommunestyret 12. desember. Satsene gjelder hele kommunen."),
    (50, 740, "Barnehage og", 16),
    (50, 722, "skolefritid", 16),
    (50, 700, "Barnehage", -10),
    (50, 685, "Hel plass"),
    (300, 685, "1 200"),
    (50, 670, "Skolefritidsordning", -10),
    (50, 655, "Hel plass"),
    (300, 655, "2 515"),
    (50, 630, "Vann", 16),
    (50, 610, "Fastgebyr"),
    (300, 610, "kr 1 840"),
    (50, 590, "kr 26,50 per m3", 16),
]


def test_larger_and_bolder_lines_are_headings() -> None:
    """Each amount stands under the chapter that a reader sees above it; a large price heads none.

    A heading of two lines is one, and of type of the usual size the bold one stands lowest.
    """
    text = text_of(pdf(TYPESET))
    shown = {text.content[one.start : one.end]: one for one in text.blocks}
    assert shown["1 200"].headings == ("Betalingssatser", "Barnehage og\nskolefritid", "Barnehage")
    assert shown["2 515"].headings[1:] == ("Barnehage og\nskolefritid", "Skolefritidsordning")
    assert shown["kr 1 840"].headings == ("Betalingssatser", "Vann")
    assert shown["kr 26,50 per m3"].kind == "paragraph"
    levels = [one.level for one in text.blocks if one.kind == "heading"]
    assert levels == [1, 2, 5, 5, 2]


def test_a_paper_in_one_type_has_no_headings() -> None:
    """Nor has one that is bold throughout."""
    bold: Words = [(one[0], one[1], one[2], -10) for one in PRICES]
    for body in (pdf(PRICES), pdf(bold)):
        assert all(one.kind != "heading" for one in text_of(body).blocks)


def test_an_empty_cell_keeps_its_place() -> None:
    """A row that lacks a figure has the others under their own columns, without any rules."""
    text = text_of(
        pdf([
            (50, 750, "Inntekt"), (250, 750, "Per time"), (400, 750, "Per m\345ned"),
            (50, 735, "Under 2 G"), (405, 735, "240"),
            (50, 720, "Over 2 G"), (255, 720, "310"), (405, 720, "1 300"),
        ])
    )  # fmt: skip
    assert text.content.split("\n")[1] == "Under 2 G\t\t240"
    cell = next(one.cell for one in text.blocks if text.content[one.start : one.end] == "240")
    assert cell is not None
    assert cell.column_header == "Per måned"


#: What letters of 10 points take up, by the metrics that came with Helvetica.
HELVETICA = {"P": 6.67, "r": 3.33, "i": 2.22, "s": 5.0, "l": 2.22, "t": 2.78, "e": 5.56}


def test_type_that_is_set_wide_is_read_as_words() -> None:
    """Letters placed one by one are one word, where the gaps between words are wider."""
    across = 50.0
    words: Words = []
    for letter in "Prisliste":
        words.append((across, 750, letter))
        across += HELVETICA[letter] + 0.9
    words.append((across + 3, 750, "2026"))
    assert text_of(pdf(words)).content == "Prisliste 2026"


def test_a_frame_is_no_table() -> None:
    """Boxes around text change nothing."""
    framed = text_of(pdf(PRICES, rules=grid((40, 550), (720, 795)) + b" 0 0 m 9 9 l S"))
    assert framed.content == text_of(pdf(PRICES)).content


def test_a_report_is_read_to_its_sixtieth_page() -> None:
    """A price list has fewer."""
    pages: list[Words] = [[(50.0, 700.0, f"side {number}")] for number in range(70)]
    assert text_of(pdf(*pages)).content.endswith("side 59")


def test_pages_are_parted() -> None:
    """By a form feed, which belongs to no block."""
    assert text_of(pdf([(50, 700, "en")], [(50, 700, "to")])).content == "en\n\fto"


def test_a_page_without_text_is_empty() -> None:
    """A scanned picture says nothing; that is no error."""
    assert text_of(pdf([])).content == ""


#: Operators that show a picture on most of a page, whole or in strips, and on a corner of it.
PICTURE = b" q 560 0 0 800 20 20 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
STRIPS = b"".join(
    b" q 560 0 0 200 20 %d cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q" % up for up in (20, 230, 440)
)
COAT_OF_ARMS = b" q 90 0 0 90 20 700 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
STAMP: Words = [(50, 800, "Saksnr 2026/114"), (400, 800, "Side 1 av 3")]


@pytest.mark.parametrize(
    ("pages", "drawn", "legible"),
    [
        (([],), PICTURE, False),
        (([], []), STRIPS, False),
        ((STAMP, STAMP), PICTURE, False),
        (([],), COAT_OF_ARMS, True),
        ((RULED, RULED), PICTURE, True),
        (([],), b"", True),
        ((PRICES,), b"", True),
        (([], RULED), PICTURE, True),
        (([], [], RULED), PICTURE, False),
    ],
    ids=[
        "scanned",
        "in strips",
        "stamped",
        "letterhead",
        "words over a picture",
        "blank",
        "words",
        "cover",
        "more scanned than written",
    ],
)
def test_a_scanned_paper_is_not_legible(
    pages: Sequence[Words], drawn: bytes, *, legible: bool
) -> None:
    """Pages covered by a picture, with hardly a word, may say anything."""
    assert text_of(pdf(*pages, rules=drawn)).legible is legible


def test_what_is_stamped_on_a_scan_is_read() -> None:
    """The few words that are there are words."""
    assert text_of(pdf(STAMP, rules=PICTURE)).content == "Saksnr 2026/114\tSide 1 av 3"


@pytest.mark.parametrize("body", [b"", b"<html>", b"%PDF-1.4", b"%PDF-1.4\n%%EOF"])
def test_what_is_no_pdf_is_malformed(body: bytes) -> None:
    """Error pages are served as PDF now and then."""
    with pytest.raises(Malformed):
        text_of(body)


@settings(max_examples=40)
@given(st.data())
def test_a_broken_file_is_read_or_malformed(data: st.DataObject) -> None:
    """Cut off anywhere, a byte changed anywhere."""
    body = bytearray(pdf(PRICES, RULED, rules=RULES))
    at = data.draw(st.integers(0, len(body) - 1))
    body[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(body)))
    for broken in (bytes(body), bytes(body[:cut])):
        try:
            text_of(broken)
        except Malformed:
            continue
