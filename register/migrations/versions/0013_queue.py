"""What waits for a person in the order of its urgency, and who has taken what in hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TEXT = sa.Text()


def upgrade() -> None:
    op.add_column("search_entry", sa.Column("urgency", sa.Float, nullable=False, server_default="0"))
    where = sa.text("doubts > 0 AND status = 'needs_review'")
    columns = ["urgency", "n"]
    op.create_index("ix_search_entry_urgency", "search_entry", columns, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "claim",
        sa.Column("kind", TEXT, primary_key=True),
        sa.Column("key", TEXT, primary_key=True),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
