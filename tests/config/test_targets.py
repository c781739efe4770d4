"""Names on the command line: what an operator means by them."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.config import shipped, targets
from checker.config.country import read_country
from checker.config.files import overlay
from checker.config.mistakes import Mistakes
from checker.errors import UnknownTarget
from checker.model.catalog import Catalog


def norway() -> Catalog:
    """Return the shipped municipalities and groups."""
    mistakes = Mistakes()
    country = read_country(overlay([shipped()]), "no", ["nb", "nn"], mistakes)
    mistakes.raise_all()
    assert country is not None
    return Catalog(country, (), {})


CATALOG = norway()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("0301", "0301"),
        (" 0301 ", "0301"),
        ("Bærum", "3201"),
        ("BÆRUM", "3201"),
        ("baerum", "3201"),
        ("Bærum kommune", "3201"),
        ("Voss herad", "4621"),
        ("Ål", "3328"),
        ("Aal", "3328"),
        ("al", "3328"),
        ("bo", "1867"),
        ("As", "3218"),
        ("Os", "3430"),
        ("Nord Odal", "3414"),
        ("nord–odal", "3414"),
        ("Herøy (Nordland)", "1818"),
        ("Guovdageaidnu", "5612"),
        ("Guovdageaidnu - Kautokeino", "5612"),
        ("Guovdageainnu suohkan", None),  # the genitive is another word
        ("kautokeino", "5612"),
        ("Porsáŋgu", "5622"),
        ("Porsángu", "5622"),
        ("porsangu", "5622"),
        ("Porsanki", "5622"),
        ("Kaivuono", "5540"),
        ("Stïentje", "5006"),
        ("stientje", "5006"),
        ("Unja\u0301rga", "5636"),  # decomposed, as some systems type it
        ("Oslove", "0301"),
        ("Oslo", "0301"),  # the county has the same name
    ],
)
def test_municipality_by_any_of_its_names(name: str, code: str | None) -> None:
    """Case, diacritics and dashes do not matter, and each official language counts."""
    if code is None:
        with pytest.raises(UnknownTarget):
            targets(CATALOG, [name])
    else:
        assert [one.code for one in targets(CATALOG, [name])] == [code]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Herøy", ("1515", "1818")),
        ("heroy", ("1515", "1818")),
        ("Våler", ("3114", "3419")),
        ("Våler kommune", ("3114", "3419")),
    ],
)
def test_shared_name_is_not_guessed(name: str, codes: tuple[str, ...]) -> None:
    """Two are called Herøy and two Våler; the message gives the codes to choose from."""
    with pytest.raises(UnknownTarget) as caught:
        targets(CATALOG, [name])
    assert all(code in str(caught.value) for code in codes)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("county:46", 43),
        ("Vestland", 43),
        ("kostra:EKG05", 33),
        ("KOSTRA:ekg05", 33),
        ("size:tiny", 77),
        ("ten-2015", 10),
        ("De ti fra rapporten i 2015", 10),
    ],
)
def test_group_by_id_or_name(name: str, size: int) -> None:
    """A group stands wherever a municipality can."""
    assert len(targets(CATALOG, [name])) == size


@pytest.mark.parametrize(
    ("name", "code", "website"),
    [
        ("http://127.0.0.1:8080/x?y=1#z", "127.0.0.1:8080", "http://127.0.0.1:8080/x?y=1"),
        ("http://localhost", "localhost:80", "http://localhost/"),
        ("https://www.Oslo.kommune.no", "www.oslo.kommune.no:443", "https://www.Oslo.kommune.no/"),
        ("HTTPS://a.example/", "a.example:443", "https://a.example/"),
        ("www.oslo.kommune.no", "www.oslo.kommune.no:443", "https://www.oslo.kommune.no/"),
        ("www.oslo.kommune.no/nn", "www.oslo.kommune.no:443", "https://www.oslo.kommune.no/nn"),
        ("www.oslo.kommune.no:80", "www.oslo.kommune.no:80", "http://www.oslo.kommune.no:80/"),
        ("a.example:8443", "a.example:8443", "https://a.example:8443/"),
        ("localhost:8080", "localhost:8080", "http://localhost:8080/"),
        ("127.0.0.1:8080", "127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("http://[::1]:8080/", "[::1]:8080", "http://[::1]:8080/"),
        ("http://[::1]", "[::1]:80", "http://[::1]/"),
        ("[::1]:8080", "[::1]:8080", "http://[::1]:8080/"),
        ("::1", "[::1]:80", "http://[::1]/"),
        ("2001:db8::1", "[2001:db8::1]:443", "https://[2001:db8::1]/"),
        ("https://www.ås.example/", "www.ås.example:443", "https://www.ås.example/"),
    ],
)
def test_website_is_a_municipality_of_its_own(name: str, code: str, website: str) -> None:
    """Its code is host and port, always both, so that two towns on one host are two."""
    (one,) = targets(CATALOG, [name])
    assert (one.code, one.name, one.website) == (code, code, website)
    assert one.languages == ("nb", "nn")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Berum", "Bærum (3201)"),
        ("Trondhjem", "Trondheim (5001)"),
        ("301", "Oslo (0301)"),
        ("county:99", "county:"),
        ("size:smal", "size:small"),
        ("Gaivuodna", "(5540)"),
        ("", "''"),
        ("Atlantis", "'Atlantis'"),
        ("ftp://a.example/", "http or https"),
        ("https://", "no host"),
        ("https://a.example:99999/", "Port"),
        ("https://[broken/", "no URL"),
        ("https://anna:pass@a.example/", "password"),
    ],
)
def test_unknown_name_gets_a_hint(name: str, hint: str) -> None:
    """Nothing is guessed; what is near is suggested with its code or id."""
    with pytest.raises(UnknownTarget) as caught:
        targets(CATALOG, [name])
    assert hint in str(caught.value)


def test_all_unknown_names_are_told_at_once() -> None:
    """One slip does not hide the next, and the right ones do not run alone."""
    with pytest.raises(UnknownTarget) as caught:
        targets(CATALOG, ["Berum", "Oslo", "Atlantis"])
    assert "Berum" in str(caught.value)
    assert "Atlantis" in str(caught.value)


def test_each_municipality_comes_once_in_the_order_of_the_names() -> None:
    """Asking for a town and its county does not visit the town twice."""
    codes = [one.code for one in targets(CATALOG, ["Vinje", "ten-2015", "4036", "Oslo"])]
    assert codes[0] == "4036"
    assert codes[-1] == "0301"
    assert len(codes) == len(set(codes)) == 11


def test_no_names_mean_all_only_when_said() -> None:
    """Nobody visits the whole country by forgetting an argument."""
    assert targets(CATALOG, [], default_all=True) == CATALOG.country.municipalities
    with pytest.raises(UnknownTarget):
        targets(CATALOG, [])


def test_each_municipality_is_found_by_its_code_and_official_name() -> None:
    """No name in the registry hides another."""
    towns = CATALOG.country.municipalities
    assert targets(CATALOG, [one.code for one in towns]) == towns
    unique = tuple(one for one in towns if one.name not in {"Herøy", "Våler"})
    assert targets(CATALOG, [one.name for one in unique]) == unique
    assert targets(CATALOG, [one.official_name for one in towns]) == towns
    named = tuple(one for one in towns if one.names)
    assert targets(CATALOG, [name for one in named for name in one.names.values()]) == named


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_found_or_refused(name: str) -> None:
    """Whatever is typed ends in municipalities or in our own error."""
    with suppress(UnknownTarget):
        assert targets(CATALOG, [name])
