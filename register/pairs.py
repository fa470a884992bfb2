"""Pairs of innovations that may be one: a machine suggests, a person judges, and the person's word stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from register import audit
from register.clock import now
from register.db import batches
from register.status import settle
from register.tables import innovation, pair
from schemas.match import Comparison, Judgement


class Pair(Comparison):
    """A comparison in the register, with what is held of it. `person`: who judged, null while only suggested."""

    judgement: Judgement = Judgement.SUGGESTED
    person: str | None = None
    at: dt.datetime
    model: str = ""


def suggest(connection: sa.Connection, found: Sequence[Comparison], compared: Sequence[str], model: str) -> int:
    """Keeps what comparing `compared` with all others found; returns how many pairs are new or changed.

    Suggestions about `compared` that were not found again step back; judged pairs stay as they are.
    """
    ordered = {_order(c): c for c in found if c.verdict != "different" and c.id_a != c.id_b}
    known = _live(connection, {*compared, *(i for ends in ordered for i in ends)})
    fresh = {ends: c for ends, c in ordered.items() if ends not in known or _differs(known[ends], c)}
    asked = set(compared)
    gone = [row.id for ends, row in known.items() if row.person is None and ends not in ordered and asked & {*ends}]
    _retire(connection, [*gone, *(known[ends].id for ends in fresh if ends in known)])
    rows = [_row(ends, c, model, Judgement.SUGGESTED, None) for ends, c in fresh.items()]
    if rows:
        connection.execute(pair.insert(), rows)
    for ids in batches(compared):
        connection.execute(innovation.update().where(innovation.c.id.in_(ids)).values(compared=model))
    return len(fresh)


def judge(connection: sa.Connection, comparison: Comparison, judgement: Judgement, person: str) -> None:
    """Records a person's word about a pair, suggested or not, and what follows for both statuses."""
    ends = _order(comparison)
    before = _live(connection, {*ends}).get(ends)
    _retire(connection, [before.id] if before else [])
    connection.execute(pair.insert(), [_row(ends, comparison, "", judgement, person)])
    change = {"before": before.judgement if before else None, "after": str(judgement)}
    audit.note(connection, "judged", " ".join(ends), change, person)
    settle(connection, ends)


def load(connection: sa.Connection) -> list[Pair]:
    """The pairs in force, the likeliest first."""
    query = sa.select(pair).where(pair.c.live).order_by(pair.c.score.desc(), pair.c.id_a, pair.c.id_b)
    return [Pair.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def touching(connection: sa.Connection, innovation_ids: Iterable[str]) -> list[Pair]:
    """The pairs in force with an end in `innovation_ids`, the likeliest first."""
    found = _live(connection, innovation_ids).values()
    return sorted((Pair.model_validate(dict(r._mapping)) for r in found), key=lambda p: (-p.score, p.id_a, p.id_b))


def drop_suggestions(connection: sa.Connection, innovation_ids: Iterable[str]) -> None:
    """Takes back what was suggested about innovations that stepped back; judged pairs stay."""
    for batch in batches(innovation_ids):
        touching = pair.c.id_a.in_(batch) | pair.c.id_b.in_(batch)
        connection.execute(pair.update().where(pair.c.live, pair.c.person.is_(None), touching).values(live=False))


def _order(comparison: Comparison) -> tuple[str, str]:
    low, high = sorted((comparison.id_a, comparison.id_b))
    return low, high


def _live(connection: sa.Connection, innovation_ids: Iterable[str]) -> dict[tuple[str, str], sa.Row[Any]]:
    """(id_a, id_b) → the row in force of every pair with an end in `innovation_ids`."""
    found = {}
    for batch in batches(innovation_ids):
        touching = pair.c.id_a.in_(batch) | pair.c.id_b.in_(batch)
        found.update({(r.id_a, r.id_b): r for r in connection.execute(sa.select(pair).where(pair.c.live, touching))})
    return found


def _differs(row: sa.Row[Any], comparison: Comparison) -> bool:
    """Whether a machine's comparison is news: a person's word never is."""
    reasons = [r.model_dump(mode="json") for r in comparison.reasons]
    said = (row.score, row.verdict, row.reasons) == (comparison.score, comparison.verdict, reasons)
    return row.person is None and not said


def _retire(connection: sa.Connection, row_ids: Iterable[int]) -> None:
    for batch in batches(row_ids):
        connection.execute(pair.update().where(pair.c.id.in_(batch)).values(live=False))


def _row(
    ends: tuple[str, str], comparison: Comparison, model: str, judgement: Judgement, person: str | None
) -> dict[str, object]:
    content = comparison.model_dump(mode="json", include={"score", "verdict", "reasons"})
    held = {"model": model, "judgement": str(judgement), "person": person}
    return {"id_a": ends[0], "id_b": ends[1], "live": True, "at": now(), **content, **held}
