"""Findings as lines of CONTRACTS.md section 2: the same keys whatever was found."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from checker.app.lines import Line, finding_line, finding_lines, summary_line
from checker.model.evidence import Evidence, Text
from checker.model.record import (
    Absent,
    Blocked,
    Failure,
    Finding,
    Found,
    Observation,
    Unclear,
    Unreachable,
    Visit,
)
from checker.model.value import Contact, Money

SEEN_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SAYS = "En plass koster kr 2 850 per måned. Ring 35 00 00 00."
PAGE = Evidence("https://prove.invalid/sfo", "text/html", SEEN_AT, SAYS.encode(), clicks=2)
TEXT = Text(SAYS, PAGE)
PRICE = Found(
    "sfo_price",
    Money(Decimal("2850.00"), per="month"),
    TEXT.cite(19, 24, rule="money/1"),
    confidence=0.93,
    reasons=("its label names it",),
)
PHONE = Found("contact_phone", Contact(phone="+4735000000"), TEXT.cite(41, 52, rule="contact/1"))
#: What every line of a finding has, null where it does not apply.
KEYS = ("element", "state", "value", "quote", "uri", "evidence", "clicks", "captured_at")


def nothing(**stated: object) -> Line:
    return {**dict.fromkeys(KEYS), **stated}


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        pytest.param(
            PRICE,
            {
                "element": "sfo_price",
                "state": "found",
                "value": {
                    "amount": "2850.00",
                    "amount_max": None,
                    "currency": "NOK",
                    "per": "month",
                    "vat": None,
                    "year": None,
                },
                "quote": "2 850",
                "uri": "https://prove.invalid/sfo",
                "evidence": PAGE.digest,
                "clicks": 2,
                "captured_at": "2026-03-02T09:30:00+00:00",
                "span": [19, 24],
                "rule": "money/1",
                "confidence": 0.93,
                "reasons": ["its label names it"],
            },
            id="found",
        ),
        pytest.param(
            Absent("sfo_price", ("a" * 64, "b" * 64)),
            nothing(element="sfo_price", state="absent", searched=2),
            id="absent: how much was searched",
        ),
        pytest.param(
            Unclear("sfo_price", "two prices"),
            nothing(element="sfo_price", state="unclear", reason="two prices", candidates=[]),
            id="unclear",
        ),
        pytest.param(
            Unreachable("sfo_price", "no answer", "https://prove.invalid/"),
            nothing(
                element="sfo_price",
                state="unreachable",
                reason="no answer",
                uri="https://prove.invalid/",
            ),
            id="unreachable",
        ),
        pytest.param(
            Unreachable("sfo_price", "no page could be read"),
            nothing(element="sfo_price", state="unreachable", reason="no page could be read"),
            id="unreachable, and no page to name",
        ),
        pytest.param(
            Blocked("sfo_price", "robots.txt", "https://prove.invalid/robots.txt"),
            nothing(
                element="sfo_price",
                state="blocked",
                reason="robots.txt",
                uri="https://prove.invalid/robots.txt",
            ),
            id="blocked",
        ),
    ],
)
def test_line_of_each_state(finding: Finding, line: Line) -> None:
    """All keys of the contract are there, and what the state adds."""
    told = finding_line(finding)
    assert told == line
    assert tuple(told)[: len(KEYS)] == KEYS
    assert json.loads(json.dumps(told)) == told


def test_proof_is_of_the_quoted_words() -> None:
    """The quote is the text at its span, so that anybody can check it."""
    line = finding_line(PHONE)
    start, end = PHONE.proof.span.start, PHONE.proof.span.end
    assert line["span"] == [start, end]
    assert SAYS[start:end] == line["quote"] == "35 00 00 00"


def test_candidates_are_told_whole() -> None:
    """Who has to decide sees each candidate as if it had been found."""
    line = finding_line(Unclear("sfo_price", "two prices", (PRICE, PRICE)))
    assert line["candidates"] == [finding_line(PRICE)] * 2
    assert line["value"] is None


def test_other_places_are_lines_of_their_own() -> None:
    """Two libraries, two lines, in their order; each names whose and by which probe."""
    other = Found("sfo_price", Money(Decimal(900)), PRICE.proof)
    both = replace(PRICE, others=(other,))
    first, second, third = finding_lines("4036", "website", [both, Absent("sfo_hours")])
    assert first == {"municipality": "4036", "probe": "website", **finding_line(PRICE)}
    assert second == {"municipality": "4036", "probe": "website", **finding_line(other)}
    assert third["state"] == "absent"


def observation(visit: Visit, failure: Failure | None = None) -> Observation:
    return Observation("4036", "website", SEEN_AT, SEEN_AT, (), visit, failure)


@pytest.mark.parametrize(
    ("observations", "summary"),
    [
        pytest.param(
            [],
            {
                "municipalities": 0,
                "pages": 0,
                "bytes": 0,
                "seconds": 1.235,
                "robots_refused": 0,
                "errors": {},
                "notes": [],
            },
            id="none",
        ),
        pytest.param(
            [
                observation(
                    Visit(
                        pages=3,
                        size_bytes=100,
                        robots_refused=1,
                        errors={"NotThere": 2},
                        notes=("slow", "deep"),
                    )
                ),
                observation(
                    Visit(pages=1, size_bytes=7, errors={"NotThere": 1}, notes=("slow",)),
                    Failure("TimedOut", "https://prove.invalid/", "run limit"),
                ),
            ],
            {
                "municipalities": 2,
                "pages": 4,
                "bytes": 107,
                "seconds": 1.235,
                "robots_refused": 1,
                "errors": {"NotThere": 3, "TimedOut": 1},
                "notes": ["deep", "slow"],
            },
            id="sums, the failure of a visit among the errors, each note once",
        ),
    ],
)
def test_summary(observations: Sequence[Observation], summary: dict[str, object]) -> None:
    """What the visits cost and what went wrong, over all of them."""
    assert summary_line(observations, seconds=1.23456) == {"summary": summary}
