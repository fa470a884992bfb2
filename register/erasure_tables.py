"""What was erased, so that reading a file again does not bring it back, and so that its absence is no loss."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, Table, Text

from register.columns import Utc, identity
from register.tables import metadata

# Of a dossier: a person by salted digests, or fields of all its authors whose time is over.
erasure = Table(
    "erasure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", identity(), ForeignKey("dossier.id"), nullable=False, index=True),
    Column("mask", JSON(none_as_null=True)),  # schemas.redaction.Mask
    Column("fields", JSON, nullable=False),
    Column("line", Integer, nullable=False),  # of the audit: who, when, why
    Column("at", Utc, nullable=False),
)

# An original whose bytes were deleted on the record.
erased_file = Table(
    "erased_file",
    metadata,
    Column("sha256", Text, ForeignKey("file.sha256"), primary_key=True),
    Column("line", Integer, nullable=False),
    Column("at", Utc, nullable=False),
)
