"""Runs and their lease: two runs never work on the same dossiers, and a killed one is noticed at the next start."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from register import audit
from register.clock import now
from register.db import Database
from register.tables import run
from schemas.errors import SovangError
from schemas.written import moment

_LOG = logging.getLogger(__name__)
BEAT = 20.0  # seconds between signs of life
STALE = timedelta(minutes=3)


class Busy(SovangError):
    """Another run holds the lease."""

    def __init__(self, kind: str, started: datetime) -> None:
        super().__init__(f"Đang có một lượt xử lý khác ({kind}, bắt đầu {moment(started)}).")


@dataclass(slots=True)
class Run:
    """A run in progress; what stands in `counts` at its end is kept."""

    id: int
    kind: str
    counts: dict[str, int] = field(default_factory=dict)


@contextmanager
def hold(database: Database, kind: str, lease: str) -> Iterator[Run]:
    """Holds a lease while the block runs. Raises Busy when another living run has it."""
    with database.write() as connection:
        _clear(connection, lease)
        current = Run(_start(connection, kind, lease), kind)
    stop = threading.Event()
    beating = threading.Thread(target=_beat, args=(database, current.id, stop), name="sovang-run", daemon=True)
    beating.start()
    state = "failed"
    try:
        yield current
        state = "done"
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        state = "interrupted"
        raise
    finally:
        stop.set()
        beating.join()
        with database.write() as connection:
            _finish(connection, run.c.id == current.id, state, current.counts)


def latest(connection: sa.Connection, limit: int = 10) -> list[dict[str, Any]]:
    """The newest runs: id, kind, state, started, heartbeat, finished, counts."""
    query = sa.select(run).order_by(run.c.id.desc()).limit(limit)
    return [dict(row) for row in connection.execute(query).mappings()]


def _start(connection: sa.Connection, kind: str, lease: str) -> int:
    moment, me = now(), {"host": socket.gethostname(), "pid": os.getpid()}
    row = {"kind": kind, "lease": lease, "state": "running", "started": moment, "heartbeat": moment, "counts": {}}
    run_id: int = connection.execute(run.insert().values(**row, **me).returning(run.c.id)).scalar_one()
    return run_id


def _clear(connection: sa.Connection, lease: str) -> None:
    """Marks a run that died as interrupted; raises Busy for one that lives."""
    for row in connection.execute(sa.select(run).where(run.c.lease == lease, run.c.finished.is_(None))).all():
        if not _dead(row):
            raise Busy(row.kind, row.started)
        _finish(connection, run.c.id == row.id, "interrupted", row.counts)
        audit.note(connection, "run-interrupted", str(row.id), {"kind": row.kind})


def refuse_beside(connection: sa.Connection, lease: str) -> None:
    """Raises Busy when a living run holds the lease; writes nothing."""
    for row in connection.execute(sa.select(run).where(run.c.lease == lease, run.c.finished.is_(None))).all():
        if not _dead(row):
            raise Busy(row.kind, row.started)


def _dead(row: sa.Row[Any]) -> bool:
    """On this machine a missing process is proof; elsewhere only silence is."""
    if now() - row.heartbeat > STALE:
        return True
    return bool(row.host == socket.gethostname()) and not _lives(row.pid)


def _lives(pid: int) -> bool:
    if os.name != "posix":
        return True  # no harmless way to ask; silence will tell
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _beat(database: Database, run_id: int, stop: threading.Event) -> None:
    while not stop.wait(BEAT):
        try:
            with database.write() as connection:
                connection.execute(run.update().where(run.c.id == run_id).values(heartbeat=now()))
        except OperationalError:  # somebody writes for long; the next beat is in time
            _LOG.warning("run %s: a sign of life could not be written", run_id)


def _finish(connection: sa.Connection, which: sa.ColumnElement[bool], state: str, counts: dict[str, int]) -> None:
    values = {"state": state, "finished": now(), "counts": counts}
    connection.execute(run.update().where(which, run.c.finished.is_(None)).values(values))
