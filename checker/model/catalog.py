"""What config/ says, as records: elements, languages, countries, municipalities, groups."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from checker.model.value import Audience, Kind, Per, Role

Sector = Literal[
    "school", "building", "technical", "care", "social", "culture", "service", "openness"
]


@dataclass(frozen=True, slots=True)
class Wording:
    """What one element is called and asked in one language.

    All words are lower-case stems: a word matches where a word of the text begins with it;
    a stem with a leading "-" also matches inside a compound ("-gebyr" in "vanngebyr"); with a
    trailing "|" the word must end with it ("aks|" in "AKS", not in "aksje").
    """

    name: str  #: for people, e.g. "Månedspris for SFO-plass"
    link_words: tuple[str, ...]  #: follow links whose text or path has one; best first
    subject_words: tuple[str, ...]  #: page, heading, row or sentence must have one of these
    prefer_words: tuple[str, ...] = ()  #: among several values, those beside such a word
    avoid_words: tuple[str, ...] = ()  #: never a value whose row, heading or sentence has one
    statement_words: tuple[
        tuple[str, ...], ...
    ] = ()  #: a sentence with one of each group states it
    question: str = ""  #: e-mailed as it stands
    full: str = ""  #: for people: what a full answer holds
    partial: str = ""


@dataclass(frozen=True, slots=True)
class Accept:
    """Which values can be this element's at all; None or () means any."""

    minimum: Decimal | None = None  #: money, in the currency's major unit
    maximum: Decimal | None = None
    per: tuple[Per | Literal["none"], ...] = ()  #: money; "none": no unit stated
    roles: tuple[Role | Literal["none"], ...] = ()  #: duration
    audiences: tuple[Audience | Literal["none"], ...] = ()  #: hours
    contact: Literal["phone", "email"] | None = None  #: contact must have this
    several: bool = False  #: several different values are several places, not a conflict
    anywhere: bool = False  #: may stand in header, navigation or footer
    site: bool = False  #: what stands in header or footer is the whole municipality's
    deepest: bool = False  #: a link to the thing itself, not to a page that links to it
    fresh: bool = False  #: a statement that names only years long past is none for today
    persons: bool = False  #: contact may be the number of a named employee, whose name is not kept


@dataclass(frozen=True, slots=True)
class Element:
    """One information element that an inhabitant looks for."""

    id: str
    kind: Kind
    sector: Sector
    wordings: Mapping[str, Wording]  #: BCP 47 language -> wording
    accept: Accept = field(default_factory=Accept)
    full_needs: tuple[
        str, ...
    ] = ()  #: fields of the value that a full answer must have, e.g. "per"


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language that no single element owns; all lower-case."""

    tag: str  #: BCP 47
    name: str  #: in itself
    alone: bool = False  #: never mixed with another country's: their words mislead in it
    weekdays: Mapping[str, int] = field(default_factory=dict)  #: word -> ISO weekday, Monday is 1
    day_groups: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  #: "hverdager" -> 1..5
    months: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)  #: "tre" -> 3
    units: Mapping[str, str] = field(
        default_factory=dict
    )  #: "uker" -> "W"; ISO 8601 designators, "h" hours
    currency_words: Mapping[str, str] = field(default_factory=dict)  #: "kr" -> "NOK"
    per_words: Mapping[str, str] = field(default_factory=dict)  #: "måned" -> "month"
    holidays: Mapping[str, str] = field(default_factory=dict)  #: "julaften" -> OSM, "Dec 24"
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: named lists, e.g. "closed", "free", "until", "from", "and", "except", "up_to", "phone",
    #: "visit", "chat", "unstaffed", "appointment", "summer", "winter", "odd_week", "even_week",
    #: "vat_included", "vat_excluded", "working_days", "appeal", "reply", "processing",
    #: "statutory", "deadline", "proposed", "soft_404"


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality; the name is no key (two Herøy, two Våler)."""

    code: str  #: national number, four digits in Norway; host:port for a bare URL
    name: str
    website: str
    country: str = "no"  #: ISO 3166-1 alpha-2, lower-case
    official_name: str = ""
    names: Mapping[str, str] = field(default_factory=dict)  #: language tag -> name: "se", "fkv"
    county: str = ""  #: code
    county_name: str = ""
    organisation_number: str = ""
    languages: tuple[str, ...] = ()  #: its written forms, own first; neutral: ("nb", "nn")
    language_form: str = ""  #: as decided: bokmål, nynorsk, nøytral
    centre: str = ""
    population: int = 0
    population_on: date | None = None
    area_km2: float = 0.0
    peer_group: str = ""  #: KOSTRA group, e.g. "EKG05"
    centrality: int | None = None  #: SSB class, 1 most central
    website_alternatives: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of municipalities, usable wherever a municipality is."""

    id: str  #: e.g. "county:46", "kostra:EKG05", "size:small", "ten-2015"
    name: str
    members: tuple[str, ...]  #: codes


@dataclass(frozen=True, slots=True)
class LawClock:
    """A time limit that a law sets, for comparison with what a municipality says or does."""

    id: str
    duration: str  #: ISO 8601; "" where the law gives no figure, as "skyndsamt"
    days: Literal["working", "calendar"]
    source: str  #: law and paragraph
    says: str


@dataclass(frozen=True, slots=True)
class Country:
    """One country: its clock, its holidays, its municipalities."""

    code: str
    name: str
    timezone: ZoneInfo
    currency: str
    languages: tuple[str, ...]
    phone_region: str
    municipalities: tuple[Municipality, ...]
    groups: tuple[Group, ...] = ()
    half_days: Mapping[str, str] = field(
        default_factory=dict
    )  #: "12-24" or "easter-4" -> closing time
    law_clocks: tuple[LawClock, ...] = ()
    map_topojson: bytes | None = field(default=None, repr=False)
    map_credit: str = ""
    population_source: str = ""
    municipality_words: tuple[str, ...] = ()  #: "kommune": may stand behind a name


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything config/ says about what is looked for and where."""

    country: Country
    elements: tuple[Element, ...]
    languages: Mapping[str, Language]
