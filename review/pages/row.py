"""One row: its picture, what was read, what is asked; accept, correct, or say that it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from register.answers import Overtaken, Row
from review.access import Me, TheDesk
from review.desk import Desk
from review.discreet import discreet
from review.inputs import NotUnderstood, changes
from review.pictures import cut_outs, send, sheets
from review.questions import questions, takes_second
from review.render import NONE, Trouble, page
from review.scope import merged_for, row_for
from review.troubles import for_desk
from review.work import onward
from schemas.account import Account
from schemas.answer import Answer
from schemas.changes import Value
from schemas.innovation import Reading

router = APIRouter()


@router.get("/sang-kien/{innovation_id}", name="row")
def row(request: Request, desk: TheDesk, me: Me, innovation_id: str) -> Response:
    return _shown(request, desk, me, row_for(desk, me, innovation_id))


@router.post("/sang-kien/{innovation_id}", name="row_answer")
async def answer(
    request: Request,
    desk: TheDesk,
    me: Me,
    innovation_id: str,
    version: Annotated[int, Form()],
    asked: Annotated[str, Form(max_length=100)],
) -> Response:
    held = row_for(desk, me, innovation_id)
    form = {name: str(text) for name, text in (await request.form()).items()}
    action = form.get("action", "right")
    if asked not in {one.name for one in questions(held.reading)}:
        raise HTTPException(422)
    try:
        typed = _typed(held.reading, asked, form) if action in ("change", "second") else {}
        given = Answer(asked, typed, illegible=action == "illegible")
        after = desk.register.answers.give(innovation_id, version, [given], me.name)
    except NotUnderstood as error:
        return _shown(request, desk, me, held, told=Trouble(str(error), 422, asked))
    except Overtaken as error:
        return _shown(request, desk, me, row_for(desk, me, innovation_id), told=Trouble(for_desk(error), 409))
    here = f"/sang-kien/{innovation_id}?{request.url.query}" if after.reading.review_fields else ""
    return onward(desk, me, request, ("row", innovation_id), here)


@router.post("/sang-kien/{innovation_id}/lui", name="row_undo")
def undo(request: Request, desk: TheDesk, me: Me, innovation_id: str, version: Annotated[int, Form()]) -> Response:
    row_for(desk, me, innovation_id)
    try:
        if not _taken_back(desk, me, innovation_id, version):
            return RedirectResponse(f"/ho-so/{innovation_id.rpartition('-')[0]}", 303)
    except Overtaken as error:
        return _shown(request, desk, me, row_for(desk, me, innovation_id), told=Trouble(for_desk(error), 409))
    except LookupError as error:
        raise HTTPException(404) from error
    return RedirectResponse(f"/sang-kien/{innovation_id}", 303)


def _taken_back(desk: Desk, me: Account, innovation_id: str, version: int) -> bool:
    """Whether there is still a row: one that was keyed in and nothing else goes with its only word."""
    try:
        desk.register.answers.take_back(innovation_id, version, me.name)
    except LookupError:
        return not desk.register.keying.take_back(innovation_id, version, me.name)
    return True


@router.get("/sang-kien/{innovation_id}/trang/{number}.jpg", name="row_page")
def whole_page(desk: TheDesk, me: Me, innovation_id: str, number: int) -> Response:
    places = sheets(row_for(desk, me, innovation_id).reading)
    if not 0 <= number < len(places):
        raise HTTPException(404)
    return send(desk.pages, places[number].sha256, f"{places[number].page}.jpg")


@router.get("/sang-kien/{innovation_id}/o/{field}/{number}.jpg", name="row_cut")
def cut_out(desk: TheDesk, me: Me, innovation_id: str, field: str, number: int) -> Response:
    places = cut_outs(row_for(desk, me, innovation_id).reading, field)
    if not 0 <= number < len(places):
        raise HTTPException(404)
    return send(desk.pages, places[number].sha256, places[number].picture or "")


def _typed(reading: Reading, asked: str, form: Mapping[str, str]) -> dict[str, Value]:
    """What was typed, or what the second reader saw. Raises NotUnderstood."""
    if form.get("action") != "second":
        return changes(reading.accepted, asked, form)
    read = reading.fields.get(asked)
    if read is None or read.alternate is None or not takes_second(reading, asked):
        raise NotUnderstood("Ô này không có bản đọc thứ hai: sửa bằng tay.")
    return changes(reading.accepted, asked, {asked: read.alternate})


def _shown(request: Request, desk: Desk, me: Account, held: Row, *, told: Trouble = NONE) -> Response:
    return page(
        request,
        "row.html",
        status=told.status,
        row=held,
        questions=discreet(questions(held.reading), me),
        sheets=sheets(held.reading),
        merged=merged_for(desk, me, held.id),
        hand=desk.register.queue.hand("row", held.id),
        trouble=told.text,
        at=told.at,
    )
