"""The Swedish wordings: what a Swede would look for is found, its neighbour is not."""

import pytest

from checker.config import load_elements, shipped
from checker.extract.facts.links import same_site
from checker.extract.facts.promise import rank
from checker.extract.words import stems
from checker.model.catalog import Element, Wording
from checker.model.evidence import Anchor

ELEMENTS: tuple[Element, ...] = load_elements(shipped())
SWEDISH = {one.id: one.wordings["sv"] for one in ELEMENTS}


def stated(wording: Wording, sentence: str) -> bool:
    return all(stems(group).search(sentence) for group in wording.statement_words)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sfo_price", "Avgifter på fritidshem"),
        ("sfo_hours", "Fritidshemmets öppettider"),
        ("kindergarten_price", "Avgift i förskolan"),
        ("kindergarten_deadline", "Ansök om plats i förskola"),
        ("school_nurse", "Elevhälsans medicinska insats"),
        ("building_fee_house", "Nybyggnad av en- eller tvåbostadshus"),
        ("building_fee_garage", "Komplementbyggnad, till exempel garage"),
        ("building_processing_time", "Så lång tid tar ditt bygglov"),
        ("water_fee", "Brukningsavgifter för vatten och avlopp"),
        ("connection_fee", "Anläggningsavgift"),
        ("water_emergency_phone", "VA-jour"),
        ("waste_calendar", "När hämtas soporna? Din hämtningsdag"),
        ("waste_complaint", "Utebliven tömning av sopkärl"),
        ("home_help_price", "Vad kostar hemtjänst?"),
        ("home_help_apply", "Ansök om hemtjänst"),
        ("debt_advice", "Budget- och skuldrådgivning"),
        ("library_hours", "Stadsbiblioteket"),
        ("pool_hours", "Aquabadet"),
        ("town_hall_hours", "Medborgarservice"),
        ("contact_phone", "Kommunens växel"),
        ("contact_email", "kommunen@tallvik.example"),
        ("records_access", "Diarium och allmänna handlingar"),
        ("accessibility_statement", "Tillgänglighetsredogörelse"),
        ("self_service", "E-tjänster och blanketter"),
        ("feedback_function", "Lämna synpunkter"),
        ("service_declaration", "Våra servicegarantier"),
    ],
)
def test_subject_is_recognised(name: str, text: str) -> None:
    """What an inhabitant would call it is found."""
    assert stems(SWEDISH[name].subject_words).search(text)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("sfo_price", "Avgifter och regler"),
        ("sfo_price", "Förskola och fritidshem"),
        ("kindergarten_price", "Förskola och fritidshem"),
        ("water_fee", "Vatten och avlopp"),
        ("connection_fee", "Taxor och avgifter för vatten och avlopp"),
        ("building_fee_house", "Avgifter för bygglov"),
        ("building_processing_time", "Bygga nytt, ändra eller riva"),
        ("home_help_price", "Avgifter inom äldreomsorgen"),
        ("town_hall_hours", "Kontakta oss"),
        ("contact_phone", "Kontakta kommunen"),
        ("library_hours", "Öppettider"),
        ("pool_hours", "Öppettider och priser"),
    ],
)
def test_hub_headings_forbid_nothing(name: str, heading: str) -> None:
    """An avoid word forbids what stands under a heading, unless the heading names both."""
    wording = SWEDISH[name]
    forbidden = stems(wording.avoid_words).search(heading)
    assert forbidden is None or stems(wording.subject_words).search(heading), forbidden


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("sfo_price", "Barn 2"),
        ("sfo_price", "Förskola: barn 1"),
        ("kindergarten_price", "Barn 3"),
        ("kindergarten_price", "Fritidshem, barn 1"),
        ("kindergarten_price", "Allmän förskola 15 timmar"),
        ("kindergarten_deadline", "Uppsägning av plats"),
        ("building_fee_house", "Tillbyggnad av enbostadshus"),
        ("building_fee_house", "Fritidshus"),
        ("building_fee_garage", "Hyra av garageplats"),
        ("building_processing_time", "Överklaga beslut"),
        ("water_fee", "Anläggningsavgift"),
        ("water_fee", "Dagvatten"),
        ("home_help_price", "Trygghetslarm"),
        ("home_help_price", "Matlåda"),
        ("library_hours", "Skolbiblioteket"),
        ("town_hall_hours", "Biblioteket"),
        ("contact_phone", "Fax"),
        ("contact_email", "Faktura skickas till"),
        ("social_media", "Dela på Facebook"),
        ("records_access", "Så hanterar vi personuppgifter"),
    ],
)
def test_neighbours_are_forbidden(name: str, label: str) -> None:
    """The figure next door is never taken."""
    assert stems(SWEDISH[name].avoid_words).search(label)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("sfo_holidays_notice", "Fritidshemmet är öppet på lov om du anmäler ditt barn."),
        ("sfo_holidays_notice", "Uppsägningstiden är en månad."),
        ("sfo_discount", "För syskon är avgiften lägre: barn 2 betalar 1 procent."),
        ("sfo_complaint", "Klagomål på fritidshemmet lämnar du till rektor."),
        ("kindergarten_complaint", "Är du missnöjd ska du först kontakta rektor."),
        ("user_survey", "Enkäten hade en svarsfrekvens på 61 procent."),
        ("building_exempt", "Du får bygga en friggebod på 15 kvadratmeter utan bygglov."),
        ("building_facade", "Du behöver bygglov om fasadens utseende ändras avsevärt."),
        ("water_quality", "Proverna visar att dricksvattnet uppfyller alla krav."),
        ("chimney_sweep", "Skorstenen sotas vart fjärde år och kostar 652 kronor."),
        ("care_complaint", "Du överklagar skriftligt inom tre veckor."),
        ("complaint_route", "Du kan lämna synpunkter på kommunens verksamhet i en e-tjänst."),
        ("after_hours", "Utanför kontorstid ringer du 0470-12 34 56."),
    ],
)
def test_sentence_states_the_element(name: str, sentence: str) -> None:
    """A plain sentence, as a Swedish municipality writes it, has a word of each group."""
    assert stated(SWEDISH[name], sentence)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("sfo_discount", "Alla barn är välkomna till fritidshemmet."),
        ("building_exempt", "Avgiften för ett garage är 4 500 kronor."),
        ("water_quality", "Vattnet i bassängen håller 28 grader."),
        ("after_hours", "Kontaktcenter har öppet vardagar 8–16."),
        ("complaint_route", "Kommunen bildades år 1971."),
        ("sfo_holidays_notice", "Vi lovar att alla barn får leka."),
    ],
)
def test_other_sentences_do_not_state_it(name: str, sentence: str) -> None:
    """A sentence that only touches on the theme lacks a group."""
    assert not stated(SWEDISH[name], sentence)


@pytest.mark.parametrize(
    ("words", "path", "element"),
    [
        ("Avgift för fritidshem", "/barn/fritidshem/avgift", "sfo_price"),
        ("Avgifter", "/forskola/avgifter-och-regler", "kindergarten_price"),
        ("Läs mer", "/bygga/handlaggningstid", "building_processing_time"),
        ("Bad", "/uppleva/simhall", "pool_hours"),
        ("Anläggningsavgift", "/va/anlaggningsavgift", "connection_fee"),
        ("Här", "/om-webbplatsen/tillganglighetsredogorelse", "accessibility_statement"),
        ("Kontakt", "/kommun/oppettider-vaxel", "phone_hours"),
    ],
)
def test_links_promise_it(words: str, path: str, element: str) -> None:
    """A Swedish menu and Swedish paths without å, ä and ö lead to the element."""
    uri = f"https://www.tallvik.example{path}"
    assert same_site(uri, "https://www.tallvik.example/")
    told = rank(Anchor(0, len(words), uri, words), ELEMENTS, ("sv",), clicks=1)
    assert told.score > 0
    assert element in told.elements
