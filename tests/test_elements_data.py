"""The shipped elements: every id is there, and every word can match."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.config import load_elements
from checker.extract.words import stems
from checker.model.catalog import Element, Wording

CONFIG = Path(__file__).parent.parent / "config"
#: The catalogue, first edition: the ids are a contract with those who script against them.
CATALOGUE = {
    "sfo_price": "money",
    "sfo_hours": "hours",
    "sfo_holidays_notice": "statement",
    "sfo_discount": "statement",
    "sfo_complaint": "statement",
    "kindergarten_price": "money",
    "kindergarten_deadline": "date",
    "kindergarten_complaint": "statement",
    "user_survey": "statement",
    "school_nurse": "contact",
    "building_fee_house": "money",
    "building_fee_garage": "money",
    "building_processing_time": "duration",
    "building_exempt": "statement",
    "building_facade": "statement",
    "building_appeal": "duration",
    "water_fee": "money",
    "connection_fee": "money",
    "water_quality": "statement",
    "water_emergency_phone": "contact",
    "waste_calendar": "link",
    "waste_complaint": "contact",
    "chimney_sweep": "statement",
    "home_help_price": "money",
    "home_help_apply": "link",
    "home_help_processing_time": "duration",
    "care_complaint": "statement",
    "debt_advice": "contact",
    "library_hours": "hours",
    "pool_hours": "hours",
    "town_hall_hours": "hours",
    "phone_hours": "hours",
    "contact_email": "contact",
    "contact_phone": "contact",
    "response_promise": "duration",
    "complaint_route": "statement",
    "records_access": "link",
    "accessibility_statement": "link",
    "self_service": "link",
    "feedback_function": "link",
    "social_media": "link",
    "after_hours": "statement",
    "service_declaration": "link",
}
WRITTEN = ("nb", "nn", "en", "sv")
#: Which wordings search a page together: a country's own, and English.
TOGETHER = {"nb": ("nb", "nn", "en"), "nn": ("nb", "nn", "en"), "sv": ("sv", "en")}
ELEMENTS: tuple[Element, ...] = load_elements(CONFIG)
WORDINGS = [
    pytest.param(element, tag, wording, id=f"{element.id}-{tag}")
    for element in ELEMENTS
    for tag, wording in element.wordings.items()
]


def element(name: str) -> Element:
    return next(one for one in ELEMENTS if one.id == name)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def lists_of(wording: Wording) -> Iterator[tuple[str, ...]]:
    yield wording.link_words
    yield wording.subject_words
    yield wording.prefer_words
    yield wording.avoid_words
    yield from wording.statement_words


def test_catalogue_is_complete() -> None:
    """All 43 ids of the contract are there with their kinds, and no other."""
    assert {one.id: one.kind for one in ELEMENTS} == CATALOGUE


def test_every_element_is_worded_in_four_languages() -> None:
    """Bokmål, nynorsk, English and Swedish, with a name and what full and partial mean."""
    for one in ELEMENTS:
        assert tuple(one.wordings) == WRITTEN, one.id
        for tag, wording in one.wordings.items():
            assert wording.name, (one.id, tag)
            assert wording.full, (one.id, tag)
            assert wording.partial, (one.id, tag)
            assert wording.link_words, (one.id, tag)
            assert wording.subject_words, (one.id, tag)


def test_twelve_are_asked_by_letter() -> None:
    """Twelve questions, each in all languages or in none, each ending as a question."""
    asked = [one for one in ELEMENTS if any(word.question for word in one.wordings.values())]
    assert len(asked) == 12
    for one in asked:
        assert all(word.question.endswith("?") for word in one.wordings.values()), one.id


@pytest.mark.parametrize(("its", "tag", "wording"), WORDINGS)
def test_words_can_match(its: Element, tag: str, wording: Wording) -> None:
    """No capitals, no blanks around, nothing twice; every list compiles and finds its own words."""
    for words in lists_of(wording):
        assert len(set(words)) == len(words), (its.id, tag, words)
        matcher = stems(words)
        for word in words:
            assert word == word.lower() == word.strip(), (its.id, tag, word)
            assert matcher.search(f"x {word.removeprefix('-')} x"), (its.id, tag, word)


@pytest.mark.parametrize(("its", "tag", "wording"), WORDINGS)
def test_no_word_forbids_what_it_seeks(its: Element, tag: str, wording: Wording) -> None:
    """No avoid word, of any language read together, matches a subject or preferred word."""
    tags = TOGETHER.get(tag, WRITTEN)
    forbidden = tuple(word for one in tags for word in its.wordings[one].avoid_words)
    for word in (*wording.subject_words, *wording.prefer_words, wording.name):
        assert not stems(forbidden).search(word), (its.id, tag, word)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("sfo_price", "Hva koster SFO?"),
        ("sfo_price", "Gebyrer og betalingssatser"),
        ("sfo_price", "Barnehage og SFO"),
        ("kindergarten_price", "Barnehage og SFO"),
        ("kindergarten_price", "Hva koster det å ha barn i barnehagen?"),
        ("kindergarten_price", "Prisar og gebyr"),
        ("water_fee", "Vann og avløp"),
        ("water_fee", "Vann- og avløpsgebyr"),
        ("water_fee", "Gebyrer for vann, avløp, renovasjon og feiing"),
        ("water_fee", "Vatn og kloakk"),
        ("connection_fee", "Vei, vann og avløp"),
        ("building_processing_time", "Saksbehandlingstid og klageadgang"),
        ("building_fee_house", "Gebyr etter plan- og bygningsloven"),
        ("home_help_price", "Egenbetaling for helse- og omsorgstjenester"),
        ("town_hall_hours", "Kontakt oss"),
        ("contact_phone", "Kontakt kommunen"),
        ("library_hours", "Åpningstider"),
        ("pool_hours", "Opningstider i symjehallen"),
    ],
)
def test_hub_headings_forbid_nothing(name: str, heading: str) -> None:
    """An avoid word kills all under a heading that does not name the element as well."""
    wordings = element(name).wordings.values()
    found = stems(word for one in wordings for word in one.avoid_words).search(heading)
    assert found is None or stems(w for one in wordings for w in one.subject_words).search(heading)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("sfo_price", "Matpenger per måned"),
        ("sfo_price", "Søsken nr. 2"),
        ("sfo_price", "Sysken"),
        ("kindergarten_price", "Kostpenger 100 %"),
        ("kindergarten_price", "Barnehage 50 % pr. mnd"),
        ("kindergarten_price", "For-sent hentede barn"),
        ("kindergarten_deadline", "Søknadsfristen for SFO"),
        ("kindergarten_deadline", "Barn som fyller ett år innen"),
        ("sfo_price", "SFO 1/2 plass pr. mnd"),
        ("water_fee", "Tilknytningsgebyr"),
        ("water_fee", "Fritidsbolig"),
        ("water_fee", "Hytte"),
        ("building_fee_house", "Tomannsbolig"),
        ("building_fee_garage", "Leie av garasjeplass"),
        ("home_help_price", "Trygghetsalarm"),
        ("building_processing_time", "Klagefrist"),
        ("building_processing_time", "Tillatelsen er gyldig i"),
        ("library_hours", "Skolebiblioteket"),
        ("town_hall_hours", "Legevakt"),
        ("contact_phone", "Legevakt"),
        ("contact_phone", "Sentrumsbadet"),
        ("contact_email", "Faktura sendes til"),
        ("social_media", "Del på Facebook"),
        ("records_access", "Personopplysninger"),
    ],
)
def test_neighbours_are_forbidden(name: str, label: str) -> None:
    """The figure next door, which people mistake for this one, is never taken."""
    words = [word for one in element(name).wordings.values() for word in one.avoid_words]
    assert stems(tuple(words)).search(label)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("waste_calendar", "Når tømmes søpla? Se tømmekalenderen"),
        ("waste_calendar", "Bosskalender"),
        ("records_access", "Postlister og innsyn"),
        ("accessibility_statement", "Tilgjengelighetserklæring"),
        ("accessibility_statement", "Tilgjengelegheitserklæring"),
        ("home_help_apply", "Søk om praktisk bistand"),
        ("home_help_apply", "Søknad om helse- og omsorgstenester"),
        ("self_service", "Min side"),
        ("feedback_function", "Gi oss tilbakemelding"),
        ("service_declaration", "Serviceerklæring for hjemmetjenesten"),
        ("library_hours", "Hovedbiblioteket"),
        ("pool_hours", "Sentrumsbadet"),
        ("water_fee", "Vatn, abonnementsgebyr"),
        ("connection_fee", "Tilknytingsgebyr"),
    ],
)
def test_subject_is_recognised(name: str, text: str) -> None:
    """What an inhabitant would call it is found, in either written form."""
    words = [word for one in element(name).wordings.values() for word in one.subject_words]
    assert stems(tuple(words)).search(text)


SENTENCES = [
    ("sfo_holidays_notice", "SFO er stengt i juli."),
    ("sfo_holidays_notice", "Oppseiingstida er ein månad."),
    ("sfo_discount", "Det gis 25 % søskenmoderasjon."),
    ("kindergarten_complaint", "Fristen for å klage er tre uker."),
    ("building_exempt", "Du kan bygge garasje inntil 50 m² uten å søke."),
    ("building_facade", "Du må søke hvis fasaden endrer karakter."),
    ("water_quality", "Prøvene viser at drikkevannet oppfyller kravene i drikkevannsforskriften."),
    ("chimney_sweep", "Pipa blir feid etter behov, minst kvart fjerde år."),
    ("care_complaint", "Klagen sendes til kontoret som har fattet vedtaket."),
    ("complaint_route", "Klage på en tjeneste sendes kommunen skriftlig."),
    ("after_hours", "Utenom kontortid kan du ringe 900 00 000."),
    ("user_survey", "Brukerundersøkelsen hadde en svarprosent på 61."),
    ("sfo_complaint", "Klage på vedtak om plass sendes til rektor innen tre uker."),
]


@pytest.mark.parametrize(("name", "sentence"), SENTENCES)
def test_sentence_states_the_element(name: str, sentence: str) -> None:
    """A plain sentence, as municipalities write it, has a word of each group."""
    assert stated(name, sentence)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("sfo_discount", "Vi ønsker alle barn velkommen til et nytt år."),
        ("building_exempt", "Gebyret for garasje er 4 500 kroner."),
        ("water_quality", "Vannet i badet holder 29 grader."),
        ("after_hours", "Rådhuset har åpent 9–15."),
        ("complaint_route", "Kommunen ble grunnlagt i 1838."),
    ],
)
def test_other_sentences_do_not_state_it(name: str, sentence: str) -> None:
    """A sentence that only touches on the theme lacks a group."""
    assert not stated(name, sentence)


def stated(name: str, sentence: str) -> bool:
    wordings = element(name).wordings.values()
    columns = zip(*(one.statement_words for one in wordings), strict=True)
    return all(
        stems(tuple(word for group in column for word in group)).search(sentence)
        for column in columns
    )


def test_statements_and_only_they_have_groups() -> None:
    """A statement is told by its groups of words, equally many in each language."""
    for one in ELEMENTS:
        sizes = {len(wording.statement_words) for wording in one.wordings.values()}
        assert len(sizes) == 1, one.id
        assert (sizes != {0}) == (one.kind == "statement"), one.id


@pytest.mark.parametrize(
    "file",
    [*CONFIG.glob("elements/*.toml"), *CONFIG.glob("languages/*.toml")],
    ids=lambda file: file.name,
)
def test_files_are_clean_text(file: Path) -> None:
    """Plain UTF-8 without control characters, soft hyphens or no-break blanks in any word."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    for text in strings(content):
        assert text.isprintable() or "\n" in text, (file.name, text)
        assert "\u00a0" not in text, (file.name, text)
        assert "\u00ad" not in text, (file.name, text)
