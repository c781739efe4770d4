"""Makes the groups of a country: counties, peers, size classes, and those in files."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.config.files import below, read_toml
from checker.config.mistakes import Mistakes, nearest
from checker.config.shape import fit
from checker.model.catalog import Group, Municipality

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class SizeClass:
    """Municipalities with fewer inhabitants than a bound, and not in the class before."""

    id: str
    name: str
    below: int | None = None  #: None: no end


@dataclass(frozen=True, slots=True)
class PeerGroups:
    """What the peer groups in the registry are called."""

    prefix: str = "peer"
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    members: tuple[str, ...]


def made_groups(
    municipalities: Iterable[Municipality], peers: PeerGroups, sizes: Iterable[SizeClass]
) -> tuple[Group, ...]:
    """Return the groups that the registry itself tells: counties, then peers, then sizes."""
    names: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for one in sorted(municipalities, key=lambda one: one.code):
        size = _size(one, sizes)
        for key, name in (
            (one.county and f"county:{one.county}", one.county_name),
            (
                one.peer_group and f"{peers.prefix}:{one.peer_group}",
                peers.names.get(one.peer_group),
            ),
            (size and f"size:{size.id}", size and size.name),
        ):
            if key:
                names.setdefault(key, name or key)
                members.setdefault(key, []).append(one.code)
    order = [f"size:{size.id}" for size in sizes]
    ranked = sorted(
        names, key=lambda key: (key.split(":")[0], order.index(key) if key in order else 0, key)
    )
    return tuple(Group(key, names[key], tuple(members[key])) for key in ranked)


def _size(one: Municipality, sizes: Iterable[SizeClass]) -> SizeClass | None:
    """Return the size class; a municipality whose population is not known belongs to none."""
    if not one.population:
        return None
    return next((size for size in sizes if size.below is None or one.population < size.below), None)


def read_groups(
    sources: Mapping[str, Path],
    folder: str,
    municipalities: Iterable[Municipality],
    noted: Mistakes,
) -> tuple[Group, ...]:
    """Return the groups that stand as files in one folder, by id; note what is wrong."""
    known = {one.code: one.name for one in municipalities}
    found: list[Group] = []
    for name, file in below(sources, folder).items():
        path = f"{folder}/{file.name}"
        if not ID.fullmatch(name):
            noted.tell(path, "", "must be named after a group id of a-z, 0-9 and hyphens")
        content = read_toml(file, noted, path=path)
        stated = None if content is None else fit(_File, content, noted, path=path)
        if stated is None:
            continue
        if not stated.members:
            noted.tell(path, "members", "is an empty list; name municipality codes")
        for code in stated.members:
            if code not in known:
                noted.tell(path, "members", f"no municipality is {code!r}; {nearest(code, known)}")
            elif stated.members.count(code) > 1:
                noted.tell(path, "members", f"has {code!r} ({known[code]}) more than once")
        found.append(Group(name, stated.name, tuple(dict.fromkeys(stated.members))))
    return tuple(found)
