"""What finding and counting need; filled when the register is opened (`register.search.index.catch_up`)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from register.search.tables import Words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

IDENTITY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
# Own tokens, separated by blanks; letters beyond ASCII are letters. No text is kept, nor where in it a word stands.
FTS5 = """CREATE VIRTUAL TABLE search_words USING fts5(
    words, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '.=-'")"""


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("innovation_id", IDENTITY, sa.ForeignKey("innovation.id"), nullable=False),
        sa.Column("reading_id", sa.Integer, nullable=False),
        sa.Column("dossier_id", IDENTITY, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("doubts", sa.Integer, nullable=False),
        sa.Column("programme", sa.Text),
        sa.Column("phase", sa.Text),
        sa.Column("sender", sa.Text),
        sa.Column("unit_id", IDENTITY),
        sa.Column("number", sa.Text),
        sa.Column("day", sa.Date),
        sa.Column("benefit", sa.BigInteger),
        *(sa.Column(f"{name}_key", IDENTITY, nullable=False) for name in ("title", "name", "unit")),
        sa.Column("words", Words),
        sa.UniqueConstraint("innovation_id"),
    )
    for name in ("title_key", "name_key", "unit_key"):
        op.create_index(f"ix_search_entry_{name}_n", "search_entry", [name, "n"])
    op.create_table(
        "tally",
        sa.Column("dossier_id", IDENTITY, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("programme", "phase", "status")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("innovations", "doubts")),
        sa.PrimaryKeyConstraint("dossier_id", "programme", "phase", "status"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE IF EXISTS search_words")
        op.execute(FTS5)
    else:
        index = "CREATE INDEX ix_search_entry_words ON search_entry USING gin (words)"
        op.execute(f"{index} WITH (gin_pending_list_limit = 1024)")
    op.execute("DELETE FROM counter WHERE name = 'search'")
