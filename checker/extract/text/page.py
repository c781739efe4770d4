"""The reader of one page: takes elements as they open and close, in document order."""

from collections.abc import Callable

from checker.extract.text import disguise
from checker.extract.text.declared import Declared
from checker.extract.text.microdata import Microdata
from checker.extract.text.names import (
    BOLD,
    INLINE,
    LEVELS,
    LINKS,
    PLAIN,
    SECTIONS,
    TELLING,
    are_apart,
    name_of,
)
from checker.extract.text.regions import REGIONS, SILENT, Attributes, is_hidden, is_icon, region_of
from checker.extract.text.scope import (
    SWITCHES,
    Frame,
    Items,
    Scope,
    in_cell,
    in_context,
    in_table,
    is_heading_row,
    standing_out,
)
from checker.extract.text.states import is_state
from checker.extract.text.tabs import Tabs
from checker.extract.text.targets import deciphered, target_of
from checker.extract.text.writer import Writer

#: What begins in a heading behind its words is no part of it: the heading was never closed.
_NO_HEADINGS = frozenset({"p", "table", "ul", "ol", "dl"})
_SPECIAL = frozenset({"role", "itemprop", "itemscope"})


class Page:
    """Call open, text and close in document order, then finish; the writer holds the text."""

    def __init__(self, base: str, controlled: Callable[[str], bool]) -> None:
        self.declared = Declared(base)
        self.title = ""
        self.data: list[str] = []  #: JSON-LD as it stands in the markup
        self.states: list[str] = []  #: scripts that hold what the page will show
        self.microdata = Microdata()
        self._frames = [Frame("", Scope())]
        self.writer = Writer(self._frames)
        self._controlled = controlled
        self._tables = 0
        self._tabs = Tabs()
        self._items = Items()
        self._ended = ""  #: the inline element that ended here, when no text came since

    def open(self, tag: str, attributes: Attributes) -> bool:
        """An element begins; False when nothing in it is to be read (then do not close it)."""
        if tag in SILENT:
            return self._pass_over(attributes)
        scope = self._frames[-1].scope
        name = tag
        if attributes and (tag == "dialog" or not TELLING.isdisjoint(attributes)):
            if is_hidden(tag, attributes, self._controlled):
                return False
            if "data-cfemail" in attributes:
                self._spell(deciphered(attributes["data-cfemail"] or ""))
                return False
            name = in_context(name_of(tag, attributes), attributes, scope)
            if disguise.is_turned(tag, attributes):
                scope = scope._replace(turned=True)
        elif attributes and is_icon(attributes):
            return False
        elif tag == "button":
            name = in_context(tag, attributes, scope)
        if name in INLINE:
            self._open_inline(name, attributes, scope)
        else:
            self._open_block(name, attributes, scope)
        if attributes and (tag in LINKS or not _SPECIAL.isdisjoint(attributes)):
            self._open_special(tag, attributes)
        return True

    def _pass_over(self, attributes: Attributes) -> bool:
        if "itemprop" in attributes:
            self.microdata.value(attributes)
        return False

    def script(self, attributes: Attributes, code: str) -> None:
        """A script: data for machines, the state of a page that it draws, or an address."""
        kind = attributes.get("type") or ""
        if "ld+json" in kind.lower():
            self.data.append(code)
        elif is_state(kind, attributes.get("id") or "", code):
            self.states.append(code)
        else:
            self._spell(disguise.spelled_by_script(code))

    def text(self, data: str) -> None:
        """Characters of the current element."""
        scope = self._frames[-1].scope
        line = self.writer.line
        if not data.isspace():
            self._ended = ""
        elif not line.last or line.last in " \n":
            return
        if scope.turned:
            data = data[::-1]
        if not scope.pre:
            line.add(data, look=scope.look)
            return
        for number, one in enumerate(data.split("\n")):
            if number:
                line.newline()
            line.add(one, look=scope.look)

    def close(self) -> None:
        """The element that was opened last ends."""
        frame = self._frames[-1]
        if self.microdata.depth == len(self._frames):
            self.microdata.leave()
        if frame.link:
            self.writer.unlink()
        if frame.name in INLINE:
            if frame.name in {"sup", "sub"}:
                self.writer.line.settle(above=frame.name == "sup")
            self.writer.line.seam = self.writer.line.seam or 1
            self._ended = frame.name
        else:
            self._close_block(frame)
        self._frames.pop()
        if frame.held is not None:
            self.writer.outline.leave(frame.held, region=frame.region)

    def finish(self) -> None:
        """The page ends."""
        while len(self._frames) > 1:
            self.close()
        self._boundary(self._frames[0].scope)
        self.writer.set_apart_foot()

    def _open_inline(self, name: str, attributes: Attributes, scope: Scope) -> None:
        line = self.writer.line
        if self._ended and are_apart(self._ended, name, attributes):
            line.seam = 2
        else:
            line.seam = line.seam or 1
        if name in {"sup", "sub"}:
            line.raise_()
        elif name in {"img", "area"}:
            self.writer.picture((attributes.get("alt") or "").strip())
        self._frames.append(Frame(name, standing_out(name, attributes, scope)))

    def _open_special(self, tag: str, attributes: Attributes) -> None:
        """A link, a tab or an item of microdata, if it is one."""
        if attributes.get("role") == "tab":
            self._tabs.tab(attributes, len(self.writer.blocks))
        if tag in LINKS:
            self._open_link(attributes)
        if "itemscope" not in attributes:
            if "itemprop" in attributes:
                self.microdata.value(attributes)
        else:
            heading = next(reversed(self.writer.outline.headings), "")
            self.microdata.enter(attributes, len(self._frames), heading)

    def _open_block(self, name: str, attributes: Attributes, scope: Scope) -> None:
        if scope.kind == "heading" and name in _NO_HEADINGS and self.writer.line.length:
            self._boundary(scope)
            scope = scope._replace(kind="paragraph", level=0, look=PLAIN)
        if name == "br":
            if not self.writer.line.newline() and not scope.in_cell:
                self._boundary(scope)
        else:
            self._boundary(scope)
        frame = Frame(name, scope)
        if name in REGIONS or attributes:
            scope = self._enter(frame, name, attributes)
        elif name in SECTIONS:
            frame.held = self.writer.outline.enter()
        frame.scope = self._scope_in(name, attributes, scope)
        self._frames.append(frame)

    def _enter(self, frame: Frame, name: str, attributes: Attributes) -> Scope:
        """A region or a section of the page begins here, perhaps."""
        scope = frame.scope
        region = region_of(name, attributes, sectioned=scope.sectioned)
        if region is not None and region != scope.region and not scope.in_cell:
            fresh = region in {"navigation", "footer"}
            frame.held, frame.region = self.writer.outline.enter_region(fresh=fresh), True
            return scope._replace(region=region)
        role = attributes.get("role")
        if name in SECTIONS or role == "tabpanel" or "accordion" in (attributes.get("class") or ""):
            frame.held = self.writer.outline.enter()
        if role == "tabpanel":
            self.writer.head_by(self._tabs.panel(attributes, self.writer.blocks))
        return scope

    def _scope_in(self, name: str, attributes: Attributes, scope: Scope) -> Scope:
        """What holds inside a block-level element."""
        if name in {"html", "base", "meta"}:
            self.declared.tell(name, attributes)
        elif name in {"ul", "ol"}:
            scope = scope._replace(lists=scope.lists + 1)
        elif name in SWITCHES:
            scope = SWITCHES[name](scope)
        elif name == "table":
            scope = self._scope_in_table(attributes, scope)
        elif name in {"td", "th", "tr"} and scope.table is not None:
            scope = self._scope_in_row(name, attributes, scope)
        else:
            scope = self._scope_of_kind(name, attributes, scope)
        return scope

    def _scope_of_kind(self, name: str, attributes: Attributes, scope: Scope) -> Scope:
        """What holds inside a heading, an item and the like; a cell stays what it is."""
        scope = standing_out(name, attributes, scope)
        level = LEVELS.get(name)
        if level is not None and scope.in_cell and is_heading_row(scope):
            return scope
        if level is not None:
            self._lay_out(scope)
            return scope._replace(kind="heading", level=level, look=BOLD)
        return self._items.scope(name, scope)

    def _scope_in_table(self, attributes: Attributes, scope: Scope) -> Scope:
        self._lay_out(scope)
        self._tables += 1
        return in_table(self._tables - 1, attributes, scope)

    def _scope_in_row(self, name: str, attributes: Attributes, scope: Scope) -> Scope:
        if scope.table is not None and name == "tr":
            self.writer.end_row(scope.table, scope.region)
            return scope
        return in_cell(name, attributes, scope)

    def _lay_out(self, scope: Scope) -> None:
        """The cell holds a part of the page: from here on its table is no table of values."""
        if scope.in_cell and scope.table is not None:
            self.writer.end_row(scope.table, scope.region)
            scope.table.layout = True
            self._boundary(scope)

    def _close_block(self, frame: Frame) -> None:
        scope, table = frame.scope, frame.scope.table
        if frame.name in {"td", "th"} and table is not None and scope.cell is not None:
            if self.writer.line.holds_parts:
                self._lay_out(scope)
            if not table.layout:
                self.writer.end_cell(table, scope.cell)
                return
            self._boundary(scope)
        elif frame.name != "br":
            self._boundary(scope)
        if table is not None and frame.name == "tr":
            self.writer.end_row(table, scope.region)
        elif table is not None and frame.name == "table":
            self.writer.end_table(table, scope.region)

    def _boundary(self, scope: Scope) -> None:
        """A block of the text ends; inside a cell only a line."""
        if scope.kind == "title":
            self._end_title()
        elif scope.cell is not None and scope.in_cell:
            self.writer.line.newline()
            if self.writer.line.holds_parts:
                self._lay_out(scope)
        elif self.writer.line.parts or self.writer.line.marks:
            text = self.writer.flush(scope.kind, scope.level, scope.region, hold=scope.details)
            if scope.kind == "caption" and scope.table is not None and not scope.table.raw.caption:
                scope.table.raw.caption = " ".join(text.split())

    def _end_title(self) -> None:
        if self.title:
            self.writer.line.take()
        else:
            self.title = self.writer.flush("title", 0, "header")

    def _open_link(self, attributes: Attributes) -> None:
        if "data-" in " ".join(attributes):  # few links have any; the look itself is dear
            self._spell(disguise.spelled_by_attributes(attributes))
        href = disguise.address_behind(attributes) or attributes.get("href")
        href = href or attributes.get("src")
        uri = target_of(href, self.declared.base) if href else None
        if uri is None:
            return
        label = (attributes.get("aria-label") or "").strip()
        named = label or (attributes.get("title") or attributes.get("alt") or "").strip()
        frame = self._frames[-1]
        self.writer.link(uri, frame.scope.region, label=named, labelled=bool(label))
        frame.link = True

    def _spell(self, address: str | None) -> None:
        """An address that a script would show: show it, as a link."""
        if address is not None:
            self.writer.link(f"mailto:{address}", self._frames[-1].scope.region)
            self.writer.line.add(address)
            self.writer.unlink()
