"""What an account may see: a row of a unit out of its scope is not there for it."""

from __future__ import annotations

from fastapi import HTTPException

from register.answers import Row
from review.desk import Desk
from schemas.account import Account
from schemas.dossier import Dossier


def dossier_for(desk: Desk, me: Account, dossier_id: str) -> Dossier:
    """404 for a dossier that is not there, or not there for this account."""
    found = next(desk.register.dossiers([dossier_id]), None)
    if found is None or (me.units and found.unit_id not in me.units):
        raise HTTPException(404)
    return found


def row_for(desk: Desk, me: Account, innovation_id: str) -> Row:
    """404 for a row that is not there, or not there for this account."""
    row = desk.register.answers.row(innovation_id)
    if row is None or (me.units and row.unit_id not in me.units):
        raise HTTPException(404)
    return row
