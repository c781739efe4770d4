"""Bytes to characters: what was declared, what the bytes say themselves, what fits."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([a-zA-Z0-9_.:-]+)")
_ROUNDS = 3  #: of UTF-8 in UTF-8
_WIDE_LOOK, _WIDE_LEAST = 1000, 8  #: bytes that tell UTF-16
_PRESCAN = 4096  # HTML Standard, 13.2.3.2 asks for 1024; templates put more before it
#: Names that pages declare and what is meant by them (Encoding Standard, 4.2).
_MEANT = {
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "utf8": "utf-8",
}
#: What UTF-8 letters look like when somebody read them as windows-1252 and wrote them again.
_TWICE = re.compile("[ÂÃâ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€¢-ÿ]")


def decoded(body: bytes, declared: str | None = None) -> str:
    """Return the characters of a text, whatever the bytes are.

    A byte-order mark wins, then the charset the sender declared, then the one the markup
    declares, then UTF-8, then windows-1252; one that does not fit all bytes is passed over.
    Text that was encoded to UTF-8 twice is set right where that can be undone without a rest.

    >>> decoded("må".encode("windows-1252"), "utf-8"), decoded("mÃ¥".encode())
    ('må', 'må')
    """
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, "replace")
    wide = _wide(body)
    if wide:
        return body.decode(wide, "replace")
    head = body[:_PRESCAN]
    inside = _XML.search(head) or _META.search(head)
    written = inside.group(1).decode("ascii") if inside else None
    narrow = _not_wide(declared) if b"\0" not in head else declared
    for name in (narrow, _not_wide(written), "utf-8"):
        text = _strictly(body, name)
        if text is not None:
            return repaired(text)
    text = body.decode("utf-8", "replace")
    strange = text.count("\ufffd")
    if strange * 2 <= sum(1 for one in text if one > "\x7f"):  # most of them are UTF-8
        return repaired(body.decode("utf-8", _AS_WINDOWS))
    return body.decode("windows-1252", "replace")


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin letters is nought."""
    head = body[:_WIDE_LOOK]
    for first, charset in ((0, "utf-16-be"), (1, "utf-16-le")):
        noughts = head[first::2].count(0)
        if len(head) >= _WIDE_LEAST and noughts * 2 > len(head[first::2]):
            return None if head[1 - first :: 2].count(0) * 4 > noughts else charset
    return None


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are no UTF-8 as windows-1252: two systems wrote one page."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    strange = error.object[error.start : error.end]
    return strange.decode("windows-1252", "replace"), error.end


_AS_WINDOWS = "checker-as-windows-1252"
codecs.register_error(_AS_WINDOWS, _as_windows)


def repaired(text: str) -> str:
    """Return text without a second round of UTF-8, line by line, if it was there throughout.

    >>> repaired("blÃ¥bÃ¦r og Ã…pent"), repaired("São Paulo på Ål")
    ('blåbær og Åpent', 'São Paulo på Ål')
    """
    if not any(one in text for one in "ÃÂâ") or not _TWICE.search(text):
        return text
    return "\n".join(_settled(line) if _TWICE.search(line) else line for line in text.split("\n"))


def _settled(line: str) -> str:
    """The line without a second and a third round."""
    for _ in range(_ROUNDS):
        undone = _undone(line)
        if undone == line:
            break
        line = undone
    return line


def _undone(line: str) -> str:
    """The line read the way it was meant, itself where that does not work out cleanly."""
    raw = bytearray()
    for one in line:
        if ord(one) < 0x100:  # noqa: PLR2004  latin-1, controls too: those who read it so wrote them
            raw.append(ord(one))
            continue
        try:
            raw += one.encode("windows-1252")
        except UnicodeEncodeError:
            return line
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return line


def _not_wide(charset: str | None) -> str | None:
    """A charset that markup in single bytes can be in (HTML Standard, 13.2.3.2, step 15)."""
    return "utf-8" if charset and charset.lower().startswith(("utf-16", "utf-32")) else charset


def _strictly(body: bytes, charset: str | None) -> str | None:
    """The text if the charset is known and fits every byte."""
    if not charset:
        return None
    name = _MEANT.get(charset.strip().lower(), charset.strip())
    if name == "windows-1252" and _is_utf8(body):
        name = "utf-8"  # declared by the server's default, written as UTF-8 by the editor
    try:
        if not codecs.lookup(name)._is_text_encoding:  # noqa: SLF001  the only way to ask
            return None
        return body.decode(name)
    except (LookupError, UnicodeError):
        return None


def _is_utf8(body: bytes) -> bool:
    """Whether bytes beyond ASCII are there and are UTF-8: by chance they hardly ever are."""
    if body.isascii():
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
