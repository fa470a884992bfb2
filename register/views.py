"""The register as it is shown and exported: rows put together into schemas' models."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from register import lines, outcomes, pairs
from register.contents import said_in
from register.db import batches
from register.submitters import add_merges
from register.tables import arrival, audit, dossier, innovation, reading
from register.units import load_filings
from schemas.dossier import Arrival, Dossier, DossierResult, Letter
from schemas.finding import Code
from schemas.grid import Box
from schemas.innovation import DossierRef, DuplicateCandidate, Innovation, Place, PlaceRef, Reading, SourceRef
from schemas.match import Judgement, Record

_UNCHANGED = "Cùng đơn vị gửi lại, dòng không đổi"
_CHANGED = "Cùng đơn vị gửi lại, dòng đã sửa"
_ORDER = (dossier.c.received_at, dossier.c.id)
_READ = (
    sa.select(innovation, dossier.c.source_name, dossier.c.channel, dossier.c.received_at, reading.c.data)
    .join_from(innovation, reading)
    .join(dossier)
    .where(reading.c.live)
)
_LETTER_FIELDS = set(Dossier.model_fields) & set(Letter.model_fields) - {"findings", "review_fields"}


def dossier_ids(connection: sa.Connection, only: Sequence[str] | None = None) -> list[str]:
    """All dossiers, or some, in the order they came."""
    query = sa.select(dossier.c.id, dossier.c.received_at)
    parts = [query] if only is None else [query.where(dossier.c.id.in_(batch)) for batch in batches(only)]
    found = [(row.received_at, row.id) for part in parts for row in connection.execute(part)]
    return [key for _, key in sorted(found)]


def dossiers(connection: sa.Connection, ids: Sequence[str]) -> list[Dossier]:
    rows = connection.execute(sa.select(dossier).where(dossier.c.id.in_(ids)).order_by(*_ORDER)).all()
    found, counts, again = outcomes.load(connection, ids), _row_counts(connection, ids), _arrivals(connection, ids)
    retried, shown = _retries(connection, ids), []
    for row in rows:
        one = _dossier(row, found.get(row.id, DossierResult()), counts.get(row.id, 0), again.get(row.id, []))
        one.attempts = row.attempts + retried.get(row.id, 0) + (row.id in found)
        shown.append(one)
    return _with_versions(connection, _with_units(connection, shown))


def _with_units(connection: sa.Connection, items: list[Dossier]) -> list[Dossier]:
    """Which unit of the catalogue sent each, beside the text as filed."""
    filings = load_filings(connection, [item.id for item in items])
    for item in items:
        if filed := filings.get(item.id):
            item.unit_id = filed.unit_id
            item.findings += filed.findings
            item.review_fields = _once([*item.review_fields, *(f.field for f in filed.findings if f.ask)])
    return items


def _with_versions(connection: sa.Connection, items: list[Dossier]) -> list[Dossier]:
    """Which of them are versions of one another, and what follows from it."""
    links = lines.dossiers(connection, [item.id for item in items])
    chains = lines.chains(links)
    for item in items:
        item.versions = chains.get(item.id, [])
        if link := links.get(item.id):
            item.version, item.version_of = link.number, link.earlier
            item.findings += link.findings
            item.review_fields = _once([*item.review_fields, *lines.asked_of(link)])
    return items


def innovations(connection: sa.Connection, ids: Sequence[str]) -> list[Innovation]:
    """Those of these innovations that are in force, by dossier and slot."""
    rows = connection.execute(_READ.where(innovation.c.id.in_(ids)).order_by(*_ORDER, innovation.c.slot)).all()
    theirs = sorted({row.dossier_id for row in rows})
    letters = outcomes.letters(connection, theirs)
    twins, before = _candidates(connection, [row.id for row in rows])
    shown = [_innovation(row, letters.get(row.dossier_id, Letter()), twins.get(row.id, [])) for row in rows]
    filings = load_filings(connection, theirs)
    for item in shown:
        item.version_of = before.get(item.id)
        item.dossier.unit_id = filings[item.dossier.id].unit_id if item.dossier.id in filings else None
    add_merges(connection, shown)
    return shown


def records(connection: sa.Connection, ids: Sequence[str], uncompared: bool = False) -> list[Record]:
    """Innovations as the matcher sees them, rejected ones too: they may come back under another letter."""
    return _records(connection, _in_force(connection, ids, innovation.c.compared.is_(None) if uncompared else None))


def records_named(connection: sa.Connection, innovation_ids: Sequence[str]) -> list[Record]:
    """Those of these innovations that are in force."""
    return _records(connection, connection.execute(_READ.where(innovation.c.id.in_(innovation_ids))).all())


def _records(connection: sa.Connection, rows: Sequence[sa.Row[Any]]) -> list[Record]:
    senders = outcomes.senders(connection, sorted({row.dossier_id for row in rows}))
    return [_record(row, senders.get(row.dossier_id, "")) for row in rows]


def _in_force(
    connection: sa.Connection, ids: Sequence[str], besides: sa.ColumnElement[bool] | None = None
) -> Sequence[sa.Row[Any]]:
    query = _READ.where(dossier.c.id.in_(ids))
    query = query if besides is None else query.where(besides)
    return connection.execute(query.order_by(*_ORDER, innovation.c.slot)).all()


def _row_counts(connection: sa.Connection, ids: Sequence[str]) -> dict[str, int]:
    query = sa.select(innovation.c.dossier_id, sa.func.count()).join_from(innovation, reading)
    counted = query.where(reading.c.live, innovation.c.dossier_id.in_(ids)).group_by(innovation.c.dossier_id)
    return dict(connection.execute(counted).tuples().all())


def _retries(connection: sa.Connection, ids: Sequence[str]) -> dict[str, int]:
    query = sa.select(audit.c.subject, sa.func.count()).where(audit.c.action == "retry", audit.c.subject.in_(ids))
    return dict(connection.execute(query.group_by(audit.c.subject)).tuples().all())


def _arrivals(connection: sa.Connection, ids: Sequence[str]) -> dict[str, list[Arrival]]:
    found: dict[str, list[Arrival]] = {}
    query = sa.select(arrival).where(arrival.c.dossier_id.in_(ids)).order_by(arrival.c.id)
    for row in connection.execute(query).mappings():
        found.setdefault(row["dossier_id"], []).append(Arrival.model_validate(dict(row)))
    return found


def _dossier(row: sa.Row[Any], result: DossierResult, rows: int, again: list[Arrival]) -> Dossier:
    letter = result.letter
    return Dossier(
        id=row.id,
        source_name=row.source_name,
        channel=row.channel,
        received_at=row.received_at,
        documents=result.documents,
        parts=result.parts,
        innovations=rows,
        findings=[*letter.findings, *(f for f in result.findings if f.code != Code.RESUBMISSION)],  # said by the link
        review_fields=_once([*letter.review_fields, *result.review_fields]),
        status=row.status,
        error=result.error,
        arrivals=again,
        **letter.model_dump(include=_LETTER_FIELDS),
    )


def _innovation(row: sa.Row[Any], letter: Letter, twins: list[DuplicateCandidate]) -> Innovation:
    read = Reading.model_validate(row.data)
    return Innovation(
        id=row.id,
        dossier=_reference(row, letter, read),
        source=_source(read),
        programme=row.programme,
        phase=row.phase,
        status=row.status,
        findings=read.findings,
        review_fields=read.review_fields,
        confidence=read.confidence,
        duplicate_candidates=twins,
        **{name: getattr(read.accepted, name) for name in type(read.accepted).model_fields},
    )


def _reference(row: sa.Row[Any], letter: Letter, read: Reading) -> DossierRef:
    """Rows of a list that was brought in come from many units and letters: there each tells its own."""
    own = {name: read.fields[name].as_read for name in ("unit", "number") if name in read.fields}
    return DossierRef(
        id=row.dossier_id,
        source_name=row.source_name,
        unit=letter.issuing_unit or own.get("unit"),
        number=letter.number or own.get("number"),
        date=letter.date,
        received_at=row.received_at,
        channel=row.channel,
    )


def _source(read: Reading) -> SourceRef:
    place = read.source
    ref = SourceRef(file=place.file, sha256=place.sha256, page=place.page, row=place.row)
    ref.boxes = {name: _corners(f.box) for name, f in read.fields.items() if f.box is not None}
    places = {"*": place.places} | {name: f.places for name, f in read.fields.items()}
    ref.places = {name: [_place(p) for p in found] for name, found in places.items() if found}
    return ref


def _place(place: Place) -> PlaceRef:
    corners = None if place.box is None else _corners(place.box)
    return PlaceRef(sha256=place.sha256, page=place.page, box=corners, picture=place.picture)


def _corners(box: Box) -> list[float]:
    return [box.x0, box.y0, box.x1, box.y1]


def _candidates(
    connection: sa.Connection, ids: Sequence[str]
) -> tuple[dict[str, list[DuplicateCandidate]], dict[str, str]]:
    """What may be one with each innovation, and which row each is the newer version of."""
    found: dict[str, list[DuplicateCandidate]] = {}
    before: dict[str, str] = {}
    for later, earlier, changed in lines.twins(connection, ids):
        before[later] = earlier
        _pair(found, later, earlier, 1.0, [_CHANGED if changed else _UNCHANGED], Judgement.SAME)
    versions = {frozenset(ends) for ends in before.items()}
    for held in pairs.touching(connection, ids):
        if frozenset((held.id_a, held.id_b)) not in versions:
            _pair(found, held.id_a, held.id_b, held.score, [r.text for r in held.reasons], held.judgement)
    return found, before


def _pair(
    found: dict[str, list[DuplicateCandidate]], one: str, two: str, score: float, reasons: list[str], said: Judgement
) -> None:
    for own, other in ((one, two), (two, one)):
        twin = DuplicateCandidate(innovation_id=other, score=score, reasons=reasons, judgement=str(said))
        found.setdefault(own, []).append(twin)


def _record(row: sa.Row[Any], sender: str) -> Record:
    about = {"id": row.id, "dossier": row.dossier_id, "sender": sender}
    handed_in = {"programme": row.programme or "", "year": row.received_at.year}
    return said_in(row.data).model_copy(update=about | handed_in)


def _once(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
