"""Prices, fees and sums: what the tables say is found, and nothing else."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stated import found_in, is_told, wanted_of
from tables_of import bare, norwegian, page, rows

from checker.extract import money
from checker.extract.text import read_plain
from checker.model.evidence import Text
from checker.model.value import Money, to_json


def values(text: Text) -> list[dict[str, object]]:
    return [dict(to_json(hit.value)) for hit in money.find(text, norwegian())]


@pytest.mark.parametrize(("tag", "row"), [*rows("money"), *rows("money_blind")])
def test_a_text_states_these_sums(tag: str, row: Mapping[str, Any]) -> None:
    """Each amount with its unit, VAT and year as the text says; what is no price is no hit."""
    found = found_in("money", tag, row)
    assert is_told("money", wanted_of("money", row), found), found


def table(*cells: Sequence[str], caption: str = "") -> str:
    head, *body = cells
    top = "".join(f"<th>{cell}</th>" for cell in head)
    rows_ = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in body)
    named = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{named}<thead><tr>{top}</tr></thead><tbody>{rows_}</tbody></table>"


def brief(markup: str) -> list[tuple[str, object, object, object]]:
    return [
        (str(one["amount"] or one["amount_max"]), one["per"], one["vat"], one["year"])
        for one in values(page(markup))
    ]


TABLES = [
    pytest.param(
        table(("Tilbud", "Pris per måned"), ("Hel plass", "2 850"), ("Halv plass", "1 450")),
        [("2850.00", "month", None, None), ("1450.00", "month", None, None)],
        id="a column of prices needs no currency in its cells",
    ),
    pytest.param(
        table(("Gebyr", "2025", "2026"), ("Vanngebyr", "2 315", "2 834"), caption="Kroner per år"),
        [("2315.00", "year", None, 2025), ("2834.00", "year", None, 2026)],
        id="two columns of years are two prices",
    ),
    pytest.param(
        table(
            ("Tjeneste", "Kr/år eks. mva", "Kr/år inkl. mva"),
            ("Abonnement avløp", "4 211", "5 263,75"),
        ),
        [("4211.00", "year", "excluded", None), ("5263.75", "year", "included", None)],
        id="with and without VAT are two prices",
    ),
    pytest.param(
        table(("Areal (m²)", "Gebyr 2026"), ("0-500", "8 500"), ("501-2000", "17 000")),
        [("8500.00", None, None, 2026), ("17000.00", None, None, 2026)],
        id="a column of areas is no column of prices",
    ),
    pytest.param(
        table(
            ("Samlet inntekt", "Pris pr. mnd."), ("0 - 300 000 kr", "245"), ("Over 5 G", "Gratis")
        ),
        [("245.00", "month", None, None), ("0", "month", None, None)],
        id="a column of incomes is no column of prices",
    ),
    pytest.param(
        table(("Klasse", "Antall plasser", "Alder"), ("Piano", "12", "7-19")),
        [],
        id="a table without prices has none",
    ),
    pytest.param(
        table(("Plass", "Pris", "Søskenrabatt"), ("100 %", "3 290", "25 %")),
        [("3290.00", None, None, None)],
        id="percentages in a price table are no prices",
    ),
    pytest.param(
        table(("Plass", "Pris"), ("100 %", "1 900 (1 520)"), ("Ferie", "Selvkost")),
        [("1900.00", None, None, None), ("1520.00", None, None, None)],
        id="the sibling's price in brackets is a price",
    ),
    pytest.param(
        table(("", "Hel plass", "Halv plass"), ("Pris per måned", "2 850", "1 450")),
        [("2850.00", "month", None, None), ("1450.00", "month", None, None)],
        id="a row of prices",
    ),
    pytest.param(
        table(("Areal", "Gebyr"), ("0-300 m<sup>2</sup>", "8500,-")),
        [("8500.00", None, None, None)],
        id="a square never glues to a price",
    ),
    pytest.param(
        table(("Leie", "Time", "Døgn"), ("Gymsal, kr", "350", "7 590")),
        [("350.00", "hour", None, None), ("7590.00", "day", None, None)],
        id="columns named by a unit of time alone",
    ),
    pytest.param(
        table(("Post", "Beløp i 1000 kr"), ("Skole", "45 300")),
        [],
        id="a column in thousands is not guessed at",
    ),
    pytest.param(
        table(("Egenbetaling", "Pris", "Maks pr. måned"), ("Under 2 G", "81 kr/time", "245 kr")),
        [("81.00", "hour", None, None), ("245.00", "month", None, None)],
        id="a column of upper limits",
    ),
    pytest.param(
        "<h2>Gebyrer 2026</h2><p>Alle beløp er eks. mva.</p>"
        + table(("Type", "Beløp"), ("Vann", "1 945"), ("Avløp", "3 163 kr")),
        [("1945.00", None, "excluded", 2026), ("3163.00", None, "excluded", 2026)],
        id="year of the heading, VAT of the page",
    ),
    pytest.param(
        "<h2>Priser SFO 2025/2026</h2><h3>Månedspris</h3><ul><li>Hel plass 3 290,-</ul>",
        [("3290.00", "month", None, 2025)],
        id="headings give unit and school year",
    ),
    pytest.param(
        table(("Pris", "Voksen", "Barn"), ("Enkeltbillett", "105", "60")),
        [("105.00", None, None, None), ("60.00", None, None, None)],
        id="the corner of a table speaks for it all",
    ),
    pytest.param(
        table(("Gebyr", "Antall terminer", "Beløp"), ("Vann", "12", "4 250")),
        [("4250.00", None, None, None)],
        id="but not for a column of counts",
    ),
    pytest.param(
        table(("", "2025", "2026"), ("Vann per m³", "14,06", "20,04"))
        + "<p>Alle beløp er i kroner og inkl. mva.</p>",
        [("14.06", "m3", "included", 2025), ("20.04", "m3", "included", 2026)],
        id="the page names the currency of its tables",
    ),
    pytest.param(
        "<dl><dt>Pris per time</dt><dd>350 kr</dd></dl>",
        [("350.00", "hour", None, None)],
        id="a term speaks for its description",
    ),
    pytest.param(
        "<p>Alle priser er inkl. mva.</p><p>Leie 500 kr eks. mva, kopi 20 kr.</p>",
        [("500.00", None, "excluded", None), ("20.00", None, "included", None)],
        id="the sentence is nearer than the page",
    ),
]


@pytest.mark.parametrize(("markup", "wants"), TABLES)
def test_headers_and_headings_speak_for_their_cells(
    markup: str, wants: list[tuple[str, object, object, object]]
) -> None:
    """Currency, unit, VAT and year are inherited from the nearest thing that says them."""
    assert brief(markup) == wants


def test_the_quote_holds_the_amount_and_its_unit() -> None:
    """Whoever reads the proof sees currency and unit, not a bare number."""
    text = bare("Full plass koster kr 2 850,- per måned fra 1.1.2026")
    [hit] = money.find(text, norwegian())
    assert text.content[hit.start : hit.end] == "kr 2 850,- per måned"


def test_an_upper_limit_is_quoted_with_its_word() -> None:
    """Without "inntil" the quote would prove something else."""
    text = bare("Du betaler inntil 900 kr")
    [hit] = money.find(text, norwegian())
    assert text.content[hit.start : hit.end] == "inntil 900 kr"
    assert hit.value == Money(None, Decimal("900.00"))


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "kr",
                    "kroner",
                    "12",
                    "2 907",
                    "3.135",
                    ",-",
                    " ",
                    "-",
                    "–",
                    "m2",
                    "G",
                    "inkl. mva",
                ),
                *(
                    "per",
                    "måned",
                    "inntil",
                    "mellom",
                    "og",
                    "(",
                    ")",
                    "2026",
                    "1.1.2026",
                    "\n",
                    "\t",
                ),
                *("gratis", "rabatt", "inntekt", "mill.", "øre", ":", ".", "%", "§", "nok", "fra"),
            ]
        )
    ).map("".join)
    | st.text()
)
def test_no_text_breaks_it(content: str) -> None:
    """Whatever a page says, hits stand in order, apart, and where they say they stand."""
    hits = money.find(bare(content), norwegian())
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(content)
        assert content[hit.start : hit.end].strip() == content[hit.start : hit.end]
    for one, other in pairwise(hits):
        assert one.end <= other.start


@given(st.decimals(min_value=1, max_value=9_999_999, places=2))
def test_what_is_written_is_read_back(amount: Decimal) -> None:
    """Grouped by no-break spaces, with a comma for øre: the amount comes back exactly."""
    written = f"{amount:,.2f}".replace(",", "\u00a0").replace(".", ",")
    [hit] = money.find(bare(f"Gebyr: {written} kr"), norwegian())
    assert hit.value == Money(amount)


@pytest.mark.parametrize(
    ("uri", "year"),
    [
        ("https://prove.invalid/tjenester/priser-2026/", 2026),
        ("https://prove.invalid/priser-og-gebyrer-2025-2026.html?id=2019", 2025),
        ("https://prove.invalid/2019/03/priser", None),
        ("https://prove.invalid/nyheter-2019", None),
        ("https://priser-2026.invalid", None),
        ("mid:priser-2026@prove.invalid", None),
    ],
)
def test_an_address_gives_the_year_last(uri: str, year: int | None) -> None:
    """The page's own name may say which year its prices are of, where nothing else does."""
    [hit] = money.find(read_plain("Pris: 500 kr", language="nb", uri=uri), norwegian())
    assert hit.value == Money(Decimal("500.00"), year=year)
    [said] = money.find(read_plain("Pris 2024: 500 kr", language="nb", uri=uri), norwegian())
    assert said.value == Money(Decimal("500.00"), year=2024)


def test_groups_of_rows_give_the_unit_of_a_table_of_years() -> None:
    """A line over rows says what each price is for, the page that all of them are kroner."""
    markup = (
        "<h1>Priser og gebyrer</h1><p>Satsene er vedtatt 11. desember 2025. Alle beløp i kroner."
        "<table border=1><tr><th>Tjeneste<th>2025<th>2026"
        "<tr><th colspan=3>SFO, per måned<tr><td>Hel plass<td>2 980<td>3 060"
        "<tr><th colspan=3>Byggesak<tr><td>Garasje<td>4 350<td>4 520"
        "<tr><th colspan=3>Vann, per år inkl. mva<tr><td>Bolig<td>3 905<td>4 105</table>"
    )
    assert brief(markup) == [
        ("2980.00", "month", None, 2025),
        ("3060.00", "month", None, 2026),
        ("4350.00", None, None, 2025),
        ("4520.00", None, None, 2026),
        ("3905.00", "year", "included", 2025),
        ("4105.00", "year", "included", 2026),
    ]
