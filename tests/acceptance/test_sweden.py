"""Another country with the same program: a Swedish town visited, checked, read and shown."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from program import checker
from servers import serve_folder
from verdicts import MADE_UP, expected
from web.scene import client_of, desk_of

from checker.config import load
from checker.model.settings import StoreSettings
from checker.store import open_store
from checker.web import create_app


@pytest.fixture(scope="module")
def tallvik() -> Iterator[str]:
    """Return the address of the Swedish town on loopback."""
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(serve_folder(MADE_UP / "tallvik")) as served,
    ):
        yield served.uri


def test_a_swedish_town_is_visited(tallvik: str, tmp_path: Path) -> None:
    """The probe follows Swedish menus; prices are in SEK, phone numbers Swedish."""
    ended = checker(
        *("probe", "website", tallvik, "--allow-loopback", "--json", "--state", str(tmp_path)),
        CHECKER__COUNTRY="se",
    )
    *findings, last = ended.lines
    found = {str(one["element"]): one for one in reversed(findings)}
    assert ended.code == 0, ended.said
    assert last["summary"]["pages"] == 20
    states = {name: one["state"] for name, one in found.items()}
    assert states == {
        name: "found" if "found" in wanted.states else "absent"
        for name, wanted in expected("tallvik").items()
    }
    assert found["sfo_price"]["value"] == {
        "amount": None,
        "amount_max": "1125.00",
        "currency": "SEK",
        "per": "month",
        "vat": None,
        "year": None,
    }
    assert found["contact_phone"]["value"] == {"phone": "+46980319200"}
    assert found["sfo_price"]["clicks"] == 1


def test_the_configuration_is_checked() -> None:
    """`config check` reads the Swedish pack and says what it holds."""
    ended = checker("config", "check", CHECKER__COUNTRY="se")
    assert ended.code == 0, ended.said
    country = next(line for line in ended.lines if "municipalities" in line)
    assert (country["country"], country["name"], country["municipalities"]) == ("se", "Sverige", 5)


@pytest.mark.parametrize("how", [("--language", "sv"), ("--country", "se")])
def test_extract_reads_swedish(how: tuple[str, str]) -> None:
    """Told the language or the country, a line too short to tell is read in Swedish."""
    line = json.dumps({"id": "1", "text": "Årskort 1 250:- inkl. moms"})
    (answer,) = checker("extract", "money", "--lines", *how, given=line + "\n").lines
    (found,) = answer["findings"]
    assert found["value"]["currency"] == "SEK"
    assert (found["value"]["amount"], found["value"]["vat"]) == ("1250.00", "included")


@pytest.mark.anyio
async def test_the_dashboard_does_without_a_map(tmp_path: Path) -> None:
    """The table stands alone, with Swedish names; nothing about what is not known."""
    catalog = load(None, environ={"CHECKER__COUNTRY": "se"}).catalog
    async with (
        open_store(tmp_path, StoreSettings(), write=True) as store,
        client_of(create_app(desk_of(store, catalog))) as client,
    ):
        front = (await client.get("/")).text
        assert "Göteborg" in front
        assert "Norrbottens län" in front
        assert "<path class=" not in front
        kiruna = await client.get("/m/2584")
        assert kiruna.status_code == 200
        assert "Giron" in kiruna.text
        assert (await client.get("/e/sfo_price")).status_code == 200
