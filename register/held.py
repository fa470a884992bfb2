"""The originals of some dossiers: what they are called, whose they are besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from register import outcomes
from register.db import batches
from register.tables import dropped, outcome, part


@dataclass(frozen=True, slots=True)
class HeldFile:
    """`dossier`: one of those asked about; `others`: further dossiers that have the same file."""

    sha256: str
    name: str
    dossier: str
    others: tuple[str, ...] = ()


def held_files(connection: sa.Connection, dossiers: Sequence[str]) -> list[HeldFile]:
    names: dict[str, tuple[str, str]] = {}
    for batch in batches(dossiers):
        query = sa.select(dropped.c.sha256, dropped.c.name, dropped.c.dossier_id)
        parts = sa.select(part.c.sha256, part.c.name, outcome.c.dossier_id).join_from(part, outcome)
        for found in (parts.where(outcome.c.dossier_id.in_(batch)), query.where(dropped.c.dossier_id.in_(batch))):
            names |= {sha256: (name, dossier_id) for sha256, name, dossier_id in connection.execute(found).tuples()}
    holders: dict[str, set[str]] = {}
    for batch in batches(sorted(names)):
        for sha256, dossier_id in outcomes.holders(connection, batch):
            holders.setdefault(sha256, set()).add(dossier_id)
    mine = {*dossiers}
    return [
        HeldFile(sha256, name, dossier_id, tuple(sorted(holders.get(sha256, set()) - mine)))
        for sha256, (name, dossier_id) in sorted(names.items(), key=lambda item: (item[1][1], item[1][0]))
    ]
