"""Answers `checker extract`: one text in, the JSON of CONTRACTS.md section 1 out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, get_args

from checker.extract import duration, hours, money
from checker.extract.text import read, read_plain
from checker.extract.verdict.candidates import Finder
from checker.extract.words import merged
from checker.model.catalog import Language
from checker.model.evidence import Evidence, Text
from checker.model.value import Money, to_json

Readable = Literal["hours", "money", "duration"]
READABLE: tuple[Readable, ...] = get_args(Readable)
FINDERS: Mapping[Readable, Finder] = {
    "hours": hours.find,
    "money": money.find,
    "duration": duration.find,
}
#: When a text handed over by hand was captured: it was not.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one call of `checker extract` wants to know."""

    kind: Readable
    words: Mapping[str, Language]  #: of `vocabularies`
    on: date


def answer(asked: Asked, text: Text, language: str = "") -> list[dict[str, object]]:
    """Return the findings of a read text, in order, each with its quote and span.

    Args:
        asked: the kind and the words to read with.
        text: the read text; spans count in its content.
        language: BCP 47, "" to go by the text's own.
    """
    words = _words(asked, language or text.language)
    found = []
    for hit in FINDERS[asked.kind](text, words):
        one: dict[str, object] = {
            "value": to_json(hit.value),
            "quote": text.content[hit.start : hit.end],
            "span": [hit.start, hit.end],
        }
        if isinstance(hit.value, Money):
            one["current"] = hit.value.year in {None, asked.on.year}
        found.append(one)
    return found


def answer_line(asked: Asked, line: Mapping[str, object], language: str) -> dict[str, object]:
    """Answer one line of `--lines`: `{"id": ..., "text": ..., "language": ...}`.

    Raises:
        ValueError: the line has no text.
    """
    content = line.get("text")
    if not isinstance(content, str):
        raise ValueError('a line needs a "text"')  # noqa: TRY004  bad input, not a bad call
    tag = str(line.get("language") or language)
    answered: dict[str, object] = {"id": line.get("id")}
    if content.lstrip().startswith("<"):
        text = read(Evidence("about:blank", "text/html", _NEVER, _utf8(content), charset="utf-8"))
        answered["findings"] = answer(asked, text, tag)
        answered["text"] = text.content
    else:
        answered["findings"] = answer(asked, read_plain(content, language=tag), tag)
    return answered


def _utf8(content: str) -> bytes:
    return content.encode("utf-8", "replace")


def vocabularies(
    languages: Mapping[str, Language], written: tuple[str, ...]
) -> Mapping[str, Language]:
    """Return the words to read each language with, and under "" those for any other.

    A country's languages are always read together, because its pages mix them; where two
    differ, the text's own is right. English and minority languages are read with them, another
    country's language alone: "rolig" and "tom" mean something else there.
    """
    own = [languages[tag] for tag in written if tag in languages]
    by_tag = {
        tag: language if language.alone and tag not in written else merged(language, *own)
        for tag, language in languages.items()
    }
    return {**by_tag, "": merged(*own)}


def _words(asked: Asked, tag: str) -> Language:
    primary = tag.partition("-")[0].lower()
    return asked.words.get(primary, asked.words[""])
