"""Reads the whole configuration at the start, and stops there if anything in it is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from checker.config.country import read_country
from checker.config.elements import read_elements
from checker.config.files import overlay, shipped
from checker.config.languages import read_languages
from checker.config.mistakes import Mistakes, Tell, nearest
from checker.config.settings import FILE, read_settings
from checker.config.targets import targets
from checker.errors import UnknownTarget
from checker.model.catalog import Catalog
from checker.model.settings import Settings

#: Where a file with content can stand; everything else would never be read.
PLACES = (
    r"settings\.toml",
    r"(elements|languages|schemes|groups)/[^/]+\.toml",
    r"countries/[^/]+/(country\.toml|municipalities\.csv|map\.topojson|groups/[^/]+\.toml)",
    r"deploy/.*",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The configuration as it is in force."""

    catalog: Catalog
    settings: Settings
    sources: Mapping[str, Path]  #: path in the configuration -> the file that was read


def load(folder: Path | None = None, *, environ: Mapping[str, str]) -> Loaded:
    """Read what is shipped, overlaid file by file by a folder of the operator.

    settings.toml is laid over key by key, and variables CHECKER__… go before it.

    Raises:
        ExceptionGroup: of ConfigError, one for each mistake in any file.
    """
    mistakes = Mistakes()
    folders = [shipped()] if folder is None else [shipped(), folder]
    if folder is not None:
        _check_folder(folder, mistakes)
    sources = overlay(folders)
    files = [one / FILE for one in folders if (one / FILE).is_file()]
    settings, tell = read_settings(files, environ, mistakes)
    # With wrong settings the catalogue is read all the same, for its own mistakes.
    catalog = _catalog(sources, settings or Settings(), tell, mistakes)
    mistakes.raise_all()
    if settings is None or catalog is None:
        raise AssertionError("no mistake was told, yet nothing was read")
    return Loaded(catalog, settings, sources)


def _check_folder(folder: Path, mistakes: Mistakes) -> None:
    """Note a missing folder, and files that nobody would ever read."""
    if not folder.is_dir():
        mistakes.tell(str(folder), "", "is no folder; `checker init` writes one to start from")
        return
    parts = ("settings.toml", "elements", "languages", "schemes", "groups", "countries", "deploy")
    for relative, file in overlay([folder]).items():
        known = any(re.fullmatch(place, relative) for place in PLACES)
        if not known and file.suffix in {".toml", ".csv", ".topojson"}:
            top = relative.split("/")[0]
            mistakes.tell(relative, "", f"is no part of the configuration; {nearest(top, parts)}")


def _catalog(
    sources: Mapping[str, Path], settings: Settings, tell: Tell, mistakes: Mistakes
) -> Catalog | None:
    languages = read_languages(sources, mistakes)
    # A language file with a mistake is known all the same: it must not make mistakes elsewhere.
    tags = [Path(path).stem for path in sources if re.fullmatch(r"languages/[^/]+\.toml", path)]
    elements = read_elements(sources, tags, mistakes)
    packs = [
        path.split("/")[1] for path in sources if re.fullmatch(r"countries/\w+/country.toml", path)
    ]
    if settings.country not in packs:
        tell(
            "country", f"no folder countries/{settings.country}; {nearest(settings.country, packs)}"
        )
        return None
    country = read_country(sources, settings.country, tags, mistakes)
    if country is None:
        return None
    catalog = Catalog(country, elements, languages)
    try:
        targets(catalog, settings.municipalities, default_all=True)
    except UnknownTarget as error:
        tell("municipalities", str(error))
    return catalog
