"""Addresses that a page hides from machines and shows to people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import page
from tables_of import norwegian

from checker.extract.facts import contact
from checker.extract.text import read
from checker.extract.text.disguise import spelled_by_attributes, spelled_by_script
from checker.model.value import Contact


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        # seen
        ("document.write('post' + '@' + 'x.no');", "post@x.no"),
        ("document.write('<a href=\"mailto:post@x.no\">post@x.no</a>');", "post@x.no"),
        ("var a = 'post'; var b = 'x.no'; document.write(a + '@' + b);", "post@x.no"),
        ('var u="post",d="x.kommune.no";el.href="mailto:"+u+"@"+d;', "post@x.kommune.no"),
        ("var e='post'+String.fromCharCode(64)+'x.no';", "post@x.no"),
        ("document.write('post&#64;x.no')", "post@x.no"),
        ("document.write('post\\x40x.no')", "post@x.no"),
        # bugs
        ("import '@scope/module'; var v = 'a@1.2.3';", None),
        ("var a = '@media print';", None),
        ("x" * 5000 + "'post@x.no'", None),
        ("", None),
    ],
)
def test_a_script_spells_an_address(code: str, expected: str | None) -> None:
    """From pieces and variables; long scripts are programs."""
    assert spelled_by_script(code) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>E-post: <script>document.write('post' + '@' + 'x.no')</script></p>",
        "<p>E-post: <a href='#' data-user=post data-domain=x.no></a></p>",
        "<p>E-post: <span data-cfemail=2a5a45595e6a52044445></span></p>",
    ],
)
@pytest.mark.parametrize("fallback", [False, True])
def test_the_address_stands_where_people_see_it(html: str, fallback: bool) -> None:  # noqa: FBT001  a parameter
    """In the readable text, so that it can be quoted."""
    text = read(page(html), fallback=fallback)
    assert text.content == "E-post: post@x.no"
    assert [hit.value for hit in contact.find(text, norwegian())] == [Contact(email="post@x.no")]


def test_attributes_without_an_address_say_nothing() -> None:
    """Other things are called data-user too."""
    assert spelled_by_attributes({"data-user": "12", "data-domain": "intern"}) is None


@given(st.text(alphabet="'\"+@ax.no();=\\ \n", max_size=100))
def test_no_script_raises(code: str) -> None:
    """Whatever it is."""
    spelled_by_script(code)
