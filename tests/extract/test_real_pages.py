"""Whole pages as public bodies published them; they are not part of the project.

They lie in the folder that KOMMUNETEST_SHARED names, else in "shared" beside the checkout.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from pages import page, sound
from tables_of import words_of
from verdicts import judged

from checker.extract.facts import contact, dates
from checker.extract.text import read
from checker.extract.text.language import language_of
from checker.model.evidence import Text
from checker.model.record import Absent, Finding, Found
from checker.model.value import Contact, Date, Hours

BESIDE = Path(__file__).resolve().parents[3] / "shared"
SHARED = Path(os.environ.get("KOMMUNETEST_SHARED", BESIDE)) / "real"
PAGES = sorted(SHARED.glob("pages/*.html")) + sorted(SHARED.glob("brreg/**/*.html"))
NORWEGIAN = words_of("nb")

pytestmark = pytest.mark.skipif(not PAGES, reason=f"no real pages in {SHARED}")


def pool(*, fallback: bool = False) -> Text:
    """The page of a swimming pool in Trondheim, as of 25.02.2019."""
    body = (SHARED / "pages" / "trondheim-husebybadet.html").read_bytes()
    return read(page(body, uri="https://www.trondheim.kommune.no/husebybadet/"), fallback=fallback)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name + "/" + path.name)
def test_every_page_is_read_alike_by_both_parsers(path: Path) -> None:
    """The same words whichever parser read them."""
    evidence = page(path.read_bytes())
    quick, slow = read(evidence), read(evidence, fallback=True)
    sound(quick)
    sound(slow)
    assert quick.content.split() == slow.content.split()
    assert len(quick.anchors) == len(slow.anchors)


def test_a_pool_page_keeps_its_shape() -> None:
    """Hours stand under their headings, prices under theirs, and nothing is glued."""
    text = pool()
    shown = {text.content[one.start : one.end]: one for one in text.blocks}
    assert shown["Alle hverdager: 06.30-08.30"].headings[1:] == (
        "Ordinære åpningstider",
        "Morgenbading",
    )
    price = next(one for words, one in shown.items() if words.startswith("Enkeltbillett: 105,-\n"))
    assert price.headings[1:] == ("Billettpriser", "Voksne")
    assert text.language == "nb"
    assert "Husebybadet" in text.title
    assert not any(one.kind == "heading" and "105" in words for words, one in shown.items())


def test_a_pool_page_names_one_number_and_one_mailbox() -> None:
    """Age limits, clips and degrees are no numbers to call; a stamp is a date."""
    text = pool()
    found = {hit.value for hit in contact.find(text, NORWEGIAN)}
    assert found == {
        Contact(phone="+4795263688"),
        Contact(email="bydrift.postmottak@trondheim.kommune.no"),
    }
    assert [hit.value for hit in dates.find(text, NORWEGIAN)] == [Date("2019-02-25")]


def test_a_page_of_menus_has_regions() -> None:
    """A mega menu is navigation, and its links are all there."""
    text = read(page((SHARED / "pages" / "sauda-moter.html").read_bytes()))
    assert {"navigation", "main"} <= {one.region for one in text.blocks}
    assert len(text.anchors) > 30
    assert language_of(text.content, declared="no") in {"nb", "nn"}


def verdicts(*paths: Path, site: str) -> Mapping[str, Finding]:
    """Return what a visit that saw these pages of a site finds."""
    return judged(page(path.read_bytes(), uri=f"{site}{path.stem}") for path in paths)


def test_documentation_answers_no_question_of_inhabitants() -> None:
    """Error messages, access rules and other people's addresses: nothing is there."""
    found = verdicts(*SHARED.glob("brreg/**/*.html"), site="http://127.0.0.1:8000/docs/")
    assert {name for name, finding in found.items() if isinstance(finding, Found)} == set()


def test_a_page_of_menus_answers_by_its_links_only() -> None:
    """A list of meetings has no hours and no prices; its menus lead to four answers."""
    found = verdicts(SHARED / "pages" / "sauda-moter.html", site="https://www.sauda.kommune.no/")
    assert {name for name, finding in found.items() if not isinstance(finding, Absent)} == {
        "accessibility_statement",
        "records_access",
        "self_service",
        "social_media",
    }


def test_a_pool_page_answers_for_the_pool() -> None:
    """Its ordinary hours come first; its phone and its mailbox are not the municipality's."""
    path = SHARED / "pages" / "trondheim-husebybadet.html"
    found = verdicts(path, site="https://www.trondheim.kommune.no/")
    assert {name for name, finding in found.items() if isinstance(finding, Found)} == {
        "pool_hours",
        "records_access",
        "self_service",  # "Skjema fra A til Å"
    }
    ordinary = found["pool_hours"]
    assert isinstance(ordinary, Found)
    assert ordinary.value == Hours(
        "Mo,We,Fr 15:00-20:00; Tu,Th 15:00-17:30,19:30-22:30; Sa,Su 10:00-16:00"
    )
