"""The tables, as they are after the newest migration."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Row,
    Select,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

Json: TypeAlias = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None

#: A row and a question of any shape; what is in them ends in the function that reads them.
AnyRow: TypeAlias = Row[*tuple[Any, ...]]
AnySelect: TypeAlias = Select[*tuple[Any, ...]]

#: The migrations this program knows, oldest first; the last is what `metadata` describes.
REVISIONS = ("0001",)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware instant as whole microseconds since 1970 UTC: short, exact, sorts as it is."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002  the base class asks for it
        return None if value is None else (value - _EPOCH) // _TICK

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  the base class asks for it
        return None if value is None else _EPOCH + value * _TICK


class Words(TypeDecorator[str]):
    """Text from outside. What no database takes (lone surrogates, NUL) is written as an escape."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  the base class asks for it
        if value is None:
            return None
        return value.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


class Body(TypeDecorator[Json]):
    """JSON as text: letters stay readable, lone surrogates survive; None is NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Json, dialect: Dialect) -> str | None:  # noqa: ARG002  the base class asks for it
        if value is None:
            return None
        shown = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        try:
            shown.encode()
        except UnicodeEncodeError:
            return json.dumps(value, separators=(",", ":"))
        return shown

    def process_result_value(self, value: str | None, dialect: Dialect) -> Json:  # noqa: ARG002  the base class asks for it
        return None if value is None else json.loads(value)


#: SQLite counts rows by itself only where the key's type is exactly INTEGER.
_KEY = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

#: Which migration wrote this database; alembic's own table, so kept out of `metadata`.
version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))

run = Table(
    "run",
    metadata,
    Column("id", _KEY, primary_key=True),
    Column("probe", String(64), nullable=False),
    Column("municipality", Words, nullable=False),
    Column("slot", Words, nullable=False),
    Column("state", String(16), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("leases", Integer, nullable=False, server_default="0"),
    Column("elements", Body, nullable=False),
    Column("worker", Words),
    Column("lease_until", Instant),
    Column("finished_at", Instant),
    Column("detail", Words, nullable=False, server_default=""),
    UniqueConstraint("probe", "municipality", "slot"),
    Index("ix_run_next", "state", "priority", "due_at"),
    Index("ix_run_of", "municipality", "id"),
    Index(  # the rule itself, held by the database: one visitor per municipality at a time
        "uq_run_leased",
        "municipality",
        unique=True,
        sqlite_where=text("state = 'leased'"),
        postgresql_where=text("state = 'leased'"),
    ),
)

capture = Table(
    "capture",
    metadata,
    Column("id", _KEY, primary_key=True),
    Column("run", ForeignKey("run.id"), nullable=False),
    Column("lease", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("uri", Words, nullable=False),
    Column("requested_uri", Words),
    Column("media_type", Words, nullable=False),
    Column("charset", Words),
    Column("captured_at", Instant, nullable=False),
    Column("clicks", Integer),
    Column("size_bytes", BigInteger, nullable=False),
    Column("ours", Boolean(create_constraint=False), nullable=False),
    Column("screenshot", String(64)),
    UniqueConstraint("run", "lease", "position"),
    Index("ix_capture_digest", "digest"),
)

observation = Table(
    "observation",
    metadata,
    Column("id", _KEY, primary_key=True),
    Column("run", ForeignKey("run.id")),
    Column("lease", Integer, nullable=False, server_default="0"),
    Column("municipality", Words, nullable=False),
    Column("probe", String(64), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant, nullable=False),
    Column("evidence", Body, nullable=False),
    Column("visit", Body, nullable=False),
    Column("failure", Body),
    Column("reread_of", ForeignKey("observation.id")),
    Column("revision", Words, nullable=False),
    UniqueConstraint("run"),  # no run is executed twice
    Index("ix_observation_of", "municipality", "ended_at"),
)

finding = Table(
    "finding",
    metadata,
    Column("id", _KEY, primary_key=True),
    Column("observation", ForeignKey("observation.id"), nullable=False),
    Column("municipality", Words, nullable=False),
    Column("element", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("observed_at", Instant, nullable=False),
    Column("body", Body, nullable=False),
    UniqueConstraint("observation", "element"),
    Index("ix_finding_of", "municipality", "element", "observed_at"),
)

latest = Table(
    "latest",
    metadata,
    Column("municipality", Words, primary_key=True),
    Column("element", String(64), primary_key=True),
    Column("finding", ForeignKey("finding.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("observed_at", Instant, nullable=False),
    Column("last_found_finding", ForeignKey("finding.id")),
    Column("last_found_at", Instant),
)

#: How many municipalities came to stand in a state on a day, less those that left it. The sum up
#: to a day is how many stand in it when that day ends.
national_daily = Table(
    "national_daily",
    metadata,
    Column("day", Date, primary_key=True),
    Column("element", String(64), primary_key=True),
    Column("state", String(16), primary_key=True),
    Column("change", Integer, nullable=False),
)
