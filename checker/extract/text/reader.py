"""From evidence to readable text with its shape: the one door that all extractors read through."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from checker.errors import Malformed
from checker.extract.text.decode import decoded
from checker.extract.text.html import read_html, read_html_slowly
from checker.extract.text.language import language_of
from checker.extract.text.line import settled
from checker.extract.text.page import Page
from checker.extract.text.pdf import text_of_pdf
from checker.extract.text.plain import Head, anchors_of, blocks_of
from checker.extract.text.states import markup_of
from checker.extract.text.structured import things
from checker.extract.text.templates import stands_for_scripts, unveiled, without_scripts
from checker.extract.text.unseen import append_unseen
from checker.extract.text.writer import Writer
from checker.model.evidence import Evidence, Text

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_EMPTY = 200  #: characters; a page with less of its own is drawn by a script
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def read(evidence: Evidence, *, fallback: bool = False) -> Text:
    """Return the readable text of a page, a plain text or a PDF.

    Blocks stand on lines of their own, the cells of a row on one line with tabs between them;
    br and the parts of a cell end a line inside the block. A row whose cells are lists that run
    in parallel is written as so many rows. Folded parts of a page are read, hidden ones not.
    Of a page that a script will draw its data is read. Facts of schema.org that the text does
    not state stand behind it, each thing under its name, in blocks of the kind "structured".

    Args:
        evidence: What to read; its media type decides how.
        fallback: Read HTML with Python's own parser: slower, and it cannot crash.

    Raises:
        Malformed: the media type is none of these, or the bytes are not what it says.
    """
    if evidence.media_type in _HTML:
        markup = unveiled(decoded(evidence.body, evidence.charset))
        reader = read_html_slowly if fallback else read_html
        page = reader(markup, evidence.uri)
        own = _size(page.writer)
        drawn = markup_of(page.states) if own < _EMPTY else ""
        if drawn:
            page = reader(f"{markup}<main>{drawn}</main>", evidence.uri)
        elif not own and stands_for_scripts(markup):
            page = reader(without_scripts(markup), evidence.uri)
        return _shaped(evidence, page)
    if evidence.media_type == "text/plain":
        return _lines(evidence, settled(decoded(evidence.body, evidence.charset)))
    if evidence.media_type == "application/pdf":
        told = text_of_pdf(evidence.body, evidence.uri)
        return replace(_lines(evidence, told.content, heads=told.heads), legible=told.legible)
    raise Malformed(evidence.uri, f"no text in {evidence.media_type}")


def read_plain(content: str, *, language: str = "", uri: str = "") -> Text:
    """Return a text of which the content is kept verbatim, so that spans count in it.

    >>> read_plain("Pris | Kr").blocks[1].cell.column
    1
    """
    body = content.encode("utf-8", "surrogatepass")
    return _lines(Evidence(uri, "text/plain", _NEVER, body), content, language)


def _lines(
    evidence: Evidence, content: str, language: str = "", *, heads: Sequence[Head] = ()
) -> Text:
    return Text(
        content=content,
        source=evidence,
        language=language or language_of(content, uri=evidence.uri),
        blocks=blocks_of(content, heads),
        anchors=anchors_of(content),
    )


def _shaped(evidence: Evidence, page: Page) -> Text:
    writer = page.writer
    language = language_of(
        _own(writer) or writer.content, declared=page.declared.language, uri=evidence.uri
    )
    if page.data or page.microdata.items:
        append_unseen(writer, things(page.data, page.microdata.items), language)
    return Text(
        content=writer.content,
        source=evidence,
        language=language,
        title=_title(" ".join(page.title.split()), writer.main_heading),
        blocks=tuple(writer.blocks),
        anchors=writer.anchors(),
    )


def _size(writer: Writer) -> int:
    """How many characters a page says itself, line ends included."""
    size = sum(one.end - one.start + 1 for one in writer.blocks if one.region == "main")
    return max(size - 1, 0)


def _own(writer: Writer) -> str:
    """What the page says itself, without what all pages of the site say."""
    content = writer.content
    main = (one for one in writer.blocks if one.region == "main")
    return "\n".join(content[one.start : one.end] for one in main)


def _title(title: str, heading: str) -> str:
    """The title of the page with its main heading, unless one says what the other says.

    >>> _title("SFO - X kommune", "SFO"), _title("X kommune", "SFO")
    ('SFO - X kommune', 'SFO – X kommune')
    """
    if not heading or heading in title:
        return title
    return heading if title in heading else f"{heading} – {title}"
