"""Towns of some 350 pages in the address shapes of content systems, to measure what is reached.

What a municipality has is written down once, as sections, themes and pages; a shape says how it is
addressed and linked. Nothing here is taken from a real site.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

#: Section -> theme -> title of a page -> elements that it answers.
TREE: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "Oppvekst og utdanning": {
        "Skolefritidsordning": {
            "Dette koster en plass i SFO": ("sfo_price",),
            "Når er SFO åpen?": ("sfo_hours",),
            "Ferie og SFO": ("sfo_holidays_notice",),
            "Moderasjon i foreldrebetaling for SFO": ("sfo_discount",),
            "Klage på vedtak om SFO": ("sfo_complaint",),
        },
        "Barnehage": {
            "Foreldrebetaling i barnehagen": ("kindergarten_price",),
            "Søk barnehageplass": ("kindergarten_deadline",),
            "Klage på barnehageopptak": ("kindergarten_complaint",),
            "Brukerundersøkelse i barnehagene": ("user_survey",),
        },
        "Helse for barn og unge": {"Skolehelsetjenesten og helsesykepleier": ("school_nurse",)},
        "Skoler": {},
        "Kulturskole": {},
    },
    "Plan, bygg og eiendom": {
        "Byggesak": {
            "Gebyrer for byggesak": ("building_fee_house", "building_fee_garage"),
            "Saksbehandlingstid i byggesaker": ("building_processing_time",),
            "Bygge uten å søke": ("building_exempt",),
            "Endre fasade": ("building_facade",),
            "Klage på byggesak": ("building_appeal",),
        },
        "Kart og oppmåling": {},
        "Reguleringsplaner": {},
    },
    "Vann, avløp og renovasjon": {
        "Vann og avløp": {
            "Årsgebyr for vann og avløp": ("water_fee",),
            "Tilknytningsgebyr": ("connection_fee",),
            "Drikkevannets kvalitet": ("water_quality",),
            "Meld fra om feil på vann og avløp": ("water_emergency_phone",),
        },
        "Avfall": {
            "Tømmekalender": ("waste_calendar",),
            "Avfallet mitt ble ikke hentet": ("waste_complaint",),
        },
        "Feiing og brannvern": {"Feiing og tilsyn": ("chimney_sweep",)},
    },
    "Helse og omsorg": {
        "Hjemmetjenester": {
            "Pris for praktisk bistand": ("home_help_price",),
            "Søk om hjemmehjelp": ("home_help_apply", "home_help_processing_time"),
            "Klage på helse- og omsorgstjenester": ("care_complaint",),
        },
        "NAV og økonomi": {"Økonomisk rådgivning og gjeld": ("debt_advice",)},
        "Lege og legevakt": {},
        "Psykisk helse": {},
    },
    "Kultur og fritid": {
        "Bibliotek": {"Åpningstider på biblioteket": ("library_hours",)},
        "Idrett og bad": {"Svømmehallen": ("pool_hours",)},
        "Tur og friluft": {},
        "Frivillighet": {},
    },
    "Om kommunen": {
        "Kontakt oss": {
            "Rådhuset – åpningstider": ("town_hall_hours",),
            "Sentralbord og telefontid": ("phone_hours", "contact_phone", "contact_email"),
            "Vakttelefoner": ("after_hours",),
            "Følg oss på Facebook": ("social_media",),
        },
        "Rettigheter og klage": {
            "Slik klager du": ("complaint_route",),
            "Svartid på henvendelser": ("response_promise",),
            "Serviceerklæringer": ("service_declaration",),
            "Gi oss tilbakemelding": ("feedback_function",),
        },
        "Innsyn": {"Postliste og innsyn": ("records_access",)},
        "Om nettstedet": {
            "Tilgjengelighetserklæring": ("accessibility_statement",),
            "Skjema og selvbetjening": ("self_service",),
        },
        "Politikk": {},
        "Ledige stillinger": {},
    },
}
SIBLINGS = ("Om tilbudet", "Nytt fra avdelingen", "Ofte stilte spørsmål", "Samarbeid", "Historie")
#: Deeper than this are the services themselves.
TOP = 2
NEWS, MINUTES, PLACES = 90, 60, 40


def slug(title: str) -> str:
    plain = title.lower().replace("å", "a").replace("ø", "o").replace("æ", "ae")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@dataclass(slots=True)
class Page:
    """One page: where it stands, what it links to, what it answers."""

    number: int
    trail: tuple[str, ...]  #: titles from below the home page down to its own
    elements: tuple[str, ...] = ()
    below: list["Page"] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.trail[-1] if self.trail else "Forsiden"


Address = Callable[[Page], str]


def _id(page: Page) -> int:
    return 10_000 + page.number * 37


SHAPES: Mapping[str, Address] = {
    "tree": lambda page: "/" + "".join(f"{slug(one)}/" for one in page.trail),
    "flat": lambda page: (
        f"/{slug(page.title)}-{slug(page.trail[-2])}"
        if len(page.trail) > 1
        else f"/{slug(page.title)}"
    ),
    "query": lambda page: f"/?id={_id(page)}",
    "article": lambda page: f"/artikkel/{_id(page)}",
    "aspx": lambda page: f"/{slug(page.title)}.{_id(page)}.aspx",
    "category": lambda page: f"/{slug(page.title)}.{_id(page)}-5{len(page.trail)}28.html",
    "guid": lambda page: f"/innhold/{hashlib.md5(str(page.number).encode()).hexdigest()}",  # noqa: S324
    "component": lambda page: (
        f"/index.php?option=com_content&view=article&id={_id(page)}&Itemid={len(page.trail)}"
    ),
}


def grown() -> list[Page]:
    """Return all pages of the town, home page first."""
    pages = [Page(0, ())]

    def add(parent: Page, title: str, elements: tuple[str, ...] = ()) -> Page:
        page = Page(len(pages), (*parent.trail, title), elements)
        pages.append(page)
        parent.below.append(page)
        return page

    for section, themes in TREE.items():
        top = add(pages[0], section)
        for theme, leaves in themes.items():
            middle = add(top, theme)
            for title in SIBLINGS:
                add(middle, f"{title}: {theme}")
            for title, elements in leaves.items():
                add(middle, title, elements)
    for title, count in (("Nyheter", NEWS), ("Møteprotokoller", MINUTES), ("Steder", PLACES)):
        top = add(pages[0], title)
        for number in range(count):
            add(top, f"{title[:-2]} om sak {number} i bygda")
    return pages


def _item(page: Page, uri: str) -> str:
    return f'<li><a href="{uri.replace("&", "&amp;")}">{page.title}</a></li>'


@dataclass(frozen=True, slots=True)
class Town:
    """A grown town in one shape."""

    bodies: Mapping[str, str]  #: path with query -> HTML
    answers: Mapping[str, str]  #: element -> path of the page that answers it

    def hits(self, words: str) -> str:
        """What its own search shows: pages with the most of the words first."""
        asked = words.lower().split()
        counts = {
            path: sum(word in body.lower() for word in asked) for path, body in self.bodies.items()
        }
        found = sorted((path for path in counts if counts[path]), key=lambda path: -counts[path])
        return "".join(f'<li><a href="{path}">{path}</a>' for path in found[:10])


FORM = '<form action="/sok" role="search"><input type="search" name="q"></form>'


def town(shape: str, *, menu: bool = True, search: bool = False, index: bool = False) -> Town:
    """Return the town in a shape; without a menu the home page links to news only.

    With an index it links to a list of all services too, under the services' own addresses.
    """
    address = SHAPES[shape]
    pages = grown()
    home = pages[0]
    uris = {page.number: address(page) for page in pages[1:]} | {0: "/"}
    shown = [page for page in home.below if menu or page.title == "Nyheter"]
    top = "".join(_item(page, uris[page.number]) for page in shown)
    top += '<li><a href="/alfabetisk">Tjenester A–Å</a></li>' if index else ""
    head = f"<nav><ul>{top}</ul></nav>{FORM if search else ''}"
    bodies = {}
    for page in pages:
        below = page.below if page is not home else []
        links = "".join(_item(one, uris[one.number]) for one in below)
        text = f"{page.title} {page.number} " * 12
        bodies[uris[page.number]] = (
            f"<html lang=nb><title>{page.title}</title><body>{head}<main><h1>{page.title}</h1>"
            f"<p>{text}</p><ul>{links}</ul></main>"
        )
    if index:
        services = [page for page in pages if len(page.trail) > TOP]
        listed = "".join(_item(page, uris[page.number]) for page in services)
        bodies["/alfabetisk"] = f"<html lang=nb><body>{head}<main><ul>{listed}</ul></main>"
    answers = {one: uris[page.number] for page in pages for one in page.elements}
    return Town(bodies, answers)


def answer(town: Town, path: str, home: str) -> tuple[str, str] | None:
    """Return body and media type for a path; None: not there."""
    parts = urlsplit(path)
    if parts.path == "/sok" and FORM in town.bodies["/"]:
        words = parse_qs(parts.query).get("q", [""])[0]
        return f"<html><body>{FORM}<ol>{town.hits(words)}</ol>", "text/html"
    if path == "/sitemap.xml":
        listed = "".join(
            f"<url><loc>{home}{one.lstrip('/').replace('&', '&amp;')}</loc></url>"
            for one in town.bodies
        )
        return f"<urlset>{listed}</urlset>", "application/xml"
    body = town.bodies.get(path)
    return None if body is None else (body, "text/html; charset=utf-8")
