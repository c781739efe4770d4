"""Migrations: from nothing to today step by step, the same as made at once, all or nothing."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine
from store.samples import leased

from checker.model.settings import StoreSettings
from checker.store import open_store, opening, tables
from checker.store.engine import FILE
from checker.store.migrate import scripts, upgrade


@pytest.fixture
def empty(tmp_path: Path) -> Engine:
    return create_engine(f"sqlite:///{tmp_path / FILE}")


def described(connection: Connection) -> list[tuple[Any, ...]]:
    """Return every table, column and index as SQLite itself describes it."""
    names = connection.exec_driver_sql(
        "SELECT type, name, tbl_name FROM sqlite_master ORDER BY name"
    ).all()
    shape: list[tuple[Any, ...]] = [tuple(name) for name in names]
    for kind, name, _ in names:
        if kind == "table":
            for pragma in ("table_info", "foreign_key_list"):
                rows = connection.exec_driver_sql(f"PRAGMA {pragma}('{name}')").all()
                shape.extend((name, pragma, *row) for row in rows)
        elif kind == "index":
            rows = connection.exec_driver_sql(f"PRAGMA index_xinfo('{name}')").all()
            shape.extend((name, "index", *row) for row in rows)
    partial = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE sql LIKE '%WHERE%'"
    ).all()
    return [*shape, *(tuple(row) for row in partial)]


def test_this_program_knows_the_newest_step() -> None:
    """The list that decides "newer than us" names every migration, in their order."""
    steps = [script.revision for script in scripts().walk_revisions()]
    assert tuple(reversed(steps)) == tables.REVISIONS


def test_step_by_step_is_the_same_as_at_once(tmp_path: Path, empty: Engine) -> None:
    """A store that was upgraded and a fresh one have the same tables, keys and indexes."""
    with empty.begin() as connection:
        upgrade(connection)
        stepwise = described(connection)
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    at_once = create_engine(f"sqlite:///{tmp_path / 'fresh'}")
    with at_once.begin() as connection:
        opening._create(connection)  # noqa: SLF001  the other way to the same tables
        assert described(connection) == stepwise
    empty.dispose()
    at_once.dispose()


@pytest.mark.anyio
async def test_an_upgraded_store_works(tmp_path: Path, empty: Engine) -> None:
    """What the migrations made is opened, written and read like any other."""
    with empty.begin() as connection:
        upgrade(connection)
    empty.dispose()
    async with open_store(tmp_path, StoreSettings(), write=True) as store:
        assert (await leased(store)).attempts == 1


def test_doing_it_twice_changes_nothing(empty: Engine) -> None:
    """An upgrade of what is up to date is harmless."""
    with empty.begin() as connection:
        upgrade(connection)
        before = described(connection)
        upgrade(connection)
        assert described(connection) == before
    empty.dispose()
