"""Turns templates into pages: one environment, autoescaping, one set of words."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from checker.web import view
from checker.web.operators import Operators
from checker.web.words import Words

HERE = Path(__file__).parent
STATIC = HERE / "static"


def _assets() -> dict[str, str]:
    """Return the address of each file under static/, with a mark that changes with its bytes."""
    return {
        path.name: f"/static/{path.name}?v={sha256(path.read_bytes()).hexdigest()[:12]}"
        for path in sorted(STATIC.iterdir())
        if path.is_file()
    }


def grouped(count: int) -> str:
    """Return a count with grouped thousands.

    >>> grouped(717710).replace(view.GROUP, " ")
    '717 710'
    """
    return f"{count:,}".replace(",", view.GROUP)


class Pages:
    """Renders pages for one dashboard."""

    def __init__(
        self, words: Words, zone: ZoneInfo, operators: Operators, clock: Callable[[], datetime]
    ) -> None:
        self.words = words
        self._operators = operators
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals.update(say=words, asset=_assets().__getitem__)
        self._environment.filters.update(
            clock=lambda moment: view.at_time(moment.astimezone(zone), words),
            day=lambda moment: view.on_day(moment.astimezone(zone).date(), words),
            ago=lambda moment: view.ago(moment, words, now=clock()),
            iso=lambda moment: moment.astimezone(zone).isoformat(timespec="seconds"),
            amount=view.number,
            grouped=grouped,
            href=view.safe_href,
        )

    def html(self, request: Request, template: str, **context: object) -> str:
        """Return a rendered template."""
        return self._environment.get_template(template).render(
            path=request.url.path,
            operator=self._operators.is_operator(request),
            form_token=lambda: self._operators.form_token(request),
            **{"section": "", "credit": "", **context},
        )

    def page(
        self, request: Request, template: str, *, status: int = 200, **context: object
    ) -> HTMLResponse:
        """Return a rendered template as a response that is never stale."""
        body = self.html(request, template, **context)
        return HTMLResponse(body, status_code=status, headers={"Cache-Control": "no-cache"})
