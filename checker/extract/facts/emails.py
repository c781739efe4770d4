"""E-mail addresses in a text, also disguised ones; those of persons are told apart."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.extract.lexicon import per_language
from checker.model.catalog import Language
from checker.model.evidence import Text

_LOCAL = r"[^\W_][\w.+&'-]{0,63}"
_LABEL = r"[^\W_](?:[\w-]{0,62}[^\W_])?"
_SIGNS = "@\uff20\ufe6b"  #: as on the keyboard, and two wider ones of Unicode
_TOP = re.compile(r"[a-zæøåäö]{2,24}|xn--[a-z0-9-]+")
_FILE_ENDINGS = frozenset({"png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js"})
_LAST_WORD = re.compile(rf"(?<![\w.@/]){_LOCAL}\Z")
_LOCAL_MAX = 64
_BEFORE = _LOCAL_MAX + len(" [ -")  #: characters before a sign in which its address begins
_BEGIN = re.compile(r"[^\W_](?<![\w.@/].)")
_PERSON = re.compile(
    r"[a-zæøåäöéü]+(?:-[a-zæøåäöéü]+)?(?:[._][a-zæøåäöéü]+(?:-[a-zæøåäöéü]+)?)+\d?"
)


class _Words(NamedTuple):
    """How a language spells addresses, and what its offices call their mailboxes."""

    sign: re.Pattern[str]  #: of an address, or what stands for it
    address: re.Pattern[str]
    dot: re.Pattern[str]
    spoken_at: re.Pattern[str] | None  #: " at " between two words
    spoken_domain: re.Pattern[str]
    parts: tuple[str, ...]
    names: frozenset[str]

    def is_office(self, part: str) -> bool:
        """Say whether a part of a mailbox's name is an office's."""
        return part in self.names or any(word in part for word in self.parts)


@per_language
def _words_of(language: Language) -> _Words:
    lists = language.words
    at, dot = _any(lists.get("at_sign", ())), _any(lists.get("dot_sign", ()))
    spoken = lists.get("at_word", ())
    framed = rf"\s?[\[({{<]\s?[-_]?(?:[{_SIGNS}]|{at})[-_]?\s?[\])}}>]\s?"
    dotted = rf"\.|\s?[\[({{]\s?(?:{dot}|\.)\s?[\])}}]\s?"
    return _Words(
        sign=re.compile(
            rf"[{_SIGNS}\[({{<](?:(?<=[{_SIGNS}])|\s?[-_]?{at}[-_]?\s?[\])}}>])", re.IGNORECASE
        ),
        address=re.compile(
            rf"(?<![\w.@/])(?P<local>{_LOCAL})(?:[{_SIGNS}]|{framed}|\s[{_SIGNS}]\s?|[{_SIGNS}]\s)"
            rf"(?P<domain>{_LABEL}(?:(?:{dotted}){_LABEL})+)",
            re.IGNORECASE,
        ),
        dot=re.compile(rf"{dotted}|\s(?:{dot})\s", re.IGNORECASE),
        spoken_at=re.compile(rf"\s(?<=\w\s){_any(spoken)}\s(?=\w)", re.IGNORECASE)
        if spoken
        else None,
        spoken_domain=re.compile(rf"{_LABEL}(?:(?:{dotted}|\s{dot}\s){_LABEL})+", re.IGNORECASE),
        parts=lists.get("office_parts", ()),
        names=frozenset(lists.get("office_names", ())),
    )


def _any(words: tuple[str, ...]) -> str:
    return rf"(?:{'|'.join(map(re.escape, words))})" if words else r"(?!)"


def emails_in(text: Text, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and address: written ones and those behind links, in no order.

    Args:
        text: Where to look.
        language: Its lists "at_sign" and "dot_sign" stand in brackets for the signs, "at_word"
            without any, beside a mailbox of an office: "postmottak at x.no".
    """
    words = _words_of(language)
    for found in _signed(text.content, words):
        address = _written(found.group("local"), found.group("domain"), words)
        if address is not None:
            yield found.start(), found.start() + len(found.group().rstrip(".-_ ")), address
    yield from _spoken(text.content, words)
    for anchor in text.anchors:
        if anchor.uri.startswith("mailto:") and anchor.start < anchor.end:
            linked = words.address.fullmatch(anchor.uri.removeprefix("mailto:"))
            address = (
                _written(linked.group("local"), linked.group("domain"), words) if linked else None
            )
            if address is not None:
                yield anchor.start, anchor.end, address


def _signed(content: str, words: _Words) -> Iterator[re.Match[str]]:
    """All matches of an address, in order, disjoint; looked for only before its signs."""
    after = 0
    for sign in words.sign.finditer(content):
        for begin in _BEGIN.finditer(content, max(after, sign.start() - _BEFORE), sign.start()):
            found = words.address.match(content, begin.start())
            after = found.end() if found else begin.end()
            if found is not None:
                yield found
                break


def _spoken(content: str, words: _Words) -> Iterator[tuple[int, int, str]]:
    """Addresses with a bare word for the sign; "at" is an ordinary word, so an office's only."""
    if words.spoken_at is None:
        return
    for found in words.spoken_at.finditer(content):
        before = content[max(found.start() - _LOCAL_MAX, 0) : found.start()]
        local = _LAST_WORD.search(before)
        if local is None or not words.is_office(local.group().lower()):
            continue
        domain = words.spoken_domain.match(content, found.end())
        address = _written(local.group(), domain.group(), words) if domain else None
        if domain is not None and address is not None:
            yield found.start() - len(local.group()), domain.end(), address


def _written(local: str, domain: str, words: _Words) -> str | None:
    """The address as one writes it, None when it only looks like one (logo@2x.png)."""
    domain = words.dot.sub(".", domain).lower().rstrip(".-_")
    top = domain.rpartition(".")[2]
    if "." not in domain or top in _FILE_ENDINGS or not _TOP.fullmatch(top):
        return None
    return f"{local.lower().strip('.')}@{domain}"


def is_personal(email: str, language: Language) -> bool:
    """Whether an address names a person, as given and family name: those are never published.

    Args:
        email: The address.
        language: Its lists "office_names" and "office_parts" are whole names of mailboxes that an
            office has, and parts of them that are long enough to be no part of a person's name.
    """
    local, _, host = email.lower().partition("@")
    if not _PERSON.fullmatch(local):
        return False
    words, place = _words_of(language), host.split(".")
    parts = re.split(r"[._]", local.rstrip("0123456789"))
    return not any(part in place or words.is_office(part) for part in parts)
