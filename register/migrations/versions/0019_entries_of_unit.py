"""Rows of one unit: what a list narrowed to it, or an account that sees only it, asks for."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_search_entry_unit_id", "search_entry", ["unit_id", "innovation_id"])
