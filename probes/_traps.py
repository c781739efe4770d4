"""Tell addresses that lead nowhere new: calendars, endless paths, files that are no pages."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

#: Longer addresses are made by machines for machines.
LONGEST = 1_000

#: A path with so many parts, or one part so often, comes from a relative link gone wrong.
DEEPEST, OFTENEST = 12, 3

#: At most so many pages that look alike but for their numbers; fewer where those are dates. With
#: the door to them and what doubts cost, no trap takes more than thirty requests.
ALIKE, ALIKE_DATED = 24, 4

#: When so many pages of a place were given out, it is asked whether it answers to any name.
DOUBTED = 20

#: Places that are asked so in one visit: each costs the site a request.
DOUBTS = 12

#: A place where so many pages showed nothing new, and more than twice the new ones, is left.
WASTED, WASTED_TO_FRESH = 6, 2

#: Links this near to the home page stand in menus, and a trap has but one door there.
NEAR_CLICKS = 2

#: What we could not read anyway.
FILES = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|avif|ico|bmp|tiff?|mp[34]|m4[av]|mov|avi|wmv|webm|og[gv]|wav|zip|"
    r"rar|7z|gz|tar|exe|msi|dmg|apk|css|js|mjs|json|xml|rss|atom|ics|vcf|woff2?|ttf|eot|docx?|dotx?|"
    r"xlsx?|xlsm|pptx?|ppsx?|odt|ods|odp|rtf|csv|dwg|sosi|gml|kmz|kml|epub)$",
    re.IGNORECASE,
)

_MONTHS = (
    r"januar[iy]?|februar[iy]?|mars|march|april|ma[ijy]|jun[iey]|jul[iy]|august[i]?|september|"
    r"o[kc]tober|november|de[sc]ember"
)
_DAYS = (
    r"m[aå]n?dag|ti[rs]s?dag|onsdag|torsdag|fredag|l[oø]rdag|laurdag|s[oøu]n?dag|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday"
)
_NAMED_DATE = re.compile(rf"(?<![a-zæøå])(?:{_MONTHS}|{_DAYS})(?![a-zæøå])")
_DATED = re.compile(
    r"kalender|calendar|/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/|$)|(?:19|20)\d\d-[01]\d|"
    rf"/(?:19|20)\d\d[/-](?:{_MONTHS})|"
    r"[?&](?:date|dato|day|dag|month|m[aå]ned|maaned|m[aå]nad|mnd|year|[aå]r|aar|week|uke|veke|"
    r"start|from|fra|til|to|periode?|since|until)=",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"=\d+(?:&|$)")
_SCRIPT = re.compile(r"|\w{1,30}\.(?:php\d?|aspx?|jsp|cfm|do|cgi|pl)")
_HUB = re.compile(
    r"(?<!\w)a\s*(?:-|–|—|til|to)\s*[åöz](?!\w)"
    r"|(?<!\w)(?:alle|all) (?:tjenest|tenest|tjänst|service|sider)"
    r"|tjenesteoversikt|tenesteoversikt|nettstedskart|nettstadkart|nettkart|sidekart|webbkarta"
    r"|(?<!\w)site ?map(?!\w)|innhold fra a|innhald frå a"
)
_HUB_PATH = re.compile(
    r"/(?:[\w-]*-)?(?:a-(?:a|aa|å|o|z)|a-til-(?:a|aa|å)|nettstedskart|nettkart|sidekart|site-?map|"
    r"tjenesteoversikt|tenesteoversikt|alle-(?:tjenester|tenester))(?:[/.]|$)"
)
_DIGITS = re.compile(r"\d+")
#: Names that a machine made: hexadecimal, or letters and digits in turn.
_MADE = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|"
    r"(?<![a-z0-9])(?:(?=[a-f]*\d)[0-9a-f]{6,}|(?=(?:[a-z]*\d){3})(?=(?:\d*[a-z]){3})[a-z0-9]{8,})"
    r"(?![a-z0-9])"
)


@lru_cache(maxsize=16_384)
def pattern(uri: str) -> str:
    """Return what addresses that differ in numbers, dates and values only have in common.

    A part of a path that comes again counts once: an endless path is one pattern.

    >>> pattern("https://x.no/sak/2024-17?id=5&side=2")
    'x.no/sak/#-#?id&side'
    >>> pattern("https://x.no/a/b/a/b"), pattern("https://x.no/kalender/mars")
    ('x.no/a/b', 'x.no/kalender/#')
    """
    parts = urlsplit(uri.lower())
    names = sorted({pair.partition("=")[0] for pair in parts.query.split("&") if pair})
    query = f"?{'&'.join(dict.fromkeys(map(_folded, names)))}" if names else ""
    return f"{parts.netloc}/{'/'.join(_segments(parts.path))}{query}"


def _segments(path: str) -> list[str]:
    return list(dict.fromkeys(_folded(unquote(name)) for name in path.split("/") if name))


def _folded(name: str) -> str:
    return _DIGITS.sub("#", _NAMED_DATE.sub("#", _MADE.sub("#", name)))


@lru_cache(maxsize=16_384)
def places(uri: str) -> tuple[str, ...]:
    """Return where an address lies: its pattern, its path with any query, its folders.

    Of the topmost folder only what lies right in it is a part.

    >>> places("https://x.no/a/7/c?id=5")
    ('x.no/a/#/c?id', 'x.no/a/#/c?', 'x.no/a/#/', 'x.no/a/')
    >>> places("https://x.no/a")
    ('x.no/a', 'x.no/')
    """
    parts = urlsplit(uri.lower())
    segments = _segments(parts.path)
    depths = range(len(segments) - 1, 0, -1) if len(segments) > 1 else (0,)
    folders = [
        f"{parts.netloc}/{''.join(f'{name}/' for name in segments[:depth])}" for depth in depths
    ]
    listed = [f"{parts.netloc}/{'/'.join(segments)}?"] if parts.query else []
    return tuple(dict.fromkeys([pattern(uri), *listed, *folders]))


def is_opaque(uri: str) -> bool:
    """Tell whether an address says nothing about its page, so that only a look can tell.

    >>> is_opaque("https://x.no/artikkel/4711"), is_opaque("https://x.no/?id=7")
    (True, True)
    >>> is_opaque("https://x.no/sfo-priser.4711.aspx"), is_opaque("https://x.no/")
    (False, False)
    """
    parts = urlsplit(uri)
    name = parts.path.rstrip("/").rpartition("/")[2].lower()
    if parts.query:
        return _NUMBER.search(parts.query) is not None and _SCRIPT.fullmatch(name) is not None
    return _folded(name) == "#"


def is_hub(uri: str, words: str) -> bool:
    """Tell whether a link leads to an index of all services or of all pages.

    >>> is_hub("https://x.no/alle", "Tjenester A–Å"), is_hub("https://x.no/nettstedskart", "")
    (True, True)
    >>> is_hub("https://x.no/a", "Avtale med AS")
    False
    """
    return bool(_HUB.search(words.lower()) or _HUB_PATH.search(urlsplit(uri).path.lower()))


def is_dated(uri: str) -> bool:
    """Tell whether an address names a day, a month or a year: there is always one more."""
    return _DATED.search(uri) is not None


def alike_allowed(uri: str) -> int:
    """Return how many pages of uri's pattern are worth a visit."""
    return ALIKE_DATED if is_dated(uri) else ALIKE


def is_trap(uri: str) -> bool:
    """Tell whether an address is not worth asking for, by its shape alone.

    >>> is_trap("https://x.no/a/b/a/b/a/b"), is_trap("https://x.no/bilde.JPG?w=9")
    (True, True)
    >>> is_trap("https://x.no/skole/sfo/priser.pdf")
    False
    """
    path = urlsplit(uri).path
    names = [name.lower() for name in path.split("/") if name]
    endless = len(names) >= DEEPEST or any(names.count(name) >= OFTENEST for name in set(names))
    return endless or len(uri) > LONGEST or FILES.search(path) is not None


def nonsense(uri: str, place: str, random: Callable[[], float]) -> str:
    """Return an address in a place of uri that nobody can have made; numbers stay numbers.

    >>> nonsense("https://x.no/sak/17.html", "x.no/sak/#.html", lambda: 0.5)
    'https://x.no/sak/555555555.html'
    >>> nonsense("https://x.no/sfo/priser/", "x.no/sfo/", lambda: 0.5)
    'https://x.no/sfo/nnnnnnnnnnnn/'
    >>> nonsense("https://x.no/a/b?tema=x&type=y", "x.no/a/b?", lambda: 0.5)
    'https://x.no/a/b?tema=nnnnnnnnnnnn&type=nnnnnnnnnnnn'
    """
    digits = "".join(str(int(random() * 9) + 1) for _ in range(9))
    letters = "".join(chr(ord("a") + int(random() * 26)) for _ in range(12))
    head, mark, query = uri.partition("?")
    if mark and not place.endswith("/"):
        pairs = (pair.partition("=") for pair in query.split("&"))
        made_up = (
            f"{name}{equals}{_made_up(value, digits, letters) if equals else ''}"
            for name, equals, value in pairs
        )
        return f"{head}?{'&'.join(made_up)}"
    scheme, _, rest = head.partition("://")
    host, *names = rest.rstrip("/").split("/")
    depth = len(names) - 1
    while place.endswith("/") and depth > 0 and not _lies_at(host, names[:depth], place):
        depth -= 1
    name = names[depth] if names else ""
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    slash = "/" if head.endswith("/") and names else ""
    new = f"{_made_up(stem, digits, letters)}{dot}{ending}{slash}"
    return f"{scheme}://{'/'.join([host, *names[: max(depth, 0)], new])}"


def _made_up(name: str, digits: str, letters: str) -> str:
    return digits if name.isdigit() else letters


def _lies_at(host: str, names: list[str], place: str) -> bool:
    segments = _segments("/".join(names).lower())
    return f"{host.lower()}/{''.join(f'{name}/' for name in segments)}" == place


class Sample:
    """Decides how many pages of one kind are worth a visit, by what the first ones were."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()  #: place -> pages given out
        self._words: set[tuple[str, str]] = set()  #: pattern and words of links given out
        self._honest: dict[str, bool] = {}  #: place -> it says when a page is not there
        self._wasted: Counter[str] = Counter()
        self._fresh: Counter[str] = Counter()
        self._doubts: list[tuple[str, str]] = []  #: address and place
        self._asked = 0

    def admit(
        self,
        uri: str,
        words: str = "",
        *,
        promising: bool,
        clicks: int | None,
        listed: bool = False,
    ) -> bool:
        """Count a link as given out, unless enough pages like it were."""
        here = places(uri)
        told = _folded(" ".join(words.lower().split()))
        near = clicks is not None and clicks <= NEAR_CLICKS and not listed
        new = listed or (promising and bool(told) and (here[0], told) not in self._words)
        if not self._has_room(uri, here, new=new, near=near):
            return False
        self._words.add((here[0], told))
        self._given.update(here)
        self._note_doubts(uri, here)
        return True

    def _has_room(self, uri: str, here: tuple[str, ...], *, new: bool, near: bool) -> bool:
        dated = is_dated(uri)
        if self._given[here[0]] >= (ALIKE_DATED if dated else ALIKE):
            trusted = self._honest.get(here[0], False)
            if dated or not new or not (near or trusted):
                return False
        return all(self._is_open(place, new=new, near=near) for place in here[1:])

    def _is_open(self, place: str, *, new: bool, near: bool) -> bool:
        """Tell whether a list or a folder is worth one more page."""
        if not place.endswith("/") and self._is_barren(place):
            return False
        full = self._given[place] >= ALIKE
        if place.endswith("/"):  # real folders have any number of pages
            return (new and near) or not (
                self._is_barren(place)
                or (full and not self._honest.get(place, self._asked < DOUBTS))
            )
        return not full or (new and self._honest.get(place, False))

    def _is_barren(self, place: str) -> bool:
        wasted = self._wasted[place]
        return wasted >= WASTED and wasted > WASTED_TO_FRESH * self._fresh[place]

    def _note_doubts(self, uri: str, here: tuple[str, ...]) -> None:
        for place in here:
            if self._given[place] == DOUBTED and self._asked < DOUBTS and not is_dated(uri):
                self._asked += 1
                self._doubts.append((uri, place))

    def doubts(self) -> Iterator[tuple[str, str]]:
        """Give each address and place where one that nobody made should be asked for, once."""
        while self._doubts:
            yield self._doubts.pop()

    def judged(self, place: str, *, honest: bool) -> None:
        """Note whether a place says when a page is not there."""
        self._honest[place] = honest

    def showed(self, uri: str, *, fresh: bool) -> None:
        """Note whether an address showed anything that no other had shown."""
        here = places(uri)
        if fresh:
            self._fresh.update(here)
        else:  # the folder of a list is not to blame for what the list repeats
            self._wasted.update(one for one in here if "?" not in uri or not one.endswith("/"))
