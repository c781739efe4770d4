"""What a browser would show of a page, with its shape: seen on municipal sites."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import page, sound

from checker.extract.text import read
from checker.model.evidence import Block, Text


def content(html: str) -> str:
    text = read(page(html))
    sound(text)
    return text.content


def block(text: Text, words: str) -> Block:
    """The block that has these words."""
    return next(one for one in text.blocks if words in text.content[one.start : one.end])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # seen
        ("<p>a  b\n c</p><p>d</p>", "a b c\nd"),
        ("<p>Man-fre 9-15<br>Lør 10-14<br/></p>", "Man-fre 9-15\nLør 10-14"),
        ("<p>2\u00a0850 kr og 2\u2009850 kr</p>", "2\u00a0850 kr og 2\u2009850 kr"),
        ("<p>barne&shy;hage\u200b</p>", "barnehage"),
        ("<ul><li>en<li>to<ul><li>tre</ul></ul>", "en\nto\ntre"),
        ("<dl><dt>Telefon<dd>35 00 00 00</dl>", "Telefon\n35 00 00 00"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("<table><tr><td>a<td><td>c</table>", "a\t\tc"),
        ("<div role=table><div role=row><p role=cell>a</p><p role=cell>b</p></div></div>", "a\tb"),
        ("<details><summary>Pris</summary><p>100 kr</p></details>", "Pris\n100 kr"),
        ("<pre>a  b\n  c</pre>", "a b\nc"),
        ("<p>B<b>arne</b>hage</p>", "Barnehage"),
        ("<script>x</script><style>y</style><p>a<noscript>z</noscript>", "a"),
        ("<svg><title>Group 5 Shape</title></svg><p>a", "a"),
        ("<template><p>x</p></template><select><option>x</select><p>a", "a"),
        ("<p hidden>x</p><p style='display: none'>y</p><p>a", "a"),
        ("<input value=x><textarea>y</textarea><p>a", "a"),
        ("<p>a</p><!-- x --><p>b</p>", "a\nb"),
        # raised and lowered figures
        ("<td>kr per m<sup>2</sup>8500,-", "kr per m² 8500,-"),
        ("<p>0 – 500 m<sup>2</sup> 13 050 kroner", "0 – 500 m² 13 050 kroner"),
        ("<p>08<sup>30</sup> – 15<sup>00</sup>", "08.30 – 15.00"),
        ("<p>kl. 9<sup>oo</sup>", "kl. 9.00"),
        ("<p>Gebyr 8500<sup>1</sup>", "Gebyr 8500 ¹"),
        ("<p>kr 149<sup>00</sup>", "kr 149,00"),
        ("<p>105<sup>,-</sup> og 105,-<sup>*)</sup>", "105,- og 105,-*)"),
        ("<p>CO<sub>2</sub>-avgift", "CO₂-avgift"),
        ("<p>pris<sup><a href=#1>[1]</a></sup>", "pris[1]"),
        # inline elements side by side
        ("<span class=d>Mandag</span><span class=t>08:00–15:30</span>", "Mandag 08:00–15:30"),
        ("<a href=/a>Hjem</a><a href=/b>Skole</a><span>SFO</span>", "Hjem Skole SFO"),
        ("<b>Telefon</b>35 00 00 00", "Telefon 35 00 00 00"),
        ("<span class='TextRun SCXW1'>Barne</span><span class='TextRun'>hage</span>", "Barnehage"),
        ("<span>Åpnings</span><span>tider</span>", "Åpningstider"),
        # folded, not hidden
        ("<button aria-controls=p1>Pris</button><div id=p1 hidden>100 kr</div>", "Pris\n100 kr"),
        ("<div class='accordion-panel' style='display:none'>100 kr</div>", "100 kr"),
        ("<div role=tabpanel hidden>100 kr</div>", "100 kr"),
        ("<div hidden=until-found>100 kr</div>", "100 kr"),
        ("<a href='#mer'>Mer</a><div id=mer style='display:none'>100 kr</div>", "Mer\n100 kr"),
        # bugs
        ("<div id=m class=modal hidden>x</div><a href='#m'>Åpne</a>", "Åpne"),
        ("<span class='material-icons'>expand_more</span> Pris", "Pris"),
        ("<table><tr><td>Mandag<br>Tirsdag<td>9-15<br>10-14</table>",
         "Mandag\t9-15\nTirsdag\t10-14"),
        ("<table><tr><td>Pris<td>100 kr<br>per måned</table>", "Pris\t100 kr\nper måned"),
        ("<table><tr><td><h2>Pris</h2><p>100 kr</p><td><p>Meny</table>", "Pris\n100 kr\nMeny"),
        ("<p>a<br><br>b", "a\nb"),
        ("<p>&nbsp;</p><p>a", "a"),
    ],
)  # fmt: skip
def test_content_is_what_a_reader_sees(html: str, expected: str) -> None:
    """Lines, cells and raised figures apart; hidden text gone, folded text kept."""
    assert content(html) == expected


@pytest.mark.parametrize(
    ("html", "words", "kind", "headings"),
    [
        ("<h1>A</h1><h2>B</h2><p>x", "x", "paragraph", ("A", "B")),
        ("<h1>A</h1><h3>B</h3><h2>C</h2><p>x", "x", "paragraph", ("A", "C")),
        ("<h1>A</h1><h2>B</h2>", "B", "heading", ("A",)),
        ("<h2>A</h2><section><h2>B</h2><p>y</section><p>x", "x", "paragraph", ("A",)),
        ("<section><h2>B</h2></section><p>x", "x", "paragraph", ("B",)),
        ("<h2>A</h2><details><summary>B</summary><p>x</details>", "x", "paragraph", ("A", "B")),
        ("<details><summary>B</summary><h3>C</h3><p>x</details>", "x", "paragraph", ("B", "C")),
        ("<details><summary>B</summary><p>y</details><p>x", "x", "paragraph", ()),
        ("<button aria-expanded=false>B</button><div><p>x", "x", "paragraph", ("B",)),
        ("<h3><button aria-expanded=false>B</button></h3><p>x", "x", "paragraph", ("B",)),
        ("<a data-toggle=collapse href=#c>B</a><div id=c><p>x", "x", "paragraph", ("B",)),
        ("<p><strong>B</strong></p><p>x", "x", "paragraph", ("B",)),
        ("<p><strong>Barn 0-2 år</strong></p><p>x", "x", "paragraph", ("Barn 0-2 år",)),
        ("<p><strong>Mandag 9-15</strong></p><p>x", "x", "paragraph", ()),
        ("<p><strong>Kr 2 850</strong></p><p>x", "x", "paragraph", ()),
        ("<p><strong>Dette gjelder alle.</strong></p><p>x", "x", "paragraph", ()),
        ("<div role=heading aria-level=3>B</div><p>x", "x", "paragraph", ("B",)),
        ("<nav><h2>Meny</h2></nav><p>x", "x", "paragraph", ()),
        ("<h1>A</h1><h2>B</h2><footer><p>x", "x", "paragraph", ()),
        ("<header><h1>A</h1></header><main><p>x", "x", "paragraph", ("A",)),
        ("<dl><dt>x</dl>", "x", "term", ()),
        ("<figure><figcaption>x</figure>", "x", "caption", ()),
        ("<ol><li><p>x", "x", "item", ()),
        ("<div class=accordion><button aria-expanded=true>B</button><p>y</div><p>x",
         "x", "paragraph", ()),
    ],
)  # fmt: skip
def test_a_block_knows_what_it_is_and_stands_under(
    html: str, words: str, kind: str, headings: tuple[str, ...]
) -> None:
    """Headings end at the next of their rank, and with the part of the page that they head."""
    text = read(page(html))
    one = next(b for b in text.blocks if text.content[b.start : b.end] == words)
    assert (one.kind, one.headings) == (kind, headings)


@pytest.mark.parametrize(
    ("html", "region"),
    [
        ("<main><p>x", "main"),
        ("<nav><p>x", "navigation"),
        ("<header><p>x", "header"),
        ("<footer><p>x", "footer"),
        ("<aside><p>x", "aside"),
        ("<div role=contentinfo><p>x", "footer"),
        ("<div class=bunn><p>x", "footer"),
        ("<div id=footer-wrapper><p>x", "footer"),
        ("<div class='hovedmeny stor'><p>x", "navigation"),
        ("<div class=siteHeader><p>x", "header"),
        ("<ul class=breadcrumbs><li>x", "navigation"),
        ("<main><article><header><p>x", "main"),
        ("<main><article><footer><p>x", "main"),
        ("<main><div class=card-footer><p>x", "main"),
        ("<main><div class=footer><p>x", "main"),
        ("<body class='has-menu header'><p>x", "main"),
        ("<div class=menukort><p>x", "main"),
        ("<div class=page-header><h1>x", "main"),
        ("<footer><nav></nav><p>x", "footer"),
    ],
)
def test_a_block_knows_its_region(html: str, region: str) -> None:
    """By element, role or the names that templates give; an article's own header is content."""
    text = read(page(html))
    assert block(text, "x").region == region


@pytest.mark.parametrize(
    ("html", "words", "uri"),
    [
        # seen
        ("<a href=pris.pdf>Priser</a>", "Priser", "https://www.prove.kommune.no/skole/pris.pdf"),
        ("<a href=/a aria-label='Meny'></a>", "Meny", "https://www.prove.kommune.no/a"),
        ("<a href=/a title=Hjem><img alt=''></a>", "Hjem", "https://www.prove.kommune.no/a"),
        ("<a href=/a><img alt=Våpen></a>", "Våpen", "https://www.prove.kommune.no/a"),
        ("<a href=/a aria-label='Les mer om SFO'>Les mer</a>", "Les mer om SFO",
         "https://www.prove.kommune.no/a"),
        ("<a href=/a><h3>SFO</h3><p>Om SFO</p></a>", "SFO Om SFO",
         "https://www.prove.kommune.no/a"),
        ("<base href='https://x.no/b/'><a href=c>d</a>", "d", "https://x.no/b/c"),
        ("<a href='//x.no/a'>b</a>", "b", "https://x.no/a"),
        ("<a href='#b'>b</a>", "b", "https://www.prove.kommune.no/skole/sfo#b"),
        ("<a href='\n /a b '>c</a>", "c", "https://www.prove.kommune.no/a%20b"),
        ("<map><area href=/a alt=Kart></map><p>x", "Kart", "https://www.prove.kommune.no/a"),
        ("<iframe src=/skjema title=Skjema></iframe>", "Skjema",
         "https://www.prove.kommune.no/skjema"),
        # bugs
        ("<a href='javascript:void(0)'>x</a>", None, None),
        ("<a href='http://['>x</a>", None, None),
        ("<a name=x>x</a>", None, None),
        ("<a href=''>x</a>", None, None),
    ],
)  # fmt: skip
def test_a_link_has_words_and_an_absolute_address(
    html: str, words: str | None, uri: str | None
) -> None:
    """Its own words, else what people who cannot see it are told; the base counts."""
    text = read(page(html))
    sound(text)
    found = [(anchor.words, anchor.uri) for anchor in text.anchors]
    assert found == ([] if words is None else [(words, uri)])


def test_the_words_of_a_link_stand_where_it_says() -> None:
    """Across blocks, in cells and behind raised figures."""
    text = read(
        page(
            "<p>a m<sup>2</sup> <a href=/1> en </a></p><table><tr><td>x<td><a href=/2>to</a> y"
            "</table><a href=/3><h3>tre</h3><p>fire</p></a><p>z <a href=/4></a></p>"
            "<table><tr><td>A<br><a href=/5>B</a><td>1<br>2</table>"
        )
    )
    said = {one.uri[-1]: text.content[one.start : one.end] for one in text.anchors}
    assert said == {"1": "en", "2": "to", "3": "tre\nfire", "4": "", "5": "B"}


def test_title_and_main_heading_are_told_together() -> None:
    """One of the two alone often is the municipality's name."""
    assert read(page("<title>X kommune</title><h1>SFO</h1>")).title == "SFO – X kommune"
    assert read(page("<title>SFO</title><h1>SFO</h1>")).title == "SFO"
    assert read(page("<p>x")).title == ""


@pytest.mark.parametrize("unit", ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<a href=x><p>"])
def test_depth_without_end_is_cut(unit: str) -> None:
    """A hundred thousand open elements neither crash the reader nor hold it up."""
    text = read(page("<h1>Før</h1>" + unit * 100_000 + "hei"))
    assert text.content.startswith("Før")


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_a_page_may_end_anywhere(cut: int) -> None:
    """A download that broke off is read as far as it goes."""
    html = (
        "<html lang=nb><head><title>SFO</title></head><body><main><h1>SFO</h1><table><caption>"
        "Priser</caption><tr><th>Plass<th>Kr</tr><tr><td>Hel<td>2 850 m<sup>2</sup></tr></table>"
        "<details><summary>Mer</summary><p>Ring <a href='tel:35000000'>35 00 00 00</a></details>"
        "<p>Slutt &aring;</p></main><footer><p>post&#64;x.no</p></footer></body></html>"
    )
    for fallback in (False, True):
        sound(read(page(html[:cut]), fallback=fallback))


WORDS = ["Åpent", "9–15", "2 850 kr", "a &amp; b", "m²", "<a href='/x'>Telefon</a>"]
ORDINARY = st.recursive(
    st.sampled_from(WORDS),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["div", "section", "b", "span class=x", "main", "nav", "em"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=12,
)
LEAVES = st.sampled_from(["p", "h2", "h3", "li", "td", "th"])


@given(st.lists(st.tuples(LEAVES, st.lists(ORDINARY, min_size=1, max_size=2)), max_size=6))
def test_both_parsers_agree_on_ordinary_markup(parts: list[tuple[str, list[str]]]) -> None:
    """Well-formed markup reads the same, so proofs hold whichever parser made them."""
    body = ""
    for tag, inner in parts:
        flows = tag in {"td", "th", "li"}  # a paragraph or heading holds no blocks
        element = f"<{tag}>{' '.join(one for one in inner if flows or one in WORDS)}</{tag}>"
        if tag in {"td", "th"}:
            element = f"<table><tbody><tr>{element}<td>9</td></tr></tbody></table>"
        body += f"<ul>{element}</ul>" if tag == "li" else element
    html = f"<html lang='nb'><head><title>T</title></head><body>{body}</body></html>"
    quick, slow = read(page(html)), read(page(html), fallback=True)
    assert (quick.content, quick.blocks) == (slow.content, slow.blocks)
    assert quick.anchors == slow.anchors
