"""From when and until when a price holds, as pages write it."""

from datetime import date

import pytest
from pages import page
from verdicts import catalog

from checker.extract.text import read
from checker.extract.verdict.validity import Validity, days
from checker.extract.words import merged

LANGUAGES = catalog().languages
NORWEGIAN = days(merged(LANGUAGES["nb"], LANGUAGES["nn"]))


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        # seen on pages
        ("Priser fra 1. august 2026", date(2026, 8, 1), None),
        ("Satser fra og med 01.01.2026", date(2026, 1, 1), None),
        ("Gjeldende fra 1.8.2026", date(2026, 8, 1), None),
        ("Prisen er 2 760 kr til og med 31. juli 2026", None, date(2026, 7, 31)),
        ("Fram til 31.12.2026 er prisen 2 760 kr", None, date(2026, 12, 31)),
        ("Betalingssatsar frå 1. januar 2027", date(2027, 1, 1), None),
        ("Frå 1. januar 2026 til 31. juli 2026", date(2026, 1, 1), date(2026, 7, 31)),
        ("FRA 1. AUGUST 2026", date(2026, 8, 1), None),
        # bugs caught, and what tells no day with its year
        ("Prisen gjelder fra 1. august", None, None),
        ("Vedtatt 11. desember 2025", None, None),
        ("Fra 31. februar 2026", None, None),
        ("Priser 2026", None, None),
        ("derfra 1. mai 2026", None, None),
        ("", None, None),
    ],
)
def test_days_that_bound(said: str, since: date | None, until: date | None) -> None:
    """Only whole days with their year, right behind a word that bounds."""
    assert NORWEGIAN.read(said) == Validity(since, until)


@pytest.mark.parametrize(
    ("tag", "said", "since"),
    [
        ("sv", "Gäller från och med 1 januari 2026", date(2026, 1, 1)),
        ("da", "Takster gældende fra 1. januar 2026", date(2026, 1, 1)),
        ("en", "Prices from 1 August 2026", date(2026, 8, 1)),
    ],
)
def test_other_languages(tag: str, said: str, since: date) -> None:
    """The words are data."""
    assert days(LANGUAGES[tag]).read(said).since == since


@pytest.mark.parametrize(
    ("html", "since"),
    [
        ("<main><h1>Priser</h1><p>Satsene gjelder fra 1. januar 2026.</p>", date(2026, 1, 1)),
        ("<main><h1>Priser</h1><p>Møtet er flyttet fra 1. januar 2026.</p>", None),
        ("<main><h1>Priser</h1>" + "<p>Ord.</p>" * 200 + "<p>Gjelder fra 1.1.2026</p>", None),
    ],
)
def test_page_that_holds_from_a_day(html: str, since: date | None) -> None:
    """Said at its beginning, of all of it."""
    assert NORWEGIAN.of_page(read(page(f"<html lang=nb><body>{html}"))) == since
