"""Lines: the versions of one row, over the dossiers in which its unit sent it; one of them counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from register.db import batches
from register.tables import dossier_version, innovation, reading, row_version
from schemas.finding import Finding
from schemas.innovation import Status
from schemas.version import DossierVersion

CLOSED = (Status.DUPLICATE, Status.REJECTED)


def roots(connection: sa.Connection, innovation_ids: Iterable[str]) -> dict[str, str]:
    """Innovation → the first version of its row; those that stand alone are left out."""
    found: dict[str, str] = {}
    for batch in batches(sorted({*innovation_ids})):
        mine = row_version.c.innovation_id.in_(batch) | row_version.c.root_id.in_(batch)
        query = sa.select(row_version.c.innovation_id, row_version.c.root_id).where(row_version.c.live, mine)
        for key, root in connection.execute(query).tuples():
            found |= {key: root, root: root}
    return found


def whole(connection: sa.Connection, innovation_ids: Iterable[str]) -> set[str]:
    """These innovations and all other versions of theirs."""
    given = {*innovation_ids}
    return given | {*roots(connection, {*given, *roots(connection, given).values()})}


def aside(connection: sa.Connection, innovation_ids: Iterable[str] | None = None) -> tuple[set[str], set[str]]:
    """(versions another one counts for, versions that may yet count once a person has settled their differences).

    The newest version whose differences a person settled counts, else the first. All lines where no ids are given.
    """
    replaced: set[str] = set()
    waiting: set[str] = set()
    for root, members in _members(connection, innovation_ids).items():
        counting = max((i for i, m in enumerate(members) if _settled(m)), default=-1)
        replaced |= {root} if counting >= 0 else set()
        for i, m in enumerate(members):
            if i != counting:
                (waiting if m.changed and i > counting else replaced).add(m.innovation_id)
    return replaced, waiting


def surplus(connection: sa.Connection, innovation_ids: Iterable[str] | None = None) -> set[str]:
    """Versions that wait for a person while another one of their row counts or waits too: a row is one innovation.

    All such, or those of the rows that some innovations are versions of.
    """
    waiting = aside(connection, innovation_ids)[1]
    lines = _members(connection, waiting)
    held = sa.select(innovation.c.id).join_from(innovation, reading).where(reading.c.live)
    open_ = held.where(innovation.c.status.not_in(CLOSED))
    found: set[str] = set()
    firsts = {one for batch in batches(lines) for one in connection.scalars(open_.where(innovation.c.id.in_(batch)))}
    for root, members in lines.items():
        ids = [*([root] if root in firsts else []), *(m.innovation_id for m in members if m.status not in CLOSED)]
        counting = [one for one in ids if one not in waiting] or ids[-1:]
        found |= {*ids} & waiting - {*counting}
    return found


def _settled(member: sa.Row[Any]) -> bool:
    closed = bool(member.status_by) and member.status in CLOSED
    return bool(member.changed and member.person) and not closed


def _members(connection: sa.Connection, innovation_ids: Iterable[str] | None) -> dict[str, list[sa.Row[Any]]]:
    """By first version, the later ones in their order."""
    columns = (innovation.c.status, innovation.c.status_by, reading.c.person, dossier_version.c.number)
    later = row_version.c.innovation_id == innovation.c.id
    query = (
        sa.select(row_version.c.innovation_id, row_version.c.root_id, row_version.c.changed, *columns)
        .join(innovation, later)
        .join(reading, (reading.c.innovation_id == innovation.c.id) & reading.c.live)
        .join(dossier_version, (dossier_version.c.dossier_id == innovation.c.dossier_id) & dossier_version.c.live)
        .where(row_version.c.live)
        .order_by(dossier_version.c.number, row_version.c.innovation_id)
    )
    wanted = None if innovation_ids is None else sorted({*roots(connection, innovation_ids).values()})
    parts = [query] if wanted is None else [query.where(row_version.c.root_id.in_(b)) for b in batches(wanted)]
    found: dict[str, list[sa.Row[Any]]] = {}
    for part in parts:
        for row in connection.execute(part):
            found.setdefault(row.root_id, []).append(row)
    return found


def twins(connection: sa.Connection, innovation_ids: Sequence[str]) -> list[tuple[str, str, bool]]:
    """(version, the version before, whether it changed) of every link with an end among these."""
    found: dict[str, tuple[str, str, bool]] = {}
    for batch in batches(innovation_ids):
        mine = row_version.c.innovation_id.in_(batch) | row_version.c.earlier_id.in_(batch)
        for row in connection.execute(sa.select(row_version).where(row_version.c.live, mine)):
            found[row.innovation_id] = (row.innovation_id, row.earlier_id, row.changed)
    return [found[key] for key in sorted(found)]


def dossiers(connection: sa.Connection, dossier_ids: Iterable[str]) -> dict[str, DossierVersion]:
    """Those of these dossiers, and of their other versions, that are a later version of another."""
    found: dict[str, DossierVersion] = {}
    known: set[str] = set()
    fresh = {*dossier_ids}
    while fresh:
        known |= fresh
        for batch in batches(sorted(fresh)):
            mine = dossier_version.c.dossier_id.in_(batch) | dossier_version.c.earlier_id.in_(batch)
            for row in connection.execute(sa.select(dossier_version).where(dossier_version.c.live, mine)):
                found[row.dossier_id] = of_dossier(row)
        fresh = {end for link in found.values() for end in (link.dossier, link.earlier)} - known
    return found


def later_dossiers(connection: sa.Connection) -> dict[str, DossierVersion]:
    """All dossiers that are a later version of another."""
    rows = connection.execute(sa.select(dossier_version).where(dossier_version.c.live))
    return {row.dossier_id: of_dossier(row) for row in rows}


def of_dossier(row: sa.Row[Any]) -> DossierVersion:
    findings = [Finding.model_validate(f) for f in row.findings]
    return DossierVersion(row.dossier_id, row.earlier_id, row.number, findings)


def chains(links: dict[str, DossierVersion]) -> dict[str, list[str]]:
    """Dossier → all its versions in their order, for those that have more than one."""
    found: dict[str, list[str]] = {}
    for link in sorted(links.values(), key=lambda link: link.number):
        chain = found.setdefault(link.earlier, [link.earlier])
        chain.append(link.dossier)
        found[link.dossier] = chain
    return found


def asked_of(link: DossierVersion | None) -> list[str]:
    """The dossier's own fields that a person is asked about because it was sent again."""
    return list(dict.fromkeys(f.field for f in link.findings if f.ask and f.field)) if link else []


def asked_in(connection: sa.Connection, dossier_ids: Sequence[str]) -> set[str]:
    """Those of these dossiers in which a person is asked about a row that may count."""
    doubtful = reading.c.live & (reading.c.doubts > 0) & innovation.c.status.not_in(CLOSED)
    query = sa.select(innovation.c.dossier_id).join_from(innovation, reading)
    return {*connection.scalars(query.where(doubtful, innovation.c.dossier_id.in_(dossier_ids)).distinct())}
