"""The words of a page that is drawn by a script: sentences and HTML in its data, as markup."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from checker.extract.text.drawn import drawn, shown

#: Two expressions that begin with a word each: such a search skips what cannot match.
_NAMED = re.compile(
    r"__(?:NEXT_DATA__|NUXT|INITIAL_|PRELOADED_|APOLLO_|DATA__|STATE__|remixContext|next_f)"
)
_ASSIGNED = re.compile(r"window\.\w{1,60}\s?=\s?(?:JSON\.parse|[\[{])")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*+)"(\s*:)?', re.DOTALL)
_HEAD = 2_000  #: characters of a script that say what it is
_SCRIPT_MAX = 3_000_000  #: characters of one script that are looked at
_TOTAL_MAX, _STRINGS_MAX = 300_000, 2_000
_NESTED_MAX, _TRIED_MAX = 3, 40
_DEPTH_MAX = 100  #: of objects in objects; data of pages is never deeper
#: Where data may begin in code; a string may hold them too.
_BEGUN = re.compile(r"[{\[](?=\s*[\"{\[\]}])|(?<=JSON\.parse\()\"")


def is_state(kind: str, own: str, code: str) -> bool:
    """Whether a script holds the data of a page instead of doing something.

    Args:
        kind: Its type attribute.
        own: Its id attribute.
        code: What stands in it.
    """
    if "application/json" in kind:
        return True
    named = _NAMED.search(own) or _NAMED.search(code, 0, _HEAD)
    return bool(named or _ASSIGNED.search(code, 0, _HEAD))


def markup_of(scripts: Iterable[str]) -> str:
    """Return what looks like HTML or sentences in the data of a page, in order, as markup.

    >>> markup_of(['{"title": "SFO", "body": "<p>Pris: 100 kr</p>", "id": "a1"}'])
    '<section><h2>SFO</h2><div><p>Pris: 100 kr</p></div></section>'
    """
    written: list[str] = []
    seen: set[str] = set()
    size = 0
    for one in (one for script in scripts for one in _written(script)):
        if one in seen:
            continue
        seen.add(one)
        size += len(one)
        if size > _TOTAL_MAX or len(written) >= _STRINGS_MAX:
            break
        written.append(one)
    return "".join(written)


def _written(script: str) -> Iterator[str]:
    """What the data of one script shows: by its objects, or string by string where it is code."""
    values = _data(script[:_SCRIPT_MAX])
    if values:
        for value in values:
            yield from drawn(value)
        return
    for key, text in _strings(script, _NESTED_MAX):
        if told := shown(key, text.strip()):
            yield told


def _data(code: str) -> list[Any]:
    """The objects and lists that stand in code as JSON; none if some of it is broken."""
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    at = 0
    for _ in range(_TRIED_MAX):
        found = _BEGUN.search(code, at)
        if found is None:
            return values
        try:
            value, at = decoder.raw_decode(code, found.start())
        except (ValueError, RecursionError):
            return []
        values.append(_unpacked(value, _NESTED_MAX))
    return values


def _unpacked(value: Any, nested: int, depth: int = 0) -> Any:
    """The value with the strings in it that are data themselves as such."""
    if depth > _DEPTH_MAX:
        return None
    if isinstance(value, dict):
        return {key: _unpacked(one, nested, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [_unpacked(one, nested, depth + 1) for one in value]
    if isinstance(value, str) and nested and value[:1] in {"{", "["} and '"' in value:
        try:
            return _unpacked(json.loads(value, strict=False), nested - 1, depth + 1)
        except (ValueError, RecursionError):
            return value
    return value


def _strings(code: str, nested: int) -> Iterator[tuple[str, str]]:
    """The strings of data or code in order, each with its key; strings of data are entered."""
    key = ""
    # two quotes more: one that is never closed would be looked for again from each escaped one
    for found in _LITERAL.finditer(code[:_SCRIPT_MAX] + '""'):
        try:
            text = json.loads(f'"{found.group(1)}"', strict=False)
        except ValueError:
            continue
        if found.group(2):
            key = text
        elif nested and text[:1] in "{[" and '"' in text:
            yield from _strings(text, nested - 1)
        elif text:
            yield key, text
