"""All that happened to one innovation, in the order of time: what machines read and what people did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from register import audit
from register.db import Database, batches
from register.erasure_tables import erasure
from register.judging_tables import judgement, merged, merging
from register.tables import arrival, dossier, innovation, pair, reading
from register.tables import audit as lines
from schemas.innovation import Reading

# What people did to the row itself, to a pair that it is in, and to rows that were put together.
_OWN = (
    *("accepted", "answered", "took-back", "decided", "withdrawn", "merged", "merge-undone", "phone-shown"),
    *("keyed", "keyed-took-back"),
)
_PAIRS = ("judged", "judgement-undone")
_MERGES = ("merged", "merge-undone")


@dataclass(frozen=True, slots=True)
class Event:
    """`kind`: an action of the audit, or `received`, `received-again`, `read`, `read-again`, `followed`, `erased`.

    `who`: None for the machine; `subject`: what the audit's line is about; `erased`: its detail is gone. `before` and
    `after` are readings where a machine's differ.
    """

    at: dt.datetime
    kind: str
    who: str | None = None
    subject: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    erased: bool = False
    before: Reading | None = None
    after: Reading | None = None


class Chronicle:
    """Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, innovation_id: str) -> list[Event]:
        """The oldest first; nothing for an unknown innovation."""
        with self._database.read() as connection:
            home = sa.select(innovation.c.dossier_id).where(innovation.c.id == innovation_id)
            dossier_id = connection.scalar(home)
            if dossier_id is None:
                return []
            found = [*_arrivals(connection, dossier_id), *_readings(connection, innovation_id)]
            found += [*_acts(connection, innovation_id), *_erasures(connection, dossier_id)]
        return sorted(found, key=lambda event: event.at)


def _arrivals(connection: sa.Connection, dossier_id: str) -> Iterator[Event]:
    first = connection.execute(sa.select(dossier).where(dossier.c.id == dossier_id)).one()
    yield Event(first.received_at, "received", subject=dossier_id, detail={"channel": first.channel})
    again = sa.select(arrival).where(arrival.c.dossier_id == dossier_id).order_by(arrival.c.id)
    for row in connection.execute(again):
        if row.received_at != first.received_at:
            yield Event(row.received_at, "received-again", subject=dossier_id, detail={"channel": row.channel})


def _readings(connection: sa.Connection, innovation_id: str) -> Iterator[Event]:
    """What a machine read, and what followed from other versions of the row; the same again is no event."""
    columns = (reading.c.at, reading.c.engine, reading.c.derived, reading.c.digest, reading.c.data)
    own = (reading.c.innovation_id == innovation_id) & reading.c.person.is_(None)
    seen: set[str] = set()
    before: Reading | None = None
    for row in connection.execute(sa.select(*columns).where(own).order_by(reading.c.id)):
        if row.digest in seen:
            continue
        seen.add(row.digest)
        after = Reading.model_validate(row.data)
        kind = "followed" if row.derived else "read" if before is None else "read-again"
        yield Event(row.at, kind, detail={"engine": row.engine}, before=before, after=after)
        before = after


def _acts(connection: sa.Connection, innovation_id: str) -> Iterator[Event]:
    wanted: dict[str, tuple[str, ...]] = {}
    wanted.update(dict.fromkeys(_pairs_of(connection, innovation_id), _PAIRS))
    wanted.update(dict.fromkeys(_wholes_of(connection, innovation_id), _MERGES))
    wanted[innovation_id] = _OWN
    for batch in batches(wanted):
        query = audit.joined().where(lines.c.subject.in_(batch)).order_by(lines.c.id)
        for row in connection.execute(query).mappings():
            line = audit.told(row)
            if line["action"] in wanted[line["subject"]] and _is_about(line, innovation_id):
                who = None if line["who"] == audit.MACHINE else line["who"]
                yield Event(
                    line["at"], line["action"], who, line["subject"], line["detail"], line["erased"] is not None
                )


def _is_about(line: Mapping[str, Any], innovation_id: str) -> bool:
    """Another merging of the same survivor is not."""
    return line["action"] not in _MERGES or innovation_id in {line["subject"], *line["detail"].get("members", [])}


def _pairs_of(connection: sa.Connection, innovation_id: str) -> list[str]:
    """How the audit names the pairs that people spoke of."""
    found: set[str] = set()
    for table in (judgement, pair):
        mine = (table.c.id_a == innovation_id) | (table.c.id_b == innovation_id)
        ends = connection.execute(sa.select(table.c.id_a, table.c.id_b).where(mine).distinct()).tuples()
        found |= {" ".join(sorted(both)) for both in ends}
    return sorted(found)


def _wholes_of(connection: sa.Connection, innovation_id: str) -> list[str]:
    """Those that this one was put together in, then or now."""
    query = sa.select(merging.c.survivor_id).join(merged, merged.c.merging_id == merging.c.id)
    return sorted({*connection.scalars(query.where(merged.c.innovation_id == innovation_id))})


def _erasures(connection: sa.Connection, dossier_id: str) -> Iterator[Event]:
    """Of which row something was erased is not kept: that would tell whose it was."""
    for row in connection.execute(sa.select(erasure).where(erasure.c.dossier_id == dossier_id).order_by(erasure.c.id)):
        yield Event(row.at, "erased", subject=dossier_id, detail={"fields": row.fields, "person": row.mask is not None})
