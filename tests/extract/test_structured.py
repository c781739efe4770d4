"""Facts that a page tells machines only, and the places they get in the readable text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import page, sound
from tables_of import norwegian

from checker.extract import hours
from checker.extract.facts import contact
from checker.extract.text import read
from checker.extract.text.structured import hours_lines, things
from checker.model.evidence import Text
from checker.model.value import Contact, Hours

PLACE = {
    "@context": "https://schema.org",
    "@type": "Library",
    "name": "Prøve bibliotek",
    "telephone": "+47 35 06 71 00",
    "email": "bibliotek@prove.kommune.no",
    "openingHoursSpecification": [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Monday", "Tuesday", "https://schema.org/Wednesday"],
            "opens": "10:00",
            "closes": "18:00:00",
        },
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": "Saturday",
            "opens": "10",
            "closes": "",
        },
    ],
}
HOURS = "mandag-onsdag 10:00-18:00"


def told(
    node: object, visible: str = "<p>Velkommen til oss.</p>", *, fallback: bool = False
) -> Text:
    """The text of a page with JSON-LD."""
    script = node if isinstance(node, str) else json.dumps(node)
    markup = (
        f"<html lang=nb><head><script type='application/ld+json'>{script}</script></head>"
        f"<body><main>{visible}</main></body></html>"
    )
    text = read(page(markup), fallback=fallback)
    sound(text)
    return text


def unseen(text: Text) -> list[str]:
    """The lines that are told to machines only."""
    some = (one for one in text.blocks if one.kind == "structured")
    return [text.content[one.start : one.end] for one in some]


@pytest.mark.parametrize("fallback", [False, True])
def test_facts_stand_behind_the_text_under_their_name(fallback: bool) -> None:  # noqa: FBT001  a parameter
    """Each on a line of its own, which is a block: it can be quoted, and extractors read it."""
    text = told(PLACE, fallback=fallback)
    assert text.content.split("\n") == [
        "Velkommen til oss.",
        "Prøve bibliotek",
        HOURS,
        "Telefon: +47 35 06 71 00",
        "E-post: bibliotek@prove.kommune.no",
    ]
    assert [one.kind for one in text.blocks[1:]] == ["heading", *["structured"] * 3]
    assert text.blocks[-1].headings == ("Prøve bibliotek",)
    assert text.blocks[-1].region == "main"
    assert [hit.value for hit in contact.find(text, norwegian())] == [
        Contact(phone="+4735067100"),
        Contact(email="bibliotek@prove.kommune.no"),
    ]
    assert [hit.value for hit in hours.find(text, norwegian())] == [Hours("Mo-We 10:00-18:00")]


@pytest.mark.parametrize(
    ("visible", "expected"),
    [
        ("<p>Telefon 35 06 71 00</p>", [HOURS, "E-post: bibliotek@prove.kommune.no"]),
        ("<p>Telefon 350 67 100</p>", [HOURS, "E-post: bibliotek@prove.kommune.no"]),
        ("<a href='tel:+4735067100'>Ring</a>", [HOURS, "E-post: bibliotek@prove.kommune.no"]),
        ("<a href='mailto:Bibliotek@prove.kommune.no'>x</a>", [HOURS, "Telefon: +47 35 06 71 00"]),
        (
            "<h2>Åpent</h2><p>Mandag: kl. 10–18</p>",
            ["Telefon: +47 35 06 71 00", "E-post: bibliotek@prove.kommune.no"],
        ),
        (
            "<h1>Prøve bibliotek</h1><p>Mandag 9.30 til 15</p>",
            ["Telefon: +47 35 06 71 00", "E-post: bibliotek@prove.kommune.no"],
        ),
    ],
)
def test_what_people_see_is_not_told_twice(visible: str, expected: list[str]) -> None:
    """The same number, address or time; nor other times of the same place."""
    assert unseen(told(PLACE, visible)) == expected


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        # seen
        ({"openingHours": "Mo-Fr 08:00-15:00"}, ["mandag-fredag 08:00-15:00"]),
        ({"openingHours": ["Mo,We 8:00-15:00", "Sa 10:00-14:00"]},
         ["mandag, onsdag 08:00-15:00", "lørdag 10:00-14:00"]),
        ({"openingHours": "Mo-Th 08:00-15:30, Fr 08:00-15:00"},
         ["mandag-torsdag 08:00-15:30", "fredag 08:00-15:00"]),
        ({"openingHours": "Monday-Friday 09:00-15:00"}, ["mandag-fredag 09:00-15:00"]),
        ({"openingHours": "Mo-Th 08:00-11:30, 12:00-15:30, Fr 08:00-11:30,12:00-15:00"},
         ["mandag-fredag 08:00-11:30", "mandag-torsdag 12:00-15:30", "fredag 12:00-15:00"]),
        ({"openingHours": "Mo-Su 00:00-01:00, 04:00-00:00"},
         ["mandag-søndag 00:00-01:00", "mandag-søndag 04:00-00:00"]),
        ({"@graph": [{"@type": "WebSite"}, {"telephone": "tel:+4735067100"}]},
         ["Telefon: +4735067100"]),
        ([{"contactPoint": [{"telephone": "35067100"}, {"telephone": "35067101"}]}],
         ["Telefon: 35067100", "Telefon: 35067101"]),
        ({"openingHoursSpecification": {"dayOfWeek": "Su", "opens": "00:00", "closes": "00:00"}},
         ["søndag stengt"]),
        ({"openingHoursSpecification": {"dayOfWeek": {"@id": "schema:Monday"}, "opens": "T08:00",
                                        "closes": "15:00+01:00"}},
         ["mandag 08:00-15:00"]),
        ({"openingHoursSpecification": {"dayOfWeek": "Monday", "opens": "08:00", "closes": "15:00",
                                        "validFrom": "2026-06-01", "validThrough": "2026-08-31"}},
         ["01.06.2026-31.08.2026: mandag 08:00-15:00"]),
        ({"specialOpeningHoursSpecification": {"validFrom": "2026-12-24",
                                               "validThrough": "2026-12-24"}},
         ["24.12.2026: stengt"]),
        ('<!-- {"telephone": "35067100"} -->', ["Telefon: 35067100"]),
        ('{"telephone": "3506\n7100"}', ["Telefon: 3506 7100"]),
        # bugs
        ({"@type": "Person", "name": "Kari Nordmann", "telephone": "95000000"}, []),
        ({"author": {"@type": ["Person"], "email": "kari@x.no"}}, []),
        ({"openingHours": "etter avtale"}, []),
        ({"openingHours": {"a": 1}, "telephone": 35067100, "email": [None, {}]}, []),
        ({"openingHoursSpecification": {"dayOfWeek": "Mo", "opens": "99:99", "closes": "1"}}, []),
        ('{"telephone": "35067100"', []),
        ("[" * 100_000, []),
        ("{{ product | json }}", []),
        ("", []),
    ],
)  # fmt: skip
def test_json_ld_is_read_as_pages_have_it(node: object, expected: list[str]) -> None:
    """Graphs, lists, short forms; a person's number and broken JSON say nothing."""
    assert unseen(told(node)) == expected


def test_microdata_in_attributes_is_read() -> None:
    """Values that the page shows are read as text; those in attributes stand nowhere else."""
    text = read(
        page(
            "<html lang=nb><main><h2>Rådhuset</h2>"
            "<div itemscope itemtype='https://schema.org/GovernmentOffice'>"
            "<p>Ring <span itemprop=telephone>35 06 71 00</span></p>"
            "<div itemprop=openingHoursSpecification itemscope>"
            "<link itemprop=dayOfWeek href='http://schema.org/Monday'>"
            "<meta itemprop=opens content='09:00'><meta itemprop=closes content='15:00'>"
            "<p>Mandager har vi åpent.</p></div>"
            "<time itemprop=openingHours datetime='Tu 10:00-14:00'>Tirsdager også.</time>"
            "</div></main>"
        )
    )
    sound(text)
    assert unseen(text) == ["tirsdag 10:00-14:00", "mandag 09:00-15:00"]
    assert text.blocks[-1].headings == ("Rådhuset",)


def test_the_page_s_language_names_the_days() -> None:
    """English pages get English days."""
    openings = things([json.dumps(PLACE)])[0].openings
    assert hours_lines(openings, "en") == ["Monday-Wednesday 10:00-18:00"]
    assert hours_lines(openings, "nn") == ["måndag-onsdag 10:00-18:00"]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["name", "@type", "openingHours", "openingHoursSpecification",
                         "dayOfWeek", "opens", "closes", "validFrom", "telephone", "email"]),
        inner,
        max_size=4,
    ),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
def test_no_json_raises(node: object) -> None:
    """Whatever stands at whatever place."""
    told(json.dumps(node).replace("</", "<\\/"))


@given(st.text(max_size=60))
def test_no_script_raises(script: str) -> None:
    """Broken JSON is no error: most of it is a template that nobody filled in."""
    told(script)
