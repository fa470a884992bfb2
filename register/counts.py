"""What `sovang status` shows: what waits, failed, is doubtful, is registered."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, Field

from register import lines
from register.completion import asked_fields
from register.tables import arrival, dossier, innovation, outcome, pair, part, reading
from schemas.match import Judgement


class SetAsideItem(BaseModel):
    """An item, or with `part` a file of one, that could not be read. `message` is the Vietnamese next step."""

    dossier: str
    source_name: str
    part: str | None = None
    code: str
    message: str

    @property
    def name(self) -> str:
        """What people call it: the dropped item, and which of its parts."""
        return f"{self.source_name} › {self.part}" if self.part not in (None, self.source_name) else self.source_name


class Counts(BaseModel):
    """`fields_to_check` counts the fields of innovations that may be registered, `letter_fields_to_check` the dossiers'
    own; `sent_again`: dossiers that are a newer version of another."""

    dossiers: dict[str, int] = Field(default_factory=dict)
    innovations: dict[str, int] = Field(default_factory=dict)
    fields_to_check: int = 0
    letter_fields_to_check: int = 0
    suggested_pairs: int = 0
    uncompared: int = 0
    received_again: int = 0
    unknown_columns: list[str] = Field(default_factory=list)  # dossiers with a table whose columns a person must name
    sent_again: int = 0
    set_aside: list[SetAsideItem] = Field(default_factory=list)


def count(connection: sa.Connection) -> Counts:
    in_force = reading.c.live
    innovations = sa.select(innovation.c.status, sa.func.count()).join_from(innovation, reading).where(in_force)
    uncompared = sa.select(sa.func.count()).select_from(innovation).join(reading)
    held = (outcome.c.dossier_id, outcome.c.letter, outcome.c.review_fields, outcome.c.documents)
    letters = connection.execute(sa.select(*held).where(outcome.c.live).order_by(outcome.c.dossier_id)).all()
    nameless = asked_fields(connection)
    doubts = sa.select(sa.func.sum(reading.c.doubts)).join_from(reading, innovation)
    asked = connection.scalar(doubts.where(in_force, innovation.c.status.not_in(lines.CLOSED)))
    newer = lines.later_dossiers(connection)
    open_ = (pair.c.judgement == Judgement.SUGGESTED) | pair.c.proposed.is_not(None) | pair.c.reopened.is_not(None)
    suggested = sa.select(sa.func.count()).where(pair.c.live, open_)
    return Counts(
        dossiers=_grouped(connection, sa.select(dossier.c.status, sa.func.count()).group_by(dossier.c.status)),
        innovations=_grouped(connection, innovations.group_by(innovation.c.status)),
        fields_to_check=asked or 0,
        letter_fields_to_check=sum(
            len({*r.letter["review_fields"], *r.review_fields, *nameless.get(r.dossier_id, ()), *more})
            for r in letters
            for more in [lines.asked_of(newer.get(r.dossier_id))]
        ),
        suggested_pairs=connection.scalar(suggested) or 0,
        uncompared=connection.scalar(uncompared.where(in_force, innovation.c.compared.is_(None))) or 0,
        sent_again=len(newer),
        received_again=connection.scalar(sa.select(sa.func.count()).select_from(arrival)) or 0,
        unknown_columns=[r.dossier_id for r in letters if any(d.get("unknown") for d in r.documents)],
        set_aside=_set_aside(connection),
    )


def _grouped(connection: sa.Connection, query: sa.Select[Any]) -> dict[str, int]:
    return dict(sorted(connection.execute(query).tuples().all()))


def _set_aside(connection: sa.Connection) -> list[SetAsideItem]:
    """Each trouble once: a dossier that is in trouble because of its parts is listed by these."""
    parts = _parts(connection)
    named = {item.dossier for item in parts}
    return [*(item for item in _whole_items(connection) if item.dossier not in named), *parts]


def _whole_items(connection: sa.Connection) -> list[SetAsideItem]:
    query = sa.select(dossier.c.id, dossier.c.source_name, outcome.c.error).join_from(dossier, outcome)
    rows = connection.execute(query.where(outcome.c.live).order_by(dossier.c.id))
    return [SetAsideItem(dossier=r.id, source_name=r.source_name, **r.error) for r in rows if r.error]


def _parts(connection: sa.Connection) -> list[SetAsideItem]:
    query = sa.select(dossier.c.id, dossier.c.source_name, part.c.name, part.c.error)
    joined = query.join_from(dossier, outcome).join(part).where(outcome.c.live)
    rows = connection.execute(joined.order_by(dossier.c.id, part.c.position))
    return [SetAsideItem(dossier=r.id, source_name=r.source_name, part=r.name, **r.error) for r in rows if r.error]
