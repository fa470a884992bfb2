"""What was erased, by dossier; and originals whose bytes were deleted on the record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_IDENTITY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("dossier_id", _IDENTITY, sa.ForeignKey("dossier.id"), nullable=False, index=True),
        sa.Column("mask", sa.JSON(none_as_null=True)),
        sa.Column("fields", sa.JSON, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_table(
        "erased_file",
        sa.Column("sha256", sa.Text, sa.ForeignKey("file.sha256"), primary_key=True),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
