"""Programme and sender of a dossier as columns, and which dossiers changed since the nightly steps looked at them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_IDENTITY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SAID = {"programme": "programme", "sender": "issuing_unit"}


def upgrade() -> None:
    lite = op.get_bind().dialect.name == "sqlite"
    for column in _SAID:
        op.add_column("outcome", sa.Column(column, sa.Text))
    said = ("json_extract(letter, '$.{}')" if lite else "letter ->> '{}'").format
    op.execute(f"UPDATE outcome SET {', '.join(f'{own} = {said(name)}' for own, name in _SAID.items())}")  # noqa: S608
    live = sa.text("live")
    columns = ["programme", "sender", "asks", "dossier_id"]
    op.create_index("ix_outcome_sender", "outcome", columns, sqlite_where=live, postgresql_where=live)
    op.create_table(
        "unsettled",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("dossier_id", _IDENTITY, sa.ForeignKey("dossier.id"), nullable=False),
    )
