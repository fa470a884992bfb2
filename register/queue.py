"""One queue of all that waits for a person: rows, letters and pairs, the doubtful and the valuable first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Literal

import sqlalchemy as sa

from register.account_tables import claim
from register.clock import now
from register.db import Database
from register.search.tables import search_entry
from register.tables import dossier, innovation, outcome, pair, reading
from register.unit_tables import filing
from schemas.innovation import Status
from schemas.match import Judgement

Kind = Literal["row", "letter", "pair"]
KINDS: tuple[Kind, ...] = ("row", "letter", "pair")
_HELD = dt.timedelta(minutes=15)  # for so long others are not given what one has in hand
_LETTER = 0.5  # how urgent a letter is: all rows of its dossier hang on it
_LOOKED = 200  # of each kind, when the next piece is sought


@dataclass(frozen=True, slots=True)
class Piece:
    """`key`: an innovation's id, a dossier's, or two innovations' with a blank between; `count`: questions.

    `by`: who has it in hand; empty: nobody.
    """

    kind: Kind
    key: str
    urgency: float
    title: str
    unit: str
    count: int
    by: str = ""


class Queue:
    """Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pieces(self, most: int, units: Sequence[str] = (), kinds: Sequence[Kind] = KINDS) -> list[Piece]:
        """The most urgent first; only those of some units of the catalogue when `units` names any."""
        with self._database.read() as connection:
            return list(islice(_pieces(connection, most, units, kinds), most))

    def take_next(self, person: str, units: Sequence[str] = (), kinds: Sequence[Kind] = KINDS) -> Piece | None:
        """The most urgent piece that nobody else has in hand, now in this person's; None when nothing waits."""
        with self._database.write() as connection:
            found = _pieces(connection, _LOOKED, units, kinds)
            piece = next((one for one in found if one.by in ("", person)), None)
            if piece is not None:
                _drop(connection, piece.kind, piece.key)
                row = {"kind": piece.kind, "key": piece.key, "person": person, "at": now()}
                connection.execute(claim.insert().values(**row))
            return piece

    def leave(self, kind: Kind, key: str, person: str) -> None:
        """Gives a piece back: it is done, or somebody else may have it."""
        with self._database.write() as connection:
            _drop(connection, kind, key, person)


def _drop(connection: sa.Connection, kind: str, key: str, person: str | None = None) -> None:
    mine = (claim.c.kind == kind) & (claim.c.key == key)
    old = claim.c.at < now() - _HELD
    connection.execute(claim.delete().where(old | (mine if person is None else mine & (claim.c.person == person))))


def _pieces(connection: sa.Connection, most: int, units: Sequence[str], kinds: Sequence[Kind]) -> Iterator[Piece]:
    held = sa.select(claim.c.kind, claim.c.key, claim.c.person).where(claim.c.at >= now() - _HELD)
    taken = {(kind, key): person for kind, key, person in connection.execute(held).tuples()}
    makers = {"row": _rows, "letter": _letters, "pair": _pairs}
    found = [list(makers[kind](connection, most, units)) for kind in kinds]
    for one in merge(*found, key=lambda piece: (-piece.urgency, piece.kind, piece.key)):
        by = taken.get((one.kind, one.key), "")
        yield Piece(one.kind, one.key, one.urgency, one.title, one.unit, one.count, by)


def _rows(connection: sa.Connection, most: int, units: Sequence[str]) -> Iterator[Piece]:
    e = search_entry.c
    query = sa.select(e.innovation_id, e.urgency, reading.c.title, e.sender, e.doubts)
    query = query.join_from(search_entry, reading, reading.c.id == e.reading_id)
    query = query.where(e.doubts > 0, e.status == Status.NEEDS_REVIEW.value)
    if units:
        query = query.where(e.unit_id.in_(units))
    for row in connection.execute(query.order_by(e.urgency.desc(), e.innovation_id).limit(most)):
        yield Piece("row", row.innovation_id, row.urgency, row.title, row.sender or "", row.doubts)


def _letters(connection: sa.Connection, most: int, units: Sequence[str]) -> Iterator[Piece]:
    query = sa.select(dossier.c.id, dossier.c.source_name, outcome.c.letter)
    asked = outcome.c.letter["review_fields"].as_string() != "[]"  # what its papers ask is no question of the letter's
    query = query.join_from(outcome, dossier).where(outcome.c.live, outcome.c.asks > 0, asked)
    if units:
        mine = sa.select(filing.c.dossier_id).where(filing.c.live, filing.c.unit_id.in_(units))
        query = query.where(dossier.c.id.in_(mine))
    for row in connection.execute(query.order_by(dossier.c.id).limit(most)):
        unit, count = row.letter.get("issuing_unit") or "", len(row.letter["review_fields"])
        yield Piece("letter", row.id, _LETTER, row.source_name, unit, count)


def _pairs(connection: sa.Connection, most: int, units: Sequence[str]) -> Iterator[Piece]:
    """The least certain first. Both ends of a pair lie within `units`."""
    open_ = (pair.c.judgement == Judgement.SUGGESTED) | pair.c.proposed.is_not(None) | pair.c.reopened.is_not(None)
    urgency = 0.3 + 0.6 * (1 - 2 * sa.func.abs(pair.c.score - 0.5))
    query = sa.select(pair.c.id_a, pair.c.id_b, urgency.label("urgency"), reading.c.title, dossier.c.source_name)
    live = (reading.c.innovation_id == pair.c.id_a) & reading.c.live
    query = query.join_from(pair, reading, live).join(innovation, innovation.c.id == pair.c.id_a)
    query = query.join(dossier, dossier.c.id == innovation.c.dossier_id).where(pair.c.live, open_)
    if units:
        ours = sa.select(search_entry.c.innovation_id).where(search_entry.c.unit_id.in_(units))
        query = query.where(pair.c.id_a.in_(ours), pair.c.id_b.in_(ours))
    for row in connection.execute(query.order_by(sa.desc("urgency"), pair.c.id_a, pair.c.id_b).limit(most)):
        yield Piece("pair", f"{row.id_a} {row.id_b}", round(row.urgency, 4), row.title, row.source_name, 1)
