"""The table of what the office set at the desk. A change is a new row; `live` is in force."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Integer, Table, Text

from register.columns import Clean, Utc
from register.tables import metadata, one_live

setting = Table(
    "setting",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("live", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("data", JSON(none_as_null=True)),  # null: what a person set was taken back
    Column("person", Clean, nullable=False),
    Column("at", Utc, nullable=False),
    one_live("uq_setting_live", "name"),
)
