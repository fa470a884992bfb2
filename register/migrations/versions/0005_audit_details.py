"""The audit's details move beside the chain, which then holds their salted digests: personal data can be erased.

Every line is sealed anew. Whether the chain was whole before is found out first and kept as a line of its own.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_BATCH = 1000


def upgrade() -> None:
    op.add_column("audit", sa.Column("digest", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "audit_detail",
        sa.Column("line", sa.Integer, sa.ForeignKey("audit.id"), primary_key=True, autoincrement=False),
        sa.Column("salt", sa.Text),
        sa.Column("content", sa.Text),
        sa.Column("erased", sa.Integer),
    )
    _seal_anew(op.get_bind())
    op.drop_column("audit", "detail")


_AUDIT = sa.table(
    "audit",
    sa.column("id", sa.Integer),
    sa.column("at", _MOMENT),
    *(sa.column(name, sa.Text) for name in ("who", "action", "subject", "digest", "hash")),
    sa.column("detail", sa.JSON),
)
_DETAIL = sa.table(
    "audit_detail", sa.column("line", sa.Integer), sa.column("salt", sa.Text), sa.column("content", sa.Text)
)
_COUNTER = sa.table("counter", sa.column("name", sa.Text), sa.column("value", sa.Integer))


def _seal_anew(connection: sa.Connection) -> None:
    before, old, last, broken = "", "", 0, 0
    while rows := connection.execute(
        sa.select(_AUDIT).where(_AUDIT.c.id > last).order_by(_AUDIT.c.id).limit(_BATCH)
    ).all():
        for row in rows:
            if not broken and (row.id != last + 1 or row.hash != _old_seal(old, row)):
                broken = row.id
            before, old, last = _keep(connection, row._asdict(), before), row.hash, row.id
    if last:
        found = {"lines_before": last, "hash_before": old, "broken": broken}
        here = {"id": last + 1, "at": _shown(connection, datetime.now(UTC)), "who": "sovang", "action": "resealed"}
        connection.execute(_AUDIT.insert().values(**here, subject="audit", detail={}, digest="", hash=""))
        _keep(connection, {**here, "subject": "audit", "detail": found}, before)
        connection.execute(_COUNTER.insert().values(name="audit", value=last + 1))


def _keep(connection: sa.Connection, line: dict[str, Any], before: str) -> str:
    """Writes a line's digest and new seal, and its detail beside it; returns the seal."""
    salt = secrets.token_hex(16)
    content = json.dumps(line["detail"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    content = content.encode("utf-8", "replace").decode() if line["detail"] else ""
    digest = hmac.new(salt.encode(), content.encode(), hashlib.sha256).hexdigest() if content else ""
    said = [line["id"], _moment(line["at"]).isoformat(timespec="microseconds")]
    said += [line["who"], line["action"], line["subject"], digest]
    seal = hashlib.sha256((before + json.dumps(said, ensure_ascii=False)).encode()).hexdigest()
    connection.execute(_AUDIT.update().where(_AUDIT.c.id == line["id"]).values(digest=digest, hash=seal))
    if content:
        connection.execute(_DETAIL.insert().values(line=line["id"], salt=salt, content=content))
    return seal


def _old_seal(before: str, row: Any) -> str:
    content = [row.id, _moment(row.at).isoformat(), row.who, row.action, row.subject, row.detail]
    return hashlib.sha256((before + json.dumps(content, sort_keys=True)).encode()).hexdigest()


def _moment(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _shown(connection: sa.Connection, at: datetime) -> datetime:
    return at.replace(tzinfo=None) if connection.dialect.name == "sqlite" else at
