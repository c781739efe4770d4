"""Which addresses are one page: by spelling (RFC 3986, 6.2), and as a site teaches it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes._canonical import IDLE_FROM, Names, canonical_link, plain

X = "https://x.no"

SAME = [  # two spellings of one page, as they are met on one site
    ("/sfo#priser", "/sfo"),
    ("/sfo/", "/sfo"),
    ("", "/"),
    ("/sfo/index.html", "/sfo/"),
    ("/sfo/Default.aspx", "/sfo"),
    ("/sfo/index.php", "/sfo"),
    ("/a/../sfo/./priser", "/sfo/priser"),
    ("/s%c3%b8k", "/s%C3%B8k"),
    ("/søk", "/s%C3%B8k"),
    ("/%7Eola", "/~ola"),
    ("/sfo?b=2&a=1", "/sfo?a=1&b=2"),
    ("/sfo?", "/sfo"),
    ("/sfo?q=blå+bær", "/sfo?q=bl%C3%A5%20b%c3%a6r"),
    ("/sfo?utm_source=x&utm_medium=y&a=1", "/sfo?a=1"),
    ("/sfo?fbclid=IwAR0&gclid=7&mc_cid=1&_hsenc=2&msclkid=3&mtm_campaign=4", "/sfo"),
    ("/sfo;jsessionid=1AF?a=1", "/sfo?a=1"),
    ("/sfo?PHPSESSID=abc", "/sfo"),
    ("/sfo?sid=9f8e7d6c5b4a39281706", "/sfo"),
    ("/(S(lit3py55t21z5v55vlm25s55))/sfo", "/sfo"),
    ("/sfo?print=1", "/sfo"),
    ("/sfo?Print=true&a=1", "/sfo?a=1"),
    ("/sfo?tmpl=component&print=1", "/sfo"),
    ("/sfo?view=print", "/sfo"),
    ("/sfo?pdf=1", "/sfo"),
    ("/sfo?format=pdf", "/sfo"),
    ("/sfo/print", "/sfo"),
    ("/sfo/utskrift/", "/sfo"),
    ("/sfo?fontsize=large", "/sfo"),
]

OTHER = [  # two pages, however alike they look
    ("/sfo", "/SFO"),  # until the site teaches otherwise
    ("/sfo?id=1", "/sfo?id=2"),
    ("/sfo?a=1", "/sfo"),
    ("/sfo?a=1&a=2", "/sfo?a=1"),
    ("/a%2Fb", "/a/b"),  # RFC 3986, 2.2: an escaped delimiter is no delimiter
    ("/sfo?q=a%26b", "/sfo?q=a&b"),
    ("/print", "/"),
    ("/blueprint", "/blue"),
    ("/sfo?view=liste", "/sfo?view=kart"),
    ("/sfo?sid=7", "/sfo?sid=8"),
    ("/sfo?format=kort", "/sfo?format=lang"),
    ("/index-over-tjenester", "/"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same(one: str, other: str) -> None:
    """Marks of visitors, print twins and spellings make no new page."""
    names = Names()
    assert names.key(X + one) == names.key(X + other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other(one: str, other: str) -> None:
    """What may part two pages is kept."""
    names = Names()
    assert names.key(X + one) != names.key(X + other)


@pytest.mark.parametrize(
    "uri",
    [
        "http://x.no/a",
        "https://www.x.no/a",
        "HTTPS://X.NO:443/a",
        "http://x.no:80/a",
        "https://x.no./a",
    ],
)
def test_hosts(uri: str) -> None:
    """TLS, www, usual port and case of a host make no new page."""
    assert Names().key(uri) == Names().key("https://x.no/a")


def test_host_with_letters() -> None:
    """A name in letters is its name in IDNA; another port is another site."""
    names = Names()
    assert names.key("https://ÅS.kommune.no/a") == names.key("https://xn--s-1fa.kommune.no/a")
    assert names.key("https://x.no:8443/a") != names.key("https://x.no/a")


@pytest.mark.parametrize(
    ("uri", "asked"),
    [
        ("/a;jsessionid=AB12?b=1", "/a?b=1"),
        ("/a?PHPSESSID=1&b=1", "/a?b=1"),
        ("/(S(abc123))/a", "/a"),
        ("/A/?b=2&a=1&utm_source=x#top", "/A/?b=2&a=1"),
        ("/a?print=1", "/a"),
        ("/a?side=7", "/a?side=7"),
        ("/", "/"),
    ],
)
def test_plain(uri: str, asked: str) -> None:
    """An address is asked for as it is linked, without marks; a server may be particular."""
    assert plain(X + uri) == X + asked


def test_case_is_learned() -> None:
    """A server that sends /SFO to /sfo does not tell letters apart."""
    names = Names()
    names.redirected(f"{X}/SFO", f"{X}/sfo")
    assert names.key(f"{X}/Barn/Skole") == names.key(f"{X}/barn/skole")
    assert names.lessons == ("letter case does not matter",)


def test_case_is_learned_from_twins() -> None:
    """So does one that shows the same text for both."""
    names = Names()
    assert names.showed(f"{X}/SFO", "text") is None
    assert names.showed(f"{X}/sfo", "text") == f"{X}/SFO"
    assert names.key(f"{X}/A") == names.key(f"{X}/a")


def test_redirect_elsewhere_teaches_nothing() -> None:
    """A redirect to another page says nothing about letters."""
    names = Names()
    names.redirected(f"{X}/SFO", f"{X}/oppvekst")
    assert names.key(f"{X}/A") != names.key(f"{X}/a")


def test_idle_name_is_learned() -> None:
    """A query name that changes nothing, again and again, is left out."""
    names = Names()
    for number in range(IDLE_FROM + 1):
        names.showed(f"{X}/sfo?visitor={number}", "text")
    assert names.key(f"{X}/pris?visitor=a&id=1") == names.key(f"{X}/pris?id=1&visitor=b")
    assert names.lessons == ('"visitor=" does not matter',)


def test_busy_name_stays() -> None:
    """A name that once changed the text is never left out, whatever it does elsewhere."""
    names = Names()
    names.showed(f"{X}/sak?id=1", "one")
    names.showed(f"{X}/sak?id=2", "two")
    for number in range(10, 20):
        names.showed(f"{X}/sak?id={number}", "not here")
    assert names.key(f"{X}/sak?id=1") != names.key(f"{X}/sak?id=2")


def test_unlearned() -> None:
    """A lesson is given back when the site shows that it was wrong."""
    names = Names()
    for number in range(IDLE_FROM + 1):
        names.showed(f"{X}/sak?id={number}", "empty")
    names.showed(f"{X}/sak?id=77", "a case")
    assert names.key(f"{X}/sak?id=1") != names.key(f"{X}/sak?id=2")


def test_hints() -> None:
    """rel=canonical counts like a twin, within the page's own path only."""
    names = Names()
    for number in range(IDLE_FROM):
        names.hinted(f"{X}/sfo?ref={number}", f"{X}/sfo")
        names.hinted(f"{X}/pris?id={number}", f"{X}/")
        names.hinted(f"{X}/avgift?nr={number}", "https://y.no/avgift")
    assert names.key(f"{X}/a?ref=1") == names.key(f"{X}/a")
    assert names.key(f"{X}/a?id=1") != names.key(f"{X}/a")
    assert names.key(f"{X}/a?nr=1") != names.key(f"{X}/a")


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b'<link rel="canonical" href="/sfo">', f"{X}/sfo"),
        (b"<LINK href=/sfo rel=canonical>", f"{X}/sfo"),
        (b"<link rel='canonical' href='https://y.no/a'>", "https://y.no/a"),
        (b'<link rel="stylesheet" href="/a.css">', None),
        (b'<link rel="canonical" href="http://[">', None),
        (b"<link " * 9_000, None),
    ],
)
def test_canonical_link(head: bytes, found: str | None) -> None:
    """It is read from the head of a page, however it is written, in time."""
    assert canonical_link(head, f"{X}/a") == found


def test_alias() -> None:
    """A domain that leads to the home page is another name of the site."""
    names = Names()
    names.alias("https://gammel.no/", "https://www.ny.no/")
    assert names.key("https://www.gammel.no/sfo") == names.key("https://ny.no/sfo")
    assert names.is_alias("http://gammel.no/x")
    assert not names.is_alias("https://annen.no/x")


def test_other_spellings() -> None:
    """What was merged is remembered as it was linked, for the case that one is not there."""
    names = Names()
    key = names.key(f"{X}/sfo")
    for uri in (f"{X}/sfo", f"{X}/sfo/", f"{X}/sfo"):
        names.spelt(key, uri)
    assert names.other_spellings(key, f"{X}/sfo") == (f"{X}/sfo/",)


@given(st.text(max_size=80) | st.text("/?&=;#%.:ab1()", max_size=80).map(lambda text: X + text))
def test_any_address(uri: str) -> None:
    """Whatever is linked has a key, and what is asked for has the same one."""
    names = Names()
    assert names.key(plain(uri)) == names.key(uri)
    assert plain(plain(uri)) == plain(uri)


def test_speed() -> None:
    """20,000 links of a visit, a few hundred addresses among them: far below 15 µs each."""
    links = [
        f"{X}/tjenester/skole-{number % 700}/sfo?b=2&a={number % 7}&utm_source=x#top"
        for number in range(20_000)
    ]
    names = Names()
    began = time.process_time()
    for uri in links:
        names.key(uri)
    assert (time.process_time() - began) / len(links) < 15e-6
