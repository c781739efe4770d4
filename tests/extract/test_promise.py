"""Which link a crawler follows first."""

import pytest

from checker.extract.facts.promise import rank
from checker.model.catalog import Element, Wording
from checker.model.evidence import Anchor


def element(name: str, nb: tuple[str, ...], nn: tuple[str, ...] = (), **other: str) -> Element:
    """An element with link words in bokmål, nynorsk and perhaps other languages."""
    words = {"nb": nb, "nn": nn, **{tag: (word,) for tag, word in other.items()}}
    wordings = {tag: Wording(name, some, ()) for tag, some in words.items() if some}
    return Element(name, "money", "school", wordings)


ELEMENTS = (
    element("sfo_price", ("sfo", "pris", "skole"), ("sfo", "skule"), en="after-school"),
    element("pool_hours", ("svømmehall", "åpningstider"), ("symjehall", "opningstider")),
    element("library_hours", ("bibliotek", "åpningstider", "kultur")),
    element("water_fee", ("-gebyr", "vann og avløp")),
)


def score(words: str, path: str, clicks: int = 1, tags: tuple[str, ...] = ("nb",)) -> float:
    anchor = Anchor(0, 0, f"https://x.kommune.no{path}", words)
    return rank(anchor, ELEMENTS, tags, clicks=clicks).score


def promised(words: str, path: str = "/x", tags: tuple[str, ...] = ("nb",)) -> tuple[str, ...]:
    anchor = Anchor(0, 0, f"https://x.kommune.no{path}", words)
    return rank(anchor, ELEMENTS, tags, clicks=1).elements


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("SFO", "/x"), ("Skole", "/x")),
        (("SFO", "/x"), ("Om kommunen", "/x")),
        (("Priser i SFO", "/x"), ("SFO", "/x")),
        (("SFO", "/sfo"), ("Les mer", "/sfo")),
        (("Les mer", "/sfo"), ("Les mer", "/x")),
        (("Bibliotek", "/x"), ("Åpningstider", "/x")),
        (("SFO", "/skole/sfo"), ("SFO stengt", "/nyheter/sfo-stengt")),
        (("SFO", "/sfo"), ("SFO", "/2019/03/sfo")),
        (("SFO", "/sfo"), ("SFO " + "og alt annet " * 12, "/sfo")),
    ],
)
def test_the_more_promising_link_is_first(better: tuple[str, str], worse: tuple[str, str]) -> None:
    """Specific before hub, words before path, rules before news."""
    assert score(*better) > score(*worse) >= 0


def test_depth_costs() -> None:
    """Of two equal links the one nearer to the home page is first."""
    assert score("SFO", "/sfo", clicks=1) > score("SFO", "/sfo", clicks=3) > 0


@pytest.mark.parametrize(
    ("words", "path", "elements"),
    [
        # seen
        ("Svømmehallen", "/x", ("pool_hours",)),
        ("", "/svommehallen", ("pool_hours",)),
        ("", "/svoemmehall/", ("pool_hours",)),
        ("", "/sv%C3%B8mmehall", ("pool_hours",)),
        ("", "/symjehall", ("pool_hours",)),
        ("Vanngebyrer", "/x", ("water_fee",)),
        ("", "/vann-og-avlop", ("water_fee",)),
        ("Bibliotek", "/kultur/bibliotek", ("library_hours",)),
        ("Prisliste SFO", "/f/sfo.pdf", ("sfo_price",)),
        # bugs
        ("Transformatorer", "/enterprise", ()),
        ("Prisliste SFO", "/f/sfo.docx", ()),
        ("SFO", "/logg-inn", ()),
        ("SFO", "/en/sfo", ()),
        ("SFO", "/sfo.se.html", ()),
        ("SFO", "/sfo?lang=en", ()),
    ],
)
def test_a_link_promises_what_it_names(words: str, path: str, elements: tuple[str, ...]) -> None:
    """Compounds, both written forms, and the letters that addresses replace."""
    assert promised(words, path) == elements


def test_a_shared_word_promises_all_the_likeliest_first() -> None:
    """A hub leads to several elements."""
    assert promised("Åpningstider for biblioteket") == ("library_hours", "pool_hours")


def test_the_languages_of_the_municipality_count() -> None:
    """English is followed where it is asked for; bokmål and nynorsk go together."""
    assert promised("After-school", "/en/sfo", ("en",)) == ("sfo_price",)
    assert promised("SFO", "/nn/sfo", ("nb",)) == ("sfo_price",)
    assert promised("Svømmehall", "/x", ("xx",)) == ("pool_hours",)


@pytest.mark.parametrize("uri", ["mailto:a@b.no", "https://[", "https://x.no/a.jpg", "tel:1"])
def test_what_is_no_page_is_never_followed(uri: str) -> None:
    """Below nought: not even when nothing else is left."""
    assert rank(Anchor(0, 0, uri, "SFO"), ELEMENTS, ("nb",), clicks=1).score < 0
