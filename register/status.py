"""An innovation's status: what a person set, else what its reading and its judged pairs say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from register import audit
from register.db import batches
from register.tables import dossier, innovation, pair, reading
from schemas.innovation import Status
from schemas.match import Judgement


def settle(connection: sa.Connection, innovation_ids: Iterable[str]) -> None:
    """Writes the status of each anew; the same rows always give the same status."""
    for batch in batches(innovation_ids):
        later = _later_ones(connection, batch)
        doubtful = _doubtful_ones(connection, batch) - later
        clear = {*batch} - later - doubtful
        for status, ids in ((Status.DUPLICATE, later), (Status.NEEDS_REVIEW, doubtful), (Status.REGISTERED, clear)):
            unset = innovation.c.id.in_(ids & {*batch}) & innovation.c.status_by.is_(None)
            connection.execute(innovation.update().where(unset).values(status=status))


def decide(connection: sa.Connection, innovation_id: str, status: Status, person: str) -> None:
    """Sets a status by a person's word; no rerun and no pair changes it again."""
    one = innovation.c.id == innovation_id
    before = connection.execute(sa.select(innovation.c.status).where(one)).scalar_one()
    connection.execute(innovation.update().where(one).values(status=status, status_by=person))
    audit.note(connection, "decided", innovation_id, {"before": before, "after": str(status)}, person)


def _doubtful_ones(connection: sa.Connection, innovation_ids: Sequence[str]) -> set[str]:
    doubtful = reading.c.live & (reading.c.doubts > 0) & reading.c.innovation_id.in_(innovation_ids)
    return set(connection.scalars(sa.select(reading.c.innovation_id).where(doubtful)))


def _later_ones(connection: sa.Connection, innovation_ids: Sequence[str]) -> set[str]:
    """Those that a person called the same as one that came earlier."""
    first, second = dossier.alias(), dossier.alias()
    one, two = innovation.alias(), innovation.alias()
    query = (
        sa.select(pair.c.id_a, pair.c.id_b, first.c.received_at.label("at_a"), second.c.received_at.label("at_b"))
        .join(one, one.c.id == pair.c.id_a)
        .join(two, two.c.id == pair.c.id_b)
        .join(first, first.c.id == one.c.dossier_id)
        .join(second, second.c.id == two.c.dossier_id)
        .where(pair.c.live, pair.c.judgement == Judgement.SAME)
        .where(pair.c.id_a.in_(innovation_ids) | pair.c.id_b.in_(innovation_ids))
    )
    return {max((r.at_a, r.id_a), (r.at_b, r.id_b))[1] for r in connection.execute(query)}
