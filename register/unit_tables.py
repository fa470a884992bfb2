"""The tables of the office's own units. As all of the register: what was said is never edited, `live` is in force."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, Table, Text

from register.columns import Clean, Utc, identity
from register.tables import metadata, one_live

# A unit or an event of the catalogue; those of the seed are not here unless the office has changed them.
catalogue_entry = Table(
    "catalogue_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("live", Boolean, nullable=False),
    Column("kind", Text, nullable=False),  # unit, event
    Column("key", identity(), nullable=False),
    Column("data", JSON, nullable=False),
    Column("person", Clean, nullable=False),
    Column("at", Utc, nullable=False),
    one_live("uq_catalogue_entry_live", "kind", "key"),
)

# A writing that a person said means a unit; several units may have had one, at different times.
unit_alias = Table(
    "unit_alias",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("live", Boolean, nullable=False),
    Column("key", Clean, nullable=False),
    Column("text", Clean, nullable=False),
    Column("unit_id", identity(), nullable=False),
    Column("person", Clean, nullable=False),
    Column("at", Utc, nullable=False),
    one_live("uq_unit_alias_live", "key", "unit_id"),
)

# Which unit sent a dossier; the text as filed stays in the letter.
filing = Table(
    "filing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("live", Boolean, nullable=False),
    Column("dossier_id", identity(), ForeignKey("dossier.id"), nullable=False, index=True),
    Column("unit_id", identity(), index=True),
    Column("asks", Boolean, nullable=False),  # a person is asked who sent it
    Column("data", JSON, nullable=False),  # schemas.units.filing.Filing
    Column("person", Clean),  # who said so; null: found by machine
    Column("at", Utc, nullable=False),
    one_live("uq_filing_live", "dossier_id"),
)
