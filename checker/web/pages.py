"""The pages for everybody: overview, municipality, element, visits, method."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as File
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.responses import HTMLResponse

from checker.model.catalog import Municipality
from checker.model.run import Run, RunState
from checker.web import overview
from checker.web.dashboard import Dashboard, Here
from checker.web.desk import Status
from checker.web.dossier import by_sector, element_row, in_sectors, languages_of
from checker.web.map import frame
from checker.web.summary import spread

router = APIRouter(include_in_schema=False)

METHOD = File(__file__).parent.parent / "docs" / "method.md"
#: Seconds between two renewals of the list of visits.
RENEW_S = 5
ENDED: tuple[RunState, ...] = ("done", "failed", "unknown")
SHOWN_RUNS = 60
#: Elements shown as those that are hardest to find.
HARDEST = 8
#: Longer than any municipality's code or name, and than host:port.
Code = Annotated[str, Path(max_length=300)]
Text = Annotated[str, Query(max_length=200)]


def credit_of(dashboard: Dashboard) -> str:
    """Return the line that the map's licence asks for."""
    credit = dashboard.desk.catalog.country.map_credit
    return credit if credit.startswith("©") or not credit else f"© {credit}"


@router.get("/")
async def show_overview(  # noqa: PLR0917  each is one field of the form
    request: Request,
    here: Here,
    text: Text = "",
    county: Text = "",
    group: Text = "",
    metric: Text = "",
    sort: Text = "name",
) -> HTMLResponse:
    """Show all municipalities, or those that fit."""
    country, board = here.desk.catalog.country, await here.boards.now()
    query = overview.Query(text, county, group, metric if metric in here.elements else "", sort)
    rows = overview.rows(country, board, query)
    paths = here.drawing.paths if here.drawing else {}
    return here.pages.page(
        request,
        "overview.html",
        section="overview",
        country=country,
        board=board,
        query=query,
        metric_name=overview.element_name(here.elements[query.metric], country.languages)[0]
        if query.metric
        else "",
        rows=rows,
        columns=overview.COLUMNS,
        drawing=here.drawing,
        shapes=overview.shapes(paths, board, query, chosen=rows, words=here.words),
        frame=frame(here.drawing, [row.town.code for row in rows]) if here.drawing else (),
        hardest=[
            (one.id, *overview.element_name(one, country.languages), tally)
            for one, tally in overview.hardest(board, here.desk.catalog.elements, HARDEST)
        ],
        counties=overview.counties(country),
        groups=overview.peer_groups(country),
        elements=[
            (one.id, overview.element_name(one, country.languages)[0])
            for one in here.desk.catalog.elements
        ],
        sectors=len({one.sector for one in here.desk.catalog.elements}),
        credit=credit_of(here),
    )


async def _town(here: Dashboard, code: str) -> Municipality:
    """Return a municipality; also one that was only ever visited by hand, under its address."""
    town = here.towns.get(code)
    if town is None and await here.desk.store.results.observations(code, 1):
        return Municipality(code=code, name=code, website="")
    if town is None:
        raise HTTPException(404)
    return town


@router.get("/m/{code}")
async def show_municipality(
    request: Request, here: Here, code: Code, ordered: Text = ""
) -> HTMLResponse:
    """Show everything known about one municipality."""
    town, results = await _town(here, code), here.desk.store.results
    latest = {one.element: one for one in await results.latest(municipality=code)}
    board = await here.boards.now()
    country = here.desk.catalog.country
    return here.pages.page(
        request,
        "municipality.html",
        section="overview",
        town=town,
        known=code in here.towns,
        group=next((g.name for g in country.groups if g.id == f"kostra:{town.peer_group}"), ""),
        sectors=by_sector(here.desk.catalog, latest, here.words),
        tally=board.tally(code),
        visit=next(iter(await results.observations(code, 1)), None),
        language=languages_of(town, here.desk.catalog),
        probes=here.probes,
        ordered=ordered if ordered in {"yes", "waiting"} else "",
        elements=here.elements,
    )


@router.get("/e")
async def show_elements(request: Request, here: Here) -> HTMLResponse:
    """Show what is looked for and how it fares."""
    country, board = here.desk.catalog.country, await here.boards.now()
    sectors = [
        (
            sector,
            [
                (element, *overview.element_name(element, country.languages), tally)
                for element in elements
                for tally in (board.elements[element.id],)
            ],
        )
        for sector, elements in in_sectors(here.desk.catalog.elements)
    ]
    return here.pages.page(request, "elements.html", section="elements", sectors=sectors)


@router.get("/e/{element_id}")
async def show_element(request: Request, here: Here, element_id: Code) -> HTMLResponse:
    """Show one element in every municipality."""
    element = here.elements.get(element_id)
    if element is None:
        raise HTTPException(404)
    country, board = here.desk.catalog.country, await here.boards.now()
    found = await here.desk.store.results.latest(element=element_id)
    latest = {one.municipality: one for one in found}
    rows = [
        (town, element_row(element, latest.get(town.code), country.languages, here.words))
        for town in sorted(
            country.municipalities, key=lambda town: overview.alphabetical(town.name)
        )
    ]
    name, language = overview.element_name(element, country.languages)
    return here.pages.page(
        request,
        "element.html",
        section="elements",
        element=element,
        name=name,
        language=language,
        wording=element.wordings.get(language),
        tally=board.elements[element_id],
        rows=rows,
        spread=spread(found),
        language_of=lambda town: languages_of(town, here.desk.catalog),
    )


def causes(runs: Sequence[Run]) -> list[tuple[str, int]]:
    """Return why runs failed, most frequent first: the kind that stands before the colon."""
    kinds = Counter(run.detail.partition(":")[0].strip() for run in runs if run.detail)
    return kinds.most_common(12)


@dataclass(frozen=True, slots=True)
class Seen:
    """The ledger at a glance."""

    counts: Mapping[RunState, int]
    under_way: Sequence[Run]
    ended: Sequence[Run]  #: newest first
    causes: Sequence[tuple[str, int]]
    status: Status
    towns: Mapping[str, Municipality]
    renew_s: int = RENEW_S


async def _runs(here: Dashboard) -> Seen:
    ledger = here.desk.store.ledger
    ended = [
        run
        for state in ENDED
        for run in await ledger.runs(state=state, limit=SHOWN_RUNS)
        if run.finished_at
    ]
    ended.sort(key=lambda run: (run.finished_at, run.id), reverse=True)
    return Seen(
        counts=await ledger.counts(),
        under_way=await ledger.runs(state="leased", limit=SHOWN_RUNS),
        ended=ended[:SHOWN_RUNS],
        causes=causes(ended),
        status=await here.desk.status(),
        towns=here.towns,
    )


@router.get("/runs")
async def show_runs(request: Request, here: Here) -> HTMLResponse:
    """Show the queue and the last visits."""
    return here.pages.page(request, "runs.html", section="runs", seen=await _runs(here))


@router.get("/runs/part")
async def show_runs_part(request: Request, here: Here) -> HTMLResponse:
    """Show the part of that page that renews itself."""
    return here.pages.page(request, "runs_part.html", section="runs", seen=await _runs(here))


@router.get("/method")
async def show_method(request: Request, here: Here) -> HTMLResponse:
    """Show how each figure comes about; the document is ours, its HTML is escaped all the same."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    source = METHOD.read_text(encoding="utf-8") if METHOD.is_file() else ""
    body = Markup(markdown.render(source))  # noqa: S704  rendered with html off
    return here.pages.page(request, "method.html", section="method", body=body)
