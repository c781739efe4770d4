"""E-mail addresses that a page puts together when it is shown: by a script, or by attributes."""

import re
from html import unescape

from checker.extract.text.regions import Attributes

_SCRIPT_MAX = 4_000  #: characters; a longer script writes no address
_VARIABLE = re.compile(r"\b(\w{1,40})\s*=\s*((?:'[^'\n]*'|\"[^\"\n]*\"|[\w+ ])+)[;,\n]")
_TERM = re.compile(
    r"'([^'\n]*)'|\"([^\"\n]*)\"|String\.fromCharCode\((\d{1,4})\)|\b([A-Za-z_$]\w{0,40})\b"
)
_ESCAPE = re.compile(r"\\x([0-9a-fA-F]{2})")
_SUM = re.compile(
    r"(?:'[^'\n]*'|\"[^\"\n]*\"|String\.fromCharCode\(\d+\)|[A-Za-z_$]\w{0,40})"
    r"(?:\s*\+\s*(?:'[^'\n]*'|\"[^\"\n]*\"|String\.fromCharCode\(\d+\)|[A-Za-z_$]\w{0,40}))*+"
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-zA-Z]{2,24}")
_LOCALS = ("data-user", "data-name", "data-mailbox", "data-local")
_DOMAINS = ("data-domain", "data-host", "data-website")


def spelled_by_script(code: str) -> str | None:
    """Return the address that a short script puts together from pieces, None for none.

    >>> spelled_by_script("var n='post'; var d='x.no'; document.write(n + '@' + d);")
    'post@x.no'
    """
    if len(code) > _SCRIPT_MAX:
        return None
    code = _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), code)
    known: dict[str, str] = {}
    for found in _VARIABLE.finditer(code):
        known[found.group(1)] = _summed(found.group(2), known)
    for found in _SUM.finditer(code):
        address = _ADDRESS.search(unescape(_summed(found.group(), known)))
        if address is not None:
            return address.group()
    return None


def _summed(expression: str, known: dict[str, str]) -> str:
    """The text of pieces that are put together; a name that is not known says nothing."""
    pieces = []
    for single, double, code, name in _TERM.findall(expression):
        pieces.append(single or double or known.get(name, "") or (chr(int(code)) if code else ""))
    return "".join(pieces)[:_SCRIPT_MAX]


def spelled_by_attributes(attributes: Attributes) -> str | None:
    """Return the address that an element carries in two parts, None for none.

    >>> spelled_by_attributes({"data-user": "post", "data-domain": "x.no"})
    'post@x.no'
    """
    if len(attributes) < 2:  # noqa: PLR2004  the two parts
        return None
    local = next((attributes[key] for key in _LOCALS if attributes.get(key)), None)
    domain = next((attributes[key] for key in _DOMAINS if attributes.get(key)), None)
    if not (local and domain):
        return None
    found = _ADDRESS.fullmatch(f"{local}@{domain}")
    return found.group() if found else None
