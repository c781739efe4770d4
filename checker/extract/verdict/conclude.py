"""All candidates of a visit in, one finding out: found, unclear or absent.

What a person would do with several answers: take those that are surely meant, drop last year's
price beside this year's, see that the same figure on two pages is one figure, and say that it is
unclear where two answers are left that cannot both be right, or where all are years old.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import log2

from checker.extract.verdict.candidates import Candidate
from checker.model.catalog import Accept, Element
from checker.model.record import Absent, Finding, Found, Unclear
from checker.model.value import Contact, Date, Duration, Hours, Link, Money, Statement, Value

#: Candidates this much less sure than the best are not meant.
MARGIN = 2.0
#: The same for another part of an answer that has parts, on the page of the best: the branch of a
#: library, the price per cubic metre beside the price per year.
PART = 4.5
#: An answer that names a year this long past is no answer for today.
OLD_YEARS = 2
#: More than so many are not shown to a person.
SHOWN = 12


def conclude(
    element: Element, candidates: Sequence[Candidate], *, searched: tuple[str, ...], on: date
) -> Finding:
    """Say what is known about element after a visit that read all it wanted.

    Args:
        element: what was sought.
        candidates: of this element, from all pages of the visit.
        searched: digests of the evidence read.
        on: the day of the visit; a price of that year beats the year before.
    """
    mine = [candidate for candidate in candidates if candidate.found.element == element.id]
    if not mine:
        return Absent(element.id, searched)
    groups = _groups(_current(mine, on))
    meant = sorted(
        _meant(groups, element.accept),
        key=lambda group: (_rank(group.found.value, element.accept), *_order(group)),
    )
    first, others = meant[0].found, tuple(group.found for group in meant[1:SHOWN])
    if isinstance(first.value, Link | Statement):
        return first
    year = _year(first.value)
    if year is not None and year <= on.year - OLD_YEARS:
        return Unclear(element.id, f"told for {year} only", (first, *others))
    rivals = [other for other in others if _rivals(first.value, other.value)]
    if element.accept.several or not rivals:
        kept = () if isinstance(first.value, Duration) and not element.accept.several else others
        return replace(first, others=kept)
    answers = (first, *rivals)
    return Unclear(element.id, f"{len(answers)} different answers", answers)


def _meant(groups: Sequence[Candidate], accept: Accept) -> list[Candidate]:
    """Return the candidates that are surely meant, of an answer in parts each part's best."""
    best = min(groups, key=_order)
    return [
        group
        for group in groups
        if group.score >= best.score - MARGIN
        or (accept.several and group.score >= best.score - PART and _is_part(group, best, groups))
    ]


def _is_part(one: Candidate, best: Candidate, groups: Sequence[Candidate]) -> bool:
    """Say whether a candidate is another part of the answer that the best one begins.

    Hours of another place stand under another heading or in another row of the same page; a
    price for another unit is the surest of its unit there.
    """
    if one.found.proof.evidence != best.found.proof.evidence:
        return False
    match one.found.value, best.found.value:
        case Hours(), Hours():
            return one.place != best.place
        case Money(per=per), Money(per=other) if per != other and per is not None:
            alike = [
                group.score
                for group in groups
                if isinstance(value := group.found.value, Money) and value.per == per
            ]
            return one.score >= max(alike) - MARGIN / 2
        case _:
            return False


def _rank(value: Value, accept: Accept) -> int:
    """Return how far down an element's own list a role or audience stands; 0 is what it wants.

    A municipality's own time goes before the law's, hours with staff before hours without.
    """
    match value:
        case Duration(role=role) if accept.roles:
            return accept.roles.index(role or "none")
        case Hours(audience=audience) if accept.audiences:
            return accept.audiences.index(audience or "none")
        case Hours(audience="unstaffed"):
            return 1
        case _:
            return 0


def _rivals(one: Value, other: Value) -> bool:
    """Say whether two different answers cannot both be right.

    Hours for visitors and for callers can, the law's time and one's own can, and so can a phone
    number and an e-mail address.
    """
    match one, other:
        case Hours(), Hours():
            return one.audience == other.audience
        case Duration(), Duration():
            return one.role == other.role
        case Contact(), Contact():
            return bool(one.phone and other.phone) or bool(one.email and other.email)
        case _:
            return True


def _current(candidates: Sequence[Candidate], on: date) -> Sequence[Candidate]:
    """Keep what is told for this year where there is any, else for the latest year told.

    A price of next year is not in force yet; a deadline of next year is the one to keep.
    """
    years = {
        year
        for candidate in candidates
        if (year := _year(candidate.found.value)) is not None
        and (year <= on.year or isinstance(candidate.found.value, Date))
    }
    if not years:
        return candidates
    return [
        candidate for candidate in candidates if _year(candidate.found.value) in {None, max(years)}
    ]


def _year(value: Value) -> int | None:
    """Return the year that a value itself says it is for."""
    match value:
        case Money(year=year):
            return year
        case Date(date=written) if not written.startswith("-"):
            return int(written[:4])
        case _:
            return None


def _groups(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return one candidate for each different answer: its surest, raised a little per page."""
    groups: list[list[Candidate]] = []
    for candidate in sorted(candidates, key=_order):
        for group in groups:
            if _same(group[0].found.value, candidate.found.value):
                group.append(candidate)
                break
        else:
            groups.append([candidate])
    return [_spokesman(group) for group in groups]


def _order(candidate: Candidate) -> tuple[float, int, str, int, str]:
    """Surest first, then nearest to the home page; never by the order of the visit."""
    proof = candidate.found.proof
    value = repr(candidate.found.value)
    return (-candidate.score, _clicks(candidate.found), proof.uri, proof.span.start, value)


def _spokesman(group: Sequence[Candidate]) -> Candidate:
    best = min(group, key=lambda one: (-_fullness(one.found.value), -one.score, _clicks(one.found)))
    pages = len({one.found.proof.evidence for one in group})
    return replace(best, score=max(one.score for one in group) + log2(pages) / 2)


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
            return (one.amount, one.amount_max, one.currency) == (
                other.amount,
                other.amount_max,
                other.currency,
            ) and all(
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


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.casefold() == other.casefold()


def _clicks(found: Found) -> int:
    return 99 if found.proof.clicks is None else found.proof.clicks
