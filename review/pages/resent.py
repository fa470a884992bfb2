"""A dossier that was sent again: row by row what changed since the version before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from register.exports import words
from register.listing import Wanted
from review.access import Me, TheDesk
from review.render import page
from review.scope import dossier_for, seen_of
from schemas.changes import covers, paths, same, shown, value
from schemas.innovation import Innovation

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Change:
    """`asked`: a person is to say which of the two holds."""

    field: str
    before: str
    after: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of both versions."""

    row: Innovation
    changes: Sequence[Change]


@router.get("/ho-so/{dossier_id}/lan-truoc", name="resent")
def resent(request: Request, desk: TheDesk, me: Me, dossier_id: str) -> Response:
    found = dossier_for(desk, me, dossier_id)
    if found.version_of is None:
        raise HTTPException(404)
    earlier = dossier_for(desk, me, found.version_of)
    rows = list(desk.register.listing.innovations(Wanted(dossiers=[dossier_id])))
    known = seen_of(desk, me, (row.version_of for row in rows if row.version_of))
    before = {row.id: row for row in desk.register.listing.shown(sorted(known))}
    old = desk.register.listing.innovations(Wanted(dossiers=[earlier.id]))
    both = [Kept(row, changes(before[row.version_of], row)) for row in rows if row.version_of in before]
    return page(
        request,
        "resent.html",
        dossier=found,
        earlier=earlier,
        changed=[one for one in both if one.changes],
        same=[one.row for one in both if not one.changes],
        new=[row for row in rows if row.version_of not in before],
        gone=[row for row in old if row.id not in known],
    )


def changes(old: Innovation, new: Innovation) -> list[Change]:
    """Field by field, in the order of the paper."""
    found = []
    for path in paths(old, new):
        one, other = value(old, path), value(new, path)
        if not same(one, other):
            before, after = shown(one, other)
            found.append(Change(words.field(path), before, after, covers(new.review_fields, path)))
    return found
