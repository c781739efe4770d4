"""One page in, candidates out."""

from decimal import Decimal

import pytest
from pages import page
from verdicts import catalog

from checker.extract.text import read
from checker.extract.verdict.candidates import DOMAIN, Candidate, candidates
from checker.extract.verdict.sought import prepare
from checker.extract.verdict.standing import COST
from checker.extract.words import merged
from checker.model.value import Contact, Link, Money, Statement, Value

URI = "https://www.prove.kommune.no/skole/sfo"


def found(element: str, html: str, *, title: str = "", uri: str = URI) -> list[Candidate]:
    """Return a page's candidates for one element."""
    languages = catalog().languages
    text = read(page(f"<html lang=nb><title>{title}</title><body>{html}", uri=uri))
    prepared = prepare(catalog().elements, ("nb", "nn"))
    words = merged(languages["nb"], languages["nn"])
    every = candidates(text, prepared, words)
    for one in every:
        span = one.found.proof.span
        assert text.content[span.start : span.end] == one.found.proof.quote
        assert one.found.proof == text.cite(span.start, span.end, rule=one.found.proof.rule)
    return [one for one in every if one.found.element == element]


def values(element: str, html: str, *, title: str = "", uri: str = URI) -> list[Value]:
    """Return the values of a page's candidates for one element."""
    return [one.found.value for one in found(element, html, title=title, uri=uri)]


def test_page_of_nothing() -> None:
    """A page that speaks of no element is not searched for any."""
    assert found("sfo_price", "<p>Velkommen!</p>", uri="https://www.prove.kommune.no/") == []


def test_figure_serves_the_element_it_is_most_surely_about() -> None:
    """The price of after-school care stands on pages about kindergartens too."""
    html = "<main><h1>Barnehage og SFO</h1><p>Hel plass i SFO koster 2 850 kroner per måned.</p>"
    assert values("sfo_price", html) == [Money(Decimal(2850), per="month")]
    assert values("kindergarten_price", html) == []


def test_sentence_may_serve_several() -> None:
    """Contacts, links and sentences answer more than one question."""
    html = (
        "<main><h1>Barnehage og SFO</h1><p>Du kan klage på vedtak om plass i barnehage og SFO "
        "innen tre uker.</p>"
    )
    assert values("sfo_complaint", html) == values("kindergarten_complaint", html) != []


@pytest.mark.parametrize(
    ("words", "named"),
    [
        # seen on pages
        ("Postliste", True),
        ("Innsyn i saker og dokumenter", True),
        ("Se dagens postliste her", True),
        ("Innsyn og åpenhet: her finner du alt om hvordan du ber om å få se et dokument", True),
        ("Særregler for personer unntatt innsyn", False),
        ("Møtekalender", False),
        ("Innsyn i egne personopplysninger", False),
        # bugs caught
        ("Alt du lurer på om hvordan kommunen styres og hvem som sitter der, og innsyn", False),
    ],
)
def test_what_names_a_link(words: str, *, named: bool) -> None:
    """Its words begin with the element, or say little else."""
    assert bool(values("records_access", f"<main><a href='/p'>{words}</a>")) is named


def test_links_that_lead_nowhere() -> None:
    """A place on the same page, a letter and a script are no answer; another page's place is."""
    html = (
        "<main><a href='#t'>Tilbakemelding</a> <a href='/skole/sfo#t'>Tilbakemelding</a> "
        "<a href='mailto:a@prove.kommune.no'>Tilbakemelding</a> <a href='/t#x'>Tilbakemelding</a>"
    )
    assert values("feedback_function", html) == [Link("https://www.prove.kommune.no/t#x")]


def test_mere_here_is_named_by_its_sentence() -> None:
    """A mere "her" is what the sentence says, and less sure than a link with a name."""
    here = found("records_access", "<main><p>Du finner postlisten <a href='/p'>her</a>.</p>")
    named = found("records_access", "<main><p><a href='/p'>Postliste</a></p>")
    assert [one.found.value for one in here] == [Link("https://www.prove.kommune.no/p")]
    assert here[0].score < named[0].score


def test_short_links_of_a_menu_have_no_sentence() -> None:
    """What stands beside an entry of a menu is another entry."""
    html = "<nav><a href='/a'>Postliste</a> <a href='/b'>Skole</a></nav><p>Hei</p>"
    assert values("records_access", html) == [Link("https://www.prove.kommune.no/a")]


def test_icon_counts_a_little_less() -> None:
    """It has a name, and no words that everybody can read."""
    (icon,) = found("social_media", "<footer><a href='https://fb.example/x' aria-label='Facebook'>")
    (link,) = found("social_media", "<footer><a href='https://fb.example/x'>Facebook</a>")
    assert link.score - icon.score == 1.0


def test_links_of_the_content_only() -> None:
    """How to apply for a service is told on its page, not in the menu of all pages."""
    nav = "<nav><a href='/s'>Søk om hjemmehjelp</a></nav><main><p>Hei</p></main>"
    assert values("home_help_apply", nav) == []


@pytest.mark.parametrize(
    "said",
    [
        # seen on pages
        "<li>Klage på vedtak om SFO-plass</li>",
        "<p><a href='/k'>Du kan klage på vedtak om plass i SFO innen tre uker.</a></p>",
        "<p>Her finner du informasjon om klage på vedtak og frist.</p>",
        "<p>Hvordan kan jeg klage på vedtak om SFO?</p>",
        "<nav>Du kan klage på vedtak om plass i SFO innen tre uker.</nav>",
        "<table><tr><th>Klage på vedtak om SFO-plass<tr><td>Ja</table>",
    ],
)
def test_what_states_nothing(said: str) -> None:
    """Labels, links, hints, questions, menus and headers state no rule."""
    assert values("sfo_complaint", f"<main><h1>SFO</h1>{said}</main>") == []


@pytest.mark.parametrize(
    "said",
    [
        "Du kan klage på vedtak om plass i SFO innen tre uker.",
        "Klagen sendes skriftlig til rektor",
        "Klagefrist på vedtak: 3 uker",
    ],
)
def test_what_states_a_rule(said: str) -> None:
    """A sentence, with or without its full stop, and a line with a figure."""
    assert values("sfo_complaint", f"<main><h1>SFO</h1><ul><li>{said}</ul>") == [Statement(said)]


PRICE = "<main><h1>{}</h1><p>Hel plass i SFO koster {} kroner per måned.</p>"


@pytest.mark.parametrize(
    ("heading", "uri", "kept"),
    [
        pytest.param("SFO", "/sfo", True, id="no news"),
        pytest.param("SFO i 2019", "/sfo", True, id="an old page that is no news"),
        pytest.param("Nye priser i SFO", "/aktuelt/sfo", True, id="news without a year"),
        pytest.param("Nye priser i SFO i 2025", "/aktuelt/sfo", True, id="last year's news"),
        pytest.param("Nye priser i SFO i 2019", "/aktuelt/sfo", False, id="old news"),
        pytest.param("Nye priser i SFO i 2031", "/aktuelt/sfo", False, id="what is proposed"),
    ],
)
def test_old_news_are_no_source(heading: str, uri: str, *, kept: bool) -> None:
    """News tell what was, and what somebody proposes."""
    html = PRICE.format(heading, "2 850")
    there = values("sfo_price", html, uri=f"https://www.prove.kommune.no{uri}")
    assert bool(there) is kept


def test_page_of_old_news_is_old_all_over() -> None:
    """The day of publishing stands in a paragraph of its own."""
    html = "<main><h1>SFO</h1><p>Publisert 14.12.2021</p><p>Tekst.</p><p>SFO koster 2 850 kr.</p>"
    uri = "https://www.prove.kommune.no/nyheter/sfo"
    assert values("sfo_price", html, title="Nyheter", uri=uri) == []
    footer = "<main><p>Publisert 2021</p></main><footer><p>Sentralbord 35 00 01 00</p></footer>"
    assert values("contact_phone", footer, uri=uri) == [Contact(phone="+4735000100")]


def test_news_count_less() -> None:
    """A page about the service is surer than a piece of news about it."""
    html = PRICE.format("SFO", "2 850")
    (page_,) = found("sfo_price", html, uri="https://www.prove.kommune.no/x/y")
    (news,) = found("sfo_price", html, uri="https://www.prove.kommune.no/aktuelt/y")
    assert page_.score - news.score == COST["news"]


def test_hardly_sure_news_are_nothing() -> None:
    """What is only just about the element is not, in the news."""
    html = "<main><h1>Kommunen</h1><p>Plassen koster 2 850 kroner per måned.</p>"
    assert found("sfo_price", html, title="SFO")
    assert not found("sfo_price", html, title="Nyheter: SFO")


def test_own_domain_is_surer() -> None:
    """An address of the site's own domain is rather the municipality's; another may be."""
    (own,) = found("contact_email", "<footer>post@prove.kommune.no</footer>")
    (other,) = found("contact_email", "<footer>post@annet.no</footer>")
    assert own.score - other.score == DOMAIN


def test_places_are_told_apart() -> None:
    """Heading and row say which place hours belong to."""
    html = (
        "<main><h1>Bibliotek</h1><h2>Sentrum</h2><p>Mandag–fredag 10–16</p>"
        "<h2>Filial</h2><p>Onsdag 16–19</p>"
    )
    assert {one.place for one in found("library_hours", html)} == {"Sentrum", "Filial"}


def test_number_of_a_row_is_no_header() -> None:
    """In a regulation the first column numbers the rows; the words behind it name them."""
    html = (
        "<main><h1>Byggesak</h1><table><tr><th>Punkt<th>Tiltak<th>Kroner"
        "<tr><td>3.1<td>Enebolig<td>24 900<tr><td>3.4<td>Garasje<td>4 980</table>"
    )
    (house,) = found("building_fee_house", html, title="Byggesak")
    assert house.found.value == Money(Decimal(24900))
    assert house.beside
    assert house.place == "Byggesak / Enebolig"


def test_corner_of_a_table_names_its_rows() -> None:
    """What stands over the headers of the rows says what they are of."""
    html = (
        "<main><h1>Priser</h1><table><tr><th>Praktisk bistand, inntekt<th>Pris per time"
        "<tr><td>2-3 G<td>225 kr<tr><td>3-4 G<td>300 kr</table>"
    )
    assert values("home_help_price", html, uri="https://www.prove.kommune.no/priser") == [
        Money(Decimal(225), per="hour"),
        Money(Decimal(300), per="hour"),
    ]


def test_what_stands_beside_the_content_counts_less() -> None:
    """Pages put a service's own hours in a box beside the text."""
    body = "<h1>Biblioteket</h1>", "<h2>Åpningstid</h2><p>Mandag–fredag 10–16</p>"
    (own,) = found("library_hours", f"<main>{body[0]}{body[1]}</main>")
    (beside,) = found("library_hours", f"<main>{body[0]}</main><aside>{body[1]}</aside>")
    assert own.score > beside.score


def test_days_that_are_excepted_forbid_nothing() -> None:
    """Hours of every weekday save for planning days are no hours of planning days."""
    html = (
        "<main><h1>SFO</h1><p>SFO er åpen kl. 7–16 alle virkedager, utenom planleggingsdager.</p>"
    )
    assert found("sfo_hours", html)


def test_sentence_before_may_speak_of_another_fact() -> None:
    """Food comes on top, Solbakken takes 450 kroner: that is the price of food."""
    html = (
        "<main><h1>Barnehage</h1><p>Hel plass koster 1 200 kroner per måned.</p>"
        "<p>Maten kommer i tillegg. Solbakken tar 450 kroner per måned.</p>"
    )
    price, food = found("kindergarten_price", html)
    assert price.score - food.score > 2


def test_number_of_a_named_employee() -> None:
    """Of a school nurse there is no other; of a switchboard there is."""
    html = "<main><h1>{}</h1><p>{} Kari Nordmann, tlf. 35 00 01 07</p>"
    nurse = html.format("Helsesykepleier", "Helsesykepleier")
    assert values("school_nurse", nurse) == [Contact(phone="+4735000107")]
    assert values("contact_phone", html.format("Kontakt oss", "Sentralbord")) == []


def test_figures_on_sami_pages_are_not_read() -> None:
    """No element has words in Sámi; what a number is about is not guessed. A number to call is."""
    said = "Mii leat Porsáŋggu gielda ja deike sáhtát váldit oktavuođa, maiddái telefovnnain. " * 3
    html = f"<main><h1>Hattit (SFO)</h1><p>{said}</p><p>SFO: 2 850 kr mánnui.</p></main>"
    footer = "<footer><p>Sentralbord 35 00 01 00</p></footer>"
    sami = page(f"<html lang=se><body>{html}{footer}", uri=URI)
    prepared = prepare(catalog().elements, ("nb", "nn"))
    words = merged(catalog().languages["nb"], catalog().languages["nn"], catalog().languages["se"])
    kinds = {type(one.found.value) for one in candidates(read(sami), prepared, words)}
    assert kinds == {Contact}


def test_somebody_at_the_library_is_not_the_library() -> None:
    """Where another is only said to be there, its hours are its own."""
    html = "<main><h1>Ombud</h1><p>{}</p>"
    own = html.format("Biblioteket er åpent onsdager kl. 12–16.")
    guest = html.format("Ombudet holder til på biblioteket onsdager kl. 12–16.")
    scores = {
        one: max((hit.score for hit in found("library_hours", one)), default=0.0)
        for one in (own, guest)
    }
    assert scores[own] - scores[guest] >= 3


def test_most_of_a_week_is_the_place_itself() -> None:
    """A workshop on Thursdays is less surely the library than five days are."""
    html = "<main><h1>Bibliotek</h1><p>Mandag–fredag 10–18.</p><p>Verkstedet: torsdag 15–18.</p>"
    week, workshop = found("library_hours", html)
    assert week.score > workshop.score
