"""The headings that a place on a page stands under."""

from dataclasses import dataclass

Path = tuple[tuple[int, str], ...]

#: The level of a summary: below all headings, above lines that only look like one.
SUMMARY = 7


@dataclass(frozen=True, slots=True)
class Held:
    """How the outline was where a part of the page began."""

    path: Path
    floor: int
    contents: int


class Outline:
    """The path of headings; parts of the page give back the path they found.

    A heading ends those of its own level and below. One that stands in a section of its own
    goes on after it only when the section held nothing else: page builders wrap each heading.
    """

    __slots__ = ("_contents", "_floor", "_of", "_path", "_texts")

    def __init__(self) -> None:
        self._path: Path = ()
        self._floor = 0  #: headings that cannot be ended: the summary of an open part
        self._contents = 0
        self._of: Path = ()  #: the path that the texts are of
        self._texts: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The texts of the path, outermost first."""
        if self._of is not self._path:
            self._of, self._texts = self._path, tuple(text for _, text in self._path)
        return self._texts

    def head(self, level: int, text: str, *, hold: bool = False) -> None:
        """A heading stands here; hold keeps it until its part ends."""
        kept = list(self._path)
        lowest = level if level != SUMMARY or level in dict(kept) else SUMMARY + 9
        while len(kept) > self._floor and kept[-1][0] >= lowest:
            kept.pop()
        self._path = (*kept, (level, text))
        if hold:
            self._floor = len(self._path)

    def content(self) -> None:
        """Something that is no heading stands here."""
        self._contents += 1

    def enter(self) -> Held:
        """A part of the page begins; give what comes back to `leave`."""
        return Held(self._path, self._floor, self._contents)

    def enter_region(self, *, fresh: bool) -> Held:
        """Another region begins: of the headings at most the page's own goes along."""
        held = self.enter()
        self._path = () if fresh else tuple(one for one in self._path if one[0] == 1)[:1]
        self._floor = 0
        return held

    def leave(self, held: Held, *, region: bool = False) -> None:
        """The part ends; the page's main heading stays."""
        alone = not region and held.contents == self._contents
        self._floor = held.floor
        if alone:
            return
        main = tuple(one for one in self._path if one[0] == 1)[:1]
        if main and not any(level == 1 for level, _ in held.path):
            self._path = (*main, *held.path)
            self._floor += 1 if held.floor else 0
        else:
            self._path = held.path
