"""Two innovations side by side: what differs, why the machine flagged them, and a person's answer."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from register.answers import Row
from register.exports import words
from register.pairs import Pair
from review.access import Me, TheDesk
from review.desk import Desk
from review.pictures import cut_outs, sheets
from review.render import NONE, Trouble, page
from review.scope import merged_for, row_for, sees_all
from review.sides import lines
from review.troubles import for_desk
from review.waterfall import steps
from review.work import onward
from schemas.account import Account
from schemas.errors import SovangError
from schemas.match import ANSWERS, Judgement
from schemas.written import moment

router = APIRouter()
_MINE = "Bạn đã trả lời “nghi sao chép” cho cặp này; cần một người khác xác nhận."


class Said(BaseModel):
    """`seen`: when what was held of the pair had been written, as the page showed it."""

    said: Judgement
    reason: str = Field(default="", max_length=2000)
    seen: str = Field(default="", max_length=60)


@router.get("/cap/{one}/{other}", name="pair")
def pair(request: Request, desk: TheDesk, me: Me, one: str, other: str) -> Response:
    return _shown(request, desk, me, (one, other))


@router.post("/cap/{one}/{other}", name="pair_answer")
def answer(request: Request, desk: TheDesk, me: Me, one: str, other: str, given: Annotated[Said, Form()]) -> Response:
    held, _ = _held(desk, me, (one, other))
    if given.said is Judgement.SUGGESTED:
        raise HTTPException(422)
    if _stamp(held) != given.seen:
        who = held.person or held.proposed or "máy"
        trouble = f"Cặp này đã được {who} xử lý lúc {moment(held.at)}. Xem lại rồi trả lời."
        return _shown(request, desk, me, (one, other), told=Trouble(trouble, 409))
    if given.said is Judgement.COPIED and _by(held.proposed, me):
        return _shown(request, desk, me, (one, other), told=Trouble(_MINE, 409))
    try:
        desk.register.judging.judge(held, given.said, me.name, given.reason)
    except SovangError as error:
        return _shown(request, desk, me, (one, other), told=Trouble(for_desk(error), 409))
    return onward(desk, me, request, ("pair", " ".join(sorted((one, other)))), "")


@router.post("/cap/{one}/{other}/lui", name="pair_undo")
def undo(request: Request, desk: TheDesk, me: Me, one: str, other: str) -> Response:
    _held(desk, me, (one, other))
    try:
        desk.register.judging.undo(one, other, me.name)
    except SovangError as error:
        return _shown(request, desk, me, (one, other), told=Trouble(for_desk(error), 409))
    return RedirectResponse(f"/cap/{one}/{other}", 303)


def _held(desk: Desk, me: Account, ends: tuple[str, str]) -> tuple[Pair, list[Row]]:
    rows = [row_for(desk, me, key) for key in ends]
    held = desk.register.judging.of(*ends)
    if held is None:
        raise HTTPException(404)
    return held, rows


def _shown(request: Request, desk: Desk, me: Account, ends: tuple[str, str], *, told: Trouble = NONE) -> Response:
    held, rows = _held(desk, me, ends)
    found = {one.id: one for one in desk.register.listing.shown(ends)}
    sides = [found[key] for key in ends]
    group = desk.register.verdicts.group(ends[0])
    group = group if group and all(sees_all(desk, me, [group.members])) else None
    return page(
        request,
        "pair.html",
        status=told.status,
        pair=held,
        seen=_stamp(held),
        sides=sides,
        pictures=[(len(cut_outs(row.reading, "*")), sheets(row.reading)) for row in rows],
        lines=lines(sides[0], sides[1]),
        steps=steps(held.reasons, held.score),
        notes=[reason.text for reason in held.reasons if not reason.weight],
        answers={str(one): words.JUDGEMENTS[one] for one in ANSWERS},
        earlier=desk.register.judging.ever_said(*ends),
        judgements=words.JUDGEMENTS,
        group=group if group and {*ends} <= {*group.members} else None,
        together=merged_for(desk, me, ends[0]),
        kind=words.KINDS.get(str(held.kind or "duplicate"), ""),
        across=[words.ACROSS.get(str(one), str(one)) for one in held.across],
        statuses=words.STATUS,
        blind=me.blind and held.waits and not _by(held.proposed, me),
        mine=_by(held.proposed, me),
        hand=desk.register.queue.hand("pair", f"{held.id_a} {held.id_b}"),
        trouble=told.text,
    )


def _by(person: str | None, me: Account) -> bool:
    return (person or "").casefold() == me.name.casefold()


def _stamp(held: Pair) -> str:
    return f"{held.judgement} {held.at.astimezone(dt.UTC).isoformat()}"
