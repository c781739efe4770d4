"""One page in, candidates out: what it says about each element, with how surely it is meant."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.extract import contact, dates, duration, hours, money, statement
from checker.extract.context import Context, contexts
from checker.extract.hit import Hit
from checker.extract.sought import LABEL, PREFERRED, Sought, accepted
from checker.model.catalog import Language
from checker.model.evidence import Anchor, Text
from checker.model.record import Found
from checker.model.value import Contact, Kind, Link, Statement

Finder = Callable[[Text, Language], Sequence[Hit]]

#: One finder for each kind that is read the same way whatever the element.
FINDERS: Mapping[Kind, Finder] = {
    "hours": hours.find,
    "money": money.find,
    "duration": duration.find,
    "date": dates.find,
    "contact": contact.find,
}

#: Raised whenever a change here can move a published number.
RULES: Mapping[Kind, str] = {
    "hours": "hours/1",
    "money": "money/1",
    "duration": "duration/1",
    "date": "date/1",
    "contact": "contact/1",
    "link": "link/1",
    "statement": "statement/1",
}


#: A figure's claim by an element this much less sure than another's is dropped.
DISPUTED = 1.0


#: Characters: the words of a link no longer than BARE may be a mere "here"; longer than TEASER
#: they are no name but a summary.
BARE, TEASER = 12, 60
#: Characters of a sentence that may stand beside a link, such as its full stop.
SLACK = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that may be the element's, and how surely; higher is surer."""

    found: Found
    score: float
    words: str  #: what stands beside it, to tell two places or rows apart


def candidates(
    text: Text, prepared: Sequence[Sought], words: Language, *, searchable: str | None = None
) -> tuple[Candidate, ...]:
    """Return every value of a page that may answer one of the prepared elements.

    Args:
        text: the page.
        prepared: the elements sought, ready for the languages of the page.
        words: the languages' common words, merged.
        searchable: what an element's subject must occur in; the page and its address if None.
    """
    whole = searchable if searchable is not None else _whole(text)
    alive = [sought for sought in prepared if sought.subject.search(whole)]
    wanted = {sought.element.kind for sought in alive}
    read = {
        kind: list(contexts(text, find(text, words)))
        for kind, find in FINDERS.items()
        if kind in wanted
    }
    gathered: list[Candidate] = []
    for sought in alive:
        match sought.element.kind:
            case "link":
                gathered += _links(text, sought)
            case "statement":
                hits = [
                    hit for hit in statement.find(text, sought.groups) if not _is_link(text, hit)
                ]
                gathered += _judged(text, sought, contexts(text, hits))
            case kind:
                gathered += _judged(text, sought, read[kind])
    return tuple(_undisputed(gathered))


def _undisputed(gathered: Sequence[Candidate]) -> Iterator[Candidate]:
    """Leave each figure to the element it is most surely about.

    The price of after-school care stands on pages about kindergartens too. Contacts, links and
    sentences may serve several elements; a figure serves one.
    """
    best: dict[tuple[int, int], float] = {}
    for one in gathered:
        span = one.found.proof.span
        key = (span.start, span.end)
        best[key] = max(one.score, best.get(key, 0.0))
    for one in gathered:
        span = one.found.proof.span
        shared = isinstance(one.found.value, Contact | Link | Statement)
        if shared or one.score >= best[span.start, span.end] - DISPUTED:
            yield one


def _whole(text: Text) -> str:
    return f"{text.title}\n{text.source.uri}\n{text.content}"


def _judged(
    text: Text, sought: Sought, around: Iterable[tuple[Hit, Context]]
) -> Iterator[Candidate]:
    for hit, context in around:
        if not accepted(sought.element.accept, hit.value):
            continue
        score = sought.score(context)
        if score is not None:
            beside = " / ".join(part for part in (context.heading, context.label) if part)
            yield _candidate(text, sought, hit, score, beside)


def _is_link(text: Text, hit: Hit) -> bool:
    """Say whether a sentence is nothing but a link: it leads to a statement and is none."""
    return any(
        anchor.start <= hit.start + SLACK and hit.end - SLACK <= anchor.end
        for anchor in text.anchors
    )


def _links(text: Text, sought: Sought) -> Iterator[Candidate]:
    """Yield the links that name the element: by their words, or by the sentence of a mere "here".

    An icon has no words to quote, only a name for those who cannot see it; it counts a little
    less than a link that everybody can read.
    """
    named = [
        anchor
        for anchor in text.anchors
        if anchor.uri.startswith(("http:", "https:"))
        and (anchor.region == "main" or sought.element.accept.anywhere)
    ]
    hits = [Hit(Link(anchor.uri), anchor.start, anchor.end) for anchor in named]
    for anchor, (hit, context) in zip(named, contexts(text, hits), strict=True):
        score = _link_score(anchor, context, sought)
        if score is not None:
            yield _candidate(text, sought, hit, score, anchor.words)


def _link_score(anchor: Anchor, context: Context, sought: Sought) -> float | None:
    around = context.label if len(anchor.words) <= BARE else ""
    if sought.avoid.search(anchor.words) or sought.avoid.search(around):
        return None
    if sought.subject.search(anchor.words):
        score = LABEL if anchor.start < anchor.end else LABEL - 1
    elif around and sought.subject.search(around):
        score = LABEL - 2
    else:
        return None
    preferred = PREFERRED if sought.prefer.search(anchor.words) else 0.0
    return score + preferred + (1.0 if len(anchor.words) <= TEASER else 0.0)


def _candidate(text: Text, sought: Sought, hit: Hit, score: float, beside: str) -> Candidate:
    proof = text.cite(hit.start, hit.end, rule=RULES[sought.element.kind])
    return Candidate(Found(sought.element.id, hit.value, proof), score, beside)
