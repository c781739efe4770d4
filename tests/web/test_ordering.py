"""Orders: who may give which, by form and by API, as a matrix of route and role."""

import re
from dataclasses import dataclass

import httpx
import pytest
from web.scene import API_TOKEN, HOST, Counter, client_of, desk_of

from checker.model.settings import WebSettings
from checker.store import Store
from checker.web import create_app
from checker.web.operators import COOKIE

pytestmark = pytest.mark.anyio
TOKEN = "the-operators-own"  # noqa: S105  a test's own
OURS = {"origin": HOST, "sec-fetch-site": "same-origin"}
THEIRS = {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}


@dataclass(frozen=True)
class House:
    """A dashboard and what it ordered."""

    client: httpx.AsyncClient
    ordered: Counter


def house(store: Store, *, token: str = "", address: str = "127.0.0.1") -> House:
    """Return a dashboard with or without an operator's token, and a client somewhere."""
    ordered = Counter()
    desk = desk_of(store, web=WebSettings(operator_token=token), ordered=ordered)
    return House(client_of(create_app(desk), address=address), ordered)


def token_in(page: str) -> str:
    """Return the form token of a page, "" without a form."""
    match = re.search(r'name="form_token" value="([0-9a-f]+)"', page)
    return match[1] if match else ""


async def sign_in(client: httpx.AsyncClient, token: str = TOKEN) -> httpx.Response:
    """Fill in the form of the page that asks for the token."""
    page = (await client.get("/operator")).text
    form = {"form_token": token_in(page), "token": token}
    answer = await client.post("/operator", data=form, headers=OURS)
    for name, value in re.findall(r"([^=;]+)=([^;]+);", answer.headers.get("set-cookie", "")):
        # by hand: a client keeps no Secure cookie that came over http
        if name == COOKIE:
            client.headers["cookie"] = f"{COOKIE}={value}"
    return answer


async def order(
    client: httpx.AsyncClient, headers: dict[str, str] | None = None, code: str = "9904"
) -> httpx.Response:
    """Press the button of a municipality's page."""
    page = (await client.get(f"/m/{code}")).text
    form = {"form_token": token_in(page), "probe": "website"}
    return await client.post(
        f"/order/{code}", data=form, headers=OURS if headers is None else headers
    )


async def test_operator_orders_a_visit(store: Store) -> None:
    """Without a token whoever sits at the machine orders, and sees that it is ordered."""
    here = house(store)
    answer = await order(here.client)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/m/9904?ordered=yes"
    assert here.ordered.orders == [("website", "9904", ())]
    assert "The visit is ordered" in (await here.client.get(answer.headers["location"])).text


async def test_impatience_orders_once(store: Store) -> None:
    """Pressing again while it waits burdens nobody's website twice."""
    here = house(store)
    await order(here.client)
    answer = await order(here.client)
    assert answer.headers["location"] == "/m/9904?ordered=waiting"
    assert len(here.ordered.orders) == 1


@pytest.mark.parametrize(
    ("headers", "why"),
    [(THEIRS, "another website"), ({}, "no browser"), ({"origin": "null"}, "a sandbox")],
)
async def test_other_pages_order_nothing(store: Store, headers: dict[str, str], why: str) -> None:
    """A form on another page is refused, even with a token of ours."""
    here = house(store)
    answer = await order(here.client, headers)
    assert answer.status_code == 403, why
    assert here.ordered.orders == []


async def test_token_of_the_form_is_needed(store: Store) -> None:
    """The right origin without the form's token is not enough."""
    here = house(store)
    for token in ("", "00" * 64):
        form = {"form_token": token, "probe": "website"}
        answer = await here.client.post("/order/9904", data=form, headers=OURS)
        assert answer.status_code == 403
    assert here.ordered.orders == []


@pytest.mark.parametrize(("token", "address"), [("", "10.0.0.9"), (TOKEN, "127.0.0.1")])
async def test_strangers_see_no_button(store: Store, token: str, address: str) -> None:
    """Who may not order is not offered to, and is refused when trying."""
    here = house(store, token=token, address=address)
    assert "/order/" not in (await here.client.get("/m/9904")).text
    answer = await here.client.post("/order/9904", data={"probe": "website"}, headers=OURS)
    assert answer.status_code == 403
    assert here.ordered.orders == []


async def test_signing_in_and_out(store: Store) -> None:
    """The right token opens a session in a cookie that scripts and other sites cannot use."""
    here = house(store, token=TOKEN, address="10.0.0.9")
    answer = await sign_in(here.client)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(COOKIE)
    for part in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"):
        assert part in cookie
    assert TOKEN not in cookie
    assert (await order(here.client)).status_code == 303
    page = (await here.client.get("/operator")).text
    out = await here.client.post("/operator/out", data={"form_token": token_in(page)}, headers=OURS)
    assert out.status_code == 303
    assert (await order(here.client)).status_code == 403


async def test_wrong_token_says_what_to_do(store: Store) -> None:
    """A typo costs a sentence, not a mystery; guessing is stopped."""
    here = house(store, token=TOKEN)
    answer = await sign_in(here.client, "wrong")
    assert answer.status_code == 403
    assert "web.operator_token" in answer.text
    for _ in range(12):
        answer = await sign_in(here.client, "wrong")
    assert answer.status_code == 429
    assert (await sign_in(here.client)).status_code == 429


async def test_no_token_over_plain_http(store: Store) -> None:
    """Under a public name without TLS the page takes no token, and says what to set."""
    web = WebSettings(host="0.0.0.0", operator_token=TOKEN)  # noqa: S104  as in a container
    app = create_app(desk_of(store, web=web))
    async with client_of(app, address="10.0.0.9", host="http://test.example") as client:
        page = (await client.get("/operator")).text
        assert 'type="password"' not in page
        assert "web.public_url" in page
        ours = {"origin": "http://test.example"}
        assert (
            await client.post("/operator", data={"token": TOKEN}, headers=ours)
        ).status_code == 403


async def test_unknown_wishes_are_refused(store: Store) -> None:
    """No visit of an unknown municipality and no unknown probe."""
    here = house(store)
    page = (await here.client.get("/m/9904")).text
    form = {"form_token": token_in(page), "probe": "rm -rf"}
    assert (await here.client.post("/order/9904", data=form, headers=OURS)).status_code == 404
    form["probe"] = "website"
    assert (await here.client.post("/order/0000", data=form, headers=OURS)).status_code == 404
    assert here.ordered.orders == []


@pytest.mark.parametrize(
    ("token", "address", "headers", "status"),
    [
        pytest.param("", "127.0.0.1", {}, 202, id="this machine"),
        pytest.param("", "127.0.0.1", THEIRS, 403, id="another website on this machine"),
        pytest.param("", "10.0.0.9", {}, 401, id="the neighbour"),
        pytest.param(TOKEN, "127.0.0.1", {}, 401, id="token set, none sent"),
        pytest.param(TOKEN, "127.0.0.1", {"authorization": "Bearer no"}, 401, id="wrong"),
        pytest.param(TOKEN, "10.0.0.9", {"authorization": f"Bearer {TOKEN}"}, 202, id="operator's"),
        pytest.param(
            TOKEN, "127.0.0.1", {"authorization": f"Bearer {API_TOKEN}"}, 202, id="daemon's"
        ),
    ],
)
async def test_api_orders(
    store: Store, token: str, address: str, headers: dict[str, str], status: int
) -> None:
    """The API takes tokens from anywhere, and this machine's word where no token is set."""
    here = house(store, token=token, address=address)
    wish = {"municipality": "9904", "elements": ["sfo_price"]}
    answer = await here.client.post("/api/v1/runs", json=wish, headers=headers)
    assert answer.status_code == status
    assert len(here.ordered.orders) == (status == 202)
    if status == 202:
        assert answer.json()["elements"] == ["sfo_price"]
        assert (
            await here.client.post("/api/v1/runs", json=wish, headers=headers)
        ).status_code == 409
    if status == 401:
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"municipality": "0000"}, 404),
        ({"municipality": "9904", "elements": ["nope"]}, 404),
        ({"municipality": "9904", "probe": "nope"}, 404),
        ({}, 422),
        ({"municipality": "9904", "priority": 0}, 422),
    ],
)
async def test_api_refuses_what_is_not_there(
    store: Store, wish: dict[str, object], status: int
) -> None:
    """A typo is told, never turned into a visit."""
    here = house(store)
    answer = await here.client.post("/api/v1/runs", json=wish)
    assert answer.status_code == status
    assert answer.json()["detail"]
    assert here.ordered.orders == []


async def test_broken_json_is_a_400(store: Store) -> None:
    """What is no JSON is the sender's mistake, and told as one."""
    here = house(store)
    kind = {"content-type": "application/json"}
    answer = await here.client.post("/api/v1/runs", content=b"{", headers=kind)
    assert answer.status_code == 400
