"""The words of a page that is drawn by a script: sentences and HTML in its data, as markup."""

import json
import re
from collections.abc import Iterable, Iterator
from html import escape

#: Two expressions that begin with a word each: such a search skips what cannot match.
_NAMED = re.compile(
    r"__(?:NEXT_DATA__|NUXT|INITIAL_|PRELOADED_|APOLLO_|DATA__|STATE__|remixContext|next_f)"
)
_ASSIGNED = re.compile(r"window\.\w{1,60}\s?=\s?(?:JSON\.parse|[\[{])")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*+)"(\s*:)?', re.DOTALL)
_MARKUP = re.compile(
    r"</?(?:p|h[1-6]|ul|ol|li|table|tr|td|div|br|strong|a)\b[^<>]*>", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"[{}\[\]<>=\\_|]|https?:|/\w+/|function|;\s*$|\.\w+\(|^\S+$")
_WRITTEN = re.compile(r"[A-ZÆØÅ\d]")  #: names of classes and the like have none
_HEADS = frozenset({"title", "heading", "header", "headline", "tittel", "overskrift", "name"})
_HEAD = 2_000  #: characters of a script that say what it is
_SCRIPT_MAX = 3_000_000  #: characters of one script that are looked at
_TOTAL_MAX, _STRINGS_MAX = 300_000, 2_000
_HEADING_MAX, _SENTENCE_MIN = 120, 12
_NESTED_MAX = 3


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
    '<h2>SFO</h2><div><p>Pris: 100 kr</p></div>'
    """
    written: list[str] = []
    seen: set[str] = set()
    size = 0
    for key, text in (one for script in scripts for one in _strings(script, _NESTED_MAX)):
        shown = _shown(key, text.strip()) if text not in seen else ""
        if not shown:
            continue
        seen.add(text)
        size += len(shown)
        if size > _TOTAL_MAX or len(written) >= _STRINGS_MAX:
            break
        written.append(shown)
    return "".join(written)


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


def _shown(key: str, text: str) -> str:
    if _MARKUP.search(text):
        return f"<div>{text}</div>"
    words = len(_WORD.findall(text[:1000]))
    if key.lower() in _HEADS and 0 < len(text) <= _HEADING_MAX and words and "/" not in text:
        return f"<h2>{escape(text)}</h2>"
    long = len(text) >= _SENTENCE_MIN and words > 1
    written = long and _WRITTEN.search(text) and not _CODE.search(text)
    return f"<p>{escape(text)}</p>" if written else ""
