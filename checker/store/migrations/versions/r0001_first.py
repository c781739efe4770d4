"""The first tables: run ledger, captures, observations, findings, and what is kept up to date."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_LEASED = sa.text("state = 'leased'")


def upgrade() -> None:
    _runs()
    _captures()
    _observations()
    _findings()
    _kept_up_to_date()


def _runs() -> None:
    op.create_table(
        "run",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("probe", sa.String(64), nullable=False),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, server_default="0", nullable=False),
        sa.Column("leases", sa.Integer, server_default="0", nullable=False),
        sa.Column("elements", sa.Text, nullable=False),
        sa.Column("worker", sa.Text),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("finished_at", sa.BigInteger),
        sa.Column("detail", sa.Text, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sa.UniqueConstraint("probe", "municipality", "slot", name="uq_run_probe"),
    )
    op.create_index("ix_run_next", "run", ["state", "priority", "due_at"])
    op.create_index("ix_run_of", "run", ["municipality", "id"])
    op.create_index(
        "uq_run_leased",
        "run",
        ["municipality"],
        unique=True,
        sqlite_where=_LEASED,
        postgresql_where=_LEASED,
    )


def _captures() -> None:
    op.create_table(
        "capture",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("run", _KEY, nullable=False),
        sa.Column("lease", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("uri", sa.Text, nullable=False),
        sa.Column("requested_uri", sa.Text),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("charset", sa.Text),
        sa.Column("captured_at", sa.BigInteger, nullable=False),
        sa.Column("clicks", sa.Integer),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        sa.Column("ours", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("screenshot", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_capture"),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name="fk_capture_run"),
        sa.UniqueConstraint("run", "lease", "position", name="uq_capture_run"),
    )
    op.create_index("ix_capture_digest", "capture", ["digest"])


def _observations() -> None:
    op.create_table(
        "observation",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("run", _KEY),
        sa.Column("lease", sa.Integer, server_default="0", nullable=False),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("probe", sa.String(64), nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("visit", sa.Text, nullable=False),
        sa.Column("failure", sa.Text),
        sa.Column("reread_of", _KEY),
        sa.Column("revision", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_observation"),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name="fk_observation_run"),
        sa.ForeignKeyConstraint(["reread_of"], ["observation.id"], name="fk_observation_reread_of"),
        sa.UniqueConstraint("run", name="uq_observation_run"),
    )
    op.create_index("ix_observation_of", "observation", ["municipality", "ended_at"])


def _findings() -> None:
    op.create_table(
        "finding",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("observation", _KEY, nullable=False),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("element", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("observed_at", sa.BigInteger, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
        sa.ForeignKeyConstraint(["observation"], ["observation.id"], name="fk_finding_observation"),
        sa.UniqueConstraint("observation", "element", name="uq_finding_observation"),
    )
    op.create_index("ix_finding_of", "finding", ["municipality", "element", "observed_at"])


def _kept_up_to_date() -> None:
    op.create_table(
        "latest",
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("element", sa.String(64), nullable=False),
        sa.Column("finding", _KEY, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("observed_at", sa.BigInteger, nullable=False),
        sa.Column("last_found_finding", _KEY),
        sa.Column("last_found_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("municipality", "element", name="pk_latest"),
        sa.ForeignKeyConstraint(["finding"], ["finding.id"], name="fk_latest_finding"),
        sa.ForeignKeyConstraint(
            ["last_found_finding"], ["finding.id"], name="fk_latest_last_found_finding"
        ),
    )
    op.create_table(
        "national_daily",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("element", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("change", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "element", "state", name="pk_national_daily"),
    )
