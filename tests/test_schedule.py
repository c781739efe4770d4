"""What is due when."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.settings import Plan
from checker.schedule import due, slot_after, slot_before, spread

OSLO = ZoneInfo("Europe/Oslo")
DAILY = Plan(probe="website", every_s=86_400, window_start="20:00", window_h=10)
MONTHLY = Plan(probe="website", every_s=30 * 86_400, window_start="20:00", window_h=10)
QUICK = Plan(probe="website", every_s=20)

instants = st.datetimes(datetime(2020, 1, 1), datetime(2037, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001  bounds of a strategy are naive
codes = st.from_regex(r"[0-9]{4}", fullmatch=True)
plans = st.sampled_from([DAILY, MONTHLY, QUICK])


@given(plans, codes, instants)
def test_slot_is_not_in_the_future_and_not_too_old(plan: Plan, code: str, now: datetime) -> None:
    """The latest slot lies at most one period (and the hour of a clock change) back."""
    slot = slot_before(plan, code, zone=OSLO, now=now)
    assert now - timedelta(seconds=plan.every_s + 3600) < slot <= now


@given(plans, codes, instants)
def test_slots_follow_each_other(plan: Plan, code: str, now: datetime) -> None:
    """After a slot comes the next one, and asking at that moment names it."""
    following = slot_after(plan, code, zone=OSLO, now=now)
    assert following > now
    assert slot_before(plan, code, zone=OSLO, now=following) == following


@pytest.mark.parametrize("year", [2020, 2024, 2026, 2027, 2037])
def test_every_day_of_a_year_has_one_slot(year: int) -> None:
    """Neither clock change nor leap day skips or doubles a daily slot, which keeps its time."""
    slots = set()
    now = datetime(year, 1, 1, 12, tzinfo=UTC)
    while now < datetime(year + 1, 1, 1, 12, tzinfo=UTC):
        slots.add(slot_before(DAILY, "4036", zone=OSLO, now=now))
        now += timedelta(minutes=30)
    local = [slot.astimezone(OSLO) for slot in slots]
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    assert len(slots) in {days, days + 1}
    assert max(Counter(slot.date() for slot in local).values()) == 1
    assert len({slot.time() for slot in local} - {time(2), time(3)}) <= 2


def test_wall_clock_time_is_kept() -> None:
    """A daily run stays at its Oslo time when the clocks change."""
    before = slot_before(DAILY, "4036", zone=OSLO, now=datetime(2026, 3, 28, 12, tzinfo=UTC))
    after = slot_before(DAILY, "4036", zone=OSLO, now=datetime(2026, 3, 31, 12, tzinfo=UTC))
    assert before.astimezone(OSLO).time() == after.astimezone(OSLO).time()
    assert before.time() != after.time()


def test_window_is_kept_by_all() -> None:
    """A nightly window from 20:00 of ten hours holds every municipality's slot."""
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    for code in (f"{number:04}" for number in range(1000, 1400)):
        hour = slot_before(MONTHLY, code, zone=OSLO, now=now).astimezone(OSLO).hour
        assert hour >= 20 or hour < 6, code


def test_nation_is_spread_over_the_period() -> None:
    """357 municipalities in thirty days: no night takes more than three times its share."""
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    nights = Counter(
        slot_before(MONTHLY, f"{number:04}", zone=OSLO, now=now).date() for number in range(357)
    )
    assert max(nights.values()) <= 3 * 357 / 30


def test_all_plans_and_municipalities_are_named() -> None:
    """Each plan owes each municipality one slot, with a name the ledger can hold."""
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    owed = due([DAILY, MONTHLY], ["0301", "4036"], zone=OSLO, now=now)
    assert len(owed) == 4
    assert all(
        datetime.fromisoformat(one.slot) == one.slot_at.replace(microsecond=0) for one in owed
    )


@given(st.text(), st.integers(1, 10**9))
def test_spread_stays_below(key: str, modulus: int) -> None:
    """Whatever the key, the offset is inside the window."""
    assert 0 <= spread(key, modulus) < modulus
