"""What the words of a language file mean for opening hours."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checker.model.catalog import Language

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SHORTEST_PART = 5  #: letters of a word that is told in a compound, and of a sure weekday

#: Sense -> lists of the language file that carry it. Where two hold the same words, the first wins.
SENSES: Mapping[str, tuple[str, ...]] = {
    "contact": ("contact_detail",),
    "evening": ("evening",),
    "next_day": ("next_day",),
    "for_all": ("for_all",),
    "same": ("same_hours",),
    "of_month": ("of_month",),
    "lunch": ("lunch",),
    "unstaffed": ("unstaffed",),
    "closed": ("closed",),
    "always": ("open_24h",),
    "phone": ("phone",),
    "chat": ("chat",),
    "visit": ("visit",),
    "staffed": ("staffed",),
    "temporary": ("temporary",),
    "school": ("school_holiday", "undated"),
    "summer": ("summer",),
    "winter": ("winter",),
    "odd": ("odd_week",),
    "even": ("even_week",),
    "every_other": ("every_other_week",),
    "week": ("week",),
    "opens": ("opens",),
    "open": ("open",),
    "closes": ("closes",),
    "am": ("before_noon",),
    "pm": ("after_noon",),
    "clock": ("clock",),
    "until": ("until",),
    "from": ("from",),
    "and": ("and", "or"),
    "except": ("except",),
    "otherwise": ("otherwise",),
    "not_hours": ("not_hours",),
    "before": ("beside_feast",),
    "free": ("free",),
    "event": ("event",),
    "numbered": ("numbered",),
    "counted": ("counted",),
    "reference": ("by_reference",),
    "whole_week": ("whole_week",),
    "also": ("also",),
    "only": ("only",),
    "half": ("half_hour",),
    "extra": ("extra",),
    "filler": ("appointment", "about"),
}
HOURS = {"noon": 12, "midnight": 24}  #: words for a time of day
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}


class Meaning(NamedTuple):
    """What a word or phrase stands for."""

    sense: str
    days: tuple[int, ...] = ()  #: ISO weekdays
    number: int = 0  #: month, or which one in the month
    osm: str = ""  #: for a holiday
    weak: bool = False  #: an ordinary word too; counts only beside its like
    month: int = 0  #: of a feast that has the same date each year
    day: int = 0


def entries(language: Language) -> Iterator[tuple[str, Meaning]]:
    """Yield each word or phrase of a language with what it means; the first of two is right."""
    words = language.words
    weak_days = set(words.get("ambiguous_weekdays", ()))
    weak_months = set(words.get("ambiguous_months", ()))
    for word in words.get("before_holiday", ()):
        yield word, Meaning("holiday", osm="PH -1 day")
    for word, osm in language.holidays.items():
        yield word, Meaning("ph", osm=osm) if osm == "PH" else _feast(osm)
    for word, weekday in language.weekdays.items():
        if word in words.get("until", ()):  # "to" is Thursday in Norwegian, and no day in English
            continue
        weak = word in weak_days or len(word) < SHORTEST_PART
        count = language.numbers.get(word, 0)  # "to" is Thursday and two
        yield word, Meaning("day", days=(weekday,), number=count, weak=weak)
    for word, days in language.day_groups.items():
        yield word, Meaning("group", days=days, weak=word in language.units)
    for word, month in language.months.items():
        yield word, Meaning("month", number=month, weak=word in weak_months)
    yield from _listed_entries(language)


def _feast(osm: str) -> Meaning:
    """Read "Dec 24" as a date; a movable feast and several days stay what they are."""
    month, _, day = osm.partition(" ")
    if month in MONTHS and day.isdigit():
        return Meaning("date", osm=osm, month=MONTHS.index(month) + 1, day=int(day))
    return Meaning("holiday", osm=osm)


def _listed_entries(language: Language) -> Iterator[tuple[str, Meaning]]:
    words = language.words
    for kind, named in (("ordinal", ORDINALS), ("hour", HOURS)):
        for name, number in named.items():
            for word in words.get(name, ()):
                yield word, Meaning(kind, number=number)
    for word in language.currency_words:
        yield word, Meaning("money")
    for sense in SENSES:
        if sense == "filler":
            for word in language.units:
                yield word, Meaning("counted")
        yield from _of_sense(sense, words)
    for word in words.get("no_place", ()):
        yield word, Meaning("filler")
    for word, number in language.numbers.items():
        yield word, Meaning("count", number=number)


def _of_sense(sense: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Meaning]]:
    clock = words.get("clock", ())
    manned = [one for name in ("open", "staffed", "phone") for one in words.get(name, ())]
    for word in (word for name in SENSES[sense] for word in words.get(name, ())):
        if sense not in {"from", "until"} or not word.endswith(clock):
            weak = sense == "always" and not any(part in word for part in manned)
            yield word, Meaning(sense, weak=weak)
