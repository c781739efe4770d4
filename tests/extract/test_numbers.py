"""Written numbers: what groups thousands and what begins the hundredths."""

from decimal import Decimal

import pytest

from checker.extract import numbers


@pytest.mark.parametrize(
    ("written", "value"),
    [
        # seen
        ("2 907", "2907"),
        ("2\u00a0907", "2907"),
        ("2\u202f907", "2907"),
        ("3.135", "3135"),
        ("1.250.000", "1250000"),
        ("6.224,00", "6224.00"),
        ("1 330,50", "1330.50"),
        ("17000", "17000"),
        ("4,65", "4.65"),
        ("4.65", "4.65"),
        ("1,250.00", "1250.00"),
        ("1,250,000", "1250000"),
        # bugs
        ("0,245", "0.245"),
        ("0.245", "0.245"),
        ("1,250", "1250"),
        ("٣", "3"),
    ],
)
def test_a_number_is_read_as_people_write_it(written: str, value: str) -> None:
    """Three digits behind a mark are thousands, unless a zero stands before it."""
    assert numbers.read(written) == Decimal(value)


def test_a_rate_for_a_small_unit_may_have_three_decimals() -> None:
    """The caller knows that a comma cannot group."""
    assert numbers.read("1,250", comma_groups=False) == Decimal("1.250")
