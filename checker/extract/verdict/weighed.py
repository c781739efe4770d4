"""How surely a figure is about an element, and by which words, told to people."""

from collections.abc import Mapping
from dataclasses import dataclass

#: What a place is called for people.
SPOKEN: Mapping[str, str] = {
    "label": "the words beside it",
    "row header": "the head of its row",
    "column header": "the head of its column",
    "row or sentence": "its row or sentence",
    "caption": "its table's caption",
    "heading": "its heading",
    "heading above": "a heading above",
    "title": "the page's title",
    "address": "the page's address",
    "sentence before": "the sentence before",
}
_BESIDE = frozenset({"label", "row header", "column header", "row or sentence"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """How surely a hit is about an element, and by what."""

    score: float
    told: tuple[str, ...]  #: names of the places that name the element, the surest first
    wanted: bool  #: a preferred word stands beside it or over it
    strange: bool  #: words of other facts or services stand over it

    @property
    def beside(self) -> bool:
        """Whether words right beside the hit name the element, and not only a heading."""
        return self.told[0] in _BESIDE

    def reasons(self) -> tuple[str, ...]:
        """Return it as sentences for people."""
        first, *more = dict.fromkeys(SPOKEN.get(name, f"its {name}") for name in self.told)
        named = f"named by {first}"
        return (
            f"{named}; also by {', '.join(more)}" if more else named,
            *(("a word beside it says that it is the one wanted",) if self.wanted else ()),
            *(("its surroundings also speak of something else",) if self.strange else ()),
        )
