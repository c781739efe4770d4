"""Shows opening hours as a week that people can read; pure.

The value is OpenStreetMap's opening_hours syntax, which states only what the page states. A rule
that holds every week becomes rows Monday to Sunday; a rule with a season, a date, a holiday or
odd and even weeks becomes a line of its own. What this module does not understand is shown as it
is written: never dropped, never guessed.
"""

import re
from dataclasses import dataclass

from checker.web.words import Words

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_SPAN = r"\d{1,2}:\d\d\s*-\s*\d{1,2}:\d\d\+?|\d{1,2}:\d\d\+?"
_WEEKLY = re.compile(
    rf"""(?P<days>{_DAY}(?:\s*[-,]\s*{_DAY})*)?:?\s*
         (?P<times>(?:{_SPAN})(?:\s*,\s*(?:{_SPAN}))*|24/7)?\s*
         (?P<closed>off|closed)?\s*
         (?P<comment>"[^"]*")?""",
    re.VERBOSE,
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True)
class Week:
    """A week for people."""

    days: tuple[tuple[str, str], ...]  #: (day or run of equal days, hours), in order
    besides: tuple[str, ...] = ()  #: seasons, holidays and all else, one line each


def _rules(osm: str) -> list[str]:
    """Return the rules of an expression; quoted comments may hold any character."""
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', osm.replace("||", ";"))
    return [part.strip() for part in parts if part.strip()]


def _additional(rule: str) -> list[str]:
    """Return a rule and those added to it ("Mo 09:00-12:00, We 16:00-18:00")."""
    head, *added = re.split(rf"(?<=[\d+\"f]),\s+(?={_DAY}|PH|SH|[A-Z][a-z][a-z] |week)", rule)
    return [head, *added]


def _days(selector: str) -> list[int]:
    """Return the places in the week that "Mo-We,Fr" names; a run may pass Sunday."""
    days: list[int] = []
    for part in re.split(r"\s*,\s*", selector):
        first, _, last = (name.strip() for name in part.partition("-"))
        start = DAYS.index(first)
        length = (DAYS.index(last) - start) % 7 if last else 0
        days.extend((start + step) % 7 for step in range(length + 1))
    return days


def _times(match: re.Match[str], words: Words) -> str:
    if match["closed"]:
        shown = words("hours.closed")
    elif match["times"] == "24/7":
        shown = words("hours.always")
    else:
        spans = re.sub(r"\s*-\s*", "–", match["times"] or "")
        shown = re.sub(r"\s*,\s*", ", ", spans).replace("+", " " + words("hours.onwards"))
    comment = (match["comment"] or "").strip('"')
    return f"{shown} ({comment})" if shown and comment else shown or comment


def readable(rule: str, words: Words) -> str:
    """Return a rule that holds only at times, in words where that is safe."""
    quoted = re.split(r'("[^"]*")', rule)
    return "".join(
        part.strip('"') if part.startswith('"') else _spelt(part, words) for part in quoted
    )


def _spelt(part: str, words: Words) -> str:
    spelt = re.sub(r"\s*-\s*", "–", part)
    for short in (*DAYS, *_MONTHS, "PH", "SH"):
        spelt = re.sub(rf"\b{short}\b", words(f"hours.{short}"), spelt)
    spelt = re.sub(r"\bweek\s+1–53/2\b", words("hours.odd_weeks"), spelt)
    spelt = re.sub(r"\bweek\s+2–53/2\b", words("hours.even_weeks"), spelt)
    return re.sub(r"\b(?:off|closed)\b", words("hours.closed"), spelt)


def _runs(hours: dict[int, str], words: Words) -> tuple[tuple[str, str], ...]:
    """Join neighbouring days with equal hours into one row."""
    rows: list[tuple[int, int, str]] = []
    for day in sorted(hours):
        if rows and rows[-1][1] == day - 1 and rows[-1][2] == hours[day]:
            rows[-1] = (rows[-1][0], day, hours[day])
        else:
            rows.append((day, day, hours[day]))
    names = [words(f"hours.{day}") for day in DAYS]
    return tuple((names[a] if a == b else f"{names[a]}–{names[b]}", shown) for a, b, shown in rows)


def week_of(osm: str, words: Words) -> Week:
    """Return the week that an opening_hours expression describes.

    A later rule replaces an earlier one for its days; an additional rule adds to it, as the
    specification of opening_hours says. Days that no rule names are not stated, and left out.
    """
    hours: dict[int, str] = {}
    besides: list[str] = []
    for rule in _rules(osm):
        for number, part in enumerate(_additional(rule)):
            match = _WEEKLY.fullmatch(part)
            if match is None or not (match["days"] or match["times"] or match["closed"]):
                besides.append(readable(part, words))
                continue
            shown = _times(match, words) or words("hours.open")
            for day in _days(match["days"]) if match["days"] else range(7):
                earlier = hours.get(day)
                hours[day] = f"{earlier}, {shown}" if number and earlier else shown
    return Week(_runs(hours, words), tuple(besides))
