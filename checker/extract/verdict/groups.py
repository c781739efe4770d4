"""The same answer on several pages is one: candidates gathered into different answers.

Each is spoken for by the fullest that says it; several pages make it a little surer, the same
footer on all of them does not, and what holds from a later day follows what held before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import log2

from checker.extract.verdict.candidates import Candidate
from checker.extract.verdict.standing import COST, UNFIT, Doubt
from checker.model.record import Found
from checker.model.value import Contact, Date, Hours, Money, Value

#: The same words beside the same figure on so many pages are a part of the site, said once.
REPEATED = 4


def year_of(value: Value) -> int | None:
    """Return the year that a value itself says it is for."""
    match value:
        case Money(year=year):
            return year
        case Date(date=written) if not written.startswith("-"):
            return int(written[:4])
        case _:
            return None


def grouped(candidates: Iterable[Candidate], *, site: bool) -> list[Candidate]:
    """Return one candidate for each different answer: its surest, raised a little per page."""
    groups: list[list[Candidate]] = []
    for candidate in sorted(candidates, key=order):
        for group in groups:
            if _same(group[0].found.value, candidate.found.value):
                group.append(candidate)
                break
        else:
            groups.append([candidate])
    return [_spokesman(group, site=site) for group in groups]


def order(candidate: Candidate) -> tuple[float, int, str, int, str]:
    """Surest first, then nearest to the home page; never by the order of the visit."""
    proof = candidate.found.proof
    value = repr(candidate.found.value)
    return (-candidate.score, clicks_of(candidate.found), proof.uri, proof.span.start, value)


def _spokesman(group: Sequence[Candidate], *, site: bool) -> Candidate:
    best = min(
        group, key=lambda one: (-_fullness(one.found.value), -one.score, clicks_of(one.found))
    )
    pages = len({one.found.proof.evidence for one in group})
    if not site and pages >= REPEATED and len({one.words for one in group}) == 1:
        pages = 1  # a part of every page, said once
    score = max(one.score for one in group)
    return replace(best, score=score + log2(pages) / 2, pages=pages, doubts=_doubts(group))


def _telling(one: Candidate) -> tuple[int, float, int]:
    """Fullest first, then surest, then nearest to the home page."""
    return -_fullness(one.found.value), -one.score, clicks_of(one.found)


def _doubts(group: Iterable[Candidate]) -> tuple[Doubt, ...]:
    """Return the doubts that are left when several pages say the same.

    One page in force is enough, but where one of them tells the last day, that day is past.
    """
    told = [one.doubts for one in group]
    least = min(told, key=lambda some: (len(UNFIT.intersection(some)), some))
    return least if not any("ended" in some for some in told) else (*least, "ended")


def newest(groups: Sequence[Candidate]) -> list[Candidate]:
    """Let the prices that hold from a later day follow those from an earlier one.

    Only prices of the same unit, and only such as hold today.
    """
    latest: dict[str | None, date] = {}
    for group in groups:
        if isinstance(group.found.value, Money) and group.since and not is_unfit(group):
            per = group.found.value.per
            latest[per] = max(group.since, latest.get(per, group.since))
    return [
        replace(group, score=group.score - COST["ended"], doubts=(*group.doubts, "ended"))
        if isinstance(group.found.value, Money)
        and group.since
        and group.since < latest.get(group.found.value.per, group.since)
        and "ended" not in group.doubts
        else group
        for group in groups
    ]


def is_unfit(one: Candidate) -> bool:
    return not UNFIT.isdisjoint(one.doubts)


def _fullness(value: Value) -> int:
    """Count what a price or contact tells, so that the fullest of equal answers is shown."""
    match value:
        case Money(per=per, vat=vat, year=year):
            return sum(part is not None for part in (per, vat, year))
        case Contact(phone=phone, email=email):
            return bool(phone) + bool(email)
        case Date(date=written):
            return not written.startswith("-")
        case _:
            return 0


def _same(one: Value, other: Value) -> bool:
    """Say whether two answers are one: equal, or one tells no more than the other leaves open.

    >>> from decimal import Decimal
    >>> _same(Money(Decimal(2850), per="month"), Money(Decimal("2850.00")))
    True
    >>> _same(Money(Decimal(2850), per="month"), Money(Decimal(2850), per="year"))
    False
    """
    match one, other:
        case Money(), Money():
            return _same_sum(one, other) and all(
                mine is None or theirs is None or mine == theirs
                for mine, theirs in (
                    (one.per, other.per),
                    (one.vat, other.vat),
                    (one.year, other.year),
                )
            )
        case Contact(), Contact():
            shared = (one.phone and one.phone == other.phone) or (
                one.email and _agree(one.email, other.email) and other.email
            )
            return bool(shared) and _agree(one.phone, other.phone)
        case Hours(), Hours():
            return one.osm == other.osm and _agree(one.audience, other.audience)
        case Date(), Date():
            bare = one.date.startswith("-") or other.date.startswith("-")
            return one.date == other.date or (bare and one.date[-5:] == other.date[-5:])
        case _:
            return one == other


def _same_sum(one: Money, other: Money) -> bool:
    """Say whether two prices are one sum: "1 173 kr" for what is "at most 1 173 kr" elsewhere."""
    if one.currency != other.currency:
        return False
    sums = (one.amount, one.amount_max), (other.amount, other.amount_max)
    single = [low if high is None else high for low, high in sums if None in (low, high)]
    return sums[0] == sums[1] or (len(single) == len(sums) and single[0] == single[1])


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.casefold() == other.casefold()


def clicks_of(found: Found) -> int:
    return 99 if found.proof.clicks is None else found.proof.clicks
