"""A made-up country: four towns, an element of each kind, a map of two squares."""

import json
from decimal import Decimal
from zoneinfo import ZoneInfo

from checker.model.catalog import (
    Catalog,
    Country,
    Element,
    Group,
    Municipality,
    Sector,
    Wording,
)
from checker.model.value import (
    Contact,
    Date,
    Duration,
    Hours,
    Kind,
    Link,
    Money,
    Statement,
    Value,
)

#: Two squares beside each other that share an arc, one with an island, delta-coded.
TOPOJSON = json.dumps(
    {
        "type": "Topology",
        "transform": {"scale": [0.01, 0.01], "translate": [10.0, 60.0]},
        "objects": {
            "towns": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"id": "9901"}},
                    {
                        "type": "MultiPolygon",
                        "arcs": [[[~1, 2]], [[3]]],
                        "properties": {"id": "9902"},
                    },
                ],
            }
        },
        "arcs": [
            [[100, 100], [-100, 0], [0, -100], [100, 0]],
            [[100, 0], [0, 100]],
            [[100, 0], [100, 0], [0, 100], [-100, 0]],
            [[300, 0], [20, 0], [0, 20], [-20, 0], [0, -20]],
        ],
    }
).encode()

#: One element of each kind: id, kind, name, a sentence as a page writes it, its value.
SAID: tuple[tuple[str, Kind, str, str, Value], ...] = (
    (
        "town_hall_hours",
        "hours",
        "Åpningstid på rådhuset",
        "Rådhuset er åpent mandag til torsdag 09.00–15.00 og fredag 09.00–14.00.",
        Hours("Mo-Th 09:00-15:00; Fr 09:00-14:00; PH off", "visit"),
    ),
    (
        "sfo_price",
        "money",
        "Pris for SFO-plass",
        "Full plass i SFO koster kr 2 850 per måned.",
        Money(Decimal("2850.00"), per="month", year=2026),
    ),
    (
        "building_processing_time",
        "duration",
        "Saksbehandlingstid for byggesak",
        "Du får svar innen tre uker.",
        Duration(None, "P3W", role="processing"),
    ),
    (
        "kindergarten_deadline",
        "date",
        "Søknadsfrist for barnehage",
        "Søknadsfristen er 1. mars.",
        Date("--03-01"),
    ),
    (
        "contact_phone",
        "contact",
        "Telefon til kommunen",
        "Ring oss på 35 00 00 00.",
        Contact(phone="+4735000000"),
    ),
    (
        "records_access",
        "link",
        "Innsyn i postliste",
        "Se postlisten",
        Link("https://prove.invalid/postliste"),
    ),
    (
        "sfo_complaint",
        "statement",
        "Klage på SFO",
        "Du kan klage på vedtaket til kommunen.",
        Statement("Du kan klage på vedtaket til kommunen."),
    ),
)


def element(name: str, kind: Kind, called: str) -> Element:
    """Return an element with a name in one language."""
    wording = Wording(
        called,
        ("lenke",),
        ("ord",),
        question=f"Kan dere si {called.lower()}?",
        full="Verdi med enhet.",
        partial="Verdi uten enhet.",
    )
    sector: Sector = "school" if name.startswith("sfo") else "service"
    return Element(name, kind, sector, {"nb": wording})


TOWNS = (
    Municipality("9901", "Prøve", "https://prove.invalid/", county="99", county_name="Fjellfylket",
                 population=12_345, names={"se": "Geahččaleapmi"}, languages=("nb",),
                 language_form="bokmål", peer_group="EKG05"),
    Municipality("9902", "Øvre Vik", "https://vik.invalid/", county="99",
                 county_name="Fjellfylket", population=800, languages=("nn",)),
    Municipality("9903", "Herøy", "https://heroy.invalid/", county="98", county_name="Kystfylket"),
    Municipality("9904", "Herøy", "https://heroy-nord.invalid/", county="97", county_name="Nord"),
)  # fmt: skip

CATALOG = Catalog(
    Country(
        code="xx",
        name="Prøveland",
        timezone=ZoneInfo("Europe/Oslo"),
        currency="NOK",
        languages=("nb", "nn"),
        phone_region="NO",
        municipalities=TOWNS,
        groups=(Group("county:99", "Fjellfylket", ("9901", "9902")),
                Group("kostra:EKG05", "Gruppe 5", ("9901",))),
        map_topojson=TOPOJSON,
        map_credit="© Prøvekart, CC BY 4.0",
    ),
    tuple(element(name, kind, called) for name, kind, called, _, _ in SAID),
    {},
)  # fmt: skip
