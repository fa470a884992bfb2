"""Who did what when: append-only, each line sealed with the hash of the line before.

A seal is SHA-256 over the hash of the line before and this line's number, moment, person, action, subject and the
digest of its detail. The detail itself, which may hold names and phones, lies beside it under a random salt: once it is
emptied it can neither be read nor guessed from its digest, and the chain stays whole.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC
from typing import Any

import sqlalchemy as sa

from register.clock import now
from register.columns import cleaned
from register.db import batches
from register.tables import audit, audit_detail, counter

MACHINE = "sovang"
COUNTER = "audit"  # the last number given, kept apart: a chain cut at its end would look whole
_BATCH = 2000


def note(connection: sa.Connection, action: str, subject: str, detail: object = None, who: str = MACHINE) -> int:
    """Appends a line to the chain and returns its number.

    In the caller's write transaction only: there writers take turns, so that no two lines follow the same one.
    """
    if not connection.get_execution_options().get("writes"):
        raise RuntimeError("a line of the audit needs a write transaction")
    number = _next(connection)
    before = connection.scalar(sa.select(audit.c.hash).where(audit.c.id == number - 1)) or ""
    salt, content = secrets.token_hex(16), canonical(detail) if detail else ""
    said = {"who": cleaned(who), "action": action, "subject": cleaned(subject)}
    line = {"id": number, "at": now(), **said, "digest": digest(salt, content) if content else ""}
    connection.execute(audit.insert().values(**line, hash=seal(before, line)))
    if content:
        connection.execute(audit_detail.insert().values(line=number, salt=salt, content=content))
    return number


def lines(connection: sa.Connection, subject: str | None = None) -> list[dict[str, Any]]:
    """The lines about a subject, or all, oldest first. `detail` is empty where there is none, or none any more."""
    query = joined().order_by(audit.c.id)
    if subject is not None:
        query = query.where(audit.c.subject == subject)
    return [told(row) for row in connection.execute(query).mappings()]


def told(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A line as people see it."""
    shown = {key: row[key] for key in ("id", "at", "who", "action", "subject", "hash")}
    return {**shown, "detail": json.loads(row["content"]) if row["content"] else {}, "erased": row["erased"]}


def every(connection: sa.Connection, after: int = 0) -> Iterator[Mapping[Any, Any]]:
    """All lines with their details, or those with a higher number, in order, few in memory at a time."""
    while True:
        query = joined().where(audit.c.id > after).order_by(audit.c.id).limit(_BATCH)
        found = connection.execute(query).mappings().all()
        yield from found
        if len(found) < _BATCH:
            return
        after = found[-1]["id"]


def empty(connection: sa.Connection, numbers: Collection[int], by: int) -> None:
    """Takes the details of these lines away for good; `by`: the line that says so, and why."""
    for batch in batches(sorted(numbers)):
        gone = {"salt": None, "content": None, "erased": by}
        connection.execute(audit_detail.update().where(audit_detail.c.line.in_(batch)).values(gone))


def head(connection: sa.Connection) -> tuple[int, str]:
    """Number and hash of the newest line, to be kept elsewhere."""
    row = connection.execute(sa.select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)).one_or_none()
    return (row.id, row.hash) if row else (0, "")


def joined() -> sa.Select[Any]:
    """Lines with their details."""
    return sa.select(audit, audit_detail.c.salt, audit_detail.c.content, audit_detail.c.erased).outerjoin(audit_detail)


def canonical(detail: object) -> str:
    """The one way of writing a detail: as text it reads the same from every database."""
    text = json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return text.encode("utf-8", "replace").decode()


def digest(salt: str, content: str) -> str:
    return hmac.new(salt.encode(), content.encode(), hashlib.sha256).hexdigest()


def seal(before: str, line: Mapping[Any, Any]) -> str:
    content = [line["id"], line["at"].astimezone(UTC).isoformat(timespec="microseconds")]
    content += [line[key] for key in ("who", "action", "subject", "digest")]
    return hashlib.sha256((before + json.dumps(content, ensure_ascii=False)).encode()).hexdigest()


def _next(connection: sa.Connection) -> int:
    mine = counter.c.name == COUNTER
    raised = counter.update().where(mine).values(value=counter.c.value + 1).returning(counter.c.value)
    value = connection.scalar(raised)
    if value is None:
        value = head(connection)[0] + 1
        connection.execute(counter.insert().values(name=COUNTER, value=value))
    return int(value)
