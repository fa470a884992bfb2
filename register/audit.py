"""Who did what when: append-only, each line sealed with the hash of the line before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

import sqlalchemy as sa

from register.clock import now
from register.files import Problem
from register.tables import audit

MACHINE = "sovang"


def note(connection: sa.Connection, action: str, subject: str, detail: object = None, who: str = MACHINE) -> None:
    """Appends a line to the chain, in the caller's write transaction (so that no two lines follow the same one)."""
    last = connection.execute(sa.select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)).one_or_none()
    number, before = (last.id + 1, last.hash) if last else (1, "")
    line = {"id": number, "at": now(), "who": who, "action": action, "subject": subject, "detail": detail or {}}
    connection.execute(audit.insert().values(**line, hash=_seal(before, line)))


def lines(connection: sa.Connection, subject: str | None = None) -> list[dict[str, Any]]:
    """The lines about a subject, or all, oldest first."""
    query = sa.select(audit).order_by(audit.c.id)
    if subject is not None:
        query = query.where(audit.c.subject == subject)
    return [dict(row) for row in connection.execute(query).mappings()]


def verify(connection: sa.Connection) -> list[Problem]:
    """Changed, lost or foreign lines. A chain cut at its end looks whole: compare `head` with one kept elsewhere."""
    problems, before = [], ""
    for expected, line in enumerate(lines(connection), start=1):
        if line["id"] != expected or line["hash"] != _seal(before, line):
            message = f"Nhật ký bị sửa hoặc mất dòng tại số {line['id']}: so với bản sao lưu."
            problems.append(Problem("audit", str(line["id"]), message))
            break  # every later line would be named too
        before = line["hash"]
    return problems


def head(connection: sa.Connection) -> tuple[int, str]:
    """Number and hash of the newest line, to be kept with a backup."""
    row = connection.execute(sa.select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)).one_or_none()
    return (row.id, row.hash) if row else (0, "")


def _seal(before: str, line: dict[str, Any]) -> str:
    at: dt.datetime = line["at"]
    content = [
        line["id"],
        at.astimezone(dt.UTC).isoformat(),
        *(line[k] for k in ("who", "action", "subject", "detail")),
    ]
    return hashlib.sha256((before + json.dumps(content, sort_keys=True)).encode()).hexdigest()
