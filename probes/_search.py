"""Use a site's own search as a citizen does: one query, the first few hits."""

import html
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from checker.errors import ProbeError, Refused
from checker.model.catalog import Element
from probes._frontier import Frontier, Link
from probes._http import Door
from probes._reply import Reply
from probes._traps import is_trap

#: Hits that a person looks at before asking again.
HITS = 5

#: After so many first queries without any hit the search is one that needs a script.
FRUITLESS = 3

#: A link promises an element in its own words from here on; below, only a wider word fits.
CLEAR = 0.45

#: What a hit promises: the site says so, but in its own order.
HIT_SCORE = 0.6

#: Of a page only so much is looked through for a form or for hits.
READ_BYTES = 1_000_000

_TAG = re.compile(rb"<(/?)(form|input|textarea|select)\b([^<>]{0,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([a-zA-Z-]+)(?:\s{0,9}=\s{0,9}(?:\"([^\"]{0,1000})\"|'([^']{0,1000})'|([^\s\"'>]{1,1000})))?"
)
_ANCHOR = re.compile(rb"<a\s([^<>]{0,2000})>", re.IGNORECASE)
_FIELD = re.compile(
    r"q|s|query|search\w*|s[oø]k\w*|sok_?ord|term|text|keywords?|fritekst|ord|searchterm|qs|words?",
    re.IGNORECASE,
)
_SEARCHES = re.compile(r"s[oø]k|search|s%C3%B8k|finn", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Form:
    """A search form that anybody may send: GET, with one field to write in."""

    action: str  #: absolute
    field: str
    fixed: tuple[tuple[str, str], ...] = ()  #: what is sent along

    def query(self, words: str) -> str:
        """Return the address that shows the hits for some words."""
        head, _, query = self.action.partition("#")[0].partition("?")
        sent = urlencode([*self.fixed, (self.field, words)])
        return f"{head}?{query}&{sent}" if query else f"{head}?{sent}"


def _attributes(text: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.finditer(text.decode("utf-8", "replace"))
    return {
        one[1].lower(): html.unescape(one[2] or one[3] or one[4] or "")
        for one in reversed([*found])
    }


def search_form(body: bytes, uri: str) -> Form | None:
    r"""Return the search form of a page, None when it has none.

    >>> search_form(b'<form action="/sok"><input type="search" name="q"></form>', "https://x.no/")
    Form(action='https://x.no/sok', field='q', fixed=())
    """
    found: Form | None = None
    open_form: dict[str, str] | None = None
    inputs: list[dict[str, str]] = []
    for tag in _TAG.finditer(body, 0, READ_BYTES):
        attributes = _attributes(tag[3])
        if tag[2].lower() != b"form":
            inputs.append({"type": tag[2].decode().lower(), **attributes})
            continue
        if open_form is not None:
            found = found or _form(open_form, inputs, uri)
        open_form = None if tag[1] else attributes
        inputs = []
    return found or (_form(open_form, inputs, uri) if open_form is not None else None)


def _form(form: dict[str, str], inputs: list[dict[str, str]], uri: str) -> Form | None:
    """Return a form if it searches the site: one text field, named or marked so."""
    if form.get("method", "get").lower() not in {"", "get"}:
        return None
    kinds = [
        ("text" if one["type"] in {"input", ""} else one["type"].lower(), one) for one in inputs
    ]
    fields = [one for kind, one in kinds if kind in {"text", "search"} and one.get("name")]
    if len(fields) != 1 or any(kind in {"password", "email", "textarea"} for kind, _ in kinds):
        return None
    field = fields[0]
    told = f"{form.get('action', '')} {form.get('role', '')} {form.get('class', '')}"
    marked = field["type"].lower() == "search" or bool(_SEARCHES.search(told))
    if not (_FIELD.fullmatch(field["name"]) and (marked or field["name"].lower() == "q")):
        return None
    hidden = [one for kind, one in kinds if kind == "hidden" and one.get("name")]
    with suppress(ValueError):  # brackets that hold no IPv6 address
        action = urljoin(uri, form.get("action") or uri)
        fixed = tuple((one["name"], one.get("value", "")) for one in hidden)
        return Form(action, field["name"], fixed)
    return None


def links(body: bytes, uri: str) -> Iterator[str]:
    """Give the addresses that a page of hits links to, absolute, in order."""
    for anchor in _ANCHOR.finditer(body, 0, READ_BYTES):
        target = _attributes(anchor[1]).get("href", "").strip()
        with suppress(ValueError):
            if target and not target.startswith("#"):
                yield urljoin(uri, target).partition("#")[0]


def queries(
    elements: Collection[Element], languages: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Return what to ask for, each with the elements that it may find.

    An element's first word; where others have the same one, with the first that they have not:
    "sfo pris".
    """
    words = {one.id: _words(one, languages) for one in elements}
    asked: dict[str, tuple[str, ...]] = {}
    for element, some in words.items():
        if some:
            alike = [
                set(own) for other, own in words.items() if other != element and own[:1] == some[:1]
            ]
            apart = (word for word in some[1:] if not any(word in own for own in alike))
            second = next(apart, "") if alike else ""
            query = f"{some[0]} {second}".strip()
            asked[query] = (*asked.get(query, ()), element)
    return asked


def _words(element: Element, languages: tuple[str, ...]) -> tuple[str, ...]:
    wordings = [element.wordings[tag] for tag in languages if tag in element.wordings]
    return next((wording.link_words for wording in wordings if wording.link_words), ())


class Search:
    """Asks a site's search for what no link has clearly promised, once in a visit."""

    def __init__(
        self, door: Door, frontier: Frontier, key: Callable[[str], str], ours: Callable[[str], bool]
    ) -> None:
        self._door = door
        self._frontier = frontier
        self._key = key
        self._ours = ours
        self._form: Form | None = None
        self._known: set[str] = set()  #: keys of links that stand on every page

    def notice(self, front: Reply) -> None:
        """Look for a search form on the home page."""
        form = search_form(front.body, front.uri)
        self._form = form if form and self._ours(form.action) else None
        self._known = {self._key(uri) for uri in links(front.body, front.uri)} if form else set()

    async def ask(
        self, elements: Collection[Element], languages: tuple[str, ...], *, most: int
    ) -> str | None:
        """Offer the first hits for each element that is still without a clear promise.

        Returns what to note about it: None where nothing was asked.
        """
        form, self._form = self._form, None
        lacking = [one for one in elements if self._frontier.promised[one.id] < CLEAR]
        if form is None or not lacking or most <= 0:
            return None
        found = False
        asked = dict(list(queries(lacking, languages).items())[:most])
        for number, (words, ids) in enumerate(asked.items(), start=1):
            try:
                reply = await self._door.get(form.query(words), languages=languages)
            except Refused as error:
                return f"the site's own search was not used: {error.detail}"
            except ProbeError:
                return "the site's own search does not work"
            hits = self._hits(reply, form)
            found = found or bool(hits)
            for uri in hits:
                self._frontier.offer(Link(self._key(uri), uri, HIT_SCORE, ids, words=words))
            if number == FRUITLESS and not found:
                return "the site's own search shows no hits without a script"
        return f"the site's own search was asked {len(asked)} times"

    def _hits(self, reply: Reply, form: Form) -> list[str]:
        """Return the first hits: links of the site that the home page does not have."""
        action = urlsplit(form.action).path.rstrip("/")
        hits: dict[str, str] = {}
        for uri in links(reply.body, reply.uri):
            own = uri.startswith(("http://", "https://")) and self._ours(uri)
            if not own or is_trap(uri) or urlsplit(uri).path.rstrip("/") == action:
                continue
            key = self._key(uri)
            if key not in self._known:
                hits.setdefault(key, uri)
        return list(hits.values())[:HITS]
