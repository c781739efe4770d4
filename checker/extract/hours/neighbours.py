"""What stands beside a unit of a sentence, and how two runs of days become one."""

from collections.abc import Sequence

from checker.extract.hours.parts import VALUES
from checker.extract.hours.runs import nested
from checker.extract.hours.selectors import When
from checker.extract.hours.units import Unit

_PARTS_OF_YEAR = frozenset({"season", "week", "parity", "open"})
_SPANS = frozenset({"season", "week", "open", "ended"})
_JOINERS = frozenset({"and", "comma", "slash"})


def is_dated(unit: Unit) -> bool:
    """Do these days name when a season begins and ends?"""
    return any(one.when is not None and one.when.kind in _SPANS for one in unit.selectors)


def only_season(unit: Unit) -> bool:
    """Do they name a longer part of the year and no weekday?"""
    return all(
        not one.days and one.when and one.when.kind in _PARTS_OF_YEAR for one in unit.selectors
    )


def is_joined(part: Sequence[Unit], at: int) -> bool:
    """Is the unit tied to the one before it by "og", a comma or a slash?"""
    before = (unit.kind for unit in reversed(part[:at]) if unit.kind not in {"filler", "also"})
    return next(before, "") in _JOINERS


def value_follows(part: Sequence[Unit], at: int) -> bool:
    """Is the next thing that counts a time, or "stengt"?"""
    marks = VALUES | {"days", "except", "otherwise"}
    following = (unit.kind for unit in part[at + 1 :] if unit.kind in marks)
    return next(following, "") in VALUES


def days_follow_value(part: Sequence[Unit], at: int) -> bool:
    """Is the value behind these days followed by days of its own?"""
    kinds = [unit.kind for unit in part[at + 1 :] if unit.kind in VALUES | {"days"}]
    return len(kinds) > 1 and kinds[1] == "days" and kinds.count("days") == kinds.count("time")


def words_between(part: Sequence[Unit], value: Unit, days: Unit) -> bool:
    """Do words part bare figures from the days behind them: "8-15 elever på mandager"?"""
    return any(
        one.kind in {"word", "counted"} and value.end <= one.start < days.start for one in part
    )


def time_follows(part: Sequence[Unit], at: int) -> bool:
    """Does "stengt" open a break: "stengt kl 11-12"?"""
    for unit in part[at + 1 :]:
        if unit.kind == "time":
            return True
        if unit.kind in {"days", "closed", "always", "open", "opens", "semi", "comma"}:
            return False
    return False


def closed_behind(part: Sequence[Unit], at: int) -> bool:
    """Is it a time of closing: "kl. 11-12 er det stengt"?"""
    for step in range(at + 1, len(part)):
        kind = part[step].kind
        if kind == "closed":
            after = (one.kind for one in part[step + 1 :] if one.kind in VALUES | {"days"})
            return next(after, "") == ""
        if kind in VALUES | {"days", "comma", "semi", "and", "left"}:
            return False
    return False


def lunch_follows(part: Sequence[Unit], at: int) -> bool:
    """Does "lunsj" stand right behind the time?"""
    for unit in part[at + 1 : at + 4]:
        if unit.kind == "lunch":
            return True
        if unit.kind in VALUES | {"days", "comma"}:
            return False
    return False


def closes_list(part: Sequence[Unit], at: int) -> bool:
    """Does a part of the year close a list: "onsdag 17-20 og lørdag 11-15 fra 1. mai til 1. juni"?

    "Mandag 10-18, lørdag 12-14 fra oktober til mars" has it for the last only, as has one in
    brackets.
    """
    days = [step for step in range(at) if part[step].kind == "days"]
    if not is_dated(part[at]) or part[at - 1].kind == "left" or len(days) < 2:  # noqa: PLR2004  a list
        return False
    return part[days[-1] - 1].kind == "and" and all(part[step].selectors[0].days for step in days)


def is_of_next(part: Sequence[Unit], at: int) -> bool:
    """Do weekdays with hours of their own stand right behind: "partallsuker lørdag 11-14"?"""
    behind = at + 1
    return behind < len(part) and part[behind].kind == "days" and value_follows(part, behind)


def season_behind(part: Sequence[Unit], at: int) -> bool:
    """Is it a time in brackets with a part of the year: "(8-15 fra 15. mai til 14. september)"?"""
    if part[at - 1].kind != "left":
        return False
    behind = [one for one in part[at + 1 :] if one.kind != "filler"][:1]
    return bool(behind) and behind[0].kind == "days" and only_season(behind[0])


def steady(sentence: Sequence[Unit]) -> Sequence[Unit]:
    """Leave out the days of every other week, and their hours: "10-16 og annenhver lørdag 11-14".

    The syntax cannot say which weeks. What has no days without them stays as it is.
    """
    at = next((at for at, unit in enumerate(sentence) if unit.kind == "every_other"), -1)
    if at < 0 or at + 1 == len(sentence) or sentence[at + 1].kind != "days":
        return sentence
    known = [unit.kind for unit in sentence[:at] if unit.kind in VALUES | {"days"}]
    if known and known[0] != "days":
        return sentence
    behind = at + 2
    for step in range(at + 2, len(sentence)):
        if sentence[step].kind in VALUES:
            behind = step + 1
        elif sentence[step].kind in {"days", "every_other", "semi"}:
            break
    return [*sentence[:at], *sentence[behind:]]


def within(unit: Unit, when: When | None) -> Unit:
    """Return the same days, in that part of the year only."""
    selectors = tuple(one._replace(when=nested(one.when, when)) for one in unit.selectors)
    return unit._replace(selectors=selectors)


def merged(left: Unit, right: Unit, *, joined: bool) -> Unit:
    """Return two runs of days with no value between as one.

    That is a list ("lørdager og julaften"), weekdays in a part of the year ("mandager i juli"), or
    the same day said twice ("24. desember (julaften)").
    """
    both = (*left.selectors, *right.selectors)
    seasons = only_season(left) or only_season(right)
    all_days = all(one.days for one in both)
    no_days = not any(one.days for one in both)
    if all_days or (joined and (no_days or not seasons)):
        return left._replace(end=right.end, selectors=both)
    if no_days:
        wide, exact = left.selectors[0].when, right.selectors[0].when
        if wide and exact and "-" in wide.osm and exact.kind == "single" and "-" not in exact.osm:
            return right._replace(start=left.start)  # "i romjula 28. desember"
        return left._replace(end=right.end)
    days, whens = (left, right) if left.selectors[0].days else (right, left)
    selectors = tuple(
        day._replace(when=nested(part.when, day.when) if day.when else part.when)
        for day in days.selectors
        for part in whens.selectors
    )
    return Unit("days", left.start, right.end, selectors)


def all_year(unit: Unit | None) -> Unit | None:
    """Return the weekdays of days in a part of the year, for "else"; None if they are not."""
    if unit is None or not all(one.days and one.when for one in unit.selectors):
        return None
    return unit._replace(selectors=tuple(one._replace(when=None) for one in unit.selectors))


def without(unit: Unit, out: frozenset[str]) -> Unit:
    """Return the days that are left when some weekdays are taken out."""
    kept = (
        one._replace(days=tuple(day for day in one.days if day not in out))
        for one in unit.selectors
    )
    return unit._replace(selectors=tuple(one for one in kept if one.days))
