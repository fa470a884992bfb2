"""What people said of two contents, kept for good: it holds for every pair of innovations that say the same.

Each person's last word about a pair is in force until that person changes it or somebody takes it back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from register.clock import now
from register.contents import Content
from register.db import batches
from register.judging_tables import judgement
from schemas.match import Judgement

Keys = tuple[str, str]  # of two contents, in order


@dataclass(frozen=True, slots=True)
class Word:
    """One person's word. `ends`: the two innovations that it was said of, `readings` what they said then."""

    id: int
    keys: Keys
    ends: tuple[str, str]
    readings: tuple[int, int]
    judgement: Judgement
    person: str
    reason: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Saying:
    """What a person says now. Words said in one go have one `at`, and are taken back together."""

    judgement: Judgement
    person: str
    reason: str = ""
    at: dt.datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class Held:
    """What holds of two contents. `proposed`: a word for `copied` that waits for a second person's."""

    word: Word | None = None
    proposed: Word | None = None


def keys_of(one: Content, other: Content) -> Keys:
    low, high = sorted((one.key, other.key))
    return low, high


def held(words: Sequence[Word]) -> Held:
    """The newest word counts; that of copying only when two different people said so."""
    proposed = None
    accusers = {word.person.casefold() for word in words if word.judgement == Judgement.COPIED}
    for word in sorted(words, key=lambda word: -word.id):
        if word.judgement != Judgement.COPIED or len(accusers) > 1:
            return Held(word, proposed)
        proposed = word
    return Held(None, proposed)


def recall(connection: sa.Connection, keys: Iterable[str]) -> dict[Keys, list[Word]]:
    """Words in force about these contents, by the two contents."""
    found: dict[int, Word] = {}
    for batch in batches(sorted({*keys})):
        mine = judgement.c.key_a.in_(batch) | judgement.c.key_b.in_(batch)
        found |= {word.id: word for word in _words(connection, mine)}
    return _by_keys(found.values())


def about(connection: sa.Connection, innovation_ids: Iterable[str]) -> dict[frozenset[str], list[Word]]:
    """Words in force that were said of these very innovations, whatever they say now; by the two innovations."""
    found: dict[int, Word] = {}
    for batch in batches(sorted({*innovation_ids})):
        mine = judgement.c.id_a.in_(batch) | judgement.c.id_b.in_(batch)
        found |= {word.id: word for word in _words(connection, mine)}
    grouped: dict[frozenset[str], list[Word]] = {}
    for word in found.values():
        grouped.setdefault(frozenset(word.ends), []).append(word)
    return grouped


def every(connection: sa.Connection) -> dict[Keys, list[Word]]:
    return _by_keys(_words(connection, sa.true()))


def keep(connection: sa.Connection, ends: tuple[Content, Content], saying: Saying) -> Word:
    """Adds a person's word in the place of what the same person said of these contents before."""
    one, other = sorted(ends, key=lambda content: (content.key, content.innovation))
    same = (judgement.c.key_a == one.key) & (judgement.c.key_b == other.key) & (judgement.c.person == saying.person)
    connection.execute(judgement.update().where(same, judgement.c.live).values(live=False))
    row: dict[str, object] = {"key_a": one.key, "id_a": one.innovation, "reading_a": one.reading}
    row |= {"key_b": other.key, "id_b": other.innovation, "reading_b": other.reading}
    said = {"judgement": str(saying.judgement), "person": saying.person, "reason": saying.reason, "at": saying.at}
    values = {"live": True, **said}
    key = connection.scalar(judgement.insert().values(**row, **values).returning(judgement.c.id))
    return next(_words(connection, judgement.c.id == key))


def ever(connection: sa.Connection, ends: Iterable[Content]) -> list[tuple[Word, bool]]:
    """All that was ever said of two innovations or of two that say the same, the newest first; False: not in force."""
    one, other = sorted(ends, key=lambda content: (content.key, content.innovation))
    ids = sorted((one.innovation, other.innovation))
    same = (judgement.c.key_a == one.key) & (judgement.c.key_b == other.key)
    mine = judgement.c.id_a.in_(ids) & judgement.c.id_b.in_(ids) & (judgement.c.id_a != judgement.c.id_b)
    query = sa.select(judgement).where(same | mine).order_by(judgement.c.id.desc())
    return [(_word(row), row.live) for row in connection.execute(query)]


def take_back(connection: sa.Connection, words: Sequence[Word]) -> None:
    for batch in batches([word.id for word in words]):
        connection.execute(judgement.update().where(judgement.c.id.in_(batch)).values(live=False))


def _words(connection: sa.Connection, which: sa.ColumnElement[bool]) -> Iterator[Word]:
    query = sa.select(judgement).where(judgement.c.live, which).order_by(judgement.c.id)
    yield from map(_word, connection.execute(query))


def _word(row: sa.Row[Any]) -> Word:
    keys, ends, readings = (row.key_a, row.key_b), (row.id_a, row.id_b), (row.reading_a, row.reading_b)
    return Word(row.id, keys, ends, readings, Judgement(row.judgement), row.person, row.reason, row.at)


def _by_keys(words: Iterable[Word]) -> dict[Keys, list[Word]]:
    found: dict[Keys, list[Word]] = {}
    for word in words:
        found.setdefault(word.keys, []).append(word)
    return found
