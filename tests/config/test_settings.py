"""settings.toml, the environment, and what is printed of them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from checker.config import masked, shipped
from checker.config.layers import all_keys, variable
from checker.config.mistakes import Mistakes
from checker.config.settings import BOUNDS, MASK, read_settings
from checker.model.settings import Plan, Settings, StoreSettings, WebSettings

SHIPPED = shipped() / "settings.toml"


def told(files: list[Path], environ: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return what is said about these files and variables."""
    mistakes = Mistakes()
    read_settings(files, environ, mistakes)
    return [(one.path, one.key, one.detail) for one in mistakes.told]


def settings(files: list[Path], environ: Mapping[str, str]) -> Settings:
    """Return settings that must be right."""
    mistakes = Mistakes()
    found, _ = read_settings(files, environ, mistakes)
    mistakes.raise_all()
    assert found is not None
    return found


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An operator's settings.toml, still empty."""
    return tmp_path / "settings.toml"


def keys(table: Mapping[str, Any], under: str = "") -> set[str]:
    """Return the dotted keys of a file; plans are one."""
    found: set[str] = set()
    for name, value in table.items():
        found |= keys(value, f"{under}{name}.") if isinstance(value, dict) else {f"{under}{name}"}
    return found


def test_shipped_file_states_the_defaults() -> None:
    """Who reads the file reads what the program does; no setting is left out."""
    content = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    assert settings([SHIPPED], {}) == Settings()
    assert keys(content) == set(all_keys())
    assert content["plans"] == [asdict(plan) for plan in Settings().plans]


def test_each_setting_is_explained() -> None:
    """Above each table and each group of settings stands a comment."""
    for paragraph in SHIPPED.read_text(encoding="utf-8").split("\n\n"):
        assert paragraph.startswith(("#", "[[")), paragraph


def test_each_number_has_bounds() -> None:
    """A new number cannot be forgotten: an operator's slip of a zero is told."""
    for record in [*BOUNDS, StoreSettings, Settings]:
        numbers = {
            name
            for name, one in all_keys(record).items()
            if one in (int, float) and "." not in name
        }
        assert numbers == set(BOUNDS.get(record, {})), record


def test_operator_states_only_what_differs(own: Path) -> None:
    """Keys are laid over one by one; the rest keeps its default."""
    own.write_text('log = "json"\n[web]\nport = 80\n', encoding="utf-8")
    assert settings([SHIPPED, own], {}) == replace(
        Settings(), log="json", web=replace(WebSettings(), port=80)
    )


def test_plan_of_the_same_probe_is_changed_and_another_added(own: Path) -> None:
    """A plan is known by its probe, so one line is enough to change it."""
    own.write_text(
        '[[plans]]\nprobe = "website"\nevery_s = 60\n[[plans]]\nprobe = "phone"\nevery_s = 9\n',
        encoding="utf-8",
    )
    assert settings([SHIPPED, own], {}).plans == (
        replace(Settings().plans[0], every_s=60.0),
        Plan(probe="phone", every_s=9.0),
    )


def test_no_plans_switches_all_off(own: Path) -> None:
    """An empty list is an order, not an omission."""
    own.write_text("plans = []", encoding="utf-8")
    assert settings([SHIPPED, own], {}).plans == ()


@pytest.mark.parametrize(
    ("name", "value", "key", "expected"),
    [
        ("CHECKER__WEB__PORT", "8080", "web.port", 8080),
        ("checker__web__port", " 8080 ", "web.port", 8080),
        ("CHECKER__WEB__PORT", "", "web.port", 8357),
        ("CHECKER__WEB__OPERATOR_TOKEN", "1234", "web.operator_token", "1234"),
        ("CHECKER__WEBSITE__FLOOR_S", "2", "website.floor_s", 2.0),
        ("CHECKER__WEBSITE__ALLOW_LOOPBACK", "True", "website.allow_loopback", True),
        ("CHECKER__WEBSITE__ALLOW_LOOPBACK", "1", "website.allow_loopback", True),
        ("CHECKER__MUNICIPALITIES", "3201, Vinje", "municipalities", ("3201", "Vinje")),
        ("CHECKER__MUNICIPALITIES", '["3201"]', "municipalities", ("3201",)),
        ("CHECKER__LOG", "json", "log", "json"),
        ("CHECKER_LOG", "json", "log", "auto"),
    ],
)
def test_environment_goes_before_files(name: str, value: str, key: str, expected: object) -> None:
    """Containers are set up by variables; a text setting keeps its digits as text."""
    found: Any = settings([SHIPPED], {name: value, "PATH": "/bin"})
    for step in key.split("."):
        found = getattr(found, step)
    assert found == expected


def test_plans_come_from_the_environment_as_json() -> None:
    """Even the list of plans can be changed without a file."""
    plans = settings([SHIPPED], {"CHECKER__PLANS": '[{"probe": "website", "every_s": 5}]'}).plans
    assert [plan.every_s for plan in plans] == [5.0]


@pytest.mark.parametrize(
    ("content", "key", "detail"),
    [
        pytest.param("[web]\nprot = 1", "web.prot", "did you mean 'port'?", id="slip"),
        pytest.param("[wbe]\nport = 1", "wbe", "did you mean 'web'", id="slip in a table"),
        pytest.param("lgo = 1", "lgo", "did you mean 'log'?", id="slip at the top"),
        pytest.param('[web]\nport = "80"', "web.port", 'whole number, not "80"', id="text"),
        pytest.param("[web]\nport = 80.5", "web.port", "whole number", id="fraction"),
        pytest.param("[web]\nport = true", "web.port", "whole number", id="truth"),
        pytest.param("[web]\nport = 65536", "web.port", "0 to 65535, not 65536", id="high port"),
        pytest.param("web = 80", "web", "must be a table", id="number for a table"),
        pytest.param("[website]\nfloor_s = -1", "website.floor_s", "0 to 3600", id="negative"),
        pytest.param("[website]\nread_s = nan", "website.read_s", "finite", id="no number"),
        pytest.param("[website]\nread_s = inf", "website.read_s", "finite", id="endless"),
        pytest.param("[daemon]\nat_once = 0", "daemon.at_once", "1 to 1000", id="nobody works"),
        pytest.param('"web.port" = 1', "web.port", "unknown key", id="dot in a key"),
        pytest.param("[daemon]\ntick_s = []", "daemon.tick_s", "number, not []", id="list"),
        pytest.param('log = "xml"', "log", "'auto', 'console' or 'json'", id="word not allowed"),
        pytest.param('municipalities = "0301"', "municipalities", "a list", id="no list"),
        pytest.param("municipalities = [301]", "municipalities[0]", "text", id="number for code"),
        pytest.param('[[plans]]\nprobe = "phone"', "plans[1].every_s", "missing", id="no rhythm"),
        pytest.param(
            '[[plans]]\nprobe = "website"\nwindow_start = "8 pm"',
            "plans[0].window_start",
            "like '20:00'",
            id="time of day",
        ),
        pytest.param(
            '[[plans]]\nprobe = "website"\nwindow_h = 25', "plans[0].window_h", "24", id="long day"
        ),
        pytest.param(
            '[[plans]]\nprobe = "a"\nevery_s = 1\n[[plans]]\nprobe = "a"\nevery_s = 2',
            "plans",
            "two plans for probe 'a'",
            id="two plans",
        ),
        pytest.param(
            '[website]\nuser_agent = "kommunetest"', "website.user_agent", "contact URL", id="who?"
        ),
        pytest.param(
            '[website]\nuser_agent = "Måler (+https://å.no)"',
            "website.user_agent",
            "ASCII",
            id="header",
        ),
        pytest.param(
            '[web]\npublic_url = "kommunetest.no"', "web.public_url", "https://", id="no scheme"
        ),
        pytest.param('[store]\nurl = "mysql://db"', "store.url", "postgresql://", id="database"),
        pytest.param(
            '[website]\nopt_out = ["https://a.no/"]', "website.opt_out[0]", "host", id="no host"
        ),
        pytest.param("[web\n", "", "line 1", id="not TOML"),
    ],
)
def test_wrong_file_is_named_with_its_key(own: Path, content: str, key: str, detail: str) -> None:
    """Whoever wrote the file learns where the mistake is, and what would be right."""
    own.write_text(content, encoding="utf-8")
    assert [(path, at) for path, at, text in told([SHIPPED, own], {}) if detail in text] == [
        ("settings.toml", key)
    ], told([SHIPPED, own], {})


@pytest.mark.parametrize(
    ("name", "value", "detail"),
    [
        ("CHECKER__WEB__PROT", "80", "did you mean 'CHECKER__WEB__PORT'?"),
        ("CHECKER__WEB__PORT", "eighty", 'whole number, not "eighty"'),
        ("CHECKER__WEB__PORT", "-1", "0 to 65535, not -1"),
        ("CHECKER__WEBSITE__ALLOW_LOOPBACK", "perhaps", "true or false"),
        ("CHECKER__PLANS", "website", "table"),
        ("CHECKER__WEB", "80", "unknown setting"),
    ],
)
def test_wrong_variable_is_named(name: str, value: str, detail: str) -> None:
    """A mistake in a variable names the variable, not a file."""
    (mistake,) = told([SHIPPED], {name: value})
    assert mistake[0] == "environment"
    assert re.match(re.escape(name), mistake[1])
    assert detail in mistake[2]


def test_secret_of_the_wrong_type_is_not_printed(own: Path) -> None:
    """Messages end in logs, and logs are shared."""
    own.write_text("[web]\noperator_token = 424242\n[store]\nurl = 565656", encoding="utf-8")
    said = told([SHIPPED, own], {})
    assert [key for _, key, _ in said] == ["web.operator_token", "store.url"]
    assert not re.search("4242|5656", repr(said))


def test_wrong_database_url_is_not_printed() -> None:
    """The URL may hold a password, so its message does without it."""
    assert "s3cret" not in repr(told([SHIPPED], {"CHECKER__STORE__URL": "mysql://a:s3cret@db"}))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anna:s3cret@db.example:5432/kt",
        "postgresql+psycopg://anna:s3cret@/kt?host=/run/postgresql",
        "postgresql://anna:s3cret/with@s3cret@db/kt",
        "postgresql://:s3cret@db/kt",
        "postgresql://db/kt?user=anna&password=s3cret",
        "postgresql://db/kt?sslpassword=s3cret&user=anna",
        "postgresql://[broken:s3cret@db/kt",
    ],
)
def test_passwords_are_masked(url: str) -> None:
    """What is printed can be shown to anybody."""
    shown = masked(
        replace(
            Settings(),
            web=WebSettings(operator_token="s3cret"),  # noqa: S106  made up
            store=StoreSettings(url=url),
        )
    )
    assert "s3cret" not in repr(shown)
    assert shown["web"]["operator_token"] == MASK
    assert shown["store"]["url"].startswith("postgresql")


@pytest.mark.parametrize("url", ["", "sqlite:////var/kt.db", "postgresql://db:5432/kt"])
def test_url_without_password_is_shown_whole(url: str) -> None:
    """Masking hides the secret and nothing else; no token is shown as no token."""
    shown = masked(replace(Settings(), store=StoreSettings(url=url)))
    assert shown["store"]["url"] == url
    assert shown["web"]["operator_token"] == ""


def test_variable_names_are_unique() -> None:
    """No two settings share a variable."""
    assert len({variable(key) for key in all_keys()}) == len(all_keys())
