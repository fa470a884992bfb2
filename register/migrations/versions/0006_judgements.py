"""Judgements kept by content, and what kind of pair the machine sees."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

IDENTITY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    for name in ("kind", "why", "proposed", "reopened"):
        op.add_column("pair", sa.Column(name, sa.Text))
    op.add_column("pair", sa.Column("across", sa.JSON, nullable=False, server_default="[]"))
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key_a", IDENTITY, nullable=False),
        sa.Column("key_b", IDENTITY, nullable=False, index=True),
        sa.Column("id_a", IDENTITY, sa.ForeignKey("innovation.id"), nullable=False, index=True),
        sa.Column("id_b", IDENTITY, sa.ForeignKey("innovation.id"), nullable=False, index=True),
        sa.Column("reading_a", sa.Integer, sa.ForeignKey("reading.id"), nullable=False),
        sa.Column("reading_b", sa.Integer, sa.ForeignKey("reading.id"), nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("judgement", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("key_a <= key_b", name="order"),
    )
    live = sa.text("live")
    op.create_index(
        "uq_judgement_live",
        "judgement",
        ["key_a", "key_b", "person"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
