"""Dossiers as they come in and as reading them ended."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from register import audit
from register.clock import now
from register.files import FileStore, StoredFile
from register.tables import arrival, counter, dossier, dropped, file
from schemas.dossier import DossierStatus
from schemas.errors import ItemCode, SetAside
from schemas.source import Channel
from schemas.written import OFFICE

MAX_ATTEMPTS = 3
_FILLED = (Channel.IMPORT, Channel.KEYED)


def content_key(source_name: str, sha256s: Iterable[str]) -> str:
    """What makes two drops the same dossier: the set of their files, whatever they are called."""
    content = "\n".join(sorted(set(sha256s))) or f"empty\n{source_name}"
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()


def find(connection: sa.Connection, key: str) -> str | None:
    return connection.scalar(sa.select(dossier.c.id).where(dossier.c.key == key))


def add(connection: sa.Connection, key: str, drop: dict[str, object], files: Sequence[StoredFile]) -> str:
    """Lists a new dossier; `drop`: source_name, channel, received_at. Returns its id, as in `HS2021-00042`."""
    received_at = drop["received_at"]
    assert isinstance(received_at, dt.datetime)
    name = f"HS{received_at.astimezone(OFFICE).year}"
    dossier_id = f"{name}-{_next(connection, name):05d}"
    know(connection, {f.sha256: f.size for f in files})
    connection.execute(dossier.insert().values(id=dossier_id, key=key, status=DossierStatus.RECEIVED, **drop))
    rows = [{"dossier_id": dossier_id, "position": i, "name": f.name, "sha256": f.sha256} for i, f in enumerate(files)]
    if rows:
        connection.execute(dropped.insert(), rows)
    audit.note(connection, "received", dossier_id, {"source_name": drop["source_name"], "files": len(files)})
    return dossier_id


def add_arrival(connection: sa.Connection, dossier_id: str, drop: dict[str, object]) -> None:
    """Notes known content that came by another name or another way; what lies in the drop folder every night is one."""
    names = ("source_name", "channel")
    first = sa.select(*(dossier.c[name] for name in names)).where(dossier.c.id == dossier_id)
    later = sa.select(*(arrival.c[name] for name in names)).where(arrival.c.dossier_id == dossier_id)
    if tuple(drop[name] for name in names) in {tuple(row) for row in connection.execute(first.union(later))}:
        return
    connection.execute(arrival.insert().values(dossier_id=dossier_id, **drop))
    audit.note(connection, "received-again", dossier_id, {"source_name": drop["source_name"]})


def know(connection: sa.Connection, sizes: dict[str, int]) -> None:
    """Notes originals (sha256 → bytes) that the register must keep from now on."""
    known = set(connection.scalars(sa.select(file.c.sha256).where(file.c.sha256.in_(sizes))))
    rows = [{"sha256": s, "size": n, "first_seen": now()} for s, n in sizes.items() if s not in known]
    if rows:
        connection.execute(file.insert(), rows)


def pending(connection: sa.Connection) -> list[str]:
    """Not those that are filled otherwise: by `register.importing`, by `register.keying`."""
    begun = dossier.c.status.in_([DossierStatus.RECEIVED, DossierStatus.READING])
    waiting = begun & dossier.c.channel.not_in(_FILLED)
    return list(
        connection.scalars(sa.select(dossier.c.id).where(waiting).order_by(dossier.c.received_at, dossier.c.id))
    )


def is_filled(connection: sa.Connection, dossier_id: str) -> bool:
    """Whether its rows were brought in by `sovang import` or keyed in: there is no paper to read them from."""
    return connection.scalar(sa.select(dossier.c.channel).where(dossier.c.id == dossier_id)) in _FILLED


def begin(connection: sa.Connection, dossier_id: str) -> int:
    """Returns which attempt this is.

    Raises SetAside when reading this dossier was cut short too often: it may be what stops the machine.
    """
    attempts = connection.execute(sa.select(dossier.c.attempts).where(dossier.c.id == dossier_id)).scalar_one()
    if attempts >= MAX_ATTEMPTS:
        raise SetAside(ItemCode.UNREADABLE, f"reading was cut short {attempts} times")
    change = {"status": DossierStatus.READING, "attempts": attempts + 1}
    connection.execute(dossier.update().where(dossier.c.id == dossier_id).values(change))
    return int(attempts) + 1


def release(connection: sa.Connection, dossier_id: str) -> None:
    values = {"status": DossierStatus.RECEIVED, "attempts": dossier.c.attempts - 1}
    begun = (dossier.c.id == dossier_id) & (dossier.c.status == DossierStatus.READING)
    connection.execute(dossier.update().where(begun).values(values))


def end(connection: sa.Connection, dossier_id: str, status: DossierStatus) -> str | None:
    """Returns the status before."""
    before = connection.scalar(sa.select(dossier.c.status).where(dossier.c.id == dossier_id))
    connection.execute(dossier.update().where(dossier.c.id == dossier_id).values(status=status, attempts=0))
    return before


def received_at(connection: sa.Connection, dossier_id: str) -> dt.datetime | None:
    return connection.scalar(sa.select(dossier.c.received_at).where(dossier.c.id == dossier_id))


def files_of(connection: sa.Connection, dossier_id: str, store: FileStore) -> list[StoredFile]:
    """What was dropped, in the order it was given."""
    query = (
        sa.select(dropped.c.name, file.c.sha256, file.c.size)
        .join_from(dropped, file)
        .where(dropped.c.dossier_id == dossier_id)
        .order_by(dropped.c.position)
    )
    return [StoredFile(r.sha256, r.size, store.path(r.sha256), r.name) for r in connection.execute(query)]


def drop_of(source_name: str, channel: Channel, received_at: dt.datetime) -> dict[str, object]:
    return {"source_name": source_name, "channel": str(channel), "received_at": received_at}


def _next(connection: sa.Connection, name: str) -> int:
    """The next number of a series; safe because writers take turns."""
    raised = counter.update().where(counter.c.name == name).values(value=counter.c.value + 1)
    value = connection.scalar(raised.returning(counter.c.value))
    if value is None:
        value = 1
        connection.execute(counter.insert().values(name=name, value=value))
    return int(value)
