"""Which values an element takes at all, and which opening hours are a schedule."""

import re
from collections.abc import Iterator

from checker.model.catalog import Accept
from checker.model.value import Contact, Duration, Hours, Money, Value

#: A rule of opening hours for one day of the calendar, or for feasts only.
_ONE_DAY = re.compile(
    r"(?:\d{4} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}(?![\d-])(?! ?-)"
    r"|\d{4} |easter|PH|SH"
)
#: A rule of opening hours for some weeks, or for days of one year.
_PASSING = re.compile(r"20\d\d |week (?!\d+-\d+/)")
WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAYS = re.compile(r"\b(Mo|Tu|We|Th|Fr|Sa|Su)(?:-(Mo|Tu|We|Th|Fr|Sa|Su))?\b")
MOST_DAYS = 4
_CLOCK = re.compile(r"\d\d:\d\d|24/7")


def accepted(accept: Accept, value: Value) -> bool:
    """Say whether a value can be the element's at all.

    >>> from decimal import Decimal
    >>> accepted(Accept(minimum=Decimal(500)), Money(Decimal(60)))
    False
    """
    match value:
        case Money(amount=amount, amount_max=most, per=per):
            figure = most if amount is None else amount
            return (
                figure is not None
                and (accept.minimum is None or accept.minimum <= figure)
                and (accept.maximum is None or figure <= accept.maximum)
                and _among(per, accept.per)
            )
        case Duration(role=role):
            return _among(role, accept.roles)
        case Hours(osm=osm, audience=audience):
            return _among(audience, accept.audiences) and is_regular(osm)
        case Contact(phone=phone, email=email):
            return {"phone": bool(phone), "email": bool(email), None: True}[accept.contact]
        case _:
            return True


def _among(word: str | None, allowed: tuple[str, ...]) -> bool:
    return not allowed or (word or "none") in allowed


def is_passing(osm: str) -> bool:
    """Say whether hours hold for a named time only: weeks, or days of one year.

    >>> is_passing("week 52 10:00-12:00"), is_passing("2026 Dec 21-23 Mo-Fr 10:00-12:00")
    (True, True)
    >>> is_passing("Mo-Fr 08:00-15:30; Dec 24 off"), is_passing("week 1-53/2 We 12:00-18:00")
    (False, False)
    """
    return all(_PASSING.match(rule) for rule in _open_rules(osm))


def is_weekly(osm: str) -> bool:
    """Say whether hours tell of most of a week: rather a place's own than somebody's in it.

    >>> is_weekly("Mo-Fr 10:00-16:00"), is_weekly("07:00-16:30"), is_weekly("We 18:00-21:00")
    (True, True, False)
    """
    days: set[str] = set()
    for rule in _open_rules(osm):
        named = _DAYS.findall(rule)
        if not named:
            return not _PASSING.match(rule)
        for first, last in named:
            low = WEEK.index(first)
            days.update(WEEK[low : (WEEK.index(last) if last else low) + 1] or (first,))
    return len(days) >= MOST_DAYS


def is_regular(osm: str) -> bool:
    """Say whether hours tell more than single days: an event or a closed day is no schedule.

    >>> is_regular("Mo-Fr 10:00-15:00; Dec 24 off"), is_regular("Nov 28 11:00-15:00")
    (True, False)
    """
    return any(not _ONE_DAY.match(rule) for rule in _open_rules(osm))


def _open_rules(osm: str) -> Iterator[str]:
    """Yield the rules of a schedule that have a time: none that only closes."""
    rules = (rule.strip() for part in osm.split("||") for rule in part.split(";"))
    return (rule for rule in rules if _CLOCK.search(rule))
