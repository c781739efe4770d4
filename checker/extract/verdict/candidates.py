"""One page in, candidates out: what it says about each element, with how surely it is meant."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from checker.extract import duration, hours, money
from checker.extract.facts import contact, dates, statement
from checker.extract.facts.links import same_site
from checker.extract.hit import Hit
from checker.extract.verdict.accepts import accepted, is_weekly
from checker.extract.verdict.context import SITE, Context, contexts, path_words
from checker.extract.verdict.named import Links, links_of, naming
from checker.extract.verdict.sought import LEAST, Sought, folded
from checker.extract.verdict.standing import COST, SAYS, Doubt, Standing, standing
from checker.extract.words import Stems, stems, union
from checker.model.catalog import Language
from checker.model.evidence import Provenance, Span, Text
from checker.model.record import Found
from checker.model.value import Contact, Hours, Kind, Link, Statement

Finder = Callable[[Text, Language], Sequence[Hit]]
#: A hit, what stands around it, and all of that as one text.
_Seen = tuple[Hit, Context, str]

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
#: The Sámi languages (ISO 639): no element has words in them, and the Norwegian word in brackets
#: beside a figure does not tell what the sentence says of it.
UNREAD = frozenset({"se", "sma", "smj", "smn", "sms"})
FIGURES: frozenset[Kind] = frozenset({"hours", "money", "duration", "date", "statement"})
#: Characters of a sentence that may stand beside a link, such as its full stop.
SLACK = 3
#: So many words without a verb, a figure or a full stop are a label.
LABEL_WORDS = 8
#: Words between which "at the library" has its preposition.
ARTICLE = 2
#: What it costs that somebody else is only said to be at the place.
VISITOR = 3.0
#: Hours of most of a week are rather a place's own than those of somebody who is there at times.
WEEKLY = 1.0
#: An address of the site's own domain is rather the municipality's, another's rather not.
DOMAIN = 1.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that may be the element's, and how surely; higher is surer."""

    found: Found
    score: float
    words: str  #: what stands beside it, for people
    place: str = ""  #: heading and row that it stands under, to tell two places apart
    doubts: tuple[Doubt, ...] = ()  #: why it may be no answer for today; counted in the score
    beside: bool = True  #: words right beside it name the element, not only a heading
    table: int = -1  #: number of its table on the page; -1: it stands in none
    year: int | None = None  #: that its page is of, where the value names none
    since: date | None = None  #: day from which it holds, as far as it is told
    reasons: tuple[str, ...] = ()  #: what speaks for it and against it, for people
    pages: int = 1  #: that say the same


@dataclass(frozen=True, slots=True)
class _Page:
    """One page on its way through all elements."""

    text: Text
    proof: Provenance  #: of nothing yet; each candidate's is made from it
    standing: Standing
    located: frozenset[str]  #: words before the name of a place: "på biblioteket"

    def candidate(self, sought: Sought, hit: Hit, score: float, *, words: str) -> Candidate:
        """Return a candidate with its proof."""
        proof = replace(
            self.proof,
            span=Span(hit.start, hit.end),
            quote=self.text.content[hit.start : hit.end],
            rule=RULES[sought.element.kind],
        )
        return Candidate(Found(sought.element.id, hit.value, proof), score, words)


def finders(region: str) -> Mapping[Kind, Finder]:
    """Return a finder for each kind that is read the same way whatever the element.

    `region` is the ISO 3166 country whose phone numbers may stand without a country code.
    """
    return {
        "hours": hours.find,
        "money": money.find,
        "duration": duration.find,
        "date": dates.find,
        "contact": partial(contact.find, region=region, personal=True),
    }


def candidates(
    text: Text, prepared: Sequence[Sought], words: Language, *, region: str = "NO"
) -> tuple[Candidate, ...]:
    """Return every value of a page that may answer one of the prepared elements.

    Args:
        text: the page.
        prepared: the elements sought, ready for the languages of the page.
        words: the languages' common words, merged.
        region: ISO 3166 country whose phone numbers may stand without a country code.
    """
    kinds = _kinds(text, prepared)
    read = {
        kind: _seen(text, find(text, words), words)
        for kind, find in finders(region).items()
        if kind in kinds
    }
    located = frozenset(words.words.get("located", ()))
    page = _Page(text, text.cite(0, 0, rule=""), standing(text, words), located)
    links = links_of(text, [one for one in prepared if one.element.kind == "link"])
    stated = _stated(text, words) if "statement" in kinds else ()
    gathered: list[Candidate] = []
    for sought in prepared:
        if sought.element.kind in FIGURES and text.language in UNREAD:
            continue
        match sought.element.kind:
            case "link":
                gathered += _linked(page, sought, links)
            case "statement":
                hits = statement.stating(text, stated, sought.groups)
                gathered += _judged(page, sought, _seen(text, hits, words))
            case kind:
                gathered += _judged(page, sought, read.get(kind, ()))
    return tuple(_undisputed(gathered))


def _kinds(text: Text, prepared: Sequence[Sought]) -> set[Kind]:
    """Return the kinds worth reading a page for: those of an element that it may speak of."""
    said = (
        text.content[block.start : block.end]
        for block in text.blocks
        if block.region != "navigation"  # a menu names everything and tells nothing
    )
    whole = "\n".join((text.title, *said)) if text.blocks else f"{text.title}\n{text.content}"
    address = folded(" ".join(path_words(text.source.uri)))
    site = any(block.region in SITE for block in text.blocks)
    by_kind: dict[Kind, list[Sought]] = {}
    for sought in prepared:
        by_kind.setdefault(sought.element.kind, []).append(sought)
    return {
        kind
        for kind, some in by_kind.items()
        if (site and any(one.element.accept.site for one in some))
        or union(tuple(one.subject for one in some)).search(whole)
        or union(tuple(one.address for one in some)).search(address)
    }


def _stated(text: Text, words: Language) -> tuple[statement.Said, ...]:
    """Return the sentences of a page that state something."""
    mute = _Mute(stems(words.words.get("pointer", ())), frozenset(words.words.get("verbs", ())))
    return tuple(one for one in statement.said(text) if not mute.is_so(text, one))


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


def _seen(text: Text, hits: Sequence[Hit], words: Language) -> list[_Seen]:
    """Return each hit with what stands around it; days that are excepted do not stand there."""
    cut = stems(words.words.get("except", ()))
    seen = []
    for hit, context in contexts(text, hits):
        excepted = cut.search(context.label) if isinstance(hit.value, Hours) else None
        kept = replace(context, label=context.label[: excepted.start()]) if excepted else context
        seen.append((hit, kept, kept.words))
    return seen


def _judged(page: _Page, sought: Sought, seen: Iterable[_Seen]) -> Iterator[Candidate]:
    for hit, context, words in seen:
        accept = sought.element.accept
        if not accepted(accept, hit.value) or (hit.personal and not accept.persons):
            continue
        if page.standing.is_past(hit, context):
            continue
        weighed = sought.weigh(context) if sought.may_be(context, words) else None
        if weighed is None:
            continue
        doubts = page.standing.doubts(hit, context)
        own = _by_domain(page.text, sought, hit)
        week = WEEKLY if isinstance(hit.value, Hours) and is_weekly(hit.value.osm) else 0.0
        visitor = (
            VISITOR
            if isinstance(hit.value, Hours) and _visits(sought, context, page.located)
            else 0.0
        )
        score = weighed.score + own + week - visitor - sum(COST[doubt] for doubt in doubts)
        if score >= LEAST:
            yield replace(
                page.candidate(sought, hit, score, words=_joined(context.heading, context.label)),
                place=_joined(context.heading, context.row_header),
                doubts=doubts,
                beside=weighed.beside,
                table=context.table,
                year=page.standing.year,
                since=page.standing.validity(hit, context).since,
                reasons=(
                    *weighed.reasons(),
                    *(("the address is of the site's own domain",) if own else ()),
                    *(SAYS[doubt] for doubt in doubts),
                ),
            )


def _visits(sought: Sought, context: Context, located: frozenset[str]) -> bool:
    """Say whether hours are of somebody who is only at the place.

    "Ombudet holder til på biblioteket onsdager": no heading names the library, and the sentence
    only as where it is.
    """
    over = (context.heading, context.row_header, context.column_header, context.caption)
    if any(sought.subject.search(one) for one in over):
        return False
    found = list(sought.subject.finditer(context.label))
    before = (context.label[: match.start()].lower().split()[-ARTICLE:] for match in found)
    return bool(found) and all(not located.isdisjoint(words) for words in before)


def _linked(page: _Page, sought: Sought, links: Links) -> Iterator[Candidate]:
    posted = COST["news"] if page.standing.passing else 0.0
    for anchor, score in naming(links, sought):
        hit = Hit(Link(anchor.uri), anchor.start, anchor.end)
        less = posted if anchor.region == "main" else 0.0
        yield page.candidate(sought, hit, score - less, words=anchor.words)


def _joined(*parts: str) -> str:
    return " / ".join(part for part in parts if part)


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

    def is_so(self, text: Text, hit: statement.Said) -> bool:
        """Say whether a stretch states nothing."""
        said = text.content[hit.start : hit.end]
        begins = self.pointer.search(said)
        if begins and begins.start() == 0:
            return True
        before = bisect_right(text.anchors, hit.start + SLACK, key=lambda anchor: anchor.start)
        linked = before > 0 and hit.end - SLACK <= text.anchors[before - 1].end
        return linked or self._is_label(said)

    def _is_label(self, said: str) -> bool:
        if said[-1] in ".!" or any(one.isdigit() for one in said):
            return False
        words = said.lower().split()
        return len(words) <= LABEL_WORDS and not self.verbs.intersection(words)
