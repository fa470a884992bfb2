"""What the office set at the desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TEXT = sa.Text()
LIVE = sa.text("live")


def upgrade() -> None:
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("data", sa.JSON(none_as_null=True)),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("uq_setting_live", "setting", ["name"], unique=True, sqlite_where=LIVE, postgresql_where=LIVE)
