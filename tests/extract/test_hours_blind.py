"""Opening hours as an outside examiner asks for them: written before the code was read."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from checker.config import load_languages, shipped
from checker.extract.answer import Asked, answer_line, vocabularies
from tests.extract.test_hours import open_times

TABLES = Path(__file__).parent.parent / "tables"
ASKED = Asked("hours", vocabularies(load_languages(shipped()), ("nb", "nn")), date(2026, 1, 1))


def rows(part: str) -> list[object]:
    """Return the rows of one part of all tables, each known by its language and its text."""
    found: list[object] = []
    for file in sorted(TABLES.glob("*/hours_blind.toml")):
        tag = file.parent.name
        for row in tomllib.loads(file.read_text("utf-8")).get(part, []):
            marks = [pytest.mark.xfail(strict=True)] if part == "gaps" else []
            name = f"{tag}: {' '.join(row['text'].split())[:70]}"
            found.append(pytest.param(tag, row["text"], row["hits"], id=name, marks=marks))
    return found


@pytest.mark.parametrize(("tag", "content", "hits"), [*rows("seen"), *rows("gaps")])
def test_answers(tag: str, content: str, hits: list[dict[str, str]]) -> None:
    """Each place and audience has its schedule, open exactly when the text says so."""
    found = answer_line(ASKED, {"id": "1", "text": content, "language": tag}, "")["findings"]
    assert isinstance(found, list)
    values = [one["value"] for one in found]
    got = [(one["audience"], open_times(one["osm"])) for one in values]
    expected = [(hit.get("audience"), open_times(hit["osm"])) for hit in hits]
    assert sorted(got, key=str) == sorted(expected, key=str), values
