"""Results as scripts and people see them."""

import io
import json
import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.app.show import Printer, printer

LINE = {"element": "sfo_price", "value": {"amount": "2850", "year": None}, "seen": [1, 2]}
COLUMNS = {"element": "Element", "value": "Value", "gone": "Gone"}


def test_machines_get_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """One object a line, letters as they are, in the order given; no table, no words to people."""
    out = Printer(machine=True)
    out.all([LINE, {"town": "Tromsø"}])
    out.table([{"town": "Ås"}], COLUMNS, "Title")
    out.say("Nobody is told.")
    said = capsys.readouterr()
    assert [json.loads(line) for line in said.out.splitlines()] == [
        LINE,
        {"town": "Tromsø"},
        {"town": "Ås"},
    ]
    assert "Tromsø" in said.out
    assert said.err == ""


def test_people_get_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Headings, values in words, nothing where there is nothing."""
    Printer(machine=False).table([LINE], COLUMNS, "What is known")
    said = capsys.readouterr().out
    for words in ("What is known", "Element", "Value", "Gone", "sfo_price", "amount 2850"):
        assert words in said
    assert "None" not in said
    assert "year" not in said


def test_people_get_lines_without_empty_values(capsys: pytest.CaptureFixture[str]) -> None:
    """A name and its value on each line."""
    Printer(machine=False).line({"daemon": "stopped", "pid": None, "runs": {}, "seen": [1, 2]})
    assert capsys.readouterr().out.splitlines() == ["daemon stopped", "seen 1, 2"]


@pytest.mark.parametrize(
    "text", ["[bold]price[/bold]", "[/]", "[link=/]x[/link]", "[Errno 111] refused"]
)
def test_words_of_a_page_are_no_markup(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A quote is shown as it stands: it cannot colour, hide or break what is printed."""
    out = Printer(machine=False)
    out.table([{"element": text}], COLUMNS, text)
    out.line({"element": text})
    out.say(text)
    assert capsys.readouterr().out.count(text) == 4


@pytest.mark.parametrize("mark", ["\x1b[31m", "\x9b31m", "\x07", "\r", "\x00", "\u202e", "\u2066"])
def test_words_of_a_page_do_not_steer_the_terminal(
    mark: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Control characters, and those that turn the direction, are shown as what they are: odd."""
    out = Printer(machine=False)
    out.table([{"element": f"a{mark}b"}], COLUMNS, "t")
    out.line({"element": f"a{mark}b"})
    out.say(f"a{mark}b")
    said = capsys.readouterr().out
    assert mark[0] not in said
    assert said.count("\N{REPLACEMENT CHARACTER}") == 3


def test_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    """Into a pipe it is JSON, asked for or not."""
    for asked in (True, False):
        printer(json=asked).table([LINE], COLUMNS, "")
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [LINE, LINE]


def numbers(content: object) -> bool:
    """Tell whether JSON can say it: a number that is none, it cannot."""
    return not isinstance(content, float) or math.isfinite(content)


contents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats().filter(numbers) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), contents, max_size=4))
def test_what_is_printed_is_read_back(line: Mapping[str, object]) -> None:
    """Whatever a page says, one line of JSON says it, and a table survives it."""
    with pytest.MonkeyPatch.context() as patch:
        sink = io.StringIO()
        patch.setattr("sys.stdout", sink)
        Printer(machine=True).line(line)
        Printer(machine=False).table([line], dict.fromkeys(line, "x"), "t")
    first, _, _ = sink.getvalue().partition("\n")
    assert json.loads(first) == line
