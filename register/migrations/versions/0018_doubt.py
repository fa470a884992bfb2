"""Pairs that wait for a person in the order in which they are asked about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pair", sa.Column("doubt", sa.Float, nullable=False, server_default="0.5"))
    op.execute("UPDATE pair SET doubt = abs(score - 0.5)")
    where = sa.text("live AND (judgement = 'suggested' OR proposed IS NOT NULL OR reopened IS NOT NULL)")
    columns = ["doubt", "id_a", "id_b"]
    op.create_index("ix_pair_doubt", "pair", columns, sqlite_where=where, postgresql_where=where)
