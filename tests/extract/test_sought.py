"""An element made ready: how surely a figure is its own, and what it accepts at all."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from checker.extract.verdict.accepts import accepted, is_regular
from checker.extract.verdict.context import Context
from checker.extract.verdict.sought import Sought, folded, prepare
from checker.model.catalog import Accept, Element, Sector, Wording
from checker.model.value import Contact, Date, Duration, Hours, Kind, Money, Value

NOWHERE = Context("", "", "", "", "", "", "", "", "", "", "", "main", "nb")


def element(
    name: str, sector: Sector, wording: Wording, accept: Accept | None = None, kind: Kind = "money"
) -> Element:
    """Return an element with one wording."""
    return Element(name, kind, sector, {"nb": wording}, accept or Accept())


SFO = element(
    "sfo_price",
    "school",
    Wording("SFO", (), ("sfo", "åpningsskole"), ("hel plass", "per måned"), ("mat", "halv plass")),
)
PHONE = element(
    "contact_phone",
    "service",
    Wording("Telefon", (), ("telefon", "kontakt"), ("sentralbord",), ("faks",)),
    Accept(anywhere=True, site=True),
    "contact",
)
SURVEY = element("user_survey", "openness", Wording("Undersøkelse", (), ("undersøkelse",)))


def sought(name: str = "sfo_price") -> Sought:
    """Return one of three elements, ready."""
    return next(one for one in prepare((SFO, PHONE, SURVEY), ("nb",)) if one.element.id == name)


def within(**around: str) -> Context:
    """Return a context with these words around."""
    known: dict[str, Any] = dict(around)
    return replace(NOWHERE, **known)


def points(one: Sought, context: Context) -> float | None:
    """Return how surely a hit in a context is the element's; None: it is not."""
    weighed = one.weigh(context)
    return weighed.score if weighed else None


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param({"label": "SFO"}, {"row": "SFO"}, id="label before row"),
        pytest.param({"row_header": "SFO"}, {"heading": "SFO"}, id="row header before heading"),
        pytest.param({"column_header": "SFO"}, {"caption": "SFO"}, id="column before caption"),
        pytest.param({"heading": "SFO"}, {"outer": "SFO"}, id="nearest heading first"),
        pytest.param({"outer": "SFO", "page": "SFO"}, {"page": "SFO"}, id="two places before one"),
        pytest.param(
            {"heading": "SFO", "label": "hel plass"}, {"heading": "SFO"}, id="with a preferred word"
        ),
        pytest.param(
            {"heading": "SFO", "label": "hel plass"},
            {"heading": "SFO", "row": "hel plass"},
            id="preferred beside it before preferred in the row",
        ),
        pytest.param(
            {"heading": "SFO"}, {"heading": "SFO", "outer": "Mat"}, id="an avoided word far above"
        ),
    ],
)
def test_nearer_is_surer(better: dict[str, str], worse: dict[str, str]) -> None:
    """A word in the same row counts for more than one in the page's title."""
    high, low = (points(sought(), within(**one)) for one in (better, worse))
    assert high is not None
    assert low is not None
    assert high > low


@pytest.mark.parametrize(
    "around",
    [
        pytest.param({}, id="nothing names it"),
        pytest.param({"path": "sfo"}, id="only the address names it"),
        pytest.param({"label": "mat i SFO"}, id="an avoided word beside it"),
        pytest.param({"row_header": "SFO halv plass"}, id="an avoided row"),
        pytest.param({"heading": "Mat", "page": "SFO"}, id="an avoided heading"),
        pytest.param({"caption": "Mat", "page": "SFO"}, id="an avoided table"),
        pytest.param({"label": "SFO", "region": "footer"}, id="a footer that is about all"),
        pytest.param({"label": "hel plass", "lead": "Noe annet"}, id="a lead about another thing"),
        pytest.param({"label": "koster", "lead": "SFO"}, id="a lead and no word of the right kind"),
    ],
)
def test_not_about_the_element(around: dict[str, str]) -> None:
    """Where it is not surely meant, nothing is better than something."""
    assert points(sought(), within(**around)) is None


@pytest.mark.parametrize(
    "around",
    [
        pytest.param({"heading": "SFO og mat"}, id="a heading that names both"),
        pytest.param({"caption": "SFO og mat"}, id="a table that names both"),
        pytest.param(
            {"path": "apningsskole", "above": "aapningsskole", "page": "SFO"}, id="folded"
        ),
        pytest.param({"label": "hel plass", "lead": "Om SFO"}, id="a lead and a preferred word"),
    ],
)
def test_about_the_element(around: dict[str, str]) -> None:
    """Headings may name several things, and a paragraph goes on about its first sentence."""
    assert points(sought(), within(**around)) is not None


def test_footer_is_the_municipality() -> None:
    """A bare number in the footer is the whole municipality's."""
    footer = replace(NOWHERE, label="35 00 00 00", region="footer")
    assert points(sought("contact_phone"), footer) == 5.0
    assert points(sought("contact_phone"), replace(footer, region="main")) is None


@pytest.mark.parametrize(
    "around",
    [
        pytest.param({"label": "Telefon", "heading": "SFO"}, id="a service's heading"),
        pytest.param({"label": "Telefon", "page": "SFO – X kommune"}, id="a service's page"),
        pytest.param({"label": "Telefon til SFO", "heading": "Kontakt"}, id="its own words"),
        pytest.param({"row_header": "SFO", "heading": "Kontakt oss"}, id="its row"),
    ],
)
def test_number_of_a_service_is_not_the_municipality(around: dict[str, str]) -> None:
    """The number on the page of after-school care rings there."""
    assert points(sought("contact_phone"), within(**around)) is None


def test_switchboard_on_the_page_of_a_service() -> None:
    """A number called the switchboard stays a candidate there, a weak one."""
    board = replace(NOWHERE, label="Sentralbord, telefon")
    own, there = (
        points(sought("contact_phone"), one) for one in (board, replace(board, page="SFO"))
    )
    assert own is not None
    assert there is not None
    assert own - there == 5.0


def test_heading_of_both_costs_half() -> None:
    """A heading "Kontakt SFO" may be the municipality's desk for it."""
    both = replace(NOWHERE, label="Sentralbord", heading="Kontakt")
    own, shared = (
        points(sought("contact_phone"), one) for one in (both, replace(both, heading="Kontakt SFO"))
    )
    assert own is not None
    assert shared is not None
    assert own - shared == 2.5


def test_only_the_whole_municipality_knows_strangers() -> None:
    """A service's own words are not foreign to another service, nor to a survey of it."""
    assert not sought("sfo_price").foreign
    assert not sought("user_survey").foreign
    assert sought("contact_phone").foreign.search("SFO")
    assert not sought("contact_phone").foreign.search("undersøkelse")


def test_languages_are_read_together() -> None:
    """Words of both written forms, those of the first language first; groups go together."""
    wordings = {
        "nb": Wording("a", (), ("uke",), statement_words=(("klage",), ("uker",))),
        "nn": Wording("b", (), ("veke",), statement_words=(("klaga",), ("veker",), ("send",))),
    }
    (both,) = prepare([Element("x", "statement", "school", wordings)], ("nb", "nn", "en"))
    assert both.subject.words == ("uke", "veke")
    assert both.groups == (("klage", "klaga"), ("uker", "veker"), ("send",))


@pytest.mark.parametrize(
    ("accept", "value", "right"),
    [
        (Accept(minimum=Decimal(500)), Money(Decimal(499)), False),
        (Accept(minimum=Decimal(500)), Money(Decimal(500)), True),
        (Accept(maximum=Decimal(500)), Money(Decimal(501)), False),
        (Accept(maximum=Decimal(500)), Money(None, Decimal(500)), True),
        (Accept(per=("month", "none")), Money(Decimal(5)), True),
        (Accept(per=("month",)), Money(Decimal(5)), False),
        (Accept(per=("month",)), Money(Decimal(5), per="month"), True),
        (Accept(roles=("reply",)), Duration(None, "P3W"), False),
        (Accept(roles=("reply",)), Duration(None, "P3W", role="reply"), True),
        (Accept(audiences=("none",)), Hours("Mo 10:00-12:00"), True),
        (Accept(audiences=("none",)), Hours("Mo 10:00-12:00", "phone"), False),
        (Accept(), Hours("Dec 24 off"), False),
        (Accept(contact="phone"), Contact(email="a@b.no"), False),
        (Accept(contact="email"), Contact(email="a@b.no"), True),
        (Accept(), Contact(email="a@b.no"), True),
        (Accept(), Date("--03-01"), True),
    ],
)
def test_what_can_be_the_element_at_all(accept: Accept, value: Value, *, right: bool) -> None:
    """Limits, units, roles and audiences are the element's own."""
    assert accepted(accept, value) is right


@pytest.mark.parametrize(
    ("osm", "regular"),
    [
        ("Mo-Fr 08:00-15:00", True),
        ("24/7", True),
        ("07:30-16:00", True),
        ("Oct-Apr Tu 18:00-20:00", True),
        ("Sep 01-May 31 Sa 10:00-14:00", True),
        ("May 15-Sep 14 Mo-Fr 08:00-14:30", True),
        ("Dec 24 10:00-12:00; We 10:00-14:00", True),
        ("week 26-33 off", False),
        ("Nov 28 11:00-15:00", False),
        ("2026 Nov 28 11:00-15:00", False),
        ("PH 11:00-15:00", False),
        ("easter -1 day 10:00-12:00", False),
        ("Jul off; Dec 27-Dec 30 off", False),
    ],
)
def test_schedules_and_single_days(osm: str, *, regular: bool) -> None:
    """An open day next Saturday is an event; a closed July tells no opening hours."""
    assert is_regular(osm) is regular


def test_addresses_are_folded() -> None:
    """Addresses write å, æ and ø in several ways."""
    assert folded("Svømmehall") == folded("svommehall") == folded("svoemmehall")


def test_what_speaks_for_it_is_told() -> None:
    """A person can follow why a figure was taken."""
    around = {"label": "hel plass", "row": "SFO", "heading": "SFO", "page": "SFO"}
    weighed = sought().weigh(within(**around))
    assert weighed is not None
    assert weighed.reasons() == (
        "named by its heading; also by its row or sentence, the page's title",
        "a word beside it says that it is the one wanted",
    )
