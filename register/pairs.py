"""Pairs of innovations that may be one: a machine suggests, a person judges, and the person's word stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from register import audit, judgements
from register.completion import conclude_for
from register.contents import Content, contents
from register.db import batches
from register.judgements import Held, Saying, Word
from register.mates import forbid_parting
from register.pair_rows import differs as _differs
from register.pair_rows import now_held as _now
from register.pair_rows import reopened as _reopened
from register.pair_rows import row_of as _row
from register.recall import Ends, remembered
from register.status import settle
from register.tables import PAIR_LIVE, innovation, pair
from schemas.errors import SovangError
from schemas.match import ANSWERS, Comparison, Judgement

_AT_ONCE = 2000  # innovations: what a transaction is held for is looked at and written within a second or two


class Pair(Comparison):
    """A comparison in the register, with what is held of it. `person`: who judged, null while only suggested.

    `why`: what that person said for it; `proposed`: who called it copied, while a second person's word is missing;
    `reopened`: what was said of it before its contents changed. The last two wait for a person.
    """

    judgement: Judgement = Judgement.SUGGESTED
    person: str | None = None
    at: dt.datetime
    model: str = ""
    why: str | None = None
    proposed: str | None = None
    reopened: str | None = None

    @property
    def waits(self) -> bool:
        return self.judgement == Judgement.SUGGESTED or bool(self.proposed or self.reopened)


def portions(
    found: Sequence[Comparison], compared: Sequence[str]
) -> Iterator[tuple[Sequence[Comparison], Sequence[str]]]:
    """What was compared, a part at a time, each with all that was found of it; together all of both."""
    touching: dict[str, list[Comparison]] = {}
    for one in found:
        for end in {one.id_a, one.id_b}:
            touching.setdefault(end, []).append(one)
    asked = {*compared}
    others = [one for one in found if not asked & {one.id_a, one.id_b}]
    for start in range(0, max(len(compared), 1), _AT_ONCE):
        some = compared[start : start + _AT_ONCE]
        mine = {(one.id_a, one.id_b): one for key in some for one in touching.get(key, ())}
        yield [*mine.values(), *([] if start else others)], some


def suggest(connection: sa.Connection, found: Sequence[Comparison], compared: Sequence[str], model: str) -> int:
    """Keeps what comparing `compared` with all others found; returns how many pairs are new or changed.

    Suggestions about `compared` that were not found again step back. What a person said of the same contents holds,
    found or not; what was said of contents that have changed is asked again.
    """
    ordered = {_order(c): c for c in found if c.verdict != "different" and c.id_a != c.id_b}
    known = _live(connection, {*compared, *(i for ends in ordered for i in ends)})
    spoken = {ends for ends, row in known.items() if row.person or row.proposed}
    memory = remembered(connection, compared, {*ordered, *spoken})
    known |= _live(connection, {ends[0] for ends in memory.said})
    rows: dict[Ends, dict[str, Any] | None] = {}
    rows |= {ends: _now(known.get(ends), ordered.get(ends), memory.said[ends], ends, model) for ends in memory.said}
    rows |= {ends: _reopened(known.get(ends), ordered.get(ends), why) for ends, why in memory.changed.items()}
    rows |= {ends: _row(ends, c, model) for ends, c in ordered.items() if ends not in rows and _unspoken(known, ends)}
    fresh = {ends: row for ends, row in rows.items() if row is not None and _differs(known.get(ends), row)}
    asked = {*compared}
    gone = [
        row.id
        for ends, row in known.items()
        if row.person is None and ends not in ordered and ends not in memory.said and asked & {*ends}
    ]
    _retire(connection, [*gone, *(known[ends].id for ends in fresh if ends in known)])
    _put(connection, fresh.values())
    for ids in batches(compared):
        connection.execute(innovation.update().where(innovation.c.id.in_(ids)).values(compared=model))
    _follow(connection, [ends for ends in fresh if ends in memory.said or ends in memory.changed])
    return sum(row["person"] is None or bool(row["reopened"]) for row in fresh.values())


def judge(connection: sa.Connection, comparison: Comparison, saying: Saying) -> None:
    """Records a person's word about a pair, suggested or not, and what follows for both statuses.

    It holds for every pair of the same contents. Raises SovangError for innovations that are not in force.
    """
    if saying.judgement not in ANSWERS:
        raise ValueError(f"no answer of a person: {saying.judgement}")
    ends = _order(comparison)
    said = replace(saying, person=" ".join(saying.person.split()), reason=saying.reason.strip())
    if said.judgement != Judgement.SAME:
        forbid_parting(connection, ends)
    before, here = _live(connection, ends).get(ends), _in_force(connection, ends)
    judgements.keep(connection, (here[ends[0]], here[ends[1]]), said)
    change = {"before": before.judgement if before else None, "after": str(said.judgement), "reason": said.reason}
    audit.note(connection, "judged", " ".join(ends), change, said.person)
    for twin in sorted(_twins(connection, ends, here)):
        row = _live(connection, twin).get(twin)
        _replace(connection, row, _now(row, comparison if twin == ends else None, _held_of(connection, twin), twin))


def undo(connection: sa.Connection, ends: tuple[str, str], person: str) -> Judgement:
    """Takes back the newest word about a pair; what was said before it holds again. Returns what was taken back."""
    low, high = sorted(ends)
    forbid_parting(connection, (low, high))
    here = _in_force(connection, (low, high))
    words = judgements.recall(connection, [here[low].key]).get(judgements.keys_of(here[low], here[high]))
    words = words or judgements.about(connection, [low]).get(frozenset(ends))
    if not words:
        raise SovangError(f"Chưa ai thẩm định cặp {low} – {high}: không có gì để bỏ.")
    newest = max(words, key=lambda word: word.id)
    take_back(connection, (low, high), newest, person)
    return newest.judgement


def take_back(connection: sa.Connection, ends: Ends, word: Word, person: str) -> None:
    """Takes one word about a pair back; what was said besides it holds. Raises SovangError, as for two put together."""
    forbid_parting(connection, ends)
    here = _in_force(connection, ends)
    judgements.take_back(connection, [word])
    change = {"judgement": str(word.judgement), "of": word.person}
    audit.note(connection, "judgement-undone", " ".join(ends), change, person)
    for twin in sorted(_twins(connection, ends, here)):
        row = _live(connection, twin).get(twin)
        _replace(connection, row, _now(row, None, _held_of(connection, twin), twin))


def ever_said(connection: sa.Connection, ends: Ends) -> list[tuple[Word, bool]]:
    """All that was ever said of two innovations, the newest first; False: not in force any more."""
    return judgements.ever(connection, _in_force(connection, ends).values())


def load(connection: sa.Connection) -> list[Pair]:
    """The pairs in force, the likeliest first."""
    query = sa.select(pair).where(PAIR_LIVE).order_by(pair.c.score.desc(), pair.c.id_a, pair.c.id_b)
    return [Pair.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def touching(connection: sa.Connection, innovation_ids: Iterable[str]) -> list[Pair]:
    """The pairs in force with an end in `innovation_ids`, the likeliest first."""
    found = _live(connection, innovation_ids).values()
    return sorted((Pair.model_validate(dict(r._mapping)) for r in found), key=lambda p: (-p.score, p.id_a, p.id_b))


def drop_suggestions(connection: sa.Connection, innovation_ids: Iterable[str]) -> None:
    """Takes back what was suggested about innovations that stepped back; judged pairs stay."""
    for batch in batches(innovation_ids):
        touching = pair.c.id_a.in_(batch) | pair.c.id_b.in_(batch)
        connection.execute(pair.update().where(PAIR_LIVE, pair.c.person.is_(None), touching).values(live=False))


def _order(comparison: Comparison) -> Ends:
    low, high = sorted((comparison.id_a, comparison.id_b))
    return low, high


def _live(connection: sa.Connection, innovation_ids: Iterable[str]) -> dict[Ends, sa.Row[Any]]:
    """(id_a, id_b) → the row in force of every pair with an end in `innovation_ids`."""
    found = {}
    for batch in batches(innovation_ids):
        for end in (pair.c.id_a, pair.c.id_b):  # one by one: for both at once SQLite goes through all pairs
            rows = connection.execute(sa.select(pair).where(PAIR_LIVE, end.in_(batch)))
            found.update({(r.id_a, r.id_b): r for r in rows})
    return found


def _unspoken(known: dict[Ends, sa.Row[Any]], ends: Ends) -> bool:
    return ends not in known or known[ends].person is None


def _in_force(connection: sa.Connection, ends: Ends) -> dict[str, Content]:
    found = contents(connection, ends)
    if missing := sorted({*ends} - found.keys()):
        raise SovangError(f"Không có sáng kiến {', '.join(missing)} trong sổ: xem mã bằng `sovang pairs`.")
    return found


def _twins(connection: sa.Connection, ends: Ends, here: dict[str, Content]) -> set[Ends]:
    """This pair, and those of its neighbours that say the same two things."""
    near = {end for known in _live(connection, ends) for end in known}
    keys = judgements.keys_of(here[ends[0]], here[ends[1]])
    alike = {key: content for key, content in contents(connection, near).items() if content.key in keys}
    known = (other for other in _live(connection, alike) if other[0] in alike and other[1] in alike)
    return {ends, *(other for other in known if judgements.keys_of(alike[other[0]], alike[other[1]]) == keys)}


def _held_of(connection: sa.Connection, ends: Ends) -> Held:
    here = contents(connection, ends)
    words = judgements.recall(connection, [here[ends[0]].key])
    return judgements.held(words.get(judgements.keys_of(here[ends[0]], here[ends[1]]), []))


def _replace(connection: sa.Connection, before: sa.Row[Any] | None, after: dict[str, Any]) -> None:
    """Puts a row in force; a pair that nobody speaks of and no machine suggests steps back."""
    _retire(connection, [before.id] if before else [])
    if after["person"] or after["proposed"] or after["verdict"] != "different":
        _put(connection, [after])
    _follow(connection, [(after["id_a"], after["id_b"])])


def _follow(connection: sa.Connection, pairs: Sequence[Ends]) -> None:
    ids = {end for ends in pairs for end in ends}
    settle(connection, ids)
    conclude_for(connection, ids)


def _retire(connection: sa.Connection, row_ids: Iterable[int]) -> None:
    for batch in batches(row_ids):
        connection.execute(pair.update().where(pair.c.id.in_(batch)).values(live=False))


def _put(connection: sa.Connection, rows: Iterable[dict[str, Any]]) -> None:
    if listed := [{**row, "doubt": abs(row["score"] - 0.5)} for row in rows]:
        connection.execute(pair.insert(), listed)
