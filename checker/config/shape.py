"""Fits the content of a file into a record, and says of each thing that does not fit why."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache, reduce
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from checker.config.mistakes import Mistakes, listed, nearest

T = TypeVar("T")

#: Nothing is guessed: no number from text, no text from a number, no key that nobody reads.
STRICT = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)

#: pydantic's error type -> what would be right; others keep pydantic's own sentence.
RIGHT = {
    "bool_type": "must be true or false",
    "dataclass_type": "must be a table",
    "decimal_parsing": "must be a number",
    "decimal_type": "must be a number",
    "finite_number": "must be a finite number",
    "float_type": "must be a number",
    "int_type": "must be a whole number",
    "mapping_type": "must be a table",
    "dict_type": "must be a table",
    "string_type": "must be text in quotes",
    "tuple_type": "must be a list in [ ]",
}

#: Where nothing was given that could be shown.
UNSHOWN = {"missing", "unexpected_keyword_argument"}


@cache
def _adapter(its_type: Any) -> TypeAdapter[Any]:
    # Wrapped in a list, as pydantic hands its rules down to plain dataclasses inside only.
    return TypeAdapter(list[its_type], config=STRICT)


@cache
def hints(its_type: type) -> Mapping[str, Any]:
    """Return the fields of a record with their types."""
    return get_type_hints(its_type)


def _within(its_type: Any, step: str | int) -> Any:
    """Return the type one step down: a field, an item, or the value under a key."""
    if is_dataclass(its_type) and isinstance(its_type, type):
        return hints(its_type).get(str(step))
    inner = get_args(its_type)
    if get_origin(its_type) is tuple:
        return inner[0]
    return inner[-1] if inner else None


def _choices(its_type: Any) -> tuple[str, ...]:
    """Return the words that a Literal, or a union of them, allows."""
    if get_origin(its_type) is Literal:
        return get_args(its_type)
    return tuple(word for part in get_args(its_type) for word in _choices(part))


def _detail(error: ErrorDetails, its_type: Any, steps: tuple[str | int, ...]) -> str:
    """Say what would be right at that place."""
    kind = error["type"]
    parent = reduce(_within, steps[:-1], its_type)
    if kind == "unexpected_keyword_argument":
        return f"unknown key; {nearest(str(steps[-1]), [one.name for one in fields(parent)])}"
    if kind == "missing":
        return "is missing and must be stated"
    if kind == "literal_error":
        return f"must be {listed(_choices(_within(parent, steps[-1])))}"
    return RIGHT.get(kind) or error["msg"].replace("Input should be", "must be")


def _steps(error: ErrorDetails, content: object) -> tuple[str | int, ...]:
    """Return the way to the mistake, without the names that pydantic gives to union members."""
    steps: list[str | int] = []
    for step in error["loc"]:
        inside: Any = content
        known = step in inside if isinstance(inside, dict) else isinstance(step, int)
        if not known and error["type"] != "missing":
            break
        steps.append(step)
        content = inside[step] if known else None
    return tuple(steps)


def shorten(given: object, limit: int = 60) -> str:
    """Write what was given, cut where it gets long."""
    text = json.dumps(given, ensure_ascii=False, default=str)
    return text if len(text) <= limit else text[:limit] + " …"


def dotted(steps: tuple[str | int, ...]) -> str:
    """Write the way to a value.

    >>> dotted(("plans", 0, "probe"))
    'plans[0].probe'
    """
    way = ""
    for step in steps:
        way += f"[{step}]" if isinstance(step, int) else f".{step}" if way else str(step)
    return way


def fit(
    its_type: type[T],
    content: Mapping[str, object],
    mistakes: Mistakes,
    *,
    path: str,
    under: str = "",
    secrets: frozenset[str] = frozenset(),
) -> T | None:
    """Return the content of a file as a record, or None when mistakes were noted.

    `under` is the dotted key that the content stands under; the values of `secrets` (dotted
    keys) are never written into a message.
    """
    wanted: Any = its_type  # mypy holds that a type has no hash
    body = json.dumps([content], default=str)  # TOML dates become ISO 8601 text
    try:
        (record,) = _adapter(wanted).validate_json(body)
    except ValidationError as error:
        told: dict[str, str] = {}
        for one in error.errors(include_url=False, include_context=False):
            steps = _steps(one, [content])[1:]
            key = dotted(steps)
            told[key] = _detail(one, its_type, steps)
            if one["type"] not in UNSHOWN and key not in secrets:
                told[key] += f", not {shorten(one['input'])}"
        for key, detail in told.items():
            mistakes.tell(path, ".".join(part for part in (under, key) if part), detail)
        return None
    return record  # type: ignore[no-any-return]  # the adapter is made from its_type
