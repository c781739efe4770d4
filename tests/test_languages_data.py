"""The shipped languages: whole calendars, holidays that evaluate, lists that readers need."""

from pathlib import Path

import pytest
from opening_hours import OpeningHours

from checker.config import load_languages
from checker.model.catalog import Language

TAGS = ("nb", "nn", "en", "se", "sv", "da")
LANGUAGES = load_languages(Path(__file__).parent.parent / "config")


def test_languages_are_there() -> None:
    """Both written forms of Norwegian, English, Northern Sámi and the neighbours."""
    assert set(TAGS) <= set(LANGUAGES)


@pytest.mark.parametrize("tag", TAGS)
def test_calendar_is_whole(tag: str) -> None:
    """Every weekday and every month has a name."""
    assert set(LANGUAGES[tag].weekdays.values()) == set(range(1, 8))
    assert set(LANGUAGES[tag].months.values()) == set(range(1, 13))
    assert set(range(1, 8)) <= set(LANGUAGES[tag].numbers.values())
    assert set("YMWDH") <= set(LANGUAGES[tag].units.values())


@pytest.mark.parametrize(
    ("tag", "days"),
    [
        ("nb", "mandag tirsdag onsdag torsdag fredag lørdag søndag"),
        ("nn", "måndag tysdag onsdag torsdag fredag laurdag sundag"),
        ("nn", "mandag tirsdag onsdag torsdag fredag lørdag søndag"),
        ("en", "monday tuesday wednesday thursday friday saturday sunday"),
        ("se", "vuossárga maŋŋebárga gaskavahkku duorastat bearjadat lávvardat sotnabeaivi"),
        ("sv", "måndag tisdag onsdag torsdag fredag lördag söndag"),
        ("da", "mandag tirsdag onsdag torsdag fredag lørdag søndag"),
    ],
)
def test_weekdays_are_named(tag: str, days: str) -> None:
    """The plain names, checked against Unicode CLDR and the Norwegian dictionaries."""
    named = [LANGUAGES[tag].weekdays.get(day) for day in days.split()]
    assert named == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("tag", "group", "days"),
    [
        ("nb", "hverdager", (1, 2, 3, 4, 5)),
        ("nb", "virkedager", (1, 2, 3, 4, 5)),
        ("nn", "kvardagar", (1, 2, 3, 4, 5)),
        ("nn", "yrkedagar", (1, 2, 3, 4, 5)),
        ("nb", "helg", (6, 7)),
        ("nn", "kvar dag", (1, 2, 3, 4, 5, 6, 7)),
    ],
)
def test_groups_of_days(tag: str, group: str, days: tuple[int, ...]) -> None:
    """Working days are Monday to Friday, as the contract says."""
    assert LANGUAGES[tag].day_groups[group] == days


@pytest.mark.parametrize("tag", TAGS)
def test_holidays_are_opening_hours_syntax(tag: str) -> None:
    """Each holiday is a date that the evaluator of opening hours understands."""
    for word, osm in LANGUAGES[tag].holidays.items():
        assert OpeningHours(f"Mo-Su 09:00-15:00; {osm} off"), word


@pytest.mark.parametrize(
    ("tag", "word", "osm"),
    [
        ("nb", "julaften", "Dec 24"),
        ("nn", "nyttårsaftan", "Dec 31"),
        ("nb", "skjærtorsdag", "easter -3 days"),
        ("nn", "skirtorsdag", "easter -3 days"),
        ("nb", "langfredag", "easter -2 days"),
        ("nb", "2. påskedag", "easter +1 day"),
        ("nb", "kr. himmelfartsdag", "easter +39 days"),
        ("nb", "2. pinsedag", "easter +50 days"),
        ("nb", "17. mai", "May 17"),
    ],
)
def test_holidays_fall_on_their_day(tag: str, word: str, osm: str) -> None:
    """Movable feasts count from Easter Sunday (Act on public holidays, 1995)."""
    assert LANGUAGES[tag].holidays[word] == osm


@pytest.mark.parametrize("tag", ["nb", "nn", "en"])
def test_written_languages_have_every_list_of_bokmal_that_readers_need(tag: str) -> None:
    """What a reader asks of Bokmål it can ask of the others, so no page is read with less."""
    needed = (
        "open closed open_24h clock from until and except otherwise phone visit chat unstaffed "
        "staffed appointment by_reference temporary lunch summer winter odd_week even_week "
        "every_other_week free price up_to about vat_included vat_excluded not_price "
        "working_days calendar_days processing reply appeal statutory deadline proposed soft_404"
    )
    language: Language = LANGUAGES[tag]
    assert [name for name in needed.split() if not language.words.get(name)] == []
