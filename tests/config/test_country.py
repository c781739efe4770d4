"""Country packs: the shipped Norway holds, and wrong files are named."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest

from checker.config import shipped
from checker.config.country import read_country
from checker.config.files import overlay
from checker.config.mistakes import Mistakes
from checker.model.catalog import Country

NORWAY = shipped() / "countries" / "no"

COUNTRY = """
name = "Prøveland"
timezone = "Europe/Oslo"
currency = "NOK"
phone_region = "NO"
languages = ["nb"]
municipality_words = ["kommune"]
[language_forms]
"bokmål" = ["nb"]
[half_days]
"12-24" = "12:00"
"easter-4" = "12:00"
[peer_groups]
prefix = "kostra"
names = { EKG01 = "Gruppe 1" }
[[size_classes]]
id = "small"
name = "Små"
below = 1000
[[size_classes]]
id = "large"
name = "Store"
[[law_clocks]]
id = "appeal"
duration = "P3W"
days = "calendar"
source = "forvaltningsloven § 29"
says = "Tre uker."
"""
REGISTRY = """\
code,name,name_se,website,language_form,county,county_name,population,population_on,area_km2,peer_group,centrality
9902,Bortvik,,https://bortvik.example,bokmål,99,Prøvefylke,999,2024-01-01,12.5,EKG01,6
9901,Prøvik,Geahččaleapmi,https://www.provik.example,bokmål,99,Prøvefylke,1000,2024-01-01,7,EKG01,
"""
GROUP = 'name = "Begge"\nmembers = ["9901", "9902"]\n'


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A configuration folder with one small, right country."""
    folder = tmp_path / "countries" / "xx"
    (folder / "groups").mkdir(parents=True)
    (folder / "country.toml").write_text(COUNTRY, encoding="utf-8")
    (folder / "municipalities.csv").write_text(REGISTRY, encoding="utf-8")
    (folder / "groups" / "both.toml").write_text(GROUP, encoding="utf-8")
    return tmp_path


def read(folder: Path, code: str) -> tuple[Country | None, list[tuple[str, str, str]]]:
    """Return the country and what is said about it."""
    mistakes = Mistakes()
    country = read_country(overlay([folder]), code, ["nb", "nn"], mistakes)
    return country, [(one.path, one.key, one.detail) for one in mistakes.told]


@pytest.fixture(scope="module")
def norway() -> Country:
    """The shipped country."""
    country, told = read(shipped(), "no")
    assert told == []
    assert country is not None
    return country


def test_pack_becomes_a_country(pack: Path) -> None:
    """Rows are municipalities by code; counties, peers and sizes are groups of themselves."""
    country, told = read(pack, "xx")
    assert told == []
    assert country is not None
    assert country.timezone == ZoneInfo("Europe/Oslo")
    assert [one.name for one in country.municipalities] == ["Prøvik", "Bortvik"]
    provik = country.municipalities[0]
    assert (provik.names, provik.languages) == ({"se": "Geahččaleapmi"}, ("nb",))
    assert (provik.population, provik.population_on) == (1000, date(2024, 1, 1))
    assert (provik.area_km2, provik.centrality) == (7.0, None)
    assert {group.id: (group.name, group.members) for group in country.groups} == {
        "county:99": ("Prøvefylke", ("9901", "9902")),
        "kostra:EKG01": ("Gruppe 1", ("9901", "9902")),
        "size:small": ("Små", ("9902",)),
        "size:large": ("Store", ("9901",)),
        "both": ("Begge", ("9901", "9902")),
    }


@pytest.mark.parametrize(
    ("file", "right", "wrong", "key", "detail"),
    [
        ("country.toml", "Europe/Oslo", "Europe/Olso", "timezone", "did you mean 'Europe/Oslo'?"),
        ("country.toml", '"NOK"', '"kr"', "currency", "ISO 4217"),
        ("country.toml", 'n = "NO"', 'n = "+47"', "phone_region", "ISO 3166-1"),
        ("country.toml", 's = ["nb"]', 's = ["sv"]', "languages", "no file languages/sv.toml"),
        ("country.toml", '" = ["nb"]', '" = ["bn"]', "language_forms.bokmål", "languages/bn.toml"),
        ("country.toml", '"kommune"', '"Kommune"', "municipality_words[0]", "lower-case"),
        ("country.toml", "12-24", "24-12", "half_days.24-12", "'12-24' or 'easter-4'"),
        ("country.toml", "12-24", "02-30", "half_days.02-30", "a day like"),
        ("country.toml", "easter-4", "easter", "half_days.easter", "'easter-4'"),
        (
            "country.toml",
            '"easter-4" = "12:00"',
            '"easter-4" = "12"',
            "half_days.easter-4",
            "like '12:00'",
        ),
        ("country.toml", "P3W", "3 uker", "law_clocks[0].duration", "ISO 8601 like 'P3W'"),
        ("country.toml", "P3W", "P", "law_clocks[0].duration", "ISO 8601"),
        ("country.toml", '"calendar"', '"holy"', "law_clocks[0].days", "'working' or 'calendar'"),
        ("country.toml", "Tre uker.", "", "law_clocks[0].says", "must not be empty"),
        ("country.toml", "below = 1000", "", "size_classes", "must grow"),
        ("country.toml", "below", "under", "size_classes[0].under", "'below'"),
        ("country.toml", "timezone", "time_zone", "timezone", "missing"),
        ("country.toml", "prefix", "prefiks", "peer_groups.prefiks", "'prefix'"),
        ("municipalities.csv", "9901,", "9902,", "line 3, code", "'9902' is Bortvik already"),
        ("municipalities.csv", "https://bortvik.example", "", "line 2, website", "https://"),
        ("municipalities.csv", "https://bortvik", "bortvik", "line 2, website", "https://"),
        ("municipalities.csv", "Prøvik", "", "line 3, name", "its name"),
        ("municipalities.csv", ",999,", ",9 99,", "line 2, population", "whole number, not '9 99'"),
        ("municipalities.csv", ",999,", ",-9,", "line 2, population", "whole number"),
        ("municipalities.csv", "12.5", '"12,5"', "line 2, area_km2", "like 432.5, not '12,5'"),
        ("municipalities.csv", "2024-01-01,7", "1.1.24,7", "line 3, population_on", "2024-01-01"),
        ("municipalities.csv", "EKG01,6", "EKG01,7", "line 2, centrality", "1 to 6"),
        ("municipalities.csv", "bokmål", "bokmal", "line 2, language_form", "mean 'bokmål'?"),
        ("municipalities.csv", "population,", "people,", "people", "unknown column"),
        ("municipalities.csv", "website,", "area_km2,", "website", "first line must name"),
        ("municipalities.csv", ",EKG01,6", "", "line 2, cells", "12"),
        ("municipalities.csv", "Bortvik", '"Bort"vik', "line 1", "not valid CSV"),
        ("groups/both.toml", '"9902"', '"9903"', "members", "no municipality is '9903'"),
        ("groups/both.toml", '"9902"', '"9901"', "members", "'9901' (Prøvik) more than once"),
        ("groups/both.toml", '"9901", "9902"', "", "members", "empty list"),
        ("groups/both.toml", "name", "nmae", "nmae", "did you mean 'name'?"),
    ],
)
def test_wrong_file_is_named_with_its_key(  # noqa: PLR0917  a row of the table
    pack: Path, file: str, right: str, wrong: str, key: str, detail: str
) -> None:
    """Whoever wrote the file learns where the mistake is, and what would be right."""
    path = pack / "countries" / "xx" / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    _, told = read(pack, "xx")
    assert (f"countries/xx/{file}", key) in {
        (where, at) for where, at, text in told if detail in text
    }, told


def test_registry_and_map_must_be_what_they_claim(pack: Path) -> None:
    """A country without municipalities, or with another file for a map, is told."""
    (pack / "countries" / "xx" / "municipalities.csv").unlink()
    (pack / "countries" / "xx" / "groups" / "both.toml").unlink()
    (pack / "countries" / "xx" / "map.topojson").write_text('{"type": "FeatureCollection"}')
    _, told = read(pack, "xx")
    assert {(path, key) for path, key, _ in told} == {
        ("countries/xx/municipalities.csv", ""),
        ("countries/xx/map.topojson", "type"),
    }


def test_norway_has_its_357_municipalities(norway: Country) -> None:
    """The numbering of 2024 and SSB's population of 1 January 2024."""
    towns = norway.municipalities
    assert len({one.code for one in towns}) == len(towns) == 357
    assert sum(one.population for one in towns) == 5_550_203
    assert {one.population_on for one in towns} == {date(2024, 1, 1)}
    assert len({one.county for one in towns}) == 15
    assert all(one.code.startswith(one.county) for one in towns)
    assert all(one.languages and one.email and one.centre for one in towns)
    assert len({one.website for one in towns}) == 357


def test_organisation_numbers_pass_their_check_digit(norway: Country) -> None:
    """Modulus 11, weights 3 2 7 6 5 4 3 2, as Brønnøysundregistrene describe it."""

    def control(number: str) -> int:
        weights = (3, 2, 7, 6, 5, 4, 3, 2)
        total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
        return -total % 11

    numbers = [one.organisation_number for one in norway.municipalities]
    assert len(set(numbers)) == 357
    assert [n for n in numbers if len(n) != 9 or control(n) != int(n[8])] == []


def test_language_forms_are_the_decided_ones(norway: Country) -> None:
    """119 municipalities have chosen bokmål, 88 nynorsk, and 150 leave it open."""
    assert Counter(one.languages for one in norway.municipalities) == {
        ("nb",): 119,
        ("nn",): 88,
        ("nb", "nn"): 150,
    }


def test_each_official_sami_and_kven_name_is_kept(norway: Country) -> None:
    """29 have a Sámi name, 5 a Kven one; the three Sámi languages are told apart."""
    names = {one.name: one.names for one in norway.municipalities if one.names}
    assert sum(any(tag != "fkv" for tag in each) for each in names.values()) == 29
    assert sum("fkv" in each for each in names.values()) == 5
    assert names["Porsanger"] == {"se": "Porsáŋgu", "fkv": "Porsanki"}
    assert names["Snåsa"] == {"sma": "Snåase"}
    assert names["Hamarøy"] == {"smj": "Hábmer"}


def test_peer_groups_are_as_large_as_ssb_says(norway: Country) -> None:
    """The KOSTRA grouping of 2020 with Haram in group 1 from 2024."""
    sizes = {g.id: len(g.members) for g in norway.groups if g.id.startswith("kostra:")}
    expected = [40, 18, 9, 39, 33, 28, 38, 13, 27, 13, 10, 11, 1, 25, 36, 8, 8]
    assert sizes == {f"kostra:EKG{n:02}": size for n, size in enumerate(expected, 1)}
    assert all(g.name.startswith("KOSTRA") for g in norway.groups if g.id in sizes)


def test_size_classes_hold_each_municipality_once(norway: Country) -> None:
    """No municipality is in two classes or in none."""
    classes = [group for group in norway.groups if group.id.startswith("size:")]
    assert [group.id for group in classes] == [
        "size:tiny",
        "size:small",
        "size:medium",
        "size:large",
    ]
    assert Counter(code for group in classes for code in group.members) == Counter(
        one.code for one in norway.municipalities
    )


def test_ten_of_2015_are_there_under_their_new_numbers(norway: Country) -> None:
    """Nine kept their names; Askim is in Indre Østfold now."""
    ten = next(group for group in norway.groups if group.id == "ten-2015")
    names = {one.code: one.name for one in norway.municipalities}
    assert {names[code] for code in ten.members} == {
        "Asker",
        "Bærum",
        "Fyresdal",
        "Hamar",
        "Indre Østfold",
        "Rollag",
        "Sarpsborg",
        "Stange",
        "Trondheim",
        "Vinje",
    }


def test_map_shows_the_same_municipalities(norway: Country) -> None:
    """Each polygon has a municipality, each municipality a polygon, and the credit is there."""
    assert norway.map_topojson is not None
    (shapes,) = json.loads(norway.map_topojson)["objects"].values()
    codes = [shape["properties"]["id"] for shape in shapes["geometries"]]
    assert sorted(codes) == [one.code for one in norway.municipalities]
    assert norway.map_credit == "© Kartverket, CC BY 4.0"
    assert "CC BY 4.0" in (NORWAY / "LICENSES.md").read_text(encoding="utf-8")


def test_half_days_are_working_days(norway: Country) -> None:
    """A half day that is a public holiday would never count."""
    public = holidays.country_holidays(norway.code.upper(), years=2026)
    wednesday_before_easter = date(2026, 4, 1)
    assert set(norway.half_days) == {"easter-4", "12-24", "12-31"}
    for day in (wednesday_before_easter, date(2026, 12, 24), date(2026, 12, 31)):
        assert day not in public


def test_law_clocks_cover_what_municipalities_say(norway: Country) -> None:
    """Interim reply, appeal, building cases and access to records, each with its paragraph."""
    clocks = {one.id: (one.duration, one.days) for one in norway.law_clocks}
    assert clocks["interim_reply"] == ("P1M", "calendar")
    assert clocks["appeal"] == ("P3W", "calendar")
    assert clocks["building_permit"] == ("P12W", "calendar")
    assert clocks["building_permit_simple"] == ("P3W", "calendar")
    assert clocks["preliminary_conference"] == ("P2W", "calendar")
    assert clocks["records_access"] == ("P5D", "working")
    assert all("§" in one.source for one in norway.law_clocks)


def test_registry_says_where_each_row_comes_from() -> None:
    """Whoever contests a row can look it up."""
    with (NORWAY / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["source"] and row["website_confidence"] for row in rows)
    assert all(row["phone_source"] for row in rows if row["phone"])
