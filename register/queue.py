"""One queue of all that waits for a person, the doubtful and the valuable first, and who has what in hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import merge
from itertools import islice

import sqlalchemy as sa

from register.account_tables import claim
from register.clock import now
from register.db import Database
from register.pieces import KINDS, Kind, Piece, View, counted, narrower, pieces_of

__all__ = ["KINDS", "Hand", "Kind", "Piece", "Queue", "View"]
_HELD = dt.timedelta(minutes=15)  # for so long others are not given what one has in hand
_LOOKED = 200  # of each kind, when the next piece is sought
_EVERYTHING = View()


@dataclass(frozen=True, slots=True)
class Hand:
    """Who has a piece in hand since when."""

    person: str
    at: dt.datetime


class Queue:
    """Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pieces(self, most: int, view: View = _EVERYTHING) -> list[Piece]:
        """The most urgent first."""
        with self._database.read() as connection:
            return list(islice(_pieces(connection, most, view), most))

    def mine(self, most: int, view: View) -> list[Piece]:
        """What one has in hand, the most urgent first."""
        with self._database.read() as connection:
            held = _held(connection)
            own = [key for key, hand in held.items() if hand.person == view.person]
            return list(islice(_pieces(connection, most, replace(view, only=own)), most)) if own else []

    def counts(self, view: View = _EVERYTHING) -> dict[str, int]:
        """How many rows, letters and pairs wait."""
        with self._database.read() as connection:
            return counted(connection, view)

    def choices(self, view: View) -> tuple[dict[str, str], list[str]]:
        """Units of the catalogue, with the name they sent under, and programmes of what is most urgent."""
        with self._database.read() as connection:
            return narrower(connection, view)

    def take_next(self, view: View) -> Piece | None:
        """The most urgent piece that nobody else has in hand, now in this person's; None when nothing waits."""
        with self._database.write() as connection:
            found = _pieces(connection, _LOOKED, view)
            piece = next((one for one in found if one.by in ("", view.person)), None)
            if piece is not None:
                _put(connection, (piece.kind, piece.key), view.person)
            return piece

    def take(self, kind: Kind, key: str, person: str) -> Hand:
        """Takes one piece in hand, or says who has it already."""
        with self._database.write() as connection:
            hand = _held(connection).get((kind, key))
            if hand is None or hand.person == person:
                _put(connection, (kind, key), person)
            return hand or Hand(person, now())

    def leave(self, kind: Kind, key: str, person: str) -> None:
        """Gives a piece back: it is done, or somebody else may have it."""
        with self._database.write() as connection:
            _drop(connection, (kind, key), person)

    def hand(self, kind: Kind, key: str) -> Hand | None:
        """Who has a piece in hand."""
        with self._database.read() as connection:
            return _held(connection).get((kind, key))


def _held(connection: sa.Connection) -> dict[tuple[str, str], Hand]:
    query = sa.select(claim.c.kind, claim.c.key, claim.c.person, claim.c.at).where(claim.c.at >= now() - _HELD)
    return {(kind, key): Hand(person, at) for kind, key, person, at in connection.execute(query).tuples()}


def _put(connection: sa.Connection, piece: tuple[str, str], person: str) -> None:
    _drop(connection, piece)
    connection.execute(claim.insert().values(kind=piece[0], key=piece[1], person=person, at=now()))


def _drop(connection: sa.Connection, piece: tuple[str, str], person: str | None = None) -> None:
    mine = (claim.c.kind == piece[0]) & (claim.c.key == piece[1])
    old = claim.c.at < now() - _HELD
    connection.execute(claim.delete().where(old | (mine if person is None else mine & (claim.c.person == person))))


def _pieces(connection: sa.Connection, most: int, view: View) -> Iterator[Piece]:
    held = _held(connection)
    found = [pieces_of(connection, kind, most, view) for kind in view.kinds]
    for one in merge(*found, key=lambda piece: (-piece.urgency, piece.kind, piece.key)):
        hand = held.get((one.kind, one.key))
        yield replace(one, by=hand.person if hand else "")
