"""The walk down the lines of a text: which place, which audience, which part of the year."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from checker.extract.hours.days import HOLIDAY, WEEKDAYS
from checker.extract.hours.draft import Draft, Label
from checker.extract.hours.header import (
    audiences_of,
    before_value,
    label_of,
    long_names,
    names_a_place,
    stated,
)
from checker.extract.hours.lines import Line, pinned, sentences
from checker.extract.hours.parts import SEASONS, VALUES, places
from checker.extract.hours.selectors import Selector, When
from checker.extract.hours.shelf import Said, Shelf, Spoken
from checker.extract.hours.statements import DROPS, has_evidence, statements
from checker.extract.hours.tokens import tokenise
from checker.extract.hours.units import Unit, stands_alone, units
from checker.extract.hours.walk import ALL_DAY, Statement
from checker.extract.hours.words import Lexicon
from checker.model.evidence import Cell, Text
from checker.model.value import Audience

_SHORT = 80  #: characters of a text that is nothing but times
_OFFICE: frozenset[Audience] = frozenset({"phone", "visit", "chat"})
_EVENING = 18 * 60  #: minutes; office hours end before it
_SENTENCE = 20  #: characters; a full stop before may be that of an abbreviation
_SENTENCE_ENDS = re.compile(r"[^\W\d]{3}[.!?](?=\s+[^\W\d_]|\s*$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Around:
    """What the lines above have said that still holds."""

    label: Label = frozenset()
    audiences: Spoken = ()
    days: Selector | None = None
    when: When | None = None
    season: str = ""  #: below the name of a season without its dates
    evidence: bool = False  #: a word such as "åpningstider" was there
    temporary: bool = False
    forbidden: bool = False  #: below a heading about parking, buses, bins
    start: int | None = None  #: where the line with the part of the year begins
    pause: bool = False  #: below "Lunsj:"
    prose: bool = False  #: the line above is a sentence, and no heading


class Reader:
    """Reads one text line by line; `drafts` are the schedules it found."""

    def __init__(self, text: Text, content: str, lexicon: Lexicon, *, awaits: bool) -> None:
        """Begin; `awaits`: may days stand behind hours that have none of their own?"""
        self._original = text.content
        self._content = content  #: plain
        self._lexicon = lexicon
        self._around = Around()
        self._headings: tuple[str, ...] = ()
        self._shelf = Shelf()
        self._titled = has_evidence(units(pinned(text.title, 0, lexicon)))
        self._named: list[Label] = []  #: places that the headings name
        self._read_headings: dict[str, list[Unit]] = {}
        self._awaits = awaits

    @cached_property
    def _alone(self) -> bool:
        """Is the text nothing but times of day?"""
        end = len(self._content)
        return end <= _SHORT and stands_alone(
            units(tokenise(self._content, 0, end, self._lexicon, original=self._original))
        )

    @property
    def drafts(self) -> list[Draft]:
        """The schedules found so far, in order of the text."""
        return self._shelf.drafts

    def head(self, line: Line) -> None:
        """Read a line without hours: what it says holds for the lines below."""
        self._enter(line)
        tokens = tokenise(
            self._content, line.start, line.end, self._lexicon, original=self._original
        )
        self._header(units(tokens), line.start, prose=self._is_prose(line))

    def state(self, line: Line) -> None:
        """Read a line that may state hours."""
        self._enter(line)
        found = False
        read: list[Unit] = []
        for tokens in sentences(self._original, self._content, line, self._lexicon):
            sentence = units(tokens)
            read += sentence
            for part in places(sentence):
                found = self._sentence(part, line.cell, goes_on=found) or found
        if not found and line.cell is None and not line.heading:
            self._header(read, line.start, prose=self._is_prose(line))

    def _is_prose(self, line: Line) -> bool:
        return bool(_SENTENCE_ENDS.search(self._original, line.start + _SENTENCE, line.end))

    def _enter(self, line: Line) -> None:
        """Under other headings another place begins; what the headings say holds for it."""
        if line.headings == self._headings:
            return
        self._headings = line.headings
        self._shelf.begin_section()
        self._around = Around()
        named: list[Label] = []
        for heading in line.headings:
            read = self._read_apart(heading)
            named += [label_of(read)] if names_a_place(read) else []
            self._header(read, line.start, prose=False)
        if named != self._named:
            self._shelf.begin_place()
            self._named = named

    def _read_apart(self, heading: str) -> list[Unit]:
        """Read a heading, of lines or of a column, once for all that stands under it."""
        if heading not in self._read_headings:
            self._read_headings[heading] = units(pinned(heading, -1, self._lexicon))
        return self._read_headings[heading]

    def _header(self, line: Sequence[Unit], start: int, *, prose: bool) -> None:
        kinds = {unit.kind for unit in line}
        if not kinds - {"dash", "sign", "bullet", "dot", "telephone"} or (prose and kinds & VALUES):
            return  # nothing, or a sentence with hours of its own: it heads no other line
        label = label_of(line)
        days, when = stated(line)
        if "telephone" in kinds or (label and len(line) > 25):  # noqa: PLR2004  contact or prose
            self._around = replace(self._around, days=None)
            return
        named = bool(label or kinds & {"open", "opens", "reference"})
        audiences = audiences_of(line)
        around = self._around
        if named or audiences:
            self._shelf.last = []
        season = next((unit.kind for unit in line if unit.kind in SEASONS), "")
        if names_a_place(line):
            self._shelf.begin_place()
            around = Around(label, evidence=around.evidence, forbidden=False)
        self._around = Around(
            label=around.label | (label if not (days or when or season) else frozenset()),
            audiences=audiences
            or (() if named and not (when or season or days) else around.audiences),
            days=days,
            when=when or (None if season or (named and not days) else around.when),
            season=season if season and when is None else around.season * (not named and not when),
            evidence=around.evidence or has_evidence(line),
            temporary="temporary" in kinds or (around.temporary and not named),
            forbidden="not_hours" in kinds or (around.forbidden and not named),
            start=start if when else around.start,
            pause="lunch" in kinds and not days and not when,
            prose=prose,
        )

    def _sentence(self, sentence: Sequence[Unit], cell: Cell | None, *, goes_on: bool) -> bool:
        """Read one sentence; return whether it states any hours.

        Args:
            sentence: its units.
            cell: where it stands in a table; in running text a name holds until another comes.
            goes_on: the sentence before it in the same line states hours.
        """
        around = self._around
        kinds = {unit.kind for unit in sentence}
        if not kinds & VALUES:
            return self._reference(sentence, kinds, goes_on=goes_on)
        evidence = has_evidence(sentence)
        if "same" in kinds and goes_on:
            self._reference(sentence, kinds, goes_on=goes_on)
        made = statements(sentence, around=around.when, carried=around.days)
        placed = [_placed(one, around) for one in made]
        kept = [one for one in placed if self._is_meant(one, kinds, evidence=evidence)]
        if around.forbidden or not kept:
            return bool(kept)
        label = label_of(before_value(sentence)) or self._shelf.known(long_names(sentence))
        column = self._column(cell) if cell and not label else Label()
        said = Said(
            label=label or column or around.label,
            named=bool(label or column),
            audiences=() if around.prose and evidence else around.audiences,
            temporary="temporary" in kinds or around.temporary,
            evidence=evidence,
            flowing=cell is None,
            goes_on=goes_on,
            alone=len(kept) == 1,
            table=cell.table if cell and not label else -1,
        )
        for one in kept if label else [self._on_same_days(one) for one in kept]:
            self._shelf.file(
                one, said, self._start(one), told=self._is_told(one, evidence=evidence)
            )
        return True

    def _reference(self, sentence: Sequence[Unit], kinds: set[str], *, goes_on: bool) -> bool:
        """Read a sentence that only refers to hours before it; return whether hours go on.

        "Telefonen svarer i samme tidsrom", "begge har åpent mandag til fredag".
        """
        if "same" in kinds and goes_on:
            self._shelf.repeat(audiences_of(sentence), sentence[-1].end)
            return True
        days, when = stated([*takewhile(lambda unit: unit.kind != "except", sentence)])
        follows = "for_all" in kinds or (goes_on and "open" in kinds)
        if follows and days and not when and not kinds & DROPS:
            return self._shelf.give_days(days.days, days.end)
        return False

    def _column(self, cell: Cell) -> Label:
        """Return the place that the header of a column names."""
        read = self._read_apart(cell.column_header)
        return label_of(read) if names_a_place(read) else Label()

    def _start(self, one: Statement) -> int:
        """Return where its proof begins: with the line that states its part of the year."""
        around = self._around
        if around.start is None or not around.when or one.selector.when != around.when:
            return one.start
        return min(one.start, around.start)

    def _on_same_days(self, one: Statement) -> Statement:
        """Give "Telefon: 9-14" below "Mandag-fredag 8-15" the same days, the working week.

        Not what reaches into the evening: a duty phone, or doors that open themselves.
        """
        bare = one.kind == "open" and not one.selector.days and not one.selector.when
        if not bare or not _OFFICE & {*one.audiences} or not self._shelf.last:
            return one
        days = self._shelf.last[0].schedule.open_days()
        if days != WEEKDAYS[1:6] or any(not low < high <= _EVENING for low, high in one.spans):
            return one
        return one._replace(selector=one.selector._replace(days=days), among=len(days))

    def _is_meant(self, one: Statement, kinds: Iterable[str], *, evidence: bool) -> bool:
        """Is it a statement of hours, and one that the syntax can express?"""
        when = one.selector.when
        if one.kind in {"break", "till"}:
            return bool(one.kind == "break" or one.selector.days or (when and when.osm))
        if one.kind == "off":
            return bool(one.selector.days or (when and when.osm) or one.season == "otherwise")
        if one.selector.days or (when and when.kind == "ended"):
            return not (when and when.kind == "ended")
        if "money" in kinds or "free" in kinds:
            return False
        return self._is_told(one, evidence=evidence) or bool(when) or (self._awaits and one.sure)

    def _is_told(self, one: Statement, *, evidence: bool) -> bool:
        """Is it hours by its weekdays or by a word, and not an event on one date?"""
        if one.selector.days or one.kind != "open" or evidence or self._around.evidence:
            return True
        if one.selector.when and HOLIDAY in one.selector.when.osm:
            return True
        if one.spans == (ALL_DAY,) or one.season == "otherwise":
            return one.sure or self._alone
        return (self._titled and one.selector.when is None) or self._alone


def _placed(one: Statement, around: Around) -> Statement:
    """Read a statement as one of the season, or of the break, that the line above names."""
    bare = one.kind == "open" and not one.selector.days and not one.selector.when
    if around.pause and bare:
        return one._replace(kind="break")
    return one._replace(season=one.season or around.season * (one.selector.when is None))
