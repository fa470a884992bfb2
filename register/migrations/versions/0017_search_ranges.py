"""Days and amounts of what is found, as PostgreSQL compares them."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_search_entry_day_n", "search_entry", ["day", "n"])
    op.create_index("ix_search_entry_benefit", "search_entry", ["benefit"])
