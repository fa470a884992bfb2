"""The first schema: originals and dossiers, innovations and their readings, pairs, runs, audit.

Written out rather than taken from `register.tables`, which goes on changing.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text()
MOMENT = sa.DateTime(timezone=True)
IDENTITY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _intake()
    _outcomes()
    _innovations()
    _pairs()
    _work()


def _one_live(name: str, *columns: str, where: str = "live") -> sa.Index:
    return sa.Index(name, *columns, unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _intake() -> None:
    op.create_table(
        "file",
        sa.Column("sha256", TEXT, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
    )
    op.create_table(
        "dossier",
        sa.Column("id", IDENTITY, primary_key=True),
        sa.Column("key", TEXT, nullable=False, unique=True),
        sa.Column("source_name", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("status", TEXT, nullable=False, index=True),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_table(
        "dropped",
        sa.Column("dossier_id", IDENTITY, sa.ForeignKey("dossier.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("sha256", TEXT, sa.ForeignKey("file.sha256"), nullable=False, index=True),
    )
    op.create_table(
        "arrival",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("dossier_id", IDENTITY, sa.ForeignKey("dossier.id"), nullable=False, index=True),
        sa.Column("source_name", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
    )


def _outcomes() -> None:
    op.create_table(
        "outcome",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("dossier_id", IDENTITY, sa.ForeignKey("dossier.id"), nullable=False, index=True),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("engine", TEXT, nullable=False),
        sa.Column("error", sa.JSON),
        sa.Column("letter", sa.JSON, nullable=False),
        sa.Column("documents", sa.JSON, nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.Column("review_fields", sa.JSON, nullable=False),
        _one_live("uq_outcome_live", "dossier_id"),
    )
    op.create_table(
        "part",
        sa.Column("outcome_id", sa.Integer, sa.ForeignKey("outcome.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False, index=True),
        sa.Column("parent", TEXT),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("error", sa.JSON),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("encoding", TEXT),
    )


def _innovations() -> None:
    op.create_table(
        "innovation",
        sa.Column("id", IDENTITY, primary_key=True),
        sa.Column("dossier_id", IDENTITY, sa.ForeignKey("dossier.id"), nullable=False),
        sa.Column("slot", sa.Integer, nullable=False),
        sa.Column("programme", TEXT),
        sa.Column("phase", TEXT),
        sa.Column("status", TEXT, nullable=False, index=True),
        sa.Column("status_by", TEXT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("compared", TEXT),
        sa.UniqueConstraint("dossier_id", "slot"),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("innovation_id", IDENTITY, sa.ForeignKey("innovation.id"), nullable=False, index=True),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("engine", TEXT, nullable=False),
        sa.Column("person", TEXT),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("principal", TEXT, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("phone", TEXT),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("doubts", sa.Integer, nullable=False),
        _one_live("uq_reading_live", "innovation_id"),
    )


def _pairs() -> None:
    op.create_table(
        "pair",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("id_a", IDENTITY, sa.ForeignKey("innovation.id"), nullable=False),
        sa.Column("id_b", IDENTITY, sa.ForeignKey("innovation.id"), nullable=False, index=True),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("model", TEXT, nullable=False),
        sa.Column("judgement", TEXT, nullable=False),
        sa.Column("person", TEXT),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("id_a < id_b", name="order"),
        _one_live("uq_pair_live", "id_a", "id_b"),
    )


def _work() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("lease", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("started", MOMENT, nullable=False),
        sa.Column("heartbeat", MOMENT, nullable=False),
        sa.Column("finished", MOMENT),
        sa.Column("host", TEXT, nullable=False),
        sa.Column("pid", sa.Integer, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        _one_live("uq_run_lease", "lease", where="finished IS NULL"),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False, index=True),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
    )
    op.create_table(
        "counter",
        sa.Column("name", TEXT, primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )
