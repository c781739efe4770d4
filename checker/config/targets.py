"""Finds what an operator means by a name: a municipality, a group or a website."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from checker.config.websites import website_target
from checker.errors import UnknownTarget
from checker.model.catalog import Catalog, Country, Group, Municipality

#: Letters that Unicode does not take apart into a base and a mark.
_BASES = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŧ": "t", "ŋ": "n", "ð": "d", "þ": "th"})
#: How the same names are written in host names: aal.kommune.no.
_DIGRAPHS = str.maketrans({"ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})


def targets(
    catalog: Catalog, names: Sequence[str], *, default_all: bool = False
) -> tuple[Municipality, ...]:
    """Return the municipalities that are meant, in the order of the names, each once.

    A name is a code, a municipality's name (in any of its languages, with or without
    diacritics), a group's id or name, or a URL or host. No names mean all, if `default_all`.

    Raises:
        UnknownTarget: nothing, or more than one municipality, is called that; all such names
            are in the message.
    """
    if not names and default_all:
        return catalog.country.municipalities
    if not names:
        raise UnknownTarget("name a municipality, a group or a URL")
    register = _Register(catalog.country)
    found: dict[str, Municipality] = {}
    unknown: list[str] = []
    for name in names:
        try:
            found |= {one.code: one for one in register.find(name.strip())}
        except UnknownTarget as error:
            unknown.append(str(error))
    if unknown:
        raise UnknownTarget("; ".join(unknown))
    return tuple(found.values())


class _Register:
    """A country's municipalities and groups by what people call them."""

    def __init__(self, country: Country) -> None:
        self.country = country
        self.by_code = {one.code: one for one in country.municipalities}
        self._exact: dict[str, list[Municipality]] = {}
        self._folded: dict[str, list[Municipality]] = {}
        for one in country.municipalities:
            names = set(_names(one))
            for key in {_spaced(name) for name in names}:
                self._exact.setdefault(key, []).append(one)
            for key in {key for name in names for key in _keys(name)}:
                self._folded.setdefault(key, []).append(one)

    def find(self, name: str) -> tuple[Municipality, ...]:
        """Return what is meant: the most exact kind of name wins.

        Raises:
            UnknownTarget: nothing, or more than one municipality, is called that.
        """
        if name in self.by_code:
            return (self.by_code[name],)
        for group in self.country.groups:
            if group.id.casefold() == name.casefold():
                return self._members(group)
        called = self._called(name)
        if len(called) > 1:
            raise UnknownTarget(f"{name!r} is more than one municipality: {_codes(called)}")
        if called:
            return tuple(called)
        for group in self.country.groups:
            if _plain(group.name) == _plain(name):
                return self._members(group)
        website = website_target(name, self.country)
        if website is not None:
            return (website,)
        raise UnknownTarget(f"nothing is called {name!r}{_suggestions(self.country, name)}")

    def _members(self, group: Group) -> tuple[Municipality, ...]:
        return tuple(self.by_code[code] for code in group.members if code in self.by_code)

    def _called(self, name: str) -> Sequence[Municipality]:
        """Return those with that name: letter by letter, else without diacritics."""
        whole = _spaced(name)
        first, _, last = whole.rpartition(" ")
        # "Hvaler kommune" is Hvaler; "Stockholms stad" is called so itself
        if whole not in self._exact and last in self.country.municipality_words:
            whole = first
        if whole in self._exact:
            return self._exact[whole]
        alike = [one for key in _keys(whole) for one in self._folded.get(key, ())]
        return list({one.code: one for one in alike}.values())


def _names(one: Municipality) -> Iterator[str]:
    yield one.name
    yield from one.names.values()
    if one.official_name:
        yield one.official_name
        yield from re.split(r"\s+[-–/]\s+", one.official_name)  # "Porsanger - Porsángu - Porsanki"


def _spaced(name: str) -> str:
    """Fold case, and write any dashes and blanks as one blank."""
    return re.sub(r"[\s‐-―()-]+", " ", unicodedata.normalize("NFC", name).casefold()).strip()


def _plain(name: str) -> str:
    """Fold diacritics too.

    >>> _plain("Guovdageaidnu – Kautokeino"), _plain("Porsáŋgu"), _plain("BØ")
    ('guovdageaidnu kautokeino', 'porsangu', 'bo')
    """
    apart = unicodedata.normalize("NFKD", _spaced(name).translate(_BASES))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _keys(name: str) -> set[str]:
    """Return the ways to write a name without diacritics: "al" and "aal"."""
    return {_plain(name), _plain(_spaced(name).translate(_DIGRAPHS))}


def _codes(called: Iterable[Municipality]) -> str:
    return ", ".join(f"{one.code} ({one.county_name or one.name})" for one in called)


def _suggestions(country: Country, name: str) -> str:
    """Return up to three names that are near, with their codes."""
    known = {_plain(n): f"{n} ({one.code})" for one in country.municipalities for n in _names(one)}
    for one in country.municipalities:  # spreadsheets drop the zero of 0301
        known |= dict.fromkeys((one.code, one.code.lstrip("0")), f"{one.name} ({one.code})")
    known |= {_plain(group.name): f"{group.name} ({group.id})" for group in country.groups}
    known |= {group.id: f"{group.name} ({group.id})" for group in country.groups}
    close = difflib.get_close_matches(name.casefold(), known, n=3, cutoff=0.7)
    close += difflib.get_close_matches(_plain(name), known, n=3, cutoff=0.7)
    shown = list(dict.fromkeys(known[key] for key in close))[:3]
    return f"; did you mean {' or '.join(shown)}?" if shown else ""
