"""What every dossier has of every programme: the counts that progress reports are made of."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from register import lines
from register.db import Database, batches
from register.search.tables import tally
from register.tables import dossier, innovation, outcome
from register.unit_tables import filing
from schemas.units.progress import Sent
from schemas.written import OFFICE

_Key = tuple[str | None, str | None]  # programme, phase


def sent(database: Database) -> list[Sent]:
    """One for each dossier, programme and phase; a letter without rows counts for its programme."""
    with database.read() as connection:
        columns = (dossier.c.id, dossier.c.channel, dossier.c.received_at, outcome.c.programme, outcome.c.sender)
        filed = (filing.c.dossier_id == dossier.c.id) & filing.c.live
        query = sa.select(*columns, filing.c.unit_id).join_from(dossier, outcome).outerjoin(filing, filed)
        rows = connection.execute(query.where(outcome.c.live).order_by(dossier.c.id)).all()
        counted = _counted(connection)
    out = []
    for row in rows:
        groups = counted.get(row.id, {})
        if row.programme not in {programme for programme, _ in groups}:
            groups[row.programme, None] = {}
        base = {
            "dossier_id": row.id,
            "unit_id": row.unit_id,
            "unit": row.sender or "",
            "channel": row.channel,
            "received": row.received_at.astimezone(OFFICE).date(),
        }
        out += [Sent(**base, programme=p, phase=f, **numbers) for (p, f), numbers in groups.items()]
    return out


def _counted(connection: sa.Connection) -> dict[str, dict[_Key, dict[str, int]]]:
    """Dossier → (programme, phase) → status → innovations in force."""
    own = (tally.c.dossier_id, tally.c.programme, tally.c.phase, tally.c.status)
    query = sa.select(*own, tally.c.innovations).where(tally.c.dossier_id != "", tally.c.innovations != 0)
    found: dict[str, dict[_Key, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for dossier_id, programme, phase, status, count in connection.execute(query.order_by(*own)):
        found[dossier_id][programme or None, phase or None][str(status)] = count
    key = (innovation.c.dossier_id, innovation.c.programme, innovation.c.phase, innovation.c.status)
    for batch in batches(sorted(lines.surplus(connection))):  # however often it was sent, a row is one innovation
        rows = connection.execute(sa.select(*key).where(innovation.c.id.in_(batch))).tuples()
        for dossier_id, programme, phase, status in rows:
            numbers = found[dossier_id][programme, phase]
            numbers[str(status)] -= 1
            numbers["duplicate"] = numbers.get("duplicate", 0) + 1
    return found
