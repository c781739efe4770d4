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
_ROLES = {
    "listitem": "li", "list": "ul", "table": "table", "grid": "table", "row": "tr",
    "cell": "td", "gridcell": "td", "columnheader": "th", "rowheader": "th",
}  # fmt: skip
_WITHOUT_MEANING = frozenset({"div", "span", "p", "section", "article"})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
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


def is_toggle(attributes: Attributes) -> bool:
    """Whether an element opens and closes a part of the page below it."""
    if "aria-expanded" in attributes:
        return True
    return "collapse" in {attributes.get("data-toggle"), attributes.get("data-bs-toggle")}


def is_bold(name: str, attributes: Attributes) -> bool:
    """Whether an element makes its text bold."""
    if name in {"b", "strong"}:
        return True
    style = attributes.get("style")
    return bool(style and _BOLD_STYLE.search(style))
