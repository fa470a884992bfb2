"""Who sent an innovation that several rows were put together in, and where each of its values was taken from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from register import lines, mates, outcomes
from register.db import batches
from register.judging_tables import merging
from register.tables import dossier, innovation
from schemas.innovation import Innovation, Submitter


@dataclass(frozen=True, slots=True)
class _Whole:
    """One that stands for several. `sources`: cell → the innovation that it was taken from."""

    members: list[str]
    sources: dict[str, str]


def add_merges(connection: sa.Connection, items: Sequence[Innovation]) -> None:
    """Tells of each which others it stands for, or which one stands for it; all versions of a row tell the same."""
    ids = [item.id for item in items]
    root = lines.roots(connection, ids)
    home = mates.homes(connection, {*ids, *root, *root.values()})
    if not home:
        return
    root |= lines.roots(connection, {*home, *home.values()})
    stands = {root.get(member, member): survivor for member, survivor in home.items()}
    wholes = _wholes(connection, home)
    senders = _senders(connection, home)
    for item in items:
        first = root.get(item.id, item.id)
        survivor = stands.get(first)
        if survivor is None:
            continue
        if root.get(survivor, survivor) != first:
            item.merged_into = survivor
            continue
        whole = wholes[survivor]
        item.merged_from = [one for one in whole.members if one != survivor]
        item.merged_fields = whole.sources
        item.submitters = [senders[one] for one in whole.members]


def _wholes(connection: sa.Connection, home: dict[str, str]) -> dict[str, _Whole]:
    found: dict[str, _Whole] = {}
    query = sa.select(merging.c.survivor_id, merging.c.sources).where(merging.c.live)
    for batch in batches(sorted({*home.values()})):
        for survivor, sources in connection.execute(query.where(merging.c.survivor_id.in_(batch))).tuples():
            found[survivor] = _Whole(sorted(one for one, its in home.items() if its == survivor), sources)
    return found


def _senders(connection: sa.Connection, innovation_ids: Iterable[str]) -> dict[str, Submitter]:
    found: dict[str, Submitter] = {}
    query = sa.select(innovation.c.id, dossier.c.id.label("dossier"), dossier.c.received_at).join_from(
        innovation, dossier
    )
    for batch in batches(sorted(innovation_ids)):
        rows = connection.execute(query.where(innovation.c.id.in_(batch))).all()
        letters = outcomes.letters(connection, sorted({row.dossier for row in rows}))
        for row in rows:
            letter = letters.get(row.dossier)
            about = {"innovation": row.id, "dossier": row.dossier, "received_at": row.received_at}
            told = {"unit": letter.issuing_unit, "number": letter.number, "date": letter.date} if letter else {}
            found[row.id] = Submitter.model_validate(about | told)
    return found
