"""Findings and visits survive the database, equal in every part."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite import dialect

from checker.model.evidence import Provenance, Span
from checker.model.record import (
    STATES,
    Absent,
    Blocked,
    Failure,
    Finding,
    Found,
    Gap,
    Unclear,
    Unreachable,
    Visit,
)
from checker.model.value import (
    TYPES,
    Contact,
    Date,
    Duration,
    Hours,
    Link,
    Money,
    Statement,
    Value,
)
from checker.store.bodies import (
    failure_from_json,
    failure_to_json,
    finding_from_json,
    finding_to_json,
    visit_from_json,
    visit_to_json,
)
from checker.store.tables import Body, Instant, Json

#: Everything a page can hold, NUL and emoji among it; lone surrogates only one at a time, below.
WORDS = st.text(max_size=30)
COUNTS = st.integers(0, 10_000)
INSTANTS = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001  the zone is drawn beside it
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))]),
)
PROOFS = st.builds(
    Provenance,
    uri=WORDS,
    evidence=WORDS,
    text=WORDS,
    span=st.tuples(COUNTS, COUNTS).map(lambda ends: Span(min(ends), max(ends))),
    quote=WORDS,
    rule=WORDS,
    captured_at=INSTANTS,
    clicks=st.none() | COUNTS,
    screenshot=st.none() | WORDS,
)
AMOUNTS = st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=2)
VALUES: dict[type[Value], st.SearchStrategy[Value]] = {
    Hours: st.builds(Hours, osm=WORDS),
    Money: st.builds(Money, amount=AMOUNTS, amount_max=st.none() | AMOUNTS)
    | st.builds(Money, amount=st.none(), amount_max=AMOUNTS),
    Duration: st.builds(Duration, min=st.none(), max=WORDS),
    Date: st.builds(Date, date=WORDS),
    Contact: st.builds(Contact, phone=st.text(min_size=1, max_size=9), email=st.none() | WORDS),
    Link: st.builds(Link, uri=WORDS),
    Statement: st.builds(Statement, text=WORDS),
}
FOUND = st.recursive(
    st.builds(Found, element=WORDS, value=st.one_of(*VALUES.values()), proof=PROOFS),
    lambda inner: st.builds(
        Found,
        element=WORDS,
        value=st.one_of(*VALUES.values()),
        proof=PROOFS,
        others=st.lists(inner, max_size=3).map(tuple),
        confidence=st.none() | st.floats(0, 1),
        reasons=st.lists(WORDS, max_size=3).map(tuple),
    ),
    max_leaves=4,
)
FINDINGS = {
    Found: FOUND,
    Absent: st.builds(Absent, element=WORDS, searched=st.lists(WORDS).map(tuple)),
    Unclear: st.builds(
        Unclear,
        element=WORDS,
        reason=WORDS,
        candidates=st.lists(FOUND, max_size=3).map(tuple),
        uri=WORDS,
    ),
    Unreachable: st.builds(Unreachable, element=WORDS, reason=WORDS, uri=WORDS),
    Blocked: st.builds(Blocked, element=WORDS, reason=WORDS, uri=WORDS),
}


def through_the_database(body: Json) -> Json:
    column = Body()
    stored = column.process_bind_param(body, dialect())
    assert stored is not None
    stored.encode()  # what every database takes
    assert "\0" not in stored
    return column.process_result_value(stored, dialect())


def test_no_kind_is_left_out_here() -> None:
    """Whoever adds a kind of value or finding is told to add it to this test."""
    assert set(VALUES) == set(TYPES.values()) == set(get_args(Value))
    assert set(FINDINGS) == set(STATES)


@given(st.one_of(*FINDINGS.values()), st.lists(WORDS).map(tuple))
def test_every_finding_comes_back(finding: Finding, evidence: tuple[str, ...]) -> None:
    """Whatever was stated is read back equal, with its others, candidates and proofs."""
    body = through_the_database(finding_to_json(finding, evidence))
    assert isinstance(body, dict)
    assert finding_from_json(body, evidence) == finding


def test_an_absence_does_not_repeat_the_whole_visit() -> None:
    """Forty absences after a hundred pages do not fill the disk with the same digests."""
    evidence = tuple(f"{number:064}" for number in range(120))
    for searched, least, most in (
        (evidence, 0, 100),
        (evidence[:2], 100, 300),
        (evidence[2:], 100, 300),
    ):
        body = through_the_database(finding_to_json(Absent("sfo_price", searched), evidence))
        assert least < len(str(body)) < most
        assert isinstance(body, dict)
        assert finding_from_json(body, evidence) == Absent("sfo_price", searched)


@given(
    st.builds(
        Visit,
        pages=COUNTS,
        errors=st.dictionaries(WORDS, COUNTS),
        gaps=st.lists(
            st.builds(Gap, uri=WORDS, kind=WORDS, elements=st.lists(WORDS).map(tuple))
        ).map(tuple),
        notes=st.lists(WORDS).map(tuple),
        clicks=st.dictionaries(WORDS, COUNTS),
    ),
    st.none() | st.builds(Failure, kind=WORDS, uri=WORDS, detail=WORDS),
)
def test_every_visit_comes_back(visit: Visit, failure: Failure | None) -> None:
    """What a probe met, and why it stopped, are read back equal."""
    body = through_the_database(visit_to_json(visit))
    assert isinstance(body, dict)
    assert visit_from_json(body) == visit
    del body["clicks"]  # rows of earlier versions do not have it
    assert visit_from_json(body) == replace(visit, clicks={})
    shown = failure_to_json(failure)
    assert failure_from_json(None if shown is None else json.loads(json.dumps(shown))) == failure


@given(INSTANTS)
def test_instants_are_exact_and_sort_as_they_are(instant: datetime) -> None:
    """No microsecond is lost, and the zone they were told in does not matter."""
    column = Instant()
    stored = column.process_bind_param(instant, dialect())
    assert stored is not None
    assert column.process_result_value(stored, dialect()) == instant
    later = column.process_bind_param(instant + timedelta(microseconds=1), dialect())
    assert later == stored + 1


SEEN = ["Åpningstider på rådhuset", "kr 49,50", "a\0b", "lone \udcff surrogate", "😀"]

KNOWN_GAPS = ["\ud83d\ude00"]  # two lone surrogates that JSON takes for one letter


@pytest.mark.parametrize(
    "quote",
    [
        *SEEN,
        *(pytest.param(gap, marks=pytest.mark.xfail(strict=True)) for gap in KNOWN_GAPS),
    ],
)
def test_odd_quotes(quote: str) -> None:
    """A quote is kept letter by letter, whatever a page was made of."""
    body = through_the_database({"quote": quote})
    assert body == {"quote": quote}


def test_letters_stay_readable() -> None:
    """Who opens the database with another program reads Norwegian, not escapes."""
    assert Body().process_bind_param({"quote": "Bø"}, dialect()) == '{"quote":"Bø"}'


def test_a_later_kind_of_finding_is_refused() -> None:
    """What a later version wrote is not guessed at."""
    with pytest.raises(ValueError, match="withdrawn"):
        finding_from_json({"state": "withdrawn", "element": "sfo_price"})
