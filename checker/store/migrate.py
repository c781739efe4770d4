"""Brings an older database to today's tables; imported only when there is something to do."""

from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_FOLDER = Path(__file__).parent / "migrations"


def scripts() -> ScriptDirectory:
    """Return the migrations that ship with this program."""
    return ScriptDirectory(_FOLDER)


def upgrade(connection: Connection) -> None:
    """Run every step that is missing, inside the transaction the caller has begun.

    There is no env.py: a run of ours always has a connection, and an operator has no
    alembic.ini.
    """
    known = scripts()

    def steps(stored: str, _: MigrationContext) -> list[RevisionStep]:
        return known._upgrade_revs("head", stored)  # noqa: SLF001  what alembic's own upgrade does

    context = MigrationContext.configure(
        connection, opts={"fn": steps, "script": known, "transactional_ddl": True}
    )
    with Operations.context(context):
        context.run_migrations()
