"""The language of a text, by its declaration, its address and its words."""

import pytest

from checker.extract.text.language import language_of

NB = (
    "Kommunen holder åpent hver dag, og du kan ikke komme uten time. Hva koster en plass i "
    "barnehagen, og hvordan søker du om redusert betaling for barna dine?"
)
NN = (
    "Kommunen held ope kvar dag, og du kan ikkje kome utan time. Kva kostar ein plass i "
    "barnehagen, og korleis søkjer du om redusert betaling for borna dine?"
)
EN = (
    "The municipality is open every day and you cannot come without an appointment. How much "
    "does a place in the kindergarten cost, and how do you apply for it?"
)
SV = (
    "En plats i förskolan söker du i kommunens egen e-tjänst. De barn som har syskon får en lägre "
    "avgift, och den gäller hela året. Det är inte samma regler för fritidshem."
)
SE = (
    "Gielda lea rabas juohke árgabeaivvi. De oaččut veahki, ja de sáhtát riŋget dahje boahtit "
    "deike. Bálvalusat leat nuvttá, muhto don fertet ohcat áiggis."
)


@pytest.mark.parametrize(
    ("text", "declared", "uri", "expected"),
    [
        # seen
        (NB, "no", "", "nb"),
        (NN, "no", "", "nn"),
        (NN, "nb-NO", "", "nn"),
        (NB, "en", "", "nb"),
        (EN, "en-US", "", "en"),
        (EN, "no", "", "en"),
        (NB, "", "", "nb"),
        (NN, "", "", "nn"),
        (EN, "", "", "en"),
        ("Meny", "nn-NO", "", "nn"),
        ("Meny", "no", "", "nb"),
        ("Meny", "no", "https://x.no/slug.1.nn.html", "nn"),
        ("Giella", "no", "https://x.no/slug.1.se.html", "se"),
        ("Open", "", "https://x.no/english/", "en"),
        ("Åpent 9-15", "", "", ""),
        (NB, "se", "", "se"),
        (SV, "sv-SE", "", "sv"),
        (SV, "en", "", "sv"),
        (SV, "", "", "sv"),
        (SE, "se", "", "se"),
        (SE, "", "", "se"),
        ("Öppet", "", "https://x.no/sv/", "sv"),
        # bugs
        (NB, "x-unknown", "", "nb"),
        ("", "", "", ""),
        ("", "de", "", "de"),
    ],
)
def test_words_outweigh_a_template(text: str, declared: str, uri: str, expected: str) -> None:
    """Templates say "no" or "en" whatever is written; a Sámi declaration is believed."""
    assert language_of(text, declared=declared, uri=uri) == expected
