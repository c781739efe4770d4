"""Facts that a page tells machines only: written behind its text, so that they can be quoted."""

import re
from collections.abc import Iterable
from html import unescape

from checker.extract.text.structured import Opening, Thing, contact_lines, hours_lines
from checker.extract.text.writer import Writer

_TIMES = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:[.:]?(\d\d))?(?:[ \u00a0]?(?:-|–|—|til|to)[ \u00a0]?)(?:kl\.? ?)?"
    r"(\d{1,2})(?:[.:]?(\d\d))?(?![\d,])"
)
_NUMBER = re.compile(r"\+?\d[\d \u00a0\u2009\u202f().-]{5,24}\d")
_OWN_DIGITS = 8  #: of a number; what stands before is a country code
_THINGS_MAX, _LINES_MAX = 50, 100


def append_unseen(writer: Writer, things: Iterable[Thing], language: str) -> None:
    """Write each thing's facts that the text does not state, under its name as a heading.

    A phone number or an address that stands anywhere is stated. Hours are stated where one of
    their times stands, or where other times stand under the thing's name: what people see goes
    before what machines are told.
    """
    content = writer.content
    numbers = {_digits(found.group()) for found in _NUMBER.finditer(content)}
    numbers |= {_digits(uri) for uri in writer.linked() if uri.startswith("tel:")}
    addresses = "\n".join((content, *writer.linked())).lower()
    times = _times_in(content)
    for thing in list(things)[:_THINGS_MAX]:
        phones = [one for one in thing.phones if _is_new(one, numbers)]
        emails = [one for one in thing.emails if one.lower() not in addresses]
        hours = thing.openings
        if any(_pair(one) in times for one in hours) or _has_times(writer, thing.name):
            hours = []
        lines = [*hours_lines(hours, language), *contact_lines(phones, emails, language)]
        if lines:
            writer.append(unescape(thing.name), lines[:_LINES_MAX])


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)[-_OWN_DIGITS:]


def _is_new(number: str, known: set[str]) -> bool:
    digits = _digits(number)
    return bool(digits) and digits not in known


def _pair(opening: Opening) -> tuple[int, int]:
    return _minutes(*opening.opens.split(":")), _minutes(*opening.closes.split(":"))


def _minutes(hour: str = "", minute: str | None = None) -> int:
    return int(hour) * 60 + int(minute or 0) if hour else -1


def _times_in(content: str) -> set[tuple[int, int]]:
    return {
        (_minutes(*found.group(1, 2)), _minutes(*found.group(3, 4)))
        for found in _TIMES.finditer(content)
    }


def _has_times(writer: Writer, name: str) -> bool:
    """Whether times of the day stand in or under something of this name."""
    named = name.lower()
    content = writer.content
    return bool(named) and any(
        _TIMES.search(said)
        for block in writer.blocks
        if named in (said := content[block.start : block.end]).lower()
        or any(named in heading.lower() for heading in block.headings)
    )
