"""Tables sent again: which dossier and which row is a newer version of which, and readings that follow from it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
IDENTITY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("reading", sa.Column("derived", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "dossier_version",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("dossier_id", IDENTITY, sa.ForeignKey("dossier.id"), nullable=False),
        sa.Column("earlier_id", IDENTITY, sa.ForeignKey("dossier.id"), nullable=False, index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "row_version",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("innovation_id", IDENTITY, sa.ForeignKey("innovation.id"), nullable=False),
        sa.Column("earlier_id", IDENTITY, sa.ForeignKey("innovation.id"), nullable=False),
        sa.Column("root_id", IDENTITY, sa.ForeignKey("innovation.id"), nullable=False, index=True),
        sa.Column("changed", sa.Boolean, nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    for name, table, column in (
        ("uq_dossier_version_live", "dossier_version", "dossier_id"),
        ("uq_row_version_live", "row_version", "innovation_id"),
    ):
        live = sa.text("live")
        op.create_index(name, table, [column], unique=True, sqlite_where=live, postgresql_where=live)
