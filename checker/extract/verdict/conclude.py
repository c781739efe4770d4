"""All candidates of a visit in, one finding out: found, unclear or absent.

What a person would do with several answers: take those that are surely meant, drop last year's
price beside this year's, see that the same figure on two pages is one figure, and say that it is
unclear where two answers are left that cannot both be right, or where all are years old.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from checker.extract.verdict.accepts import is_passing
from checker.extract.verdict.candidates import Candidate
from checker.extract.verdict.choosing import Answer, contradict, reached, weigh
from checker.extract.verdict.confidence import confidence
from checker.extract.verdict.groups import order, year_of
from checker.extract.verdict.standing import SAYS, UNFIT
from checker.model.catalog import Accept, Element
from checker.model.record import Absent, Finding, Found, Unclear
from checker.model.value import Hours, Link, Statement

#: An answer that names a year this long past is no answer for today.
OLD_YEARS = 2
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
#: No more of those that were left are told to a person, nor letters of each.
LEFT_SHOWN, QUOTE = 3, 60


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
    answer = weigh(element, candidates, on=on, central=central)
    if answer is None:
        return Absent(element.id, searched)
    first, others = answer.first, answer.others
    told = _told(element, answer)
    why = _unfit(first, element.accept, on)
    if why:
        return Unclear(element.id, why, (told, *others))
    if isinstance(first.found.value, Link | Statement):
        return told
    rivals = [other for other in others if contradict(first.found.value, other.value)]
    if element.accept.several or not rivals:
        return replace(told, others=_kept(element, others))
    answers = (told, *rivals)
    return Unclear(element.id, f"{len(answers)} different answers", answers)


def _kept(element: Element, others: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return the other answers that belong to one that has no parts: hours of a week, no more."""
    if element.accept.several or element.kind not in {"duration", "hours"}:
        return others
    return tuple(
        one for one in others if isinstance(one.value, Hours) and is_passing(one.value.osm)
    )


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
            central |= reached(finding.value)
    return [found[element.id] for element in elements]


def _unfit(first: Candidate, accept: Accept, on: date) -> str:
    """Return why the surest answer is none for today; "" where it is one."""
    doubt = next((doubt for doubt in reversed(first.doubts) if doubt in UNFIT), None)
    if doubt:
        return SAYS[doubt]
    year = year_of(first.found.value)
    if year is None and "dated" in first.doubts:
        year = first.year
    if accept.fresh and isinstance(first.found.value, Statement):
        year = max(map(int, _YEAR.findall(first.found.value.text)), default=None)
    if year is not None and year <= on.year - OLD_YEARS:
        return f"told for {year} only"
    return ""


def _told(element: Element, answer: Answer) -> Found:
    """Return the answer with how sure it is, what speaks for it, and what was left for it."""
    first = answer.first
    told = (*first.reasons, *((f"{first.pages} pages say the same",) if first.pages > 1 else ()))
    left = (_left(one, first) for one in sorted(answer.left, key=order)[:LEFT_SHOWN])
    return replace(
        first.found,
        confidence=confidence(element.kind, answer.signs),
        reasons=(*told, *left),
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
