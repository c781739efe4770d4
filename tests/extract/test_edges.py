"""What stands at the foot of a page belongs to the site, though no element says so."""

import pytest
from pages import page, sound

from checker.extract.text import read
from checker.extract.text.edges import foot_of

CONTENT = (
    "<h1>SFO</h1><p>SFO er åpen hver dag fra kl. 7 til 16.30, også i høstferien.</p>"
    "<p>Hel plass koster 2 850 kroner, og halv plass koster 1 900 kroner.</p>"
)
TOLD = "Prøve kommune, Storgata 1. Telefon 75 00 12 00. post@prove.kommune.no"


def foot(html: str) -> str:
    """The words of the footer, as they stand in the text."""
    text = read(page(f"<html lang=nb><body>{html}"))
    sound(text)
    blocks = [one for one in text.blocks if one.region == "footer"]
    assert all(not one.headings for one in blocks)
    return " ".join(text.content[one.start : one.end] for one in blocks)


@pytest.mark.parametrize(
    "html",
    [
        # seen
        f"<div>{CONTENT}</div><div>{TOLD}</div>",
        f"<div class=side><div>{CONTENT}</div><div><div><p>{TOLD}</p></div></div></div>",
        f"<table><tr><td>Alt</td><td>{CONTENT}</td></tr><tr><td colspan=2>{TOLD}</td></tr></table>",
        f"<CENTER><TABLE><TR><TD><TABLE><TR><TD>{CONTENT}</TABLE></TD></TR><TR><TD>{TOLD}</TABLE>",
        f"<form><div>{CONTENT}</div><div><font size=1>{TOLD}</font></div></form>",
        f"<div class=sc-pg>{CONTENT}</div><div class=sc-ft>{TOLD}</div>",
    ],
)
def test_the_last_part_with_the_address_is_the_foot(html: str) -> None:
    """Small, apart from the part with the headings, with whose page it is and how to reach them."""
    assert foot(html) == TOLD


@pytest.mark.parametrize(
    "html",
    [
        # bugs
        f"{CONTENT}<p>{TOLD}</p>",
        f"<div>{CONTENT}<p>{TOLD}</p></div>",
        f"<div>{CONTENT}</div><div><h2>Kontakt</h2><p>{TOLD}</p></div>",
        f"<div>{CONTENT}</div><div>Spør rektor, tlf. 75 00 12 34.</div>",
        f"<div>{CONTENT}</div><div>Prøve kommune ønsker deg velkommen.</div>",
        f"<div><h1>Kontakt</h1></div><div>{TOLD}</div>",
        f"<div>{TOLD}</div><div>{CONTENT}</div>",
        f"<main>{CONTENT}</main><div>{TOLD}</div><footer>Til toppen</footer>",
        f"<div>{CONTENT}</div><div>{TOLD} {'Vi hjelper deg gjerne med alt. ' * 30}</div>",
        f"<div>{TOLD}</div>",
        "",
    ],
)
def test_what_is_about_the_page_stays_in_it(html: str) -> None:
    """Content, however it ends; nothing moves where a footer is marked."""
    assert TOLD not in foot(html)


def test_links_of_the_foot_go_with_it() -> None:
    """A link there is one of the site."""
    text = read(
        page(f"<div>{CONTENT}<a href=/a>Søk</a></div><div>{TOLD} <a href=/b>Hjem</a></div>")
    )
    assert [one.region for one in text.anchors] == ["main", "footer"]


def test_a_text_without_blocks_has_no_foot() -> None:
    """Nothing is set apart of nothing."""
    assert foot_of("", [], []) == 0
