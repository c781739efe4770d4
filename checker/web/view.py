"""Shows values the way people write them; pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlsplit

import phonenumbers

from checker.model.value import Contact, Date, Duration, Hours, Link, Money, Statement, Value
from checker.web.week import Week, week_of
from checker.web.words import Words

#: A thin no-break space: what Norwegian and ISO 31-0 put between thousands.
GROUP = "\N{NO-BREAK SPACE}"
_PART = re.compile(r"(\d+(?:[.,]\d+)?)([YMWDHS])")
_ISO_DATE = re.compile(r"(?:(\d{4})|-)-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A value for people."""

    text: str  #: one line
    note: str = ""  #: who or what it is for: audience, role, VAT, year
    href: str = ""  #: where it leads, only http(s), mailto and tel
    foreign: bool = False  #: the text is the municipality's own words
    week: Week | None = None


def number(amount: Decimal) -> str:
    """Return an amount with grouped thousands, without cents that are nought.

    >>> number(Decimal("12850.00")).replace(GROUP, " ")
    '12 850'
    >>> number(Decimal("41.50"))
    '41.50'
    """
    if not amount.is_finite():
        return str(amount)
    whole = amount == amount.to_integral_value()
    return f"{amount:,.{0 if whole else 2}f}".replace(",", GROUP)


def safe_href(uri: str) -> str:
    """Return the URI if a browser may be sent there, else "".

    >>> safe_href("https://hamar.kommune.no/sfo")
    'https://hamar.kommune.no/sfo'
    >>> safe_href("javascript:alert(1)")
    ''
    """
    try:
        parts = urlsplit(uri.strip())
    except ValueError:
        return ""
    return uri.strip() if parts.scheme in {"http", "https"} and parts.netloc else ""


def _money(money: Money, words: Words) -> Shown:
    unit = words.get(f"currency.{money.currency}", money.currency)
    low, high = money.amount, money.amount_max
    if low is not None and high is not None:
        text = f"{number(low)}–{number(high)}{GROUP}{unit}"
    elif high is not None:
        text = words("value.up_to", value=f"{number(high)}{GROUP}{unit}")
    elif not low:
        text = words("value.free")
    else:
        text = f"{number(low)}{GROUP}{unit}"
    if money.per and text != words("value.free"):
        text = f"{text} {words(f'per.{money.per}')}"
    notes = [words(f"vat.{money.vat}")] if money.vat else []
    notes += [words("value.valid_year", year=money.year)] if money.year else []
    return Shown(text, ", ".join(notes))


def _parts(iso: str) -> list[tuple[str, str]]:
    """Return (figure, unit) pairs of an ISO 8601 duration; minutes are "m", months "M"."""
    day_part, _, clock_part = iso.removeprefix("P").partition("T")
    clock = [(figure, unit.lower()) for figure, unit in _PART.findall(clock_part)]
    return [*_PART.findall(day_part), *clock]


def _length(figure: str, unit: str, days: str | None, words: Words) -> str:
    key = f"{days}_days" if unit == "D" and days else unit
    return words(f"unit.{key}", count=1 if figure == "1" else 2, figure=figure)


def _period(iso: str, days: str | None, words: Words) -> str:
    parts = _parts(iso)
    spelt = "".join(("P", *(figure + unit for figure, unit in parts))).upper()
    if not parts or spelt != iso.replace("T", "").upper():
        return iso
    return " ".join(_length(figure, unit, days, words) for figure, unit in parts)


def _duration(duration: Duration, words: Words) -> Shown:
    low, high, days = duration.min, duration.max, duration.days
    note = words(f"role.{duration.role}") if duration.role else ""
    if low and high and low != high:
        first, last = _parts(low), _parts(high)
        if len(first) == len(last) == 1 and first[0][1] == last[0][1]:
            figure = f"{first[0][0]}–{last[0][0]}"
            return Shown(_length(figure, last[0][1], days, words), note)
        return Shown(f"{_period(low, days, words)} – {_period(high, days, words)}", note)
    if low and high:
        return Shown(_period(high, days, words), note)
    if high:
        return Shown(words("value.up_to", value=_period(high, days, words)), note)
    return Shown(words("value.at_least", value=_period(low or "", days, words)), note)


def _date(day: Date, words: Words) -> Shown:
    match = _ISO_DATE.fullmatch(day.date)
    try:
        # 2000 is a leap year: 29 February without a year is a date too
        there = date(int(match[1] or 2000), int(match[2]), int(match[3])) if match else None
    except ValueError:
        there = None
    if match is None or there is None:
        return Shown(day.date)
    if match[1]:
        return Shown(on_day(there, words))
    return Shown(f"{there.day} {words(f'month.{there.month}')}", words("value.no_year"))


def phone(number_dialled: str) -> str:
    """Return a phone number grouped as its country does; a short number as it is.

    >>> phone("+4735000000").replace(GROUP, " ")
    '+47 35 00 00 00'
    >>> phone("110")
    '110'
    """
    try:
        parsed = phonenumbers.parse(number_dialled, None)
    except phonenumbers.NumberParseException:
        return number_dialled
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return shown.replace(" ", GROUP)


def _contact(contact: Contact) -> Shown:
    texts = [phone(contact.phone)] if contact.phone else []
    texts += [contact.email] if contact.email else []
    if contact.phone and re.fullmatch(r"\+?[\d ]+", contact.phone):
        href = "tel:" + contact.phone.replace(" ", "")
    elif contact.email and re.fullmatch(r"[^\s@<>\"?&%]+@[^\s@<>\"?&%]+", contact.email):
        href = f"mailto:{contact.email}"
    else:
        href = ""
    return Shown(" · ".join(texts), href=href)


def _hours(hours: Hours, words: Words) -> Shown:
    note = words(f"audience.{hours.audience}") if hours.audience else ""
    week = week_of(hours.osm, words)
    lines = [f"{days} {times}" for days, times in week.days] + list(week.besides)
    return Shown("; ".join(lines) or hours.osm, note, week=week)


def show(value: Value, words: Words) -> Shown:  # noqa: PLR0911  one for each kind
    """Return the value the way people write it."""
    match value:
        case Hours():
            return _hours(value, words)
        case Money():
            return _money(value, words)
        case Duration():
            return _duration(value, words)
        case Date():
            return _date(value, words)
        case Contact():
            return _contact(value)
        case Link():
            return Shown(value.uri, href=safe_href(value.uri))
        case Statement():
            return Shown(value.text, foreign=True)


def on_day(day: date, words: Words) -> str:
    """Return a day as people write it: 3 March 2027."""
    return f"{day.day} {words(f'month.{day.month}')} {day.year}"


def at_time(moment: datetime, words: Words) -> str:
    """Return an instant to the minute, in the time zone it carries."""
    return f"{on_day(moment.date(), words)}, {moment:%H:%M}"


def ago(moment: datetime, words: Words, *, now: datetime) -> str:
    """Return how long ago something was, roughly; the exact time stands beside it."""
    seconds = max(0.0, (now - moment).total_seconds())
    for unit, length in (("d", 86_400), ("h", 3600), ("m", 60)):
        count = int(seconds // length)
        if count:
            return words(f"ago.{unit}", count=count)
    return words("ago.now")
