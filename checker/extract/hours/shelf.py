"""Where each statement belongs: the schedules of a text, gathered by place and audience."""

from typing import NamedTuple

from checker.extract.hours.draft import Draft, Label
from checker.extract.hours.walk import Statement
from checker.model.value import Audience

Spoken = tuple[Audience | None, ...]


class Said(NamedTuple):
    """What is known of a sentence beside its statements."""

    label: Label  #: of the place
    named: bool  #: the place is named by the sentence or its column, not by lines above
    audiences: Spoken  #: named by lines above
    temporary: bool
    evidence: bool  #: has a word that says that it is about hours
    flowing: bool  #: running text, not a cell
    goes_on: bool  #: follows a sentence with hours in the same line
    alone: bool  #: it makes one statement only
    table: int = -1  #: of a cell whose row names no place: perhaps its column does


class Shelf:
    """The drafts of one text."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.last: list[Draft] = []  #: those that the last statement went to
        self._place: list[Draft] = []  #: those of the place that is being read
        self._section: list[Draft] = []  #: those under the same headings
        self._pauses: list[Statement] = []  #: breaks stated before any hours of the place

    def begin_section(self) -> None:
        """What follows stands under other headings."""
        self.last, self._section = [], []

    def begin_place(self) -> None:
        """What follows is about another place."""
        self._place, self._pauses = [], []

    def known(self, words: Label) -> Label:
        """Return the label of a place before, other than the last, that these words name."""
        if any(words & draft.label for draft in self.last):
            return Label()
        return next((one.label for one in reversed(self._place) if words & one.label), Label())

    def file(self, one: Statement, said: Said, start: int, *, told: bool) -> None:
        """Put a statement into its schedules; a break that stands alone is a break for all."""
        if one.kind == "break" and said.alone:
            self._pauses += [] if self._place else [one]
            filed = [self._added(draft, one, start) for draft in self._interrupted(one)]
        else:
            filed = [self._added(draft, one, start) for draft in self._targets(one, said)]
            self.last = self.last if one.kind == "break" else filed
        for draft in filed:
            draft.told = draft.told or told

    def repeat(self, audiences: Spoken, end: int) -> None:
        """Give these audiences the hours that were stated last: "i samme tidsrom"."""
        if not self.last or not audiences or {draft.audience for draft in self.last} & {*audiences}:
            return
        source = self.last[0]
        self.last = [self._kept(source.for_audience(one, end)) for one in audiences]

    def give_days(self, days: tuple[str, ...], end: int) -> bool:
        """Give hours without days theirs: "begge har åpent mandag til fredag"; False if none."""
        given = [draft.give_days(days, end) for draft in self._section]
        return any(given)

    def _interrupted(self, one: Statement) -> list[Draft]:
        """Return the drafts of a break: those of its audience, if it names one."""
        if not one.audiences:
            return self._place
        return [draft for draft in self._place if draft.audience in one.audiences]

    def _targets(self, one: Statement, said: Said) -> list[Draft]:
        if self.last and self._continues(one, said):
            return self.last
        spoken = one.audiences or said.audiences or (None,)
        return [self._draft(one, audience, said) for audience in spoken]

    def _continues(self, one: Statement, said: Said) -> bool:
        """Does it go on about the place and audience of the statement before it?"""
        if one.audiences:
            return said.goes_on and not said.named and self._spoken() == {*one.audiences}
        if one.kind != "open":
            return said.flowing or not said.named
        if not said.flowing or said.named:
            return False
        return not said.evidence or (said.goes_on and self._spoken() == {None})

    def _spoken(self) -> set[Audience | None]:
        """Return the audiences of the statement before."""
        return {draft.audience for draft in self.last}

    def _added(self, draft: Draft, one: Statement, start: int) -> Draft:
        """Add a statement; what contradicts the draft begins another one beside it."""
        if draft.take(one, start):
            return draft
        fresh = self._kept(Draft(draft.label, draft.audience, draft.temporary))
        fresh.take(one, start)
        return fresh

    def _draft(self, one: Statement, audience: Audience | None, said: Said) -> Draft:
        temporary = said.temporary and one.selector.when is None
        for known in reversed(self._place):
            same = known.label == said.label or (one.selector.when and said.label < known.label)
            if same and (known.audience, known.temporary) == (audience, temporary):
                return known
        fresh = Draft(said.label, audience, temporary, said.table, breaks=[*self._pauses])
        return self._kept(fresh)

    def _kept(self, draft: Draft) -> Draft:
        self._place.append(draft)
        self._section.append(draft)
        self.drafts.append(draft)
        return draft
