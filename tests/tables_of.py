"""Reads the tables under tests/tables: rows of a text and what must be found in it."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checker.config import load_languages, shipped
from checker.extract.text import read
from checker.extract.verdict.answer import vocabularies
from checker.extract.words import merged
from checker.model.catalog import Language
from checker.model.evidence import Evidence, Text

TABLES = Path(__file__).parent / "tables"
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def norwegian() -> Language:
    """Return the words of both written forms, as the product reads a Norwegian page."""
    languages = load_languages(shipped())
    return merged(languages["nb"], languages["nn"])


@cache
def vocabulary() -> Mapping[str, Language]:
    """Return the words that the product reads each language with in Norway."""
    return vocabularies(load_languages(shipped()), ("nb", "nn"))


def words_of(tag: str) -> Language:
    """Return the words that a text in this language is read with."""
    return vocabulary().get(tag, vocabulary()[""])


def page(markup: str, tag: str = "nb") -> Text:
    """Return the text of an HTML page."""
    body = f"<html lang={tag}><body>{markup}</body></html>".encode()
    return read(Evidence("https://prove.invalid/", "text/html", MOMENT, body, charset="utf-8"))


def bare(content: str) -> Text:
    """Return a text without any shape; any string at all may be one."""
    body = content.encode("utf-8", "surrogatepass")
    return Text(content, Evidence("https://prove.invalid/", "text/plain", MOMENT, body))


def rows(kind: str) -> Sequence[Any]:
    """Return every row of every language's table of a kind; known gaps must still fail."""
    found = []
    for file in sorted(TABLES.glob(f"*/{kind}.toml")):
        table: Mapping[str, Sequence[Mapping[str, Any]]] = tomllib.loads(file.read_text("utf-8"))
        for part, entries in table.items():
            marks = [pytest.mark.xfail(strict=True)] if part == "gaps" else []
            for entry in entries:
                name = f"{file.parent.name} {part}: {' '.join(entry['text'].split())[:60]}"
                found.append(pytest.param(file.parent.name, entry, id=name, marks=marks))
    return found
