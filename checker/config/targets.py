"""Finds what an operator means by a name: a municipality, a group or a website."""

import difflib
import ipaddress
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from checker.errors import UnknownTarget
from checker.model.catalog import Catalog, Country, Group, Municipality

#: Letters that Unicode does not take apart into a base and a mark.
_BASES = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŧ": "t", "ŋ": "n", "ð": "d", "þ": "th"})
#: How the same names are written in host names: aal.kommune.no.
_DIGRAPHS = str.maketrans({"ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
_PORTS = {"http": 80, "https": 443}


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
    found: dict[str, Municipality] = {}
    unknown: list[str] = []
    for name in names:
        try:
            found |= {one.code: one for one in _target(catalog.country, name.strip())}
        except UnknownTarget as error:
            unknown.append(str(error))
    if unknown:
        raise UnknownTarget("; ".join(unknown))
    return tuple(found.values())


def _target(country: Country, name: str) -> tuple[Municipality, ...]:
    by_code = {one.code: one for one in country.municipalities}
    if name in by_code:
        return (by_code[name],)
    for group in country.groups:
        if group.id.casefold() == name.casefold():
            return _members(group, by_code)
    called = _called(country, name)
    if len(called) > 1:
        raise UnknownTarget(f"{name!r} is more than one municipality: {_codes(called)}")
    if called:
        return called
    for group in country.groups:
        if _plain(group.name) == _plain(name):
            return _members(group, by_code)
    website = _website(name, country)
    if website is not None:
        return (website,)
    raise UnknownTarget(f"nothing is called {name!r}{_suggestions(country, name)}")


def _members(group: Group, by_code: dict[str, Municipality]) -> tuple[Municipality, ...]:
    return tuple(by_code[code] for code in group.members)


def _called(country: Country, name: str) -> tuple[Municipality, ...]:
    """Return those with that name: letter by letter, else without diacritics."""
    exact = _spaced(name)
    same = [one for one in country.municipalities if exact in map(_spaced, _names(one))]
    if not same:
        keys = _keys(name)
        same = [one for one in country.municipalities if any(keys & _keys(n) for n in _names(one))]
    return tuple(same)


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
    known |= {one.code: f"{one.name} ({one.code})" for one in country.municipalities}
    known |= {_plain(group.name): f"{group.name} ({group.id})" for group in country.groups}
    known |= {group.id: f"{group.name} ({group.id})" for group in country.groups}
    close = difflib.get_close_matches(name.casefold(), known, n=3, cutoff=0.7)
    close += difflib.get_close_matches(_plain(name), known, n=3, cutoff=0.7)
    shown = list(dict.fromkeys(known[key] for key in close))[:3]
    return f"; did you mean {' or '.join(shown)}?" if shown else ""


def _website(name: str, country: Country) -> Municipality | None:
    """Return a bare website as a municipality, or None when the name is no URL and no host."""
    with_scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", name)
    if not with_scheme and not re.search(r"[.:]|^localhost$", name):
        return None
    url = name if with_scheme else f"//{name}"
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise UnknownTarget(f"{name!r} is no URL: {error}") from error
    scheme = parts.scheme or _scheme(host, port)
    if scheme not in _PORTS:
        raise UnknownTarget(f"{name!r} must be an http or https URL")
    if parts.username is not None:
        raise UnknownTarget("a URL with a user name or password cannot be published as proof")
    if not re.fullmatch(r"[\w.:%-]+", host):
        return None if not with_scheme else _no_host(name)
    bracketed = f"[{host}]" if ":" in host else host
    code = f"{bracketed}:{_PORTS[scheme] if port is None else port}"
    website = parts._replace(scheme=scheme, fragment="", path=parts.path or "/").geturl()
    return Municipality(
        code=code, name=code, website=website, country=country.code, languages=country.languages
    )


def _no_host(name: str) -> Municipality | None:
    raise UnknownTarget(f"{name!r} names no host")


def _scheme(host: str, port: int | None) -> str:
    """Return the scheme that a bare host most likely speaks: plain on loopback and port 80."""
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    return "http" if loopback or port == _PORTS["http"] else "https"
