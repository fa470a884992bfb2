"""Tables sent again: what tells it, and the links that were found; a link that no longer holds steps back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Any

import sqlalchemy as sa

from register import audit, innovations, lines
from register.clock import now
from register.completion import conclude
from register.db import Database, among, batches
from register.status import settle
from register.tables import PAIR_LIVE, dossier, dossier_version, innovation, outcome, pair, reading, row_version
from schemas.dossier import Letter
from schemas.innovation import Reading, Status
from schemas.match import Judgement
from schemas.version import DossierVersion, Held, RowKey, RowVersion, Sent, SentBy, Versions

_WRITING = (outcome.c.programme, outcome.c.sender, outcome.c.asks > 0)


class SentAgain:
    """What tells that a table was sent again, and what was found. Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sent(self, only: Sequence[str] | None = None) -> tuple[list[Sent], list[RowKey]]:
        """Every dossier's letter, every row's author and title; or those of some dossiers."""
        with self._database.read() as connection:
            return sent(connection, only), row_keys(connection, only)

    def sent_rows(self, only: Sequence[str]) -> list[RowKey]:
        """The rows' authors and titles of some dossiers."""
        with self._database.read() as connection:
            return row_keys(connection, only)

    def senders(self, dossier_ids: Iterable[str]) -> dict[str, SentBy]:
        """Who sent each of these dossiers to which programme, where both are known."""
        with self._database.read() as connection:
            return senders(connection, dossier_ids)

    def ever_sent_by(self, dossier_ids: Iterable[str]) -> set[SentBy]:
        """Who sent these dossiers, in whatever was ever read of them or said of it."""
        query = sa.select(*_WRITING).where(outcome.c.programme.is_not(None), outcome.c.sender != "").distinct()
        with self._database.read() as connection:
            parts = among(query, outcome.c.dossier_id, [*dossier_ids])
            return {SentBy(*said) for part in parts for said in connection.execute(part).tuples()}

    def names(self) -> dict[str, list[SentBy]]:
        """Programme → every writing of a sender, once."""
        with self._database.read() as connection:
            return names(connection)

    def sent_by(self, writings: Iterable[SentBy]) -> set[str]:
        """The dossiers that came under these writings."""
        with self._database.read() as connection:
            return sent_by(connection, writings)

    def linked(self, dossier_ids: Iterable[str]) -> set[str]:
        """These dossiers and those that are linked with them as versions, over any number of links."""
        with self._database.read() as connection:
            return {*dossier_ids, *lines.chains(lines.dossiers(connection, dossier_ids))}

    def held(self, dossier_ids: Sequence[str], twins: Set[str] = frozenset()) -> list[Held]:
        """The innovations of these dossiers, as read and as they hold. `twins`: those that people called the same."""
        with self._database.read() as connection:
            return held(connection, dossier_ids, twins)

    def judged(self, only: Sequence[str] | None = None) -> dict[tuple[str, str], Judgement]:
        """What people said of pairs; of all, or of those with an end in some dossiers."""
        with self._database.read() as connection:
            return judged(connection, only)

    def save(self, found: Versions, only: Sequence[str] | None = None) -> None:
        """Puts exactly these links in force, with what follows for readings and statuses. `only`: of these dossiers;
        links of all others stay.
        """
        with self._database.write() as connection:
            save(connection, found, only)

    def aside(self) -> tuple[set[str], set[str]]:
        """(rows that another version counts for, newer versions that wait for a person)."""
        with self._database.read() as connection:
            return lines.aside(connection)

    def roots(self, innovation_ids: Sequence[str]) -> dict[str, str]:
        """Innovation → the first version of its row, for those that were sent again."""
        with self._database.read() as connection:
            return lines.roots(connection, innovation_ids)


def sent(connection: sa.Connection, only: Sequence[str] | None = None) -> list[Sent]:
    """Every dossier that has rows and a letter, as they came; or those of some dossiers."""
    query = sa.select(dossier.c.id, dossier.c.received_at, outcome.c.letter).join_from(dossier, outcome)
    query = query.where(outcome.c.live).order_by(dossier.c.received_at, dossier.c.id)
    rows = (row for part in among(query, dossier.c.id, only) for row in connection.execute(part))
    return [Sent(r.id, r.received_at, Letter.model_validate(r.letter)) for r in rows]


def row_keys(connection: sa.Connection, only: Sequence[str] | None = None) -> list[RowKey]:
    """Every innovation in force, by id: as it holds, and as it was last read where a person spoke."""
    columns = (innovation.c.dossier_id, innovation.c.id, reading.c.principal, reading.c.title)
    found: list[RowKey] = []
    for some in [None] if only is None else batches(only):
        mine = sa.true() if some is None else innovation.c.dossier_id.in_(some)
        theirs = sa.true() if some is None else reading.c.innovation_id.in_(sa.select(innovation.c.id).where(mine))
        query = sa.select(*columns).join_from(innovation, reading).where(mine)
        in_force = sa.select(reading.c.innovation_id).where(reading.c.live, theirs)
        newest = sa.select(sa.func.max(reading.c.id)).where(reading.c.person.is_(None), ~reading.c.derived, theirs)
        held = reading.c.live & reading.c.person.is_not(None)
        read = reading.c.id.in_(newest.group_by(reading.c.innovation_id)) & reading.c.innovation_id.in_(in_force)
        rows = connection.execute(query.where(held | read).order_by(innovation.c.id, reading.c.id))
        found += [RowKey(*row) for row in rows.tuples()]
    return found


def senders(connection: sa.Connection, dossier_ids: Iterable[str]) -> dict[str, SentBy]:
    query = sa.select(outcome.c.dossier_id, *_WRITING).where(outcome.c.live, outcome.c.programme.is_not(None))
    parts = among(query.where(outcome.c.sender != ""), outcome.c.dossier_id, [*dossier_ids])
    return {key: SentBy(*said) for part in parts for key, *said in connection.execute(part)}


def names(connection: sa.Connection) -> dict[str, list[SentBy]]:
    named = (outcome.c.programme.is_not(None), outcome.c.sender != "")
    query = sa.select(outcome.c.programme, outcome.c.sender, sa.func.max(outcome.c.asks)).where(outcome.c.live, *named)
    found: dict[str, list[SentBy]] = {}
    for programme, name, asks in connection.execute(query.group_by(outcome.c.programme, outcome.c.sender)):
        found.setdefault(programme, []).append(SentBy(programme, name, asks > 0))
    return found


def sent_by(connection: sa.Connection, writings: Iterable[SentBy]) -> set[str]:
    found: set[str] = set()
    by_programme: dict[str, set[str]] = {}
    for one in writings:
        by_programme.setdefault(one.programme, set()).add(one.name)
    for programme, wanted in by_programme.items():
        query = sa.select(outcome.c.dossier_id).where(outcome.c.live, outcome.c.programme == programme)
        for part in among(query, outcome.c.sender, sorted(wanted)):
            found.update(connection.scalars(part))
    return found


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


def judged(connection: sa.Connection, only: Sequence[str] | None = None) -> dict[tuple[str, str], Judgement]:
    """What people said of pairs."""
    query = sa.select(pair.c.id_a, pair.c.id_b, pair.c.judgement).where(PAIR_LIVE, pair.c.person.is_not(None))
    found: dict[tuple[str, str], Judgement] = {}
    for some in [None] if only is None else batches(only):
        ids = sa.select(innovation.c.id).where(innovation.c.dossier_id.in_(some or []))
        for end in (pair.c.id_a, pair.c.id_b)[: 1 if some is None else 2]:
            rows = connection.execute(query if some is None else query.where(end.in_(ids))).tuples()
            found |= {(a, b): Judgement(said) for a, b, said in rows}
    return found


def save(connection: sa.Connection, found: Versions, only: Sequence[str] | None = None) -> None:
    """Puts exactly these links and readings in force; a person's reading stays, and so does what holds already."""
    touched = _link_rows(connection, found.rows, only)
    dossiers = _link_dossiers(connection, found.dossiers, only)
    derived = sa.select(reading.c.innovation_id).join_from(reading, innovation).where(reading.c.live, reading.c.derived)
    parts = among(derived, innovation.c.dossier_id, only)
    for key in sorted({*(one for part in parts for one in connection.scalars(part)), *found.readings}):
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


def _link_rows(connection: sa.Connection, wanted: Sequence[RowVersion], only: Sequence[str] | None) -> set[str]:
    """Returns the innovations of the lines that are other than before."""
    later = row_version.c.innovation_id == innovation.c.id
    query = sa.select(row_version).join(innovation, later).where(row_version.c.live)
    live = [row for part in among(query, innovation.c.dossier_id, only) for row in connection.execute(part)]
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


def _link_dossiers(connection: sa.Connection, wanted: Sequence[DossierVersion], only: Sequence[str] | None) -> set[str]:
    """Returns the dossiers that are another version than before, and those whose findings changed."""
    query = sa.select(dossier_version).where(dossier_version.c.live)
    live = [row for part in among(query, dossier_version.c.dossier_id, only) for row in connection.execute(part)]
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
