"""Innovations in force as the matcher sees them, and what of them a judgement rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from register import mates
from register.db import batches
from register.slots import principal
from register.tables import innovation, reading
from schemas.content import content_key
from schemas.innovation import Accepted
from schemas.match import Record
from schemas.redaction import MARK


@dataclass(frozen=True, slots=True)
class Content:
    """What an innovation says now. `reading`: the row of its reading in force."""

    innovation: str
    reading: int
    key: str


def contents(connection: sa.Connection, innovation_ids: Iterable[str]) -> dict[str, Content]:
    """Those of these innovations that are in force; of one that stands for several what it said before."""
    found: dict[str, Content] = {}
    query = sa.select(reading.c.innovation_id, reading.c.id, reading.c.data)
    for batch in batches(sorted({*innovation_ids})):
        live = {
            row.id: row for row in connection.execute(query.where(reading.c.live, reading.c.innovation_id.in_(batch)))
        }
        own = {key: before for key, before in mates.own_readings(connection, batch).items() if key in live}
        before = connection.execute(query.where(reading.c.id.in_([*own.values()]))).all() if own else []
        for row in (*(row for key, row in live.items() if key not in own), *before):
            found[row.innovation_id] = Content(row.innovation_id, row.id, content_key(said_in(row.data)))
    return found


def records_of(connection: sa.Connection, reading_ids: Iterable[int]) -> dict[int, Record]:
    """What readings said, in force or not."""
    found: dict[int, Record] = {}
    columns = (reading.c.id, reading.c.innovation_id, reading.c.data, innovation.c.dossier_id)
    query = sa.select(*columns).join_from(reading, innovation)
    for batch in batches(sorted({*reading_ids})):
        for row in connection.execute(query.where(reading.c.id.in_(batch))):
            about = {"id": row.innovation_id, "dossier": row.dossier_id}
            found[row.id] = said_in(row.data).model_copy(update=about)
    return found


def said_in(data: dict[str, Any]) -> Record:
    """A reading's accepted values, whosever they are."""
    accepted = Accepted.model_validate(data.get("accepted", {}))
    known = [a for a in accepted.authors if a.full_name != MARK]  # two who were erased are not one person
    author = principal(known)
    others = [a.full_name for a in known if a is not author]
    return Record(
        id="",
        title=accepted.title,
        authors=[author.full_name, *others] if author else [],
        birth_year=author.birth_year if author else None,
        position=author.position if author else "",
        unit=author.workplace if author else "",
        phone=(author.phone or "") if author else "",
        period=accepted.application_period,
        summary=accepted.summary,
        benefit=accepted.effect,
        benefit_vnd=accepted.benefit_vnd,
        awards="; ".join(accepted.awards),
    )
