"""An element made ready for reading: its words as matchers, its limits as questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker.extract.context import Context
from checker.extract.words import Stems, stems
from checker.model.catalog import Accept, Element, Wording
from checker.model.value import Contact, Duration, Hours, Money, Value

#: How much a subject word counts, by where it stands; the best place decides, others add a little.
LABEL, HEADERS, ROW, HEADING, OUTER, PAGE, PATH, ABOVE = 6.0, 6.0, 5.0, 5.0, 3.0, 3.0, 2.0, 1.0
PREFERRED, OUTSIDE, ECHO = 3.0, 2.0, 0.25
#: A word in nothing but the address is no statement about the figure.
LEAST = 3.0


@dataclass(frozen=True, slots=True)
class Sought:
    """One element with the words of the languages that a text may be written in."""

    element: Element
    subject: Stems
    prefer: Stems
    avoid: Stems
    link: Stems
    groups: tuple[tuple[str, ...], ...]

    def score(self, context: Context) -> float | None:
        """Return how surely a hit in this context is about the element; None: it is not."""
        if context.region != "main" and not self.element.accept.anywhere:
            return None
        if self._forbidden(context):
            return None
        places = (
            (LABEL, context.label),
            (HEADERS, context.headers),
            (ROW, context.row),
            (HEADING, context.heading),
            (OUTER, context.outer),
            (PAGE, context.page),
            (PATH, context.path),
            (ABOVE, context.above),
        )
        told = sorted(weight for weight, words in places if words and self.subject.search(words))
        if not told:
            return None
        score = told[-1] + ECHO * sum(told[:-1])
        if any(self.prefer.search(words) for words in (context.label, context.headers)):
            score += PREFERRED
        elif self.prefer.search(context.row) or self.prefer.search(context.heading):
            score += PREFERRED / 2
        if self.avoid.search(context.outer) or self.avoid.search(context.page):
            score -= OUTSIDE
        return score if score >= LEAST else None

    def _forbidden(self, context: Context) -> bool:
        """Say whether a word beside the hit forbids it; a heading that names both does not."""
        if self.avoid.search(context.label) or self.avoid.search(context.headers):
            return True
        heading = context.heading
        return bool(self.avoid.search(heading)) and not self.subject.search(heading)


def prepare(elements: Iterable[Element], languages: tuple[str, ...]) -> tuple[Sought, ...]:
    """Return each element ready for texts in any of these languages."""
    return tuple(_sought(element, languages) for element in elements)


def _sought(element: Element, languages: tuple[str, ...]) -> Sought:
    wordings = [element.wordings[tag] for tag in languages if tag in element.wordings]

    def union(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for wording in wordings for word in getattr(wording, name)))

    return Sought(
        element=element,
        subject=stems(union("subject_words")),
        prefer=stems(union("prefer_words")),
        avoid=stems(union("avoid_words")),
        link=stems(union("link_words")),
        groups=_groups(wordings),
    )


def _groups(wordings: Iterable[Wording]) -> tuple[tuple[str, ...], ...]:
    """Return the first group of all languages as one, then the second, and so on."""
    columns: list[dict[str, None]] = []
    for wording in wordings:
        for index, group in enumerate(wording.statement_words):
            if index == len(columns):
                columns.append({})
            columns[index].update(dict.fromkeys(group))
    return tuple(tuple(column) for column in columns)


def accepted(accept: Accept, value: Value) -> bool:
    """Say whether a value can be the element's at all.

    >>> from decimal import Decimal
    >>> accepted(Accept(minimum=Decimal(500)), Money(Decimal(60)))
    False
    """
    match value:
        case Money(amount=amount, amount_max=most, per=per):
            figure = most if amount is None else amount
            return (
                figure is not None
                and (accept.minimum is None or accept.minimum <= figure)
                and (accept.maximum is None or figure <= accept.maximum)
                and _among(per, accept.per)
            )
        case Duration(role=role):
            return _among(role, accept.roles)
        case Hours(audience=audience):
            return _among(audience, accept.audiences)
        case Contact(phone=phone, email=email):
            return {"phone": bool(phone), "email": bool(email), None: True}[accept.contact]
        case _:
            return True


def _among(word: str | None, allowed: tuple[str, ...]) -> bool:
    return not allowed or (word or "none") in allowed


def by_id(prepared: Iterable[Sought]) -> Mapping[str, Sought]:
    """Return the prepared elements by their id."""
    return {sought.element.id: sought for sought in prepared}
