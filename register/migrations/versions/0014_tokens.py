"""Tokens of programs that use the JSON interface."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TEXT = sa.Text()
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("digest", TEXT, nullable=False, unique=True),
        sa.Column("name", TEXT, nullable=False, index=True),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("seen", MOMENT),
        sa.Column("ended", MOMENT),
    )
