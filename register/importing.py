"""Lists that were brought in: a dossier of channel `import` each, filled batch by batch marked until it is whole."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from register import audit, dossiers, innovations, outcomes
from register.completion import conclude
from register.db import Database
from register.tables import counter, dossier, innovation, reading
from schemas.dossier import DossierResult, DossierStatus
from schemas.errors import SetupError
from schemas.innovation import Reading

_MARK = "import:"


def unfinished_imports(connection: sa.Connection) -> list[str]:
    """Their dossiers."""
    names = connection.scalars(sa.select(counter.c.name).where(counter.c.name.startswith(_MARK)))
    return sorted(name.removeprefix(_MARK) for name in names)


class Imports:
    """Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self) -> list[str]:
        """Dossiers of lists of which not all rows are in yet."""
        with self._database.read() as connection:
            return unfinished_imports(connection)

    def begin(self, dossier_id: str, said: str, result: DossierResult) -> tuple[int, int]:
        """Begins or goes on; returns (sheet, row) of the last row that is in. `said`: how the file is to be read.

        Raises SetupError where it was begun in another way.
        """
        mark = zlib.crc32(said.encode())
        with self._database.write() as connection:
            key = counter.c.name == f"{_MARK}{dossier_id}"
            before = connection.scalar(sa.select(counter.c.value).where(key))
            if before is None:
                connection.execute(counter.insert().values(name=f"{_MARK}{dossier_id}", value=mark >> 1))
                outcomes.save(connection, dossier_id, result)
                change = {"status": DossierStatus.READING}
                connection.execute(dossier.update().where(dossier.c.id == dossier_id).values(change))
                audit.note(connection, "import-begun", dossier_id)
            elif before != mark >> 1:
                raise SetupError(
                    f"Tệp này đang nhập dở ({dossier_id}) với lựa chọn khác: chạy lại đúng lệnh lần trước."
                )
            return self._last(connection, dossier_id)

    def _last(self, connection: sa.Connection, dossier_id: str) -> tuple[int, int]:
        query = sa.select(reading.c.page, reading.c.row).join_from(innovation, reading)
        mine = query.where(innovation.c.dossier_id == dossier_id).order_by(
            innovation.c.slot.desc(), reading.c.id.desc()
        )
        row = connection.execute(mine.limit(1)).one_or_none()
        return (row.page, row.row) if row else (0, 0)

    def put(self, dossier_id: str, rows: Sequence[tuple[Reading, str | None]], person: str) -> None:
        """Adds rows after those that are in; a status is what the list says and stays."""
        with self._database.write() as connection:
            innovations.append(connection, dossier_id, rows, person)
            audit.note(connection, "import-rows", dossier_id, {"rows": len(rows)}, person)

    def end(self, dossier_id: str, counts: dict[str, Any], person: str) -> None:
        """All rows are in."""
        with self._database.write() as connection:
            connection.execute(counter.delete().where(counter.c.name == f"{_MARK}{dossier_id}"))
            dossiers.end(connection, dossier_id, DossierStatus.COMPLETE)
            conclude(connection, [dossier_id])
            audit.note(connection, "imported", dossier_id, counts, person)

    def rows(self, dossier_id: str) -> int:
        with self._database.read() as connection:
            mine = sa.select(sa.func.count()).select_from(innovation).where(innovation.c.dossier_id == dossier_id)
            return connection.scalar(mine) or 0
