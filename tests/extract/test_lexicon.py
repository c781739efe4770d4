"""Pieces of text: phrases of config/ whatever blanks stand in them, dates and codes apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.lexicon import Lexicon, cut, per_language, sentences
from checker.model.catalog import Language

LEXICON = Lexicon({"per": {"pr. mnd.": "month", "mnd.": "month"}, "about": ("ca.",)})


@pytest.mark.parametrize("written", ["pr. mnd.", "pr.mnd", "PR  MND", "pr\u00a0mnd."])
def test_a_phrase_is_one_piece_however_it_is_spaced(written: str) -> None:
    """Full stops, blanks and capitals do not count; the longest phrase wins."""
    [piece, *rest] = LEXICON.read(written, 0, len(written))
    assert piece.tags == {"per": "month"}
    assert [one.word for one in rest] in ([], ["."])


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("1.1.2026", ["date"]),
        ("15/3-26", ["date"]),
        ("2026-01-31", ["date"]),
        ("75 00 12 34", ["code"]),
        ("611 16 350", ["code"]),
        ("1234 56 78901", ["code"]),
        ("10:30", ["code"]),
        ("1.250.000", ["number"]),
        ("50/25", ["number", "sign", "number"]),
        ("m²", ["word"]),
    ],
)
def test_what_only_looks_like_an_amount_is_another_kind(written: str, kinds: list[str]) -> None:
    """Dates, telephones, accounts and clock times are never numbers."""
    assert [piece.kind for piece in cut(written, 0, len(written))] == kinds


def test_an_abbreviation_ends_no_sentence() -> None:
    """The full stop of "ca." is its own, even before a capital."""
    content = "Det tar ca. Tre uker. Ring oss\nTelefon"
    pieces = LEXICON.read(content, 0, len(content))
    found = sentences(pieces, content, LEXICON.abbreviations)
    assert [sentence[-1].word for sentence in found] == [".", "oss", "telefon"]


def test_a_language_is_prepared_once_and_never_mixed_up() -> None:
    """Thousands of lines are read with the same words; another language is another object."""
    made = []

    @per_language
    def prepare(language: Language) -> str:
        made.append(language.tag)
        return language.tag

    languages = [Language(str(number), "") for number in range(200)]
    assert [prepare(one) for one in languages for _ in range(2)][::2] == [
        one.tag for one in languages
    ]
    assert len(made) == len(languages)


@given(st.text())
def test_pieces_stand_in_order_and_where_they_say(content: str) -> None:
    """No text breaks the cutting, and nothing but blanks is lost."""
    pieces = cut(content, 0, len(content))
    ends = [0, *(piece.end for piece in pieces)]
    assert all(piece.start >= end for piece, end in zip(pieces, ends, strict=False))
    kept = "".join(content[piece.start : piece.end] for piece in pieces)
    assert "".join(kept.split()) == "".join(content.split())
