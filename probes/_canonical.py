"""Tell which addresses show one page: by their spelling, and by what a site teaches about its own.

Two addresses share a key when only visitors' marks, print versions, default documents, last
slashes, www or TLS part them. A site may teach more: that letter case or some query name does not
matter there, or that another domain is its own. Nothing is merged for good: where the address that
was asked is not there, another spelling of the same key is tried.
"""

import re
from collections import Counter, defaultdict
from contextlib import suppress
from functools import lru_cache
from urllib.parse import quote_plus, unquote_plus, urljoin

from checker.extract.facts.links import canonical

#: Keys and spellings remembered; a visit meets far fewer.
REMEMBERED = 65_536

#: Other spellings of one page that are kept in case the first is not there.
SPELLINGS = 3

#: A query name is idle when it changed so many times without changing the text.
IDLE_FROM = 2

#: Pages on one path that a new one is compared with to learn what its query names do.
COMPARED = 40

#: The head of a page ends here, at the latest.
HEAD_BYTES = 65_536

#: What a server hands out anew to each visitor, in the path.
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid|cfid)=[^/?#]*|/\([A-Za-z]\([a-z0-9]{6,}\)\)")
#: Names in the query that say the same, or where a visitor came from; they mean nothing else.
_MARKS = (
    r"utm_\w+|(?:mtm|pk|piwik|matomo|hsa|oly|vero|sfmc|elq\w*)_\w+|mc_[ce]id|_hs\w+|__hs\w+|"
    r"hsctatracking|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|gad_\w+|msclkid|yclid|twclid|ttclid|"
    r"li_fat_id|igsh(?:id)?|srsltid|mkt_tok|_ga|_gl|_gac|_ke|s_kwcid|ef_id|cmpid|wickedid|"
    r"phpsessid|jsessionid|aspsessionid\w*|session_?id|sessid|cfid|cftoken|zenid|oscsid|"
    r"(?:__)?viewstate|_?csrf_?(?:token)?|nocache|cachebust(?:er)?|_dc|replytocom"
)
#: Print and PDF twins of a page, and switches of how it looks.
_TWINS = (
    r"(?:print|printable|printer|printversion|printview|utskrift|skriv-?ut|pdf|aspdf|topdf|"
    r"fragment|contrast|h[oø]ykontrast|highcontrast|fontsize|textsize|tekstst[oø]rrelse)(?:=.*)?|"
    r"(?:view|layout|mode|version|variant|display|template)=(?:print|printable|pdf|utskrift)|"
    r"(?:format|output|type|as)=(?:pdf|print)|tmpl=component|"
    r"s(?:id)?=(?=[^&]*\d)[0-9a-z_-]{16,}|s(?:id)?=[0-9a-f]{8,}|session=[0-9a-z-]{8,}"
)
_IDLE = re.compile(rf"(?:{_MARKS})(?:=.*)?|{_TWINS}", re.IGNORECASE | re.DOTALL)
_PRINT_PATH = re.compile(r"(?<=.)/(?:print|printable|utskrift|skriv-?ut|pdf)/?\Z")
_PRINT_ENDINGS = ("print", "print/", "printable", "utskrift", "utskrift/", "ut", "pdf", "pdf/")
_DEFAULT_DOCUMENT = re.compile(
    r"/(?:index|default)\.(?:[sxd]?html?|aspx?|php[3-8]?|jspx?|cfml?|cgi)\Z", re.IGNORECASE
)


@lru_cache(maxsize=REMEMBERED)
def plain(uri: str) -> str:
    """Return the address to ask for: as it is linked, without visitors' marks and print switches.

    >>> plain("https://x.no/A;jsessionid=1F?b=1&a=2&utm_source=mail&print=1#pris")
    'https://x.no/A?b=1&a=2'
    """
    uri = uri.partition("#")[0]
    head, mark, query = uri.partition("?")
    if ";" in head or "(" in head:
        head = _SESSION.sub("", head)
    if not mark:
        return head
    kept = [pair for pair in query.split("&") if pair and not _IDLE.fullmatch(pair)]
    return f"{head}?{'&'.join(kept)}" if kept else head


#: Host without www, path without its last slash, query sorted.
_Parts = tuple[str, str, tuple[str, ...]]


@lru_cache(maxsize=REMEMBERED)
def _parts(uri: str) -> _Parts:
    head, _, query = plain(uri).partition("?")
    host, _, path = canonical(head).partition("://")[2].partition("/")
    path = _DEFAULT_DOCUMENT.sub("/", f"/{path}")
    if path.endswith(_PRINT_ENDINGS):
        path = _PRINT_PATH.sub("", path)
    pairs = tuple(sorted(map(_settled, query.split("&")))) if query else ()
    return host.removeprefix("www."), path.rstrip("/"), pairs


def _settled(pair: str) -> str:
    """Write a name and its value in one way, whichever of their letters were escaped."""
    if "%" not in pair and "+" not in pair and pair.isascii():
        return pair
    name, mark, value = pair.partition("=")
    return f"{quote_plus(unquote_plus(name))}{mark}{quote_plus(unquote_plus(value))}"


_LINK = re.compile(rb"<link\s([^>]{0,1000})>", re.IGNORECASE)
_CANONICAL = re.compile(rb"""rel\s*=\s*["']?canonical""", re.IGNORECASE)
_TARGET = re.compile(rb"""href\s*=\s*["']?([^"'>\s]+)""", re.IGNORECASE)


def canonical_link(body: bytes, uri: str) -> str | None:
    """Return the address that a page names as its own in its head, absolute."""
    for link in _LINK.finditer(body, 0, HEAD_BYTES):
        target = _TARGET.search(link[1])
        if target and _CANONICAL.search(link[1]):
            named: bytes = target[1]
            with suppress(ValueError):  # brackets that hold no IPv6 address
                return urljoin(uri, named.decode("utf-8", "replace"))
    return None


def _name(pair: str) -> str:
    return pair.partition("=")[0].lower()


class Names:
    """Gives each page of one site one key, and learns from what its server shows."""

    def __init__(self) -> None:
        self._folds = False  #: letter case does not matter here
        self._idle: set[str] = set()  #: query names that change nothing
        self._aliases: dict[str, str] = {}  #: host -> the host it stands for
        self._idle_votes: Counter[str] = Counter()
        self._busy: set[str] = set()  #: query names that were seen to change the text
        self._shown: dict[str, str] = {}  #: digest of a text -> the address that showed it first
        self._by_path: dict[tuple[str, str], list[tuple[_Parts, str]]] = defaultdict(list)
        self._spelt: dict[str, list[str]] = {}  #: key -> addresses as linked
        self._key = lru_cache(maxsize=REMEMBERED)(self._make)

    def key(self, uri: str) -> str:
        """Return one key for all spellings of an address, as far as it is known by now."""
        return self._key(uri)

    def _make(self, uri: str) -> str:
        host, path, pairs = _parts(uri)
        host = self._aliases.get(host, host)
        if self._folds:
            path = path.lower()
        if self._idle:
            pairs = tuple(pair for pair in pairs if _name(pair) not in self._idle)
        return f"{host}{path}?{'&'.join(pairs)}" if pairs else f"{host}{path}"

    @property
    def lessons(self) -> tuple[str, ...]:
        """Say what the site taught, for the notes of a visit."""
        told = ["letter case does not matter"] if self._folds else []
        told += [f'"{name}=" does not matter' for name in sorted(self._idle)]
        return tuple(told)

    def alias(self, uri: str, home: str) -> None:
        """Note that the host of uri is another name of the host of home."""
        host, own = _parts(uri)[0], _parts(home)[0]
        if host != own:
            self._aliases[host] = own
            self._key.cache_clear()

    def is_alias(self, uri: str) -> bool:
        """Whether uri lies on a host that led to the site's own."""
        return bool(self._aliases) and _parts(uri)[0] in self._aliases

    def redirected(self, uri: str, to: str) -> None:
        """Learn from a redirect: a server that corrects letters does not tell them apart."""
        if uri != to:
            self._maybe_folds(_parts(uri), _parts(to))

    def showed(self, uri: str, digest: str, hint: str | None = None) -> str | None:
        """Note the digest of the text that uri showed; return who showed it before, if anybody.

        Two addresses with one text teach what does not part pages here; two texts behind
        addresses that differ in one query name teach that this name does.
        """
        first = self._shown.setdefault(digest, uri)
        here = _parts(uri)
        earlier = self._by_path[here[:2]]
        if self.key(first) != self.key(uri):
            self._maybe_folds(_parts(first), here)
        for other, text in earlier[-COMPARED:]:
            self._compare(other, here, same=text == digest)
        earlier.append((here, digest))
        if hint:
            self.hinted(uri, hint)
        return first if first != uri else None

    def hinted(self, uri: str, to: str) -> None:
        """Take a `<link rel=canonical>` as a hint on which query names are idle, never as more.

        Editors' systems name the home page, or one list for all of its entries; so a hint counts
        like one text seen twice, and a name that was seen to matter stays.
        """
        here, there = _parts(uri), _parts(to)
        if here[0] == there[0] and here[1].lower() == there[1].lower():
            for name in {_name(pair) for pair in set(here[2]) - set(there[2])}:
                self._vote(name)

    def _maybe_folds(self, one: _Parts, other: _Parts) -> None:
        if not self._folds and one[1] != other[1] and one[1].lower() == other[1].lower():
            self._folds = True
            self._key.cache_clear()

    def _compare(self, one: _Parts, other: _Parts, *, same: bool) -> None:
        changed = {_name(pair) for pair in set(one[2]) ^ set(other[2])}
        if len(changed) != 1:
            return
        name = changed.pop()
        if same:
            self._vote(name)
            return
        self._busy.add(name)
        if name in self._idle:
            self._idle.discard(name)
            self._key.cache_clear()

    def _vote(self, name: str) -> None:
        self._idle_votes[name] += 1
        if self._idle_votes[name] >= IDLE_FROM and name not in self._busy | self._idle:
            self._idle.add(name)
            self._key.cache_clear()

    def spelt(self, key: str, uri: str) -> None:
        """Remember an address as the site links to it, in case the others are not there."""
        known = self._spelt.setdefault(key, [])
        if len(known) < SPELLINGS and uri not in known:
            known.append(uri)

    def other_spellings(self, key: str, asked: str) -> tuple[str, ...]:
        """Return the remembered addresses of a key but for the one that was asked."""
        return tuple(uri for uri in self._spelt.get(key, ()) if uri != asked)
