"""Reading a file again must not bring back what was erased from its dossier."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from register.erasing import Work
from register.erasure_tables import erasure
from schemas.dossier import DossierResult
from schemas.redaction import Mask


def is_touched(connection: sa.Connection, dossier_id: str) -> bool:
    return connection.scalar(sa.select(erasure.c.id).where(erasure.c.dossier_id == dossier_id).limit(1)) is not None


def applied(connection: sa.Connection, dossier_id: str, result: DossierResult) -> DossierResult:
    """What a reading gave, without what was erased."""
    for row in connection.execute(sa.select(erasure).where(erasure.c.dossier_id == dossier_id).order_by(erasure.c.id)):
        result = _without(
            result, Work([dossier_id], Mask.model_validate(row.mask) if row.mask else None, fields=row.fields)
        )
    return result


def _without(result: DossierResult, work: Work) -> DossierResult:
    said: dict[str, Any] = result.model_dump(mode="json")
    found = {name: work.value(said[name], loose=name == "parts") for name in said if name != "readings"}
    found["readings"] = [work.reading(reading, "") for reading in said["readings"]]
    return DossierResult.model_validate(found).model_copy(update={"ignored": result.ignored})
