"""Reads municipalities.csv: one municipality a row."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from checker.config.files import read_text
from checker.config.mistakes import Mistakes, Tell, listed, nearest
from checker.model.catalog import Municipality

NEEDED = ("code", "name", "website")
#: Columns that end in the record; name_<tag> columns do too.
KNOWN = (
    *NEEDED,
    "official_name",
    "county",
    "county_name",
    "organisation_number",
    "language_form",
    "centre",
    "population",
    "population_on",
    "area_km2",
    "peer_group",
    "centrality",
    "website_alternatives",
    "email",
    "phone",
)
#: Columns for whoever keeps the file.
REMARKS = ("website_confidence", "phone_source", "source")


def read_registry(
    file: Path,
    mistakes: Mistakes,
    *,
    path: str,
    country: str,
    forms: Mapping[str, tuple[str, ...]],
) -> tuple[Municipality, ...]:
    """Return the municipalities of a country by code; note what is wrong in the file.

    `forms` maps a decided language form to the languages that it means, own first.
    """
    text = read_text(file, mistakes, path=path)
    if text is None:
        return ()
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    found: dict[str, Municipality] = {}
    try:
        if not _check_columns(rows.fieldnames or (), mistakes, path):
            return ()
        for row in rows:
            line = rows.line_num

            def tell(column: str, detail: str, line: int = line) -> None:
                mistakes.tell(path, f"line {line}, {column}", detail)

            if None in row or None in row.values():
                tell("cells", f"must be {len(rows.fieldnames or ())}, as in the first line")
                continue
            one = _municipality({k: v.strip() for k, v in row.items()}, country, forms, tell)
            if one.code in found:
                tell("code", f"{one.code!r} is {found[one.code].name} already; codes are unique")
            found[one.code] = one
    except csv.Error as error:
        mistakes.tell(path, f"line {rows.line_num}", f"is not valid CSV: {error}")
    return tuple(found[code] for code in sorted(found))


def _check_columns(columns: Sequence[str], mistakes: Mistakes, path: str) -> bool:
    for name in columns:
        if name not in (*KNOWN, *REMARKS) and not re.fullmatch(r"name_[a-z]{2,3}", name):
            mistakes.tell(path, name, f"unknown column; {nearest(name, [*KNOWN, *REMARKS])}")
    missing = [name for name in NEEDED if name not in columns]
    for name in missing:
        mistakes.tell(path, name, f"is missing; the first line must name {listed(NEEDED)}")
    return not missing


def _municipality(
    row: Mapping[str, str], country: str, forms: Mapping[str, tuple[str, ...]], tell: Tell
) -> Municipality:
    form = row.get("language_form", "")
    if form and form not in forms:
        tell("language_form", f"unknown form {form!r}; {nearest(form, forms)}")
    return Municipality(
        code=_text(row, "code", r"[0-9A-Za-z][0-9A-Za-z-]*", "a code of digits or letters", tell),
        name=_text(row, "name", r".+", "its name", tell),
        website=_text(row, "website", r"https?://[^\s/:]+\.\S+", "a URL: https://…", tell),
        country=country,
        official_name=row.get("official_name", ""),
        names={key[5:]: name for key, name in row.items() if key.startswith("name_") and name},
        county=row.get("county", ""),
        county_name=row.get("county_name", ""),
        organisation_number=row.get("organisation_number", ""),
        languages=forms.get(form, ()),
        language_form=form,
        centre=row.get("centre", ""),
        population=int(_number(row, "population", r"\d+", "a whole number", tell) or 0),
        population_on=_day(row, tell),
        area_km2=float(_number(row, "area_km2", r"\d+(\.\d+)?", "a number like 432.5", tell) or 0),
        peer_group=row.get("peer_group", ""),
        centrality=_centrality(row, tell),
        website_alternatives=tuple(row.get("website_alternatives", "").split()),
        email=row.get("email", ""),
        phone=row.get("phone", ""),
    )


def _text(row: Mapping[str, str], column: str, form: str, right: str, tell: Tell) -> str:
    if not re.fullmatch(form, row[column]):
        tell(column, f"must be {right}, not {row[column]!r}")
    return row[column]


def _number(row: Mapping[str, str], column: str, form: str, right: str, tell: Tell) -> str:
    cell = row.get(column, "")
    if not cell or re.fullmatch(form, cell, re.ASCII):
        return cell
    tell(column, f"must be {right}, not {cell!r}")
    return ""


def _centrality(row: Mapping[str, str], tell: Tell) -> int | None:
    cell = _number(row, "centrality", r"[1-6]", "SSB's class 1 to 6", tell)
    return int(cell) if cell else None


def _day(row: Mapping[str, str], tell: Tell) -> date | None:
    cell = row.get("population_on", "")
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        tell("population_on", f"must be a day like 2024-01-01, not {cell!r}")
        return None
