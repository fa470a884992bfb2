"""What people said of tables in unknown layouts: which column holds what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "column_form",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    where = sa.text("live")
    op.create_index(
        "uq_column_form_live", "column_form", ["key"], unique=True, sqlite_where=where, postgresql_where=where
    )
