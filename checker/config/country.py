"""Reads countries/<cc>/: a country's clock, laws, municipalities, groups and map."""

import calendar
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from checker.config.files import read_toml
from checker.config.groups import PeerGroups, SizeClass, made_groups, read_groups
from checker.config.mistakes import Mistakes, Tell, nearest
from checker.config.registry import read_registry
from checker.config.shape import fit
from checker.config.words import check_word
from checker.model.catalog import Country, LawClock, Municipality

#: Month-day, or days from Easter Sunday.
_HALF_DAY = re.compile(r"(?P<month>\d\d)-(?P<day>\d\d)|easter[+-]\d{1,2}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
#: ISO 8601-1 5.5.2, whole numbers, as far as laws count.
_DURATION = re.compile(r"P(?=.)(\d+W|(\d+Y)?(\d+M)?(\d+D)?)")


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    timezone: str
    currency: str
    phone_region: str
    languages: tuple[str, ...]
    municipality_words: tuple[str, ...] = ()
    map_credit: str = ""
    population_source: str = ""
    language_forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    half_days: Mapping[str, str] = field(default_factory=dict)
    peer_groups: PeerGroups = field(default_factory=PeerGroups)
    size_classes: tuple[SizeClass, ...] = ()
    law_clocks: tuple[LawClock, ...] = ()


def read_country(
    sources: Mapping[str, Path], code: str, languages: Collection[str], mistakes: Mistakes
) -> Country | None:
    """Return one country pack, or None when its country.toml is wrong; note all mistakes.

    `languages` are the tags that have a file.
    """
    folder = f"countries/{code}"
    path = f"{folder}/country.toml"
    content = read_toml(sources[path], mistakes, path=path)
    stated = None if content is None else fit(_File, content, mistakes, path=path)
    if stated is None:
        return None
    tell = partial(mistakes.tell, path)
    zone = _zone(stated.timezone, tell)
    _check(stated, languages, tell)
    towns = _municipalities(sources, code, stated, mistakes)
    groups = made_groups(towns, stated.peer_groups, stated.size_classes)
    for place in (f"{folder}/groups", "groups"):
        groups += read_groups(sources, place, towns, mistakes)
    return Country(
        code=code,
        name=stated.name,
        timezone=zone,
        currency=stated.currency,
        languages=stated.languages,
        phone_region=stated.phone_region,
        municipalities=towns,
        groups=tuple({group.id: group for group in groups}.values()),
        half_days=stated.half_days,
        law_clocks=stated.law_clocks,
        map_topojson=_map(sources, f"{folder}/map.topojson", mistakes),
        map_credit=stated.map_credit,
        population_source=stated.population_source,
        municipality_words=stated.municipality_words,
    )


def _municipalities(
    sources: Mapping[str, Path], code: str, stated: _File, mistakes: Mistakes
) -> tuple[Municipality, ...]:
    path = f"countries/{code}/municipalities.csv"
    if path not in sources:
        mistakes.tell(path, "", "is missing; a country has municipalities")
        return ()
    return read_registry(
        sources[path], mistakes, path=path, country=code, forms=stated.language_forms
    )


def _zone(name: str, tell: Tell) -> ZoneInfo:
    if name in (known := available_timezones()):
        return ZoneInfo(name)
    tell("timezone", f"unknown time zone {name!r}; {nearest(name, known)}")
    return ZoneInfo("UTC")


def _map(sources: Mapping[str, Path], path: str, mistakes: Mistakes) -> bytes | None:
    if path not in sources:
        return None
    try:
        body = sources[path].read_bytes()
    except OSError as error:
        mistakes.tell(path, "", f"cannot be read: {error.strerror}")
        return None
    if b'"Topology"' not in body:
        mistakes.tell(path, "type", "must be 'Topology': a TopoJSON file")
    return body


def _check(stated: _File, languages: Collection[str], tell: Tell) -> None:
    if not re.fullmatch(r"[A-Z]{3}", stated.currency):
        tell("currency", f"must be an ISO 4217 code like 'NOK', not {stated.currency!r}")
    if not re.fullmatch(r"[A-Z]{2}", stated.phone_region):
        tell("phone_region", f"must be like 'NO' (ISO 3166-1), not {stated.phone_region!r}")
    if not stated.languages:
        tell("languages", "is an empty list; name the languages that municipalities write")
    for number, word in enumerate(stated.municipality_words):
        check_word(f"municipality_words[{number}]", word, tell)
    named = {"languages": stated.languages} | {
        f"language_forms.{form}": tags for form, tags in stated.language_forms.items()
    }
    for key, tags in named.items():
        for tag in tags:
            if tag not in languages:
                tell(key, f"no file languages/{tag}.toml; {nearest(tag, languages)}")
    _check_half_days(stated.half_days, tell)
    _check_clocks(stated.law_clocks, tell)
    _check_sizes(stated.size_classes, tell)


def _check_half_days(half_days: Mapping[str, str], tell: Tell) -> None:
    for day, time in half_days.items():
        form = _HALF_DAY.fullmatch(day)
        if not form or (form["month"] and not _in_calendar(int(form["month"]), int(form["day"]))):
            tell(f"half_days.{day}", "must be a day like '12-24' or 'easter-4'")
        if not _TIME.fullmatch(time):
            tell(f"half_days.{day}", f"must close at a time like '12:00', not {time!r}")


def _in_calendar(month: int, day: int) -> bool:
    leap_year = 2000
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(leap_year, month)[1]  # noqa: PLR2004


def _check_clocks(clocks: tuple[LawClock, ...], tell: Tell) -> None:
    ids = [clock.id for clock in clocks]
    for number, clock in enumerate(clocks):
        if clock.id in ids[:number]:
            tell(f"law_clocks[{number}].id", f"{clock.id!r} is taken; ids are unique")
        if clock.duration and not _DURATION.fullmatch(clock.duration):
            tell(
                f"law_clocks[{number}].duration",
                f"must be ISO 8601 like 'P3W', not {clock.duration!r}",
            )
        for name in ("source", "says"):
            if not getattr(clock, name).strip():
                tell(f"law_clocks[{number}].{name}", "must not be empty: it is what people check")


def _check_sizes(sizes: tuple[SizeClass, ...], tell: Tell) -> None:
    bounds = [float("inf") if size.below is None else size.below for size in sizes]
    if bounds != sorted(set(bounds)):
        tell("size_classes", "must grow: each `below` above the one before, none only at the end")
    if len({size.id for size in sizes}) < len(sizes):
        tell("size_classes", "have the same id twice")
