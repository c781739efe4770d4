"""Texts that are written in OpenStreetMap opening_hours already, as data and some pages have it."""

import re

from checker.extract.hours.osm import is_valid

_LONGEST = 300
_WORDS = (
    r"Mo|Tu|We|Th|Fr|Sa|Su|PH|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|week|easter|days?"
    r"|off|closed"
)
_SYNTAX = re.compile(rf"(?:\b(?:{_WORDS})\b|\d{{1,2}}:\d\d|\d+|[\s,;/+\[\]-])+")
_OF_WEEK = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su)\b")
#: A blank behind the comma of a list, where the syntax has none.
_GAP = re.compile(r"(?<=\d),\s+(?=\d)|(?<=[A-Za-z]),\s+(?=(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\b)")


def in_syntax(content: str) -> str | None:
    """Return the whole text if it is in the syntax and names weekdays, else None.

    >>> in_syntax("Mo-Fr 08:00-12:00, 13:00-15:30; PH off")
    'Mo-Fr 08:00-12:00,13:00-15:30; PH off'
    >>> in_syntax("Fr 8-15") is None
    True
    """
    if len(content) > _LONGEST:
        return None
    said = content.strip()
    if said != "24/7" and not (_SYNTAX.fullmatch(said) and _OF_WEEK.search(said)):
        return None
    if not re.search(r"\d:\d\d\s?-|off|closed|24/7", said):
        return None
    osm = _GAP.sub(",", " ".join(said.split()))
    return osm if is_valid(osm) else None
