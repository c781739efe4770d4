"""Addresses: one spelling for one page, one site for one municipality, links as values."""

from collections.abc import Mapping
from typing import Any

import pytest
from blind import entries
from hypothesis import given
from hypothesis import strategies as st
from pages import page
from stated import SITE, found_in, is_told, links_for, links_naming, wanted_of

from checker.config import load_elements, shipped
from checker.extract.facts.links import canonical, same_site
from checker.extract.facts.promise import rank
from checker.extract.text import read
from checker.model.evidence import Anchor
from checker.model.value import Link

ELEMENTS = load_elements(shipped())


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        # seen
        ("https://x.no", "https://x.no/"),
        ("https://X.NO:443/a#b", "https://x.no/a"),
        ("http://x.no:8080/", "http://x.no:8080/"),
        ("https://x.no/?utm_source=a&b=1&fbclid=c", "https://x.no/?b=1"),
        ("https://x.no/a?b=2&a=1", "https://x.no/a?a=1&b=2"),
        ("https://x.no/a.5849.aspx?Print=1", "https://x.no/a.5849.aspx"),
        ("https://x.no/a?printable=1", "https://x.no/a"),
        ("https://x.no/a?tmpl=component&print=1", "https://x.no/a"),
        ("https://x.no/a?fragment=chapter-1572", "https://x.no/a"),
        ("https://x.no/a/index.html", "https://x.no/a/"),
        ("https://x.no/Default.aspx", "https://x.no/"),
        ("https://x.no/%c3%a5pent", "https://x.no/%C3%A5pent"),
        ("https://x.no/åpent", "https://x.no/%C3%A5pent"),
        ("https://x.no/%7Euser", "https://x.no/~user"),
        ("https://ås.kommune.no/", "https://xn--s-1fa.kommune.no/"),
        ("https://x.no/a/../b/./c", "https://x.no/b/c"),
        ("https://x.no/a?q=b+c", "https://x.no/a?q=b+c"),
        ("https://x.no/a?522028", "https://x.no/a?522028"),
        ("mailto:post@x.no", "mailto:post@x.no"),
        # bugs
        ("https://[::1]:8080/a", "https://[::1]:8080/a"),
        ("https://x.no:port/", "https://x.no:port/"),
        ("https://[/", "https://[/"),
        ("https://x.no/a?printer-guide=1", "https://x.no/a?printer-guide=1"),
        ("https://x.no/indexer.html", "https://x.no/indexer.html"),
        ("https://x.no/a%2Fb", "https://x.no/a%2Fb"),
    ],
)
def test_one_page_has_one_address(uri: str, expected: str) -> None:
    """RFC 3986 section 6.2, and what visitors' tracking and print versions add."""
    assert canonical(uri) == expected


@given(st.text(max_size=40))
def test_canonical_is_final(tail: str) -> None:
    """Any address is taken, and what comes out stays as it is."""
    for uri in (tail, f"https://x.no/{tail}", f"https://{tail}", f"https://x.no/?{tail}"):
        once = canonical(uri)
        assert canonical(once) == once


@pytest.mark.parametrize(
    ("uri", "home", "same"),
    [
        # seen
        ("https://www.x.kommune.no/a", "https://x.kommune.no/", True),
        ("http://x.kommune.no/a", "https://www.x.kommune.no/", True),
        ("https://skjema.x.kommune.no/", "https://www.x.kommune.no/", True),
        ("https://innsyn.skjema.x.kommune.no/", "https://ny.x.kommune.no/", True),
        ("https://www.x.no/", "https://x.no/", True),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8001/", True),
        ("https://xn--s-1fa.kommune.no/", "https://ås.kommune.no/", True),
        # bugs
        ("https://y.kommune.no/", "https://x.kommune.no/", False),
        ("https://kommune.no/", "https://x.kommune.no/", False),
        ("https://x.kommune.no.evil.com/", "https://x.kommune.no/", False),
        ("https://evilx.kommune.no/", "https://x.kommune.no/", False),
        ("http://127.0.0.1:8002/", "http://127.0.0.1:8001/", False),
        ("http://127.0.0.2/", "http://127.0.0.1/", False),
        ("https://andre.custompublish.com/", "https://x.custompublish.com/", False),
        ("mailto:post@x.no", "https://x.no/", False),
        ("https://x.no:port/", "https://x.no/", False),
        ("", "", False),
    ],
)
def test_a_site_is_one_municipality(uri: str, home: str, same: bool) -> None:  # noqa: FBT001  row
    """kommune.no is a public suffix; ports tell two sites on one machine apart."""
    assert same_site(uri, home) == same


def linked(content: str, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """The addresses found, without the page's own host, each with its quote."""
    text = read(page(f"<body>{content}", uri=f"{SITE}/"))
    shown = []
    for hit in links_naming(text, "nb", words):
        assert isinstance(hit.value, Link)
        shown.append((hit.value.uri.removeprefix(SITE), text.content[hit.start : hit.end]))
    return shown


def test_links_are_found_by_their_words() -> None:
    """Each page once, quoted by the words of its first link; a mailbox is none."""
    content = (
        "<p><a href=/a>Tømmekalender</a><p><a href=/a#b>Tømmekalenderen</a><p><a href=/b>Skole</a>"
        "<p><a href='mailto:x@y.no'>tømmekalender</a>"
    )
    assert linked(content, ("tømmekalender",)) == [("/a", "Tømmekalender")]


def test_links_are_found_by_their_address() -> None:
    """Where no words name it: those may only say what it is for, and an icon has none to quote."""
    content = "<p><a href=/tommekalender>Finn din dag</a><p><a href=/toemmekalender2></a>"
    assert linked(content, ("tømmekalender",)) == [
        ("/tommekalender", "Finn din dag"),
        ("/toemmekalender2", ""),
    ]


def test_words_go_before_the_address() -> None:
    """What a reader sees counts more than what stands behind it."""
    content = "<p><a href=/tommekalender>Finn din dag</a><p><a href=/a>Tømmekalender</a>"
    assert linked(content, ("tømmekalender",)) == [("/a", "Tømmekalender")]


ROWS = entries("link", "link_blind")


@pytest.mark.parametrize(("tag", "row"), [one for one in ROWS if "words" in one.values[1]])
def test_these_links_are_found(tag: str, row: Mapping[str, Any]) -> None:
    """In order of the page."""
    found = found_in("link", tag, row)
    assert is_told("link", wanted_of("link", row), found), found


@pytest.mark.parametrize(("tag", "row"), [one for one in ROWS if "better" in one.values[1]])
def test_the_better_link_is_followed_first(tag: str, row: Mapping[str, Any]) -> None:
    """For an element of the catalogue as it is shipped."""
    element = next(one for one in ELEMENTS if one.id == row["element"])
    better, worse = (
        rank(Anchor(0, 0, SITE + path, words), (element,), (tag,), clicks=1)
        for words, path in (row["better"], row["worse"])
    )
    assert better.elements == (element.id,)
    assert better.score > worse.score


@pytest.mark.parametrize(
    ("tag", "row"), [one for one in ROWS if {"element", "text"} <= one.values[1].keys()]
)
def test_a_person_would_take_this_link(tag: str, row: Mapping[str, Any]) -> None:
    """The surest link for an element of the catalogue, none where none leads there."""
    _, hits = links_for(row["element"], tag, row["text"])
    named = [hit.value.uri for hit in hits if isinstance(hit.value, Link)]
    assert [uri.removeprefix(SITE) for uri in named] == row["wants"]
