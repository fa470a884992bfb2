"""What finding and counting need of every innovation in force, in step with its reading.

On SQLite the words lie in an FTS5 table that keeps no text (`search_words`, made by the migration), on PostgreSQL in a
tsvector of each row. Both are made anew from the readings whenever `VERSION` changes.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import BigInteger, Column, Date, Float, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects.postgresql import TSVECTOR

from register.columns import Clean, identity
from register.tables import DERIVED, metadata, part_of

VERSION = 2  # of the words and keys that are kept; a register with another one is indexed anew when it is opened
ASKED = "doubts > 0 AND status = 'needs_review'"  # the rows that wait for a person
WORDS = "search_words"  # FTS5
WORDS_INDEX = "ix_search_entry_words"  # GIN


class Words(sa.types.TypeDecorator[str]):
    """Tokens: a tsvector on PostgreSQL, nothing on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def bind_expression(self, bindparam: sa.BindParameter[str]) -> sa.ColumnElement[str]:
        return sa.cast(sa.type_coerce(bindparam, Text), self)


search_entry = Table(
    "search_entry",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 … as they came: newest first is the order
    Column("innovation_id", identity(), ForeignKey("innovation.id"), nullable=False, unique=True),
    Column("reading_id", Integer, nullable=False),  # whose words are in the index
    Column("dossier_id", identity(), nullable=False),
    Column("status", Text, nullable=False),
    Column("doubts", Integer, nullable=False),
    Column("programme", Text),
    Column("phase", Text),
    Column("sender", Clean),  # as filed
    Column("unit_id", identity()),  # in the catalogue
    Column("number", Clean),  # of the letter
    Column("day", Date),  # of the letter, else of receipt
    Column("benefit", BigInteger),
    Column("urgency", Float, nullable=False, server_default="0"),  # how soon a person should look; see index.urgency
    Column("title_key", identity(), nullable=False),
    Column("name_key", identity(), nullable=False),
    Column("unit_key", identity(), nullable=False),
    Column("words", Words),
    part_of("ix_search_entry_urgency", "urgency", "n", where=ASKED),
    Index("ix_search_entry_title_key_n", "title_key", "n"),
    Index("ix_search_entry_name_key_n", "name_key", "n"),
    Index("ix_search_entry_unit_key_n", "unit_key", "n"),
    Index("ix_search_entry_day_n", "day", "n"),
    Index("ix_search_entry_benefit", "benefit"),
    Index("ix_search_entry_unit_id", "unit_id", "innovation_id"),
    info=DERIVED,
)

# How many innovations in force each dossier has, and how many of their fields are in doubt. An empty programme or phase
# says that none is known; the rows with an empty dossier are of the whole register, by status alone.
tally = Table(
    "tally",
    metadata,
    Column("dossier_id", identity(), nullable=False),
    Column("programme", Text, nullable=False),
    Column("phase", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("innovations", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),
    PrimaryKeyConstraint("dossier_id", "programme", "phase", "status"),
    info=DERIVED,
)
