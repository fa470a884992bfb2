"""Erasing: the only place where what was kept is changed, in every reading, remark and detail, in force or not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from register import audit, innovations
from register.bulk import pages
from register.clock import now
from register.contents import said_in
from register.db import batches
from register.erasure_tables import erased_file, erasure
from register.judging_tables import judgement, merging
from register.search import index
from register.tables import audit as lines_
from register.tables import audit_detail, dropped, innovation, outcome, pair, part, reading
from register.unsettled import mark, mark_all
from register.whereabouts import OF_ROWS, PLACES, Place
from schemas import masking
from schemas.content import content_key
from schemas.innovation import Reading
from schemas.redaction import MARK, Mask, every_text, without_fields
from schemas.text import fold

Json = Any


@dataclass(slots=True)
class Work:
    """What to take out of which dossiers: a person (`mask`), or fields of all their authors.

    `his`: innovations that have him for an author. `likely`: folded words without which no text can name him.
    """

    dossiers: Sequence[str]
    mask: Mask | None = None
    his: frozenset[str] = frozenset()
    fields: Sequence[str] = ()
    likely: Sequence[str] = ()

    def reading(self, data: dict[str, Any], innovation_id: str) -> dict[str, Any]:
        if self.mask is not None:
            return self.mask.reading(data, his=innovation_id in self.his)
        return without_fields(data, self.fields)

    def text(self, said: str, *, loose: bool = False) -> str:
        if self.mask is not None:
            return self.mask.text(said, loose=loose)
        return _phoneless(said) if "phone" in self.fields else said

    def value(self, said: Json, *, loose: bool = False) -> Json:
        return self.mask.value(said, loose=loose) if self.mask else every_text(said, self.text)

    def names(self, content: str) -> bool:
        """Whether a detail of the audit holds something of it."""
        if self.mask is None:
            return any(f'"{name}":' in content for name in self.fields) or self.text(content) != content
        if self.likely and not masking.phones(content):
            folded = fold(content)
            if not all(word in folded for word in self.likely):
                return False
        return bool(self.value(json.loads(content), loose=True) != json.loads(content))


@dataclass(slots=True)
class Erased:
    """How many were changed, by table; `line`: that of the audit; `files`: originals of the dossiers."""

    line: int = 0
    changed: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.changed.values())


def erase(connection: sa.Connection, work: Work, note: Callable[[dict[str, Any]], int]) -> Erased:
    """In the caller's write transaction. `note` writes the line of the audit from a detail that it is given."""
    out = Erased(files=files_of(connection, work.dossiers))
    ids = _innovations(connection, work.dossiers)
    lines = _lines(connection, work, {*ids, *work.dossiers})
    index.forget(connection, ids)
    changed = list(_readings(connection, work, ids))
    out.changed = {"reading": len(changed), **_places(connection, work), "pair": _pairs(connection, work, ids)}
    out.changed["merging"] = _mergings(connection, work, ids)
    out.changed["judgement"] = _judgements(connection, work, changed)
    out.changed["audit_detail"] = len(lines)
    told = {key: number for key, number in out.changed.items() if number}
    out.line = note(
        {"changed": told, "dossiers": sorted(work.dossiers), "innovations": sorted(work.his), "lines": lines}
    )
    audit.empty(connection, lines, out.line)
    _remember(connection, work, out.line)
    for batch in batches(sorted(work.his)):
        connection.execute(innovation.update().where(innovation.c.id.in_(batch)).values(compared=None))
    index.sync(connection, ids)
    mark(connection, work.dossiers)
    if work.mask is not None:
        mark_all(connection)  # a sender's name may be another now, and nothing tells what it was
    return out


def files_of(connection: sa.Connection, dossiers: Iterable[str]) -> list[str]:
    """Every file of these dossiers, dropped or unpacked, in whichever reading."""
    found: set[str] = set()
    for batch in batches(sorted({*dossiers})):
        found.update(connection.scalars(sa.select(dropped.c.sha256).where(dropped.c.dossier_id.in_(batch))))
        parts = sa.select(part.c.sha256).join_from(part, outcome).where(outcome.c.dossier_id.in_(batch))
        found.update(connection.scalars(parts))
    return sorted(found)


def forget_files(connection: sa.Connection, sha256s: Iterable[str], line: int) -> None:
    """Leaves a mark for originals whose bytes go, so that their absence is no loss."""
    known = {*connection.scalars(sa.select(erased_file.c.sha256))}
    rows = [{"sha256": one, "line": line, "at": now()} for one in sorted({*sha256s} - known)]
    if rows:
        connection.execute(erased_file.insert(), rows)


def _innovations(connection: sa.Connection, dossiers: Iterable[str]) -> list[str]:
    found: list[str] = []
    for batch in batches(sorted({*dossiers})):
        found += connection.scalars(sa.select(innovation.c.id).where(innovation.c.dossier_id.in_(batch)))
    return sorted(found)


def _readings(connection: sa.Connection, work: Work, ids: Sequence[str]) -> Iterator[int]:
    """Yields the rows that were changed."""
    for key in ids:
        columns = (reading.c.id, reading.c.data)
        for row in connection.execute(sa.select(*columns).where(reading.c.innovation_id == key)).all():
            before = Reading.model_validate(row.data).model_dump(mode="json")  # with what is not stored, the defaults
            data = work.reading(before, key)
            if data != before:
                values = innovations.columns_of(Reading.model_validate(data))
                connection.execute(reading.update().where(reading.c.id == row.id).values(values))
                yield row.id


def _places(connection: sa.Connection, work: Work) -> dict[str, int]:
    out: dict[str, int] = {}
    for place in PLACES:
        if place.table in OF_ROWS:
            continue
        for batch in batches(sorted({*work.dossiers})):
            for row in _rows_of(connection, place, batch):
                values = _changes(work, place, row._mapping)
                if values:
                    _update(connection, place.table, row._mapping, values)
                    out[place.table.name] = out.get(place.table.name, 0) + 1
    return out


def _rows_of(connection: sa.Connection, place: Place, dossiers: Sequence[str]) -> Sequence[sa.Row[Any]]:
    query = sa.select(place.table).where(place.table.c[place.dossier].in_(dossiers))
    if place.table is part:
        theirs = sa.select(outcome.c.id).where(outcome.c.dossier_id.in_(dossiers))
        query = sa.select(part).where(part.c.outcome_id.in_(theirs))
    return connection.execute(query).all()


def _changes(work: Work, place: Place, row: sa.RowMapping) -> dict[str, Any]:
    wanted = {name: work.value(row[name], loose=place.loose) for name in place.columns}
    return {name: value for name, value in wanted.items() if value != row[name]}


def _update(connection: sa.Connection, table: sa.Table, row: sa.RowMapping, values: Mapping[str, Any]) -> None:
    mine = sa.and_(*(column == row[column.name] for column in table.primary_key.columns))
    connection.execute(table.update().where(mine).values(values))


def _pairs(connection: sa.Connection, work: Work, ids: Sequence[str]) -> int:
    """Reasons name authors and the ends of phone numbers."""
    count, place = 0, next(place for place in PLACES if place.table is pair)
    for batch in batches(sorted(work.his or ids)):
        touching = pair.c.id_a.in_(batch) | pair.c.id_b.in_(batch)
        for row in connection.execute(sa.select(pair).where(touching)).all():
            values = _changes(work, place, row._mapping)
            reasons = values.get("reasons", row.reasons)
            if work.mask is not None or "phone" in work.fields:
                values["reasons"] = [_nameless(reason) for reason in reasons]
            if any(values[name] != row._mapping[name] for name in values):
                _update(connection, pair, row._mapping, values)
                count += 1
    return count


def _mergings(connection: sa.Connection, work: Work, ids: Sequence[str]) -> int:
    count = 0
    for batch in batches(ids):
        query = sa.select(merging.c.id, merging.c.reason).where(merging.c.survivor_id.in_(batch))
        for row in connection.execute(query).all():
            said = work.text(row.reason, loose=True)
            if said != row.reason:
                connection.execute(merging.update().where(merging.c.id == row.id).values(reason=said))
                count += 1
    return count


def _nameless(reason: dict[str, Any]) -> dict[str, Any]:
    return (
        {**reason, "text": f"Cùng số điện thoại {MARK}"}
        if reason["code"] == "phone" and "…" in reason["text"]
        else reason
    )


def _judgements(connection: sa.Connection, work: Work, readings: Sequence[int]) -> int:
    """People's words are kept by what the contents say: they go on holding for what these say now."""
    count = 0
    for batch in batches(readings):
        mine = judgement.c.reading_a.in_(batch) | judgement.c.reading_b.in_(batch)
        for row in connection.execute(sa.select(judgement).where(mine).order_by(judgement.c.id)).all():
            _say_anew(connection, work, row)
            count += 1
    return count


def _say_anew(connection: sa.Connection, work: Work, row: sa.Row[Any]) -> None:
    ends = []
    for key, reading_id in ((row.id_a, row.reading_a), (row.id_b, row.reading_b)):
        data = connection.scalar(sa.select(reading.c.data).where(reading.c.id == reading_id))
        ends.append((content_key(said_in(data)) if data else "", key, reading_id))
    (key_a, id_a, reading_a), (key_b, id_b, reading_b) = sorted(ends)
    values: dict[str, Any] = {"key_a": key_a, "id_a": id_a, "reading_a": reading_a}
    values |= {"key_b": key_b, "id_b": id_b, "reading_b": reading_b}
    same = (judgement.c.key_a == key_a) & (judgement.c.key_b == key_b) & (judgement.c.person == row.person)
    if row.live:  # two contents that say the same now: the newer word of one person stays
        connection.execute(judgement.update().where(same, judgement.c.live, judgement.c.id < row.id).values(live=False))
    newer = connection.scalar(sa.select(judgement.c.id).where(same, judgement.c.live, judgement.c.id > row.id))
    values["live"] = bool(row.live and newer is None)
    values["reason"] = work.text(row.reason, loose=True)
    connection.execute(judgement.update().where(judgement.c.id == row.id).values(values))


def _lines(connection: sa.Connection, work: Work, subjects: Iterable[str]) -> list[int]:
    """Lines of the audit whose details hold it: of a person any, of fields those about the dossiers and their rows."""
    if work.mask is not None:
        whole = pages(connection, audit_detail, audit_detail.c.content.is_not(None))
        return [row[0] for rows in whole for row in rows if work.names(row[2])]  # line, salt, content
    found: list[int] = []
    columns = sa.select(audit_detail.c.line, audit_detail.c.content).join_from(audit_detail, lines_)
    for batch in batches(sorted(subjects)):
        about = lines_.c.subject.in_(batch) & audit_detail.c.content.is_not(None)
        found += [row.line for row in connection.execute(columns.where(about)) if work.names(row.content)]
    return sorted(found)


def _remember(connection: sa.Connection, work: Work, line: int) -> None:
    """What reading a dossier again must leave out."""
    mask = work.mask.model_dump(mode="json") if work.mask else None
    rows = [
        {"dossier_id": key, "mask": mask, "fields": [*work.fields], "line": line, "at": now()} for key in work.dossiers
    ]
    if rows:
        connection.execute(erasure.insert(), rows)


def _phoneless(said: str) -> str:
    return masking.replaced(said, lambda _: MARK)
