"""Starting, ordering, stopping: what an operator, a shell and a boot loader do to the daemon."""

import json
import os
import shutil
import signal
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from program import PATIENCE_S, checker, started, wait_for
from servers import serve_pages

TOWNS = 7
#: A quiet daemon looks, and looks again; it must not keep a processor awake.
IDLE_S, IDLE_SHARE = 5.0, 0.03


def where(config: Path, state: Path) -> tuple[str, ...]:
    return ("--config", str(config), "--state", str(state))


def change(config: Path, old: str, new: str) -> None:
    """Change one line of the settings."""
    file = config / "settings.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def add(config: Path, section: str, line: str) -> None:
    change(config, f"[{section}]", f"[{section}]\n{line}")


@contextmanager
def stalled(config: Path) -> Iterator[None]:
    """Let every town hang: somebody listens, and nobody ever answers."""
    registry = config / "countries" / "demo" / "municipalities.csv"
    with socket.create_server(("127.0.0.1", 0), backlog=64) as silent:
        port = silent.getsockname()[1]
        lines = registry.read_text(encoding="utf-8").splitlines(keepends=True)
        for number, line in enumerate(lines):
            before, mark, after = line.partition("http://127.0.0.1:")
            if mark:
                lines[number] = f"{before}{mark}{port}/{after.partition('/')[2]}"
        registry.write_text("".join(lines), encoding="utf-8")
        yield


@pytest.mark.parametrize(
    ("section", "line", "says"),
    [
        pytest.param("website", 'opt_outs = ["a.no"]', "opt_outs", id="unknown key"),
        pytest.param("daemon", 'at_once = "many"', "at_once", id="wrong type"),
        pytest.param("daemon", "at_once = 0", "at_once", id="out of bounds"),
        pytest.param("web", 'host = "0.0.0.0"', "operator_token", id="public without a token"),
        pytest.param("web", 'host = "192.0.2.1"\noperator_token = "x"', "192.0.2.1", id="not ours"),
    ],
)
def test_wrong_settings_start_nothing(
    config: Path, tmp_path: Path, section: str, line: str, says: str
) -> None:
    """Exit 2 with the key or the address in a sentence; the state folder is not even made."""
    text = (config / "settings.toml").read_text(encoding="utf-8")
    name = line.partition(" ")[0]
    text = "".join(one for one in text.splitlines(keepends=True) if not one.startswith(f"{name} ="))
    (config / "settings.toml").write_text(text, encoding="utf-8")
    add(config, section, line)
    ended = checker("run", *where(config, tmp_path / "state"))
    assert ended.code == 2, ended
    assert says in ended.said
    assert "Traceback" not in ended.said
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        pytest.param("Atlantis", "Atlantis", id="nobody is called that"),
        pytest.param("county:77", "county:77", id="no such group"),
        pytest.param("http://127.0.0.1:9/", "checker probe", id="a website has no schedule"),
    ],
)
def test_schedule_of_nobody(config: Path, tmp_path: Path, chosen: str, says: str) -> None:
    """A choice that matches no municipality is a mistake, not an idle daemon."""
    change(config, "[web]", f'municipalities = ["{chosen}"]\n[web]')
    ended = checker("run", *where(config, tmp_path / "state"))
    assert ended.code == 2, ended
    assert says in ended.said


def test_file_that_is_no_toml(config: Path, tmp_path: Path) -> None:
    """Also bytes that are no text at all."""
    for body in (b"[web\n", b"\xff\xfe\x00", b'state = "a\x00b"\n'):
        (config / "settings.toml").write_bytes(body)
        ended = checker("run", *where(config, tmp_path / "state"))
        assert ended.code == 2, ended
        assert "settings.toml" in ended.said
        assert "Traceback" not in ended.said


@pytest.mark.parametrize(
    ("host", "token"),
    [
        ("::1", ""),
        ("[::1]", ""),
        ("localhost", ""),
        ("127.0.0.2", ""),
        ("0.0.0.0", "long-secret"),  # noqa: S104  as behind a proxy on another machine
    ],
)
def test_any_address_can_be_listened_on(
    config: Path, tmp_path: Path, host: str, token: str
) -> None:
    """The command line finds the daemon there, and may order with the token of its card."""
    state, log = tmp_path / "state", tmp_path / "log"
    add(config, "web", f'host = "{host}"\noperator_token = "{token}"')
    with started("run", *where(config, state), log=log) as daemon:
        wait_for("daemon.started", log)
        queued = checker("queue", "website", "9902", *where(config, state))
        assert queued.code == 0, queued.said
        assert queued.lines[0]["run"]
        (status,) = checker("status", *where(config, state)).lines
        assert (status["daemon"], status["pid"]) == ("running", daemon.pid)
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(timeout=PATIENCE_S) == 0


def test_orders_beside_a_running_daemon(config: Path, tmp_path: Path) -> None:
    """Queue hands over, show and status look, probe prints what is not kept, reread waits."""
    state, log = tmp_path / "state", tmp_path / "log"
    with started("run", *where(config, state), log=log) as daemon:
        wait_for("visit.done", log, times=TOWNS)
        queued = checker("queue", "website", "9902", *where(config, state))
        assert (queued.code, len(queued.lines)) == (0, 1)
        wait_for("visit.done", log, times=TOWNS + 1)
        assert checker("show", "9902", *where(config, state)).lines
        probed = checker("probe", "website", "9901", *where(config, state))
        assert probed.code == 0
        assert len(probed.lines) > 40
        assert "not kept" in probed.said
        again = checker("reread", *where(config, state))
        assert again.code == 2
        assert str(daemon.pid) in again.said
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(timeout=PATIENCE_S) == 0
    (status,) = checker("status", *where(config, state)).lines
    assert status["runs"]["done"] == TOWNS + 1


def test_probe_beside_a_daemon_leaves_its_database_alone(config: Path, tmp_path: Path) -> None:
    """Also when the database and the evidence have addresses of their own."""
    state, log = tmp_path / "state", tmp_path / "log"
    change(
        config,
        "[store]",
        f'[store]\nurl = "sqlite:///{tmp_path}/own.sqlite"\nevidence = "{tmp_path}/own"',
    )
    with started("run", *where(config, state), log=log) as daemon:
        wait_for("visit.done", log, times=TOWNS)
        before = sorted((tmp_path / "own").rglob("*"))
        size = (tmp_path / "own.sqlite-wal").stat().st_size
        probed = checker("probe", "website", "9901", *where(config, state))
        assert probed.code == 0, probed.said
        assert sorted((tmp_path / "own").rglob("*")) == before
        assert (tmp_path / "own.sqlite-wal").stat().st_size == size
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(timeout=PATIENCE_S) == 0


@pytest.mark.parametrize(
    "card",
    [
        pytest.param({"pid": 2**22 + 1, "url": "http://127.0.0.1:9/", "token": "t"}, id="dead"),
        pytest.param({"pid": os.getpid(), "url": "http://127.0.0.1:9/", "token": "t"}, id="reused"),
        pytest.param({"pid": 10**30, "url": "no address", "token": "t"}, id="odd"),
        pytest.param({"pid": os.getpid(), "url": "no address", "token": "t"}, id="no address"),
        pytest.param({"url": "http://127.0.0.1:9/"}, id="half"),
        pytest.param([], id="list"),
    ],
)
def test_card_of_a_daemon_that_was_killed(config: Path, state: Path, card: object) -> None:
    """What kill -9 leaves behind, even if its number is another program's now: nothing runs."""
    (state / "daemon.json").write_text(json.dumps(card), encoding="utf-8")
    (status,) = checker("status", *where(config, state)).lines
    assert (status["daemon"], status["pid"], status["dashboard"]) == ("stopped", None, None)
    queued = checker("queue", "website", "9902", *where(config, state))
    assert (queued.code, queued.lines[0]["state"]) == (0, "queued")


def test_status_where_nothing_ever_ran(config: Path, tmp_path: Path) -> None:
    """Stopped, exit 0, and no folder is made by asking."""
    ended = checker("status", *where(config, tmp_path / "state"))
    assert (ended.code, ended.lines[0]["daemon"]) == (0, "stopped")
    assert not (tmp_path / "state").exists()


def test_show_of_a_town_never_visited(config: Path, state: Path) -> None:
    """No lines and no mistake: there is nothing to tell."""
    ended = checker("show", "9905", *where(config, state))
    assert (ended.code, ended.lines, ended.said) == (0, [], "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_twice_it_does_not_wait(config: Path, tmp_path: Path, number: int) -> None:
    """The second Ctrl-C cuts visits short; they cost no attempt and nothing is left leased."""
    state, log = tmp_path / "state", tmp_path / "log"
    change(config, "drain_s = 2.0", "drain_s = 300.0")
    change(config, "connect_s = 2.0", "connect_s = 100.0\nread_s = 100.0")
    with stalled(config), started("run", *where(config, state), log=log) as daemon:
        wait_for("daemon.started", log)
        daemon.send_signal(number)
        wait_for("daemon.stopping", log)
        assert daemon.poll() is None
        daemon.send_signal(number)
        assert daemon.wait(timeout=20) == 0
    said = log.read_text(encoding="utf-8")
    assert "daemon.stopped" in said
    assert "Traceback" not in said
    (status,) = checker("status", *where(config, state)).lines
    assert status["runs"] == {"queued": TOWNS, "leased": 0, "done": 0, "failed": 0, "unknown": 0}


def test_ctrl_c_on_a_terminal_reaches_every_process(config: Path, tmp_path: Path) -> None:
    """The whole group is signalled, readers too: no page becomes unreadable by it."""
    state, log = tmp_path / "state", tmp_path / "log"
    change(config, "drain_s = 2.0", "drain_s = 60.0")
    with started("run", *where(config, state), log=log) as daemon:
        wait_for("visit.done", log)  # so readers are at work
        os.killpg(daemon.pid, signal.SIGINT)
        assert daemon.wait(timeout=PATIENCE_S) == 0
    said = log.read_text(encoding="utf-8")
    assert "run.broken" not in said
    assert "Traceback" not in said
    (status,) = checker("status", *where(config, state)).lines
    assert status["runs"]["failed"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("delay_s", [0.3, 0.8, 1.3, 1.8])
def test_told_to_stop_while_it_starts(config: Path, tmp_path: Path, delay_s: float) -> None:
    """At whatever moment: it is gone soon, without a traceback, and the next start works."""
    state, log = tmp_path / "state", tmp_path / "log"
    with started("run", *where(config, state), log=log) as daemon:
        time.sleep(delay_s)
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(timeout=20) in {0, -signal.SIGTERM}
    assert "Traceback" not in log.read_text(encoding="utf-8")
    assert not (state / "daemon.json").exists()


def test_probe_that_was_killed_leaves_nothing_in_the_way(config: Path, tmp_path: Path) -> None:
    """The next probe visits whom it was asked for, not whom the dead one had begun with."""
    state, log = tmp_path / "state", tmp_path / "log"
    slow = Path(shutil.copytree(config, tmp_path / "slow"))
    change(slow, "connect_s = 2.0", "connect_s = 100.0\nread_s = 100.0")
    probe = ("probe", "website", "9901", *where(slow, state))
    with stalled(slow), started(*probe, log=log) as killed:
        deadline = time.monotonic() + PATIENCE_S
        while not checker("status", *where(slow, state)).lines[0].get("runs", {}).get("leased"):
            assert time.monotonic() < deadline
        killed.kill()
    ended = checker("probe", "website", "9902", *where(config, state))
    assert ended.code == 0, ended.said
    assert {one["municipality"] for one in ended.lines[:-1]} == {"9902"}


def test_ctrl_c_ends_a_probe(config: Path, tmp_path: Path) -> None:
    """Not 0: a script must not take it for done; and no traceback."""
    state, log = tmp_path / "state", tmp_path / "log"
    change(config, "connect_s = 2.0", "connect_s = 100.0\nread_s = 100.0")
    with stalled(config), started("probe", "website", "9901", *where(config, state), log=log) as it:
        deadline = time.monotonic() + PATIENCE_S
        while not checker("status", *where(config, state)).lines[0].get("runs", {}).get("leased"):
            assert time.monotonic() < deadline
        os.killpg(it.pid, signal.SIGINT)
        assert it.wait(timeout=20) == 130
    said = log.read_text(encoding="utf-8")
    assert "checker: interrupted" in said
    assert "Traceback" not in said


@pytest.mark.slow
def test_idle_daemon_sleeps(config: Path, tmp_path: Path) -> None:
    """With nothing due it uses next to no processor time."""
    log = tmp_path / "log"
    change(config, "tick_s = 0.5", "tick_s = 15.0")
    with started("run", *where(config, tmp_path / "state"), log=log) as daemon:
        wait_for("visit.done", log, times=TOWNS)
        time.sleep(0.2)
        before = processor_s(daemon.pid)
        time.sleep(IDLE_S)
        used = (processor_s(daemon.pid) - before) / IDLE_S
    assert used < IDLE_SHARE


def processor_s(pid: int) -> float:
    """Return the processor time of a process in seconds, proc(5)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize(
    ("towns", "code"),
    [
        pytest.param(("skoddefjord",), 3, id="down"),
        pytest.param(("skoddefjord", "solvik"), 0, id="one of two is down"),
        pytest.param(("skoddefjord", "stengtvik"), 0, id="down, and forbidden by robots.txt"),
        pytest.param(("stengtvik",), 0, id="forbidden by robots.txt"),
    ],
)
def test_exit_3_only_when_nothing_was_reached(
    ports: Mapping[str, int], tmp_path: Path, towns: tuple[str, ...], code: int
) -> None:
    """One answer from outside, even a no, and it was reached."""
    uris = [f"http://127.0.0.1:{ports[town]}/" for town in towns]
    elements = ("--elements", "sfo_price")
    state = ("--state", str(tmp_path))
    ended = checker("probe", "website", *uris, *elements, "--allow-loopback", *state)
    assert ended.code == code, ended
    assert len(ended.lines) == len(towns) + 1


def test_site_without_a_home_page_was_reached(tmp_path: Path) -> None:
    """404 to everything is an answer: exit 0, and nothing is called absent."""
    with start_blocking_portal() as portal:  # noqa: SIM117  the second needs the first
        with portal.wrap_async_context_manager(serve_pages({})) as served:
            ended = checker(
                *("probe", "website", served.uri, "--allow-loopback", "--state", str(tmp_path))
            )
    assert ended.code == 0, ended
    assert {one["state"] for one in ended.lines[:-1]} == {"unreachable"}


def test_host_that_asked_to_be_left_alone(config: Path, tmp_path: Path) -> None:
    """It is not called at all, and blocked says why."""
    add(config, "website", 'opt_out = ["127.0.0.1"]')
    ended = checker("probe", "website", "9901", *where(config, tmp_path / "state"))
    assert ended.code == 0, ended
    assert {one["state"] for one in ended.lines[:-1]} == {"blocked"}
    assert "opt-out" in ended.lines[0]["reason"]
    assert ended.lines[-1]["summary"]["pages"] == 0
