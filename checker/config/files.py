"""Finds the files of the configuration: what is shipped, overlaid by what an operator wrote."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from checker.config.mistakes import Mistakes

_PACKAGE = Path(__file__).parent.parent


def shipped() -> Path:
    """Return the folder that came with the program: in the wheel, or beside it in a checkout."""
    inside = _PACKAGE / "shipped"
    return inside if inside.is_dir() else _PACKAGE.parent / "config"


def overlay(folders: Iterable[Path]) -> dict[str, Path]:
    """Return relative path -> file; of two with the same path the later folder's wins.

    Hidden files and folders are left out.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            relative = file.relative_to(folder)
            if file.is_file() and not any(part.startswith(".") for part in relative.parts):
                found[relative.as_posix()] = file
    return dict(sorted(found.items()))


def part(folder: Path, name: str) -> dict[str, Path]:
    """Return the files of one part, e.g. "elements", of a configuration folder or of that part."""
    whole = folder if folder.name != name or (folder / name).is_dir() else folder.parent
    return {
        relative: file
        for relative, file in overlay([whole]).items()
        if relative.startswith(f"{name}/")
    }


def below(sources: Mapping[str, Path], folder: str) -> dict[str, Path]:
    """Return the TOML files straight in one folder: stem -> file."""
    return {
        file.stem: file
        for relative, file in sources.items()
        if relative == f"{folder}/{file.name}" and file.suffix == ".toml"
    }


def read_text(file: Path, mistakes: Mistakes, *, path: str) -> str | None:
    """Return the text of a file, or None when a mistake was noted.

    A byte order mark, as some editors leave it, is no part of the text.
    """
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        mistakes.tell(path, "", f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        mistakes.tell(path, "", f"must be UTF-8; byte {error.start} is not")
    return None


def read_toml(file: Path, mistakes: Mistakes, *, path: str) -> dict[str, Any] | None:
    """Return the content of a TOML file, or None when a mistake was noted (with its line)."""
    text = read_text(file, mistakes, path=path)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        mistakes.tell(path, "", f"is not valid TOML: {error}")
        return None
