"""The overview: which municipalities are shown, in which order and colour; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlencode

from checker.model.catalog import Country, Element, Municipality
from checker.model.record import State
from checker.web.board import Board, Shade, Tally
from checker.web.words import Words

Column = Literal["name", "county", "population", "share", "visited"]
COLUMNS: tuple[Column, ...] = ("name", "county", "population", "share", "visited")
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asked for; every part may be nonsense and then chooses nothing."""

    text: str = ""
    county: str = ""
    group: str = ""
    metric: str = ""  #: an element's id, "" for all elements
    sort: str = "name"  #: a column, "-" in front for descending

    @property
    def column(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        return self.sort.startswith("-")

    @property
    def narrowed(self) -> bool:
        return bool(self.text.strip() or self.county or self.group)

    def link(self, column: Column) -> str:
        """Return the address that sorts by a column; the same column again turns round."""
        turned = self.column == column and not self.descending
        parts = {
            "text": self.text,
            "county": self.county,
            "group": self.group,
            "metric": self.metric,
            "sort": f"-{column}" if turned else column,
        }
        kept = {name: part for name, part in parts.items() if part}
        return "?" + urlencode(kept, errors="replace") + "#municipalities"


@dataclass(frozen=True, slots=True)
class TownRow:
    """One municipality in the table."""

    town: Municipality
    tally: Tally
    state: State | Literal["none"]  #: of the chosen element; "none" when all are shown


#: Where the last letters of the alphabet stand in Norwegian and Danish; å after ø, not before æ.
_NORDIC = str.maketrans({"æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c"})


def alphabetical(name: str) -> str:
    """Return a key that sorts names as Norwegians do.

    >>> sorted(["Ås", "Øyer", "Ærø", "Voss", "ål"], key=alphabetical)
    ['Voss', 'Ærø', 'Øyer', 'ål', 'Ås']
    """
    return name.casefold().translate(_NORDIC)


def _fold(name: str) -> str:
    return name.casefold().strip()


def _names(town: Municipality) -> Iterable[str]:
    return (town.name, town.official_name, town.code, *town.names.values())


def _fits(town: Municipality, text: str) -> bool:
    return any(text in _fold(name) for name in _names(town))


def _sort_key(row: TownRow, column: str) -> float | str:
    match column:
        case "county":
            return alphabetical(row.town.county_name)
        case "population":
            return row.town.population
        case "share":
            return -1.0 if row.tally.share is None else row.tally.share
        case "visited":
            return (row.tally.last_at or _LONG_AGO).timestamp()
        case _:
            return alphabetical(row.town.name)


def rows(country: Country, board: Board, query: Query) -> list[TownRow]:
    """Return the municipalities that fit, in the order asked for."""
    members = {
        code for group in country.groups if group.id == query.group for code in group.members
    }
    text = _fold(query.text)
    fitting = [
        TownRow(town, board.tally(town.code), board.state(town.code, query.metric))
        for town in country.municipalities
        if (not query.county or town.county == query.county)
        and (not query.group or town.code in members)
        and (not text or _fits(town, text))
    ]
    fitting.sort(key=lambda row: (alphabetical(row.town.name), row.town.code))
    # the sort is stable, so equal ones stay in alphabetical order, descending too
    return sorted(fitting, key=lambda row: _sort_key(row, query.column), reverse=query.descending)


@dataclass(frozen=True, slots=True)
class Shape:
    """One municipality on the map."""

    code: str
    shade: str  #: a Shade, or "away" for one that the reader filtered away
    title: str
    path: str


def shapes(
    paths: Mapping[str, str],
    board: Board,
    query: Query,
    *,
    chosen: Sequence[TownRow],
    words: Words,
) -> list[Shape]:
    """Return the map's shapes; those that the reader filtered away are drawn as empty."""
    fitting = {row.town.code for row in chosen}
    drawn = []
    for code, path in paths.items():
        town = board.known.get(code)
        name = town.name if town else code
        if query.metric in board.wanted:
            shade: Shade = board.state(code, query.metric)
            title = words("map.shape_state", name=name, state=words(f"state.{shade}"))
        else:
            tally = board.tally(code)
            shade = tally.shade
            title = words("map.shape", name=name, found=tally.found, total=tally.judged)
        here = code in fitting
        drawn.append(Shape(code, shade if here else "away", title, path))
    return drawn


def hardest(board: Board, elements: Iterable[Element], count: int) -> list[tuple[Element, Tally]]:
    """Return the elements with the lowest share found, lowest first."""
    judged = [(one, board.elements[one.id]) for one in elements if board.elements[one.id].judged]
    return sorted(judged, key=lambda pair: (pair[1].share or 0.0, pair[0].id))[:count]


def counties(country: Country) -> list[tuple[str, str]]:
    """Return (code, name) of each county that has a municipality, by name."""
    named = {town.county: town.county_name or town.county for town in country.municipalities}
    return sorted(
        ((code, name) for code, name in named.items() if code),
        key=lambda pair: alphabetical(pair[1]),
    )


def peer_groups(country: Country) -> list[tuple[str, str]]:
    """Return (id, name) of each group that is no county."""
    return [(g.id, g.name) for g in country.groups if not g.id.startswith("county:")]


def element_name(element: Element, languages: Sequence[str]) -> tuple[str, str]:
    """Return an element's name and its language, in the first language that has one."""
    for language in (*languages, *element.wordings):
        if language in element.wordings:
            return element.wordings[language].name, language
    return element.id, ""
