"""The register's tables. What was read or decided is never edited: a new row supersedes, `live` marks the one in force.

The schema in a database is made by `migrations/`; a test holds both together.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from register.columns import Clean, Utc, identity

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

DERIVED = {"derived": True}  # `info` of tables that are made anew from the others: never copied


def one_live(name: str, *columns: str, where: str = "live") -> Index:
    """At most one row in force."""
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))


def part_of(name: str, *columns: str, where: str) -> Index:
    """An index of few rows."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


file = Table(
    "file",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("first_seen", Utc, nullable=False),
)

dossier = Table(
    "dossier",
    metadata,
    Column("id", identity(), primary_key=True),
    Column("key", Text, nullable=False, unique=True),  # its content; see dossiers.content_key
    Column("source_name", Clean, nullable=False),
    Column("channel", Text, nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("status", Text, nullable=False, index=True),
    Column("attempts", Integer, nullable=False, server_default="0"),  # begun and not yet ended
)

# What was dropped, under the sender's names; the parts unpacked from it belong to an outcome.
dropped = Table(
    "dropped",
    metadata,
    Column("dossier_id", identity(), ForeignKey("dossier.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Clean, nullable=False),
    Column("sha256", Text, ForeignKey("file.sha256"), nullable=False, index=True),
)

arrival = Table(
    "arrival",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", identity(), ForeignKey("dossier.id"), nullable=False, index=True),
    Column("source_name", Clean, nullable=False),
    Column("channel", Text, nullable=False),
    Column("received_at", Utc, nullable=False),
)

outcome = Table(
    "outcome",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", identity(), ForeignKey("dossier.id"), nullable=False, index=True),
    Column("live", Boolean, nullable=False),
    Column("digest", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("engine", Text, nullable=False),
    Column("error", JSON(none_as_null=True)),
    Column("letter", JSON, nullable=False),
    Column("documents", JSON, nullable=False),
    Column("findings", JSON, nullable=False),
    Column("review_fields", JSON, nullable=False),
    Column("asks", Integer, nullable=False, server_default="0"),  # fields that a person is asked to check
    Column("unknown", Boolean, nullable=False, server_default=false()),  # a table waits for names of its columns
    Column("programme", Text),  # as the letter says
    Column("sender", Clean),  # the unit as filed
    one_live("uq_outcome_live", "dossier_id"),
    part_of("ix_outcome_open", "asks", "unknown", "dossier_id", where="live"),
    part_of("ix_outcome_error", "dossier_id", where="live AND error IS NOT NULL"),
    part_of("ix_outcome_sender", "programme", "sender", "asks", "dossier_id", where="live"),
)

part = Table(
    "part",
    metadata,
    Column("outcome_id", Integer, ForeignKey("outcome.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Clean, nullable=False),
    Column("sha256", Text, nullable=False, index=True),
    Column("parent", Text),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("error", JSON(none_as_null=True)),
    Column("pages", Integer, nullable=False),
    Column("encoding", Text),
    part_of("ix_part_error", "outcome_id", where="error IS NOT NULL"),
)

innovation = Table(
    "innovation",
    metadata,
    Column("id", identity(), primary_key=True),
    Column("dossier_id", identity(), ForeignKey("dossier.id"), nullable=False),
    Column("slot", Integer, nullable=False),
    Column("programme", Text),
    Column("phase", Text),
    Column("status", Text, nullable=False, index=True),
    Column("status_by", Text),  # the person who set it; null: it follows from the reading and the pairs
    Column("created_at", Utc, nullable=False),
    Column("compared", Text),  # version of the matcher that compared the live reading; empty: withdrawn
    UniqueConstraint("dossier_id", "slot"),
    part_of("ix_innovation_uncompared", "id", where="compared IS NULL"),
)

reading = Table(
    "reading",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("innovation_id", identity(), ForeignKey("innovation.id"), nullable=False, index=True),
    Column("live", Boolean, nullable=False),
    Column("digest", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("engine", Text, nullable=False),
    Column("person", Text),  # who accepted these values; null: read by machine
    Column("data", JSON, nullable=False),  # schemas.innovation.Reading
    Column("title", Clean, nullable=False),
    Column("principal", Clean, nullable=False),
    Column("unit", Clean, nullable=False),
    Column("phone", Clean),
    Column("ordinal", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("page", Integer, nullable=False),
    Column("row", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),  # fields that a person is asked to check
    Column("derived", Boolean, nullable=False, server_default=false()),  # follows from other versions of the row
    one_live("uq_reading_live", "innovation_id"),
)

PAIR_WAITS = "(judgement = 'suggested' OR proposed IS NOT NULL OR reopened IS NOT NULL)"
pair = Table(
    "pair",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("id_a", identity(), ForeignKey("innovation.id"), nullable=False),
    Column("id_b", identity(), ForeignKey("innovation.id"), nullable=False, index=True),
    Column("live", Boolean, nullable=False),
    Column("score", Float, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("model", Text, nullable=False),
    Column("judgement", Text, nullable=False),
    Column("person", Text),  # who judged; null: the machine suggests
    Column("at", Utc, nullable=False),
    Column("kind", Text),  # schemas.match.Kind
    Column("across", JSON, nullable=False, server_default="[]"),
    Column("why", Clean),  # what the person said for it
    Column("proposed", Clean),  # who called it copied, as long as nobody else has
    Column("reopened", Clean),  # what was said of it before, and what has changed since
    Column("doubt", Float, nullable=False, server_default="0.5"),  # how far its score is from a coin's toss
    CheckConstraint("id_a < id_b", name="order"),
    one_live("uq_pair_live", "id_a", "id_b"),
    part_of("ix_pair_open", "judgement", "proposed", "reopened", where="live"),
    part_of("ix_pair_doubt", "doubt", "id_a", "id_b", where=f"live AND {PAIR_WAITS}"),
)

column_form = Table(
    "column_form",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("live", Boolean, nullable=False),
    Column("key", Text, nullable=False),
    Column("data", JSON, nullable=False),  # schemas.columns.ColumnForm
    Column("person", Clean, nullable=False),
    Column("at", Utc, nullable=False),
    one_live("uq_column_form_live", "key"),
)

# A table sent again by the same unit: the dossier and its rows as versions of those sent before.
dossier_version = Table(
    "dossier_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", identity(), ForeignKey("dossier.id"), nullable=False),
    Column("earlier_id", identity(), ForeignKey("dossier.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("findings", JSON, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("at", Utc, nullable=False),
    one_live("uq_dossier_version_live", "dossier_id"),
)

row_version = Table(
    "row_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("innovation_id", identity(), ForeignKey("innovation.id"), nullable=False),
    Column("earlier_id", identity(), ForeignKey("innovation.id"), nullable=False),
    Column("root_id", identity(), ForeignKey("innovation.id"), nullable=False, index=True),  # its first version
    Column("changed", Boolean, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("at", Utc, nullable=False),
    one_live("uq_row_version_live", "innovation_id"),
)

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("lease", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("started", Utc, nullable=False),
    Column("heartbeat", Utc, nullable=False),
    Column("finished", Utc),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("counts", JSON, nullable=False),
    one_live("uq_run_lease", "lease", where="finished IS NULL"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 … without gaps: a lost row shows
    Column("at", Utc, nullable=False),
    Column("who", Clean, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("digest", Text, nullable=False),  # of the detail, salted; empty where there is none
    Column("hash", Text, nullable=False),  # over the line before and all of this one: see audit.py
)

# What a line tells beside itself. It may hold personal data, so it can be emptied: the chain holds its digest only.
audit_detail = Table(
    "audit_detail",
    metadata,
    Column("line", Integer, ForeignKey("audit.id"), primary_key=True, autoincrement=False),
    Column("salt", Text),
    Column("content", Text),  # JSON, exactly as it was digested
    Column("erased", Integer),  # the line by which it was emptied
)

counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)

# What partial indexes say, in their words: SQLite does not see that `live = 1` is the same as `live`.
PAIR_LIVE = text("pair.live")
