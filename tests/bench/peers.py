"""Money beside price-parser on the same short texts: how fast, and how often each is right.

price-parser finds one price in a text that is one; so it is asked about rows with one price and
about rows with none, and only for amount and currency.
"""

from collections.abc import Sequence
from functools import partial

from bench.clocks import median_s
from bench.facts import Row, ratio
from bench.material import texts
from bench.report import Report
from price_parser import Price
from stated import Stated, found_in, wanted_of
from tables_of import words_of

from checker.extract import money
from checker.extract.text import read_plain

SHORT = 120  #: characters
#: What price-parser calls a crown, by what the row means; a text may name it in words only.
CROWNS = frozenset({"kr", "kr.", "kroner", "nok", "sek", "dkk"})


def measure(report: Report) -> None:
    """Report the ratio of speeds, and for both how many rows are right."""
    short = [
        row
        for row in texts("money")
        if len(row.content["text"]) <= SHORT and not row.content["text"].startswith("<")
    ]
    ours, theirs = median_s(partial(read_ours, short), 5), median_s(partial(read_theirs, short), 5)
    report.plain("money, ratio of time to price-parser", ours / theirs, f"x ({len(short)} texts)")
    single = [row for row in short if len(wanted_of("money", row.content)) == 1]
    none = [row for row in short if not wanted_of("money", row.content)]
    amount = ratio(sum(has_amount(row) for row in single), len(single))
    report.plain("price-parser: amount right", amount, f"({len(single)} rows with one price)")
    for name, by in (("money", is_ours), ("price-parser", is_theirs)):
        right = ratio(sum(by(row) for row in single), len(single))
        unit = f"({len(single)} rows with one price)"
        report.plain(f"{name}: amount and currency right", right, unit)
        quiet = ratio(sum(by(row) for row in none), len(none))
        report.plain(f"{name}: nothing found where nothing is", quiet, f"({len(none)} rows)")


def read_ours(short: Sequence[Row]) -> None:
    for row in short:
        money.find(read_plain(row.content["text"], language=row.language), words_of(row.language))


def read_theirs(short: Sequence[Row]) -> None:
    for row in short:
        Price.fromstring(row.content["text"])


def is_ours(row: Row) -> bool:
    """Say whether our prices have the amounts and currencies wanted."""
    found = found_in("money", row.language, row.content)
    wants = wanted_of("money", row.content)
    return [_sum(one) for one in found] == [_sum(one) for one in wants]


def _sum(told: Stated) -> tuple[object, ...]:
    return told.get("amount"), told.get("amount_max"), told.get("currency", "NOK")


def is_theirs(row: Row) -> bool:
    """Say whether price-parser has the one amount with its currency, or nothing where none is."""
    price = Price.fromstring(row.content["text"])
    wants = wanted_of("money", row.content)
    if not wants:
        return price.amount is None
    currencies = CROWNS | {str(wants[0].get("currency", "NOK")).lower()}
    return has_amount(row) and (price.currency or "").lower() in currencies


def has_amount(row: Row) -> bool:
    """Say whether price-parser has the amount of the one price, either end of a range."""
    (want,) = wanted_of("money", row.content)
    ends = {want.get("amount"), want.get("amount_max")} - {None}
    return Price.fromstring(row.content["text"]).amount in ends
