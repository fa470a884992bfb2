"""What `sovang status` shows: what waits, failed, is doubtful, is registered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, Field

from register import lines, outcomes
from register.completion import asked_fields
from register.importing import unfinished_imports
from register.search.tables import tally
from register.tables import PAIR_LIVE, PAIR_WAITS, arrival, dossier, innovation, outcome, pair, part
from schemas.version import DossierVersion


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
    imports_open: list[str] = Field(default_factory=list)  # lists that were not brought in to their end
    received_again: int = 0
    unknown_columns: list[str] = Field(default_factory=list)  # dossiers with a table whose columns a person must name
    sent_again: int = 0
    set_aside: list[SetAsideItem] = Field(default_factory=list)


def count(connection: sa.Connection) -> Counts:
    """From tallies and indexes of what is open: nothing here goes through the whole register."""
    whole = sa.select(tally.c.status, tally.c.innovations, tally.c.doubts).where(tally.c.dossier_id == "")
    tallies = sorted(connection.execute(whole).tuples())
    newer = lines.later_dossiers(connection)
    open_ = sa.and_(PAIR_LIVE, sa.text(PAIR_WAITS), pair.c.doubt >= 0)  # of an index that holds nothing else
    nameless = sa.select(outcome.c.dossier_id).where(outcome.c.live, outcome.c.unknown)
    return Counts(
        dossiers=_grouped(connection, sa.select(dossier.c.status, sa.func.count()).group_by(dossier.c.status)),
        innovations={status: innovations for status, innovations, _ in tallies if innovations},
        fields_to_check=sum(doubts for status, _, doubts in tallies if status not in lines.CLOSED),
        letter_fields_to_check=_letter_fields(connection, newer),
        suggested_pairs=_number(connection, sa.select(sa.func.count()).where(open_)),
        uncompared=_number(connection, sa.select(sa.func.count()).where(innovation.c.compared.is_(None))),
        imports_open=unfinished_imports(connection),
        sent_again=len(newer),
        received_again=_number(connection, sa.select(sa.func.count()).select_from(arrival)),
        unknown_columns=list(connection.scalars(nameless.order_by(outcome.c.dossier_id))),
        set_aside=_set_aside(connection),
    )


def _number(connection: sa.Connection, query: sa.Select[Any]) -> int:
    return connection.scalar(query) or 0


def _letter_fields(connection: sa.Connection, newer: Mapping[str, DossierVersion]) -> int:
    """Fields of dossiers that are asked about: by their own paper, by their sender, by what was sent before."""
    query = sa.select(outcome.c.dossier_id, outcome.c.asks).where(outcome.c.live, outcome.c.asks > 0)
    own = dict(connection.execute(query).tuples().all())
    more = {key: {*fields} for key, fields in asked_fields(connection).items()}
    for key, link in newer.items():
        more.setdefault(key, set()).update(lines.asked_of(link))
    found = outcomes.asked(connection, [key for key in more if key in own])
    return sum(own.values()) + sum(len(fields - found.get(key, set())) for key, fields in more.items())


def _grouped(connection: sa.Connection, query: sa.Select[Any]) -> dict[str, int]:
    return dict(sorted(connection.execute(query).tuples().all()))


def _set_aside(connection: sa.Connection) -> list[SetAsideItem]:
    """Each trouble once: a dossier that is in trouble because of its parts is listed by these."""
    parts = _parts(connection)
    named = {item.dossier for item in parts}
    return [*(item for item in _whole_items(connection) if item.dossier not in named), *parts]


def _whole_items(connection: sa.Connection) -> list[SetAsideItem]:
    query = sa.select(dossier.c.id, dossier.c.source_name, outcome.c.error).join_from(dossier, outcome)
    rows = connection.execute(query.where(outcome.c.live, outcome.c.error.is_not(None)).order_by(dossier.c.id))
    return [SetAsideItem(dossier=r.id, source_name=r.source_name, **r.error) for r in rows if r.error]


def _parts(connection: sa.Connection) -> list[SetAsideItem]:
    query = sa.select(dossier.c.id, dossier.c.source_name, part.c.name, part.c.error)
    joined = query.join_from(dossier, outcome).join(part).where(outcome.c.live, part.c.error.is_not(None))
    rows = connection.execute(joined.order_by(dossier.c.id, part.c.position))
    return [SetAsideItem(dossier=r.id, source_name=r.source_name, part=r.name, **r.error) for r in rows if r.error]
