"""Sentences, and which of them state a rule."""

from collections.abc import Mapping
from typing import Any

import pytest
from blind import entries
from hypothesis import given
from hypothesis import strategies as st
from pages import page
from stated import found_in, is_told, wanted_of

from checker.extract.facts.statement import find, sentences
from checker.extract.text import read, read_plain
from checker.model.value import Statement

GROUPS = (("søsken", "-moderasjon"), ("%", "prosent", "gratis"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # seen
        ("Frist er kl. 15. Du må søke.", ["Frist er kl. 15.", "Du må søke."]),
        ("Bl.a. Oslo har det. Vi òg.", ["Bl.a. Oslo har det.", "Vi òg."]),
        ("Se kap. 3 jf. § 4. Klag nå!", ["Se kap. 3 jf. § 4.", "Klag nå!"]),
        ("Det koster 50 kr. pr. mnd. for alle.", ["Det koster 50 kr. pr. mnd. for alle."]),
        ("Innen 1. mars. Etter det?", ["Innen 1. mars.", "Etter det?"]),
        ("Mat, drikke m.m. Alt er gratis.", ["Mat, drikke m.m.", "Alt er gratis."]),
        ("En linje\nEn annen", ["En linje", "En annen"]),
        ("Han sa «nei.» Så gikk han.", ["Han sa «nei.»", "Så gikk han."]),
        ("Ta kontakt med K. Nordmann.", ["Ta kontakt med K. Nordmann."]),
        ("Fra 1. aug. 2026 er det dyrere.", ["Fra 1. aug. 2026 er det dyrere."]),
        ("Stengt i aug. Vi åpner igjen.", ["Stengt i aug.", "Vi åpner igjen."]),
        # bugs
        ("Versjon 1.2 er ute.", ["Versjon 1.2 er ute."]),
        ("  \n ", []),
    ],
)
def test_sentences_end_where_a_reader_stops(content: str, expected: list[str]) -> None:
    """Abbreviations, ordinals and initials end no sentence."""
    assert [content[start:end] for start, end in sentences(content)] == expected


@pytest.mark.parametrize(("tag", "row"), entries("statement", "statement_blind"))
def test_a_text_states_these_rules(tag: str, row: Mapping[str, Any]) -> None:
    """The sentences with a word of each group of the row."""
    found = found_in("statement", tag, row)
    assert is_told("statement", wanted_of("statement", row), found), found


def stated(html: str) -> list[str]:
    """The statements of a page."""
    text = read(page(html))
    hits = find(text, GROUPS)
    for hit in hits:
        assert isinstance(hit.value, Statement)
        assert hit.value.text == " ".join(text.content[hit.start : hit.end].split())
    return [text.content[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # seen
        (
            "<p>Velkommen. Søsken får 30 prosent moderasjon. Ring oss.</p>",
            ["Søsken får 30 prosent moderasjon."],
        ),
        ("<ul><li>Søskenmoderasjon er 30 %", ["Søskenmoderasjon er 30 %"]),
        ("<table><tr><td>Søskenmoderasjon<td>30 % for barn 2</table>",
         ["Søskenmoderasjon\t30 % for barn 2"]),
        ("<p>Søsken får</p><p>en rabatt på 30 %.</p>", ["Søsken får\nen rabatt på 30 %."]),
        ("<dl><dt>Pris<dd>Søsken betaler 70 % av full pris", ["Søsken betaler 70 % av full pris"]),
        ("<table><tr><th>Søskenmoderasjon<td>30 % for barn 2<tr><th>Kost<td>100 kr</table>",
         ["Søskenmoderasjon\t30 % for barn 2"]),
        ("<p>Les om <a href=/a>SFO</a>: søsken får 30 % moderasjon.</p>",
         ["Les om SFO: søsken får 30 % moderasjon."]),
        # bugs
        ("<p><a href=/a>Søsken får 30 % moderasjon</a>.</p>", []),
        ("<p>«Får søsken 30 prosent moderasjon?»</p>", []),
        ("<figure><figcaption>Søsken som får 30 % moderasjon</figcaption></figure>", []),
        ("<h2>Søskenmoderasjon på 30 % for alle barn</h2>", []),
        ("<p>Får søsken 30 prosent moderasjon hos oss?</p>", []),
        ("<p>Søsken 30 %</p>", []),
        ("<p>Søsken er hyggelig. Det koster 30 % mer.</p>", []),
        ("<p>" + "Søsken får 30 % og " * 30 + "slutt.</p>", []),
    ],
)  # fmt: skip
def test_a_sentence_states_it_that_has_a_word_of_each_group(html: str, expected: list[str]) -> None:
    """In one sentence of 20 to 400 characters; headings and questions state nothing."""
    assert stated(html) == expected


def test_without_groups_nothing_is_stated() -> None:
    """An element that has no statement words is never found by this."""
    assert find(read_plain("Søsken får 30 prosent moderasjon."), ()) == []


@given(st.text(alphabet="Søsken 30%.!?\n\tfår", max_size=120))
def test_no_text_raises(content: str) -> None:
    """Hits are in order and disjoint."""
    end = 0
    for hit in find(read_plain(content, language="nb"), GROUPS):
        assert end <= hit.start < hit.end <= len(content)
        end = hit.end
