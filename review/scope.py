"""What an account may see: a row of a unit out of its scope is not there for it."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import HTTPException

from register.answers import Row
from register.groups import Group
from review.desk import Desk
from schemas.account import Account
from schemas.dossier import Dossier
from schemas.innovation import Innovation


def dossier_for(desk: Desk, me: Account, dossier_id: str) -> Dossier:
    """404 for a dossier that is not there, or not there for this account."""
    found = next(desk.register.dossiers([dossier_id]), None)
    if found is None or (me.units and found.unit_id not in me.units):
        raise HTTPException(404)
    return found


def group_for(desk: Desk, me: Account, innovation_id: str) -> Group:
    """The group that an innovation is in, else what was said in one go of it and others. 404 for one of which nothing
    is held, and for one that is not there as a whole for this account.
    """
    row_for(desk, me, innovation_id)
    found = desk.register.verdicts.group(innovation_id)
    if found is None:
        acts = desk.register.verdicts.acts(innovation_id)
        if not acts:
            raise HTTPException(404)
        found = desk.register.verdicts.of_members(acts[0].members)
    for key in found.members if me.units else ():
        row_for(desk, me, key)
    return found


def row_for(desk: Desk, me: Account, innovation_id: str) -> Row:
    """404 for a row that is not there, or not there for this account."""
    row = desk.register.answers.row(innovation_id)
    if row is None or (me.units and row.unit_id not in me.units):
        raise HTTPException(404)
    return row


def seen_of(desk: Desk, me: Account, innovation_ids: Iterable[str]) -> set[str]:
    """Those of these innovations that an account may know of; one without a scope may know of all."""
    ids = sorted({*innovation_ids})
    if not me.units:
        return {*ids}
    return {item.id for item in desk.register.listing.shown(ids) if item.dossier.unit_id in me.units}


def own_only(desk: Desk, me: Account, item: Innovation) -> Innovation:
    """An innovation that tells of no other one out of the account's scope."""
    if not me.units:
        return item
    others = [*item.merged_from, *(twin.innovation_id for twin in item.duplicate_candidates)]
    others += [one for one in (item.version_of, item.merged_into) if one]
    known = seen_of(desk, me, others) | {item.id}
    return item.model_copy(
        update={
            "merged_from": [one for one in item.merged_from if one in known],
            "merged_into": item.merged_into if item.merged_into in known else None,
            "version_of": item.version_of if item.version_of in known else None,
            "merged_fields": {cell: one for cell, one in item.merged_fields.items() if one in known},
            "submitters": [one for one in item.submitters if one.innovation in known],
            "duplicate_candidates": [one for one in item.duplicate_candidates if one.innovation_id in known],
        }
    )
