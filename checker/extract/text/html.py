"""HTML to text by lexbor, or by Python's own parser where lexbor fails."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Generic, TypeVar

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag
from bs4.exceptions import ParserRejectedMarkup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from checker.errors import Malformed
from checker.extract.text.page import Page

_Node = TypeVar("_Node")

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
        _walk(root, page, _LEXBOR)
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
        _walk(soup.contents[0], page, _SOUP)
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


@dataclass(frozen=True, slots=True)
class _Tree(Generic[_Node]):
    """How the tree of one parser is walked."""

    #: Give a node to the page; (its first child or None,) for an element that was opened.
    enter: Callable[[_Node, Page], tuple[_Node | None] | None]
    after: Callable[[_Node], _Node | None]
    above: Callable[[_Node], _Node | None]


def _walk(node: _Node, page: Page, tree: _Tree[_Node]) -> None:
    """Give a node, what is in it and what comes after it to the page, in document order.

    One loop for both parsers, without recursion: it costs 2 % of reading a page of 50 kB.
    """
    enter, after, above = tree.enter, tree.after, tree.above
    depth = 0
    while True:
        opened, child = enter(node, page), None
        if opened is not None:
            child = opened[0] if depth < DEPTH_MAX else None
            if child is None:
                page.close()
        if child is not None:
            node, depth = child, depth + 1
            continue
        while (following := after(node)) is None:
            parent = above(node)
            if depth == 0 or parent is None:
                return
            node, depth = parent, depth - 1
            page.close()
        node = following


def _enter(node: LexborNode, page: Page) -> tuple[LexborNode | None] | None:
    tag = node.tag or "-"
    if tag == "-text":
        page.text(node.text_content or "")
    elif tag == "script":
        page.script(node.attributes, node.text())
    elif tag[0] != "-" and page.open(tag, node.attributes):
        return (node.first_child,)
    return None


def _enter_soup(node: PageElement, page: Page) -> tuple[PageElement | None] | None:
    if isinstance(node, Tag):
        attributes = {name: str(value) for name, value in node.attrs.items()}
        if node.name == "script":
            page.script(attributes, "".join(map(str, node.contents)))
        elif page.open(node.name, attributes):
            return (node.contents[0] if node.contents else None,)
    elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
        page.text(str(node))
    return None


_LEXBOR: _Tree[LexborNode] = _Tree(_enter, attrgetter("next"), attrgetter("parent"))
_SOUP: _Tree[PageElement] = _Tree(_enter_soup, attrgetter("next_sibling"), attrgetter("parent"))
