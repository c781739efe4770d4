"""What a probe is, and what it is given."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checker.model.catalog import Element, Municipality
from checker.model.evidence import Evidence, Text
from checker.model.record import Visit
from checker.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Assignment:
    """One order: look at this municipality for these elements."""

    municipality: Municipality
    elements: tuple[Element, ...]
    languages: tuple[str, ...]  #: the municipality's own first, e.g. ("nn", "nb")
    limit_s: float  #: the whole run; the probe ends by itself before it
    missing_words: tuple[str, ...] = ()  #: how pages that are not there say so, "siden finnes ikke"


class Keep(Protocol):
    """Stores one piece of evidence; returns once it is safe on disk."""

    async def __call__(self, evidence: Evidence, /) -> None: ...


class Probe(Protocol):
    """Brings evidence from the outside world. Never says what it means."""

    @property
    def kind(self) -> str:
        """Its KIND; stored with each observation."""

    async def run(self, assignment: Assignment, keep: Keep) -> Visit:
        """Hand each piece of evidence to keep as soon as it is complete.

        Raises:
            ProbeError: the other side failed before anything could be learnt; what was kept
                before stays valid.
        """


#: Tells the watcher what is going on: municipality code and a short sentence.
Progress = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Tools:
    """What every kind of probe is made with: `create(tools)` in its module opens one."""

    settings: Settings
    read: Callable[[Evidence], Awaitable[Text]]  #: a page's links; or a ProbeError
    clock: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]]
    random: Callable[[], float]  #: evenly from 0 to below 1, for the jitter of pauses
    progress: Progress
