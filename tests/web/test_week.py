"""Opening hours as a week: all that is stated, nothing that is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.web.week import Week, week_of
from checker.web.words import load

WORDS = load()

SEEN = [
    ("Mo-Fr 09:00-15:00", Week((("Mon–Fri", "09:00–15:00"),))),
    (
        "Mo-Th 09:00-15:00; Fr 09:00-14:00",
        Week((("Mon–Thu", "09:00–15:00"), ("Fri", "09:00–14:00"))),
    ),
    (
        "Mo,We 10:00-12:00,13:00-15:00; Sa,Su off",
        Week(
            (
                ("Mon", "10:00–12:00, 13:00–15:00"),
                ("Wed", "10:00–12:00, 13:00–15:00"),
                ("Sat–Sun", "closed"),
            )
        ),
    ),
    ("24/7", Week((("Mon–Sun", "day and night"),))),
    ("08:00-16:00", Week((("Mon–Sun", "08:00–16:00"),))),
    (
        "Mo-Fr 09:00-15:00; PH off",
        Week((("Mon–Fri", "09:00–15:00"),), ("public holidays closed",)),
    ),
    (
        "Mo-Fr 09:00-15:00; Jun 15-Aug 15 Mo-Fr 09:00-14:00",
        Week((("Mon–Fri", "09:00–15:00"),), ("June 15–August 15 Mon–Fri 09:00–14:00",)),
    ),
    ("week 1-53/2 Tu 10:00-12:00", Week((), ("odd weeks Tue 10:00–12:00",))),
    ("week 2-53/2 Tu 10:00-12:00", Week((), ("even weeks Tue 10:00–12:00",))),
    ("Fr 20:00-02:00", Week((("Fri", "20:00–02:00"),))),
    ("Mo 10:00+", Week((("Mon", "10:00 onwards"),))),
    ("Sa-Mo 10:00-12:00", Week((("Mon", "10:00–12:00"), ("Sat–Sun", "10:00–12:00")))),
    (
        'Mo 10:00-12:00 "etter avtale; ring først"',
        Week((("Mon", "10:00–12:00 (etter avtale; ring først)"),)),
    ),
]
#: As the specification of opening_hours has it.
RULES = [
    pytest.param(
        "Mo-Fr 09:00-15:00; We 09:00-17:00",
        Week((("Mon–Tue", "09:00–15:00"), ("Wed", "09:00–17:00"), ("Thu–Fri", "09:00–15:00"))),
        id="a later rule replaces the day",
    ),
    pytest.param(
        "Mo-Fr 08:00-12:00, We 16:00-18:00",
        Week(
            (
                ("Mon–Tue", "08:00–12:00"),
                ("Wed", "08:00–12:00, 16:00–18:00"),
                ("Thu–Fri", "08:00–12:00"),
            )
        ),
        id="an additional rule adds to it",
    ),
]


@pytest.mark.parametrize(("osm", "week"), [*SEEN, *RULES])
def test_week_says_what_is_stated(osm: str, week: Week) -> None:
    """Days that no rule names are left out; seasons and holidays get a line of their own."""
    assert week_of(osm, WORDS) == week


@given(st.text(alphabet='MoTuWeFrSaSuPH 0123456789:-,;"|+/off', max_size=60))
def test_nothing_is_dropped(osm: str) -> None:
    """Whatever was read, the reader sees something of it, and no text raises."""
    week = week_of(osm, WORDS)
    assert bool(week.days or week.besides) or not osm.strip(' ;|"')
