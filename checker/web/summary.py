"""What many values of one element say together; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from checker.model.record import Found
from checker.model.value import Money
from checker.store.records import Latest

#: Fewer amounts than this say nothing about a country.
LEAST = 5


@dataclass(frozen=True, slots=True)
class Spread:
    """Amounts in the unit that most municipalities use."""

    currency: str
    per: str  #: "" when no period is stated
    count: int
    low: Decimal
    middle: Decimal  #: median
    high: Decimal


def spread(latest: Iterable[Latest]) -> Spread | None:
    """Return the spread of an element's amounts, or None when there are too few to say."""
    units: dict[tuple[str, str], list[Decimal]] = {}
    for one in latest:
        finding = one.finding.finding
        if isinstance(finding, Found) and isinstance(finding.value, Money):
            money = finding.value
            if money.amount is not None and money.amount.is_finite():
                units.setdefault((money.currency, money.per or ""), []).append(money.amount)
    if not units:
        return None
    (currency, per), amounts = max(units.items(), key=lambda unit: len(unit[1]))
    if len(amounts) < LEAST:
        return None
    return Spread(currency, per, len(amounts), min(amounts), median(amounts), max(amounts))
