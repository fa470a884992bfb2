"""People's answers about letters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TEXT = sa.Text()
IDENTITY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "letter_answer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("dossier_id", IDENTITY, sa.ForeignKey("dossier.id"), nullable=False),
        sa.Column("asked", TEXT, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    where = sa.text("live")
    columns = ["dossier_id", "asked"]
    op.create_index(
        "uq_letter_answer_live", "letter_answer", columns, unique=True, sqlite_where=where, postgresql_where=where
    )
