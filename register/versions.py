"""Tables sent again: what tells it, and the links that were found; a link that no longer holds steps back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Any

import sqlalchemy as sa

from register import audit, innovations, lines
from register.clock import now
from register.completion import conclude
from register.db import Database, batches
from register.status import settle
from register.tables import dossier, dossier_version, innovation, outcome, pair, reading, row_version
from schemas.dossier import Letter
from schemas.innovation import Reading, Status
from schemas.match import Judgement
from schemas.version import DossierVersion, Held, RowKey, RowVersion, Sent, Versions


class SentAgain:
    """What tells that a table was sent again, and what was found. Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sent(self) -> tuple[list[Sent], list[RowKey]]:
        """Every dossier's letter, every row's author and title."""
        with self._database.read() as connection:
            return sent(connection), row_keys(connection)

    def held(self, dossier_ids: Sequence[str], twins: Set[str] = frozenset()) -> list[Held]:
        """The innovations of these dossiers, as read and as they hold. `twins`: those that people called the same."""
        with self._database.read() as connection:
            return held(connection, dossier_ids, twins)

    def judged(self) -> dict[tuple[str, str], Judgement]:
        """What people said of pairs."""
        with self._database.read() as connection:
            return judged(connection)

    def save(self, found: Versions) -> None:
        """Puts exactly these links in force, with what follows for readings and statuses."""
        with self._database.write() as connection:
            save(connection, found)

    def aside(self) -> tuple[set[str], set[str]]:
        """(rows that another version counts for, newer versions that wait for a person)."""
        with self._database.read() as connection:
            return lines.aside(connection)

    def roots(self, innovation_ids: Sequence[str]) -> dict[str, str]:
        """Innovation → the first version of its row, for those that were sent again."""
        with self._database.read() as connection:
            return lines.roots(connection, innovation_ids)


def sent(connection: sa.Connection) -> list[Sent]:
    """Every dossier that has rows and a letter, as they came."""
    query = sa.select(dossier.c.id, dossier.c.received_at, outcome.c.letter).join_from(dossier, outcome)
    rows = connection.execute(query.where(outcome.c.live).order_by(dossier.c.received_at, dossier.c.id))
    return [Sent(r.id, r.received_at, Letter.model_validate(r.letter)) for r in rows]


def row_keys(connection: sa.Connection) -> list[RowKey]:
    """Every innovation in force, by id: as it holds, and as it was last read where a person spoke."""
    columns = (innovation.c.dossier_id, innovation.c.id, reading.c.principal, reading.c.title)
    query = sa.select(*columns).join_from(innovation, reading)
    in_force = sa.select(reading.c.innovation_id).where(reading.c.live)
    newest = sa.select(sa.func.max(reading.c.id)).where(reading.c.person.is_(None), ~reading.c.derived)
    held = reading.c.live & reading.c.person.is_not(None)
    read = reading.c.id.in_(newest.group_by(reading.c.innovation_id)) & reading.c.innovation_id.in_(in_force)
    rows = connection.execute(query.where(held | read).order_by(innovation.c.id, reading.c.id))
    return [RowKey(*row) for row in rows.tuples()]


def held(connection: sa.Connection, dossier_ids: Sequence[str], twins: Set[str]) -> list[Held]:
    """The innovations in force of these dossiers, by id, with what the machine last read of them."""
    found: dict[str, Held] = {}
    for batch in batches(dossier_ids):
        columns = (innovation.c.dossier_id, innovation.c.status, innovation.c.status_by)
        theirs = innovation.c.dossier_id.in_(batch)
        mine = sa.select(innovation.c.id).where(theirs)
        newest = sa.select(sa.func.max(reading.c.id)).where(reading.c.person.is_(None), ~reading.c.derived)
        newest = newest.where(reading.c.innovation_id.in_(mine)).group_by(reading.c.innovation_id)
        query = sa.select(reading, *columns).join_from(innovation, reading).where(theirs)
        query = query.where(reading.c.live | reading.c.id.in_(newest))
        readable: dict[str, Reading] = {}
        for row in connection.execute(query.order_by(reading.c.id)):
            read = Reading.model_validate(row.data)
            if row.person is None and not row.derived:
                readable[row.innovation_id] = read
            if row.live:
                key, spoken = row.innovation_id, bool(row.status_by) or row.innovation_id in twins
                closed = row.status == Status.REJECTED or (row.status == Status.DUPLICATE and spoken)
                found[key] = Held(key, row.dossier_id, read, read, bool(row.person), closed)
        for key, read in readable.items():
            if key in found:
                found[key].read = read
    return [found[key] for key in sorted(found)]


def judged(connection: sa.Connection) -> dict[tuple[str, str], Judgement]:
    """What people said of pairs."""
    query = sa.select(pair.c.id_a, pair.c.id_b, pair.c.judgement).where(pair.c.live, pair.c.person.is_not(None))
    return {(a, b): Judgement(said) for a, b, said in connection.execute(query).tuples()}


def save(connection: sa.Connection, found: Versions) -> None:
    """Puts exactly these links and readings in force; a person's reading stays, and so does what holds already."""
    touched = _link_rows(connection, found.rows)
    dossiers = _link_dossiers(connection, found.dossiers)
    derived = sa.select(reading.c.innovation_id).where(reading.c.live, reading.c.derived)
    for key in sorted({*connection.scalars(derived), *found.readings}):
        if innovations.follow(connection, key, found.readings.get(key)):
            touched.add(key)
    for batch in batches(sorted(touched)):
        connection.execute(innovation.update().where(innovation.c.id.in_(batch)).values(compared=None))
        query = sa.select(innovation.c.dossier_id).where(innovation.c.id.in_(batch))
        dossiers.update(connection.scalars(query.distinct()))
    settle(connection, sorted(touched))
    dossiers.update(key for link in found.dossiers for key in (link.dossier, link.earlier))
    conclude(connection, dossiers)
    if touched:
        audit.note(connection, "rows-linked", "versions", {"innovations": len(touched)})


def _link_rows(connection: sa.Connection, wanted: Sequence[RowVersion]) -> set[str]:
    """Returns the innovations of the lines that are other than before."""
    live = connection.execute(sa.select(row_version).where(row_version.c.live)).all()
    before = {r.innovation_id: (r.id, RowVersion(r.innovation_id, r.earlier_id, r.root_id, r.changed)) for r in live}
    after = {w.innovation: w for w in wanted}
    gone = {key: (row, link) for key, (row, link) in before.items() if after.get(key) != link}
    new = [w for key, w in after.items() if key not in before or key in gone]
    _retire(connection, row_version, [row for row, _ in gone.values()])
    rows = [
        {"innovation_id": w.innovation, "earlier_id": w.earlier, "root_id": w.root, "changed": w.changed} for w in new
    ]
    if rows:
        connection.execute(row_version.insert(), [{**row, "live": True, "at": now()} for row in rows])
    return {key for w in (*new, *(link for _, link in gone.values())) for key in (w.innovation, w.earlier, w.root)}


def _link_dossiers(connection: sa.Connection, wanted: Sequence[DossierVersion]) -> set[str]:
    """Returns the dossiers that are another version than before, and those whose findings changed."""
    live = connection.execute(sa.select(dossier_version).where(dossier_version.c.live)).all()
    before = {r.dossier_id: (r.id, _content(lines.of_dossier(r))) for r in live}
    after = {w.dossier: w for w in wanted}
    gone = {key: row for key, (row, content) in before.items() if key not in after or _content(after[key]) != content}
    new = [w for key, w in after.items() if key not in before or key in gone]
    _retire(connection, dossier_version, list(gone.values()))
    for link in new:
        connection.execute(dossier_version.insert().values(**_content(link), live=True, at=now()))
        audit.note(connection, "version", link.dossier, {"of": link.earlier, "number": link.number})
    return {*gone, *(w.dossier for w in new)}


def _content(link: DossierVersion) -> dict[str, Any]:
    findings = [f.model_dump(mode="json") for f in link.findings]
    return {"dossier_id": link.dossier, "earlier_id": link.earlier, "number": link.number, "findings": findings}


def _retire(connection: sa.Connection, table: sa.Table, row_ids: Iterable[int]) -> None:
    for batch in batches(row_ids):
        connection.execute(table.update().where(table.c.id.in_(batch)).values(live=False))
