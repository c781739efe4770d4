"""Standard input, output and error as shells really hand them over: closed, full, odd bytes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from program import PATIENCE_S, environment

GOOD = b'{"id": "good", "text": "kr 5"}\n'


def shell(
    line: str, *, given: bytes = b"", cwd: Path | None = None, **environ: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which "checker" is our program."""
    program = f'checker() {{ "{sys.executable}" -m checker "$@"; }}; {line}'
    return subprocess.run(  # noqa: S603  our own program
        ["/bin/sh", "-c", program],
        input=given,
        capture_output=True,
        check=False,
        timeout=PATIENCE_S,
        cwd=cwd,
        env=environment(**environ),
    )


def objects(output: bytes) -> list[dict[str, Any]]:
    """Read JSON Lines as strictly as any other program would."""

    def forbidden(word: str) -> float:
        raise AssertionError(f"{word} is not JSON")

    lines = output.decode("utf-8").splitlines()  # strict: what we print is UTF-8
    return [json.loads(line, parse_constant=forbidden) for line in lines]


def amounts(answer: dict[str, Any]) -> list[str]:
    return [hit["value"]["amount"] for hit in answer["findings"]]


def object_line(**content: object) -> bytes:
    return json.dumps(content).encode() + b"\n"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param("checker", b"Usage: checker COMMAND", id="no command"),
        pytest.param("checker config", b"Usage: checker", id="half a command"),
        pytest.param("checker prob", b"prob", id="unknown command"),
        pytest.param("checker run --foo", b"--foo", id="unknown option"),
        pytest.param("checker run --port x", b"port", id="no number"),
        pytest.param("checker run --state", b"--state", id="option without its value"),
        pytest.param("checker probe website", b"--targets", id="no target"),
        pytest.param("checker extract", b"--kind", id="no kind"),
        pytest.param("checker extract hours --on 2026-13-01", b"2026-13-01", id="no date"),
        pytest.param("checker extract hours --lines a.txt", b"--lines", id="lines and files"),
    ],
)
def test_wrong_usage_goes_to_standard_error(line: str, says: bytes) -> None:
    """Exit 2, nothing on standard output, which a program may be reading."""
    ended = shell(line)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert says in ended.stderr
    assert b"Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "command",
    [
        *("", "run", "probe", "queue", "status", "show", "reread", "extract", "doctor", "demo"),
        *("init", "config", "config check"),
    ],
)
def test_help_documents_the_exit_codes(command: str) -> None:
    """Scripts need them, so each command's help has them, on standard output."""
    ended = shell(f"checker {command} --help")
    assert ended.returncode == 0
    said = b" ".join(ended.stdout.split())
    for words in (b"Exit codes: 0 done", b"2 wrong usage", b"3 the outside", b"1 a bug"):
        assert words in said
    assert ended.stderr == b""


def test_version_is_that_of_the_package() -> None:
    """What a bug report names."""
    ended = shell("checker --version")
    assert (ended.returncode, ended.stdout.strip()) == (0, b"0.1.0")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param(b"", [], id="nothing"),
        pytest.param(b"\r\n\n  \n", [], id="only empty lines"),
        pytest.param(GOOD.strip(), [["5.00"]], id="no newline at the end"),
        pytest.param(GOOD.replace(b"\n", b"\r\n") * 2, [["5.00"]] * 2, id="CRLF"),
        pytest.param(b"\xef\xbb\xbf" + GOOD, [["5.00"]], id="byte order mark"),
        pytest.param(b'{"id": "\xff", "text": "kr 5 \xc3"}\n', [["5.00"]], id="not UTF-8"),
        pytest.param(object_line(id="a\ud800", text="\udfff kr 5"), [["5.00"]], id="surrogates"),
        pytest.param(object_line(id=7, text="kr 5"), [["5.00"]], id="number as id"),
        pytest.param(object_line(id={"a": [1]}, text="kr 5"), [["5.00"]], id="object as id"),
        pytest.param(object_line(text="kr 5"), [["5.00"]], id="no id"),
        pytest.param(object_line(id=1, text="kr 5\0"), [["5.00"]], id="NUL"),
        pytest.param(object_line(id=1, text="kr 5", language=None), [["5.00"]], id="no language"),
        pytest.param(object_line(id=1, text="kr 5", language="xx"), [["5.00"]], id="unknown one"),
        pytest.param(object_line(id=1, text=""), [[]], id="empty text"),
        pytest.param(object_line(id=1, text="ord " * 250_000), [[]], id="a megabyte"),
    ],
)
def test_any_text_is_answered(given: bytes, found: list[list[str]]) -> None:
    """Strange bytes are no reason to stop: one answer for each line, status 0."""
    ended = shell("checker extract money --lines", given=given)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert [amounts(answer) for answer in objects(ended.stdout)] == found


def test_what_comes_in_as_an_id_goes_out_as_the_same() -> None:
    """Whatever JSON allows; it is how the caller finds its line again."""
    ids = ["æ", "\ud800", "a\0b", 7, -1.5, None, True, ["x"], {"k": {"l": "m"}}, ""]
    given = b"".join(object_line(id=one, text="kr 5") for one in ids)
    ended = shell("checker extract money --lines", given=given)
    assert [answer["id"] for answer in objects(ended.stdout)] == ids


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(b"nonsense", id="no JSON"),
        pytest.param(b"[1]", id="no object"),
        pytest.param(b'{"id": 1}', id="no text"),
        pytest.param(b'{"id": 1, "text": null}', id="null"),
        pytest.param(b'{"id": 1, "text": ["kr 5"]}', id="list"),
        pytest.param(b'{"id": NaN, "text": "kr 5"}', id="NaN"),
        pytest.param(b'{"id": "1", "text": "kr \x00 5"}', id="NUL that is not escaped"),
        pytest.param(b'{"id": ' + b"9" * 5000 + b', "text": "kr 5"}', id="number without end"),
        pytest.param(b"[" * 100_000, id="nested without end"),
    ],
)
def test_wrong_line_does_not_stop_the_others(wrong: bytes) -> None:
    """It is answered with its error, named by its number, and the status is 2."""
    ended = shell("checker extract money --lines", given=GOOD + wrong + b"\n" + GOOD)
    assert ended.returncode == 2
    assert b"line 2: " in ended.stderr
    assert b"Traceback" not in ended.stderr
    before, broken, after = objects(ended.stdout)
    assert amounts(before) == amounts(after) == ["5.00"]
    assert broken["findings"] == []
    assert "line 2" in broken["error"]


def test_many_wrong_lines_are_told_in_one_sentence() -> None:
    """The first are named, the others counted: nobody reads a thousand."""
    ended = shell("checker extract money --lines", given=b"x\n" * 1000 + GOOD)
    assert ended.returncode == 2
    assert len(objects(ended.stdout)) == 1001
    assert b"(and 995 lines more)" in ended.stderr
    assert len(ended.stderr) < 1000


def test_answers_come_line_by_line() -> None:
    """A program that waits for each answer before it asks again is not left waiting."""
    command = [sys.executable, "-m", "checker", "extract", "money", "--lines"]
    with subprocess.Popen(  # noqa: S603  our own program
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(3):
            process.stdin.write(GOOD)
            process.stdin.flush()
            assert amounts(json.loads(process.stdout.readline())) == ["5.00"]
        process.stdin.close()
        assert process.wait(timeout=PATIENCE_S) == 0


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_language_of_the_machine_changes_nothing(locale: str) -> None:
    """Input and output are UTF-8, whatever the locale is."""
    ended = shell(
        "checker extract hours --lines",
        given='{"id": "å", "text": "Åpent mandag–fredag 08–15"}\n'.encode(),
        LC_ALL=locale,
        PYTHONCOERCECLOCALE="0",
        PYTHONUTF8="0",
    )
    (answer,) = objects(ended.stdout)
    assert answer["id"] == "å"
    assert answer["findings"][0]["quote"] == "mandag–fredag 08–15"


def odd_files(folder: Path) -> list[str]:
    """Write files that are not what their names say, and name some that are none."""
    (folder / "folder").mkdir()
    wrong = ["folder", "missing.txt"]
    bodies: dict[str, bytes] = {
        "empty.txt": b"",
        "empty.html": b"",
        "empty.eml": b"",
        "nul.html": b"\0" * 1000,
        "odd.eml": bytes(range(256)) * 100,
        "odd.html": b"<" + bytes(range(256)) * 100,
        "broken.pdf": b"%PDF-1.7 and no more",
        "latin.txt": "kr 5 for å få".encode("latin-1"),
    }
    for name, body in bodies.items():
        (folder / name).write_bytes(body)
    return [*wrong, *bodies]


def test_each_file_is_answered(tmp_path: Path) -> None:
    """What cannot be read says so; files that are none make the status 2; others are read."""
    names = odd_files(tmp_path)
    ended = shell(f"checker extract money {' '.join(names)}", cwd=tmp_path)
    assert ended.returncode == 2
    answers = objects(ended.stdout)
    assert [answer["file"] for answer in answers] == names
    failed = {answer["file"] for answer in answers if "error" in answer}
    assert failed == {"folder", "missing.txt", "broken.pdf"}
    assert amounts(answers[-1]) == ["5.00"]
    assert b"folder" in ended.stderr
    assert b"missing.txt" in ended.stderr
    assert b"Traceback" not in ended.stderr


def test_broken_document_is_an_answer(tmp_path: Path) -> None:
    """A PDF that nobody can read is told in its line; the call itself was right."""
    odd_files(tmp_path)
    ended = shell("checker extract money broken.pdf latin.txt", cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_any_file_name(tmp_path: Path) -> None:
    """Also one that is not UTF-8: it can be found again by what is printed."""
    name = b"b\xff.txt"
    (Path(os.fsdecode(bytes(tmp_path) + b"/" + name))).write_bytes(b"kr 5")
    ended = shell("checker extract money *.txt", cwd=tmp_path)
    (answer,) = objects(ended.stdout)
    assert os.fsencode(answer["file"]) == name
    assert amounts(answer) == ["5.00"]


def test_text_on_standard_input() -> None:
    """Without files the text itself is read, of whatever media type."""
    for given in (b"kr 5", b"<p>kr 5</p>", b"\xef\xbb\xbfkr 5"):
        ended = shell("checker extract money", given=given)
        assert [amounts(answer) for answer in objects(ended.stdout)] == [["5.00"]]


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        pytest.param("checker extract money --lines", 0, b"", id="all is well"),
        pytest.param("checker extract money --lines | head -1", 0, b"", id="head"),
        pytest.param("checker --help | true", 0, b"", id="nobody reads the help"),
        pytest.param(
            "checker extract money --lines >&-", 2, b"write to standard output", id="output closed"
        ),
        pytest.param(
            "checker extract money --lines >/dev/full", 2, b"No space left", id="output full"
        ),
        pytest.param(
            "checker extract money --lines <&-", 2, b"read standard input", id="input closed"
        ),
        pytest.param("checker extract money --lines 2>&-", 0, b"", id="error closed"),
        pytest.param("checker config check 2>/dev/full", 0, b"", id="error full"),
        pytest.param("checker --help >/dev/full", 2, b"No space left", id="no room for the help"),
        pytest.param("checker run --help >/dev/full", 2, b"No space left", id="nor a command's"),
        pytest.param("checker --version >/dev/full", 2, b"No space left", id="nor the version"),
        pytest.param("checker --help >&-", 2, b"standard output", id="help, and nobody to tell"),
        pytest.param("checker 2>/dev/full", 2, b"", id="no command, and no room for the help"),
        pytest.param("checker prob 2>/dev/full", 2, b"", id="wrong usage, and no room for it"),
        pytest.param("checker prob 2>&-", 2, b"", id="usage, and nobody to tell"),
        pytest.param("checker probe x y 2>/dev/full", 2, b"", id="a sentence, and no room for it"),
    ],
)
def test_streams_that_are_closed_or_full(line: str, code: int, says: bytes, tmp_path: Path) -> None:
    """A reader that left is fine, a result that is lost is told, and never a traceback."""
    command, bar, reader = line.partition(" | ")  # a pipeline's status is that of its reader
    ended = shell(
        f"{{ {command}; echo $? >code; }} {bar} {reader}", given=GOOD * 5000, cwd=tmp_path
    )
    assert (tmp_path / "code").read_text() == f"{code}\n", ended
    assert says in ended.stderr
    assert says or not ended.stderr
    assert b"Traceback" not in ended.stderr
    if code:
        assert ended.stdout == b""
