"""Element files: what is right is read, what is wrong is named."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from checker.config import load_elements, shipped
from checker.errors import ConfigError

PLAIN = """
value = "money"
sector = "school"
full_needs = ["per"]
[accept]
minimum = 500
maximum = 6000.5
per = ["month", "none"]
[nb]
name = "Pris for SFO"
link_words = ["sfo", "pris"]
subject_words = ["sfo"]
statement_words = [["frist"], ["innen", "før"]]
"""


@pytest.fixture
def told(tmp_path: Path) -> Callable[[str, str], set[tuple[str, str, str]]]:
    """Return what is said about one element file of that name."""

    def tell(name: str, content: str) -> set[tuple[str, str, str]]:
        (tmp_path / "elements").mkdir()
        (tmp_path / "elements" / name).write_text(content, encoding="utf-8")
        with pytest.raises(ExceptionGroup) as caught:
            load_elements(tmp_path, ["nb", "nn"])
        return {
            (one.path, one.key, one.detail)
            for one in caught.value.exceptions
            if isinstance(one, ConfigError)
        }

    return tell


def test_file_becomes_an_element(tmp_path: Path) -> None:
    """Each line of the file is in the record; numbers keep their decimals."""
    (tmp_path / "elements").mkdir()
    (tmp_path / "elements" / "sfo_price.toml").write_text(PLAIN, encoding="utf-8-sig")
    (element,) = load_elements(tmp_path)

    assert (element.id, element.kind, element.sector) == ("sfo_price", "money", "school")
    assert (element.accept.minimum, element.accept.maximum) == (Decimal(500), Decimal("6000.5"))
    assert element.accept.per == ("month", "none")
    assert element.wordings["nb"].link_words == ("sfo", "pris")
    assert element.wordings["nb"].statement_words == (("frist",), ("innen", "før"))


def test_either_folder_will_do(tmp_path: Path) -> None:
    """The configuration folder and its part `elements` give the same."""
    (tmp_path / "elements").mkdir()
    (tmp_path / "elements" / "sfo_price.toml").write_text(PLAIN, encoding="utf-8")
    assert load_elements(tmp_path) == load_elements(tmp_path / "elements") != ()


def test_shipped_elements_are_right() -> None:
    """What we ship loads, and each has its wording in both forms of Norwegian."""
    elements = load_elements(shipped())
    assert elements
    assert [e.id for e in elements if not {"nb", "nn"} <= e.wordings.keys()] == []


WRONG = [
    pytest.param('"money"', '"price"', "value", "'hours', 'money'", id="unknown kind"),
    pytest.param('"school"', '"schools"', "sector", "'school', 'building'", id="unknown sector"),
    pytest.param("full_needs", "fullneeds", "fullneeds", "'full_needs'", id="unknown key"),
    pytest.param('["per"]', '["unit"]', "full_needs", "'amount'", id="no field of a price"),
    pytest.param("500", "7000", "accept.minimum", "7000 > 6000.5", id="minimum over maximum"),
    pytest.param("500", "-1", "accept.minimum", "0 or more", id="below nothing"),
    pytest.param("500", '"fem"', "accept.minimum", "must be a number", id="number in words"),
    pytest.param("500", "true", "accept.minimum", "must be a number", id="truth for a number"),
    pytest.param("500", "nan", "accept.minimum", "must be a", id="no number"),
    pytest.param(
        '"none"]', '"mnd"]', "accept.per[1]", "'person' or 'none', not \"mnd\"", id="unknown period"
    ),
    pytest.param("per =", "pre =", "accept.pre", "did you mean 'per'?", id="key in a table"),
    pytest.param(
        'per = ["month", "none"]',
        'roles = ["none"]',
        "accept.roles",
        "'duration'",
        id="key of another kind",
    ),
    pytest.param("[nb]", "[nbb]", "nbb", "did you mean 'nb'?", id="unknown language"),
    pytest.param("[nb]", "[sv]", "sv", "'nn'", id="language we do not have"),
    pytest.param('["sfo", "pris"]', "[]", "nb.link_words", "empty list", id="no words"),
    pytest.param('["sfo"]', '[""]', "nb.subject_words", "empty word", id="empty word"),
    pytest.param('["sfo"]', '["SFO"]', "nb.subject_words", "'sfo', not 'SFO'", id="capitals"),
    pytest.param('["sfo"]', '["sfo "]', "nb.subject_words", "blanks", id="blank behind a word"),
    pytest.param('["sfo"]', '["sfo", "sfo"]', "nb.subject_words", "'sfo' twice", id="twice"),
    pytest.param('["sfo"]', '"sfo"', "nb.subject_words", "must be a list", id="word for a list"),
    pytest.param('["frist"]', "[]", "nb.statement_words[0]", "empty list", id="no words in group"),
    pytest.param('"Pris for SFO"', '" "', "nb.name", "must say", id="no name"),
    pytest.param('name = "Pris for SFO"\n', "", "nb.name", "missing", id="name left out"),
    pytest.param("[accept]", "[accept", "", "line 5", id="not TOML: the line is told"),
]


@pytest.mark.parametrize(("right", "wrong", "key", "detail"), WRONG)
def test_wrong_file_is_named_with_its_key(
    told: Callable[[str, str], set[tuple[str, str, str]]],
    right: str,
    wrong: str,
    key: str,
    detail: str,
) -> None:
    """Whoever wrote the file learns where the mistake is, and what would be right."""
    assert right in PLAIN
    messages = told("sfo_price.toml", PLAIN.replace(right, wrong, 1))
    assert [(path, at) for path, at, text in messages if detail in text] == [
        ("elements/sfo_price.toml", key)
    ], messages


@pytest.mark.parametrize("name", ["sfo-price.toml", "SFO.toml", "2_price.toml", "pris sfo.toml"])
def test_file_name_must_be_an_id(
    told: Callable[[str, str], set[tuple[str, str, str]]], name: str
) -> None:
    """Ids are stable and scripts rely on them, so a file cannot be called anything."""
    assert (
        "element id" in {(p, k): text for p, k, text in told(name, PLAIN)}[(f"elements/{name}", "")]
    )


def test_two_mistakes_in_two_files_are_both_told(tmp_path: Path) -> None:
    """Nobody starts the program ten times to find ten mistakes."""
    (tmp_path / "elements").mkdir()
    (tmp_path / "elements" / "fee.toml").write_text('value = "price"', encoding="utf-8")
    (tmp_path / "elements" / "hours.toml").write_text("linkwords = []", encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        load_elements(tmp_path)
    told = {(m.path, m.key) for m in caught.value.exceptions if isinstance(m, ConfigError)}
    assert {
        ("elements/fee.toml", "value"),
        ("elements/fee.toml", "sector"),
        ("elements/hours.toml", "linkwords"),
        ("elements/hours.toml", "value"),
    } <= told
