"""Sweden is data: its pack loads, its laws are named, and nothing in it is Norwegian."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from opening_hours import OpeningHours

from checker.config import load, targets
from checker.model.catalog import Catalog


@pytest.fixture(scope="module")
def sweden() -> Catalog:
    """What is in force when the setting `country` is "se"."""
    return load(None, environ={"CHECKER__COUNTRY": "se"}).catalog


def test_the_pack_loads(sweden: Catalog) -> None:
    """Clock, currency, phone region and language are Swedish; there is no map and that is right."""
    country = sweden.country
    assert country.timezone == ZoneInfo("Europe/Stockholm")
    assert (country.currency, country.phone_region) == ("SEK", "SE")
    assert country.languages == ("sv",)
    assert country.map_topojson is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("0180", "0180"),
        ("Stockholm", "0180"),
        ("Stockholms stad", "0180"),
        ("Malmö stad", "1280"),
        ("goteborg", "1480"),
        ("Uppsala kommun", "0380"),
        ("Giron", "2584"),
        ("county:25", "2584"),
    ],
)
def test_municipalities_go_by_their_names(sweden: Catalog, name: str, code: str) -> None:
    """A code, a name, its town's title, a Sámi name or a county finds the municipality."""
    assert [one.code for one in targets(sweden, [name])] == [code]


def test_what_is_not_known_is_not_guessed(sweden: Catalog) -> None:
    """Nobody without a population is in a size class, and no peer groups are made up."""
    assert all(one.population == 0 for one in sweden.country.municipalities)
    assert {group.id.partition(":")[0] for group in sweden.country.groups} == {"county"}


def test_law_clocks_name_their_law(sweden: Catalog) -> None:
    """Appeal, decision and building permit with their figures; "skyndsamt" has none."""
    clocks = {one.id: one for one in sweden.country.law_clocks}
    assert clocks["appeal"].duration == "P3W"
    assert clocks["decision_on_request"].duration == "P4W"
    assert clocks["building_permit"].duration == "P10W"
    assert clocks["records_access"].duration == ""
    assert all("§" in one.source and one.says for one in clocks.values())


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("midsommarafton", "2026-06-19"),
        ("midsommarafton", "2027-06-25"),
        ("midsommardagen", "2026-06-20"),
        ("midsommardagen", "2028-06-24"),
        ("alla helgons dag", "2026-10-31"),
        ("alla helgons dag", "2027-11-06"),
        ("allhelgonaafton", "2026-10-30"),
        ("trettondagsafton", "2026-01-05"),
        ("valborgsmässoafton", "2026-04-30"),
        ("kristi himmelsfärdsdag", "2026-05-14"),
        ("annandag jul", "2026-12-26"),
    ],
)
def test_feasts_fall_on_their_days(sweden: Catalog, word: str, day: str) -> None:
    """Also those that move: lag (1989:253) om allmänna helgdagar says on which Saturday."""
    rules = OpeningHours(f"Mo-Su 09:00-15:00; {sweden.languages['sv'].holidays[word]} off")
    year = int(day[:4])
    closed = [
        moment.date().isoformat()
        for month in range(1, 13)
        for number in range(1, 32)
        if (moment := _noon(year, month, number)) and not rules.is_open(moment)
    ]
    assert closed == [day]


def _noon(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, 12)  # noqa: DTZ001  the evaluator works in local time
    except ValueError:
        return None
