"""What an operator does with a browser: sign in, sign out, order a visit."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Path, Request
from starlette.responses import RedirectResponse, Response

from checker.model.run import OPERATOR, Run
from checker.web.dashboard import Dashboard, Here
from checker.web.operators import COOKIE, LONGEST, TooManyTries, same_origin

router = APIRouter(include_in_schema=False)

Field = Annotated[str, Form(max_length=500)]


def _from_our_page(here: Dashboard, request: Request, token: str) -> None:
    """Let only a form of our own pages through.

    Raises:
        HTTPException: 403, another website or an outdated form.
    """
    ours = same_origin(request.headers, strict=True)
    if not ours or not here.operators.form_token_fits(request, token):
        raise HTTPException(403)


def _sign_in_page(here: Dashboard, request: Request, problem: str, status: int = 200) -> Response:
    return here.pages.page(
        request,
        "sign_in.html",
        status=status,
        by_token=here.operators.by_token,
        secure=here.operators.secure(request),
        problem=problem,
    )


@router.get("/operator")
async def show_sign_in(request: Request, here: Here) -> Response:
    """Show how to become the operator, or that one is."""
    return _sign_in_page(here, request, "")


@router.post("/operator")
async def sign_in(
    request: Request, here: Here, form_token: Field = "", token: Field = ""
) -> Response:
    """Start a session for the right token."""
    _from_our_page(here, request, form_token)
    if not here.operators.secure(request):
        return _sign_in_page(here, request, "insecure", 403)
    try:
        session = here.operators.sign_in(token)
    except TooManyTries:
        return _sign_in_page(here, request, "paused", 429)
    if session is None:
        return _sign_in_page(here, request, "wrong", 403)
    answer = RedirectResponse("/operator", status_code=303)
    answer.set_cookie(
        COOKIE,
        session,
        max_age=int(LONGEST.total_seconds()),
        secure=True,
        httponly=True,
        samesite="lax",
    )
    return answer


@router.post("/operator/out")
async def sign_out(request: Request, here: Here, form_token: Field = "") -> Response:
    """End the session."""
    _from_our_page(here, request, form_token)
    here.operators.sign_out(request)
    answer = RedirectResponse("/operator", status_code=303)
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="lax")
    return answer


async def place(here: Dashboard, probe: str, code: str, elements: tuple[str, ...]) -> Run | None:
    """Order a run, unless the same order waits there already: None.

    Impatience must not become a burden on somebody's website.
    """
    waiting = await here.desk.store.ledger.runs(state="queued", municipality=code)
    same = any(
        run.probe == probe and run.priority == OPERATOR and run.elements == elements
        for run in waiting
    )
    return None if same else await here.desk.order(probe, code, elements)


@router.post("/order/{code}")
async def order(
    request: Request,
    here: Here,
    code: Annotated[str, Path(max_length=300)],
    form_token: Field = "",
    probe: Field = "",
) -> Response:
    """Order a visit of one municipality."""
    if not here.operators.is_operator(request):
        raise HTTPException(403)
    _from_our_page(here, request, form_token)
    if code not in here.towns or probe not in here.probes:
        raise HTTPException(404)
    run = await place(here, probe, code, ())
    # the code is a key of our own list, so the redirect cannot lead elsewhere
    return RedirectResponse(f"/m/{code}?ordered={'yes' if run else 'waiting'}", status_code=303)
