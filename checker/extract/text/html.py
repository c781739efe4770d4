"""HTML to text by lexbor, or by Python's own parser where lexbor fails."""

import re
from functools import cached_property

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag
from bs4.exceptions import ParserRejectedMarkup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from checker.errors import Malformed
from checker.extract.text.page import Page

#: No page for people is nested deeper; what lies deeper is not read.
DEPTH_MAX = 5_000
#: Markup with more tags than this is looked at before lexbor gets it, whose work grows with
#: the square of the depth (measured: 100,000 open div elements take 29 s).
_TAGS_TRUSTED = 4_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*?(/?)>")
_UNNESTED = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead",
        "tbody", "tfoot", "rp", "rt", "path", "use", "circle", "rect", "html", "head", "body",
    }
)  # fmt: skip
_CONTROLS = re.compile(
    r"""(?:aria-controls|aria-owns|data-(?:bs-)?target|href)\s*=\s*["']?\s*#?([^\s"'<>]+)"""
)


class _Controls:
    """The ids of elements that something on the page opens; looked for only when asked."""

    def __init__(self, markup: str) -> None:
        self._markup = markup

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(_CONTROLS.findall(self._markup))

    def __call__(self, own: str, /) -> bool:
        return own in self._ids


def read_html(markup: str, uri: str) -> Page:
    """Return the page as lexbor reads it (HTML Standard, 13.2)."""
    page = Page(uri, _Controls(markup))
    root = LexborHTMLParser(_shallow(markup)).root
    if root is not None:
        _walk(root, page)
    page.finish()
    return page


def read_html_slowly(markup: str, uri: str) -> Page:
    """Return the page as Python's html.parser reads it: slower, and cannot crash.

    Raises:
        Malformed: the parser gives the markup up.
    """
    page = Page(uri, _Controls(markup))
    try:
        soup = BeautifulSoup(_shallow(markup), "html.parser", multi_valued_attributes=None)
    except ParserRejectedMarkup as error:
        raise Malformed(uri, str(error)) from error
    if soup.contents:
        _walk_soup(soup.contents[0], page)
    page.finish()
    return page


def _shallow(markup: str) -> str:
    """Cut the markup where it is nested deeper than any page for people."""
    if markup.count("<") < _TAGS_TRUSTED:
        return markup
    depth = 0
    for tag in _TAG.finditer(markup):
        closing, name, closed = tag.groups()
        if closing:
            depth = max(depth - 1, 0)
        elif not closed and name.lower() not in _UNNESTED:
            depth += 1
            if depth > DEPTH_MAX:
                return markup[: tag.start()]
    return markup


def _walk(node: LexborNode, page: Page) -> None:
    depth = 0
    while True:
        tag = node.tag or "-"
        child = None
        if tag == "-text":
            page.text(node.text_content or "")
        elif tag == "script":
            page.script(node.attributes, node.text())
        elif tag[0] != "-" and page.open(tag, node.attributes):
            child = node.first_child if depth < DEPTH_MAX else None
            if child is None:
                page.close()
        if child is not None:
            node, depth = child, depth + 1
            continue
        while (after := node.next) is None:
            above = node.parent
            if depth == 0 or above is None:
                return
            node, depth = above, depth - 1
            page.close()
        node = after


def _walk_soup(node: PageElement, page: Page) -> None:
    depth = 0
    while True:
        child = None
        if isinstance(node, Tag):
            attributes = {name: str(value) for name, value in node.attrs.items()}
            if node.name == "script":
                page.script(attributes, "".join(map(str, node.contents)))
            elif page.open(node.name, attributes):
                child = node.contents[0] if node.contents and depth < DEPTH_MAX else None
                if child is None:
                    page.close()
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            page.text(str(node))
        if child is not None:
            node, depth = child, depth + 1
            continue
        while (after := node.next_sibling) is None:
            above = node.parent
            if depth == 0 or above is None:
                return
            node, depth = above, depth - 1
            page.close()
        node = after
