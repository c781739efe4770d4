"""Who may order visits: nobody who should not, and everybody who should."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from starlette.requests import Request
from web.scene import API_TOKEN, NOW

from checker.model.settings import WebSettings
from checker.web.operators import (
    COOKIE,
    IDLE,
    LONGEST,
    PAUSE,
    SESSIONS,
    WRONG_TOKENS,
    Operators,
    TooManyTries,
    host_of,
    same_origin,
)

TOKEN = "right"  # noqa: S105  a test's own


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def operators(*, token: str = TOKEN, clock: Clock | None = None, url: str = "") -> Operators:
    """Return the operators of a dashboard on loopback."""
    web = WebSettings(operator_token=token, public_url=url)
    return Operators(web, API_TOKEN, clock or Clock())


def request(
    headers: Mapping[str, str] | None = None, *, address: str = "127.0.0.1", cookie: str = ""
) -> Request:
    """Return a request as it would arrive."""
    sent = {"host": "localhost:8357", **(headers or {})}
    if cookie:
        sent["cookie"] = f"{COOKIE}={cookie}"
    raw = [(name.encode(), text.encode()) for name, text in sent.items()]
    scope = {"type": "http", "scheme": "http", "method": "GET", "path": "/", "headers": raw}
    return Request({**scope, "client": (address, 1), "server": ("localhost", 8357)})


@pytest.mark.parametrize(
    ("headers", "strict", "ours"),
    [
        ({"sec-fetch-site": "same-origin"}, True, True),
        ({"sec-fetch-site": "same-origin", "origin": "http://localhost:8357"}, True, True),
        ({"origin": "http://localhost:8357"}, True, True),
        ({"origin": "http://LOCALHOST:8357"}, True, True),
        ({"sec-fetch-site": "cross-site"}, False, False),
        ({"sec-fetch-site": "same-site"}, False, False),
        ({"sec-fetch-site": "none"}, False, False),
        ({"origin": "http://evil.example"}, False, False),
        ({"origin": "http://localhost:9999"}, False, False),
        ({"origin": "null"}, False, False),
        ({"sec-fetch-site": "same-origin", "origin": "http://evil.example"}, False, False),
        ({}, False, True),
        ({}, True, False),
    ],
)
def test_origin(headers: dict[str, str], *, strict: bool, ours: bool) -> None:
    """A page of another website, another port or a sandbox is told apart from our own."""
    assert same_origin({"host": "localhost:8357", **headers}, strict=strict) is ours


@pytest.mark.parametrize(
    ("header", "host"),
    [
        ("localhost:8357", "localhost"),
        ("[::1]:8357", "::1"),
        ("evil.example", "evil.example"),
        ("", ""),
        ("a@localhost", ""),
        ("localhost/x", ""),
        ("[::1", ""),
        ("LOCALHOST", "localhost"),
    ],
)
def test_host(header: str, host: str) -> None:
    """A Host header that is no host names nobody."""
    assert host_of(header) == host


@pytest.mark.parametrize(
    ("header", "allowed"),
    [
        ("127.0.0.1:8357", True),
        ("localhost", True),
        ("[::1]:8357", True),
        ("rebound.evil.example:8357", False),
        ("127.0.0.1.evil.example", False),
        ("test.example", True),
        ("", False),
    ],
)
def test_rebound_name_is_refused(header: str, *, allowed: bool) -> None:
    """On loopback only this machine's names and the public one are answered."""
    assert operators(url="https://test.example/").host_allowed(header) is allowed


def test_any_name_on_a_public_address() -> None:
    """Who listens for everybody may be called anything."""
    public = Operators(WebSettings(host="0.0.0.0"), API_TOKEN, Clock())  # noqa: S104
    assert public.host_allowed("kommunetest.example")


@pytest.mark.parametrize(
    ("asked", "operator"),
    [
        pytest.param(request(), True, id="this machine"),
        pytest.param(request(address="::1"), True, id="this machine, IPv6"),
        pytest.param(request(address="::ffff:127.0.0.1"), True, id="mapped loopback"),
        pytest.param(request(address="10.0.0.9"), False, id="the neighbour"),
        pytest.param(request({"x-forwarded-for": "1.2.3.4"}), False, id="a proxy's client"),
        pytest.param(request({"via": "1.1 proxy"}), False, id="a proxy's client, named"),
        pytest.param(request({"host": "test.example"}), False, id="under the public name"),
        pytest.param(request(cookie="made-up"), True, id="a cookie changes nothing"),
    ],
)
def test_without_token_only_this_machine(asked: Request, *, operator: bool) -> None:
    """A reverse proxy on this machine does not make the whole world the operator."""
    assert operators(token="").is_operator(asked) is operator


def test_with_token_loopback_is_not_enough() -> None:
    """Once a token is set, everybody signs in."""
    assert not operators().is_operator(request())


def test_session_lives_and_ends() -> None:
    """A session ends when it lay idle, when it is a day old, and on signing out."""
    clock = Clock()
    desk = operators(clock=clock)
    cookie = desk.sign_in(TOKEN)
    assert cookie
    assert desk.is_operator(request(cookie=cookie))
    clock.now += IDLE + timedelta(seconds=1)
    assert not desk.is_operator(request(cookie=cookie))
    cookie = desk.sign_in(TOKEN)
    assert cookie
    for _ in range(4):
        clock.now += LONGEST / 4
        assert desk.is_operator(request(cookie=cookie)), "used all day"
    clock.now += timedelta(seconds=1)
    assert not desk.is_operator(request(cookie=cookie))
    cookie = desk.sign_in(TOKEN)
    assert cookie
    desk.sign_out(request(cookie=cookie))
    assert not desk.is_operator(request(cookie=cookie))


def test_guessing_is_slow() -> None:
    """After some wrong tokens even the right one waits; then it is taken again."""
    clock = Clock()
    desk = operators(clock=clock)
    for _ in range(WRONG_TOKENS):
        assert desk.sign_in("wrong") is None
    with pytest.raises(TooManyTries):
        desk.sign_in(TOKEN)
    clock.now += PAUSE
    assert desk.sign_in(TOKEN)


def test_empty_token_opens_nothing() -> None:
    """No token set is not the token "" ."""
    desk = operators(token="")
    assert desk.sign_in("") is None
    assert not desk.bearer(request({"authorization": "Bearer "}))


def test_sessions_are_counted() -> None:
    """However often somebody signs in, memory is bounded and the newest works."""
    desk = operators()
    cookies = [desk.sign_in(TOKEN) or "" for _ in range(SESSIONS + 5)]
    assert not desk.is_operator(request(cookie=cookies[0]))
    assert desk.is_operator(request(cookie=cookies[-1]))


@pytest.mark.parametrize(
    ("header", "fits"),
    [
        (f"Bearer {API_TOKEN}", True),
        (f"bearer {TOKEN}", True),
        ("Bearer wrong", False),
        (f"Basic {API_TOKEN}", False),
        ("Bearer", False),
        ("", False),
        ("Bearer \N{SNOWMAN}", False),
    ],
)
def test_bearer(header: str, *, fits: bool) -> None:
    """The command line's token and the operator's open the API, nothing else."""
    sent = {"authorization": header.encode().decode("latin-1")}
    assert operators().bearer(request(sent)) is fits


def test_form_token_belongs_to_its_session() -> None:
    """A token is new on every page, fits its own session, and no other's nor a made-up one."""
    desk = operators()
    mine, other = (request(cookie=desk.sign_in(TOKEN) or "") for _ in range(2))
    token = desk.form_token(mine)
    assert token != desk.form_token(mine)
    assert desk.form_token_fits(mine, token)
    assert not desk.form_token_fits(other, token)
    assert not operators().form_token_fits(mine, token), "another start of the daemon"
    for bad in ("", "zz", "00" * 64, token[:-2], token + "00", "\N{SNOWMAN}"):
        assert not desk.form_token_fits(mine, bad)


@pytest.mark.parametrize(
    ("url", "host", "secure"),
    [
        ("", "localhost", True),
        ("", "10.0.0.1", False),
        ("https://test.example", "test.example", True),
        ("http://test.example", "test.example", False),
    ],
)
def test_secret_travels_encrypted(url: str, host: str, *, secure: bool) -> None:
    """Over plain http a token is taken on this machine only."""
    assert operators(url=url).secure(request({"host": host})) is secure
