"""How often an answer with such signs is right: a number between 0 and 1, and what it rests on.

The points of `sought` order the answers of one element; they are no probability. What turns them
into one was fitted on made-up towns whose right answers are known (tests/bench/calibrate.py),
once with all pages and many times with some of them taken away, as when a visit ends early;
`make bench` prints how well it holds on towns that were kept apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from checker.model.value import Kind

#: Points: more than so many, or so far before the next answer, tells no more.
SCORE_MOST, LEAD_MOST = 16.0, 8.0
#: Pages that say the same; more tell no more.
PAGES_MOST = 4
#: Raised whenever the weights change.
REVISION = "confidence/1"


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for an answer."""

    score: float  #: points of `sought`, costs of doubts counted
    lead: float  #: points before the best answer that contradicts it; LEAD_MOST where none does
    pages: int  #: that say the same
    beside: bool = True  #: words right beside it name the element, and not only a heading
    doubted: bool = False  #: it stands in the news, on an old page, in an example

    def values(self) -> tuple[float, ...]:
        """Return them bounded, each between 0 and 1, in the order of `WEIGHTS`."""
        return (
            min(max(self.score, 0.0), SCORE_MOST) / SCORE_MOST,
            min(max(self.lead, 0.0), LEAD_MOST) / LEAD_MOST,
            (min(self.pages, PAGES_MOST) - 1) / (PAGES_MOST - 1),
            float(self.beside),
            float(self.doubted),
        )


#: What score, lead, pages, words beside and doubts add, in log-odds.
WEIGHTS: tuple[float, ...] = (3.72, 1.84, 2.27, -0.62, -2.4)
#: Where each kind starts, in log-odds.
START: Mapping[Kind, float] = {
    "hours": -1.66,
    "money": -1.35,
    "duration": -1.42,
    "date": -0.99,
    "contact": -1.49,
    "link": 0.01,
    "statement": -1.02,
}


def confidence(kind: Kind, signs: Signs) -> float:
    """Return how often an answer with such signs is right, 0 to 1, two decimals.

    >>> confidence("money", Signs(12.0, 8.0, 2)) > confidence("money", Signs(4.0, 0.0, 1))
    True
    """
    added = zip(WEIGHTS, signs.values(), strict=True)
    odds = START[kind] + sum(weight * value for weight, value in added)
    return round(1 / (1 + exp(-odds)), 2)
