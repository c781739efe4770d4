"""Which part of a page an element opens, and whether a reader gets to see it at all."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from checker.model.evidence import Region

Attributes = Mapping[str, str | None]

#: Elements whose content is no text for people.
SILENT = frozenset(
    {
        "script", "style", "svg", "noscript", "template", "canvas", "object", "embed", "audio",
        "video", "select", "datalist", "textarea", "math", "applet", "link", "option", "noembed",
        "noframes", "track", "source",
    }
)  # fmt: skip

_BY_TAG: Mapping[str, Region] = {"nav": "navigation", "main": "main", "aside": "aside"}
#: Elements that may open a region by their name alone.
REGIONS = frozenset({*_BY_TAG, "header", "footer"})
_BY_ROLE: Mapping[str | None, Region] = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "search": "navigation",
    "main": "main",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "alertdialog": "aside",
}
_BEFORE = (
    r"(?:(?:hoved|hovud|topp|top|side|mega|mobile?|main|sub|left|right|global|site|page|primary|"
    r"secondary|sekund[aæ]r|layout|app|the|js|c|l|m|o|region|block)[-_]*)*"
)
_AFTER = (
    r"(?:[-_]*(?:wrapper|wrap|container|inner|outer|list|bar|links?|area|section|holder|content|"
    r"top|left|right|region|block|main|global|mobile|desktop|nav|menu|meny|\d+))*"
)
#: Names that people give to the parts of a page, in the languages templates are written in.
_NAMES: tuple[tuple[Region, re.Pattern[str]], ...] = (
    (
        "navigation",
        re.compile(
            _BEFORE + r"(?:meny(?:en)?|menu|nav|navbar|navigation|navigasjon|breadcrumbs?|"
            r"br[oø]dsmule(?:r|sti)?|skip-?links?|hopplenker?)" + _AFTER
        ),
    ),
    (
        "footer",
        re.compile(
            r"(?:[a-z]{1,4}[-_])?ftr?|"
            + _BEFORE
            + r"(?:footer|bunn|bunntekst|bunnfelt|botn|botntekst|colophon)"
            + _AFTER
        ),
    ),
    (
        "header",
        re.compile(
            r"(?:[a-z]{1,4}[-_])?hdr?|"
            r"(?:(?:site|main|global|top|layout|app|the|js|c|l|region)[-_]*)*"
            r"(?:header|banner|topp|toppfelt|topbar|masthead)" + _AFTER
        ),
    ),
    (
        "aside",
        re.compile(
            r"(?:sidebar|sidekolonne|h[oø]yrekolonne|right-?col(?:umn)?|"
            r"cookie(?:s|bar|banner|consent|-.*)?)" + _AFTER
        ),
    ),
)
_GONE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
#: Collapsed parts of an accordion or a set of tabs: one click away, so readers do see them.
_FOLDED = re.compile(
    r"accordion|collaps|trekkspill|trekkspel|expand|toggle|tab-?pane|tab-?panel|faq|foldable|"
    r"read-?more|les-?mer|panel-(?:body|content)|details",
    re.IGNORECASE,
)
_ICON_FONT = re.compile(r"(?:^|\s)(?:material-icons\S*|glyphicon\S*)(?:\s|$)")


def region_of(tag: str, attributes: Attributes, *, sectioned: bool) -> Region | None:
    """Return the region that an element opens, None for one that changes nothing.

    A header or footer inside main or an article belongs to the article (HTML Standard,
    4.3.8 and 4.3.9), and inside one the names of classes say little.

    >>> region_of("header", {}, sectioned=False), region_of("header", {}, sectioned=True)
    ('header', None)
    >>> region_of("div", {"class": "bunn-wrapper"}, sectioned=False)
    'footer'
    """
    role = attributes.get("role")
    if role in _BY_ROLE:
        return _BY_ROLE[role]
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if tag in {"header", "footer"}:
        return None if sectioned else ("header" if tag == "header" else "footer")
    names, own = attributes.get("class"), attributes.get("id")
    if not (names or own) or tag in {"body", "html"}:
        return None
    named = _by_name(names) if names else None
    if named is None and own:
        named = _by_name(own)
    return None if sectioned and named != "navigation" else named


@lru_cache(maxsize=2048)
def _by_name(names: str) -> Region | None:
    for name in names.lower().split():
        for region, pattern in _NAMES:
            if pattern.fullmatch(name):
                return region
    return None


def is_hidden(tag: str, attributes: Attributes, controlled: Callable[[str], bool]) -> bool:
    """Whether no reader gets to see an element, not even after a click on the page.

    Args:
        tag: Its name, lower-case.
        attributes: Its attributes.
        controlled: Tells whether something on the page opens the element with this id.
    """
    style = attributes.get("style")
    if (
        "hidden" in attributes
        or (style and _GONE.search(style))
        or (tag == "dialog" and "open" not in attributes)
    ):
        return not _is_folded(attributes, controlled)
    return is_icon(attributes)


def is_icon(attributes: Attributes) -> bool:
    """Whether the words of an element are names of pictures, which a font shows as those."""
    classes = attributes.get("class")
    return bool(classes and "icon" in classes and _of_icons(classes))


@lru_cache(maxsize=1024)
def _of_icons(classes: str) -> bool:
    return _ICON_FONT.search(classes) is not None


def _is_folded(attributes: Attributes, controlled: Callable[[str], bool]) -> bool:
    if attributes.get("hidden") == "until-found" or attributes.get("role") == "tabpanel":
        return True
    if attributes.get("role") in {"dialog", "alertdialog"} or attributes.get("aria-modal"):
        return False
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if "modal" in names.lower():
        return False
    if _FOLDED.search(names):
        return True
    own = attributes.get("id")
    return bool(own and controlled(own))
