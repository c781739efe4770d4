"""What a line names that heads others: a place, days, a part of the year, an audience."""

from collections.abc import Sequence
from itertools import takewhile

from checker.extract.hours.draft import Label
from checker.extract.hours.parts import AUDIENCES, SEASONS, VALUES
from checker.extract.hours.selectors import Selector, When
from checker.extract.hours.shelf import Spoken
from checker.extract.hours.units import Unit

_STEM = 6  #: characters that tell one place from another: "rådhuset", "rådhusets"
_NO_PLACE = SEASONS | {"days", "temporary"}


def label_of(line: Sequence[Unit]) -> Label:
    """Return the beginnings of the words that name a place."""
    return frozenset(unit.text[:_STEM] for unit in line if unit.kind == "word")


def long_names(sentence: Sequence[Unit]) -> Label:
    """Return the words of a sentence that are long enough to name a place again."""
    return frozenset(label for label in label_of(sentence) if len(label) == _STEM)


def names_a_place(line: Sequence[Unit]) -> bool:
    """Does a heading line name more than days, a season or a change of hours?"""
    return bool(label_of(line)) and not any(unit.kind in _NO_PLACE for unit in line)


def before_value(sentence: Sequence[Unit]) -> Sequence[Unit]:
    """Return what stands before the first days, times or audience: there a place is named."""
    return [*takewhile(lambda unit: unit.kind not in VALUES | {"days"}, sentence)]


def stated(line: Sequence[Unit]) -> tuple[Selector | None, When | None]:
    """Return the weekdays and the part of the year that a heading line names."""
    selectors = [one for unit in line if unit.kind == "days" for one in unit.selectors]
    days = tuple(day for one in selectors for day in one.days)
    whens = [one.when for one in selectors if one.when and one.when.kind != "single"]
    carried = None
    if days:
        own = [one for one in selectors if one.days]
        carried = Selector(own[0].start, own[-1].end, tuple(dict.fromkeys(days)))
    return carried, whens[0] if whens else None


def audiences_of(line: Sequence[Unit]) -> Spoken:
    """Return the audiences that it names; () when it names none."""
    named = dict.fromkeys(AUDIENCES[unit.kind] for unit in line if unit.kind in AUDIENCES)
    if "unstaffed" in named:
        return ("unstaffed",)
    return tuple(one for one in named if one is not None or len(named) == 1)
