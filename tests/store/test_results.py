"""Evidence and findings: all or nothing, newest wins, and every number leads back to its page."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import anyio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store.samples import START, at, found, leased, page, seen

from checker.errors import EvidenceAltered, LeaseLost, StoreError
from checker.model.record import (
    Absent,
    Blocked,
    Failure,
    Finding,
    Gap,
    Observation,
    Unclear,
    Unreachable,
    Visit,
    state_of,
)
from checker.model.settings import StoreSettings
from checker.store import Latest, National, Store, Tally, open_store

pytestmark = pytest.mark.anyio

PRICE = "sfo_price"


async def record(store: Store, hours: float, *findings: Finding, code: str = "9901") -> int:
    return await store.results.record(None, seen(hours, code), findings, revision="r1")


async def only(store: Store) -> Latest:
    (latest,) = await store.results.latest()
    return latest


async def test_kept_evidence_comes_back_whole(store: Store) -> None:
    """The bytes and everything that was known about them are there again for rereading."""
    run = await leased(store)
    digest = await store.results.keep(run, page())
    captured = await store.results.capture(digest)
    assert captured is not None
    assert captured.size_bytes == len(page().body)
    assert await store.results.evidence(captured) == page()
    assert store.blobs.get(digest) == page().body


async def test_evidence_outlives_a_run_that_failed(store: Store) -> None:
    """What was fetched is kept although nobody drew a conclusion from it."""
    run = await leased(store)
    digest = await store.results.keep(run, page())
    await store.ledger.fail(run, "w1", now=START, detail="a bug", retry=False)
    assert await store.results.capture(digest) is not None
    assert await store.results.captures_of_last("9901", "website") == []


async def test_captures_keep_their_order(store: Store) -> None:
    """A visit's pages are read again in the order they were met, the same page twice too."""
    run = await leased(store)
    uris = [f"https://prove.invalid/{number}" for number in (3, 1, 2)]
    for uri in uris:
        await store.results.keep(run, page(uri=uri))
    number = await store.results.record(run, seen(0), [], revision="r1")
    captures = await store.results.captures(number)
    assert [(capture.uri, capture.position) for capture in captures] == list(
        zip(uris, range(3), strict=True)
    )
    assert len({capture.digest for capture in captures}) == 1
    assert await store.results.captures_of_last("9901", "website") == captures


async def test_pages_kept_side_by_side(store: Store) -> None:
    """A probe may hand over several pages at the same moment."""
    run = await leased(store)
    async with anyio.create_task_group() as tasks:
        for number in range(12):
            tasks.start_soon(store.results.keep, run, page(f"page {number}".encode()))
    number = await store.results.record(run, seen(0), [], revision="r1")
    captures = await store.results.captures(number)
    assert [capture.position for capture in captures] == list(range(12))


async def test_visits_of_one_run_do_not_mix(store: Store) -> None:
    """What an interrupted visit fetched is kept, and is not taken for part of the next one."""
    first = await leased(store)
    early = await store.results.keep(first, page(b"early"))
    await store.ledger.release("w1", now=START)
    second = await leased(store)
    late = await store.results.keep(second, page(b"late"))
    number = await store.results.record(second, seen(0), [], revision="r1")
    assert [capture.digest for capture in await store.results.captures(number)] == [late]
    assert await store.results.capture(early) is not None


async def test_an_observation_comes_back_whole(store: Store) -> None:
    """A visit's pages, gaps and failure are there for whoever asks why something is unclear."""
    observed = Observation(
        municipality="9901",
        probe="website",
        started_at=START,
        ended_at=at(1),
        evidence=("ab" * 32,),
        visit=Visit(
            pages=7,
            size_bytes=12_345,
            robots_refused=1,
            errors={"TimedOut": 2},
            gaps=(Gap("https://prove.invalid/sfo", "TimedOut", (PRICE,)),),
            notes=("slowed by the site's Crawl-delay",),
        ),
        failure=Failure("TimedOut", "https://prove.invalid/", "run limit"),
    )
    run = await leased(store)
    number = await store.results.record(run, observed, [Absent(PRICE)], revision="observe/1")
    (stored,) = await store.results.observations("9901")
    assert (stored.id, stored.run, stored.revision) == (number, run.id, "observe/1")
    assert stored.observation == observed
    assert await store.results.observation(number) == stored
    ended = await store.ledger.find(run.id)
    assert ended is not None
    assert (ended.state, ended.finished_at) == ("done", at(1))
    assert "TimedOut" in ended.detail


async def test_a_finding_leads_back_to_its_page(store: Store) -> None:
    """From a number to its quote, its rule, the visit, and the bytes that were read."""
    run = await leased(store)
    digest = await store.results.keep(run, page())
    number = await store.results.record(
        run, seen(1, evidence=(digest,)), [found()], revision="observe/1"
    )
    latest = await only(store)
    stored = await store.results.finding(latest.finding.id)
    assert stored == latest.finding
    assert stored is not None
    assert stored.finding == found()
    assert (stored.observation, stored.revision, stored.observed_at) == (
        number,
        "observe/1",
        at(1),
    )
    assert await store.results.findings(number) == [stored]
    assert stored.finding.proof.evidence == digest
    assert store.blobs.get(stored.finding.proof.evidence) == page().body


async def test_what_was_never_there(store: Store) -> None:
    """Asking for something unknown is answered, not punished."""
    assert await store.results.finding(1) is None
    assert await store.results.observation(1) is None
    assert await store.results.last_visit("9901", "website") is None
    assert await store.results.capture("ab" * 32) is None
    assert await store.results.captures(1) == []
    assert await store.results.history("9901", PRICE) == []
    assert await store.results.latest(municipality="9901") == []
    assert await store.results.national(START.date(), START.date()) == []


async def test_who_lost_the_lease_records_nothing(store: Store) -> None:
    """A worker that was given up cannot write beside its successor, nor end its run."""
    late = await leased(store)
    await store.ledger.adopt(now=START, attempts=5)
    now = await leased(store)
    with pytest.raises(LeaseLost):
        await store.results.record(late, seen(1), [found()], revision="r1")
    assert await store.results.observations("9901") == []
    assert await store.results.latest() == []
    assert await store.results.national(START.date(), at(99).date()) == []
    assert await store.results.record(now, seen(1), [found()], revision="r1")


async def test_no_run_is_recorded_twice(store: Store) -> None:
    """The second of two identical calls is refused and changes nothing."""
    run = await leased(store)
    await store.results.record(run, seen(1), [found()], revision="r1")
    with pytest.raises(LeaseLost):
        await store.results.record(run, seen(2), [Absent(PRICE)], revision="r1")
    assert len(await store.results.observations("9901")) == 1
    assert (await only(store)).state == "found"


async def test_two_findings_for_one_element_are_a_mistake(store: Store) -> None:
    """An observation states one thing about each element; more is refused whole."""
    run = await leased(store)
    with pytest.raises(ValueError, match=PRICE):
        await store.results.record(run, seen(1), [found(), Absent(PRICE)], revision="r1")
    assert (await store.ledger.counts())["leased"] == 1


async def test_nothing_is_half_written(store: Store) -> None:
    """Where one part cannot be stored, no part is, and the run is still to be done."""
    run = await leased(store)
    observed = Observation(
        "9901", "website", START, at(1), evidence=(), reread_of=12_345
    )  # an observation that does not exist
    with pytest.raises(StoreError):
        await store.results.record(run, observed, [found()], revision="r1")
    assert await store.results.latest() == []
    assert (await store.ledger.counts())["leased"] == 1


THREE: Sequence[tuple[float, Finding]] = [
    (1, found(amount=2700)),
    (2, found(amount=2850)),
    (3, Unreachable(PRICE, "no answer", "https://prove.invalid/")),
]


@pytest.mark.parametrize("order", list(permutations(THREE)))
async def test_newest_wins_whatever_the_order(
    store: Store, order: Sequence[tuple[float, Finding]]
) -> None:
    """Late arrivals do not hide newer statements, and what was found last is remembered."""
    for hours, finding in order:
        await record(store, hours, finding)
    latest = await only(store)
    assert (latest.state, latest.observed_at) == ("unreachable", at(3))
    assert latest.finding.finding == THREE[2][1]
    assert latest.last_found is not None
    assert latest.last_found.finding == THREE[1][1]
    assert latest.last_found.observed_at == at(2)
    history = await store.results.history("9901", PRICE)
    assert [stored.observed_at for stored in history] == [at(3), at(2), at(1)]
    assert len(await store.results.history("9901", PRICE, limit=2)) == 2


@pytest.mark.parametrize(
    "finding",
    [
        Absent(PRICE),
        Unclear(PRICE, "2 different values", (found(),)),
        Unreachable(PRICE, "no answer"),
        Blocked(PRICE, "robots.txt"),
    ],
)
async def test_nothing_found_yet(store: Store, finding: Finding) -> None:
    """Where nothing was ever found, nothing is remembered as found."""
    await record(store, 1, finding)
    latest = await only(store)
    assert latest.finding.finding == finding
    assert latest.state == state_of(finding)
    assert latest.last_found is None


async def test_found_now_is_what_was_found_last(store: Store) -> None:
    """The newest finding and the newest that was found are the same one."""
    await record(store, 1, found(amount=1))
    await record(store, 2, found(amount=2))
    latest = await only(store)
    assert latest.last_found == latest.finding


async def test_a_rereading_replaces_what_was_read_before(store: Store) -> None:
    """A better rule speaks for the same visit, keeps its time, and never hides a newer visit."""
    run = await leased(store)
    digest = await store.results.keep(run, page())
    first = await store.results.record(
        run, seen(1, evidence=(digest,)), [Absent(PRICE)], revision="money/1"
    )
    again = Observation("9901", "website", START, at(1), evidence=(digest,), reread_of=first)
    number = await store.results.record(None, again, [found()], revision="money/2")
    latest = await only(store)
    assert (latest.state, latest.finding.revision) == ("found", "money/2")
    visit = await store.results.last_visit("9901", "website")
    assert visit is not None
    assert visit.id == first
    captures = await store.results.captures(number)
    assert [capture.digest for capture in captures] == [digest]
    await record(store, 2, Absent(PRICE))
    await store.results.record(None, again, [found()], revision="money/3")
    assert (await only(store)).state == "absent"


async def test_looking_for_one_municipality_or_element(store: Store) -> None:
    """The newest findings are given for all, for a municipality, for an element, for both."""
    for code in ("0301", "4601"):
        await record(store, 1, found(), Absent("pool_hours"), code=code)

    async def ask(**which: str) -> list[tuple[str, str]]:
        latest = await store.results.latest(**which)
        return [(one.municipality, one.element) for one in latest]

    all_four = [(code, element) for code in ("0301", "4601") for element in ("pool_hours", PRICE)]
    assert await ask() == all_four
    assert await ask(municipality="4601") == all_four[2:]
    assert await ask(element=PRICE) == [("0301", PRICE), ("4601", PRICE)]
    assert await ask(municipality="0301", element=PRICE) == [("0301", PRICE)]
    light = await store.results.standings()
    assert [(one.municipality, one.element) for one in light] == all_four
    assert [one.state for one in await store.results.standings(element=PRICE)] == ["found"] * 2
    assert [one.finding for one in light] == [
        one.finding.id for one in await store.results.latest()
    ]


async def test_tallies(store: Store) -> None:
    """An overview of all municipalities needs one small answer."""
    findings = (found(), Absent("pool_hours"), Absent("library_hours"))
    await record(store, 1, *findings, code="0301")
    await record(store, 2, found("pool_hours"), code="0301")
    await record(store, 1, Blocked(PRICE, "robots.txt"), code="4601")
    assert await store.results.tallies() == [
        Tally("0301", "absent", 1, at(1)),
        Tally("0301", "found", 2, at(2)),
        Tally("4601", "blocked", 1, at(1)),
    ]


async def test_an_absence_says_what_was_searched(store: Store) -> None:
    """Each visit's absence names the pages of that visit, all of them or those it says."""
    for hours, digests in ((1, ("ab" * 32,)), (2, ("cd" * 32, "ef" * 32))):
        findings = [Absent(PRICE, digests), Absent("pool_hours", digests[:1])]
        await store.results.record(None, seen(hours, evidence=digests), findings, revision="r1")
    history = await store.results.history("9901", PRICE)
    assert [stored.finding for stored in history] == [
        Absent(PRICE, ("cd" * 32, "ef" * 32)),
        Absent(PRICE, ("ab" * 32,)),
    ]
    (newest,) = await store.results.history("9901", PRICE, limit=1)
    assert newest == history[0]
    assert [one.finding.finding for one in await store.results.latest()] == [
        Absent("pool_hours", ("cd" * 32,)),
        Absent(PRICE, ("cd" * 32, "ef" * 32)),
    ]


async def test_a_municipality_seen_twice_a_day_counts_once(store: Store) -> None:
    """The national count of a day knows where each municipality stands when the day ends."""
    monday = START.date()
    await record(store, 1, found(), code="0301")
    await record(store, 1, found(), code="4601")
    await record(store, 2, Absent(PRICE), code="4601")
    await record(store, 3, Absent(PRICE), code="4601")
    assert await store.results.national(monday, monday) == [
        National(monday, PRICE, "absent", 1),
        National(monday, PRICE, "found", 1),
    ]


async def test_a_day_without_visits_stands_as_the_day_before(store: Store) -> None:
    """Nobody leaves the count because nobody looked."""
    await record(store, 0, found())
    await record(store, 48, Absent(PRICE))
    days = [START.date() + timedelta(days=day) for day in range(-1, 4)]
    national = await store.results.national(days[0], days[-1], element=PRICE)
    assert [(one.day, one.state) for one in national] == [
        (days[1], "found"),
        (days[2], "found"),
        (days[3], "absent"),
        (days[4], "absent"),
    ]
    assert await store.results.national(days[4], days[4]) == national[-1:]
    assert await store.results.national(days[0], days[4], element="pool_hours") == []


ARRIVALS = st.lists(
    st.tuples(
        st.sampled_from(["0301", "4601"]),
        st.integers(0, 60),  # hours after the start: three days, and ties
        st.sampled_from([found(), Absent(PRICE), Unreachable(PRICE, "no answer")]),
    ),
    max_size=9,
)


@given(arrivals=ARRIVALS)
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_national_count_whatever_the_order(
    tmp_path_factory: pytest.TempPathFactory, arrivals: list[tuple[str, int, Finding]]
) -> None:
    """In any order of arrival the kept count is what counting everything anew would give."""

    async def kept() -> list[National]:
        folder: Path = tmp_path_factory.mktemp("state")
        async with open_store(folder, StoreSettings(), write=True) as store:
            for code, hours, finding in arrivals:
                await record(store, hours, finding, code=code)
            return await store.results.national(START.date(), at(72).date())

    newest_last = sorted(arrivals, key=lambda arrival: arrival[1])  # stable: ties as they came
    counted: list[National] = []
    for day in (START.date() + timedelta(days=number) for number in range(4)):
        standing = {
            code: state_of(finding)
            for code, hours, finding in newest_last
            if at(hours).date() <= day
        }
        counts = Counter(standing.values())
        counted.extend(National(day, PRICE, state, counts[state]) for state in sorted(counts))
    assert anyio.run(kept) == counted


async def test_altered_evidence_is_never_proof(store: Store, tmp_path: Path) -> None:
    """A page that was changed on disk after the fact is refused when it is to be read again."""
    run = await leased(store)
    digest = await store.results.keep(run, page())
    (file,) = (tmp_path / "evidence").glob("*/*.zst")
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-3])
    captured = await store.results.capture(digest)
    assert captured is not None
    with pytest.raises(EvidenceAltered):
        await store.results.evidence(captured)
