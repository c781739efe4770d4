"""What a page is worth as a source: of this year, in force, and about this municipality."""

import pytest
from pages import page
from verdicts import catalog, judged

from checker.extract.text import read
from checker.extract.verdict.candidates import Candidate, candidates
from checker.extract.verdict.sought import prepare
from checker.extract.words import merged
from checker.model.evidence import Evidence
from checker.model.record import Found, Unclear
from checker.model.value import Contact, Money

URI = "https://www.prove.kommune.no/sfo"
FOOTER = "<footer><p>Prøve kommune, Torget 1</p></footer>"


def sfo(html: str, *, title: str = "SFO", uri: str = URI) -> list[Candidate]:
    """Return what a page says about the price of after-school care."""
    languages = catalog().languages
    text = read(page(f"<html lang=nb><title>{title}</title><body>{html}", uri=uri))
    prepared = prepare(catalog().elements, ("nb", "nn"))
    every = candidates(text, prepared, merged(languages["nb"], languages["nn"]))
    return [one for one in every if one.found.element == "sfo_price"]


def doubts(html: str, *, title: str = "SFO", uri: str = URI) -> set[str]:
    """Return the doubts about the only price of a page."""
    (one,) = sfo(html, title=title, uri=uri)
    return set(one.doubts)


PRICE = "<main><h1>{0}</h1><p>{1}</p></main>" + FOOTER
PLAIN = "Hel plass i SFO koster 2 850 kroner per måned."


@pytest.mark.parametrize(
    ("heading", "said", "title", "path", "wanted"),
    [
        pytest.param("SFO", PLAIN, "SFO", "/sfo", set(), id="an ordinary page"),
        # superseded
        pytest.param("SFO", PLAIN, "Arkiv: SFO", "/sfo", {"superseded"}, id="title"),
        pytest.param("SFO", PLAIN, "SFO", "/arkiv/sfo", {"superseded"}, id="folder"),
        pytest.param("Tidligere satser for SFO", PLAIN, "SFO", "/sfo", {"superseded"}, id="over"),
        pytest.param("SFO", PLAIN, "SFO (utgått)", "/sfo", {"superseded"}, id="in brackets"),
        # proposed
        pytest.param("Forslag til SFO-priser", PLAIN, "SFO", "/sfo", {"proposed"}, id="draft"),
        pytest.param("SFO", PLAIN, "Høring: betaling i SFO", "/sfo", {"proposed"}, id="hearing"),
        # others'
        pytest.param(
            "SFO", "I Vestby kommune koster hel plass i SFO 2 850 kroner per måned.", "SFO", "/sfo",
            {"quoted"}, id="a neighbour by name",
        ),
        pytest.param(
            "SFO", "Landsgjennomsnittet for hel plass i SFO er 2 850 kroner per måned.", "SFO",
            "/sfo", {"quoted"}, id="the country's",
        ),
        pytest.param(
            "SFO", "I Prøve kommune koster hel plass i SFO 2 850 kroner per måned.", "SFO", "/sfo",
            set(), id="the own name",
        ),
        pytest.param(
            "SFO", "Hver kommune setter prisen. Hel plass i SFO koster 2 850 kroner per måned.",
            "SFO", "/sfo", set(), id="no name",
        ),
        # of another year
        pytest.param("SFO", PLAIN, "SFO", "/2023/sfo", {"dated"}, id="a year in the address"),
        pytest.param("SFO", PLAIN, "SFO", "/2026/sfo", set(), id="this year in the address"),
        pytest.param("SFO 2025 og 2026", PLAIN, "SFO", "/sfo", set(), id="the later of two years"),
    ],
)  # fmt: skip
def test_doubts_about_a_page(
    heading: str, said: str, title: str, path: str, wanted: set[str]
) -> None:
    """The words are read where a careful person reads them first."""
    uri = f"https://www.prove.kommune.no{path}"
    assert doubts(PRICE.format(heading, said), title=title, uri=uri) == wanted


def test_only_name_on_a_page_is_its_own() -> None:
    """A page without header and footer may name its municipality in a sentence alone."""
    html = "<main><h1>SFO</h1><p>I Nordby kommune koster hel plass i SFO 2 850 kr per måned.</p>"
    assert doubts(html, uri="https://sider.example/sfo") == set()


def visit(*pages: tuple[str, str, str]) -> object:
    """Return what a visit of pages (path, title, html) comes to."""
    evidence: list[Evidence] = [
        page(f"<html lang=nb><title>{title}</title><body>{html}", uri=URI + path)
        for path, title, html in pages
    ]
    return judged(evidence)["sfo_price"]


def price(amount: str) -> str:
    """Return a page's body with a price."""
    return PRICE.format("SFO", f"Hel plass i SFO koster {amount} kroner per måned.")


@pytest.mark.parametrize(
    "title", ["Arkiv: SFO", "Forslag til priser i SFO", "SFO (utgåtte satser)", "Høring om SFO"]
)
def test_what_is_in_force_wins(title: str) -> None:
    """The page in force answers, whichever of the two is read first; the other is told."""
    old, new = ("-a", title, price("2 640")), ("-b", "SFO", price("2 850"))
    for pages in ((old, new), (new, old)):
        finding = visit(*pages)
        assert isinstance(finding, Found), finding
        assert isinstance(finding.value, Money)
        assert finding.value.amount == 2850
        assert finding.others == ()
        assert any("2 640" in reason for reason in finding.reasons)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Arkiv: SFO", "it is said to hold no longer"),
        ("Forslag til priser i SFO", "it is proposed, not adopted"),
    ],
)
def test_nothing_in_force_is_unclear(title: str, reason: str) -> None:
    """A person must look where only a draft or an old page tells a price."""
    finding = visit(("", title, price("2 640")))
    assert isinstance(finding, Unclear)
    assert finding.reason == reason
    assert finding.candidates


def test_every_answer_tells_how_sure_it_is() -> None:
    """A number between 0 and 1, and sentences."""
    finding = visit(("", "SFO", price("2 850")))
    assert isinstance(finding, Found)
    assert finding.confidence is not None
    assert 0.5 < finding.confidence <= 1
    assert finding.reasons


TABLE = (
    "<main><h1>SFO</h1><table><tr><th>Hel plass i SFO per måned<th>Prøve<th>Storhaug<th>Landet"
    "<tr><th>SFO<td>2 850 kr<td>3 100 kr<td>2 990 kr</table></main>" + FOOTER
)


def test_columns_of_neighbours() -> None:
    """In a table with a column of our own the others are others'; ours is told by the way."""
    told = {one.found.proof.quote: set(one.doubts) for one in sfo(TABLE)}
    assert told == {"2 850 kr": {"compared"}, "3 100 kr": {"quoted"}, "2 990 kr": {"quoted"}}


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("I Prøve koster hel plass i SFO 2 850 kroner. I Storhaug koster SFO 3 100 kroner.", 2850),
        ("Hel plass i SFO koster 2 850 kroner hos oss i Prøve, i Storhaug 3 100 kroner.", 2850),
    ],
)
def test_neighbour_by_its_bare_name(said: str, amount: int) -> None:
    """A place that is not ours, after one that is."""
    finding = visit(("", "SFO", PRICE.format("SFO", said)))
    assert isinstance(finding, Found), finding
    assert isinstance(finding.value, Money)
    assert finding.value.amount == amount
    assert finding.others == ()


def test_later_day_follows_the_earlier() -> None:
    """Of two prices that both hold, the one from the later day does; one to come does not yet."""
    old = PRICE.format("SFO", "Fra 1. januar 2026 koster hel plass i SFO 2 760 kroner per måned.")
    new = PRICE.format("SFO", "Fra 1. august 2026 koster hel plass i SFO 2 840 kroner per måned.")
    later = PRICE.format("SFO", "Fra 1. januar 2027 koster hel plass i SFO 2 990 kroner per måned.")
    pages = [(path, "SFO", html) for path, html in (("-a", old), ("-b", new), ("-c", later))]
    for order in (pages, pages[::-1]):
        finding = visit(*order)
        assert isinstance(finding, Found), finding
        assert isinstance(finding.value, Money)
        assert finding.value.amount == 2840
    alone = visit(("", "SFO", later))
    assert isinstance(alone, Unclear)
    assert alone.reason == "it does not hold yet"


def test_notice_of_a_vacant_post() -> None:
    """What is paid for a job, or what its work costs others, is no price list."""
    html = PRICE.format("Ledige stillinger", PLAIN)
    assert doubts(html, title="Ledige stillinger") == {"vacancy"}


def test_example_is_less_than_the_rule() -> None:
    """A sum for a family that is made up is told as such."""
    html = PRICE.format("SFO", "For eksempel betaler to i hel plass 5 100 kroner per måned i SFO.")
    assert doubts(html) == {"example"}


def test_news_by_the_day_in_their_address() -> None:
    """What was posted on a day is news, whatever it is called."""
    assert "news" in doubts(PRICE.format("SFO", PLAIN), uri="https://x.no/2026/11/sfo/")


def test_editor_of_the_website_is_no_service() -> None:
    """Every page names who looks after it; that is nobody's answer about bins."""
    html = (
        "<main><h1>Renovasjon</h1><p>Er dunken ikke tømt, skriv til avfall@prove.kommune.no.</p>"
        "<p>Nettredaktør: nett@prove.kommune.no</p></main>"
    )
    finding = judged([page(f"<html lang=nb><body>{html}", uri=URI)])["waste_complaint"]
    assert isinstance(finding, Found), finding
    assert [finding.value, *finding.others] == [Contact(email="avfall@prove.kommune.no")]


def test_page_that_compares() -> None:
    """What is told on a page of comparisons is others', but for what names us."""
    html = PRICE.format("Slik ligger vi an sammenlignet med naboene", "{} koster 2 850 kr i SFO.")
    assert doubts(html.format("I Sørvåg")) == {"quoted"}
    assert doubts(html.format("I Prøve")) == {"compared"}


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Byggesak 2026/2027", ()),
        ("Byggesak 2026–27", ()),
        ("Byggesak 2026", ()),
        ("Byggesak 2025/2026", ("dated",)),
        ("Byggesak 2024", ("dated",)),
    ],
)
def test_school_year(title: str, wanted: tuple[str, ...]) -> None:
    """A page is of the year that it names; of two that follow each other it is of the first."""
    languages = catalog().languages
    html = PRICE.format("Byggesak", "Saksbehandlingstiden i byggesak er fire uker.")
    text = read(page(f"<html lang=nb><title>{title}</title><body>{html}", uri=URI))
    prepared = prepare(catalog().elements, ("nb", "nn"))
    every = candidates(text, prepared, merged(languages["nb"], languages["nn"]))
    (time,) = (one for one in every if one.found.element == "building_processing_time")
    assert time.doubts == wanted
