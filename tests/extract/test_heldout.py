"""The bars, on rows and towns that nobody mends the reading by; failures are told as counts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import pytest
from bench import towns
from bench.facts import ENOUGH_ROWS, F1_LEAST, FALSE_MOST, TABLES, Score, by_kind, scores
from verdicts import concluded, expected, is_right, sealed_towns

from checker.model.record import Found
from checker.model.value import KINDS, Kind

#: Bars that are not met yet: what, and the figure of the day that it was last looked at.
NOT_YET: Mapping[str, str] = {"towns": "109 of 123 on 2026-11-23 (0.886), in four sealed towns"}
#: What a reader may raise that has a bug.
RAISED = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError),
    *(RuntimeError, SyntaxError, TypeError, ValueError),
)


def bars(what: str) -> list[object]:
    """Return each kind, marked where its bar is known not to be met."""
    return [pytest.param(kind, id=kind, marks=marks(f"{what} {kind}")) for kind in KINDS]


def marks(what: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=NOT_YET[what], strict=True)] if what in NOT_YET else []


@contextmanager
def untold() -> Iterator[None]:
    """Say that something sealed raised, and not what: a traceback would show the row."""
    try:
        yield
    except RAISED as error:
        pytest.fail(f"something sealed raised {type(error).__name__}", pytrace=False)


@cache
def sealed() -> Mapping[Kind, Score]:
    with untold():
        return by_kind(scores(TABLES["sealed"]))


def score_of(kind: Kind) -> Score:
    score = sealed().get(kind, Score())
    if score.rows < ENOUGH_ROWS:
        pytest.skip(f"{score.rows} sealed rows of {kind}, {ENOUGH_ROWS} are needed")
    return score


@pytest.mark.parametrize("kind", bars("f1"))
def test_sealed_rows_are_read(kind: Kind) -> None:
    """F1 of each kind over all languages, where there are rows enough to say."""
    score = score_of(kind)
    assert score.f1 >= F1_LEAST, score.shown()


@pytest.mark.parametrize("kind", bars("negatives"))
def test_nothing_is_found_where_nothing_is(kind: Kind) -> None:
    """At most 3 % of the sealed rows that want nothing have a finding."""
    score = score_of(kind)
    assert score.false_share <= FALSE_MOST, score.shown()


@cache
def visited() -> towns.Tally:
    if not sealed_towns():
        pytest.skip("no sealed towns")
    with untold():
        return towns.tally(list(towns.cells_of(sealed_towns())))


def test_first_answer_is_the_right_value() -> None:
    """The right value for at least 90 % of what is there, whatever else is told beside it."""
    if not sealed_towns():
        pytest.skip("no sealed towns")
    with untold():
        wishes = [
            (wanted, concluded(town)[name])
            for town in sealed_towns()
            for name, wanted in expected(town).items()
            if wanted.states == {"found"}
        ]
        right = sum(
            isinstance(found, Found) and is_right(replace(wanted, all=False), found, first=True)
            for wanted, found in wishes
        )
    assert right >= towns.RIGHT_LEAST * len(wishes), (right, len(wishes))


@pytest.mark.xfail(reason=NOT_YET["towns"], strict=True)
def test_sealed_towns_are_read() -> None:
    """The same for all that an answer tells: each place and unit that is wanted, and no other."""
    assert visited().recall >= towns.RIGHT_LEAST, visited().shown()


def test_nothing_is_found_that_is_not_there() -> None:
    """At most 3 % of what a sealed town does not tell is called found."""
    assert visited().false_share <= towns.FALSE_MOST, visited().shown()
