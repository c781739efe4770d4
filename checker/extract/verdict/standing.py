"""What a page is worth as a source: in force, of another year, news, a draft, or about others.

A superseded price list stays up beside the new one, a proposal is published months before it is
adopted, and a page compares with the neighbours. The words that say so stand in the title, in the
address, in a heading or beside the figure; a careful person reads them before the figure.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal
from urllib.parse import unquote, urlsplit

from checker.extract.hit import Hit
from checker.extract.verdict.context import SITE, Context, first_heading, path_words
from checker.extract.verdict.others import Whose, named
from checker.extract.verdict.sought import folded
from checker.extract.verdict.validity import Days, Validity, days
from checker.extract.words import Stems, stems
from checker.model.catalog import Language
from checker.model.evidence import Text
from checker.model.value import Contact, Date, Duration, Hours, Money, Statement

#: Why a candidate may be no answer for today, or none of this municipality.
Doubt = Literal[
    "news", "dated", "national", "compared", "example", "proposed", "superseded", "ended",
    "coming", "quoted", "central", "vacancy", "editor",
]  # fmt: skip
#: What each says of a candidate, for people.
SAYS: Mapping[Doubt, str] = {
    "news": "it stands in the news",
    "dated": "its page is of another year",
    "national": "it is told as the same for the whole country",
    "compared": "it stands in a comparison",
    "example": "it is an example",
    "proposed": "it is proposed, not adopted",
    "superseded": "it is said to hold no longer",
    "ended": "its last day is past",
    "coming": "it does not hold yet",
    "quoted": "it is another municipality's or the country's",
    "editor": "it is the website's editor, not the service",
    "vacancy": "it stands in a notice of a vacant post",
    "central": "it is the municipality's own, for everything",
}
#: Doubts that make an answer none for today or for this municipality, however surely it is meant.
UNFIT: frozenset[Doubt] = frozenset(
    {"proposed", "superseded", "ended", "coming", "quoted", "central", "vacancy", "editor"}
)
#: What each costs, in points of `sought`: less sure, or hardly the one where there is another.
COST: Mapping[Doubt, float] = {
    "news": 2.0, "dated": 1.0, "national": 2.5, "compared": 2.5, "example": 3.0,
    **dict.fromkeys(UNFIT, 4.0),
}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
#: A year, with the next one right behind it where it is a school year.
_TOLD = re.compile(r"(?<!\d)(?P<year>20[0-4]\d)(?!\d)(?:\s?[/–-]\s?(?:20)?[0-4]\d(?!\d))?")
#: The address of something posted on a day: "/2026/11/nye-priser/".
_POSTED = re.compile(r"/20[0-4]\d/(?:0?[1-9]|1[0-2])/")
_FIGURES = (Money, Duration, Hours, Date)


@dataclass(frozen=True, slots=True)
class _Words:
    """One list of the language: as sentences write it, and as addresses do."""

    said: Stems
    address: Stems

    def tell(self, told: tuple[str, ...], addresses: tuple[str, ...]) -> bool:
        """Say whether any of these has one of the words."""
        return any(self.said.search(one) for one in told) or any(
            self.address.search(folded(one)) for one in addresses
        )


@cache
def _words(words: tuple[str, ...]) -> _Words:
    return _Words(stems(words), stems(dict.fromkeys(map(folded, words))))


@dataclass(frozen=True, slots=True)
class _Lists:
    """The words that tell of a single figure what it is."""

    passing: Stems
    proposed: Stems
    superseded: Stems
    national: Stems
    example: Stems
    coming: Stems
    editor: Stems


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for the whole of one page."""

    on: date  #: the day it was captured
    passing: bool  #: it is news
    stale: bool  #: news of years ago
    proposed: bool  #: its title or address calls it a proposal
    superseded: bool  #: likewise, what is no longer in force
    vacancy: bool  #: likewise, or its first heading, a notice of a vacant post
    coming: bool  #: likewise, what holds from next year on
    year: int | None  #: that its title or first heading names, else its address
    since: date | None  #: day from which it says that it holds
    whose: Whose
    days: Days
    lists: _Lists

    def doubts(self, hit: Hit, context: Context) -> tuple[Doubt, ...]:
        """Return why a hit may be no answer, the heaviest last."""
        return tuple(self._doubts(hit, context)) if context.region not in SITE else ()

    def _doubts(self, hit: Hit, context: Context) -> Iterator[Doubt]:
        told = (context.heading, context.outer)
        if self.passing or any(self.lists.passing.search(one) for one in told):
            yield "news"
        if isinstance(hit.value, Statement):
            if self._is_dated(hit):
                yield "dated"
            if self.superseded:
                yield "superseded"
        if isinstance(hit.value, Contact) and self.lists.editor.search(context.label):
            yield "editor"
        if not isinstance(hit.value, _FIGURES):
            return
        if self._is_dated(hit):
            yield "dated"
        if self.vacancy:
            yield "vacancy"
        yield from self._of_others(hit, context)
        yield from self._not_in_force(hit, context)

    def _is_dated(self, hit: Hit) -> bool:
        return self.year is not None and self.year < self.on.year and _bare(hit)

    def _of_others(self, hit: Hit, context: Context) -> Iterator[Doubt]:
        if isinstance(hit.value, Money):
            if self.lists.national.search(context.label):
                yield "national"
            if any(self.lists.example.search(one) for one in (context.label, context.heading)):
                yield "example"
        if isinstance(hit.value, Hours):
            return
        if self.whose.is_others(context):
            yield "quoted"
        elif self.whose.is_compared(context):
            yield "compared"

    def _not_in_force(self, hit: Hit, context: Context) -> Iterator[Doubt]:
        proposed, superseded = self.lists.proposed, self.lists.superseded
        over = (context.heading, context.outer, context.caption, *context.near)
        if self.proposed or any(proposed.search(one) for one in (context.label, context.heading)):
            yield "proposed"
        if self.superseded or any(superseded.search(one) for one in over):
            yield "superseded"
        yield from self._out_of_time(hit, context)

    def _out_of_time(self, hit: Hit, context: Context) -> Iterator[Doubt]:
        holds = self.validity(hit, context)
        if holds.until is not None and holds.until < self.on:
            yield "ended"
        next_year = self.year is not None and self.year > self.on.year and _bare(hit)
        coming = next_year or any(
            self.lists.coming.search(one) for one in (context.label, context.heading)
        )
        if (holds.since is not None and holds.since > self.on) or (
            isinstance(hit.value, Money) and (coming or self.coming)
        ):
            yield "coming"

    def validity(self, hit: Hit, context: Context) -> Validity:
        """Return from when until when a price holds, as far as it is told in whole days."""
        if not isinstance(hit.value, Money) or context.region in SITE:
            return Validity()
        return self.days.around(context) or Validity(self.since)

    def is_past(self, hit: Hit, context: Context) -> bool:
        """Say whether news tell of years ago, or a price of a year to come: that is a proposal."""
        if not self.passing or context.region != "main":
            return False
        if (
            isinstance(hit.value, Money)
            and hit.value.year is not None
            and hit.value.year > self.on.year
        ):
            return True
        told = _YEAR.findall(f"{context.heading} {context.lead} {context.row}")
        return max(map(int, told)) < self.on.year - 1 if told else self.stale


def standing(text: Text, words: Language) -> Standing:
    """Return what holds for the whole of a page."""
    headed = (text.title, first_heading(text))
    passing, proposed, superseded, national, example, coming, vacant, editor = (
        _words(tuple(words.words.get(name, ())))
        for name in (
            "passing", "proposed", "superseded", "national", "example", "coming", "vacant",
            "editor",
        )
    )  # fmt: skip
    above, name = path_words(text.source.uri)
    on = text.source.captured_at.date()
    is_news = passing.tell((text.title,), (above, name)) or bool(
        _POSTED.search(_path(text.source.uri))
    )
    last = max(map(int, _YEAR.findall(text.content)), default=None) if is_news else None
    reader = days(words)
    return Standing(
        on=on,
        passing=is_news,
        stale=last is not None and last < on.year - 1,
        proposed=proposed.tell((text.title,), (above, name)),
        superseded=superseded.tell((text.title,), (above, name)),
        vacancy=vacant.tell(headed, (name,)),
        coming=coming.tell(headed, (name,)),
        year=_year(headed, text.source.uri),
        since=reader.of_page(text),
        whose=Whose(text, named(words)),
        days=reader,
        lists=_Lists(
            passing.said,
            proposed.said,
            superseded.said,
            national.said,
            example.said,
            coming.said,
            editor.said,
        ),
    )


def _bare(hit: Hit) -> bool:
    """Say whether a value names no year itself; one that does speaks for itself."""
    match hit.value:
        case Money(year=year):
            return year is None
        case Date(date=written):
            return written.startswith("-")
        case _:
            return True


def _year(headed: tuple[str, str], uri: str) -> int | None:
    """Return the latest year that a page's title or first heading names, else its address."""
    return max(_years("\n".join(headed)) or _years(_path(uri)), default=None)


def _years(words: str) -> list[int]:
    """Return the years named; of a school year the one that it begins in.

    >>> _years("Priser 2026"), _years("SFO 2026/2027"), _years("skoleåret 2026–27")
    ([2026], [2026], [2026])
    """
    return [int(found["year"]) for found in _TOLD.finditer(words)]


def _path(uri: str) -> str:
    try:
        return unquote(urlsplit(uri).path)
    except ValueError:
        return ""
