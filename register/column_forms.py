"""What people said of tables in unknown layouts. A later answer for the same table supersedes the earlier one."""

from __future__ import annotations

import hashlib
import json

import sqlalchemy as sa

from register import audit
from register.clock import now
from register.tables import column_form
from schemas.columns import ColumnForm


def save(connection: sa.Connection, form: ColumnForm, person: str) -> None:
    """Keeps an answer, in force for its file and for its unit's tables of the same headings."""
    key = _key(form)
    live = column_form.c.live & (column_form.c.key == key)
    before = connection.scalar(sa.select(column_form.c.data).where(live))
    connection.execute(column_form.update().where(live).values(live=False))
    row = {"live": True, "key": key, "data": form.model_dump(), "person": person, "at": now()}
    connection.execute(column_form.insert().values(row))
    told = {"before": before["fields"] if before else None, "fields": form.fields}
    audit.note(connection, "columns", form.sha256, told, who=person)


def load(connection: sa.Connection) -> list[ColumnForm]:
    """Those in force, the newest first."""
    query = sa.select(column_form.c.data).where(column_form.c.live).order_by(column_form.c.id.desc())
    return [ColumnForm.model_validate(data) for data in connection.scalars(query)]


def _key(form: ColumnForm) -> str:
    same = [form.unit or form.sha256, *form.headings] if any(form.headings) else [form.sha256, len(form.fields)]
    return hashlib.sha256(json.dumps(same).encode()).hexdigest()
