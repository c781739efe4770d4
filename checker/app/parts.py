"""The parts that every command needs: the clock, the configuration, the state folder."""

import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from checker.config import Loaded, load
from checker.errors import UnknownTarget
from checker.model.catalog import Catalog
from checker.model.settings import Settings


def clock() -> datetime:
    """Return the time; nobody else reads it."""
    return datetime.now(UTC)  # noqa: TID251  this is the one place


@dataclass(frozen=True, slots=True)
class House:
    """What is known before anything runs: the configuration and where the state is."""

    loaded: Loaded
    state: Path

    @property
    def catalog(self) -> Catalog:
        return self.loaded.catalog

    @property
    def settings(self) -> Settings:
        return self.loaded.settings

    @property
    def zone(self) -> ZoneInfo:
        return self.catalog.country.timezone

    def today(self, at: datetime) -> date:
        """Return the country's date at an instant."""
        return at.astimezone(self.zone).date()


def build(
    config: Path | None,
    state: Path | None,
    *,
    allow_loopback: bool = False,
    country: str | None = None,
) -> House:
    """Read the configuration; what the command line says goes before what files say.

    Raises:
        ExceptionGroup: of ConfigError, one for each mistake.
    """
    environ = dict(os.environ)
    if country:
        environ["CHECKER__COUNTRY"] = country
    if config is None and environ.get("CHECKER_CONFIG"):
        config = Path(environ["CHECKER_CONFIG"])
    loaded = load(config, environ=environ)
    if allow_loopback:
        website = replace(loaded.settings.website, allow_loopback=True)
        loaded = replace(loaded, settings=replace(loaded.settings, website=website))
    return House(loaded, (state or Path(loaded.settings.state)).absolute())


def worker_name() -> str:
    """Return who we are in the run ledger: machine and process."""
    return f"{socket.gethostname()}:{os.getpid()}"


def check_elements(house: House, elements: Sequence[str]) -> None:
    """Raise UnknownTarget when an element is not in the catalogue."""
    known = {element.id for element in house.catalog.elements}
    unknown = [element for element in elements if element not in known]
    if unknown:
        raise UnknownTarget(
            f"no such element: {', '.join(unknown)}; `checker config check` lists them"
        )
