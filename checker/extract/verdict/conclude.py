"""All candidates of a visit in, one finding out: found, unclear or absent.

What a person would do with several answers: take those that are surely meant, drop last year's
price beside this year's, see that the same figure on two pages is one figure, and say that it is
unclear where two answers are left that cannot both be right, or where all are years old.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from checker.extract.verdict.accepts import is_passing
from checker.extract.verdict.candidates import Candidate
from checker.extract.verdict.confidence import LEAD_MOST, Signs, confidence
from checker.extract.verdict.groups import grouped, is_unfit, newest, order, year_of
from checker.extract.verdict.standing import COST, SAYS, UNFIT
from checker.model.catalog import Accept, Element
from checker.model.record import Absent, Finding, Found, Unclear
from checker.model.value import Contact, Date, Duration, Hours, Link, Money, Statement, Value

#: Candidates this much less sure than the best are not meant.
MARGIN = 2.0
#: The same for another part of an answer that has parts, on the page of the best: the branch of a
#: library, the price per cubic metre beside the price per year.
PART = 4.5
#: Points with which an answer in force leaves out those that are not.
FIT = 4.0
#: Points with which a page that lasts leaves out the news.
LASTING = 5.0
#: An answer that names a year this long past is no answer for today.
OLD_YEARS = 2
#: More than so many are not shown to a person; nor of those that were left, nor letters of each.
SHOWN, LEFT_SHOWN, QUOTE = 12, 3, 60


def conclude(
    element: Element,
    candidates: Sequence[Candidate],
    *,
    searched: tuple[str, ...],
    on: date,
    central: frozenset[str] = frozenset(),
) -> Finding:
    """Say what is known about element after a visit that read all it wanted.

    Args:
        element: what was sought.
        candidates: of this element, from all pages of the visit.
        searched: digests of the evidence read.
        on: the day of the visit; a price of that year beats the year before.
        central: phone numbers and addresses of the municipality as a whole: no service's own
            where nothing beside them says so.
    """
    mine = [
        _own(candidate, element, central)
        for candidate in candidates
        if candidate.found.element == element.id
    ]
    if not mine:
        return Absent(element.id, searched)
    current = _current(mine, on)
    groups = newest(grouped(current, site=element.accept.site))
    meant = sorted(
        _taxed(_meant(groups, element.accept)),
        key=lambda group: (_rank(group.found.value, element.accept), *order(group)),
    )
    first = meant[0]
    left = [group for group in groups if group not in meant] + grouped(
        set(mine) - set(current), site=False
    )
    answer = _reasoned(element, first, groups, left)
    others = tuple(
        group.found for group in meant[1:SHOWN] if is_unfit(first) or not is_unfit(group)
    )
    why = _unfit(first, on)
    if why:
        return Unclear(element.id, why, (answer, *others))
    if isinstance(first.found.value, Link | Statement):
        return answer
    rivals = [other for other in others if _rivals(first.found.value, other.value)]
    if element.accept.several or not rivals:
        kept = () if element.kind == "duration" and not element.accept.several else others
        return replace(answer, others=kept)
    answers = (answer, *rivals)
    return Unclear(element.id, f"{len(answers)} different answers", answers)


def conclude_all(
    elements: Sequence[Element],
    candidates: Iterable[Candidate],
    *,
    searched: tuple[str, ...],
    on: date,
) -> list[Finding]:
    """Say what is known about each element after a visit, in order of the elements.

    Those of the municipality as a whole come first: its switchboard stands on every page, and is
    no answer where another number was sought.
    """
    grouped: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        grouped.setdefault(candidate.found.element, []).append(candidate)
    found: dict[str, Finding] = {}
    central: frozenset[str] = frozenset()
    for element in sorted(elements, key=lambda one: not one.accept.site):
        mine = grouped.get(element.id, ())
        found[element.id] = finding = conclude(
            element, mine, searched=searched, on=on, central=central
        )
        if element.accept.site and isinstance(finding, Found):
            central |= _reached(finding.value)
    return [found[element.id] for element in elements]


def _reached(value: Value) -> frozenset[str]:
    if not isinstance(value, Contact):
        return frozenset()
    return frozenset(one.casefold() for one in (value.phone, value.email) if one)


def _own(candidate: Candidate, element: Element, central: frozenset[str]) -> Candidate:
    """Return a candidate with the doubt that it is the municipality's own, where that is so."""
    shared = _reached(candidate.found.value) & central
    if element.accept.site or candidate.beside or not shared:
        return candidate
    score = candidate.score - COST["central"]
    return replace(candidate, score=score, doubts=(*candidate.doubts, "central"))


def _unfit(first: Candidate, on: date) -> str:
    """Return why the surest answer is none for today; "" where it is one."""
    doubt = next((doubt for doubt in reversed(first.doubts) if doubt in UNFIT), None)
    if doubt:
        return SAYS[doubt]
    year = year_of(first.found.value)
    if year is None and "dated" in first.doubts:
        year = first.year
    if year is not None and year <= on.year - OLD_YEARS:
        return f"told for {year} only"
    return ""


def _reasoned(
    element: Element, first: Candidate, groups: Sequence[Candidate], left: Sequence[Candidate]
) -> Found:
    """Return the answer with how sure it is, what speaks for it, and what was left for it."""
    against = [
        group.score
        for group in groups
        if group is not first
        and not is_unfit(group)
        and _rivals(first.found.value, group.found.value)
    ]
    lead = first.score - max(against) if against else LEAD_MOST
    told = (*first.reasons, *((f"{first.pages} pages say the same",) if first.pages > 1 else ()))
    return replace(
        first.found,
        confidence=confidence(element.kind, Signs(first.score, lead, first.pages)),
        reasons=(*told, *(_left(one, first) for one in sorted(left, key=order)[:LEFT_SHOWN])),
    )


def _left(one: Candidate, first: Candidate) -> str:
    """Say what was left, and why."""
    year = year_of(one.found.value)
    doubts = [SAYS[doubt] for doubt in one.doubts if doubt in UNFIT]
    if doubts:
        why = doubts[-1]
    elif year is not None and year != year_of(first.found.value):
        why = f"it is of {year}"
    else:
        why = "it is less surely meant"
    return f"left “{' '.join(one.found.proof.quote.split())[:QUOTE]}”: {why}"


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


def _is_part(one: Candidate, best: Candidate, groups: Sequence[Candidate]) -> bool:
    """Say whether a candidate is another part of the answer that the best one begins.

    Hours of another place stand under another heading or in another row of the same page; a
    price for another unit is the surest of its unit there.
    """
    if one.found.proof.evidence != best.found.proof.evidence:
        return False
    match one.found.value, best.found.value:
        case Hours(audience=mine), Hours(audience=other):
            return one.place != best.place or mine != other
        case Duration(role=mine), Duration(role=other):
            return one.place == best.place and mine == other
        case Money(per=per), Money(per=other) if per == other:
            return one.table == best.table >= 0 and one.beside == best.beside
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
        case Hours(osm=osm, audience=audience):
            named = accept.audiences.index(audience or "none") if accept.audiences else 0
            return 10 * is_passing(osm) + (named or audience == "unstaffed")
        case Money(vat="excluded"):
            return 1  # a household pays with it
        case _:
            return 0


def _rivals(one: Value, other: Value) -> bool:
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
    if not years:
        return candidates
    return [
        candidate
        for candidate in candidates
        if year_of(candidate.found.value) in {None, max(years)}
    ]
