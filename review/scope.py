"""What an account may see: a row of a unit out of its scope is not there for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from fastapi import HTTPException

from register.answers import Row
from register.groups import Group
from register.listing import dossier_of
from register.merges import Done
from review.desk import Desk
from schemas.account import Account
from schemas.dossier import Dossier
from schemas.finding import Finding
from schemas.innovation import Innovation
from schemas.outside import dossier_within, findings_within, named_in


def dossier_for(desk: Desk, me: Account, dossier_id: str) -> Dossier:
    """404 for a dossier that is not there, or not there for this account."""
    found = next(desk.register.dossiers([dossier_id]), None)
    if found is None or (me.units and found.unit_id not in me.units):
        raise HTTPException(404)
    others = [key for key in (found.version_of, *found.versions) if key]
    return dossier_within(found, _known(desk, me, found.findings, others)) if me.units else found


def _known(desk: Desk, me: Account, findings: Iterable[Finding], others: Sequence[str] = ()) -> Callable[[str], bool]:
    """Whether the account may know of one of the dossiers that are spoken of."""
    senders = desk.register.units.named(sorted({*named_in(findings), *others}))
    return lambda key: senders.get(key) in me.units


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
    if not me.units:
        return row
    told = findings_within(row.reading.findings, _known(desk, me, row.reading.findings))
    return replace(row, reading=row.reading.model_copy(update={"findings": told}))


def sees_all(desk: Desk, me: Account, groups: Sequence[Sequence[str]]) -> list[bool]:
    """Of each group of innovations: whether the account may know of every one."""
    seen = seen_of(desk, me, (one for group in groups for one in group))
    return [{*group} <= seen for group in groups]


def merged_for(desk: Desk, me: Account, innovation_id: str) -> Done | None:
    """What an innovation is put together in, where all of it is there for this account."""
    found = desk.register.merging.of(innovation_id)
    return found if found and all(sees_all(desk, me, [found.members])) else None


def seen_of(desk: Desk, me: Account, innovation_ids: Iterable[str]) -> set[str]:
    """Those of these innovations that an account may know of; one without a scope may know of all."""
    ids = sorted({*innovation_ids})
    if not me.units:
        return {*ids}
    senders = desk.register.units.named(sorted({dossier_of(one) for one in ids}))
    return {one for one in ids if senders.get(dossier_of(one)) in me.units}


def own_only(desk: Desk, me: Account, items: Sequence[Innovation]) -> list[Innovation]:
    """Innovations that tell of no other ones out of the account's scope."""
    if not me.units:
        return [*items]
    spoken = {dossier_of(one) for item in items for one in _others(item)}
    spoken |= {dossier_of(item.id) for item in items} | named_in(f for item in items for f in item.findings)
    senders = desk.register.units.named(sorted(spoken))
    return [_own(item, lambda key: senders.get(key) in me.units) for item in items]


def _others(item: Innovation) -> list[str]:
    found = [*item.merged_from, *item.merged_fields.values(), *(one.innovation for one in item.submitters)]
    found += [twin.innovation_id for twin in item.duplicate_candidates]
    return [*found, *(one for one in (item.version_of, item.merged_into) if one)]


def _own(item: Innovation, seen: Callable[[str], bool]) -> Innovation:
    known = {one for one in _others(item) if seen(dossier_of(one))}
    return item.model_copy(
        update={
            "merged_from": [one for one in item.merged_from if one in known],
            "merged_into": item.merged_into if item.merged_into in known else None,
            "version_of": item.version_of if item.version_of in known else None,
            "merged_fields": {cell: one for cell, one in item.merged_fields.items() if one in known},
            "submitters": [one for one in item.submitters if one.innovation in known],
            "duplicate_candidates": [one for one in item.duplicate_candidates if one.innovation_id in known],
            "findings": findings_within(item.findings, seen),
        }
    )
