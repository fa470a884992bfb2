"""The office's catalogue of units, the writings that people gave them, and which unit sent which dossier."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.Text()
MOMENT = sa.DateTime(timezone=True)
IDENTITY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "catalogue_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("key", IDENTITY, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "unit_alias",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("unit_id", IDENTITY, nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "filing",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("dossier_id", IDENTITY, sa.ForeignKey("dossier.id"), nullable=False, index=True),
        sa.Column("unit_id", IDENTITY, index=True),
        sa.Column("asks", sa.Boolean, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("person", TEXT),
        sa.Column("at", MOMENT, nullable=False),
    )
    for name, table, columns in (
        ("uq_catalogue_entry_live", "catalogue_entry", ["kind", "key"]),
        ("uq_unit_alias_live", "unit_alias", ["key", "unit_id"]),
        ("uq_filing_live", "filing", ["dossier_id"]),
    ):
        where = sa.text("live")
        op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)
