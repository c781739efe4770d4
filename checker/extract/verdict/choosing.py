"""Of several answers the one that is meant, what belongs to it, and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from checker.extract.verdict.accepts import is_passing, is_weekly
from checker.extract.verdict.candidates import Candidate
from checker.extract.verdict.confidence import LEAD_MOST, Signs
from checker.extract.verdict.groups import grouped, is_unfit, newest, order, year_of
from checker.extract.verdict.standing import COST
from checker.model.catalog import Accept, Element
from checker.model.record import Found
from checker.model.value import Contact, Date, Duration, Hours, Link, Money, Value

#: Candidates this much less sure than the best are not meant.
MARGIN = 2.0
#: The same for another part of an answer that has parts, on the page of the best: the branch of a
#: library, the price per cubic metre beside the price per year.
PART = 5.5
#: Points with which an answer in force leaves out those that are not.
FIT = 4.0
#: Points with which a page that lasts leaves out the news.
LASTING = 5.0
#: Characters between two numbers of one service: "Kari 35 00 01 07, Ola 35 00 01 08".
NEIGHBOURS = 120
#: More than so many are not shown to a person.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """What the candidates of one element come to, before it is stated."""

    first: Candidate
    others: tuple[Found, ...]  #: that are meant too
    left: tuple[Candidate, ...]
    signs: Signs


def weigh(
    element: Element,
    candidates: Sequence[Candidate],
    *,
    on: date,
    central: frozenset[str] = frozenset(),
) -> Answer | None:
    """Choose among the candidates of one element; None where there are none.

    Args:
        element: what was sought.
        candidates: from all pages of the visit; those of other elements are left out.
        on: the day of the visit.
        central: see `conclude`.
    """
    mine = [
        _own(candidate, element, central)
        for candidate in candidates
        if candidate.found.element == element.id
    ]
    if not mine:
        return None
    current = _current(mine, on)
    groups = newest(grouped(current, site=element.accept.site))
    meant = sorted(
        _taxed(_meant(groups, element.accept)),
        key=lambda group: (_rank(group.found.value, element.accept), *order(group)),
    )
    if element.accept.deepest:
        meant = _deepest(meant)
    first = meant[0]
    left = [group for group in groups if group not in meant] + grouped(
        set(mine) - set(current), site=False
    )
    others = (group.found for group in meant[1:SHOWN] if is_unfit(first) or not is_unfit(group))
    return Answer(first, tuple(others), tuple(left), _signs(first, groups))


def _signs(first: Candidate, groups: Sequence[Candidate]) -> Signs:
    """Return what speaks for the first of all answers."""
    against = [
        group.score
        for group in groups
        if group is not first
        and not is_unfit(group)
        and contradict(first.found.value, group.found.value)
    ]
    lead = first.score - max(against) if against else LEAD_MOST
    doubted = bool(first.doubts)
    return Signs(first.score, lead, first.pages, beside=first.beside, doubted=doubted)


def _own(candidate: Candidate, element: Element, central: frozenset[str]) -> Candidate:
    """Return a candidate with the doubt that it is the municipality's own, where that is so."""
    shared = reached(candidate.found.value) & central
    if element.accept.site or candidate.beside or not shared:
        return candidate
    score = candidate.score - COST["central"]
    return replace(candidate, score=score, doubts=(*candidate.doubts, "central"))


def _current(candidates: Sequence[Candidate], on: date) -> Sequence[Candidate]:
    """Keep what is told for this year where there is any, else for the latest year told.

    A price of next year is not in force yet; a deadline of next year is the one to keep.
    """
    years = {
        year
        for candidate in candidates
        if (year := year_of(candidate.found.value)) is not None
        and (year <= on.year or isinstance(candidate.found.value, Date))
    }
    candidates = _undated(candidates, on)
    if not years:
        return candidates
    return [
        candidate
        for candidate in candidates
        if year_of(candidate.found.value) in {None, max(years)}
    ]


def _undated(candidates: Sequence[Candidate], on: date) -> Sequence[Candidate]:
    """Leave out what stands on pages of other years where a page of this year answers."""
    if not any(one.year == on.year and "dated" not in one.doubts for one in candidates):
        return candidates
    return [one for one in candidates if "dated" not in one.doubts]


def _meant(groups: Sequence[Candidate], accept: Accept) -> list[Candidate]:
    """Return the candidates that are surely meant, of an answer in parts each part's best.

    What is in force and our own comes before what is not, if it is about the element at all,
    and so does what stands on a page that lasts before the news.
    """
    fit = [group for group in groups if not is_unfit(group)]
    if any(group.score >= FIT for group in fit):
        groups = fit
    lasting = [group for group in groups if "news" not in group.doubts]
    if any(group.score >= LASTING for group in lasting):
        groups = lasting
    best = min(groups, key=order)
    return [
        group
        for group in groups
        if group.score >= best.score - MARGIN
        or (accept.several and group.score >= best.score - PART and _is_part(group, best, groups))
    ]


def _taxed(groups: Sequence[Candidate]) -> list[Candidate]:
    """Leave out the price without VAT where the same page tells it with: a household pays that."""
    told = {
        (group.found.value.per, group.found.proof.evidence)
        for group in groups
        if isinstance(group.found.value, Money) and group.found.value.vat == "included"
    }
    return [
        group
        for group in groups
        if not isinstance(value := group.found.value, Money)
        or value.vat != "excluded"
        or (value.per, group.found.proof.evidence) not in told
    ]


def _deepest(meant: Sequence[Candidate]) -> list[Candidate]:
    """Put first the link that stands on the page which the first one leads to, and so on.

    "Renovasjon og tømmeplan" leads to a page about bins; the link there leads to the calendar.
    """
    ordered = list(meant)
    for _ in meant:
        led = ordered[0].found.value
        there = (
            one
            for one in ordered
            if isinstance(led, Link)
            and one.found.proof.uri == led.uri
            and one.found.value != led
            and one.score >= ordered[0].score - MARGIN / 2
        )
        found = next(there, None)
        if found is None:
            break
        ordered.remove(found)
        ordered.insert(0, found)
    return ordered


def _is_part(one: Candidate, best: Candidate, groups: Sequence[Candidate]) -> bool:
    """Say whether a candidate is another part of the answer that the best one begins.

    Hours of another place stand under another heading or in another row of the same page; a
    price for another unit is the surest of its unit there, one for the same unit a row of the same
    table; another number stands right beside the best.
    """
    if one.found.proof.evidence != best.found.proof.evidence:
        return False
    match one.found.value, best.found.value:
        case Hours(audience=mine), Hours(audience=other):
            part = one.place != best.place or mine != other
        case Contact(), Contact():
            between = one.found.proof.span.start - best.found.proof.span.end
            part = one.place == best.place and abs(between) < NEIGHBOURS
        case Duration(role=mine), Duration(role=other):
            part = one.place == best.place and mine == other
        case Money(per=per), Money(per=other) if per == other:
            part = one.table == best.table >= 0 and one.beside == best.beside
        case Money(per=per), Money() if per is not None:
            part = one.score >= _surest(groups, per) - MARGIN / 2
        case _:
            part = False
    return part


def _surest(groups: Sequence[Candidate], per: str) -> float:
    """Return the points of the surest price for a unit."""
    return max(
        group.score
        for group in groups
        if isinstance(value := group.found.value, Money) and value.per == per
    )


def _rank(value: Value, accept: Accept) -> int:
    """Return how far down an element's own list a role or audience stands; 0 is what it wants.

    A municipality's own time goes before the law's, hours with staff before hours without.
    """
    match value:
        case Duration(role=role) if accept.roles:
            return accept.roles.index(role or "none")
        case Hours(osm=osm, audience=audience):
            other = audience not in {None, "visit", *accept.audiences[:1]}
            return 20 * is_passing(osm) + 2 * other + (not is_weekly(osm))
        case Money(vat="excluded"):
            return 1  # a household pays with it
        case _:
            return 0


def contradict(one: Value, other: Value) -> bool:
    """Say whether two different answers cannot both be right.

    Hours for visitors and for callers can, the law's time and one's own can, and so can a phone
    number and an e-mail address.
    """
    match one, other:
        case Hours(), Hours():
            return one.audience == other.audience and is_passing(one.osm) == is_passing(other.osm)
        case Duration(), Duration():
            return one.role == other.role
        case Contact(), Contact():
            return bool(one.phone and other.phone) or bool(one.email and other.email)
        case _:
            return True


def reached(value: Value) -> frozenset[str]:
    if not isinstance(value, Contact):
        return frozenset()
    return frozenset(one.casefold() for one in (value.phone, value.email) if one)
