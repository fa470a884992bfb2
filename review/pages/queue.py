"""The queue: what waits, and the next piece for whoever asks."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from register.queue import KINDS, Kind, Piece
from review.access import Me, TheDesk
from review.render import page
from review.work import path_of

router = APIRouter()
_SHOWN = 60
NAMES: dict[str, str] = {"row": "Dòng cần kiểm tra", "letter": "Tờ trình cần kiểm tra", "pair": "Cặp nghi trùng"}


class Asked(BaseModel):
    loai: Literal["", "row", "letter", "pair"] = ""


@router.get("/viec", name="queue")
def queue(request: Request, desk: TheDesk, me: Me, asked: Annotated[Asked, Query()]) -> Response:
    found = desk.register.queue.pieces(_SHOWN, me.units, _kinds(asked))
    rows = [(piece, path_of(piece)) for piece in found]
    return page(request, "queue.html", rows=rows, chosen=asked.loai, names=NAMES, shown=_SHOWN)


@router.post("/viec/tiep", name="queue_next")
def next_piece(desk: TheDesk, me: Me, asked: Annotated[Asked, Query()]) -> Response:
    """Puts the most urgent piece that nobody has in this person's hand, and goes there."""
    return to_next(desk.register.queue.take_next(me.name, me.units, _kinds(asked)), asked.loai)


def to_next(piece: Piece | None, kind: str) -> Response:
    if piece is None:
        return RedirectResponse("/viec", 303)
    return RedirectResponse(f"{path_of(piece)}?viec={kind or 'all'}", 303)


def _kinds(asked: Asked) -> tuple[Kind, ...]:
    return (asked.loai,) if asked.loai else KINDS
