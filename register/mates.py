"""Which innovations were put together as one: every member with the one that stands for all."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from register.db import batches
from register.judging_tables import merged, merging
from schemas.errors import SovangError


def homes(connection: sa.Connection, innovation_ids: Iterable[str]) -> dict[str, str]:
    """Member → survivor, of every merging in force that one of these is in; the survivor is a member too."""
    found: dict[str, str] = {}
    asked = sa.select(merged.c.merging_id).where(merged.c.live)
    query = sa.select(merged.c.innovation_id, merging.c.survivor_id).join_from(merged, merging).where(merging.c.live)
    for batch in batches(sorted({*innovation_ids})):
        mine = merging.c.id.in_(asked.where(merged.c.innovation_id.in_(batch)))
        found.update(connection.execute(query.where(mine)).tuples().all())
    return found


def away(connection: sa.Connection) -> set[str]:
    """All that another one stands for."""
    query = sa.select(merged.c.innovation_id).join_from(merged, merging)
    return {*connection.scalars(query.where(merged.c.live, merged.c.innovation_id != merging.c.survivor_id))}


def own_readings(connection: sa.Connection, innovation_ids: Iterable[str]) -> dict[int, int]:
    """Merged reading → the one that was in force before, of survivors among these."""
    found: dict[int, int] = {}
    own = (merged.c.merging_id == merging.c.id) & (merged.c.innovation_id == merging.c.survivor_id)
    query = sa.select(merging.c.reading_id, merged.c.reading_id).join(merged, own).where(merging.c.live)
    for batch in batches(sorted({*innovation_ids})):
        found.update(connection.execute(query.where(merging.c.survivor_id.in_(batch))).tuples().all())
    return found


def forbid_parting(connection: sa.Connection, ends: Iterable[str]) -> None:
    """Raises SovangError for two that are put together: that is undone first."""
    ids = [*ends]
    home = homes(connection, ids)
    if len({home.get(one, one) for one in ids}) < len(ids):
        raise SovangError(f"Hai sáng kiến này đã gộp: bỏ gộp trước bằng `sovang merge {ids[0]} --undo`.")


def forbid_counting(connection: sa.Connection, innovation_id: str) -> None:
    """Raises SovangError for one that another stands for."""
    survivor = homes(connection, [innovation_id]).get(innovation_id, innovation_id)
    if survivor != innovation_id:
        raise SovangError(
            f"{innovation_id} đã gộp vào {survivor}: bỏ gộp trước bằng `sovang merge {innovation_id} --undo`."
        )
