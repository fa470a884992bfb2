"""What a person is asked to check: one line a field, with the value as read and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from pydantic import BaseModel

from register import lines, outcomes
from register.tables import dossier, innovation, reading
from schemas.dossier import Letter
from schemas.finding import Finding
from schemas.innovation import FieldReading, Reading

# Values that are worked out from another field's cell.
_WRITTEN_IN = {
    "applied_from": "application_period",
    "applied_to": "application_period",
    "benefit_vnd": "effect",
    "benefit_period": "effect",
}


class Doubt(BaseModel):
    """`innovation` and `ordinal` are null for a doubt about the dossier; `message` is empty when only the reading is
    uncertain."""

    dossier: str
    source_name: str
    innovation: str | None = None
    ordinal: int | None = None
    title: str = ""
    confidential: bool = False
    field: str
    as_read: str = ""
    message: str = ""
    file: str = ""
    page: int | None = None
    row: int | None = None


def of_dossiers(connection: sa.Connection, ids: Sequence[str]) -> list[Doubt]:
    """The doubts about some dossiers and their innovations, by dossier, the letter's first."""
    named = sa.select(dossier.c.id, dossier.c.source_name).where(dossier.c.id.in_(ids))
    names = dict(connection.execute(named).tuples().all())
    results, newer = outcomes.load(connection, ids), lines.dossiers(connection, ids)
    rows: dict[str, list[Doubt]] = {}
    for key, result in results.items():
        link = newer.get(key)
        own = [*result.letter.review_fields, *result.review_fields, *lines.asked_of(link)]
        findings = [*result.letter.findings, *result.findings, *(link.findings if link else [])]
        base = Doubt(dossier=key, source_name=names[key], field="")
        rows[key] = list(_lines(base, own, result.letter, findings))
    for row in _doubtful(connection, ids):
        read = Reading.model_validate(row.data)
        base = _about(row.id, row.dossier_id, names[row.dossier_id], read)
        rows.setdefault(row.dossier_id, []).extend(_lines(base, read.review_fields, read, read.findings))
    return [line for key in ids for line in rows.get(key, [])]


def _doubtful(connection: sa.Connection, ids: Sequence[str]) -> Sequence[sa.Row[tuple[str, str, dict[str, object]]]]:
    query = sa.select(innovation.c.id, innovation.c.dossier_id, reading.c.data).join_from(innovation, reading)
    asked = query.where(reading.c.live, reading.c.doubts > 0, innovation.c.dossier_id.in_(ids))
    asked = asked.where(innovation.c.status.not_in(lines.CLOSED))
    return connection.execute(asked.order_by(innovation.c.slot)).all()


def _about(innovation_id: str, dossier_id: str, source_name: str, read: Reading) -> Doubt:
    return Doubt(
        dossier=dossier_id,
        source_name=source_name,
        innovation=innovation_id,
        ordinal=read.accepted.ordinal,
        title=read.accepted.title,
        confidential=read.accepted.confidential,
        field="",
        file=read.source.file,
        page=read.source.page,
        row=read.source.row,
    )


def _lines(base: Doubt, asked: Sequence[str], read: Reading | Letter, findings: Sequence[Finding]) -> Iterator[Doubt]:
    for name in dict.fromkeys(asked):
        written = _as_read(read.fields, name)
        messages = dict.fromkeys(f.message for f in findings if f.ask and (f.field or "*") == name)
        change: dict[str, object] = {"field": name, "message": " ".join(messages)}
        if written is not None:
            change |= {"as_read": written.as_read, "page": written.page}
        yield base.model_copy(update=change)


def _as_read(fields: dict[str, FieldReading], name: str) -> FieldReading | None:
    """The cell that a field came from: its own, else that of the whole it is part of."""
    root = name.partition("[")[0].partition(".")[0]
    for key in (name, root, _WRITTEN_IN.get(root, "")):
        if key in fields:
            return fields[key]
    return None
