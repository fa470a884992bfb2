"""What the register has that is like a row which somebody is typing, as far as the account may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from review.desk import Desk
from schemas.account import Account
from schemas.innovation import Innovation
from schemas.match import Record

_MOST = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """`row`: None where it is of a unit that the account does not see. `why`: the matcher's reasons for it."""

    score: float
    sure: bool
    row: Innovation | None
    why: Sequence[str]


def alike(desk: Desk, me: Account, record: Record) -> list[Alike]:
    """The likeliest first."""
    found = list(desk.services.papers.like(record))[:_MOST]
    ids = [one.id_b if one.id_a == record.id else one.id_a for one in found]
    rows = {row.id: row for row in desk.register.listing.shown(ids)}
    out = []
    for key, one in zip(ids, found, strict=True):
        row = rows.get(key)
        if row is None:
            continue  # withdrawn since the index was made
        seen = not me.units or row.dossier.unit_id in me.units
        why = [reason.text for reason in one.reasons if reason.weight > 0][:3]
        out.append(Alike(one.score, one.verdict == "same", row if seen else None, why if seen else []))
    return out
