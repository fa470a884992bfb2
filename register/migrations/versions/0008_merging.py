"""Rows that people called one innovation, put together, with what undoes it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

IDENTITY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "merging",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("survivor_id", IDENTITY, sa.ForeignKey("innovation.id"), nullable=False, index=True),
        sa.Column("reading_id", sa.Integer, sa.ForeignKey("reading.id"), nullable=False),
        sa.Column("sources", sa.JSON, nullable=False),
        sa.Column("told", sa.JSON, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "merged",
        sa.Column("merging_id", sa.Integer, sa.ForeignKey("merging.id"), primary_key=True),
        sa.Column("innovation_id", IDENTITY, sa.ForeignKey("innovation.id"), primary_key=True),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("status_by", sa.Text),
        sa.Column("reading_id", sa.Integer, sa.ForeignKey("reading.id"), nullable=False),
    )
    live = sa.text("live")
    op.create_index(
        "uq_merged_live", "merged", ["innovation_id"], unique=True, sqlite_where=live, postgresql_where=live
    )
