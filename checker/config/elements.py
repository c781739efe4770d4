"""Reads elements/<id>.toml: what one information element is, and how to find and ask for it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any

from checker.config.files import below, part, read_toml
from checker.config.languages import TAG
from checker.config.mistakes import Mistakes, Tell, listed, nearest, or_raise
from checker.config.shape import fit
from checker.config.words import check_list
from checker.model.catalog import Accept, Element, Sector, Wording
from checker.model.value import TYPES, Kind

ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")

#: Key in [accept] -> the one value kind that it can be asked of.
OWNER: Mapping[str, Kind] = {
    "minimum": "money",
    "maximum": "money",
    "per": "money",
    "roles": "duration",
    "audiences": "hours",
    "contact": "contact",
}


@dataclass(frozen=True, slots=True)
class _File:
    """The file without its tables of wording."""

    value: Kind
    sector: Sector
    accept: Accept = field(default_factory=Accept)
    full_needs: tuple[str, ...] = ()


def load_elements(folder: Path, languages: Collection[str] | None = None) -> tuple[Element, ...]:
    """Read one element per file in a folder, or in its `elements`; the file name is its id.

    `languages` are the tags that wordings may have; None: any tag.

    Raises:
        ExceptionGroup: of ConfigError, one for each mistake in any file.
    """
    mistakes = Mistakes()
    return or_raise(read_elements(part(folder, "elements"), languages, mistakes), mistakes)


def read_elements(
    sources: Mapping[str, Path], languages: Collection[str] | None, mistakes: Mistakes
) -> tuple[Element, ...]:
    """Return the elements that are right, by id; note what is wrong in the other files."""
    found: list[Element] = []
    for name, file in below(sources, "elements").items():
        path = f"elements/{file.name}"
        if not ID.fullmatch(name):
            fixed = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
            mistakes.tell(path, "", f"must be named after an element id, like {fixed}.toml")
        content = read_toml(file, mistakes, path=path)
        if content is not None:
            known = filter(TAG.fullmatch, content) if languages is None else languages
            element = _element(name, content, tuple(known), partial(mistakes.tell, path), mistakes)
            found += [] if element is None else [element]
    return tuple(found)


def _element(
    name: str, content: Mapping[str, Any], languages: Collection[str], tell: Tell, noted: Mistakes
) -> Element | None:
    path = f"elements/{name}.toml"
    own = [one.name for one in fields(_File)]
    tables = {
        key: part
        for key, part in content.items()
        if key not in own and (isinstance(part, dict) or key in languages)
    }
    rest = {key: part for key, part in content.items() if key not in tables}
    stated = fit(_File, rest, noted, path=path)
    wordings: dict[str, Wording] = {}
    for tag, table in tables.items():
        if tag not in languages:
            tell(tag, f"unknown language or table; {nearest(tag, [*languages, 'accept'])}")
        elif not isinstance(table, dict):
            tell(tag, "must be a table with the wording in that language")
        elif (wording := fit(Wording, table, noted, path=path, under=tag)) is not None:
            _check_wording(tag, wording, table, tell)
            wordings[tag] = wording
    if not tables:
        tell("", f"has no wording; add a table for {listed(languages)}")
    if stated is None:
        return None
    _check_accept(stated, rest.get("accept", {}), tell)
    return Element(
        id=name,
        kind=stated.value,
        sector=stated.sector,
        wordings=wordings,
        accept=stated.accept,
        full_needs=stated.full_needs,
    )


def _check_wording(tag: str, wording: Wording, table: Mapping[str, Any], tell: Tell) -> None:
    if not wording.name.strip():
        tell(f"{tag}.name", "must say what people call the element")
    for key in ("link_words", "subject_words", "prefer_words", "avoid_words"):
        if key in table:
            check_list(f"{tag}.{key}", getattr(wording, key), tell)
    if "statement_words" in table and not wording.statement_words:
        tell(f"{tag}.statement_words", "is an empty list; name groups of words, or leave it out")
    for number, group in enumerate(wording.statement_words):
        check_list(f"{tag}.statement_words[{number}]", group, tell)


def _check_accept(stated: _File, table: Mapping[str, Any], tell: Tell) -> None:
    accept, kind = stated.accept, stated.value
    for key in table:
        owner = OWNER.get(key, kind)
        if owner != kind:
            tell(f"accept.{key}", f"is for elements of value {owner!r}, and this is {kind!r}")
    low, high = accept.minimum, accept.maximum
    for key, bound in (("minimum", low), ("maximum", high)):
        if bound is not None and bound < 0:
            tell(f"accept.{key}", f"must be 0 or more, not {bound}")
    if low is not None and high is not None and low > high:
        tell("accept.minimum", f"is above accept.maximum: {low} > {high}")
    known = [one.name for one in fields(TYPES[kind])]
    for name in stated.full_needs:
        if name not in known:
            tell("full_needs", f"{name!r} is no field of {kind!r}; {nearest(name, known)}")
