"""What the outside world showed us, the text read from it, and the proof that cites it."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Region = Literal["main", "header", "navigation", "aside", "footer"]
BlockKind = Literal[
    "title",
    "heading",
    "paragraph",
    "item",
    "cell",
    "caption",
    "term",
    "description",
    "summary",
    "structured",  # told to machines only (schema.org), written behind the visible text
]


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of content in hexadecimal: the name of evidence everywhere."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing the outside world showed us, kept byte for byte."""

    uri: str  #: https:, mid: (RFC 2392), tel: (RFC 3966) or dns: (RFC 4501); after redirects
    media_type: str  #: without parameters, e.g. "text/html", "message/rfc822"
    captured_at: datetime  #: aware; when it reached us, for mail the server's INTERNALDATE
    body: bytes = field(repr=False)
    charset: str | None = None  #: as the sender declared it; None: not declared
    clicks: int | None = None  #: fewest link steps from the home page; None: not a page
    requested_uri: str | None = None  #: what was asked for, where a redirect led elsewhere
    screenshot: str | None = None  #: digest of a PNG of the same page, if one was taken
    ours: bool = False  #: True: we wrote it (an inquiry); kept, but never read for facts

    def __post_init__(self) -> None:
        if self.captured_at.utcoffset() is None:
            raise ValueError("captured_at must be time-zone aware")

    @property
    def digest(self) -> str:
        return digest_of(self.body)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: text[start:end], in characters."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Provenance:
    """The proof of a value: where it was read, when, and in which words."""

    uri: str
    evidence: str  #: digest of the bytes
    text: str  #: digest of the read text (UTF-8) that the span counts in
    span: Span
    quote: str
    rule: str  #: who read it, with its revision, e.g. "money/1"
    captured_at: datetime
    clicks: int | None = None
    screenshot: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a block stands in a table, and what heads its row and column."""

    table: int  #: number of the table on the page, from 0
    row: int
    column: int
    row_header: str = ""  #: text of the first header or leading cell of its row
    column_header: str = ""  #: texts of the header cells above it, joined by " / "
    caption: str = ""
    header: bool = False  #: this cell is a header itself


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of the read text that belongs together; blocks do not overlap."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0  #: 1 to 6 for headings, depth for list items
    region: Region = "main"
    headings: tuple[str, ...] = ()  #: the headings it stands under, outermost first
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link, or an e-mail or phone link, with where its words stand in the read text."""

    start: int
    end: int  #: equal to start for a link without words
    uri: str  #: absolute, also mailto: and tel:
    words: str  #: its text, else aria-label, title or the alternative text of its image
    region: Region = "main"


@dataclass(frozen=True, slots=True)
class Text:
    """The readable text of one piece of evidence, with its shape."""

    content: str = field(repr=False)
    source: Evidence
    language: str = ""  #: BCP 47, "" when neither declared nor told by the words
    title: str = ""
    blocks: tuple[Block, ...] = field(default=(), repr=False)  #: in order of the text
    anchors: tuple[Anchor, ...] = field(default=(), repr=False)  #: in order of the text
    legible: bool = True  #: False: pictures of words for the most part, such as a scanned paper

    def cite(self, start: int, end: int, *, rule: str) -> Provenance:
        """Return the proof for content[start:end]; the only way to make one."""
        return Provenance(
            uri=self.source.uri,
            evidence=self.source.digest,
            text=digest_of(self.content.encode("utf-8", "surrogatepass")),
            span=Span(start, end),
            quote=self.content[start:end],
            rule=rule,
            captured_at=self.source.captured_at,
            clicks=self.source.clicks,
            screenshot=self.source.screenshot,
        )
