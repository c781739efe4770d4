"""Numbers in words: each language writes its own way, and a range is never added up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables_of import words_of

from checker.extract.lexicon import Lexicon
from checker.extract.numerals import cardinals, numerals_of
from checker.model.catalog import Language

WORDS = [
    ("nb", "tjuesju", 27),
    ("nb", "trehundreogseksten", 316),
    ("nb", "tre hundre og seksten", 316),
    ("nb", "åtte tusen seks hundre", 8600),
    ("nb", "ett tusen og tolv", 1012),
    ("nb", "fire hundre og ti tusen", 410_000),
    ("nb", "femten hundre", 1500),
    ("nb", "tolvhundre", 1200),
    ("nb", "en million to hundre tusen", 1_200_000),
    ("nb", "femogtredve", 35),
    ("nn", "sju hundre og åttito", 782),
    ("sv", "sjuhundraåttiotre", 783),
    ("sv", "sextusenfyrahundra", 6400),
    ("sv", "sextusen fyrahundratjugo", 6420),
    ("sv", "trettionio", 39),
    ("da", "seksoghalvfjerds", 76),
    ("da", "treogtres", 63),
    ("da", "ottehundrede", 800),
    ("da", "fem tusinde", 5000),
    ("en", "thirty-six", 36),
    ("en", "four hundred and thirty-six", 436),
    ("en", "nine thousand", 9000),
]
APART = [
    ("nb", "ti og to hundre", ["10", "200"]),
    ("nb", "hundre til to hundre", ["100", "200"]),
    ("nb", "tusen og to tusen", ["1000", "2000"]),
    ("nb", "fire fem", ["4", "5"]),
    ("nb", "fire-fem", ["4", "5"]),
    ("nb", "tjue tre", ["20", "3"]),
    ("nb", "femto", []),
    ("nb", "tretreten", []),
    ("nb", "millioner", []),
    ("sv", "två och tre", ["2", "3"]),
    ("en", "ten to twenty", ["10", "20"]),
]


def read(language: Language, text: str) -> list[str]:
    lists = language.words
    lexicon = Lexicon(
        {
            "number": {word: str(value) for word, value in cardinals(language).items()},
            "until": lists["until"],
            "scale": dict.fromkeys((*lists["thousand"], *lists["million"]), "1"),
        }
    )
    pieces = numerals_of(language).read(lexicon.read(text, 0, len(text)))
    return [piece.tags["number"] for piece in pieces if "number" in piece.tags]


@pytest.mark.parametrize(("tag", "text", "value"), WORDS)
def test_a_number_in_words_is_one_number(tag: str, text: str, value: int) -> None:
    """Written together, apart or with hyphens, it has one value."""
    assert read(words_of(tag), text) == [str(value)]


@pytest.mark.parametrize(("tag", "text", "values"), APART)
def test_numbers_beside_each_other_stay_apart(tag: str, text: str, values: list[str]) -> None:
    """The ends of a range, a list and what only looks like a number are not added up."""
    assert read(words_of(tag), text) == values


@given(st.lists(st.sampled_from(["to", "tjue", "og", "hundre", "tusen", "-", ",", "fem"])))
def test_any_row_of_number_words_is_read(parts: list[str]) -> None:
    """However number words follow one another, pieces keep their order and none is lost."""
    text = " ".join(parts)
    language = words_of("nb")
    lexicon = Lexicon({"number": {w: str(v) for w, v in cardinals(language).items()}})
    before = lexicon.read(text, 0, len(text))
    after = numerals_of(language).read(before)
    assert [piece.start for piece in after] == sorted({piece.start for piece in after})
    assert not before or (after[0].start, after[-1].end) == (before[0].start, before[-1].end)
