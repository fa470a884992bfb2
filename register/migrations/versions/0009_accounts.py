"""The desk's accounts, their sessions, and who failed to sign in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = sa.Text()
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("password", TEXT, nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    where = sa.text("live")
    op.create_index("uq_account_live", "account", ["name"], unique=True, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "web_session",
        sa.Column("digest", TEXT, primary_key=True),
        sa.Column("name", TEXT, nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("seen", MOMENT, nullable=False),
        sa.Column("ended", MOMENT),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("ix_sign_in_failure_key", "sign_in_failure", ["kind", "key", "at"])
