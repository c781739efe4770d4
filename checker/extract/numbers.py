"""Reads written numbers: the groupings and decimal marks that pages really use."""

import re
from decimal import Decimal

#: Blanks that stand between thousands: plain, no-break, thin, narrow no-break, figure, hair.
BLANKS = " \u00a0\u2009\u202f\u2007\u2008\u200a"

#: What stands for "to" between two numbers, for a minus, and in the tail ",-".
DASHES = frozenset("-–—−‐‑")

#: One written number: "2 907", "3.135", "1.660,50", "1,250.00", "4,65", "17000".
#: Groups are of exactly three and share one separator; half of a longer number is no number.
NUMBER = rf"""
    [1-9]\d{{0,2}}(?:(?P<gap>[{BLANKS}'])\d{{3}}(?!\d))(?:(?P=gap)\d{{3}}(?!\d))*
        (?:[.,]\d{{1,2}}(?![\d]|[.,]\d))?
  | [1-9]\d{{0,2}}(?:\.\d{{3}}(?!\d))+(?:,\d{{1,2}}(?!\d))?
  | [1-9]\d{{0,2}}(?:,\d{{3}}(?!\d))+\.\d{{1,2}}(?!\d)
  | [1-9]\d{{0,2}}(?:,\d{{3}}(?!\d)){{2,}}
  | \d+[.,]\d{{1,4}}(?!\d|[.,]\d)
  | \d+
"""

_THREE_AFTER_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")


def read(written: str, *, comma_groups: bool = True) -> Decimal:
    """Return the value of one written number.

    A full stop before exactly three digits groups thousands; before one or two it is a
    decimal mark. A lone comma before three digits ("1,250") groups thousands unless the
    caller knows better (a rate for each litre has three decimals).

    >>> [str(read(one)) for one in ("2 907", "3.135", "1.660,50", "1,250.00", "4,65", "4.65")]
    ['2907', '3135', '1660.50', '1250.00', '4.65', '4.65']
    >>> str(read("1,250")), str(read("1,250", comma_groups=False)), str(read("0,245"))
    ('1250', '1.250', '0.245')
    """
    plain = "".join(sign for sign in written if sign.isdecimal() or sign in ".,")
    if plain.count(",") > 1 or (comma_groups and _THREE_AFTER_COMMA.fullmatch(plain)):
        return Decimal(plain.replace(",", ""))
    dot, comma = plain.rfind("."), plain.rfind(",")
    if dot >= 0 and comma >= 0:
        group, mark = (".", ",") if dot < comma else (",", ".")
        return Decimal(plain.replace(group, "").replace(mark, "."))
    if _is_grouped(plain):
        return Decimal(plain.replace(".", ""))
    return Decimal(plain.replace(",", "."))


def is_plain_year(written: str) -> bool:
    """Say whether a number looks like a year: four digits in a row from 1900 to 2099.

    >>> is_plain_year("2026"), is_plain_year("2 026"), is_plain_year("2850")
    (True, False, False)
    """
    return len(written) == len("2026") and written.isdecimal() and written[:2] in {"19", "20"}


def _is_grouped(plain: str) -> bool:
    first, *others = plain.split(".")
    return bool(others) and first != "0" and all(len(other) == len("000") for other in others)
