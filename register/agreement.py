"""Whether the tables agree with each other and with the schema: ends that exist, one row in force, values unedited."""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa

from register.innovations import hashed
from register.problem import Problem
from register.search.checking import out_of_step
from register.tables import dossier, metadata, outcome, reading
from schemas.dossier import DossierStatus

_MOST = 20
_BATCH = 500
_KEEP = "khôi phục từ bản sao lưu gần nhất, giữ dữ liệu hiện có để tra cứu"
_ALWAYS_ONE = {"outcome": "dossier_id", "filing": "dossier_id", "column_form": "key"}  # superseded, never withdrawn
_READ = (DossierStatus.NEEDS_REVIEW, DossierStatus.COMPLETE, DossierStatus.INCOMPLETE, DossierStatus.SET_ASIDE)


def check(connection: sa.Connection, *, quick: bool = False) -> Iterator[Problem]:
    """The small checks always; `quick` leaves out reading every value again."""
    lacking = list(_schema(connection))
    yield from lacking
    if lacking:
        return  # the checks below would fail
    broken = [
        *(one for table in metadata.sorted_tables for check in (_ends, _in_force) for one in check(connection, table)),
        *_unread(connection),
    ]
    yield from broken
    for problem in () if quick else _values(connection):
        broken.append(problem)
        yield problem
    if not broken:
        yield from _unfound(connection, quick=quick)  # an index of what is broken tells nothing new


def _schema(connection: sa.Connection) -> Iterator[Problem]:
    there = sa.inspect(connection)
    names = set(there.get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in names:
            yield Problem("table", table.name, f"Thiếu bảng {table.name} của sổ: {_KEEP}.")
            continue
        found = {index["name"] for index in there.get_indexes(table.name)}
        for index in sorted({str(index.name) for index in table.indexes} - found):
            yield Problem("table", table.name, f"Thiếu chỉ mục {index} của bảng {table.name}: {_KEEP}.")


def _ends(connection: sa.Connection, table: sa.Table) -> Iterator[Problem]:
    """Rows that name a row of another table that is not there."""
    for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
        own, other = key.parent, key.column.table.alias()
        lost = sa.select(own).outerjoin_from(table, other, own == other.c[key.column.name])
        query = lost.where(own.is_not(None), other.c[key.column.name].is_(None)).distinct().limit(_MOST)
        if ids := [str(one) for one in connection.scalars(query)]:
            message = f"Bảng {table.name}: {own.name} trỏ tới mục không còn ({', '.join(ids)}): {_KEEP}."
            yield Problem("table", table.name, message)


def _in_force(connection: sa.Connection, table: sa.Table) -> Iterator[Problem]:
    """At most one row in force, and where rows are only ever superseded, exactly one."""
    for index in table.indexes:
        if not str(index.name).endswith("_live"):
            continue
        keys = list(index.columns)
        query = sa.select(*keys).where(table.c.live).group_by(*keys).having(sa.func.count() > 1).limit(_MOST)
        for row in connection.execute(query):
            shown = " ".join(map(str, row))
            yield Problem("table", table.name, f"Bảng {table.name}: {shown} có hai dòng cùng hiệu lực: {_KEEP}.")
    if key := _ALWAYS_ONE.get(table.name):
        alive = sa.func.max(sa.case((table.c.live, 1), else_=0))
        none = sa.select(table.c[key]).group_by(table.c[key]).having(alive == 0).limit(_MOST)
        for shown in connection.scalars(none):
            yield Problem("table", table.name, f"Bảng {table.name}: {shown} không còn dòng nào hiệu lực: {_KEEP}.")


def _unread(connection: sa.Connection) -> Iterator[Problem]:
    """Dossiers that are said to be read, without what was read."""
    held = sa.select(outcome.c.dossier_id).where(outcome.c.live)
    query = sa.select(dossier.c.id).where(dossier.c.status.in_(_READ), dossier.c.id.not_in(held)).limit(_MOST)
    for key in connection.scalars(query):
        yield Problem("table", "dossier", f"Hồ sơ {key} ghi là đã đọc mà không có kết quả: `sovang retry {key}`.")


def _unfound(connection: sa.Connection, *, quick: bool) -> Iterator[Problem]:
    """The index and the counts are made of what is in force, and can be made again."""
    if ids := out_of_step(connection, quick=quick):
        named = ", ".join(ids[:_MOST])
        message = f"Chỉ mục tìm kiếm và số đếm lệch với sổ ({named}): chạy `sovang find --reindex`."
        yield Problem("table", "search_entry", message)


def _values(connection: sa.Connection) -> Iterator[Problem]:
    """Readings that are not what was digested when they were written: they are superseded, never edited."""
    last, named = 0, 0
    columns = (reading.c.id, reading.c.innovation_id, reading.c.digest, reading.c.title, reading.c.data)
    query = sa.select(*columns).order_by(reading.c.id).limit(_BATCH)
    while rows := connection.execute(query.where(reading.c.id > last)).all():
        for row in rows:
            text = json.dumps(row.data, sort_keys=True)
            edited = hashed(row.data) != row.digest.rpartition(":")[2] and "?" not in text  # see db._json
            title = (row.data.get("accepted") or {}).get("title", "")
            if (edited or row.title != title) and named < _MOST:
                named += 1
                message = f"Giá trị của {row.innovation_id} (bản đọc {row.id}) bị sửa ngoài phần mềm: {_KEEP}."
                yield Problem("table", "reading", message)
        last = rows[-1].id
