"""Dossiers: the list, and one with its letter, papers, rows, findings and originals."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from pydantic import BaseModel, Field, ValidationError
from starlette.responses import FileResponse, RedirectResponse, Response

from register.answers import Overtaken
from register.exports import words
from register.letter_answers import Paper
from register.listing import Wanted
from review.access import KEY_IN, SETTLE, Me, TheDesk
from review.advice import told as told_of
from review.desk import Desk
from review.inputs import NotUnderstood
from review.letters import answer_of, items
from review.pages.layout import waiting
from review.papers import PAPERS, checks, papers, sheets
from review.pictures import send
from review.render import NONE, Trouble, page
from review.scope import dossier_for, own_only
from review.unit_search import Hit, hit
from review.work import onward
from schemas.account import Account
from schemas.dossier import Dossier
from schemas.letter_answer import FIELDS

router = APIRouter()
_LIMIT = 40
_ROWS = 300  # shown of a dossier: a list that was brought in has thousands
_Text = Annotated[str, Form(max_length=200)]


class Asked(BaseModel):
    status: str = Field(default="", max_length=40)
    truoc: str = Field(default="", max_length=60)


@router.get("/ho-so", name="dossiers")
def dossiers(request: Request, desk: TheDesk, me: Me, asked: Annotated[Asked, Query()]) -> Response:
    found = desk.register.recent.dossiers(_LIMIT + 1, me.units, asked.status, asked.truoc)
    more = found[_LIMIT - 1].id if len(found) > _LIMIT else ""
    return page(
        request, "dossiers.html", found=found[:_LIMIT], more=more, chosen=asked.status, statuses=words.DOSSIER_STATUS
    )


@router.get("/ho-so/{dossier_id}", name="dossier")
def dossier(request: Request, desk: TheDesk, me: Me, dossier_id: str) -> Response:
    return _shown(request, desk, me, dossier_id)


@router.post("/ho-so/{dossier_id}", name="letter_answer")
async def answer(
    request: Request, desk: TheDesk, me: Me, dossier_id: str, version: Annotated[int, Form()], asked: _Text
) -> Response:
    _, paper = _held(desk, me, dossier_id)
    if paper is None or asked not in FIELDS:
        raise HTTPException(422)
    form = {name: str(text) for name, text in (await request.form()).items()}
    try:
        after = desk.register.letters.give(dossier_id, version, answer_of(paper.letter, asked, form, me.name))
    except (NotUnderstood, ValidationError) as error:
        trouble = str(error) if isinstance(error, NotUnderstood) else f"{words.field(asked)}: giá trị không hợp lệ."
        return _shown(request, desk, me, dossier_id, told=Trouble(trouble, 422, asked))
    except Overtaken as error:
        return _shown(request, desk, me, dossier_id, told=Trouble(str(error), 409))
    here = f"/ho-so/{dossier_id}?{request.url.query}" if after.letter.review_fields else ""
    return onward(desk, me, request, ("letter", dossier_id), here)


@router.post("/ho-so/{dossier_id}/lui", name="letter_undo")
def undo(
    request: Request, desk: TheDesk, me: Me, dossier_id: str, version: Annotated[int, Form()], asked: _Text
) -> Response:
    _held(desk, me, dossier_id)
    try:
        desk.register.letters.take_back(dossier_id, version, asked, me.name)
    except Overtaken as error:
        return _shown(request, desk, me, dossier_id, told=Trouble(str(error), 409))
    except LookupError as error:
        raise HTTPException(404) from error
    return RedirectResponse(f"/ho-so/{dossier_id}", 303)


@router.post("/ho-so/{dossier_id}/doc-lai", name="dossier_retry")
def retry(desk: TheDesk, me: Me, dossier_id: str) -> Response:
    """Puts the dossier among those to be read, and has it read."""
    dossier_for(desk, me, dossier_id)
    desk.register.retry(dossier_id, me.name)
    desk.services.wake()
    return RedirectResponse(f"/ho-so/{dossier_id}", 303)


@router.get("/ho-so/{dossier_id}/goc/{sha256}", name="original")
def original(desk: TheDesk, me: Me, dossier_id: str, sha256: str) -> Response:
    """An original as it came, never opened in the browser."""
    found = dossier_for(desk, me, dossier_id)
    names = {one.sha256: one.name for one in desk.register.files_of([dossier_id])[dossier_id]}
    names |= {part.sha256: part.name for part in found.parts}
    if sha256 not in names or not desk.register.files.path(sha256).is_file():
        raise HTTPException(404)
    name = names[sha256].rpartition("/")[2].rpartition("\\")[2] or "ban-goc"
    return FileResponse(
        desk.register.files.path(sha256),
        media_type="application/octet-stream",
        filename=name,
        content_disposition_type="attachment",
    )


@router.get("/ho-so/{dossier_id}/o/{field}/{number}.jpg", name="letter_cut")
def cut_out(desk: TheDesk, me: Me, dossier_id: str, field: str, number: int) -> Response:
    _, paper = _held(desk, me, dossier_id)
    read = paper.letter.fields.get(field) if paper else None
    places = [place for place in read.places if place.picture] if read else []
    if not 0 <= number < len(places):
        raise HTTPException(404)
    return send(desk.pages, places[number].sha256, places[number].picture or "")


def _held(desk: Desk, me: Account, dossier_id: str) -> tuple[Dossier, Paper | None]:
    return dossier_for(desk, me, dossier_id), desk.register.letters.paper(dossier_id)


def _shown(request: Request, desk: Desk, me: Account, dossier_id: str, *, told: Trouble = NONE) -> Response:
    found, paper = _held(desk, me, dossier_id)
    every = desk.register.listing.innovations(Wanted(dossiers=[dossier_id]))
    rows = own_only(desk, me, [*islice(every, _ROWS)])
    asked = items(paper.letter, desk.services.programmes()) if paper else []
    shown = {item.name for item in asked} - {"issuing_unit"}
    return page(
        request,
        "dossier.html",
        status=told.status,
        dossier=found,
        paper=paper,
        items=asked,
        dropped=desk.register.files_of([dossier_id])[dossier_id],
        rows=rows,
        lines=papers(found),
        checks=checks(found),
        sheets=sheets(desk.pages, found),
        findings=told_of([f for f in found.findings if f.field not in shown and f.code not in PAPERS]),
        unit=_unit(desk, found),
        tables=len(waiting(found)),
        may=_may(me),
        statuses=words.STATUS,
        states=words.DOSSIER_STATUS,
        channels=words.CHANNELS,
        trouble=told.text,
        at=told.at,
    )


def _may(me: Account) -> dict[str, bool]:
    """What the account may do here: nobody is shown a button that is refused."""
    return {name: me.role in roles for name, roles in (("key", KEY_IN), ("settle", SETTLE))}


def _unit(desk: Desk, found: Dossier) -> Hit | None:
    """The unit of the catalogue that sent the dossier."""
    if found.unit_id is None:
        return None
    catalogue = desk.register.units.catalogue()
    return hit(catalogue, found.unit_id, found.date) if found.unit_id in catalogue.units else None
