"""The tables of the desk's accounts and their sessions. A change of an account is a new row; `live` is in force."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, Integer, Table, Text

from register.columns import Clean, Utc
from register.tables import metadata, one_live

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("live", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("data", JSON, nullable=False),  # schemas.account.Account
    Column("password", Text, nullable=False),  # its argon2id hash; empty: none was set yet
    Column("person", Clean, nullable=False),  # who made the change
    Column("at", Utc, nullable=False),
    one_live("uq_account_live", "name"),
)

# Who has which piece of work in hand, for a while: others are given something else.
claim = Table(
    "claim",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("at", Utc, nullable=False),
)

# Of a token only its digest is kept: who reads the table cannot sign in with it.
web_session = Table(
    "web_session",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("at", Utc, nullable=False),
    Column("seen", Utc, nullable=False),
    Column("ended", Utc),
)

sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # account, address
    Column("key", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Index("ix_sign_in_failure_key", "kind", "key", "at"),
)

# What programs sign in with, in an account's name; of it too only the digest is kept.
api_token = Table(
    "api_token",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False, index=True),
    Column("label", Clean, nullable=False),  # what its owner calls it
    Column("at", Utc, nullable=False),
    Column("until", Utc, nullable=False),
    Column("seen", Utc),
    Column("ended", Utc),
)
