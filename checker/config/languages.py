"""Reads languages/<tag>.toml: the words of one language that no single element owns."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import get_args

from checker.config.files import below, part, read_toml
from checker.config.mistakes import Mistakes, Tell, listed, or_raise
from checker.config.shape import fit
from checker.config.words import check_list, check_word
from checker.model.catalog import Language
from checker.model.value import Per

#: BCP 47, as far as a file name needs it: language, script or region.
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")

#: ISO 8601 designators of periods; hours in either case.
UNITS = ("Y", "M", "W", "D", "H", "h")


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    alone: bool = False
    weekdays: Mapping[str, int] = field(default_factory=dict)
    day_groups: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    currency_words: Mapping[str, str] = field(default_factory=dict)
    per_words: Mapping[str, str] = field(default_factory=dict)
    holidays: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def load_languages(folder: Path) -> Mapping[str, Language]:
    """Read one language per file in a folder, or in its `languages`; the file name is its tag.

    Raises:
        ExceptionGroup: of ConfigError, one for each mistake in any file.
    """
    mistakes = Mistakes()
    return or_raise(read_languages(part(folder, "languages"), mistakes), mistakes)


def read_languages(sources: Mapping[str, Path], mistakes: Mistakes) -> dict[str, Language]:
    """Return tag -> language for each file that is right; note what is wrong in the others."""
    found: dict[str, Language] = {}
    for tag, file in below(sources, "languages").items():
        path = f"languages/{file.name}"
        if not TAG.fullmatch(tag):
            mistakes.tell(path, "", "must be named after a language tag (BCP 47), like nb.toml")
        content = read_toml(file, mistakes, path=path)
        stated = None if content is None else fit(_File, content, mistakes, path=path)
        if stated is not None:
            _check(stated, partial(mistakes.tell, path))
            found[tag] = Language(
                tag=tag, **{name: getattr(stated, name) for name in _File.__slots__}
            )
    return found


def _check(stated: _File, tell: Tell) -> None:
    if not stated.name.strip():
        tell("name", "must say what the language calls itself")
    _check_days(stated, tell)
    _check_values("units", stated.units, UNITS, tell)
    _check_values("per_words", stated.per_words, get_args(Per), tell)
    for word, code in stated.currency_words.items():
        if not re.fullmatch(r"[A-Z]{3}", code):
            tell(f"currency_words.{word}", f"must be an ISO 4217 code like 'NOK', not {code!r}")
    for name in _File.__slots__:
        if name not in {"name", "alone", "words"}:
            for word in getattr(stated, name):
                check_word(f"{name}.{word}", word, tell)
    for name, words in stated.words.items():
        check_list(f"words.{name}", words, tell)


def _check_days(stated: _File, tell: Tell) -> None:
    for word, day in stated.weekdays.items():
        _check_between(f"weekdays.{word}", day, 7, tell)
    for word, days in stated.day_groups.items():
        if not days:
            tell(f"day_groups.{word}", "is an empty list; name ISO weekdays, Monday is 1")
        for day in days:
            _check_between(f"day_groups.{word}", day, 7, tell)
    for word, month in stated.months.items():
        _check_between(f"months.{word}", month, 12, tell)


def _check_between(key: str, number: int, highest: int, tell: Tell) -> None:
    if not 1 <= number <= highest:
        tell(key, f"must be 1 to {highest}, not {number}")


def _check_values(
    name: str,
    stated: Mapping[str, str],
    allowed: Iterable[str],
    tell: Tell,
) -> None:
    allowed = tuple(allowed)
    for word, value in stated.items():
        if value not in allowed:
            tell(f"{name}.{word}", f"must be {listed(allowed)}, not {value!r}")
