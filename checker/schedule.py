"""What is due when: slots of a plan, spread by a stable hash; the clock is an argument.

A slot belongs to one probe and one municipality. Plans of a day or more count local calendar
days, so a slot at 21:40 stays at 21:40 when the clocks change, and no day is skipped or doubled.
Shorter plans count seconds since 1970 and know no wall clock.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from checker.model.settings import Plan

DAY_S = 86_400
#: Any Monday; only the distance to it counts.
EPOCH = date(1970, 1, 5)


@dataclass(frozen=True, slots=True)
class Due:
    """One slot whose time has come."""

    probe: str
    municipality: str
    slot_at: datetime  #: UTC

    @property
    def slot(self) -> str:
        """The slot's name in the run ledger."""
        return self.slot_at.isoformat(timespec="seconds")


def spread(key: str, modulus: int) -> int:
    """Return a number below modulus that is always the same for key, and even over keys.

    >>> spread("website/4036", 86400) == spread("website/4036", 86400)
    True
    """
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % max(1, modulus)


def slot_before(plan: Plan, municipality: str, *, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the plan's latest slot for a municipality that is not after now, in UTC."""
    key = f"{plan.probe}/{municipality}"
    if plan.every_s < DAY_S:
        return _short_slot(plan, key, now)
    days = round(plan.every_s / DAY_S)
    today = (now.astimezone(zone).date() - EPOCH).days
    window_s = round(plan.window_h * 3600)
    day, second = divmod(spread(key, days * window_s), window_s)
    period = (today - day) // days
    slots = (
        _at(EPOCH + timedelta(days=(period + step) * days + day), plan, second, zone)
        for step in (1, 0, -1, -2)
    )
    return next(slot for slot in slots if slot <= now)


def slot_after(plan: Plan, municipality: str, *, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the plan's first slot for a municipality after now, in UTC."""
    step = timedelta(seconds=min(plan.every_s, DAY_S) / 2)
    at = now
    while (slot := slot_before(plan, municipality, zone=zone, now=at)) <= now:
        at += step
    return slot


def due(
    plans: Iterable[Plan], municipalities: Iterable[str], *, zone: ZoneInfo, now: datetime
) -> list[Due]:
    """Return for each plan and municipality the slot that should have begun by now.

    A slot that the ledger already knows is harmless: the ledger holds each one once. After
    a pause only the latest slot is named, so nothing is made up for twice.
    """
    codes = tuple(municipalities)
    return [
        Due(plan.probe, code, slot_before(plan, code, zone=zone, now=now))
        for plan in plans
        for code in codes
    ]


def _short_slot(plan: Plan, key: str, now: datetime) -> datetime:
    every_ms = max(1, round(plan.every_s * 1000))
    now_ms = int(now.timestamp() * 1000)
    offset_ms = spread(key, every_ms)
    slot_ms = (now_ms - offset_ms) // every_ms * every_ms + offset_ms
    return datetime.fromtimestamp(slot_ms / 1000, UTC)


def _at(day: date, plan: Plan, second: int, zone: ZoneInfo) -> datetime:
    """Resolve a wall-clock time: the first of two, and an hour later where it does not exist."""
    wall = datetime.combine(day, time.fromisoformat(plan.window_start)) + timedelta(seconds=second)
    return wall.replace(tzinfo=zone).astimezone(UTC)
