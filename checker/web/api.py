"""The JSON API: what the pages show, for programs; and one order."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request

from checker.store.records import Latest
from checker.web import shapes
from checker.web.dashboard import Dashboard, Here
from checker.web.operators import same_origin
from checker.web.ordering import place
from checker.web.overview import Query as Asked
from checker.web.overview import rows

router = APIRouter(prefix="/api/v1", tags=["v1"])

Code = Annotated[str, Path(max_length=300, description="municipality code, e.g. 0301")]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Limit = Annotated[int, Query(ge=1, le=1000)]
Filter = Annotated[str, Query(max_length=200)]

Told = dict[int | str, dict[str, Any]]


def _problems(*codes: int) -> Told:
    """Return the answers besides 200 that a route documents."""
    return {code: {"model": shapes.Problem} for code in codes}


def _latest(found: Iterable[Latest]) -> list[shapes.LatestOut]:
    answers = []
    for one in found:
        last = one.last_found
        parts = shapes.finding_parts(one.finding)
        known = shapes.finding_out(last) if last else None
        answers.append(shapes.LatestOut.model_validate({**parts, "last_found": known}))
    return answers


@router.get("/municipalities", responses=_problems(422))
async def municipalities(
    here: Here, text: Filter = "", county: Filter = "", group: Filter = ""
) -> list[shapes.MunicipalityOut]:
    """List municipalities with how many elements stand in each state."""
    board = await here.boards.now()
    chosen = rows(here.desk.catalog.country, board, Asked(text, county, group))
    return [shapes.municipality_out(row.town, row.tally) for row in chosen]


@router.get("/municipalities/{code}", responses=_problems(404, 422))
async def municipality(here: Here, code: Code) -> shapes.MunicipalityOut:
    """Give one municipality."""
    if code not in here.towns:
        raise HTTPException(404, "no municipality has this code")
    return shapes.municipality_out(here.towns[code], (await here.boards.now()).tally(code))


@router.get("/municipalities/{code}/findings", responses=_problems(404, 422))
async def municipality_findings(here: Here, code: Code) -> list[shapes.LatestOut]:
    """Give the newest finding for each element of one municipality."""
    found = await here.desk.store.results.latest(municipality=code)
    if not found and code not in here.towns:
        raise HTTPException(404, "no municipality has this code")
    return _latest(found)


@router.get("/elements")
async def elements(here: Here) -> list[shapes.ElementOut]:
    """List the information elements with how many municipalities stand in each state."""
    board = await here.boards.now()
    return [shapes.element_out(one, board.elements[one.id]) for one in here.elements.values()]


@router.get("/elements/{element}/findings", responses=_problems(404, 422))
async def element_findings(here: Here, element: Code) -> list[shapes.LatestOut]:
    """Give the newest finding for one element in every municipality that was visited."""
    if element not in here.elements:
        raise HTTPException(404, "no element has this id")
    return _latest(await here.desk.store.results.latest(element=element))


@router.get("/findings/{number}", responses=_problems(404, 422))
async def finding(here: Here, number: Number) -> shapes.FindingOut:
    """Give one finding with its proof, old ones too."""
    stored = await here.desk.store.results.finding(number)
    if stored is None:
        raise HTTPException(404, "no finding has this number")
    return shapes.finding_out(stored)


@router.get("/runs", responses=_problems(422))
async def runs(here: Here, limit: Limit = 100) -> list[shapes.RunOut]:
    """List the newest runs, newest first."""
    return [shapes.run_out(run) for run in await here.desk.store.ledger.runs(limit=limit)]


def _may_order(here: Dashboard, request: Request) -> None:
    """Let the daemon's own token, the operator's token and the operator through.

    Raises:
        HTTPException: 401 without either, 403 when another website sent it.
    """
    if here.operators.bearer(request):
        return
    if not same_origin(request.headers, strict=False):
        raise HTTPException(403, "another website may not order visits")
    if not here.operators.is_operator(request):
        raise HTTPException(
            401,
            "send the header 'Authorization: Bearer <token>'",
            headers={"WWW-Authenticate": "Bearer"},
        )


@router.post("/runs", status_code=202, responses=_problems(400, 401, 403, 404, 409, 422))
async def order(request: Request, here: Here, wish: shapes.OrderIn) -> shapes.RunOut:
    """Order a run; it goes before everything that was planned."""
    _may_order(here, request)
    if wish.municipality not in here.towns:
        raise HTTPException(404, "no municipality has this code")
    unknown = [name for name in wish.elements if name not in here.elements]
    if unknown:
        raise HTTPException(404, f"no element has the id {unknown[0]}")
    if wish.probe not in here.probes:
        raise HTTPException(404, f"no probe is called that; there are: {', '.join(here.probes)}")
    run = await place(here, wish.probe, wish.municipality, tuple(wish.elements))
    if run is None:
        raise HTTPException(409, "the same order waits there already")
    return shapes.run_out(run)
