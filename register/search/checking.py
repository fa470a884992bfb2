"""Whether what is found is what is in force: `sovang verify` asks, and every test of the register."""

from __future__ import annotations

import sqlalchemy as sa

from register.search import index
from register.search.tables import search_entry, tally
from register.tables import innovation, outcome, reading
from register.unit_tables import filing

_BATCH = 500


def out_of_step(connection: sa.Connection, *, quick: bool = False) -> list[str]:
    """Innovations of which something else is found or counted than is in force; `*` where only counts are wrong.

    Every column is worked out anew from the reading and the letter. `quick`: those only that change without a reading.
    """
    held = sa.select(innovation.c.id).join_from(innovation, reading).where(reading.c.live)
    unheld = sa.select(search_entry.c.innovation_id).where(search_entry.c.innovation_id.not_in(held))
    found = {*connection.scalars(unheld), *(_differing(connection) if quick else _stale(connection))}
    return sorted(found) or ([] if _counted(connection) else ["*"])


def _stale(connection: sa.Connection) -> set[str]:
    held = sa.select(innovation.c.id).join_from(innovation, reading).where(reading.c.live).order_by(innovation.c.id)
    found: set[str] = set()
    last = ""
    while ids := connection.scalars(held.where(innovation.c.id > last).limit(_BATCH)).all():
        there = index.entries_of(connection, ids)
        wanted = index.wanted_of(connection, ids, index.texts_of(connection, ids))
        found.update(key for key in ids if key not in there or not index.same(there[key], wanted.get(key)))
        last = ids[-1]
    return found


def _differing(connection: sa.Connection) -> set[str]:
    """By columns alone, in one query."""
    e, names = search_entry.c, ("dossier_id", "status", "programme", "phase")
    differs = sa.or_(
        *(innovation.c[name].is_distinct_from(e[name]) for name in names),
        *(e.reading_id != reading.c.id, e.doubts != reading.c.doubts),
        e.unit_id.is_distinct_from(sa.func.nullif(filing.c.unit_id, "")),
        (outcome.c.sender != "") & outcome.c.sender.is_distinct_from(e.sender),
    )
    query = sa.select(innovation.c.id).join_from(innovation, reading).where(reading.c.live)
    query = query.outerjoin(search_entry, e.innovation_id == innovation.c.id)
    query = query.outerjoin(outcome, (outcome.c.dossier_id == innovation.c.dossier_id) & outcome.c.live)
    query = query.outerjoin(filing, (filing.c.dossier_id == innovation.c.dossier_id) & filing.c.live)
    return {*connection.scalars(query.where(e.n.is_(None) | differs))}


def _counted(connection: sa.Connection) -> bool:
    e = search_entry.c
    names = [sa.func.coalesce(column, "") for column in (e.programme, e.phase)]
    sums = (sa.func.count(), sa.func.sum(e.doubts))
    of_dossiers = sa.select(e.dossier_id, *names, e.status, *sums).group_by(sa.text("1, 2, 3, 4"))
    of_all = sa.select(sa.literal(""), sa.literal(""), sa.literal(""), e.status, *sums).group_by(e.status)
    wanted = {tuple(row) for query in (of_dossiers, of_all) for row in connection.execute(query)}
    return wanted == {tuple(row) for row in connection.execute(sa.select(tally).where(tally.c.innovations != 0))}
