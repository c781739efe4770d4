"""What a visit's candidates come to: found, unclear or absent."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.verdict.candidates import Candidate
from checker.extract.verdict.conclude import conclude, conclude_all
from checker.model.catalog import Accept, Element
from checker.model.evidence import Evidence, Text
from checker.model.record import Absent, Found, Unclear
from checker.model.value import Contact, Date, Duration, Hours, Kind, Link, Money, Statement, Value

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def element(kind: Kind = "money", accept: Accept | None = None) -> Element:
    """Return an element to conclude on."""
    return Element("sfo_price", kind, "school", {}, accept or Accept())


def candidate(
    value: Value, score: float = 10.0, *, page: str = "a", clicks: int | None = 2, place: str = ""
) -> Candidate:
    """Return a candidate from a page of its own name."""
    evidence = Evidence(f"https://x.example/{page}", "text/html", NOW, page.encode(), clicks=clicks)
    proof = Text("quote", evidence).cite(0, 5, rule="test/1")
    return Candidate(Found("sfo_price", value, proof), score, "", place)


def kroner(amount: str, **more: object) -> Money:
    """Return a price."""
    return Money(Decimal(amount), **more)  # type: ignore[arg-type]


def test_nothing_found_is_absent_with_what_was_searched() -> None:
    """Absence names the evidence that was read."""
    finding = conclude(element(), [], searched=("d1", "d2"), on=TODAY)
    assert finding == Absent("sfo_price", ("d1", "d2"))


def test_same_price_on_two_pages_is_one_answer() -> None:
    """The fuller of two equal prices is shown, once."""
    short, full = kroner("2850"), kroner("2850.00", per="month", year=2026)
    finding = conclude(
        element(), [candidate(short), candidate(full, page="b")], searched=(), on=TODAY
    )
    assert isinstance(finding, Found)
    assert finding.value == full


def test_two_prices_equally_sure_are_unclear() -> None:
    """Where a person would hesitate, both are shown and neither is chosen."""
    both = [candidate(kroner("2100")), candidate(kroner("2350"), page="b")]
    finding = conclude(element(), both, searched=(), on=TODAY)
    assert isinstance(finding, Unclear)
    assert {one.value for one in finding.candidates} == {kroner("2100"), kroner("2350")}


def test_surer_answer_wins() -> None:
    """A price in the row that names the place beats one elsewhere on the page."""
    finding = conclude(
        element(),
        [candidate(kroner("2850"), 12), candidate(kroner("1710"), 6)],
        searched=(),
        on=TODAY,
    )
    assert isinstance(finding, Found)
    assert finding.value == kroner("2850")


@pytest.mark.parametrize(
    ("years", "chosen"),
    [
        pytest.param((2025, 2026), 2026, id="this year beside last year"),
        pytest.param((2026, 2027), 2026, id="next year is not in force"),
        pytest.param((2024, 2025), 2025, id="only past years: last year's is the newest"),
    ],
)
def test_year_in_force(years: tuple[int, int], chosen: int) -> None:
    """Of several years the one in force is meant."""
    offered = [candidate(kroner(str(year), year=year)) for year in years]
    finding = conclude(element(), offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert isinstance(finding.value, Money)
    assert finding.value.year == chosen


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(kroner("2640", year=2024), id="a price of two years ago"),
        pytest.param(Date("2024-03-01"), id="a deadline that passed long ago"),
    ],
)
def test_years_old_answer_is_unclear(value: Value) -> None:
    """Nobody can say whether it still holds; it is shown, and not stated."""
    finding = conclude(element(), [candidate(value)], searched=(), on=TODAY)
    assert isinstance(finding, Unclear)
    assert finding.reason == "told for 2024 only"
    assert [one.value for one in finding.candidates] == [value]


def test_newest_deadline_is_meant() -> None:
    """Of several years' deadlines the last is the one to keep, and one without a year is it."""
    offered = [
        candidate(Date("2026-03-01")),
        candidate(Date("2027-03-01"), page="b"),
        candidate(Date("--03-01"), page="c"),
    ]
    finding = conclude(element("date"), offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert finding.value == Date("2027-03-01")


def test_other_deadlines_conflict() -> None:
    """Two days cannot both be the last."""
    offered = [candidate(Date("--03-01")), candidate(Date("--04-01"), page="b")]
    assert isinstance(conclude(element("date"), offered, searched=(), on=TODAY), Unclear)


def hours(*places: tuple[str, float, str, str]) -> list[Value]:
    """Conclude on hours of several places: osm, score, page and place; return all values."""
    offered = [
        candidate(Hours(osm), score, page=page, place=place) for osm, score, page, place in places
    ]
    finding = conclude(element("hours", Accept(several=True)), offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    return [finding.value, *(other.value for other in finding.others)]


def test_branch_under_its_own_heading_belongs_to_the_answer() -> None:
    """On the library's page a heading with the name of a place is a branch."""
    main, branch = ("Mo-Fr 10:00-16:00", 9.0, "a", "Main"), ("We 16:00-19:00", 5.0, "a", "Branch")
    assert hours(main, branch) == [Hours(main[0]), Hours(branch[0])]


@pytest.mark.parametrize(
    ("score", "page", "place"),
    [
        pytest.param(5.0, "b", "Branch", id="on another page"),
        pytest.param(5.0, "a", "Main", id="another column of the same row"),
        pytest.param(3.2, "a", "Branch", id="hardly about the element"),
    ],
)
def test_stranger_does_not_belong_to_the_answer(score: float, page: str, place: str) -> None:
    """Hours that are much less surely meant are another office's."""
    main = ("Mo-Fr 10:00-16:00", 9.0, "a", "Main")
    assert hours(main, ("We 16:00-19:00", score, page, place)) == [Hours(main[0])]


def test_price_for_another_unit_is_a_part() -> None:
    """Beside the fixed part per year stands the price per cubic metre; the sewer's does not."""
    offered = [
        candidate(kroner("2530", per="year"), 10.0),
        candidate(kroner("24.90", per="m3"), 7.0),
        candidate(kroner("36.10", per="m3"), 5.6),
        candidate(kroner("4680", per="year"), 6.0),
        candidate(kroner("99", per=None), 6.0),
    ]
    several = element("money", Accept(several=True))
    finding = conclude(several, offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert [other.value for other in finding.others] == [kroner("24.90", per="m3")]


def test_parts_are_of_one_kind() -> None:
    """A number that is much less sure than the best is nobody's second line."""
    offered = [
        candidate(Contact(phone="+4735000100")),
        candidate(Contact(phone="+4735000160"), 6.0, page="b"),
    ]
    several = element("contact", Accept(several=True))
    finding = conclude(several, offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert finding.others == ()


def test_hours_with_staff_go_before_those_without() -> None:
    """Who asks when the library is open means with somebody there."""
    offered = [
        candidate(Hours("Mo-Su 07:00-22:00", "unstaffed"), 11.0),
        candidate(Hours("Mo-Fr 10:00-16:00"), 10.0),
    ]
    for accept in (Accept(several=True), Accept(audiences=("none", "unstaffed"), several=True)):
        finding = conclude(element("hours", accept), offered, searched=(), on=TODAY)
        assert isinstance(finding, Found)
        assert finding.value == Hours("Mo-Fr 10:00-16:00")


def test_page_without_clicks_is_far_away() -> None:
    """A document that no link step leads to comes after pages that can be walked to."""
    offered = [
        candidate(Link("https://x.example/1"), clicks=None),
        candidate(Link("https://x.example/2"), page="b", clicks=7),
    ]
    finding = conclude(element("link"), offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert finding.value == Link("https://x.example/2")


def test_several_places_are_no_conflict() -> None:
    """Two libraries with hours of their own are both found."""
    several = element("hours", Accept(several=True))
    offered = [
        candidate(Hours("Mo-Fr 10:00-16:00")),
        candidate(Hours("We 16:00-19:00"), page="b", clicks=3),
    ]
    finding = conclude(several, offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert [other.value for other in finding.others] == [Hours("We 16:00-19:00")]


def test_audiences_are_no_conflict() -> None:
    """Hours for visitors and for callers do not contradict each other."""
    offered = [
        candidate(Hours("Mo-Fr 08:00-15:00", "visit")),
        candidate(Hours("Mo-Fr 09:00-14:00", "phone")),
    ]
    for several, others in ((True, 1), (False, 0)):
        finding = conclude(
            element("hours", Accept(several=several)), offered, searched=(), on=TODAY
        )
        assert isinstance(finding, Found)
        assert len(finding.others) == others


def test_same_hours_for_two_audiences_conflict_with_others() -> None:
    """Two different hours for visitors of one place are unclear."""
    offered = [
        candidate(Hours("Mo-Fr 08:00-15:00", "visit")),
        candidate(Hours("Mo-Fr 09:00-14:00", "visit")),
    ]
    assert isinstance(conclude(element("hours"), offered, searched=(), on=TODAY), Unclear)


def test_phone_and_mail_complete_each_other() -> None:
    """A phone number and an e-mail address are two ways, not two opinions."""
    offered = [
        candidate(Contact(phone="+4735000170")),
        candidate(Contact(email="post@x.example")),
    ]
    finding = conclude(element("contact"), offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert len(finding.others) == 1


def test_two_phone_numbers_equally_sure_are_unclear() -> None:
    """Nobody but a person can tell which number is meant."""
    offered = [
        candidate(Contact(phone="+4735000100")),
        candidate(Contact(phone="+4735000160"), page="b"),
    ]
    assert isinstance(conclude(element("contact"), offered, searched=(), on=TODAY), Unclear)


def test_own_time_goes_before_the_law() -> None:
    """Beside the statutory limit, the municipality's own time is the answer."""
    accept = Accept(roles=("processing", "none", "statutory"))
    offered = [
        candidate(Duration(None, "P3W", role="statutory"), 11),
        candidate(Duration("P4W", "P6W", role="processing"), 10),
    ]
    finding = conclude(element("duration", accept), offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert finding.value == Duration("P4W", "P6W", role="processing")


def test_number_on_every_page_is_the_main_one() -> None:
    """A telephone number that stands on many pages is surer than one on a single page."""
    main = [candidate(Contact(phone="+4735000100"), page=str(page)) for page in range(40)]
    other = candidate(Contact(phone="+4735000160"), page="nurse")
    whole = element("contact", Accept(site=True))
    finding = conclude(whole, [other, *main], searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert finding.value == Contact(phone="+4735000100")


def test_part_of_every_page_is_said_once() -> None:
    """What stands on all pages with the same words is no surer for it: it is their footer."""
    footer = [candidate(Contact(phone="+4735000100"), 10.0, page=str(page)) for page in range(40)]
    nurse = candidate(Contact(phone="+4735000160"), 12.5, page="nurse")
    finding = conclude(element("contact"), [nurse, *footer], searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert finding.value == Contact(phone="+4735000160")
    assert finding.others == ()


@pytest.mark.parametrize("kind", ["link", "statement"])
def test_links_and_sentences_never_conflict(kind: Kind) -> None:
    """The best of several is shown: nearest the home page among equals."""
    values: dict[Kind, tuple[Value, Value]] = {
        "link": (Link("https://x.example/1"), Link("https://x.example/2")),
        "statement": (Statement("Send klagen innen tre uker."), Statement("Du kan klage.")),
    }
    far, near = values[kind]
    offered = [candidate(far, clicks=4), candidate(near, page="b", clicks=1)]
    finding = conclude(element(kind), offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert finding.value == near


def test_candidates_of_others_are_not_ours() -> None:
    """A candidate for another element proves nothing."""
    stranger = candidate(kroner("2850"))
    stranger = replace(stranger, found=replace(stranger.found, element="water_fee"))
    assert isinstance(conclude(element(), [stranger], searched=(), on=TODAY), Absent)


amounts = st.decimals(1, 99_999, places=2)
candidates_of_any_price = st.lists(
    st.builds(
        lambda amount, year, score: candidate(kroner(str(amount), year=year), score),
        amounts,
        st.none() | st.integers(2020, 2028),
        st.floats(0, 20),
    ),
    min_size=1,
)


@given(candidates_of_any_price, st.randoms())
def test_order_of_pages_does_not_matter(offered: list[Candidate], random: object) -> None:
    """The same pages in another order give the same answer."""
    shuffled = list(offered)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = conclude(element(), offered, searched=(), on=TODAY)
    other = conclude(element(), shuffled, searched=(), on=TODAY)
    assert type(one) is type(other)
    if isinstance(one, Found) and isinstance(other, Found):
        assert one.value == other.value


def test_switchboard_is_no_answer_of_a_service() -> None:
    """A number of everything, under a heading that names the service, is looked at by a person."""
    board = Contact(phone="+4735000100")
    whole = replace(element("contact", Accept(site=True)), id="contact_phone")
    nurse = element("contact")
    there = candidate(board, page="home")
    offered = [
        replace(there, found=replace(there.found, element="contact_phone")),
        replace(candidate(board, page="nurse"), beside=False),
    ]
    service, town = conclude_all([nurse, whole], offered, searched=(), on=TODAY)
    assert isinstance(town, Found)
    assert isinstance(service, Unclear)
    assert service.reason == "it is the municipality's own, for everything"
    named = [offered[0], candidate(board, page="nurse")]
    assert isinstance(conclude_all([nurse, whole], named, searched=(), on=TODAY)[0], Found)


def test_hours_of_one_week_stand_beside_the_ordinary() -> None:
    """They are told too, and are no second answer."""
    offered = [candidate(Hours("week 52 10:00-12:00"), 12.0), candidate(Hours("Mo-Fr 08:00-15:30"))]
    finding = conclude(element("hours"), offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert finding.value == Hours("Mo-Fr 08:00-15:30")
    assert [other.value for other in finding.others] == [Hours("week 52 10:00-12:00")]


def test_household_pays_with_vat() -> None:
    """Of the two columns of a price list the one with VAT is told first."""
    offered = [
        candidate(kroner("1720", vat="excluded"), place="a"),
        candidate(kroner("2150", vat="included"), place="b"),
    ]
    finding = conclude(element("money", Accept(several=True)), offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert finding.value == kroner("2150", vat="included")


@pytest.mark.parametrize(
    ("said", "unclear"),
    [
        ("Undersøkelsen fra 2021 viste 4,1 poeng.", True),
        ("Undersøkelsen fra 2025 viste 4,1 poeng, mot 4,0 i 2021.", False),
        ("Undersøkelsen viste 4,1 poeng.", False),
    ],
)
def test_result_of_years_ago(said: str, *, unclear: bool) -> None:
    """Where only a fresh answer counts, one that names nothing but years long past does not."""
    survey = element("statement", Accept(fresh=True))
    finding = conclude(survey, [candidate(Statement(said))], searched=(), on=TODAY)
    assert isinstance(finding, Unclear) is unclear


def test_number_right_beside_the_best() -> None:
    """Kari on one number, Ola on the next: both are nurses, though only one is called so."""
    offered = [
        candidate(Contact(phone="+4735000107"), 12.0),
        candidate(Contact(phone="+4735000108"), 8.0),
    ]
    nurses = element("contact", Accept(several=True))
    finding = conclude(nurses, offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert [other.value for other in finding.others] == [Contact(phone="+4735000108")]


def test_link_to_the_thing_itself() -> None:
    """The menu leads to a page about bins; the link there leads to the calendar."""
    there = Link("https://x.example/bins")
    offered = [
        candidate(there, page="", clicks=0),
        candidate(Link("https://v.example/"), page="bins"),
    ]
    calendar = element("link", Accept(deepest=True))
    finding = conclude(calendar, offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert finding.value == Link("https://v.example/")
    plain = conclude(element("link"), offered, searched=(), on=TODAY)
    assert isinstance(plain, Found)
    assert plain.value == there


def test_sum_and_the_same_sum_at_most_are_one() -> None:
    """A table gives the highest fee, the sentence says "at most": nobody sees two prices there."""
    most = Money(None, Decimal(1173), per="month")
    offered = [candidate(kroner("1173", per="month")), candidate(most, page="b")]
    finding = conclude(element(), offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert finding.others == ()
    ranges = [candidate(kroner("1000", amount_max=Decimal(1173))), candidate(most, page="b")]
    assert isinstance(conclude(element(), ranges, searched=(), on=TODAY), Unclear)
