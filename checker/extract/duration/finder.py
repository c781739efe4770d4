"""Finds lengths of time that bind somebody: how long it takes, how soon they answer.

Ages, frequencies, opening hours, history and prices per period are no durations; neither is what
a text only says of hours or years without saying whose (CONTRACTS.md section 1, row "duration").
"""

from collections.abc import Iterator, Sequence

from checker.extract.duration.cells import in_cell
from checker.extract.duration.elided import with_elided
from checker.extract.duration.hints import answered, hinted, sentence_of, told_before
from checker.extract.duration.length import Length
from checker.extract.duration.line import Line
from checker.extract.duration.roles import roles_of, told
from checker.extract.duration.sense import is_duration
from checker.extract.duration.spans import lengths
from checker.extract.duration.words import Words, words_of
from checker.extract.hit import Hit
from checker.extract.lexicon import Piece, sentences
from checker.extract.stretches import Places, Stretch, stretches
from checker.extract.words import lowered
from checker.model.catalog import Language
from checker.model.evidence import Cell, Text
from checker.model.value import Duration, Role

RULE = "duration/1"


def find(text: Text, words: Language) -> list[Hit]:
    """Return each duration of a text, in order and disjoint.

    Its role is read in its own sentence, else in the sentence before, the headers of its cell,
    the line that introduces its list, its headings, and the title. A heading that holds a
    duration ("3 uker") is one itself; how long something is valid is a duration without a role.
    """
    reader = _Reader(text, words_of(words))
    return [hit for stretch in reader.marked() for hit in reader.hits(stretch)]


class _Reader:
    """Reads one text with one language."""

    __slots__ = ("_text", "_told", "_words")

    def __init__(self, text: Text, words: Words) -> None:
        self._text = text
        self._words = words
        self._told: dict[str, Role | None] = {}

    def marked(self) -> Iterator[Stretch]:
        """Yield the stretches that can hold a duration; most of a page cannot."""
        lower = lowered(self._text.content)
        cues, near = Places(lower, self._words.cues), self._words.near
        glued = self._words.glued
        joined = Places(lower, {one.group() for one in glued.finditer(lower)})
        for stretch in stretches(self._text):
            span = stretch.start, stretch.end
            cued = cues.within(*span) and near.search(lower, *span)
            cued = cued or (joined.within(*span) and glued.search(lower, *span))
            if cued or self._is_headed(stretch.cell):
                yield stretch

    def _is_headed(self, cell: Cell | None) -> bool:
        header = cell.column_header.lower() if cell else ""
        return bool(header) and any(cue in header for cue in self._words.cues)

    def hits(self, stretch: Stretch) -> Iterator[Hit]:
        content, lexicon = self._text.content, self._words.lexicon
        raw = lexicon.read(content, stretch.start, stretch.end)
        pieces = self._words.numerals.read(raw)
        before: Sequence[Piece] = ()
        for sentence in sentences(pieces, content, lexicon.abbreviations):
            found = with_elided(lengths(sentence, self._words), sentence, content, self._words)
            if not found and stretch.cell is not None:
                found = in_cell(sentence, stretch.cell, self._words)
            yield from self._sentence(stretch, sentence, found, before)
            before = sentence

    def _sentence(
        self,
        stretch: Stretch,
        sentence: Sequence[Piece],
        found: Sequence[Length],
        before: Sequence[Piece],
    ) -> Iterator[Hit]:
        line = Line(self._text.content, sentence, found, self._words)
        said = sentence_of(self._text.content, before) if found else ""
        for one, named in zip(found, roles_of(line), strict=True):
            role = answered(named, line, said) or hinted(line, one, said)
            own = role or self._around(stretch, said) or self._under_appeals(stretch, line, one)
            if own is None and self._is_age(stretch.cell):
                continue
            if is_duration(line, one, role=role, around=own):
                yield Hit(Duration(one.low, one.high, one.days, own), one.start, one.end)

    def _around(self, stretch: Stretch, before: str) -> Role | None:
        """Return the role that what stands around gives, the nearest first."""
        cell = stretch.cell
        named = self._tell(before) or told_before(before, self._words)
        if named:
            return named
        sources = (
            *((cell.column_header, cell.row_header, cell.caption) if cell else ()),
            stretch.intro,
            *reversed(stretch.headings),
            self._text.title,
        )
        return next((role for source in sources if source and (role := self._tell(source))), None)

    def _under_appeals(self, stretch: Stretch, line: Line, one: Length) -> Role | None:
        """Return the role of "fristen er 3 uker" under a heading that only says "Klage"."""
        bound = one.limited or line.lasts or line.grants
        heading = next(reversed(stretch.headings), "")
        named = bound and self._words.appeal_heading.search(heading)
        return "appeal" if named else None

    def _is_age(self, cell: Cell | None) -> bool:
        """Say whether a column is of ages: "Alder", under which stands "6 uker"."""
        return cell is not None and self._words.people.search(cell.column_header) is not None

    def _tell(self, source: str) -> Role | None:
        if source not in self._told:
            self._told[source] = told(source, self._words)
        return self._told[source]
