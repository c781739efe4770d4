"""What every route works with: the desk, the words, the pages, the board, the map."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from checker.model.catalog import Element, Municipality
from checker.web.board import Boards
from checker.web.desk import Desk
from checker.web.map import Drawing, draw
from checker.web.operators import Operators
from checker.web.render import Pages
from checker.web.words import Words, load


@dataclass(frozen=True, slots=True)
class Dashboard:
    """One running dashboard."""

    desk: Desk
    words: Words
    operators: Operators
    pages: Pages
    boards: Boards
    drawing: Drawing | None  #: None: the country came without a map
    towns: Mapping[str, Municipality]
    elements: Mapping[str, Element]
    probes: tuple[str, ...]  #: kinds that may be ordered


def make(desk: Desk) -> Dashboard:
    """Return a dashboard for a desk.

    Raises:
        ValueError: the country's map is no TopoJSON.
    """
    words, country = load(), desk.catalog.country
    operators = Operators(desk.settings.web, desk.api_token, desk.clock)
    return Dashboard(
        desk=desk,
        words=words,
        operators=operators,
        pages=Pages(words, country.timezone, operators, desk.clock),
        boards=Boards(desk.catalog, desk.store.results, desk.clock),
        drawing=draw(country.map_topojson) if country.map_topojson else None,
        towns={town.code: town for town in country.municipalities},
        elements={element.id: element for element in desk.catalog.elements},
        probes=desk.probes or tuple(dict.fromkeys(plan.probe for plan in desk.settings.plans)),
    )


def _of(request: Request) -> Dashboard:
    dashboard: Dashboard = request.app.state.dashboard
    return dashboard


#: The dashboard, as an argument of a route.
Here = Annotated[Dashboard, Depends(_of)]
