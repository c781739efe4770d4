"""Phone numbers and addresses of an office, told from all the other numbers of a page."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from blind import entries
from hypothesis import given
from hypothesis import strategies as st
from pages import page
from stated import found_in, is_told, wanted_of
from tables_of import norwegian, words_of

from checker.extract.facts.contact import find, is_personal
from checker.extract.text import read, read_plain
from checker.model.catalog import Language
from checker.model.evidence import Text
from checker.model.value import Contact

SHIPPED = Path(__file__).parents[2] / "config" / "languages" / "nb.toml"
LISTS = tomllib.loads(SHIPPED.read_text())["words"]
NAMES = (
    *("phone", "staff", "phone_label", "other_number", "given_names", "place_names"),
    *("at_sign", "at_word", "dot_sign", "office_names", "office_parts"),
)
WORDS = Language("nb", "norsk", words={name: tuple(LISTS[name]) for name in NAMES})


def contacts(text: Text, words: Language = WORDS) -> list[str]:
    """The numbers and addresses found, in order."""
    shown = []
    end = 0
    for hit in find(text, words):
        assert isinstance(hit.value, Contact)
        assert end <= hit.start < hit.end <= len(text.content)
        end = hit.end
        shown.append(hit.value.phone or hit.value.email or "")
    return shown


@pytest.mark.parametrize(("tag", "row"), entries("contact", "contact_blind"))
def test_a_text_gives_these_contacts(tag: str, row: Mapping[str, Any]) -> None:
    """In order, with the words of the language as they are shipped."""
    found = found_in("contact", tag, row)
    assert is_told("contact", wanted_of("contact", row), found), found


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # seen
        ("Telefon: 35 00 00 00", ["+4735000000"]),
        ("ta kontakt på telefon 95263688 (betjenes i åpningstiden)", ["+4795263688"]),
        ("Tlf. 950 00 000", ["+4795000000"]),
        ("Sentralbord 3500 0000", ["+4735000000"]),
        ("Ring +47 35 00 00 00.", ["+4735000000"]),
        ("Ring (+47) 35\u00a000\u00a000\u00a000", ["+4735000000"]),
        ("Ring 0047 35000000", ["+4735000000"]),
        ("Servicetorg\t35 00 00 00\tåpent 9-15", ["+4735000000"]),
        ("Telefon\n35 00 00 00", ["+4735000000"]),
        ("Telefon 35 00 00 00 / 35 00 00 01", ["+4735000000", "+4735000001"]),
        ("Tlf: 35 00 00 00 Faks: 35 00 00 02", ["+4735000000"]),
        ("Ring 02800 hele døgnet", ["02800"]),
        ("Legevakt: 116 117", ["116117"]),
        ("Ved brann, ring 110", ["110"]),
        ("Grønt nummer telefon 800 33 300", ["+4780033300"]),
        ("Telefon 9-15 35 00 00 00", ["+4735000000"]),
        ("Telefon: 35.00.00.00.", ["+4735000000"]),
        ("Telefon: 35 00 00 00/35 00 00 01", ["+4735000000", "+4735000001"]),
        ("Telefon: 35\u202f00\u202f00\u202f00", ["+4735000000"]),
        ("Ordfører Ola Nordmann\nSentralbord: 35 00 00 00", ["+4735000000"]),
        ("Indre Fjord kommune, tlf. 35 00 00 00", ["+4735000000"]),
        # bugs
        ("Kontakt Kari Nordmann, tlf. 950 00 000", []),
        ("Ola Nordmann, enhetsleder\nTelefon: 950 00 000", []),
        ("Telefon i sak 2026/35000000", []),
        ("Telefontid 20.15 21.30", []),
        ("Organisasjonsnummer: 940 000 000", []),
        ("Org.nr. 940000000", []),
        ("Kontonummer 1234.56.78901", []),
        ("Bankgiro 1234 56 78901", []),
        ("Arkivsaksnr. 35000000", []),
        ("Det koster 35 000 000 kr", []),
        ("kr 35 00 00 00", []),
        ("Beløp 22 860 000", []),
        ("I årene 2024 2025 ble det", []),
        ("Telefontid 31-12-2026", []),
        ("Telefontid 2026-11-23", []),
        ("35000000", []),
        ("gnr. 35 bnr. 95", []),
        ("Telefontid 09 00 15 00", []),
        ("Kapasitet 110 personer", []),
        ("Pris 02800", []),
        ("Rådgiver Kari Nordmann, tlf. 35 00 00 00", []),
        ("Kari Nordmann\trektor\t950 00 000", []),
        ("https://x.no/35000000/telefon", []),
    ],
)
def test_phone_numbers_are_told_from_other_numbers(content: str, expected: list[str]) -> None:
    """E.164; short numbers as they are dialled; never a person's, never another number."""
    assert contacts(read_plain(content, language="nb")) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # seen
        ("E-post: Postmottak@prove.kommune.no.", ["postmottak@prove.kommune.no"]),
        ("bydrift.postmottak@x.kommune.no", ["bydrift.postmottak@x.kommune.no"]),
        ("post [at] x.kommune.no", ["post@x.kommune.no"]),
        ("post(a)x.kommune.no", ["post@x.kommune.no"]),
        ("post (at) x [dot] kommune [dot] no", ["post@x.kommune.no"]),
        ("post[alfakrøll]x.no", ["post@x.no"]),
        ("servicetorg@ås.kommune.no,", ["servicetorg@ås.kommune.no"]),
        # bugs
        ("kari.nordmann@x.kommune.no", []),
        ("kari@x.kommune.no", []),
        ("ola-kristian_hansen.moe@x.no", []),
        ("logo@2x.png", []),
        ("@kommunen på X", []),
        ("se deg rundt (a) og b", []),
    ],
)
def test_addresses_of_offices_are_read(content: str, expected: list[str]) -> None:
    """Disguised ones too; those that name a person are left out."""
    assert contacts(read_plain(content, language="nb")) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # seen
        ("<a href='mailto:post@x.kommune.no'>Send e-post</a>", ["post@x.kommune.no"]),
        ("<a href='mailto:post%40x.no?subject=a'>post@x.no</a>", ["post@x.no"]),
        ("E-post: &#112;ost&#64;x.no", ["post@x.no"]),
        ("<span class=__cf_email__ data-cfemail=2a5a45595e6a52044445>[email]</span>",
         ["post@x.no"]),
        ("<a href='/cdn-cgi/l/email-protection#2a5a45595e6a52044445'>Skriv</a>", ["post@x.no"]),
        ("<a href='tel:+4735000000'>Ring oss</a>", ["+4735000000"]),
        ("<a href='tel:35 00 00 00'>35 00 00 00</a>", ["+4735000000"]),
        ("<dl><dt>Telefon</dt><dd>35000000</dd></dl>", ["+4735000000"]),
        ("<table><tr><th>Tlf</th><td>35 00 00 00</td></tr></table>", ["+4735000000"]),
        # bugs
        ("<a href='mailto:kari.nordmann@x.no'>Kari</a>", []),
        ("<a href='tel:123'>x</a>", []),
        ("<a href='mailto:'>x</a>", []),
    ],
)  # fmt: skip
def test_links_are_contacts_too(html: str, expected: list[str]) -> None:
    """The quote is the words of the link."""
    assert contacts(read(page(html))) == expected


@pytest.mark.parametrize(
    ("tag", "office", "person"),
    [
        ("sv", "kommun.registrator@x.se", "anna.svensson@x.se"),
        ("da", "borger.service@x.dk", "anne.jensen@x.dk"),
        ("en", "customer.service@x.org", "anne.smith@x.org"),
    ],
)
def test_each_language_knows_its_own_offices(tag: str, office: str, person: str) -> None:
    """Their words are data: another language is a file."""
    assert not is_personal(office, words_of(tag))
    assert is_personal(person, words_of(tag))


@pytest.mark.parametrize(
    ("email", "personal"),
    [
        ("fornavn.etternavn@x.kommune.no", True),
        ("torgeir.postmyr@x.kommune.no", True),
        ("anne-lise.berg@x.kommune.no", True),
        ("plan.bygg@x.kommune.no", False),
        ("sandnes.bibliotek@x.kommune.no", False),
        ("postmottak@x.kommune.no", False),
        ("post.barnehage@x.kommune.no", False),
        ("sauda.post@sauda.kommune.no", False),
    ],
)
def test_persons_are_told_from_offices(email: str, personal: bool) -> None:  # noqa: FBT001  a row
    """Names of employees are never published."""
    assert is_personal(email, norwegian()) == personal


@given(st.text(alphabet="0123456789 +()-./tlf:\n\t@xno", max_size=60))
def test_no_text_raises(content: str) -> None:
    """In order, disjoint, inside the text."""
    contacts(read_plain(content, language="nb"))
