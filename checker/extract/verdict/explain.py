"""What was considered for one element on one page, and why it was taken or left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.extract.facts.statement import find as find_statements
from checker.extract.hit import Hit
from checker.extract.verdict.accepts import accepted
from checker.extract.verdict.candidates import candidates, finders
from checker.extract.verdict.context import Context, contexts
from checker.extract.verdict.sought import Sought
from checker.extract.verdict.standing import SAYS
from checker.extract.words import Stems
from checker.model.catalog import Language
from checker.model.evidence import Text
from checker.model.value import Link, Value


@dataclass(frozen=True, slots=True)
class Considered:
    """One value that stands on the page, and what became of it."""

    value: Value
    start: int
    end: int
    taken: bool
    score: float | None  #: how surely it is meant; None where it cannot be
    reasons: tuple[str, ...]  #: for people, the deciding one first


def explain(text: Text, sought: Sought, words: Language, *, region: str = "NO") -> list[Considered]:
    """Return everything of the element's kind on a page, in order of the text.

    `region` is the ISO 3166 country whose phone numbers may stand without a country code.
    """
    taken = {
        (one.found.proof.span.start, one.found.proof.span.end): one
        for one in candidates(text, [sought], words, region=region)
    }
    considered = []
    for hit, context in contexts(text, _hits(text, sought, words, region)):
        one = taken.get((hit.start, hit.end))
        doubts = (SAYS[doubt] for doubt in one.doubts) if one else ()
        reasons = (*doubts, *_reasons(sought, hit, context, taken=one is not None))
        score = one.score if one else None
        considered.append(
            Considered(hit.value, hit.start, hit.end, one is not None, score, reasons)
        )
    return considered


def _hits(text: Text, sought: Sought, words: Language, region: str) -> Sequence[Hit]:
    match sought.element.kind:
        case "link":
            return [Hit(Link(one.uri), one.start, one.end) for one in text.anchors if one.words]
        case "statement":
            return find_statements(text, sought.groups)
        case kind:
            return finders(region)[kind](text, words)


def _reasons(sought: Sought, hit: Hit, context: Context, *, taken: bool) -> Iterator[str]:
    accept = sought.element.accept
    if not accepted(accept, hit.value):
        yield "it cannot be this element's: outside its limits, unit, role or audience"
    if hit.personal and not accept.persons:
        yield "it is the number of a named employee"
    if context.region not in {"main", "aside"} and not accept.anywhere:
        yield f"it stands in the page's {context.region}"
    for name, words in _places(context):
        if word := _word(sought.avoid, words):
            yield f"{name} says “{word}”, which is another fact"
    named = [
        f"{name} says “{word}”"
        for name, words in _places(context)
        if (word := _word(sought.subject, words))
    ]
    yield from named or ["nothing around it names the element"]
    for name, words in _places(context):
        if word := _word(sought.prefer, words):
            yield f"{name} says “{word}”, which is what is wanted"
    if not taken and named:
        yield "surer answers, another element or doubt about the page outweigh it"


def _places(context: Context) -> tuple[tuple[str, str], ...]:
    return (
        ("its label", context.label),
        ("its row's header", context.row_header),
        ("its column's header", context.column_header),
        ("its row or sentence", context.row),
        ("the table's caption", context.caption),
        ("the heading", context.heading),
        ("a heading above", context.outer),
        ("the title", context.page),
    )


def _word(words: Stems, text: str) -> str:
    found = words.search(text) if text else None
    return text[found.start() : found.end()] if found else ""
