"""Who sent a dossier: the unit that was found, likely ones, a search in the catalogue; a person's word is kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from register.answers import Overtaken
from review.access import Me, TheDesk
from review.desk import Desk
from review.render import NONE, Trouble, page
from review.scope import dossier_for
from review.unit_search import hit, search
from schemas.account import Account
from schemas.units.filing import Filing

router = APIRouter()
_Text = Annotated[str, Form(max_length=100)]
_MOST = 300  # letters of a search


@router.get("/ho-so/{dossier_id}/don-vi", name="sender")
def sender(
    request: Request, desk: TheDesk, me: Me, dossier_id: str, q: Annotated[str, Query(max_length=_MOST)] = ""
) -> Response:
    return _shown(request, desk, me, dossier_id, q=q)


@router.post("/ho-so/{dossier_id}/don-vi", name="sender_choose")
def choose(
    request: Request, desk: TheDesk, me: Me, dossier_id: str, unit: _Text, seen: Annotated[int, Form()]
) -> Response:
    dossier_for(desk, me, dossier_id)
    if me.units and unit not in me.units:
        raise HTTPException(403)  # it would be out of this account's sight, and in somebody else's
    if unit not in desk.register.units.catalogue().units:
        raise HTTPException(422)
    try:
        desk.register.units.choose(dossier_id, unit, me.name, seen)
    except Overtaken as error:
        return _shown(request, desk, me, dossier_id, told=Trouble(str(error), 409))
    desk.services.wake()  # other dossiers of this writing are looked up again
    return RedirectResponse(f"/ho-so/{dossier_id}", 303)


@router.post("/ho-so/{dossier_id}/don-vi/lui", name="sender_undo")
def undo(request: Request, desk: TheDesk, me: Me, dossier_id: str, seen: Annotated[int, Form()]) -> Response:
    dossier_for(desk, me, dossier_id)
    try:
        desk.register.units.unchoose(dossier_id, me.name, seen)
    except Overtaken as error:
        return _shown(request, desk, me, dossier_id, told=Trouble(str(error), 409))
    except LookupError as error:
        raise HTTPException(404) from error
    desk.services.wake()
    return RedirectResponse(f"/ho-so/{dossier_id}/don-vi", 303)


def _shown(
    request: Request, desk: Desk, me: Account, dossier_id: str, *, q: str = "", told: Trouble = NONE
) -> Response:
    found = dossier_for(desk, me, dossier_id)
    held = desk.register.units.filed(dossier_id)
    filing = held[1] if held else Filing(dossier_id=dossier_id, text="")
    catalogue, day = desk.register.units.catalogue(), found.date or found.received_at.date()
    known = catalogue.units
    mine = known.keys() & {*me.units} if me.units else known.keys()
    return page(
        request,
        "sender.html",
        status=told.status,
        trouble=told.text,
        dossier=found,
        filing=filing,
        seen=held[0] if held else 0,
        chosen=hit(catalogue, filing.unit_id, day) if filing.unit_id in known else None,
        likely=[hit(catalogue, one, day) for one in filing.rivals if one in mine and one != filing.unit_id],
        hits=[one for one in search(catalogue, q, day) if one.id in mine],
        q=q,
    )
