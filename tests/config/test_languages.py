"""Language files: what is right is read, what is wrong is named."""

from pathlib import Path

import pytest

from checker.config import load_languages, shipped
from checker.errors import ConfigError

PLAIN = """
name = "norsk bokmål"
[weekdays]
mandag = 1
[day_groups]
hverdager = [1, 2, 3, 4, 5]
[months]
januar = 1
[numbers]
tre = 3
[units]
uker = "W"
[currency_words]
kr = "NOK"
[per_words]
"per måned" = "month"
[holidays]
julaften = "Dec 24"
[words]
closed = ["stengt"]
"""


def test_file_becomes_a_language(tmp_path: Path) -> None:
    """The file name is the tag; each table is in the record."""
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "nb.toml").write_text(PLAIN, encoding="utf-8")
    language = load_languages(tmp_path)["nb"]

    assert (language.tag, language.name) == ("nb", "norsk bokmål")
    assert language.day_groups == {"hverdager": (1, 2, 3, 4, 5)}
    assert language.per_words == {"per måned": "month"}
    assert language.words == {"closed": ("stengt",)}


def test_shipped_languages_are_right() -> None:
    """What we ship loads."""
    assert "nb" in load_languages(shipped())


@pytest.mark.parametrize(
    ("right", "wrong", "key", "detail"),
    [
        pytest.param("mandag = 1", "mandag = 0", "weekdays.mandag", "1 to 7", id="Sunday is 7"),
        pytest.param("mandag", "Mandag", "weekdays.Mandag", "'mandag'", id="capital"),
        pytest.param("mandag = 1", 'mandag = "1"', "weekdays.mandag", "whole", id="text"),
        pytest.param("[1, 2, 3, 4, 5]", "[8]", "day_groups.hverdager", "1 to 7", id="eighth day"),
        pytest.param("[1, 2, 3, 4, 5]", "[]", "day_groups.hverdager", "empty", id="no day"),
        pytest.param("januar = 1", "januar = 13", "months.januar", "1 to 12", id="13th month"),
        pytest.param('"W"', '"uke"', "units.uker", "'W'", id="unit is a designator"),
        pytest.param('"NOK"', '"nok"', "currency_words.kr", "ISO 4217", id="currency"),
        pytest.param('"month"', '"mnd"', "per_words.per måned", "'month'", id="period"),
        pytest.param('["stengt"]', "[]", "words.closed", "empty list", id="no words"),
        pytest.param('["stengt"]', '["Stengt"]', "words.closed", "'stengt'", id="capital in list"),
        pytest.param("[weekdays]", "[weekday]", "weekday", "'weekdays'", id="unknown table"),
    ],
)
def test_wrong_file_is_named_with_its_key(
    tmp_path: Path, right: str, wrong: str, key: str, detail: str
) -> None:
    """Whoever wrote the file learns where the mistake is, and what would be right."""
    (tmp_path / "languages").mkdir()
    wrong_text = PLAIN.replace(right, wrong, 1)
    (tmp_path / "languages" / "nb.toml").write_text(wrong_text, encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        load_languages(tmp_path)
    (mistake,) = caught.value.exceptions
    assert isinstance(mistake, ConfigError)
    assert (mistake.path, mistake.key) == ("languages/nb.toml", key)
    assert detail in mistake.detail


def test_file_name_must_be_a_tag(tmp_path: Path) -> None:
    """A language is known by its BCP 47 tag everywhere."""
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "norsk.toml").write_text(PLAIN, encoding="utf-8")
    with pytest.raises(ExceptionGroup, match="1 mistake") as caught:
        load_languages(tmp_path)
    assert "BCP 47" in str(caught.value.exceptions[0])
