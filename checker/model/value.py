"""What an element can say: one record per value kind, with the JSON shape that scripts rely on."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Literal, get_args

Audience = Literal["visit", "phone", "chat", "unstaffed"]
Per = Literal[
    "month", "year", "half-year", "quarter", "week", "day", "hour", "m2", "m3", "case", "person"
]
Vat = Literal["included", "excluded"]
DayCount = Literal["working", "calendar"]
Role = Literal["processing", "reply", "appeal", "statutory", "deadline"]
Kind = Literal["hours", "money", "duration", "date", "contact", "link", "statement"]

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody is there."""

    osm: str  #: OpenStreetMap opening_hours syntax; only what is stated
    audience: Audience | None = None  #: None: not named


@dataclass(frozen=True, slots=True)
class Money:
    """A price, a fee or a sum."""

    amount: Decimal | None  #: None when only an upper limit is stated
    amount_max: Decimal | None = None  #: "up to"
    currency: str = "NOK"  #: ISO 4217
    per: Per | None = None
    vat: Vat | None = None
    year: int | None = None  #: the year it is valid for

    def __post_init__(self) -> None:
        if self.amount is None and self.amount_max is None:
            raise ValueError("an amount, an upper limit or both")


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something takes or may take; ISO 8601 in the unit that was written."""

    min: str | None  #: None for "within" and "up to"
    max: str | None
    days: DayCount | None = None
    role: Role | None = None

    def __post_init__(self) -> None:
        if self.min is None and self.max is None:
            raise ValueError("a lower limit, an upper limit or both")


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the calendar, with or without its year."""

    date: str  #: "2027-03-01", or "--03-01" when no year is stated


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach somebody; never a named employee."""

    phone: str | None = None  #: E.164, short numbers as they are dialled
    email: str | None = None

    def __post_init__(self) -> None:
        if not self.phone and not self.email:
            raise ValueError("a phone, an e-mail address or both")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a service or a document is."""

    uri: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that states a rule or a fact."""

    text: str


Value = Hours | Money | Duration | Date | Contact | Link | Statement

TYPES: Mapping[Kind, type[Value]] = {
    "hours": Hours,
    "money": Money,
    "duration": Duration,
    "date": Date,
    "contact": Contact,
    "link": Link,
    "statement": Statement,
}


def kind_of(value: Value) -> Kind:
    """Return the kind that a value is of."""
    return next(kind for kind, its_type in TYPES.items() if isinstance(value, its_type))


def to_json(value: Value) -> dict[str, str | int | None]:
    """Return the JSON object of CONTRACTS.md; amounts are decimal text, so nothing is rounded.

    >>> to_json(Money(Decimal("2850.00"), per="month"))["amount"]
    '2850.00'
    >>> to_json(Contact(phone="+4735000000"))
    {'phone': '+4735000000'}
    """
    shown: dict[str, str | int | None] = {}
    for field in fields(value):
        content = getattr(value, field.name)
        shown[field.name] = format(content, "f") if isinstance(content, Decimal) else content
    if isinstance(value, Contact):
        return {name: content for name, content in shown.items() if content is not None}
    return shown


def from_json(kind: Kind, body: Mapping[str, object]) -> Value:
    """Return the value that `to_json` wrote.

    Raises:
        ValueError: the object is not of that kind.
    """
    its_type = TYPES[kind]
    content = dict(body)
    if its_type is Money:
        for name in ("amount", "amount_max"):
            text = content.get(name)
            content[name] = None if text is None else Decimal(str(text))
    try:
        return its_type(**content)  # type: ignore[arg-type]
    except TypeError as error:
        raise ValueError(f"not a {kind}: {body!r}") from error
