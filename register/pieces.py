"""What waits for a person, kind by kind: rows, letters, pairs, and groups of pairs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from register import groups
from register.groups import Group
from register.search.tables import search_entry
from register.tables import PAIR_LIVE, PAIR_WAITS, dossier, innovation, outcome, pair, reading
from register.unit_tables import filing
from schemas.innovation import Status
from schemas.match import Judgement

Kind = Literal["row", "letter", "pair", "cluster"]
KINDS: tuple[Kind, ...] = ("row", "letter", "pair", "cluster")
_CHOSEN_OF = 2000  # rows whose units and programmes one can choose from
_LETTER = 0.5  # how urgent a letter is: all rows of its dossier hang on it


@dataclass(frozen=True, slots=True)
class Piece:
    """`key`: an innovation's id, a dossier's, two innovations' with a blank between, or a group's first innovation.

    `count`: questions; `by`: who has it in hand, empty: nobody; `second`: one person called it copied already.
    """

    kind: Kind
    key: str
    urgency: float
    title: str
    unit: str
    count: int
    by: str = ""
    second: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What somebody asks for. `units`: all that the account may see, none for all; `unit`, `programme`, `mine`: what it
    wants to see of that, units of the catalogue and a code; `only`: pieces by kind and key.
    """

    person: str = ""
    units: Sequence[str] = ()
    kinds: Sequence[Kind] = KINDS
    within: Sequence[str] = ()
    programme: str = ""
    only: Sequence[tuple[str, str]] | None = None

    def keys(self, kind: str) -> list[str]:
        return [key for one, key in self.only or () if one == kind]

    @property
    def scopes(self) -> list[Sequence[str]]:
        return [scope for scope in (self.units, self.within) if scope]


def pieces_of(connection: sa.Connection, kind: Kind, most: int, view: View) -> list[Piece]:
    """The most urgent first."""
    return sorted(_MAKERS[kind](connection, most, view), key=lambda one: (-one.urgency, one.key))


def open_pairs(person: str) -> sa.ColumnElement[bool]:
    """Pairs that this person can settle: whoever called one copied cannot be the second one too."""
    mine = pair.c.proposed == person
    others = pair.c.reopened.is_not(None) | pair.c.proposed.is_(None) | ~mine
    return sa.and_(PAIR_LIVE, sa.text(PAIR_WAITS), others)


def counted(connection: sa.Connection, view: View) -> dict[str, int]:
    """How many rows, letters and pairs wait, those in groups counted as pairs."""
    e = search_entry.c
    rows = _of_rows(sa.select(sa.func.count()).select_from(search_entry), view, e.unit_id, e.programme)
    letters = _letters_query(view, sa.func.count())
    asked: dict[str, sa.Select[Any]] = {"row": rows, "letter": letters}
    found = {kind: connection.scalar(query) or 0 for kind, query in asked.items()}
    return {**found, "pair": _open_pairs(connection, view)}


def _open_pairs(connection: sa.Connection, view: View) -> int:
    """Of the whole register by two indexes: all that wait, less what this person has called copied."""
    count = sa.select(sa.func.count()).select_from(pair)
    if view.scopes or view.programme:
        return connection.scalar(_scoped_pairs(count, view)) or 0
    every = connection.scalar(count.where(PAIR_LIVE, sa.text(PAIR_WAITS), pair.c.doubt >= 0)) or 0
    mine = pair.c.judgement.in_([str(one) for one in Judgement]) & (pair.c.proposed == view.person)
    return every - (connection.scalar(count.where(PAIR_LIVE, mine, pair.c.reopened.is_(None))) or 0)


def narrower(connection: sa.Connection, view: View) -> tuple[dict[str, str], list[str]]:
    """Units, with a name each, and programmes of the most urgent rows that the account sees."""
    e = search_entry.c
    rows = _of_rows(sa.select(e.unit_id, e.sender, e.programme), View(units=view.units), e.unit_id, e.programme)
    first = rows.order_by(e.urgency.desc()).limit(_CHOSEN_OF).subquery()
    found = connection.execute(sa.select(first).distinct()).all()
    units = {row.unit_id: row.sender or row.unit_id for row in found if row.unit_id}
    return dict(sorted(units.items(), key=lambda one: one[1])), sorted(
        {row.programme for row in found if row.programme}
    )


def _of_rows(query: sa.Select[Any], view: View, unit: sa.Column[Any], programme: sa.Column[Any]) -> sa.Select[Any]:
    # Written out, not as parameters: so the index of these rows alone answers a count.
    none = sa.literal_column("0", sa.Integer)
    waits = sa.literal_column(f"'{Status.NEEDS_REVIEW.value}'", sa.Text)
    query = query.where(search_entry.c.doubts > none, search_entry.c.status == waits)
    for scope in view.scopes:
        query = query.where(unit.in_(scope))
    return query.where(programme == view.programme) if view.programme else query


def _rows(connection: sa.Connection, most: int, view: View) -> Iterator[Piece]:
    e = search_entry.c
    query = sa.select(e.innovation_id, e.urgency, reading.c.title, e.sender, e.doubts)
    query = query.join_from(search_entry, reading, reading.c.id == e.reading_id)
    query = _of_rows(query, view, e.unit_id, e.programme)
    if view.only is not None:
        query = query.where(e.innovation_id.in_(view.keys("row")))
    for row in connection.execute(query.order_by(e.urgency.desc(), e.innovation_id).limit(most)):
        yield Piece("row", row.innovation_id, row.urgency, row.title, row.sender or "", row.doubts)


def _letters_query(view: View, *columns: Any) -> sa.Select[Any]:
    asked = outcome.c.letter["review_fields"].as_string() != "[]"  # what its papers ask is no question of the letter's
    query = sa.select(*columns).select_from(outcome).join(dossier).where(outcome.c.live, outcome.c.asks > 0, asked)
    for scope in view.scopes:
        mine = sa.select(filing.c.dossier_id).where(filing.c.live, filing.c.unit_id.in_(scope))
        query = query.where(dossier.c.id.in_(mine))
    if view.programme:
        query = query.where(outcome.c.letter["programme"].as_string() == view.programme)
    return query


def _letters(connection: sa.Connection, most: int, view: View) -> Iterator[Piece]:
    query = _letters_query(view, dossier.c.id, dossier.c.source_name, outcome.c.letter)
    if view.only is not None:
        query = query.where(dossier.c.id.in_(view.keys("letter")))
    for row in connection.execute(query.order_by(dossier.c.id).limit(most)):
        unit, count = row.letter.get("issuing_unit") or "", len(row.letter["review_fields"])
        yield Piece("letter", row.id, _LETTER, row.source_name, unit, count)


def _scoped_pairs(query: sa.Select[Any], view: View) -> sa.Select[Any]:
    """Both ends of a pair lie within what the account sees; one of them within what is asked for."""
    query = query.where(open_pairs(view.person))
    e = search_entry.c
    if view.units:
        ours = sa.select(e.innovation_id).where(e.unit_id.in_(view.units))
        query = query.where(pair.c.id_a.in_(ours), pair.c.id_b.in_(ours))
    if view.within:
        wanted = sa.select(e.innovation_id).where(e.unit_id.in_(view.within))
        query = query.where(pair.c.id_a.in_(wanted) | pair.c.id_b.in_(wanted))
    if view.programme:
        wanted = sa.select(e.innovation_id).where(e.programme == view.programme)
        query = query.where(pair.c.id_a.in_(wanted) | pair.c.id_b.in_(wanted))
    return query


def _found(connection: sa.Connection, most: int, view: View, ids: Sequence[str] = ()) -> list[sa.Row[Any]]:
    """Open pairs, the least certain first."""
    query = _scoped_pairs(sa.select(pair.c.id_a, pair.c.id_b, pair.c.score, pair.c.proposed), view)
    if view.only is not None:
        query = query.where(pair.c.id_a.in_(ids) | pair.c.id_b.in_(ids))
    return list(connection.execute(query.order_by(pair.c.doubt, pair.c.id_a, pair.c.id_b).limit(most)))


def _pairs(connection: sa.Connection, most: int, view: View) -> Iterator[Piece]:
    """Those that are in no group; a group is a piece of its own."""
    keys = view.keys("pair")
    rows = _found(connection, most, view, [end for key in keys for end in key.split()])
    home = _homes(connection, rows, view)
    lone = [row for row in rows if home.get(row.id_a) is None or home.get(row.id_a) is not home.get(row.id_b)]
    told = _told(connection, {end for row in lone for end in (row.id_a, row.id_b)})
    for row in lone:
        key = f"{row.id_a} {row.id_b}"
        if view.only is None or key in keys:
            one = told[row.id_a]
            urgency = _urgency(row.score, [told[row.id_a], told[row.id_b]])
            yield Piece("pair", key, urgency, one.title, one.sender or "", 1, second=bool(row.proposed))


def _clusters(connection: sa.Connection, most: int, view: View) -> Iterator[Piece]:
    keys = view.keys("cluster")
    rows = _found(connection, most, view, keys)
    home = _homes(connection, rows, view)
    found = {group.id: group for group in home.values() if view.only is None or group.id in keys}
    told = _told(connection, {one for group in found.values() for one in group.members})
    for group in found.values():
        waits = [link for link in group.links if link.waits_for(view.person)]
        first, members = told[group.id], [told[one] for one in group.members if one in told]
        urgency = max(_urgency(link.score, members) for link in waits)
        second = any(link.proposed for link in waits)
        yield Piece("cluster", group.id, urgency, first.title, first.sender or "", len(waits), second=second)


def _homes(connection: sa.Connection, rows: Iterable[sa.Row[Any]], view: View) -> dict[str, Group]:
    """Member → its group, of those groups in which something waits for this person and that it may see as a whole."""
    found = groups.around(connection, {end for row in rows for end in (row.id_a, row.id_b)})
    found = [one for one in found if any(link.waits_for(view.person) for link in one.links)]
    if view.units:
        e = search_entry.c
        every = {member for group in found for member in group.members}
        ours = sa.select(e.innovation_id).where(e.unit_id.in_(view.units), e.innovation_id.in_(every))
        seen = {*connection.scalars(ours)}
        found = [one for one in found if seen >= {*one.members}]
    return {member: group for group in found for member in group.members}


def _told(connection: sa.Connection, ids: Iterable[str]) -> Mapping[str, sa.Row[Any]]:
    """What pieces are called and worth, of innovations in force."""
    e = search_entry.c
    query = sa.select(innovation.c.id, reading.c.title, e.sender, e.benefit)
    query = query.join_from(innovation, reading, (reading.c.innovation_id == innovation.c.id) & reading.c.live)
    query = query.outerjoin(search_entry, e.innovation_id == innovation.c.id).where(innovation.c.id.in_(sorted(ids)))
    return {row.id: row for row in connection.execute(query)}


def _urgency(score: float, ends: Sequence[sa.Row[Any]]) -> float:
    """0.2 to 0.95: how near to a coin's toss a pair is, and what the dearer of its rows is worth."""
    worth = max((min(1.0, math.log10(1 + max(0, one.benefit or 0)) / 10) for one in ends), default=0.0)
    return round(0.2 + 0.6 * (1 - 2 * abs(score - 0.5)) + 0.15 * worth, 4)


_MAKERS: dict[Kind, Callable[[sa.Connection, int, View], Iterator[Piece]]] = {
    "row": _rows,
    "letter": _letters,
    "pair": _pairs,
    "cluster": _clusters,
}
