"""Values for people: what stands on a page is what the value says."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.value import (
    Contact,
    Date,
    Duration,
    Hours,
    Link,
    Money,
    Statement,
    Value,
)
from checker.web.view import GROUP, Shown, ago, show
from checker.web.words import load

WORDS = load()


def plain(shown: Shown) -> str:
    """Return text and note with ordinary blanks."""
    return f"{shown.text} | {shown.note}".replace(GROUP, " ").removesuffix(" | ")


SEEN: list[tuple[Value, str]] = [
    (Money(Decimal("2850.00"), per="month"), "2 850 kr per month"),
    (Money(Decimal("41.50"), per="m3", vat="included"), "41.50 kr per m³ | VAT included"),
    (Money(Decimal(0)), "free"),
    (Money(Decimal(0), per="month"), "free"),
    (Money(None, Decimal(3000), per="month"), "up to 3 000 kr per month"),
    (Money(Decimal(1000), Decimal(2000)), "1 000–2 000 kr"),
    (Money(Decimal(12), currency="XAF", year=2026), "12 XAF | for 2026"),
    (Duration("P2W", "P3W", role="processing"), "2–3 weeks | processing time"),
    (Duration("P3W", "P3W"), "3 weeks"),
    (Duration(None, "P1W"), "up to 1 week"),
    (Duration("P5D", None, days="working"), "at least 5 working days"),
    (Duration("P14D", "P3W", days="calendar"), "14 calendar days – 3 weeks"),
    (Duration(None, "PT4H", role="reply"), "up to 4 hours | time to reply"),
    (Duration(None, "P1M"), "up to 1 month"),
    (Duration(None, "PT30M"), "up to 30 minutes"),
    (Date("2027-03-01"), "1 March 2027"),
    (Date("--03-01"), "1 March | every year"),
    (Date("--02-29"), "29 February | every year"),
    (Contact(phone="+4735000000"), "+47 35 00 00 00"),
    (Contact(phone="110"), "110"),
    (
        Contact(phone="+4735000000", email="post@prove.invalid"),
        "+47 35 00 00 00 · post@prove.invalid",
    ),
    (Link("https://prove.invalid/skjema"), "https://prove.invalid/skjema"),
    (Statement("Du kan klage."), "Du kan klage."),
    (Hours("Mo-Fr 09:00-15:00", "phone"), "Mon–Fri 09:00–15:00 | by phone"),
]
#: Values as no extractor should make them; they are shown as they are, not hidden.
ODD: list[tuple[Value, str]] = [
    (Duration(None, "soon"), "up to soon"),
    (Duration("P1X", "P1X"), "P1X"),
    (Date("2027-13-01"), "2027-13-01"),
    (Date("next week"), "next week"),
    (Hours("whenever"), "whenever"),
    (Money(Decimal("NaN")), "NaN kr"),
]


@pytest.mark.parametrize(("value", "text"), [*SEEN, *ODD])
def test_value_is_written_as_people_write_it(value: Value, text: str) -> None:
    """Unit, period, limits and audience are all said, and nothing else."""
    assert plain(show(value, WORDS)) == text


@pytest.mark.parametrize(
    ("value", "href"),
    [
        (Link("javascript:alert(1)"), ""),
        (Link("data:text/html,x"), ""),
        (Link("//evil.example"), ""),
        (Link("https://[bad"), ""),
        (Link(" https://prove.invalid/ "), "https://prove.invalid/"),
        (Contact(phone="+4735000000"), "tel:+4735000000"),
        (Contact(phone='1"onclick='), ""),
        (Contact(email="a@b.invalid?cc=c@d.invalid"), ""),
        (Contact(email="a@b.invalid"), "mailto:a@b.invalid"),
    ],
)
def test_only_harmless_addresses_are_links(value: Value, href: str) -> None:
    """Nothing read from a page can send a browser anywhere but to a website, phone or mail."""
    assert show(value, WORDS).href == href


TEXTS = st.text(max_size=40)
VALUES = st.one_of(
    st.builds(Hours, TEXTS),
    st.builds(Date, TEXTS),
    st.builds(Link, TEXTS),
    st.builds(Statement, TEXTS),
    st.builds(Duration, TEXTS, TEXTS.map(lambda text: text or "P1D")),
    st.builds(Contact, st.text(min_size=1, max_size=20)),
    st.builds(Money, st.decimals(allow_nan=True, allow_infinity=True)),  # signalling NaN too
)


@given(VALUES)
def test_any_value_can_be_shown(value: Value) -> None:
    """No value of the store can break a page."""
    assert isinstance(show(value, WORDS).text, str)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (7200, "2 hours ago"),
        (86_400 * 3, "3 days ago"),
    ],
)
def test_age_is_told_roughly(seconds: int, text: str) -> None:
    """The largest whole unit, and never the future."""
    now = datetime(2026, 3, 2, tzinfo=UTC)
    assert ago(now - timedelta(seconds=seconds), WORDS, now=now) == text
