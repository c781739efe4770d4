"""What a visit's candidates come to: found, unclear or absent."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.candidates import Candidate
from checker.extract.conclude import conclude
from checker.model.catalog import Accept, Element
from checker.model.evidence import Evidence, Text
from checker.model.record import Absent, Found, Unclear
from checker.model.value import Contact, Duration, Hours, Kind, Link, Money, Statement, Value

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def element(kind: Kind = "money", accept: Accept | None = None) -> Element:
    """Return an element to conclude on."""
    return Element("sfo_price", kind, "school", {}, accept or Accept())


def candidate(value: Value, score: float = 10.0, *, page: str = "a", clicks: int = 2) -> Candidate:
    """Return a candidate from a page of its own name."""
    evidence = Evidence(f"https://x.example/{page}", "text/html", NOW, page.encode(), clicks=clicks)
    proof = Text("quote", evidence).cite(0, 5, rule="test/1")
    return Candidate(Found("sfo_price", value, proof), score, "")


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
        pytest.param((2023, 2024), 2024, id="only old years: the newest of them"),
    ],
)
def test_year_in_force(years: tuple[int, int], chosen: int) -> None:
    """Of several years the one in force is meant."""
    offered = [candidate(kroner(str(year), year=year)) for year in years]
    finding = conclude(element(), offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert isinstance(finding.value, Money)
    assert finding.value.year == chosen


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
    finding = conclude(element("hours"), offered, searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert len(finding.others) == 1


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
    finding = conclude(element("contact"), [other, *main], searched=(), on=TODAY)
    assert isinstance(finding, Found)
    assert finding.value == Contact(phone="+4735000100")


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
