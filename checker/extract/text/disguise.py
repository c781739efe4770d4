"""E-mail addresses that a page puts together when it is shown: by a script, or by attributes."""

import re
from base64 import b64decode
from codecs import decode
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from urllib.parse import unquote

from checker.extract.text.regions import Attributes

_SCRIPT_MAX = 4_000  #: characters; a longer script writes no address
_VARIABLE = re.compile(r"\b(\w{1,40})\s*\+?=\s*((?:'[^'\n]*'|\"[^\"\n]*\"|[\w+ ])+)[;,\n]")
_TERM = re.compile(
    r"'([^'\n]*)'|\"([^\"\n]*)\"|String\.fromCharCode\(([\d,\s]{1,900})\)|\b([A-Za-z_$]\w{0,40})\b"
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u00([0-9a-fA-F]{2})|([0-3]?[0-7]{2}))")
_PIECE = r"(?:'[^'\n]*'|\"[^\"\n]*\"|String\.fromCharCode\([\d,\s]{1,900}\)|[A-Za-z_$]\w{0,40})"
_SUM = re.compile(rf"{_PIECE}(?:\s*\+\s*{_PIECE})*+")
_LITERAL = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"")
_LIST = re.compile(r"\[\s*((?:'[^'\n]*'|\"[^\"\n]*\")(?:\s*,\s*(?:'[^'\n]*'|\"[^\"\n]*\"))*+)\s*\]")
_JOINT = re.compile(r"\.join\(\s*(?:'([^'\n]{0,9})'|\"([^\"\n]{0,9})\")\s*\)")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-zA-Z]{2,24}")
#: Ends of most addresses of offices; where a script turns texts around they tell which is right.
_ENDING = re.compile(r"\.(?:no|se|dk|fi|is|com|org|net|eu|info)\Z", re.IGNORECASE)
_SPELLED_AT = re.compile(r"\s?[\[({]\s?(?:at|a|@)\s?[\])}]\s?", re.IGNORECASE)
_SPELLED_DOT = re.compile(r"\s?[\[({]\s?(?:dot|punktum|\.)\s?[\])}]\s?", re.IGNORECASE)
_LOCALS = ("data-user", "data-name", "data-mailbox", "data-local", "data-account", "data-u")
_DOMAINS = ("data-domain", "data-host", "data-website", "data-server", "data-d")
_TOPS = ("data-tld", "data-topdomain", "data-suffix")
_WHOLES = (
    "data-email",
    "data-mail",
    "data-mailto",
    "data-e-mail",
    "data-enc-email",
    "data-address",
)
_HIDING = frozenset({*_WHOLES, "data-mailto-token", "onclick"})
#: Runs of characters that TYPO3 turns around in: digits with their neighbours, "@" with the
#: capitals, small letters (typo3/sysext/frontend, JavaScript/default_frontend.js).
_TYPO3_RUNS = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))
_TYPO3_CALL = re.compile(r"UnCryptMailto\(\s*['\"]([^'\"]{1,400})['\"]")
_UNLOCKED = "mailto:"
_BACKWARDS = re.compile(r"direction\s*:\s*rtl", re.IGNORECASE)


#: What a script holds that makes an address.
_MARKS = ("@", "64", "x40", "u0040", "\\100", "atob", "%40", "rot13", "[at]", "(at)")


def _may_spell(code: str) -> bool:
    """Say whether a script is short, and names something that addresses are made with."""
    return len(code) <= _SCRIPT_MAX and any(mark in code for mark in _MARKS)


def spelled_by_script(code: str) -> str | None:
    """Return the address that a short script puts together from pieces, None for none.

    >>> spelled_by_script("var n='post'; var d='x.no'; document.write(n + '@' + d);")
    'post@x.no'
    >>> spelled_by_script("el.href = 'mailto:' + ['post', 'x.no'].join('@')")
    'post@x.no'
    >>> spelled_by_script("document.write('on.x@tsop'.split('').reverse().join(''))")
    'post@x.no'
    """
    if not _may_spell(code):
        return None
    code = _ESCAPE.sub(_unescaped, code)
    turns = [turn for word, turn in _UNDONE.items() if word in code]
    for text in _texts(code):
        for turned in (text, *(turn(text) for turn in turns)):
            found = _ADDRESS.search(unescape(turned))
            # "on.x@tsop" looks like an address too
            if found is not None and not (turns and not _ENDING.search(found.group())):
                return found.group()
    return None


def _unescaped(found: re.Match[str]) -> str:
    hexadecimal = found.group(1) or found.group(2)
    return chr(int(hexadecimal, 16) if hexadecimal else int(found.group(3), 8))


def _texts(code: str) -> Iterator[str]:
    """Yield every text that the code puts together, the longest ways first."""
    joints = [one or other for one, other in _JOINT.findall(code)]
    for found in _LIST.finditer(code):
        pieces = [one or other for one, other in _LITERAL.findall(found.group(1))]
        for joint in joints:
            yield joint.join(pieces)[:_SCRIPT_MAX]
    known: dict[str, str] = {}
    for found in _VARIABLE.finditer(code):
        before = known.get(found.group(1), "") if "+=" in found.group().partition("'")[0] else ""
        known[found.group(1)] = (before + _summed(found.group(2), known))[:_SCRIPT_MAX]
    for found in _SUM.finditer(code):
        yield _summed(found.group(), known)


def _summed(expression: str, known: dict[str, str]) -> str:
    """The text of pieces that are put together; a name that is not known says nothing."""
    pieces = []
    for single, double, codes, name in _TERM.findall(expression):
        pieces.append(single or double or known.get(name, "") or _characters(codes))
    return "".join(pieces)[:_SCRIPT_MAX]


def _characters(codes: str) -> str:
    numbers = (int(one) for one in codes.split(",") if one.strip().isdigit())
    return "".join(chr(one) for one in numbers if one < 0x3000)  # noqa: PLR2004  letters


def _from_base64(text: str) -> str:
    try:
        return b64decode(text, validate=True).decode("ascii")
    except ValueError:
        return ""


#: What is done to a text that a script holds, by the words of a script that does it.
_UNDONE: Mapping[str, Callable[[str], str]] = {
    "reverse": lambda text: text[::-1],
    "atob": _from_base64,
    "unescape": unquote,
    "decodeURI": unquote,
    "rot13": lambda text: decode(text, "rot13"),
    "charCodeAt": lambda text: decode(text, "rot13"),
    "replace": lambda text: _SPELLED_DOT.sub(".", _SPELLED_AT.sub("@", text)),
}


def spelled_by_attributes(attributes: Attributes) -> str | None:
    """Return the address that an element carries in two or three parts, None for none.

    >>> spelled_by_attributes({"data-user": "post", "data-domain": "x.no"})
    'post@x.no'
    >>> spelled_by_attributes({"data-name": "post", "data-domain": "x", "data-tld": "no"})
    'post@x.no'
    """
    if len(attributes) < 2:  # noqa: PLR2004  the two parts
        return None
    local, domain, top = (_first(attributes, keys) for keys in (_LOCALS, _DOMAINS, _TOPS))
    if not (local and domain):
        return None
    if top:
        domain = f"{domain}.{top.removeprefix('.')}"
    found = _ADDRESS.fullmatch(f"{local}@{domain}")
    return found.group() if found else None


def _first(attributes: Attributes, keys: tuple[str, ...]) -> str | None:
    return next((attributes[key] for key in keys if attributes.get(key)), None)


def address_behind(attributes: Attributes) -> str | None:
    """Return the address that a link leads to when a script runs, None for none.

    >>> address_behind({"href": "javascript:linkTo_UnCryptMailto('ocknvq,rquvBz0pq');"})
    'mailto:post@x.no'
    >>> address_behind({"href": "#", "data-mailto-token": "nbjmup+qptuAy/op"})
    'mailto:post@x.no'
    >>> address_behind({"href": "#", "onclick": "location='mailto:'+'post'+'@'+'x.no'"})
    'mailto:post@x.no'
    """
    address = _behind(attributes)
    return None if address is None else f"{_UNLOCKED}{address}"


def _behind(attributes: Attributes) -> str | None:
    href = attributes.get("href") or ""
    if _HIDING.isdisjoint(attributes) and not _is_script(href):  # as for nearly every link
        return None
    token = attributes.get("data-mailto-token")
    if token:
        return untwisted(token)
    whole = _first(attributes, _WHOLES)
    if whole:
        return _decoded(whole)
    for code in (href if _is_script(href) else "", attributes.get("onclick") or ""):
        code = unquote(code)  # noqa: PLW2901  an address is written in per cent
        call = _TYPO3_CALL.search(code)
        address = untwisted(call.group(1)) if call else spelled_by_script(code)
        if address is not None:
            return address
    return None


def is_turned(tag: str, attributes: Attributes) -> bool:
    """Say whether an element shows its text from right to left, letter by letter.

    >>> is_turned("span", {"style": "unicode-bidi: bidi-override; direction: rtl"})
    True
    >>> is_turned("bdo", {"dir": "rtl"}), is_turned("p", {"dir": "rtl"})
    (True, False)
    """
    if tag == "bdo":
        return (attributes.get("dir") or "").lower() == "rtl"
    style = attributes.get("style")
    return bool(style and "override" in style and _BACKWARDS.search(style))


def _is_script(href: str) -> bool:
    return href[:1] not in {"/", "#", "h"} and href.lstrip()[:11].lower() == "javascript:"


def _decoded(whole: str) -> str | None:
    """An address in one attribute: plain, spelled out, backwards, in base64 or rotated."""
    plain = _SPELLED_DOT.sub(".", _SPELLED_AT.sub("@", whole.strip().removeprefix(_UNLOCKED)))
    for text in (plain, _from_base64(whole)):
        if _ADDRESS.fullmatch(text):
            return text
    return None


def untwisted(token: str) -> str | None:
    """Return the address in a link that TYPO3 has shifted, whichever offset the site has chosen.

    The first words of what is hidden are known: "mailto:".

    >>> untwisted("nbjmup+qptuAy/op"), untwisted("post")
    ('post@x.no', None)
    """
    for offset in range(-25, 26):
        plain = "".join(_shifted(one, offset) for one in token[: len(_UNLOCKED)])
        if plain == _UNLOCKED:
            whole = "".join(_shifted(one, offset) for one in token)
            found = _ADDRESS.match(unquote(whole), len(_UNLOCKED))
            return found.group() if found else None
    return None


def _shifted(character: str, offset: int) -> str:
    code = ord(character)
    for first, last in _TYPO3_RUNS:
        if first <= code <= last:
            return chr(first + (code - first + offset) % (last - first + 1))
    return character
