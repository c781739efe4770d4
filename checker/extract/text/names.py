"""What the elements of a page are to its reader, whichever tag or role says so."""

import re
from collections.abc import Mapping

from checker.extract.text.regions import Attributes
from checker.model.evidence import BlockKind

#: Elements that stand inside a line.
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rp", "rt",
        "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
        "u", "var", "wbr", "img", "slot", "picture", "meter", "progress", "area", "input",
    }
)  # fmt: skip
KINDS: Mapping[str, BlockKind] = {
    "li": "item",
    "dt": "term",
    "dd": "description",
    "caption": "caption",
    "figcaption": "caption",
    "summary": "summary",
    "legend": "summary",
    "title": "title",
}
LEVELS = {f"h{level}": level for level in range(1, 7)}
#: Parts of a page that keep their headings to themselves.
SECTIONS = frozenset(
    {"section", "article", "aside", "nav", "details", "fieldset", "dialog", "td", "th"}
)
LINKS = frozenset({"a", "area", "iframe", "frame"})
#: Attributes that may make an element something else than its tag says.
TELLING = frozenset(
    {
        "hidden", "style", "role", "aria-expanded", "data-toggle", "data-bs-toggle",
        "data-cfemail", "dir",
    }
)  # fmt: skip
#: Inline elements that are things of their own: beside another one they are not half a word.
_APART = frozenset({"a", "label", "time"})
_ROLES = {
    "listitem": "li", "list": "ul", "table": "table", "grid": "table", "row": "tr",
    "cell": "td", "gridcell": "td", "columnheader": "th", "rowheader": "th",
}  # fmt: skip
_WITHOUT_MEANING = frozenset({"div", "span", "p", "section", "article"})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_UNDERLINED = re.compile(r"text-decoration[^;]*underline", re.IGNORECASE)
#: Larger than the text around it by any browser's default (16 px, 12 pt).
_LARGE_STYLE = re.compile(
    r"font-size\s*:\s*(?:x{0,3}-?large(?:r)?\b|1\.[2-9]\d*r?em|[2-4](?:\.\d+)?r?em|1[2-9]\d%|[2-4]\d\d%"
    r"|(?:1[89]|[2-5]\d)(?:\.\d+)?px|(?:1[4-9]|[2-4]\d)(?:\.\d+)?pt)",
    re.IGNORECASE,
)
_LARGE_FONT = re.compile(r"\s*(?:\+[1-4]|[4-7])\s*\Z")
#: How a text stands out from the one around it; the higher, the more it heads.
PLAIN, LINED, BOLD, LARGE = range(4)
Look = int
LOOKS: Mapping[str, Look] = {"b": BOLD, "strong": BOLD, "u": LINED, "big": LARGE}
#: Classes of text that office programs cut into pieces: their elements are no layout.
OFFICE = re.compile(r"textrun|scxw|spellingerror|mso|contextual", re.IGNORECASE)


def name_of(tag: str, attributes: Attributes) -> str:
    """Return the tag, or the one that its role stands for (WAI-ARIA 1.2, 5.4).

    >>> name_of("div", {"role": "heading", "aria-level": "3"}), name_of("div", {"role": "row"})
    ('h3', 'tr')
    """
    role = attributes.get("role")
    if not role or (tag in LEVELS and role == "heading"):
        return tag
    if role == "heading":
        level = attributes.get("aria-level") or ""
        return f"h{level}" if f"h{level}" in LEVELS else "h2"
    return _ROLES.get(role, tag) if tag in _WITHOUT_MEANING else tag


def are_apart(before: str, name: str, attributes: Attributes) -> bool:
    """Say whether an inline element is no continuation of the one that just ended."""
    if name in _APART or before in _APART:
        return True
    classes = attributes.get("class")
    return bool(classes) and OFFICE.search(classes or "") is None


def is_toggle(attributes: Attributes) -> bool:
    """Whether an element opens and closes a part of the page below it."""
    if "aria-expanded" in attributes:
        return True
    return "collapse" in {attributes.get("data-toggle"), attributes.get("data-bs-toggle")}


def look_of(name: str, attributes: Attributes) -> Look:
    """Return how an element makes its text stand out.

    >>> look_of("b", {}), look_of("u", {}), look_of("font", {"size": "+1"}), look_of("i", {})
    (2, 1, 3, 0)
    """
    look = LOOKS.get(name, PLAIN)
    if name == "font" and _LARGE_FONT.match(attributes.get("size") or ""):
        return LARGE
    style = attributes.get("style")
    if not style:
        return look
    if _LARGE_STYLE.search(style):
        return LARGE
    if _BOLD_STYLE.search(style):
        return max(look, BOLD)
    return max(look, LINED) if _UNDERLINED.search(style) else look
