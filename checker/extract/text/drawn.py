"""The data of a page that a script draws, as markup: its objects say what heads what."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

_KINDS = ("nodeType", "_type", "type", "blockType", "component", "tag", "style", "kind")
_TITLES = (
    "title", "heading", "header", "headline", "tittel", "overskrift", "rubrik", "titel",
    "question", "sporsmal", "spørsmål", "displayName", "label", "name", "navn", "namn",
)  # fmt: skip
#: What a node of a text says and holds (ProseMirror, Portable Text, Contentful, Slate, EditorJS).
_INSIDE = ("content", "children", "text", "value", "html", "body", "data", "items", "nodes")
_ADDRESSES = ("href", "url", "uri", "link", "path", "slug")
_HEADING = re.compile(r"(?:heading|header|h)[-_ ]?([1-6])?", re.IGNORECASE)
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (tag, re.compile(pattern, re.IGNORECASE))
    for tag, pattern in (
        ("tr", r"table[-_]?row|tr|row"),
        ("th", r"table[-_]?header(?:[-_]?cell)?|th"),
        ("td", r"table[-_]?cell|td"),
        ("table", r"table"),
        ("li", r"list[-_]?item|li"),
        ("ul", r"(?:un)?ordered[-_]?list|(?:bullet(?:ed)?|numbered)[-_]?list|list|ul|ol"),
        ("a", r"hyperlink|link|a|entry[-_]hyperlink"),
        ("p", r"paragraph|block|normal|p|text[-_]?block"),
    )
)
_MARKUP = re.compile(
    r"</?(?:p|h[1-6]|ul|ol|li|table|tr|td|div|br|strong|a)\b[^<>]*>", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"[{}\[\]<>=\\_|]|https?:|/\w+/|function|;\s*$|\.\w+\(|^\S+$")
_WRITTEN = re.compile(r"[A-ZÆØÅ\d]")  #: names of classes and the like have none
_CONTACT = re.compile(r"(?:tele)?(?:phone|fon)\w*|tlf|mobile?|e-?mail\w*|e-?post\w*", re.IGNORECASE)
_TIME = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?::00)?")
_SENTENCE = re.compile(r"\w{2}[?!]\Z|\w+ \w+ \w{3,}\.\Z")
_TITLE_MAX, _SENTENCE_MIN, _CELL_MAX = 120, 12, 120
_DEEPEST, _LEVELS = 40, 6
_ROWS_MIN, _COLUMNS_MAX = 2, 8


def shown(key: str, text: str) -> str:
    """Return a string of data as markup, "" for one that no page shows.

    >>> shown("body", "Søk innen 1. mars."), shown("class", "btn btn-primary"), shown("id", "a1")
    ('<p>Søk innen 1. mars.</p>', '', '')
    """
    if _MARKUP.search(text):
        return f"<div>{text}</div>"
    words = len(_WORD.findall(text[:1000]))
    if key.lower() in _TITLES and is_title(text):
        return f"<h2>{escape(text)}</h2>"
    long = len(text) >= _SENTENCE_MIN and words > 1
    written = long and _WRITTEN.search(text) and not _CODE.search(text)
    contact = _CONTACT.fullmatch(key) and len(text) <= _CELL_MAX
    return f"<p>{escape(text)}</p>" if written or contact else ""


def is_title(text: str) -> bool:
    """Say whether a string can head something: a few words, no address."""
    return 0 < len(text) <= _TITLE_MAX and "/" not in text and _WORD.search(text) is not None


def drawn(value: Any) -> Iterator[str]:
    """Yield what the data of a page shows, in order, as markup.

    An object that has a title and something to say is a section under that title; one that has
    a title and an address is a link; rows of equal objects and lists of lists are tables.

    >>> "".join(drawn({"title": "SFO", "body": "<p>Pris: 100 kr</p>", "id": "a1"}))
    '<section><h2>SFO</h2><div><p>Pris: 100 kr</p></div></section>'
    """
    yield from _drawn("", value, 1, 0)


def _drawn(key: str, value: Any, level: int, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        if written := shown(key, value.strip()):
            yield written
    elif isinstance(value, Mapping):
        yield from _object(value, level, depth)
    elif isinstance(value, Sequence):
        rows = _rows(value)
        if rows:
            yield _table(rows)
            return
        for one in value:
            yield from _drawn(key, one, level, depth + 1)


def _object(value: Mapping[str, Any], level: int, depth: int) -> Iterator[str]:
    node = _node(value, level)
    if node:
        yield node
        return
    title = next((key for key in _TITLES if is_title(_plain(value.get(key)))), "")
    deeper = level + 2 if title else level
    rest = [
        written
        for key, one in value.items()
        if key != title
        for written in _drawn(key, one, deeper, depth + 1)
    ]
    address = next((one for key in _ADDRESSES if isinstance(one := value.get(key), str)), "")
    if not title:
        yield from rest
    elif rest:
        yield f"<section>{_headed(_plain(value[title]), level + 1)}{''.join(rest)}</section>"
    elif address:
        target = escape(address, quote=True)
        yield f'<nav><a href="{target}">{escape(_plain(value[title]))}</a></nav>'


def _node(value: Mapping[str, Any], level: int) -> str:
    """A node of a rich text as markup; "" for any other object."""
    kinds = [kind for key in _KINDS if isinstance(kind := value.get(key), str)]
    for kind in kinds:
        heading = _HEADING.fullmatch(kind)
        if heading:
            told = heading.group(1) or _level_in(value)
            return _headed(_inline(value, 0), max(level, int(told)))
    if not kinds or not any(key in value for key in _INSIDE):
        return ""
    if "listItem" in value:
        return f"<ul><li>{_inline(value, 0)}</li></ul>"
    if all(kind in {"text", "span"} for kind in kinds):
        return f"<p>{_inline(value, 0)}</p>"
    marks = (tag for kind in kinds for tag, pattern in _MARKS if pattern.fullmatch(kind))
    if next(marks, "") == "":
        return ""
    return _inline(value, 0)


def _level_in(value: Mapping[str, Any]) -> str:
    for inner in (value, value.get("attrs"), value.get("data")):
        if isinstance(inner, Mapping) and str(inner.get("level", "")) in {*"123456"}:
            return str(inner["level"])
    return "2"


def _inline(value: Any, depth: int) -> str:
    """All that a node of a text says, with the marks of the nodes in it."""
    if isinstance(value, str):
        return value if _MARKUP.search(value) else escape(value)
    if depth > _DEEPEST:
        return ""
    if isinstance(value, Mapping):
        inside = "".join(_inline(value[key], depth + 1) for key in _INSIDE if key in value)
        tag = _tag(value)
        if tag == "a":
            return f'<a href="{escape(_address(value), quote=True)}">{inside}</a>'
        return f"<{tag}>{inside}</{tag}>" if tag and inside else inside
    if isinstance(value, Sequence):
        rows = _rows(value)
        return _table(rows) if rows else "".join(_inline(one, depth + 1) for one in value)
    return ""


def _tag(value: Mapping[str, Any]) -> str:
    kinds = [kind for key in _KINDS if isinstance(kind := value.get(key), str)]
    heading = next((found for kind in kinds if (found := _HEADING.fullmatch(kind))), None)
    if heading:
        return ""
    return next((tag for kind in kinds for tag, mark in _MARKS if mark.fullmatch(kind)), "")


def _address(value: Mapping[str, Any]) -> str:
    for inner in (value, value.get("data"), value.get("attrs")):
        if isinstance(inner, Mapping):
            for key in _ADDRESSES:
                if isinstance(inner.get(key), str):
                    return str(inner[key])
    return ""


def _rows(value: Sequence[Any]) -> list[list[str]]:
    """The rows of a table, where a list holds nothing but such: lists, or objects of one form."""
    if len(value) < _ROWS_MIN:
        return []
    if all(isinstance(one, Sequence) and not isinstance(one, str) for one in value):
        rows = [[_cell(cell) for cell in one] for one in value]
    elif all(isinstance(one, Mapping) for one in value):
        rows = [_values(one) for one in value]
    else:
        return []
    wide = max(map(len, rows))
    fits = _ROWS_MIN <= wide <= _COLUMNS_MAX and all(len(row) == wide for row in rows)
    told = all(_WORD.search(row[0] or "") for row in rows[1:]) if fits else False
    return [[cell or "" for cell in row] for row in rows] if told and _are_cells(rows) else []


def _are_cells(rows: Iterable[Sequence[str | None]]) -> bool:
    """Whether all are values: short, and no sentence."""
    return all(
        cell is not None and len(cell) <= _CELL_MAX and not _SENTENCE.search(cell)
        for row in rows
        for cell in row
    )


def _cell(value: Any) -> str | None:
    """What a cell says; None for what is none."""
    if isinstance(value, bool | Mapping | list):
        return None
    return "" if value is None else " ".join(str(value).split())


def _values(row: Mapping[str, Any]) -> list[str | None]:
    """The values of an object as a row: no ids and kinds, two times as one span."""
    if any(key in row for key in (*_ADDRESSES, *_KINDS)):
        return [None]
    kept = [_cell(one) for key, one in row.items() if not re.fullmatch(r"_?\w*[iI]d|_.*|key", key)]
    spans = [
        number
        for number, (one, after) in enumerate(pairwise(kept))
        if one and after and _TIME.fullmatch(one) and _TIME.fullmatch(after)
    ]
    for number in reversed(spans):
        kept[number : number + 2] = [f"{kept[number]}–{kept[number + 1]}"]
    return kept if any(one and any(map(str.isdigit, one)) for one in kept[1:]) else [None]


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _headed(text: str, level: int) -> str:
    return f"<h{min(level, _LEVELS)}>{escape(text)}</h{min(level, _LEVELS)}>"


def _plain(value: Any) -> str:
    return " ".join(re.sub(r"<[^<>]*>", " ", value).split()) if isinstance(value, str) else ""
