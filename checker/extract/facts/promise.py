"""How promising a link is: which elements its words and its path speak of."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from urllib.parse import unquote, urlsplit

from checker.extract.words import Stems, stems
from checker.model.catalog import Element
from checker.model.evidence import Anchor

#: Files that no extractor reads; a PDF may well be the price list.
_UNREAD = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|avif|ico|bmp|tiff?|mp[34]|m4[av]|mov|avi|wmv|webm|ogg|wav|zip|"
    r"rar|7z|gz|exe|css|m?js|json|xml|rss|atom|ics|vcf|docx?|dotx?|xls[xm]?|pptx?|od[tsp]|rtf|csv|"
    r"dwg|sosi|gml|km[zl]|epub)\Z",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"/(?:log-?in|logg-?inn|log-?on|sign-?in|signup|wp-login\.php|wp-admin|wp-json|oauth2?|saml2?|"
    r"openid|auth|logout|logg-?ut|logga-in|logga-ut|inloggning|cdn-cgi|feed|rss)(?:/|\.|\Z)",
    re.IGNORECASE,
)
#: Pages about one day, and lists of them: they tell what was, seldom what is.
_PASSING = re.compile(
    r"/(?:nyhe(?:t|ter|itar?|ende|itsarkiv|tsarkiv)|nyhende|aktuelt|news|arkiv|archive|kalender|"
    r"calendar|arrangement(?:er)?|hendelser|hendingar|events?|postliste[rn]?|m[oø]tekalender|"
    r"politiske-m[oø]te[rn]?|kunngj[oø]ringe?[ra]?|h[oø]yringar|h[oø]ringer|ledige?-stillinga?r?|"
    r"stillinger|tags?|author|vigsel|person|ansatte?|tilsette|sok|s[oø]k|search|print|aktuellt|"
    r"evenemang|pressmeddelanden?|anslagstavlan?|kung[oö]relser?|lediga-(?:jobb|tj[aä]nster)|"
    r"sammantr[aä]den?)(?:/|\.|-|\Z)"
    r"|/(?:19|20)\d\d/(?:0?\d|1[0-2])(?:/|\Z)|/(?:page|side)/\d+|/gam(?:me)?l[ea]?-",
    re.IGNORECASE,
)
_OTHER_FORM = re.compile(
    r"/(?:(?P<tag>en|eng|se|sme|sma|smj|nn|nb|no|sv|da|de|pl|uk|fi|fkv|ar|so|ru|fr|es)"
    r"(?:[-_][a-z]{2})?(?=/|\Z)|(?P<name>english|nynorsk|svenska|s[aá]megiella|davvi|deutsch|polski))"
    r"|\.(?P<ending>se|en|nn|nb)\.html?\Z|[?&](?:lang|language|locale)=(?P<key>[a-z]{2})",
    re.IGNORECASE,
)
_NAMES = {
    "english": "en", "nynorsk": "nn", "sámegiella": "se", "samegiella": "se", "davvi": "se",
    "deutsch": "de", "polski": "pl", "svenska": "sv", "eng": "en", "sme": "se", "no": "nb",
}  # fmt: skip
_FORMS = ("nb", "nn")
_SPACED = re.compile(r"[-_+/.,]+")
#: How addresses write letters that are not ASCII.
_SPELLINGS = tuple(
    str.maketrans(dict(zip("åøæäö", letters, strict=True)))
    for letters in (("a", "o", "ae", "a", "o"), ("aa", "oe", "ae", "ae", "oe"), "aoaao")
)
#: Weights, found by trying them on the link texts of municipal menus.
_FADES, _PATH, _REST, _PASSES, _DEPTH, _TEASES = 0.35, 0.7, 0.3, 0.35, 0.9, 0.6
_TEASER = 120  #: characters; longer words are a text, not a label
NEVER = -1.0


@dataclass(frozen=True, slots=True)
class Rank:
    """How soon to follow a link."""

    score: float  #: higher is sooner; 0: only when nothing better is left; below 0: never
    elements: tuple[str, ...] = ()  #: ids of those that it promises, the likeliest first


def rank(
    anchor: Anchor, elements: tuple[Element, ...], language_tags: tuple[str, ...], *, clicks: int
) -> Rank:
    """Return how promising a link is for a crawler that looks for these elements.

    The words of `link_words` count by their place in the list, in the words of the link and in
    its path, where å, æ and ø may be written otherwise. A word that many elements share counts
    less than one that is an element's own. Bokmål and nynorsk go together: sites mix them.

    Args:
        anchor: The link; its address is absolute.
        elements: What is looked for.
        language_tags: The municipality's languages; a page in another one promises nothing.
        clicks: Link steps from the home page to the linked page.
    """
    try:
        parts = urlsplit(anchor.uri)
    except ValueError:
        return Rank(NEVER)
    if parts.scheme not in {"http", "https"} or _UNREAD.search(parts.path):
        return Rank(NEVER)
    if _LOGIN.search(parts.path):
        return Rank(NEVER)
    tags = _with_both_forms(language_tags)
    if _is_in_other_language(anchor.uri, tags):
        return Rank(0.0)
    lexicon = _lexicon(_Same(elements), tags)
    told = lexicon.told(anchor.words, parts.path)
    if not told:
        return Rank(0.0)
    likeliest = sorted(told, key=lambda one: -told[one])
    score = told[likeliest[0]] * _DEPTH ** max(clicks, 0)
    if _PASSING.search(parts.path):
        score *= _PASSES
    return Rank(score, tuple(likeliest))


def _with_both_forms(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*tags, *_FORMS))) if set(tags) & set(_FORMS) else tags


@lru_cache(maxsize=16_384)
def _is_in_other_language(uri: str, tags: tuple[str, ...]) -> bool:
    found = _OTHER_FORM.search(uri.partition("#")[0].partition("://")[2])
    if found is None:
        return False
    name = next(one for one in found.groups() if one).lower()
    return _NAMES.get(name, name) not in tags


class _Same:
    """The elements of one visit; compared by identity, since that costs nothing per link."""

    __slots__ = ("elements",)

    def __init__(self, elements: tuple[Element, ...]) -> None:
        self.elements = elements

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.elements is self.elements

    def __hash__(self) -> int:
        return id(self.elements)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """All link words of all elements, in one expression."""

    spoken: Stems
    written: Stems  #: as paths have them, with å, æ and ø in every spelling
    meant: dict[str, tuple[tuple[str, float], ...]]  #: stem -> elements with weights

    def told(self, words: str, path: str) -> dict[str, float]:
        """How much each element is spoken of, in the words and in the path of a link."""
        spoken = _TEASES if len(words) > _TEASER else 1.0
        weights: dict[str, dict[str, float]] = defaultdict(dict)
        for stem in _stems_in(self.spoken, words):
            self._count(weights, stem, spoken)
        for stem in _stems_in(self.written, _SPACED.sub(" ", unquote(path))):
            self._count(weights, stem, _PATH)
        return {
            element: (1.0 - _REST) * max(own.values()) + _REST * sum(own.values())
            for element, own in weights.items()
        }

    def _count(self, weights: dict[str, dict[str, float]], stem: str, factor: float) -> None:
        for element, weight in self.meant[stem]:
            own = weights[element]
            key = folded(stem)[0]
            own[key] = max(own.get(key, 0.0), weight * factor)


def _stems_in(matcher: Stems, text: str) -> Iterator[str]:
    return (matcher.stem_of(found) for found in matcher.finditer(text))


@lru_cache(maxsize=32)
def _lexicon(same: _Same, tags: tuple[str, ...]) -> _Lexicon:
    owners: dict[str, dict[str, int]] = defaultdict(dict)
    for element in same.elements:
        for word, place in _places(element, tags).items():
            owners[word][element.id] = place
    own = {
        word: {one: 1.0 / (1.0 + _FADES * place) / sqrt(len(some)) for one, place in some.items()}
        for word, some in owners.items()
    }
    meant: dict[str, tuple[tuple[str, float], ...]] = {}
    for word in own:
        joined: dict[str, float] = {}
        for other, weights in own.items():
            if _is_inside(other, word):
                for one, weight in weights.items():
                    joined[one] = max(weight, joined.get(one, 0.0))
        for spelling in (word, *folded(word)):
            meant.setdefault(spelling, tuple(joined.items()))
    spellings = dict.fromkeys(one for word in own for one in (word, *folded(word)))
    return _Lexicon(stems(tuple(own)), stems(tuple(spellings)), meant)


def _places(element: Element, tags: tuple[str, ...]) -> dict[str, int]:
    """The element's words in these languages, each with its best place in a list."""
    some = [element.wordings[tag].link_words for tag in tags if tag in element.wordings]
    places: dict[str, int] = {}
    for words in some or [wording.link_words for wording in element.wordings.values()]:
        for place, word in enumerate(words):
            places[word] = min(place, places.get(word, place))
    return places


def _is_inside(word: str, other: str) -> bool:
    """Whether a text that has other has word as well."""
    bare = word.removeprefix("-")
    return bare in other and stems((word,)).search(other) is not None


@lru_cache(maxsize=8192)
def folded(word: str) -> tuple[str, ...]:
    """The spellings of a word in an address.

    >>> folded("åpningstid"), folded("öppettid")
    (('apningstid', 'aapningstid'), ('oppettid', 'oeppettid'))
    """
    return tuple(dict.fromkeys(word.translate(spelling) for spelling in _SPELLINGS))
