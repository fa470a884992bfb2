"""Tables of what people said of pairs, and of what was put together since."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, CheckConstraint, Column, ForeignKey, Integer, Table, Text

from register.columns import Clean, Utc, identity
from register.tables import metadata, one_live

# What people said of two contents: it holds for all innovations that say the same. `id_a` and `reading_a` are what
# `key_a` was made of.
judgement = Table(
    "judgement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key_a", identity(), nullable=False),
    Column("key_b", identity(), nullable=False, index=True),
    Column("id_a", identity(), ForeignKey("innovation.id"), nullable=False, index=True),
    Column("id_b", identity(), ForeignKey("innovation.id"), nullable=False, index=True),
    Column("reading_a", Integer, ForeignKey("reading.id"), nullable=False),
    Column("reading_b", Integer, ForeignKey("reading.id"), nullable=False),
    Column("live", Boolean, nullable=False),
    Column("judgement", Text, nullable=False),
    Column("person", Clean, nullable=False),
    Column("reason", Clean, nullable=False),
    Column("at", Utc, nullable=False),
    CheckConstraint("key_a <= key_b", name="order"),
    one_live("uq_judgement_live", "key_a", "key_b", "person"),
)

# Rows that people called one innovation, put together: the survivor's merged reading, and what each member was before.
merging = Table(
    "merging",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("live", Boolean, nullable=False),
    Column("survivor_id", identity(), ForeignKey("innovation.id"), nullable=False, index=True),
    Column("reading_id", Integer, ForeignKey("reading.id"), nullable=False),
    Column("sources", JSON, nullable=False),  # cell → the innovation that it was taken from
    Column("told", JSON, nullable=False),  # those of them that a person chose
    Column("person", Clean, nullable=False),
    Column("reason", Clean, nullable=False),
    Column("at", Utc, nullable=False),
)

merged = Table(
    "merged",
    metadata,
    Column("merging_id", Integer, ForeignKey("merging.id"), primary_key=True),
    Column("innovation_id", identity(), ForeignKey("innovation.id"), primary_key=True),
    Column("live", Boolean, nullable=False),
    Column("status", Text, nullable=False),  # before
    Column("status_by", Text),  # before
    Column("reading_id", Integer, ForeignKey("reading.id"), nullable=False),  # in force before
    one_live("uq_merged_live", "innovation_id"),
)
