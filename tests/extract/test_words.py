"""The rule of `Wording`: which words of a text a stem of config/ matches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.words import lowered, merged, stems
from checker.model.catalog import Language


@pytest.mark.parametrize(
    ("stem", "text", "found"),
    [
        # seen
        ("sfo", "Pris for SFO-plass", "sfo"),
        ("åpningstid", "Åpningstider", "åpningstid"),
        ("-gebyr", "Vanngebyr 2026", "gebyr"),
        ("-gebyr", "Gebyr for tilsyn", "gebyr"),
        ("hel plass", "Hel\xa0 plass", "hel\xa0 plass"),
        ("barn og skole", "BARN\nOG SKOLE", "barn\nog skole"),
        ("100 %", "pris ved 100 % plass", "100 %"),
        ("100%", "(100%)", "100%"),
        ("sfo", "/tjenester/1sfo_pris", "sfo"),
        ("after-school", "After-school care", "after-school"),
        # bugs
        ("sfo", "transformator", None),
        ("pris", "enterprise", None),
        ("100 %", "2100 % og 2.100 %", None),
        ("hel plass", "helplass", None),
        ("", "noe", None),
        ("-", "a-b", None),
    ],
)
def test_a_stem_matches_where_a_word_begins(stem: str, text: str, found: str | None) -> None:
    """Beginning of a word; with "-" inside a compound too; blanks match any white space."""
    match = stems((stem,)).search(text)
    assert (match.group() if match else None) == found


def test_the_longer_stem_wins() -> None:
    """Where two stems match at one place, the longer one is told."""
    some = stems(("skole", "-skolefritid", "skolefritidsordning"))
    match = some.search("Skolefritidsordningen")
    assert match is not None
    assert some.stem_of(match) == "skolefritidsordning"


def test_an_empty_list_matches_nothing() -> None:
    """A language without words for something finds nothing, and says so as a boolean."""
    nothing = stems(())
    assert not nothing
    assert nothing.search("åpent") is None
    assert list(nothing.finditer("åpent")) == []
    assert stems(("åpent",))


def test_the_same_list_is_compiled_once() -> None:
    """Elements ask for their matchers on every page."""
    assert stems(["sfo", "aks"]) is stems(("sfo", "aks"))


@given(st.text(), st.text(min_size=1, max_size=6))
def test_offsets_count_in_the_given_text(before: str, word: str) -> None:
    """Lower case never moves a character, whatever the script."""
    assert len(lowered(before)) == len(before)
    text = f"{before} {word} "
    for match in stems((word,)).finditer(text):
        assert match.group() == lowered(text)[match.start() : match.end()]


@given(st.lists(st.text(max_size=8)), st.text(max_size=40))
def test_no_list_raises(words: list[str], text: str) -> None:
    """Words come from files that people edit; each match knows its stem."""
    some = stems(words)
    for match in some.finditer(text):
        assert some.stem_of(match) in words


def test_merging_joins_the_tables_and_the_first_is_right() -> None:
    """Pages mix bokmål and nynorsk, so a reader knows the words of both."""
    nb = Language("nb", "bokmål", units={"uker": "W", "d": "D"}, words={"free": ("gratis",)})
    nn = Language("nn", "nynorsk", units={"veker": "W", "d": "X"}, words={"from": ("frå",)})
    both = merged(nb, nn)
    assert both.tag == "nb"
    assert both.units == {"uker": "W", "veker": "W", "d": "D"}
    assert both.words == {"free": ("gratis",), "from": ("frå",)}
    assert merged(nb) == nb


def test_merging_nothing_is_a_mistake() -> None:
    """There is no language without a tag."""
    with pytest.raises(ValueError, match="at least one"):
        merged()
