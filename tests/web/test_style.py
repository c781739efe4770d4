"""The style sheet: letters stand out from what they stand on, in both colour schemes."""

import re
from hashlib import sha256
from itertools import pairwise

import pytest

from checker.web.render import STATIC

SHEET = (STATIC / "site.css").read_text(encoding="utf-8")
STATES = ("found", "absent", "unclear", "unreachable", "blocked")
#: Letters and what lies behind them, by the names of the variables.
LETTERS = [
    *[(ink, ground) for ink in ("ink", "soft", "link") for ground in ("page", "card", "sunk")],
    ("accent-ink", "accent"),
    ("mark-ink", "mark"),
    *[(state, f"{state}-wash") for state in STATES],
    *[(state, "card") for state in STATES],
    ("soft", "none"),
]
#: Lines and shapes that carry meaning and what they stand against (WCAG 1.4.11).
SHAPES = [
    *[("edge", ground) for ground in ("card", "page")],
    *[("focus", ground) for ground in ("card", "page", "sunk")],
]


def scheme(name: str) -> dict[str, str]:
    """Return the variables of a colour scheme; dark ones are laid over the light ones."""
    blocks = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
    light, dark = blocks[0], blocks[1]
    chosen = light if name == "light" else light + dark
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", chosen))


def luminance(colour: str) -> float:
    """Return the relative luminance, WCAG 2.2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), LETTERS)
def test_letters_can_be_read(name: str, ink: str, ground: str) -> None:
    """At least 4.5 to 1 for all text, WCAG 1.4.3."""
    colours = scheme(name)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_edges_can_be_seen(name: str, shape: str, ground: str) -> None:
    """At least 3 to 1 for the borders of fields and the mark of the focus."""
    colours = scheme(name)
    assert contrast(colours[shape], colours[ground]) >= 3


@pytest.mark.parametrize("name", ["light", "dark"])
def test_classes_of_the_map_differ(name: str) -> None:
    """Five shares step steadily away from the ground, so that they can be told apart."""
    colours = scheme(name)
    ratios = [contrast(colours[f"share-{step}"], colours["card"]) for step in range(5)]
    assert all(later > earlier * 1.25 for earlier, later in pairwise(ratios))


def test_nothing_is_drawn_from_elsewhere() -> None:
    """No import, no font, no picture: the policy would block it."""
    assert "@import" not in SHEET
    assert "url(" not in SHEET


def test_vendored_script_is_what_it_says() -> None:
    """The one foreign file is byte for byte the released one, with its licence beside it."""
    digest, name = (STATIC / "VENDORED.txt").read_text(encoding="utf-8").split()[:2]
    assert sha256((STATIC / name).read_bytes()).hexdigest() == digest
    assert "Zero-Clause BSD" in (STATIC / "htmx.LICENSE.txt").read_text(encoding="utf-8")
