"""An element made ready for reading: its words as matchers, its limits as questions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from checker.extract.verdict.context import SITE, Context
from checker.extract.verdict.weighed import Weighed
from checker.extract.words import Stems, stems
from checker.model.catalog import Element, Sector, Wording

#: How much a subject word counts, by where it stands; the best place decides, others add a little.
LABEL, HEADERS, ROW, HEADING, CAPTION, OUTER, PAGE, PATH, ABOVE = (
    6.0, 6.0, 5.0, 5.0, 5.0, 3.0, 3.0, 2.0, 1.0,
)  # fmt: skip
#: Header or footer of the site, for what belongs to the municipality as a whole.
WHOLE = 5.0
PREFERRED, OUTSIDE, ECHO = 3.0, 2.0, 0.25
#: What it costs to stand beside the content, where pages put a service's own number and hours.
ASIDE = 1.0
#: A word in nothing but the address is no statement about the figure.
LEAST = 3.0
#: Words of another service beside a figure, or over it: its number is not the municipality's.
FOREIGN = 5.0
#: Places that name an element only from afar: what stands nearer may be about something else.
_FAR = frozenset({"heading above", "title", "address", "sentence before"})
#: Sectors that are no services of their own; the first is the municipality as a whole.
WHOLE_SECTOR: Sector = "service"
_NO_SERVICE: frozenset[Sector] = frozenset({WHOLE_SECTOR, "openness"})

#: The last sentence of a stretch.
_LAST = re.compile(r"[^.!?\n]+[.!?:]?\s*\Z")
_FOLD = str.maketrans({"å": "a", "ø": "o", "æ": "ae", "ä": "a", "ö": "o"})


@dataclass(frozen=True, slots=True)
class Sought:
    """One element with the words of the languages that a text may be written in."""

    element: Element
    subject: Stems
    prefer: Stems
    avoid: Stems
    groups: tuple[tuple[str, ...], ...]
    address: Stems  #: subject words as addresses write them, without å, æ and ø
    foreign: Stems  #: what the services are called, for an element of the whole municipality
    rival: Stems  #: what other elements of the services are called, for one of them

    def weigh(self, context: Context) -> Weighed | None:
        """Return how surely a hit in this context is about the element; None: it is not."""
        beside = context.region == "aside"
        if context.region != "main" and not (beside or self.element.accept.anywhere):
            return None
        if self._forbidden(context):
            return None
        told = self._told(context)
        if not told or (self.element.kind == "date" and not self._preferred_at_all(context)):
            return None  # a day alone tells nothing: a word must say that it is this one
        weights = [weight for weight, _ in told]
        score = weights[-1] + ECHO * sum(weights[:-1])
        wanted = (
            PREFERRED
            if any(_has(self.prefer, words) for words in (context.label, context.row_header))
            else PREFERRED / 2
            if self._preferred_at_all(context)
            else 0.0
        )
        outside = self._avoided_over(context) or any(
            _has(self.avoid, words) for words in (context.outer, context.page)
        )
        strange = self._strangeness(context) + self._rivalry(context, told[-1][1])
        score += wanted - (OUTSIDE if outside else 0.0) - strange - self._estranged(context)
        score -= ASIDE if beside and not self.element.accept.anywhere else 0.0
        if score < LEAST:
            return None
        names = tuple(name for _, name in reversed(told))
        return Weighed(score, names, bool(wanted), strange > 0 or outside)

    def may_be(self, context: Context, words: str) -> bool:
        """Say whether anything around names the element: a quick look before `score`.

        Args:
            context: what stands around.
            words: `context.words`, made once for all elements.
        """
        return (
            (self.element.accept.site and context.region in SITE)
            or self.subject.search(words) is not None
            or _has(self.address, folded(context.path))
        )

    def _told(self, context: Context) -> list[tuple[float, str]]:
        """Return the weight and name of each place that names the element, the heaviest last.

        What the paragraph said before counts only where nothing else does, and where a word
        beside the figure tells that it is one of the right kind. "Telefon" beside a number does
        not tell whose it is: that of the whole municipality stands under a heading that says
        so, in header or footer, or beside a preferred word.
        """
        preferred = self._preferred_beside(context)
        beside = (
            (LABEL, "label", context.label),
            (HEADERS, "row header", context.row_header),
            (HEADERS, "column header", context.column_header),
            (ROW, "row or sentence", context.row),
        )
        places = (
            *(beside if preferred or not self._is_anybodys(context) else ()),
            (CAPTION, "caption", context.caption),
            (HEADING, "heading", context.heading),
            (OUTER, "heading above", context.outer),
            (PAGE, "title", context.page),
        )
        told = [(weight, name) for weight, name, words in places if _has(self.subject, words)]
        told += [
            (weight, "address")
            for weight, words in ((PATH, context.path), (ABOVE, context.above))
            if _has(self.address, folded(words))
        ]
        if self.element.accept.site and context.region in SITE:
            told.append((WHOLE, f"place in the {context.region}"))
        weak = max(told, default=(0.0, ""))[0] < LEAST
        if weak and preferred and _has(self.subject, context.lead):
            told.append((LEAST, "sentence before"))
        return sorted(told, key=itemgetter(0))

    def _is_anybodys(self, context: Context) -> bool:
        """Say whether the words beside a hit do not tell whose number or address it is."""
        accept = self.element.accept
        return accept.site and self.element.kind == "contact" and context.region not in SITE

    def _preferred_beside(self, context: Context) -> bool:
        return any(_has(self.prefer, words) for words in context.near)

    def _preferred_at_all(self, context: Context) -> bool:
        around = (context.row, context.heading)
        return self._preferred_beside(context) or any(_has(self.prefer, part) for part in around)

    def _forbidden(self, context: Context) -> bool:
        """Say whether a word beside the hit forbids it; a heading that names both does not."""
        if any(_has(self.avoid, words) for words in context.near):
            return True
        named = not self.element.accept.site and any(
            _has(self.subject, words) for words in (context.label, context.row_header)
        )
        return self._avoided_over(context) and not named

    def _avoided_over(self, context: Context) -> bool:
        """Say whether heading or caption speak of another fact, and not of this one too.

        "Gebyrer for plan, bygg og oppmåling" heads a table whose rows name what they are; but
        "Telefontid" under "Legekontoret" is not the municipality's.
        """
        return any(
            _has(self.avoid, words) and not _has(self.subject, words)
            for words in (context.heading, context.caption)
        )

    def _strangeness(self, context: Context) -> float:
        """Return what it costs that the words around speak of a service of its own."""
        beside = any(_has(self.foreign, words) for words in (context.label, context.row_header))
        over = [
            words
            for words in (context.heading, context.outer, context.page)
            if _has(self.foreign, words)
        ]
        alone = any(not _has(self.subject, words) for words in over)
        return FOREIGN if beside or alone else FOREIGN / 2 if over else 0.0

    def _estranged(self, context: Context) -> float:
        """Return what it costs that the sentence before speaks of another fact, and this of none.

        "Kosten kommer i tillegg. Solbakken tar 450 kroner."
        """
        before = _LAST.search(context.lead)
        if before is None or not _has(self.avoid, before.group()):
            return 0.0
        named = (context.label, before.group())
        told = any(_has(words, one) for one in named for words in (self.subject, self.prefer))
        return 0.0 if told else OUTSIDE

    def _rivalry(self, context: Context, named_by: str) -> float:
        """Return what it costs that nearer words name another fact than those from afar."""
        if named_by not in _FAR:
            return 0.0
        if _has(self.rival, context.heading):
            return FOREIGN
        return FOREIGN / 2 if any(_has(self.rival, words) for words in context.near) else 0.0


@lru_cache(maxsize=2048)
def _has(words: Stems, text: str) -> bool:
    return bool(text) and words.search(text) is not None


@lru_cache(maxsize=1024)
def folded(words: str) -> str:
    """Return words as they stand in addresses.

    >>> folded("åpningstider i svømmehallen") == folded("aapningstider i svoemmehallen")
    True
    """
    return words.lower().translate(_FOLD).replace("aa", "a").replace("oe", "o")


def prepare(elements: Iterable[Element], languages: tuple[str, ...]) -> tuple[Sought, ...]:
    """Return each element ready for texts in any of these languages."""
    known = tuple(elements)
    services = tuple(
        dict.fromkeys(
            word
            for element in known
            if element.sector not in _NO_SERVICE
            for wording in _wordings(element, languages)
            for word in wording.subject_words
        )
    )
    return tuple(
        _sought(element, languages, services if element.sector == WHOLE_SECTOR else (), services)
        for element in known
    )


def _wordings(element: Element, languages: tuple[str, ...]) -> list[Wording]:
    return [element.wordings[tag] for tag in languages if tag in element.wordings]


def _sought(
    element: Element,
    languages: tuple[str, ...],
    foreign: tuple[str, ...],
    services: tuple[str, ...],
) -> Sought:
    wordings = _wordings(element, languages)

    def union(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for wording in wordings for word in getattr(wording, name)))

    return Sought(
        element=element,
        subject=stems(union("subject_words")),
        prefer=stems(union("prefer_words")),
        avoid=stems(union("avoid_words")),
        groups=_groups(wordings),
        address=stems(dict.fromkeys(map(folded, union("subject_words")))),
        foreign=stems(foreign),
        rival=stems(_rivals(union("subject_words"), services)),
    )


def _rivals(own: tuple[str, ...], services: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of the services that are none of an element's own, whole or in part."""
    bare = [word.strip("-:| ") for word in own]
    return tuple(
        word
        for word in services
        if not any(one in word or word.strip("-:| ") in one for one in bare)
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
