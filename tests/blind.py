"""Reads tables whose rows are more than a text and what is found in it."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from tables_of import TABLES


def entries(*kinds: str) -> Sequence[Any]:
    """Return (language, row) of every table of these kinds; known gaps must still fail."""
    found = []
    for file in sorted(one for kind in kinds for one in TABLES.glob(f"*/{kind}.toml")):
        table: Mapping[str, Sequence[Mapping[str, Any]]] = tomllib.loads(file.read_text("utf-8"))
        for part, rows in table.items():
            marks = [pytest.mark.xfail(strict=True)] if part == "gaps" else []
            for number, row in enumerate(rows, 1):
                shown = str(row.get("text") or row.get("better"))
                name = f"{file.parent.name} {file.stem} {part} {number}: {' '.join(shown.split())}"
                found.append(pytest.param(file.parent.name, row, id=name[:90], marks=marks))
    return found
