"""Addresses that a page hides from machines and shows to people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import page
from tables_of import norwegian

from checker.extract.facts import contact
from checker.extract.text import read
from checker.extract.text.disguise import (
    address_behind,
    spelled_by_attributes,
    spelled_by_script,
    untwisted,
)
from checker.model.value import Contact

#: What Joomla has cloaked addresses with.
JOOMLA = (
    "var prefix='&#109;a'+'i&#108;'+'&#116;o';var addy1='p&#111;st'+'&#64;';"
    "addy1=addy1+'x'+'&#46;'+'n&#111;';document.write(addy1);"
)


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
        ("el.href='mailto:'+['post','x.no'].join('@')", "post@x.no"),
        ('var p=["post","@","x",".","no"];a.innerHTML=p.join("");', "post@x.no"),
        ("document.write('on.x@tsop'.split('').reverse().join(''))", "post@x.no"),
        ("var s='post@x.no'; list.reverse();", "post@x.no"),
        ("document.write(atob('cG9zdEB4Lm5v'))", "post@x.no"),
        ("document.write(unescape('%70%6F%73%74%40%78%2E%6E%6F'))", "post@x.no"),
        ("location=decodeURIComponent('mailto%3Apost%40x.no')", "post@x.no"),
        ("write(String.fromCharCode(112,111,115,116,64,120,46,110,111))", "post@x.no"),
        (
            "write('cbfg@k.ab'.replace(/[a-z]/g,function(c){return c.charCodeAt(0)+13}))",
            "post@x.no",
        ),
        ("a.innerHTML = 'post[at]x.no'.replace('[at]', '@')", "post@x.no"),
        ("var t='po\\u0073t\\u0040x.no'", "post@x.no"),
        ("var t='post\\100x.no'", "post@x.no"),
        (JOOMLA, "post@x.no"),
        ("var m='post'; m += '@'; m += 'x.no'; show(m);", "post@x.no"),
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
        "<p>E-post: <a href='#' data-user=post data-domain=x data-tld=no></a></p>",
        "<p>E-post: <span style='unicode-bidi:bidi-override;direction:rtl'>on.x@tsop</span></p>",
        "<p>E-post: <bdo dir=rtl>on.x@tsop</bdo></p>",
        "<p>E-post: post&#64;x&#46;no</p>",
        "<p>E-post: &#x70;ost&commat;x.no</p>",
        "<p>E-post: post<span style='display:none'>fjern-</span>@x.no</p>",
        "<p>E-post: post<!-- -->@<!-- -->x.no</p>",
    ],
)
@pytest.mark.parametrize("fallback", [False, True])
def test_the_address_stands_where_people_see_it(html: str, fallback: bool) -> None:  # noqa: FBT001  a parameter
    """In the readable text, so that it can be quoted."""
    text = read(page(html), fallback=fallback)
    assert text.content == "E-post: post@x.no"
    assert [hit.value for hit in contact.find(text, norwegian())] == [Contact(email="post@x.no")]


@pytest.mark.parametrize(
    ("html", "quote"),
    [
        (
            "<p><a href=\"javascript:linkTo_UnCryptMailto('nbjmup+qptuAy/op');\">post(at)x.no</a>",
            "post(at)x.no",
        ),
        (
            "<p><a href='#' data-mailto-token='ocknvq,rquvBz0pq'>Send oss e-post</a></p>",
            "Send oss e-post",
        ),
        (
            "<p><a href='javascript:void(0)' data-email='post@x.no'>Skriv til oss</a>",
            "Skriv til oss",
        ),
    ],
)
def test_the_address_behind_a_link_is_read(html: str, quote: str) -> None:
    """It is quoted by what people see."""
    text = read(page(html))
    (hit,) = contact.find(text, norwegian())
    assert (hit.value, text.content[hit.start : hit.end]) == (Contact(email="post@x.no"), quote)


def test_attributes_without_an_address_say_nothing() -> None:
    """Other things are called data-user too."""
    assert spelled_by_attributes({"data-user": "12", "data-domain": "intern"}) is None


@given(st.text(alphabet="'\"+@ax.no();=\\ \n", max_size=100))
def test_no_script_raises(code: str) -> None:
    """Whatever it is."""
    spelled_by_script(code)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        # seen: TYPO3 before and since version 11, with several offsets
        ({"href": "javascript:linkTo_UnCryptMailto('nbjmup+qptuAy/op');"}, "post@x.no"),
        ({"href": "javascript:linkTo_UnCryptMailto(%27ocknvq%2CrquvBz0pq%27);"}, "post@x.no"),
        (
            {"href": "javascript:linkTo_UnCryptMailto('jxfiql7mlpqjlqqxhXu+hljjrkb+kl');"},
            "postmottak@x.kommune.no",
        ),
        (
            {"href": "#", "data-mailto-token": "rfnqyt/utxyEc3st", "data-mailto-vector": "5"},
            "post@x.no",
        ),
        # seen elsewhere
        ({"href": "#", "data-email": "post@x.no"}, "post@x.no"),
        ({"href": "#", "data-email": "post[at]x.no"}, "post@x.no"),
        ({"href": "#", "data-mail": "cG9zdEB4Lm5v"}, "post@x.no"),
        ({"href": "#", "onclick": "location.href='mailto:'+'post'+'@'+'x.no'"}, "post@x.no"),
        ({"href": "javascript:location='mailto:'+'post'+'@'+'x.no'"}, "post@x.no"),
        # no address
        ({"href": "javascript:void(0)"}, None),
        ({"href": "/kontakt@oss"}, None),
        ({"href": "javascript:linkTo_UnCryptMailto('tull');"}, None),
        ({"data-mailto-token": "tull"}, None),
        ({"href": "#", "data-email": "true"}, None),
        ({}, None),
    ],
)
def test_a_link_hides_an_address(attributes: dict[str, str], expected: str | None) -> None:
    """The page's own script would undo it when somebody clicks."""
    assert address_behind(attributes) == (expected and f"mailto:{expected}")


def twisted(address: str, offset: int) -> str:
    """Shift as TYPO3 does: round in runs of its own, everything else stays."""
    runs = ("+,-./0123456789:", "@ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
    shifted = {
        one: run[(place + offset) % len(run)] for run in runs for place, one in enumerate(run)
    }
    return "".join(shifted.get(one, one) for one in f"mailto:{address}")


@given(
    st.from_regex(r"[a-z][a-z0-9._-]{0,20}[a-z]@[a-z]{1,9}\.(kommune\.)?no", fullmatch=True),
    st.integers(-10, 10),
)
def test_every_offset_of_typo3_is_undone(address: str, offset: int) -> None:
    """The sites choose it, from minus ten to ten, and do not say which."""
    assert untwisted(twisted(address, offset)) == address


@given(st.text(max_size=60))
def test_no_attribute_raises(value: str) -> None:
    """Whatever it is."""
    address_behind({"href": value, "onclick": value, "data-email": value})
    address_behind({"data-mailto-token": value})
