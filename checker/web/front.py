"""What every request meets first: is this host name ours; and every answer last: safe headers."""

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: No inline style, no inline script, nothing from elsewhere, no frames.
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # not "no-referrer": under it browsers send "Origin: null" with our own forms (Fetch, 3.2)
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


#: Bytes that a form or an order may have; nobody has more to say.
LONGEST_BODY = 64_000
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
FOR_EVER = "public, max-age=31536000, immutable"


class Front:
    """Turns away what no route should see, and adds the headers an answer has not set itself."""

    def __init__(self, app: ASGIApp, allowed: Callable[[str], bool], refuse: ASGIApp) -> None:
        self._app = app
        self._allowed = allowed
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = dict(scope, state=dict(scope.get("state", {})))
        only_head = scope["method"] == "HEAD"
        if only_head:
            asked["method"] = "GET"

        async def hand_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), asked, message["status"])
            elif only_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        refused = self._refusal(asked)
        if refused:
            asked["state"]["refused"] = refused
        await (self._refuse if refused else self._app)(asked, receive, hand_on)

    def _refusal(self, scope: Scope) -> int:
        """Return the status that turns a request away, or 0."""
        headers = Headers(scope=scope)
        if not self._allowed(headers.get("host", "")):
            return 421
        if scope["method"] not in UNSAFE:
            return 0
        length = headers.get("content-length", "")
        if "transfer-encoding" in headers or not (length or "0").isdecimal():
            return 411
        return 413 if int(length or 0) > LONGEST_BODY else 0


def _complete(headers: MutableHeaders, scope: Scope, status: int) -> None:
    for name, content in HEADERS.items():
        headers.setdefault(name, content)
    # its address changes with its bytes, see render.py
    if scope["path"].startswith("/static/") and scope["query_string"] and status == 200:  # noqa: PLR2004
        headers["Cache-Control"] = FOR_EVER
