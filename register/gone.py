"""Fields whose time is over stay away from whatever is put in force later: merged with another row, sent again."""

from __future__ import annotations

import sqlalchemy as sa

from register.erasure_tables import erasure
from schemas.innovation import Reading
from schemas.redaction import without_fields


def without(connection: sa.Connection, innovation_id: str, item: Reading) -> Reading:
    """The reading as its dossier may keep it."""
    mine = erasure.c.dossier_id == innovation_id.rpartition("-")[0]
    gone = sorted({name for fields in connection.scalars(sa.select(erasure.c.fields).where(mine)) for name in fields})
    return Reading.model_validate(without_fields(item.model_dump(mode="json"), gone)) if gone else item
