"""The queue: what waits, who has it in hand, and the next piece for whoever asks."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from register.exports import words
from register.queue import Kind
from review.access import Me, TheDesk
from review.desk import Desk
from review.render import NONE, Trouble, page
from review.scope import dossier_for, group_for, row_for, sees_all
from review.work import FIELD, narrowed, path_of, to_piece, view_of
from schemas.account import Account

router = APIRouter()
_SHOWN = 60
NAMES: dict[str, str] = {"row": "Dòng", "letter": "Tờ trình", "pair": "Cặp nghi trùng", "cluster": "Cụm nghi trùng"}


class Asked(BaseModel):
    """What the page's form sends; `toi`: what one has in hand; `co`: the counts that a page shows already."""

    loai: Literal["", "row", "letter", "pair", "cluster"] = ""
    toi: bool = False
    co: str = Field(default="", max_length=60)


class Chosen(BaseModel):
    kind: Kind
    key: str = Field(max_length=200)


@router.get("/viec", name="queue")
def queue(request: Request, desk: TheDesk, me: Me, asked: Annotated[Asked, Query()]) -> Response:
    return _shown(request, desk, me, asked)


@router.get("/viec/dem", name="queue_counts")
def counts(request: Request, desk: TheDesk, me: Me, asked: Annotated[Asked, Query()]) -> Response:
    """The counts alone, for a page that stands open; nothing while they are what the page shows."""
    found = desk.register.queue.counts(view_of(request, me, asked.loai))
    if asked.co == _mark(found):
        return Response(status_code=204)
    return page(request, "counts.html", counts=found, mark=_mark(found), kept=narrowed(request))


@router.post("/viec/tiep", name="queue_next")
def next_piece(request: Request, desk: TheDesk, me: Me, asked: Annotated[Asked, Query()]) -> Response:
    """Puts the most urgent piece that nobody has in this person's hand, and goes there."""
    piece = desk.register.queue.take_next(view_of(request, me, asked.loai))
    return to_piece(piece, {FIELD: asked.loai or "all", **narrowed(request)})


@router.post("/viec/nhan", name="queue_take")
def take(request: Request, desk: TheDesk, me: Me, chosen: Annotated[Chosen, Form()]) -> Response:
    """Takes one piece in hand and goes there, unless somebody else has it."""
    _must_see(desk, me, chosen)
    hand = desk.register.queue.take(chosen.kind, chosen.key, me.name)
    if hand.person != me.name:
        told = Trouble(f"{hand.person} đang làm việc này. Chọn việc khác, hoặc chờ.", 409)
        return _shown(request, desk, me, Asked(), told=told)
    return RedirectResponse(f"{path_of(chosen.kind, chosen.key)}?{FIELD}=all", 303)


@router.post("/viec/tra", name="queue_leave")
def leave(desk: TheDesk, me: Me, chosen: Annotated[Chosen, Form()]) -> Response:
    """Gives a piece back: others are given it again."""
    desk.register.queue.leave(chosen.kind, chosen.key, me.name)
    return RedirectResponse("/viec", 303)


def _must_see(desk: Desk, me: Account, chosen: Chosen) -> None:
    """404 for a piece that is not there, or not there for this account."""
    if chosen.kind == "letter":
        dossier_for(desk, me, chosen.key)
    elif chosen.kind == "cluster":
        group_for(desk, me, chosen.key)
    else:
        for key in chosen.key.split():
            row_for(desk, me, key)


def _shown(request: Request, desk: Desk, me: Account, asked: Asked, *, told: Trouble = NONE) -> Response:
    view, register = view_of(request, me, asked.loai), desk.register.queue
    found = register.mine(_SHOWN, view) if asked.toi else register.pieces(_SHOWN, view)
    every = register.counts(view)
    units, programmes = register.choices(view)
    return page(
        request,
        "queue.html",
        status=told.status,
        rows=[(piece, path_of(piece.kind, piece.key)) for piece in found],
        asked=asked,
        kept=narrowed(request),
        counts=every,
        mark=_mark(every),
        units=units,
        programmes={code: words.programme(code) for code in programmes},
        merges=sum(sees_all(desk, me, desk.register.merging.waiting(100))) if me.can_settle else 0,
        names=NAMES,
        shown=_SHOWN,
        trouble=told.text,
    )


def _mark(counts: dict[str, int]) -> str:
    return "-".join(map(str, counts.values()))
