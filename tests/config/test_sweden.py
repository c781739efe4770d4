"""Sweden is data: its pack loads, its laws are named, and nothing in it is Norwegian."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from opening_hours import OpeningHours

from checker.config import load, targets
from checker.extract.text import read_plain
from checker.extract.verdict.answer import Asked, Readable, answer, vocabularies
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


@pytest.mark.parametrize("tag", ["nb", "nn", "sv", "da"])
def test_another_country_is_read_with_its_own_words(sweden: Catalog, tag: str) -> None:
    """Swedish in Norway and Norwegian in Sweden is read with its own words; English with both."""
    languages = sweden.languages
    words = vocabularies(languages, ("nb", "nn") if tag == "sv" else ("sv",))
    assert words[tag] is languages[tag]
    assert "stängt" in vocabularies(languages, ("sv",))["en"].words["closed"]
    assert {"stengt", "stengd"} <= {*vocabularies(languages, ("nb", "nn"))["nn"].words["closed"]}


@pytest.mark.parametrize(
    ("kind", "content", "value"),
    [
        ("money", "Avgiften är 1 688 kr per månad", {"currency": "SEK", "per": "month"}),
        ("hours", "Öppet vardagar 8–16", {"osm": "Mo-Fr 08:00-16:00"}),
        ("duration", "Överklaga inom tre veckor", {"max": "P3W", "role": "appeal"}),
    ],
)
def test_swedish_is_read_in_swedish(
    sweden: Catalog, kind: Readable, content: str, value: dict[str, object]
) -> None:
    """Whatever country is set, `--language sv` reads Swedish with Swedish words only."""
    for written in (("sv",), ("nb", "nn")):
        asked = Asked(kind, vocabularies(sweden.languages, written), date(2026, 1, 1))
        (found,) = answer(asked, read_plain(content, language="sv"), "sv")
        assert found["value"] == {**dict(found["value"]), **value}  # type: ignore[call-overload]


#: Lines of Northern Sámi pages, and what their own words say of hours, prices and times.
SAMI = [
    ("hours", "Rahpan: vuossárga–bearjadat 9–15", ["Mo-Fr 09:00-15:00"]),
    ("hours", "Lávvardat ja sotnabeaivi gitta", ["Sa,Su off"]),
    ("hours", "Man olu dat máksá, go leat 9–15 máná?", []),
    ("hours", "De son bohtá dii. 10 dahje 12", []),
    ("hours", "Mánát 6–12 jagi", []),
    ("money", "Haddi: 500 ru", ["500"]),
    ("money", "Gielddas leat 2900 ássi", []),
    ("money", "Fire- ja gavcci-lohkái 10 14", []),
    ("duration", "Skuvla bistá 10 jagi", []),
    ("duration", "Man guhká don orrot dáppe?", []),
]


@pytest.mark.parametrize(("kind", "content", "wants"), SAMI)
def test_sami_is_not_read_as_norwegian(
    sweden: Catalog, kind: Readable, content: str, wants: list[str]
) -> None:
    """Sámi words decide, alone and beside Norwegian ones; what they do not know is nothing."""
    for written in (("nb", "nn"), ("sv",)):
        asked = Asked(kind, vocabularies(sweden.languages, written), date(2026, 1, 1))
        found = [one["value"] for one in answer(asked, read_plain(content, language="se"), "se")]
        texts = [" ".join(map(str, value.values())) for value in found if isinstance(value, dict)]
        assert len(texts) == len(wants)
        assert all(want in text for want, text in zip(wants, texts, strict=True))


def test_swedish_has_every_list_that_the_readers_know(sweden: Catalog) -> None:
    """A list that Bokmål has and the language of another country lacks is a reader half blind."""
    assert set(sweden.languages["nb"].words) <= set(sweden.languages["sv"].words)
