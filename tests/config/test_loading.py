"""The whole configuration: overlay, all mistakes at once, and a quick start."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.config import init, load, shipped
from checker.config.files import overlay
from checker.errors import ConfigError, UsageError
from checker.model.settings import Settings

ELEMENT = """
value = "link"
sector = "service"
[nb]
name = "Vår egen"
link_words = ["egen"]
subject_words = ["egen"]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An operator's folder, still empty."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def write(file: Path, text: str) -> None:
    """Write a file and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def told(folder: Path, **environ: str) -> set[tuple[str, str]]:
    """Return where the mistakes are."""
    with pytest.raises(ExceptionGroup) as caught:
        load(folder, environ=environ)
    assert all(isinstance(one, ConfigError) for one in caught.value.exceptions)
    return {(one.path, one.key) for one in caught.value.exceptions if isinstance(one, ConfigError)}


def test_shipped_configuration_loads() -> None:
    """What we ship has no mistake, and its settings are the defaults."""
    loaded = load(environ={})
    assert loaded.settings == Settings()
    assert loaded.catalog.country.code == "no"
    assert len(loaded.catalog.country.municipalities) == 357
    assert loaded.sources["settings.toml"] == shipped() / "settings.toml"


def test_operators_file_replaces_the_one_with_its_path(own: Path) -> None:
    """The same path wins, other files stay, and the source of each is told."""
    before = load(environ={})
    write(own / "elements" / "sfo_price.toml", ELEMENT)
    write(own / "elements" / "own_thing.toml", ELEMENT)
    write(own / "groups" / "coast.toml", 'name = "Kysten"\nmembers = ["1515", "1818"]')
    after = load(own, environ={})

    ids = {one.id: one for one in after.catalog.elements}
    assert set(ids) == {one.id for one in before.catalog.elements} | {"own_thing"}
    assert ids["sfo_price"].kind == "link"
    assert after.sources["elements/sfo_price.toml"] == own / "elements" / "sfo_price.toml"
    assert {group.id for group in after.catalog.country.groups} == {
        group.id for group in before.catalog.country.groups
    } | {"coast"}


def test_two_mistakes_in_two_files_and_a_variable_are_all_told(own: Path) -> None:
    """Nobody starts the program three times to find three mistakes."""
    write(own / "elements" / "own_thing.toml", ELEMENT.replace("link_words", "links"))
    write(own / "groups" / "coast.toml", 'name = "Kysten"\nmembers = ["1"]')
    write(own / "settings.toml", "[web]\nport = -1\nprot = 1")
    assert told(own, CHECKER__WEBSITE__READ_S="soon") == {
        ("elements/own_thing.toml", "nb.links"),
        ("elements/own_thing.toml", "nb.link_words"),
        ("groups/coast.toml", "members"),
        ("settings.toml", "web.port"),
        ("settings.toml", "web.prot"),
        ("environment", "CHECKER__WEBSITE__READ_S"),
    }


def test_mistake_in_a_language_causes_no_others(own: Path) -> None:
    """Elements and countries that name the language are not blamed for it."""
    write(own / "languages" / "nb.toml", 'name = ""')
    assert told(own) == {("languages/nb.toml", "name")}
    write(own / "languages" / "nb.toml", "name =")
    assert told(own) == {("languages/nb.toml", "")}


@pytest.mark.parametrize(
    ("setting", "key"),
    [
        ('country = "on"', "country"),
        ('municipalities = ["Oslo", "Herøy"]', "municipalities"),
        ('municipalities = ["Atlantis"]', "municipalities"),
    ],
)
def test_settings_name_what_is_there(own: Path, setting: str, key: str) -> None:
    """A country, town or group that nobody knows is found at the start, not at night."""
    write(own / "settings.toml", setting)
    assert told(own) == {("settings.toml", key)}


@pytest.mark.parametrize("path", ["element/x.toml", "sfo_price.toml", "countries/no/towns.csv"])
def test_file_that_would_never_be_read_is_told(own: Path, path: str) -> None:
    """A slip in a folder's name must not silently switch nothing."""
    write(own / path, "")
    assert told(own) == {(path, "")}


def test_other_files_are_left_alone(own: Path) -> None:
    """Notes, backups and version control may stand in the folder."""
    for path in ("README.md", ".git/config.toml", "elements/sfo_price.toml~", "notes/a.txt"):
        write(own / path, "= no TOML")
    assert load(own, environ={}).settings == Settings()


def test_missing_folder_is_told(tmp_path: Path) -> None:
    """A slip in --config does not silently run with the defaults."""
    assert told(tmp_path / "nowhere") == {(str(tmp_path / "nowhere"), "")}


def test_bytes_that_are_no_text_are_told(own: Path) -> None:
    """A file saved in another character set is named, and does not crash the start."""
    (own / "settings.toml").write_bytes('state = "Å"'.encode("latin-1"))
    assert told(own) == {("settings.toml", "")}


def test_overlay_takes_the_last(tmp_path: Path) -> None:
    """Relative paths are written with slashes, sorted, hidden files left out."""
    for name in ("a/x/1.toml", "a/2.toml", "b/x/1.toml", "b/.hidden"):
        write(tmp_path / name, "")
    found = overlay([tmp_path / "a", tmp_path / "b"])
    assert found == {"2.toml": tmp_path / "a/2.toml", "x/1.toml": tmp_path / "b/x/1.toml"}


def test_starter_loads_clean_and_can_be_switched_on(tmp_path: Path) -> None:
    """Each setting stands there commented out; without the "#" it is the default."""
    folder = tmp_path / "new" / "folder"
    init(folder)
    assert load(folder, environ={}).settings == Settings()

    text = (folder / "settings.toml").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert not [line for line in lines if line and line[0] not in "#["]
    switched_on = "\n".join(line if line.startswith("# ") else line.lstrip("#") for line in lines)
    write(folder / "settings.toml", switched_on.replace("8357", "8358"))
    assert load(folder, environ={}).settings.web.port == 8358
    write(folder / "settings.toml", text.replace("#port = 8357", "port = 8359"))
    assert load(folder, environ={}).settings.web.port == 8359


@pytest.mark.parametrize("name", ["settings.toml", "README.md"])
def test_starter_overwrites_nothing(own: Path, name: str) -> None:
    """What an operator wrote is safe, and nothing is half written beside it."""
    write(own / name, "# mine")
    with pytest.raises(UsageError, match=name):
        init(own)
    assert [file.name for file in own.iterdir()] == [name]
    assert (own / name).read_text(encoding="utf-8") == "# mine"


def test_starter_cannot_be_written_below_a_file(tmp_path: Path) -> None:
    """The system's refusal is told as wrong usage, not as a crash."""
    write(tmp_path / "file", "")
    with pytest.raises(UsageError):
        init(tmp_path / "file" / "folder")


def test_start_is_quick_and_loads_no_heavy_rooms() -> None:
    """Reading everything takes a fraction of a second, so that every command can."""
    code = (
        "import sys; from checker.config import load; load(environ={}); "
        "sys.exit(any(name in sys.modules for name in "
        "('fastapi', 'sqlalchemy', 'httpx', 'selectolax', 'apscheduler')))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=dict(os.environ))  # noqa: S603
    began = time.perf_counter()
    load(environ={})
    assert time.perf_counter() - began < 1.0  # measured: 0.1 s
