"""One sentence with its lengths, and what it speaks of: each question is asked once."""

from collections.abc import Sequence
from functools import cached_property

from checker.extract.duration.length import Length
from checker.extract.duration.words import Words
from checker.extract.lexicon import Piece
from checker.extract.words import Stems


class Line:
    """One sentence with its lengths; a sentence of many lengths is read as fast as one of few."""

    def __init__(
        self, content: str, pieces: Sequence[Piece], found: Sequence[Length], words: Words
    ) -> None:
        #: Of the whole text.
        self.content = content
        self.pieces = pieces
        self.found = found
        self.words = words
        self.start = pieces[0].start
        self.end = pieces[-1].end

    @cached_property
    def lasts(self) -> bool:
        """It speaks of a limit or an expectation."""
        return self._names(self.words.lasting)

    @cached_property
    def holds(self) -> bool:
        """It says how long something is valid."""
        return self._names(self.words.validity)

    @cached_property
    def goes_on(self) -> bool:
        """It speaks of something that goes on and that nobody waits for."""
        return self._names(self.words.events)

    @cached_property
    def of_people(self) -> bool:
        """It speaks of people who can be so and so old."""
        return self._names(self.words.people)

    @cached_property
    def of_payment(self) -> bool:
        return self._names(self.words.paying)

    @cached_property
    def is_priced(self) -> bool:
        """It is about a price or opening hours."""
        told = {"currency", "free", "open"}
        return any(not told.isdisjoint(piece.tags) for piece in self.pieces)

    @cached_property
    def of_cases(self) -> bool:
        """A label names cases, and a length is what it says: "Byggesaker: 3 uker"."""
        for one in self.found:
            colon = self.pieces[one.first - 1] if one.first > 1 else None
            if colon is not None and colon.word == ":":
                return self.words.cases.search(self.content, self.start, colon.start) is not None
        return False

    @cached_property
    def has_case(self) -> bool:
        """It names what is decided: a case, an application."""
        return self._names(self.words.cases)

    @cached_property
    def takes(self) -> bool:
        """It says that something takes its time, or is done."""
        return self._names(self.words.taking)

    @cached_property
    def of_appeal(self) -> bool:
        return self._names(self.words.appeal_heading)

    @cached_property
    def grants(self) -> bool:
        """It says that somebody has time: "Du har tre uker på deg"."""
        return self._names(self.words.granting)

    @cached_property
    def answers(self) -> bool:
        return self._names(self.words.answers)

    @cached_property
    def is_receipt(self) -> bool:
        """The answer only says that something has come in, or comes before the real one."""
        return self._names(self.words.receipts)

    @cached_property
    def word_count(self) -> int:
        return sum(piece.kind == "word" for piece in self.pieces)

    def _names(self, stems: Stems) -> bool:
        return stems.search(self.content, self.start, self.end) is not None
