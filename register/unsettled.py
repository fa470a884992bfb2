"""Which dossiers changed since a nightly step last looked: its work grows with what came in, not with the register."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from register.columns import identity
from register.db import Database
from register.tables import counter, metadata

STEPS = ("units", "versions", "quotas")

# A line for each change, taken away by the step that looked at it. A changed dossier may have many.
unsettled = Table(
    "unsettled",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("step", Text, nullable=False),
    Column("dossier_id", identity(), ForeignKey("dossier.id"), nullable=False),
)
_MARK = "settled:"  # counters: on what a step's last look rested


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a step has to look at: `dossiers`, or None for all of them. `upto`: what came later waits for the next."""

    step: str
    basis: str
    dossiers: list[str] | None
    upto: int


def mark(connection: sa.Connection, dossier_ids: Iterable[str]) -> None:
    """Notes that something about these dossiers changed, in the transaction that changes it."""
    rows = [{"step": step, "dossier_id": one} for one in sorted({*dossier_ids}) for step in STEPS]
    if rows:
        connection.execute(unsettled.insert(), rows)


def mark_all(connection: sa.Connection) -> None:
    """Every step looks at every dossier the next time."""
    connection.execute(counter.delete().where(counter.c.name.startswith(_MARK)))


def of_rows(innovation_ids: Iterable[str]) -> set[str]:
    """The dossiers of these innovations."""
    return {one.rpartition("-")[0] for one in innovation_ids}


class Unsettled:
    """Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self, step: str, basis: str) -> Waiting:
        """`basis`: all that the step rests on beside the dossiers; where it is another than last time, all wait."""
        mine = unsettled.c.step == step
        with self._database.read() as connection:
            known = connection.scalar(sa.select(counter.c.value).where(counter.c.name == _name(step, basis)))
            upto = connection.scalar(sa.select(sa.func.max(unsettled.c.id)).where(mine)) or 0
            query = sa.select(unsettled.c.dossier_id).where(mine, unsettled.c.id <= upto).distinct()
            dossiers = None if known is None else sorted(connection.scalars(query))
        return Waiting(step, basis, dossiers, upto)

    def settled(self, looked: Waiting) -> None:
        """The step is done with what waited. Not called by a run that was killed: the next one looks again."""
        if looked.dossiers == []:
            return
        mine = (unsettled.c.step == looked.step) & (unsettled.c.id <= looked.upto)
        with self._database.write() as connection:
            connection.execute(unsettled.delete().where(mine))
            if looked.dossiers is None:
                connection.execute(counter.delete().where(counter.c.name.startswith(f"{_MARK}{looked.step}:")))
                connection.execute(counter.insert().values(name=_name(looked.step, looked.basis), value=1))


def _name(step: str, basis: str) -> str:
    return f"{_MARK}{step}:{hashlib.sha256(basis.encode()).hexdigest()[:32]}"
