"""One schedule while it is being read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.extract.hours.days import WEEKDAYS
from checker.extract.hours.osm import Schedule
from checker.extract.hours.walk import Statement
from checker.model.value import Audience

Label = frozenset[str]  #: beginnings of the words that name a place


@dataclass(slots=True)
class Draft:
    """One schedule while it is being read."""

    label: Label
    audience: Audience | None
    temporary: bool
    table: int = -1  #: begun in this table, where a column may name the place
    schedule: Schedule = field(default_factory=Schedule)
    undated: list[Statement] = field(default_factory=list)  #: of a season without dates
    breaks: list[Statement] = field(default_factory=list)  #: stated before their hours
    ends: list[Statement] = field(default_factory=list)  #: "to 17", stated before their begin
    alone: set[str] = field(default_factory=set)  #: parts of the year whose days are the only ones
    told: bool = False  #: more than the hour of some event on some date
    start: int = -1
    end: int = -1

    def take(self, one: Statement, start: int) -> bool:
        """Add one statement; False when it contradicts what is there."""
        when = one.selector.when.osm if one.selector.when else ""
        if one.season:
            self.undated.append(one)
        elif one.kind == "break":
            if not self.schedule.interrupt(one.selector.days, one.spans):
                self.breaks.append(one)
                return True
        elif one.kind == "till":
            if not self.schedule.end_at(when, one.selector.days, one.spans[0][1]):
                self.ends.append(one)
                return True
        elif one.extra and one.selector.when and one.selector.when.kind == "single":
            self.schedule.add_extra(when, one.selector.days, one.spans)
        elif not self.schedule.add(when, self._days(one), one.spans, among=one.among):
            return False
        if one.only and when and not one.season:
            self.alone.add(when)
        if not one.season:
            self._reach(start, one.end)
        return True

    def _days(self, one: Statement) -> tuple[str, ...]:
        """Hours for a part of the year without weekdays are for the weekdays already known."""
        when = one.selector.when
        if one.kind != "open" or one.selector.days or not when or when.kind == "single":
            return one.selector.days
        return self.schedule.open_days()

    def settle(self) -> None:
        """Do what could not be done before the last line was read."""
        self._rest_of_year()
        for one in self.breaks:
            if self.schedule.interrupt(one.selector.days, one.spans):
                self._reach(one.start, one.end)
        for one in self.ends:
            when = one.selector.when.osm if one.selector.when else ""
            if self.schedule.end_at(when, one.selector.days, one.spans[0][1]):
                self._reach(one.start, one.end)
        for when in self.alone:
            self.schedule.close_others(when)

    def give_days(self, days: tuple[str, ...], end: int) -> bool:
        """Let hours without days be on these; False when any has days of its own."""
        if not self.schedule.place_on(days):
            return False
        self.told = True
        self.end = max(self.end, end)
        return True

    def for_audience(self, audience: Audience | None, end: int) -> "Draft":
        """Return the same hours for another audience, as "i samme tidsrom" says."""
        same = Draft(self.label, audience, self.temporary, told=self.told)
        same.schedule.take_over(self.schedule)
        same._reach(self.start, end)
        return same

    def _rest_of_year(self) -> None:
        """Read a season without dates as the rest of the year where the other has its dates."""
        seasons = {one.season for one in self.undated}
        if seasons == {"otherwise"} and set(self.schedule.rules) == {""}:
            self._rest_of_week()
            return
        if seasons == {"winter"} and not self.schedule.rules:
            self._all_year()  # the season when people are indoors, and hours of nothing else
            return
        dated = any(_is_season(when) for when in self.schedule.rules)
        if len(seasons) != 1 or "school" in seasons or not dated or "" in self.schedule.rules:
            return
        self._all_year()

    def _all_year(self) -> None:
        for one in self.undated:
            self.schedule.add("", one.selector.days, one.spans, among=one.among)
            self._reach(one.start, one.end)

    def _rest_of_week(self) -> None:
        """Read "torsdag 8-17, ellers 8-15" as the other working days, "ellers stengt" as all."""
        named = set(self.schedule.rules[""])
        for one in self.undated:
            week = WEEKDAYS[1:] if one.kind == "off" else WEEKDAYS[1:6]
            rest = tuple(day for day in week if day not in named)
            if rest and not one.selector.days and named <= set(WEEKDAYS[1:]):
                self.schedule.add("", rest, one.spans, among=len(rest))
                self._reach(one.start, one.end)

    def absorb(self, other: "Draft") -> None:
        """Take over the rules of a draft that goes with this one."""
        self.schedule.take_over(other.schedule)
        self.told = self.told or other.told
        self._reach(other.start, other.end)

    def _reach(self, start: int, end: int) -> None:
        self.start = start if self.start < 0 else min(self.start, start)
        self.end = max(self.end, end)


def joined(drafts: Sequence[Draft]) -> list[Draft]:
    """Put columns of one table together that are sessions of one place: morning and evening.

    Columns are places when on any day one is closed and another open, or both are open at once.
    """
    kept: list[Draft] = []
    for draft in drafts:
        beside = [one for one in kept if one.table >= 0 and _beside(one, draft)]
        if beside and all(one.schedule.goes_with(draft.schedule) for one in beside):
            beside[0].absorb(draft)
        else:
            kept.append(draft)
    return kept


def _beside(one: Draft, other: Draft) -> bool:
    return (one.table, one.audience, one.temporary) == (
        other.table,
        other.audience,
        other.temporary,
    )


def _is_season(when: str) -> bool:
    """Is it a longer part of the year: "Jul", "May 15-Sep 14", "week 28-31", not "Dec 24"?"""
    return bool(when) and ("-" in when or " " not in when or when.startswith("week"))
