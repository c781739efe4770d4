"""One page in, candidates out: what it says about each element, with how surely it is meant."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urldefrag

from checker.extract import contact, dates, duration, hours, money, statement
from checker.extract.context import Context, contexts, path_words
from checker.extract.hit import Hit
from checker.extract.links import same_site
from checker.extract.sought import LABEL, LEAST, PREFERRED, Sought, accepted
from checker.extract.words import Stems, stems
from checker.model.catalog import Language
from checker.model.evidence import Anchor, Provenance, Span, Text
from checker.model.record import Found
from checker.model.value import Contact, Kind, Link, Money, Statement

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
#: The least part of a link's words that must name the element where it does not begin with it:
#: "rules for persons exempt from access" is no link to access.
NAMED = 0.2
#: Characters of a sentence that may stand beside a link, such as its full stop.
SLACK = 3
#: So many words without a verb, a figure or a full stop are a label.
LABEL_WORDS = 8
#: What it costs to stand in the news, which tell what was or what is proposed.
PASSING = 2.0
#: An address of the site's own domain is rather the municipality's, another's rather not.
DOMAIN = 1.5
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that may be the element's, and how surely; higher is surer."""

    found: Found
    score: float
    words: str  #: what stands beside it, for people
    place: str = ""  #: heading and row that it stands under, to tell two places apart


@dataclass(frozen=True, slots=True)
class _Page:
    """One page on its way through all elements."""

    text: Text
    proof: Provenance  #: of nothing yet; each candidate's is made from it
    passing: bool  #: it is news
    stale: bool  #: news of years ago

    def candidate(
        self, sought: Sought, hit: Hit, score: float, *, words: str, place: str = ""
    ) -> Candidate:
        """Return a candidate with its proof."""
        proof = replace(
            self.proof,
            span=Span(hit.start, hit.end),
            quote=self.text.content[hit.start : hit.end],
            rule=RULES[sought.element.kind],
        )
        return Candidate(Found(sought.element.id, hit.value, proof), score, words, place)


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
    alive = [sought for sought in prepared if _may_answer(sought, whole)]
    wanted = {sought.element.kind for sought in alive}
    read = {
        kind: list(contexts(text, find(text, words)))
        for kind, find in FINDERS.items()
        if kind in wanted
    }
    page = _page(text, words)
    said = statement.said(text) if "statement" in wanted else ()
    mute = _Mute(stems(words.words.get("pointer", ())), frozenset(words.words.get("verbs", ())))
    gathered: list[Candidate] = []
    for sought in alive:
        match sought.element.kind:
            case "link":
                gathered += _links(page, sought)
            case "statement":
                hits = [
                    hit
                    for hit in statement.stating(text, said, sought.groups)
                    if not mute.is_so(text, hit)
                ]
                gathered += _judged(page, sought, contexts(text, hits))
            case kind:
                gathered += _judged(page, sought, read[kind])
    return tuple(_undisputed(gathered))


def _may_answer(sought: Sought, whole: str) -> bool:
    """Say whether a page can say anything about an element: a quick look before all others."""
    if sought.element.kind == "link" or sought.element.accept.site:
        return True
    return bool(sought.subject.search(whole))


def _page(text: Text, words: Language) -> _Page:
    """Return what all candidates of a page share: two digests are worth making once."""
    above, name = path_words(text.source.uri)
    news = stems(words.words.get("passing", ()))
    passing = any(news.search(part) for part in (text.title, above, name))
    year = max(map(int, _YEAR.findall(text.content)), default=None) if passing else None
    stale = year is not None and year < text.source.captured_at.year - 1
    return _Page(text, text.cite(0, 0, rule=""), passing, stale)


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
    page: _Page, sought: Sought, around: Iterable[tuple[Hit, Context]]
) -> Iterator[Candidate]:
    for hit, context in around:
        if not accepted(sought.element.accept, hit.value) or _is_past(page, hit, context):
            continue
        score = sought.score(context)
        if score is None:
            continue
        score += _by_domain(page.text, sought, hit) - (PASSING if page.passing else 0.0)
        if score >= LEAST:
            yield page.candidate(
                sought,
                hit,
                score,
                words=_joined(context.heading, context.label),
                place=_joined(context.heading, context.row_header),
            )


def _joined(*parts: str) -> str:
    return " / ".join(part for part in parts if part)


def _is_past(page: _Page, hit: Hit, context: Context) -> bool:
    """Say whether news tell of years ago, or a price of a year to come: that is a proposal."""
    if not page.passing or context.region != "main":
        return False
    now = page.text.source.captured_at.year
    if isinstance(hit.value, Money) and hit.value.year is not None and hit.value.year > now:
        return True
    told = _YEAR.findall(f"{context.heading} {context.lead} {context.row}")
    return max(map(int, told)) < now - 1 if told else page.stale


def _by_domain(text: Text, sought: Sought, hit: Hit) -> float:
    """Weigh whose domain an address of the whole municipality is of; it may have its own."""
    if not sought.element.accept.site or not isinstance(hit.value, Contact) or not hit.value.email:
        return 0.0
    own = same_site(f"https://{hit.value.email.rpartition('@')[2]}/", text.source.uri)
    return DOMAIN if own else 0.0


@dataclass(frozen=True, slots=True)
class _Mute:
    """What looks like a sentence and states nothing: a link, a label, a hint where to read on."""

    pointer: Stems
    verbs: frozenset[str]

    def is_so(self, text: Text, hit: Hit) -> bool:
        """Say whether a stretch states nothing."""
        said = text.content[hit.start : hit.end]
        begins = self.pointer.search(said)
        if begins and begins.start() == 0:
            return True
        return self._is_label(said) or any(
            anchor.start <= hit.start + SLACK and hit.end - SLACK <= anchor.end
            for anchor in text.anchors
        )

    def _is_label(self, said: str) -> bool:
        if said[-1] in ".!" or any(one.isdigit() for one in said):
            return False
        words = said.lower().split()
        return len(words) <= LABEL_WORDS and not self.verbs.intersection(words)


def _links(page: _Page, sought: Sought) -> Iterator[Candidate]:
    """Yield the links that name the element: by their words, or by the sentence of a mere "here".

    An icon has no words to quote, only a name for those who cannot see it; it counts a little
    less than a link that everybody can read. A link within the page leads nowhere.
    """
    named = [
        anchor
        for anchor in page.text.anchors
        if (anchor.region == "main" or sought.element.accept.anywhere)
        and (len(anchor.words) <= BARE or sought.subject.search(anchor.words))
        and anchor.uri.startswith(("http:", "https:"))
        and not _within(anchor, page.text)
    ]
    hits = [Hit(Link(anchor.uri), anchor.start, anchor.end) for anchor in named]
    for anchor, (hit, context) in zip(named, contexts(page.text, hits), strict=True):
        score = _link_score(anchor, context, sought)
        if score is not None:
            yield page.candidate(sought, hit, score, words=anchor.words)


def _within(anchor: Anchor, text: Text) -> bool:
    """Say whether a link leads to a place on its own page."""
    bare, fragment = urldefrag(anchor.uri)
    return bool(fragment) and bare == urldefrag(text.source.uri)[0]


def _link_score(anchor: Anchor, context: Context, sought: Sought) -> float | None:
    around = context.label if len(anchor.words) <= BARE else ""
    if sought.avoid.search(anchor.words) or sought.avoid.search(around):
        return None
    preferred = PREFERRED if sought.prefer.search(anchor.words) else 0.0
    if sought.subject.search(anchor.words):
        if not (preferred or _names(anchor.words, sought.subject)):
            return None
        score = LABEL if anchor.start < anchor.end else LABEL - 1
    elif around and sought.subject.search(around):
        score = LABEL - 2
    else:
        return None
    return score + preferred + (1.0 if len(anchor.words) <= TEASER else 0.0)


def _names(words: str, subject: Stems) -> bool:
    """Say whether a link's words name the subject: they begin with it, or little else stands."""
    found = list(subject.finditer(words))
    if not words[: found[0].start()].strip() or len(words) > TEASER:
        return found[0].start() <= TEASER
    whole = list(_WORD.finditer(words))
    told = sum(
        len(match.group())
        for match in whole
        if any(one.start() < match.end() and match.start() < one.end() for one in found)
    )
    return told >= NAMED * sum(len(match.group()) for match in whole)
