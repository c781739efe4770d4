"""What was considered for an element, and why."""

from datetime import UTC, datetime

import pytest

from checker.config import load
from checker.extract.text import read
from checker.extract.verdict.explain import Considered, explain
from checker.extract.verdict.sought import Sought, prepare
from checker.extract.words import merged
from checker.model.catalog import Catalog, Language
from checker.model.evidence import Evidence
from checker.model.value import Money, Statement

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PAGE = """<html lang="nb"><title>SFO</title><nav><p>SFO-prisen er kr 9 per time</p></nav><main>
<h1>Skolefritidsordning (SFO)</h1><table><tr><th>Plass<th>Pris per måned
<tr><th>Hel plass<td>kr 2 850<tr><th>Kostpenger<td>kr 600<tr><th>Årskort<td>kr 31 000</table>
<p>Du kan klage på vedtak om SFO-plass innen tre uker.</p></main></html>"""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Return the shipped catalogue."""
    return load(None, environ={}).catalog


@pytest.fixture(scope="module")
def words(catalog: Catalog) -> Language:
    """Return the words of Norwegian pages."""
    return merged(catalog.languages["nb"], catalog.languages["nn"])


def considered(catalog: Catalog, words: Language, element: str) -> list[Considered]:
    """Explain one element on the page."""
    prepared = prepare(catalog.elements, ("nb", "nn"))
    sought = next(one for one in prepared if one.element.id == element)
    assert isinstance(sought, Sought)
    return explain(
        read(Evidence("https://x.example/sfo", "text/html", NOW, PAGE.encode())), sought, words
    )


def test_every_price_has_its_reason(catalog: Catalog, words: Language) -> None:
    """The one that is meant is taken; each other says why not."""
    by_amount = {
        int(one.value.amount or 0): one
        for one in considered(catalog, words, "sfo_price")
        if isinstance(one.value, Money)
    }
    assert by_amount[2850].taken
    assert any("Hel plass" in reason for reason in by_amount[2850].reasons)
    assert not by_amount[600].taken
    assert any("Kostpeng" in reason for reason in by_amount[600].reasons)
    assert not by_amount[31000].taken
    assert "limits" in by_amount[31000].reasons[0]
    assert not by_amount[9].taken
    assert any("navigation" in reason for reason in by_amount[9].reasons)


def test_value_about_something_else_says_so(catalog: Catalog, words: Language) -> None:
    """A price of after-school care is no water fee: nothing around it names water."""
    for one in considered(catalog, words, "water_fee"):
        assert not one.taken
        assert any("names the element" in reason for reason in one.reasons)


def test_sentences_are_explained_too(catalog: Catalog, words: Language) -> None:
    """A statement is shown as the sentence that it is."""
    (one,) = considered(catalog, words, "sfo_complaint")
    assert isinstance(one.value, Statement)
    assert one.taken


def test_doubt_comes_first(catalog: Catalog, words: Language) -> None:
    """What makes a figure no answer for today is told before what it is about."""
    prepared = prepare(catalog.elements, ("nb", "nn"))
    sought = next(one for one in prepared if one.element.id == "sfo_price")
    old = PAGE.replace("<title>SFO", "<title>Arkiv: SFO").encode()
    text = read(Evidence("https://x.example/sfo", "text/html", NOW, old))
    (taken,) = (one for one in explain(text, sought, words) if one.taken)
    assert taken.reasons[0] == "it is said to hold no longer"
