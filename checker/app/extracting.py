"""`checker extract`: texts from standard input or files, findings as JSON objects."""

import codecs
import email
import email.policy
import json
import mimetypes
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from checker.app.lines import Line
from checker.app.parts import build, clock
from checker.errors import CheckerError, UsageError
from checker.extract.text import read, read_plain
from checker.extract.verdict.answer import READABLE, Asked, answer, answer_line, vocabularies
from checker.model.evidence import Evidence, Text

#: What standard input is called where files are.
STDIN = Path("/dev/stdin")
#: So many wrong lines are named one by one.
NAMED = 5


def asked_for(kind: str, on: date | None, country: str | None = None) -> Asked:
    """Return what a call of `checker extract` wants.

    A country's languages are read together; without one it is the setting's.

    Raises:
        UsageError: there is no such kind.
        ExceptionGroup: of ConfigError, one for each mistake in the configuration.
    """
    wanted = next((known for known in READABLE if known == kind), None)
    if wanted is None:
        raise UsageError(f"no such kind: {kind}; one of {', '.join(READABLE)}")
    catalog = build(None, None, country=country).catalog
    words = vocabularies(catalog.languages, catalog.country.languages)
    return Asked(kind=wanted, words=words, on=on or clock().date())


def standard_input() -> BinaryIO:
    """Return standard input as bytes: what they mean is told by us, not by the locale."""
    return sys.stdin.buffer


def no_files(files: Sequence[Path] | None) -> None:
    """Raise UsageError where files are named beside --lines, which would not be read."""
    if files:
        raise UsageError("--lines reads standard input; name no files beside it")


def extract_lines(asked: Asked, lines: Iterable[bytes], language: str) -> Iterator[Line]:
    """Answer each line of standard input, in order; empty lines are passed over.

    Raises:
        UsageError: after the last line, if some were no JSON object with a "text"; their
            answers say so, and the others are answered all the same.
    """
    wrong: list[str] = []
    for number, line in enumerate(_given(lines), start=1):
        if not line.strip():
            continue
        content: dict[str, object] = {}
        try:
            content = _object(line)
            answered = answer_line(asked, content, language)
        except (ValueError, RecursionError) as error:
            wrong.append(f"line {number}: {error}")
            answered = {"id": content.get("id"), "findings": [], "error": wrong[-1]}
        yield answered
    if wrong:
        more = f" (and {len(wrong) - NAMED} lines more)" if len(wrong) > NAMED else ""
        raise UsageError(
            f'{"; ".join(wrong[:NAMED])}{more}; each line is {{"id": "...", "text": "..."}}'
        )


def _given(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines without the mark that some programs put before the first.

    Raises:
        UsageError: standard input cannot be read.
    """
    try:
        for number, line in enumerate(lines):
            yield line if number else line.removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise UsageError(f"cannot read standard input: {error.strerror}") from error


def _object(line: bytes) -> dict[str, object]:
    """Return the object of a line; bytes that are no UTF-8 become U+FFFD.

    Raises:
        ValueError: it is none.
        RecursionError: it is nested too deep.
    """
    content = json.loads(line.decode("utf-8", "replace"), parse_constant=_no_number)
    if not isinstance(content, dict):
        raise ValueError("not an object")  # noqa: TRY004  bad input, not a bad call
    return content


def _no_number(word: str) -> float:
    """Refuse NaN and Infinity, which Python reads and JSON does not have."""
    raise ValueError(f"{word} is no number of JSON")


def extract_files(asked: Asked, files: Iterable[Path], language: str) -> Iterator[Line]:
    """Answer each file, in order; what cannot be read says so and does not stop the others.

    Raises:
        UsageError: after the last file, if some could not be opened.
    """
    missing: list[str] = []
    for file in files:
        try:
            text = read_file(file, language)
        except CheckerError as error:
            if isinstance(error, UsageError):
                missing.append(str(error))
            yield {"file": str(file), "findings": [], "error": str(error)}
            continue
        yield {
            "file": str(file),
            "findings": answer(asked, text, language),
            "text": text.content,
        }
    if missing:
        raise UsageError("; ".join(missing))


def read_file(file: Path, language: str) -> Text:
    """Return the text of a file, by its media type: HTML, PDF, e-mail or plain.

    Raises:
        UsageError: the file cannot be opened.
        Malformed: it is not what its name says.
    """
    try:
        body = standard_input().read() if file == STDIN else file.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    return _read_body(body, _media_type(file, body), file.name, language)


def _read_body(body: bytes, media_type: str, name: str, language: str) -> Text:
    if media_type == "message/rfc822":
        return _read_message(body, name, language)
    if media_type == "text/plain":
        return read_plain(body.decode("utf-8-sig", "replace"), language=language)
    return read(Evidence(f"file:{name}", media_type, clock(), body))


def _media_type(file: Path, body: bytes) -> str:
    if body.startswith(b"%PDF-"):
        return "application/pdf"
    if file.suffix == ".eml":
        return "message/rfc822"
    guessed = mimetypes.guess_type(file.name)[0]
    if guessed in {"text/html", "application/xhtml+xml"}:
        return guessed
    return "text/html" if body.lstrip()[:1] == b"<" else "text/plain"


def _read_message(body: bytes, name: str, language: str) -> Text:
    message = email.message_from_bytes(body, policy=email.policy.default)
    part = message.get_body(("plain", "html"))
    if part is None:
        return read_plain("", language=language)
    content = part.get_payload(decode=True)
    charset = part.get_content_charset() or "utf-8"
    raw = content if isinstance(content, bytes) else b""
    if part.get_content_type() == "text/html":
        return read(Evidence(f"file:{name}", "text/html", clock(), raw, charset=charset))
    try:
        plain = raw.decode(charset, "replace")
    except LookupError:  # a charset that nobody knows
        plain = raw.decode("utf-8", "replace")
    return read_plain(plain, language=language)
