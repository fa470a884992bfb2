"""What the office set at the desk: kept with who said so and when, never overwritten unseen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from register import audit
from register.clock import now
from register.db import Database
from register.setting_tables import setting
from schemas.errors import SovangError
from schemas.written import moment

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """`version` changes with every change; `data`: None when it was taken back."""

    name: str
    version: int
    data: Data | None
    person: str
    at: dt.datetime


class SetMeanwhile(SovangError):
    """Somebody else changed it since it was shown."""

    def __init__(self, by: str, at: dt.datetime) -> None:
        super().__init__(f"{by} vừa sửa mục này lúc {moment(at)}. Xem lại giá trị mới bên dưới rồi lưu nếu vẫn cần.")


class OfficeSettings:
    """Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> Kept | None:
        """None when nobody ever set it."""
        with self._database.read() as connection:
            return _get(connection, name)

    def starting(self, prefix: str) -> list[Kept]:
        """Those in force whose names begin so, by name."""
        query = sa.select(setting).where(setting.c.live, setting.c.name.startswith(prefix, autoescape=True))
        with self._database.read() as connection:
            found = [_kept(row) for row in connection.execute(query.order_by(setting.c.name))]
        return [one for one in found if one.data is not None]

    def put(self, name: str, data: Data | None, version: int, person: str) -> None:
        """Puts a person's word in force, or takes it back with None. `version`: the one that he saw, 0 for none.

        Raises SetMeanwhile when somebody was first. The same again changes nothing.
        """
        with self._database.write() as connection:
            before = _get(connection, name)
            if before and before.version != version:
                raise SetMeanwhile(before.person, before.at)
            was = before.data if before else None
            if was == data:
                return
            connection.execute(setting.update().where(setting.c.name == name, setting.c.live).values(live=False))
            row = {"live": True, "name": name, "data": data, "person": person, "at": now()}
            connection.execute(setting.insert().values(row))
            audit.note(connection, "setting", name, {"before": was, "after": data}, person)


def _get(connection: sa.Connection, name: str) -> Kept | None:
    row = connection.execute(sa.select(setting).where(setting.c.live, setting.c.name == name)).one_or_none()
    return _kept(row) if row else None


def _kept(row: sa.Row[Any]) -> Kept:
    return Kept(row.name, row.id, row.data, row.person, row.at)
