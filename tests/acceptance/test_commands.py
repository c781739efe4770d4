"""Every command as a script meets it: JSON Lines, exit codes, sentences."""

import json
import socket
from collections.abc import Mapping
from pathlib import Path

import pytest
from program import checker, settings

KEYS = {
    "municipality",
    "probe",
    "element",
    "state",
    "value",
    "quote",
    "uri",
    "evidence",
    "clicks",
    "captured_at",
}


def town(ports: Mapping[str, int], name: str) -> str:
    return f"http://127.0.0.1:{ports[name]}/"


def probe(url: str, state: Path, *more: str) -> tuple[int, dict[str, dict[str, object]], object]:
    """Probe one site; return the exit code, its findings by element, and the summary."""
    ended = checker(
        "probe", "website", url, "--allow-loopback", "--json", "--state", str(state), *more
    )
    *findings, last = ended.lines
    by_element = {str(one["element"]): one for one in reversed(findings)}
    return ended.code, by_element, last["summary"]


def test_probe_prints_findings_as_in_the_contract(ports: Mapping[str, int], tmp_path: Path) -> None:
    """One line per finding with all keys, the facts that stand on the site, and a summary."""
    code, found, summary = probe(town(ports, "solvik"), tmp_path)
    assert code == 0
    assert len(found) == 43
    assert all(set(one) >= KEYS for one in found.values())
    assert {one["municipality"] for one in found.values()} == {f"127.0.0.1:{ports['solvik']}"}
    price = found["sfo_price"]
    assert price["state"] == "found"
    assert price["value"] == {
        "amount": "2850.00",
        "amount_max": None,
        "currency": "NOK",
        "per": "month",
        "vat": None,
        "year": 2026,
    }
    assert price["clicks"] == 1
    assert "2 850" in str(price["quote"])
    assert isinstance(summary, dict)
    assert {"pages", "bytes", "seconds", "robots_refused", "errors"} <= set(summary)


def test_probe_of_chosen_elements_only(ports: Mapping[str, int], tmp_path: Path) -> None:
    """--elements names what is looked for, and nothing else is printed."""
    _, found, _ = probe(town(ports, "solvik"), tmp_path, "--elements", "sfo_price,contact_phone")
    assert set(found) == {"sfo_price", "contact_phone"}


def test_contradiction_is_unclear(ports: Mapping[str, int], tmp_path: Path) -> None:
    """Two pages with two prices: both are shown, neither is chosen."""
    _, found, _ = probe(town(ports, "tangvaer"), tmp_path)
    assert found["sfo_price"]["state"] == "unclear"
    candidates = found["sfo_price"]["candidates"]
    assert isinstance(candidates, list)
    assert {one["value"]["amount"] for one in candidates} == {"2100.00", "2350.00"}


def test_robots_5xx_blocks_every_element(ports: Mapping[str, int], tmp_path: Path) -> None:
    """A robots.txt that cannot be read forbids all for now (RFC 9309 2.3.1.4)."""
    code, found, _ = probe(town(ports, "stengtvik"), tmp_path)
    assert code == 0
    assert {one["state"] for one in found.values()} == {"blocked"}


def test_site_that_is_down_is_unreachable_never_absent(
    ports: Mapping[str, int], tmp_path: Path
) -> None:
    """Nobody listens: exit 3, and nothing is called absent."""
    code, found, summary = probe(town(ports, "skoddefjord"), tmp_path)
    assert code == 3
    assert {one["state"] for one in found.values()} == {"unreachable"}
    assert isinstance(summary, dict)
    assert summary["errors"]


def test_loopback_is_refused_without_the_option(ports: Mapping[str, int], tmp_path: Path) -> None:
    """A public crawler calls no private address, and says so."""
    ended = checker("probe", "website", town(ports, "solvik"), "--json", "--state", str(tmp_path))
    assert {one["state"] for one in ended.lines[:-1]} == {"unreachable"}
    assert ended.lines[-1]["summary"]["errors"] == {"ForbiddenAddress": 1}
    assert ended.lines[-1]["summary"]["pages"] == 0


def test_many_targets_side_by_side(config: Path, tmp_path: Path) -> None:
    """Codes, names and groups of a country, one summary for all."""
    ended = checker(
        *("probe", "website", "9901", "Tangvær", "--elements", "town_hall_hours"),
        *("--config", str(config), "--state", str(tmp_path / "state"), "--json"),
    )
    assert ended.code == 0
    hours = {one["municipality"]: one for one in ended.lines[:-1]}
    assert set(hours) == {"9901", "9905"}
    assert hours["9905"]["state"] == "found"


def test_show_and_status_after_a_probe(config: Path, tmp_path: Path) -> None:
    """What was found is kept, and shown again with its proof."""
    where = ("--config", str(config), "--state", str(tmp_path / "state"), "--json")
    assert checker("probe", "website", "9902", *where).code == 0
    shown = checker("show", "Fjellbygd", "--elements", "sfo_price", *where)
    assert shown.code == 0
    (price,) = shown.lines
    assert price["value"]["amount"] == "2640.00"
    assert price["observed_at"]
    (status,) = checker("status", *where).lines
    assert status["daemon"] == "stopped"
    assert status["municipalities"] == 1


def test_reread_adds_findings_without_the_network(config: Path, tmp_path: Path) -> None:
    """Stored pages are read again: with the same rules they say the same, to the last click."""
    where = ("--config", str(config), "--state", str(tmp_path / "state"), "--json")
    first = checker("probe", "website", "9902", *where).lines[:-1]
    registry = config / "countries" / "demo" / "municipalities.csv"
    text = registry.read_text(encoding="utf-8")
    registry.write_text(text.replace("http://127.0.0.1:", "http://127.0.0.2:"), encoding="utf-8")
    again = checker("reread", "9902", *where)
    assert again.code == 0
    assert again.lines == first


def test_queue_for_a_stopped_daemon_is_kept(config: Path, tmp_path: Path) -> None:
    """An order is in the ledger, ahead of the schedule, until the daemon starts."""
    where = ("--config", str(config), "--state", str(tmp_path / "state"), "--json")
    queued = checker("queue", "website", "9901", *where)
    assert queued.code == 0
    assert [one["state"] for one in queued.lines] == ["queued"]
    (status,) = checker("status", *where).lines
    assert status["runs"]["queued"] == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(("probe", "website", "Atlantis"), "Atlantis", id="unknown municipality"),
        pytest.param(("probe", "website", "Herøy"), "1515", id="ambiguous: the codes are told"),
        pytest.param(("probe", "telepathy", "4036"), "website", id="unknown probe"),
        pytest.param(
            ("probe", "website", "4036", "--elements", "sfo_prise"), "sfo_prise", id="element"
        ),
        pytest.param(("extract", "colours"), "hours", id="unknown kind"),
        pytest.param(("show", "4036"), "checker run", id="nothing measured yet"),
        pytest.param(("run", "--config", "/nowhere"), "/nowhere", id="no such folder"),
        pytest.param(("prob", "website"), "prob", id="unknown command"),
    ],
)
def test_wrong_usage_says_what_to_do(arguments: tuple[str, ...], says: str, tmp_path: Path) -> None:
    """Exit 2, a sentence on standard error that names the mistake, no traceback."""
    ended = checker(*arguments, cwd=tmp_path)
    assert ended.code == 2, ended
    assert says in ended.said
    assert "Traceback" not in ended.said


def test_all_configuration_mistakes_are_told(tmp_path: Path) -> None:
    """Two mistakes in two files are both named, with file and key."""
    folder = tmp_path / "config"
    settings(folder, ["[web]", "prt = 1"])
    (folder / "elements").mkdir()
    (folder / "elements" / "sfo_price.toml").write_text('value = "mony"\n', encoding="utf-8")
    ended = checker("config", "check", "--config", str(folder))
    assert ended.code == 2
    assert "settings.toml" in ended.said
    assert "prt" in ended.said
    assert "elements/sfo_price.toml" in ended.said
    assert "Traceback" not in ended.said


def test_config_check_masks_secrets() -> None:
    """The merged configuration can be shown to anybody."""
    ended = checker("config", "check", CHECKER__WEB__OPERATOR_TOKEN="tell-nobody")  # noqa: S106  it is told to nobody
    assert ended.code == 0
    assert "tell-nobody" not in json.dumps(ended.lines) + ended.said
    shown = ended.lines[0]["settings"]["web"]
    assert set(shown["operator_token"]) == {"*"}


def test_init_writes_a_configuration_that_loads(tmp_path: Path) -> None:
    """What `init` writes changes nothing, and is never overwritten."""
    folder = tmp_path / "mine"
    assert checker("init", str(folder)).code == 0
    assert checker("config", "check", "--config", str(folder)).code == 0
    assert checker("init", str(folder)).code == 2


def test_extract_answers_line_by_line() -> None:
    """In the same order, each quote where it claims to stand; HTML is read first."""
    lines = [
        {"id": "1", "text": "Åpent mandag-fredag 08-15", "language": "nb"},
        {"id": "2", "text": "Ingen tider her"},
        {"id": "3", "text": "<ul><li>Laurdag kl. 10-14</li></ul>", "language": "nn"},
    ]
    given = "".join(json.dumps(line) + "\n" for line in lines)
    ended = checker("extract", "hours", "--lines", given=given)
    assert ended.code == 0
    assert [line["id"] for line in ended.lines] == ["1", "2", "3"]
    one, two, three = (line["findings"] for line in ended.lines)
    assert two == []
    (start, end) = one[0]["span"]
    assert str(lines[0]["text"])[start:end] == one[0]["quote"]
    assert three[0]["value"]["osm"] == "Sa 10:00-14:00"


def test_broken_line_is_named() -> None:
    """The other lines are answered; it is named by its number."""
    ended = checker("extract", "money", "--lines", given='{"id": "1", "text": "kr 5"}\nnonsense\n')
    assert ended.code == 2
    assert [bool(line["findings"]) for line in ended.lines] == [True, False]
    assert "line 2" in ended.said


def test_extract_reads_files_by_their_media_type(tmp_path: Path) -> None:
    """HTML, e-mail and plain text each say the same."""
    says = "Gebyret er kr 1 250,- per sak."
    (tmp_path / "a.html").write_text(f"<p>{says}</p>", encoding="utf-8")
    (tmp_path / "b.txt").write_text(says, encoding="utf-8")
    (tmp_path / "c.eml").write_text(f"Subject: svar\n\n{says}\n", encoding="utf-8")
    files = [str(tmp_path / name) for name in ("a.html", "b.txt", "c.eml")]
    ended = checker("extract", "money", *files)
    assert ended.code == 0
    assert [[hit["value"]["amount"] for hit in line["findings"]] for line in ended.lines] == [
        ["1250.00"]
    ] * 3


def test_doctor_names_a_taken_port(tmp_path: Path) -> None:
    """What is wrong here is said with what to do about it."""
    folder = tmp_path / "config"
    with socket.create_server(("127.0.0.1", 0)) as other:
        settings(folder, ["[web]", f"port = {other.getsockname()[1]}"])
        ended = checker(
            "doctor", "--config", str(folder), "--state", str(tmp_path / "state"), "--json"
        )
    assert ended.code == 2
    by_check = {line["check"]: line for line in ended.lines}
    assert by_check["port"]["verdict"] == "wrong"
    assert by_check["port"]["do"]


def test_explain_tells_what_was_considered(tmp_path: Path) -> None:
    """Each value of the element's kind with its reasons, then what they come to."""
    page = tmp_path / "sfo.html"
    page.write_text(
        "<html lang=nb><title>SFO</title><main><p>SFO koster 2 850 kr per måned for hel plass, "
        "mat 300 kr.</p></main></html>",
        encoding="utf-8",
    )
    ended = checker("explain", str(page), "--element", "sfo_price", "--json")
    assert ended.code == 0, ended.said
    *values, last = ended.lines
    assert [one["taken"] for one in values] == [True, False]
    assert all(one["reasons"] for one in values)
    assert last == {"element": "sfo_price", "state": "found", "considered": 2}
    assert checker("explain", str(page), "--element", "sfo_prise").code == 2
