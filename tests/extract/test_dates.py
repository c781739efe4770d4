"""Days of the calendar as municipal pages write them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from blind import entries
from hypothesis import given
from hypothesis import strategies as st
from stated import found_in, is_told, wanted_of

from checker.extract.facts.dates import find, written
from checker.extract.text import read_plain
from checker.model.catalog import Language
from checker.model.evidence import Text
from checker.model.value import Date

NAMES = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september",
    "oktober", "november", "desember",
)  # fmt: skip
WORDS = Language(
    "nb",
    "norsk",
    months={name: number for number, name in enumerate(NAMES, 1)}
    | {"jan": 1, "des": 12, "desmeber": 12, "march": 3},
    words={"due": ("frist", "innen"), "until": ("til", "t.o.m.", "før"), "clock": ("kl",)},
    units={"timer": "h"},
)


def shown(text: Text, words: Language) -> list[tuple[str, str]]:
    found = []
    for hit in find(text, words):
        assert isinstance(hit.value, Date)
        found.append((hit.value.date, text.content[hit.start : hit.end]))
    return found


@pytest.mark.parametrize(("tag", "row"), entries("date", "date_blind"))
def test_a_text_states_these_days(tag: str, row: Mapping[str, Any]) -> None:
    """Each day with its quote, as the words of the language are shipped."""
    found = found_in("date", tag, row)
    assert is_told("date", wanted_of("date", row), found), found


def dates(content: str) -> list[tuple[str, str]]:
    """The dates found, each with its quote."""
    return shown(read_plain(content, language="nb"), WORDS)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # seen
        ("Søknadsfrist 1. mars 2027.", [("2027-03-01", "1. mars 2027")]),
        ("Søknadsfristen er 1.mars", [("--03-01", "1.mars")]),
        ("Fristen er 1 mars hvert år", [("--03-01", "1 mars")]),
        ("Hovedopptak: 01.03.2027", [("2027-03-01", "01.03.2027")]),
        ("Satser fra 1/1-2020", [("2020-01-01", "1/1-2020")]),
        ("Satser fra 1/3-27", [("2027-03-01", "1/3-27")]),
        ("pr. 01.01.16", [("2016-01-01", "01.01.16")]),
        ("Vedtatt 18.12.2019 av kommunestyret", [("2019-12-18", "18.12.2019")]),
        ("sist endret 2026-11-23", [("2026-11-23", "2026-11-23")]),
        ("24. DES. 2026", [("2026-12-24", "24. DES. 2026")]),
        ("Søk innen 1.3.", [("--03-01", "1.3.")]),
        ("Frist: 1/3", [("--03-01", "1/3")]),
        ("by 1 March 2027 or March 1, 2027", [("2027-03-01", "1 March 2027"),
                                              ("2027-03-01", "March 1, 2027")]),
        ("8. desmeber", [("--12-08", "8. desmeber")]),
        ("29. februar", [("--02-29", "29. februar")]),
        ("27.05.2016 20:48", [("2016-05-27", "27.05.2016")]),
        ("Frist fra 1. februar til fredag 1. mars", [("--03-01", "1. mars")]),
        ("Frist 1. mars.", [("--03-01", "1. mars")]),
        ("Innen 1.3. Deretter er det stengt.", [("--03-01", "1.3")]),
        ("Frist 3. jan. og 4. des.", [("--01-03", "3. jan."), ("--12-04", "4. des.")]),
        ("Frist 01.03", [("--03-01", "01.03")]),
        # bugs
        ("Frist kl. 01.03", []),
        ("innen 10.12 timer", []),
        ("3.desember t.o.m. 8.desember", []),
        ("Stengt 1.–15. mars", []),
        ("Svar kommer medio mars", []),
        ("i mars 2027", []),
        ("31. februar 2027 og 32. mai", []),
        ("kl. 15.03. er det åpent", []),
        ("1/3 av gebyret", []),
        ("Åpent 08.00-15.30", []),
        ("pbl § 20-4 og kapittel 1.2.3", []),
        ("Konto 1234.56.78901", []),
        ("2 marsvin", []),
        ("192.168.10.12", []),
        ("11 maisplanter", []),
        ("29. februar 2027", []),
    ],
)  # fmt: skip
def test_days_are_read_as_written(content: str, expected: list[tuple[str, str]]) -> None:
    """ISO 8601, "--MM-DD" when no year is stated; the quote is what the page says."""
    assert dates(content) == expected


@given(st.dates(), st.sampled_from(["{d}. {n} {y}", "{d:02}.{m:02}.{y}", "{d}/{m}-{y}"]))
def test_what_is_printed_is_read_back(day: date, form: str) -> None:
    """Every day between 1900 and 2099 in the usual forms."""
    if not 1900 <= day.year <= 2099:
        return
    shown = form.format(d=day.day, m=day.month, n=NAMES[day.month - 1], y=day.year)
    assert dates(f"Frist {shown} for alle") == [(day.isoformat(), shown)]


@given(st.text(alphabet="0123456789./- marsjuli\n", max_size=40))
def test_no_text_raises(content: str) -> None:
    """Quotes are the text at their spans, in order and disjoint."""
    end = 0
    for hit in find(read_plain(content, language="nb"), WORDS):
        assert end <= hit.start < hit.end <= len(content)
        end = hit.end


def test_a_language_without_months_still_reads_figures() -> None:
    """A new language may be half filled in."""
    text = read_plain("1. mars 2027, 02.03.2027", language="xx")
    assert [hit.value for hit in find(text, Language("xx", "x"))] == [Date("2027-03-02")]
    assert written(1, 13, 2027) is None
