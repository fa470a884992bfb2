"""What is open, told by columns and small indexes: counting no longer goes through the whole register."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_INDEXES = (
    ("ix_outcome_open", "outcome", ["asks", "unknown", "dossier_id"], "live"),
    ("ix_outcome_error", "outcome", ["dossier_id"], "live AND error IS NOT NULL"),
    ("ix_part_error", "part", ["outcome_id"], "error IS NOT NULL"),
    ("ix_innovation_uncompared", "innovation", ["id"], "compared IS NULL"),
    ("ix_pair_open", "pair", ["judgement", "proposed", "reopened"], "live"),
)
_OUTCOME = sa.table(
    "outcome",
    *(sa.column(name) for name in ("id", "live", "asks", "unknown")),
    *(sa.column(name, sa.JSON) for name in ("letter", "documents", "review_fields")),
)


def upgrade() -> None:
    op.add_column("outcome", sa.Column("asks", sa.Integer, nullable=False, server_default="0"))
    op.add_column("outcome", sa.Column("unknown", sa.Boolean, nullable=False, server_default=sa.false()))
    _fill()
    op.execute(
        "UPDATE innovation SET compared = '' WHERE compared IS NULL "
        "AND id NOT IN (SELECT innovation_id FROM reading WHERE live)"
    )
    for name, table, columns, where in _INDEXES:
        op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _fill() -> None:
    connection, o = op.get_bind(), _OUTCOME.c
    query = sa.select(o.id, o.letter, o.documents, o.review_fields).where(o.live)
    for row in connection.execute(query).all():
        asks = len({*row.letter.get("review_fields", ()), *row.review_fields})
        unknown = any(one.get("unknown") for one in row.documents)
        if asks or unknown:
            connection.execute(_OUTCOME.update().where(o.id == row.id).values(asks=asks, unknown=unknown))
