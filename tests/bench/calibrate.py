"""Fits the weights of checker.extract.verdict.confidence.

Run as `PYTHONPATH=tests python -m bench.calibrate`.

Every open town is read whole and many times with some of its pages taken away, as when a visit
ends early: then the right page is missing, and what is found instead is wrong. Logistic
regression (Platt, "Probabilistic Outputs for Support Vector Machines", 1999), the slopes shared by
all kinds and the starts drawn towards each other, by gradient descent. Prints the weights, which
are written into the module by hand. Towns that were worked on flatter the program, so the starts
are lowered until the mean over whole towns is the share that was right when towns were new.
"""

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import NamedTuple

from verdicts import ON, Expected, catalog, country_of, expected, found_on, is_right, pages, towns

from checker.extract.verdict.candidates import Candidate
from checker.extract.verdict.choosing import weigh
from checker.extract.verdict.confidence import Signs
from checker.model.catalog import Element
from checker.model.value import KINDS, Kind

SEED = 20261123
#: Visits of each town with a share of its pages.
VISITS, KEPT = 6, 0.6
#: Right among the findings of the eighteen sealed towns of 2026-11-23 at their first run.
FIRST_RUN = 422 / 484
STEPS, RATE, DRAWN = 400, 0.5, 0.02
#: Log-odds: nearer need a level not be.
EXACT = 1e-9


class Case(NamedTuple):
    """One answer: its kind, its signs, and whether it is right."""

    kind: Kind
    values: tuple[float, ...]
    right: bool


@dataclass
class Weights:
    """What is fitted."""

    start: dict[Kind, float]
    slopes: list[float]

    def odds(self, case: Case) -> float:
        added = sum(one * value for one, value in zip(self.slopes, case.values, strict=True))
        return self.start[case.kind] + added

    def chance(self, case: Case) -> float:
        return 1 / (1 + exp(-self.odds(case)))


def cases(town: str, chance: random.Random) -> Iterator[tuple[bool, Case]]:
    """Yield whether the visit was whole, and each answer of it."""
    by_page = found_on(pages(town), country_of(town))
    for visit in range(VISITS + 1):
        kept = [found for found in by_page if visit == 0 or chance.random() < KEPT]
        offered = [one for found in kept for one in found]
        for element in catalog().elements:
            wanted = expected(town)[element.id]
            case = answered(element, wanted, offered)
            if case is not None:
                yield visit == 0, case


def answered(element: Element, wanted: Expected, offered: Sequence[Candidate]) -> Case | None:
    """Return the surest answer of an element; None where there is none, or no truth about it."""
    answer = weigh(element, offered, on=ON)
    if answer is None or "unclear" in wanted.states:
        return None
    right = wanted.states == {"found"} and is_right(wanted, answer.first.found, first=True)
    return Case(element.kind, signs_of(answer.signs), right)


def signs_of(signs: Signs) -> tuple[float, ...]:
    return signs.values()


def fitted(known: Sequence[Case]) -> Weights:
    """Return the weights under which what was seen is likeliest, drawn a little towards zero."""
    weights = Weights(dict.fromkeys(KINDS, 0.0), [0.0] * len(known[0].values))
    for _ in range(STEPS):
        start: dict[Kind, float] = dict.fromkeys(KINDS, 0.0)
        slopes = [0.0] * len(weights.slopes)
        for case in known:
            missed = case.right - weights.chance(case)
            start[case.kind] += missed
            for number, value in enumerate(case.values):
                slopes[number] += missed * value
        mean = sum(weights.start.values()) / len(KINDS)
        for kind in KINDS:
            drawn = DRAWN * len(known) / len(KINDS) * (weights.start[kind] - mean)
            weights.start[kind] += RATE * 10 * (start[kind] - drawn) / len(known)
        for number, value in enumerate(slopes):
            weights.slopes[number] += RATE * 10 * value / len(known)
    return weights


def lowered(weights: Weights, whole: Sequence[Case], share: float) -> Weights:
    """Lower all starts alike, until the mean chance over these answers is a share."""
    low, high = -20.0, 20.0
    moved = weights
    while high - low > EXACT:
        shift = (low + high) / 2
        moved = Weights({k: v + shift for k, v in weights.start.items()}, weights.slopes)
        mean = sum(map(moved.chance, whole)) / len(whole)
        low, high = (shift, high) if mean < share else (low, shift)
    return moved


def loss(weights: Weights, known: Sequence[Case]) -> float:
    """Return the mean logarithmic loss."""
    told = (weights.chance(case) if case.right else 1 - weights.chance(case) for case in known)
    return -sum(log(max(one, 1e-12)) for one in told) / len(known)


def show(weights: Weights) -> Mapping[str, object]:
    return {
        "slopes": [round(one, 2) for one in weights.slopes],
        "start": {kind: round(one, 2) for kind, one in weights.start.items()},
    }


def main() -> int:
    """Fit and print."""
    chance = random.Random(SEED)  # noqa: S311  no secret
    seen = [one for town in towns() for one in cases(town, chance)]
    known = [case for _, case in seen]
    whole = [case for is_whole, case in seen if is_whole]
    weights = fitted(known)
    print(len(known), "answers,", sum(case.right for case in known), "right")
    print(len(whole), "of whole visits,", sum(case.right for case in whole), "right")
    print("loss", round(loss(weights, known), 3), show(weights))
    print("lowered", show(lowered(weights, whole, FIRST_RUN)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
