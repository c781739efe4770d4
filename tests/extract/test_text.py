"""Evidence to text: the door, its media types, and its promise never to fail on bytes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from blind import entries
from hypothesis import given
from hypothesis import strategies as st
from pages import page, sound
from stated import text_of

from checker.errors import Malformed
from checker.extract.text import read, read_plain
from checker.extract.text.language import language_of

language_of(" ".join(f"word {number}" for number in range(20)))  # loads the model, once


@pytest.mark.parametrize("fallback", [False, True])
def test_a_page_is_read_block_by_block(fallback: bool) -> None:  # noqa: FBT001  a parameter
    """Each block on its own line, with its kind, its headings and its links."""
    text = read(
        page(
            "<html lang=nb><title>SFO - Prøve</title><main><h1>SFO</h1><h2>Pris</h2>"
            "<p>Hel plass koster <b>2 850 kr</b>.</p><ul><li>Se <a href='/sok'>søknad</a></ul>"
        ),
        fallback=fallback,
    )
    assert text.content.split("\n") == [
        "SFO - Prøve", "SFO", "Pris", "Hel plass koster 2 850 kr.", "Se søknad",
    ]  # fmt: skip
    assert [block.kind for block in text.blocks] == [
        "title", "heading", "heading", "paragraph", "item",
    ]  # fmt: skip
    assert text.blocks[3].headings == ("SFO", "Pris")
    assert text.anchors[0].uri == "https://www.prove.kommune.no/sok"
    assert text.content[text.anchors[0].start : text.anchors[0].end] == "søknad"
    assert text.language == "nb"


@pytest.mark.parametrize(("tag", "row"), entries("text", "text_blind"))
def test_a_fragment_has_these_blocks(tag: str, row: Mapping[str, Any]) -> None:
    """As a careful person reads it: kind and words of each, in order, and what they stand under."""
    text = text_of(row["text"], tag)
    sound(text)
    shown = [f"{one.kind}: {text.content[one.start : one.end]}" for one in text.blocks]
    assert shown == row["wants"]
    if "under" in row:
        assert [" / ".join(one.headings) for one in text.blocks] == row["under"]


@pytest.mark.parametrize("fallback", [False, True])
@pytest.mark.parametrize(("tag", "row"), entries("reading"))
def test_a_page_is_read_as_a_person_reads_it(
    tag: str,
    row: Mapping[str, Any],
    fallback: bool,  # noqa: FBT001  a parameter
) -> None:
    """Whatever draws it, folds it away or spoils its letters."""
    if fallback and not row.get("slowly", True):
        pytest.skip("the slow parser closes no cells")
    evidence = page(row["text"].encode(row.get("encoding", "utf-8")))
    text = read(replace(evidence, charset=row.get("declared")), fallback=fallback)
    sound(text)
    shown = {text.content[one.start : one.end]: one for one in text.blocks}
    for words, headings in row["reads"].items():
        assert words in shown, (tag, text.content)
        assert " / ".join(shown[words].headings).endswith(headings), shown[words].headings
    for words, headers in row.get("heads", {}).items():
        cell = shown[words].cell
        assert cell is not None
        assert f"{cell.row_header} | {cell.column_header}" == headers
    assert not [words for words in row.get("lacks", ()) if words in text.content]


def test_an_unknown_media_type_is_malformed() -> None:
    """A picture has no text; the caller is told so."""
    with pytest.raises(Malformed, match="image/png"):
        read(page(b"\x89PNG", media_type="image/png"))


def test_plain_text_is_kept_verbatim() -> None:
    """Spans count in the text as it was given, odd white space and all."""
    content = "  Åpent \t 9-15 \r\n\r\nStengt\u00a0i juli "
    assert read_plain(content).content == content
    assert read_plain(content, language="nn").language == "nn"


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_raise(body: bytes, fallback: bool) -> None:  # noqa: FBT001  drawn
    """Whatever a server sends as a page is read, or called malformed."""
    try:
        text = read(page(b"<p>" + body), fallback=fallback)
    except Malformed:
        assert fallback
        return
    sound(text)


PIECES = (
    "<p>|</p>|<table>|<tr>|<td rowspan=2>|<th colspan=3>|</td>|</table>|<h2>|<h2 hidden>|<br>|"
    "<li>|<ul>|</ul>|<a href=/x>|</a>|<sup>|</sup>|<sub>|<b>|</b>|<nav>|</nav>|<details>|"
    "<summary>|</details>|<button aria-expanded=false>|<pre>|<dl><dt>|<dd>|<caption>|<title>|"
    "<select>|<svg>|<template>|<div role=row>|<div role=cell>|&nbsp;|m| 2 |08|30|\n|kr|"
    "<section>|</section>|<footer>|<img alt=x>|<frameset>|<base href=//[>|<html lang=nn>|"
    "<body>|</body>"
)
TAGS = st.sampled_from(PIECES.split("|"))


@given(st.lists(TAGS, max_size=40), st.booleans())
def test_no_markup_raises(pieces: list[str], fallback: bool) -> None:  # noqa: FBT001  drawn
    """Tags in any order, closed or not, give a text whose shape is sound."""
    sound(read(page("".join(pieces)), fallback=fallback))


@given(st.text(alphabet="ab 1\t|\n\r-#*", max_size=60))
def test_no_plain_text_raises(content: str) -> None:
    """Lines of any look keep the text and have sound blocks."""
    text = read_plain(content)
    assert text.content == content
    sound(text)
