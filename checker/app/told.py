"""What the program knows about itself, as lines: the merged configuration."""

from collections.abc import Iterator

from checker.app.lines import Line
from checker.app.parts import House
from checker.config import masked


def configuration(house: House) -> Iterator[Line]:
    """Yield the settings with secrets masked, then what the catalogue holds, then the files."""
    country = house.catalog.country
    yield {"settings": masked(house.settings)}
    yield {
        "country": country.code,
        "name": country.name,
        "timezone": str(country.timezone),
        "municipalities": len(country.municipalities),
        "groups": len(country.groups),
        "languages": sorted(house.catalog.languages),
        "elements": [element.id for element in house.catalog.elements],
    }
    yield {"files": {name: str(path) for name, path in house.loaded.sources.items()}}
