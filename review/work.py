"""Working through the queue: a page that was opened from it leads to the next piece once nothing is left to answer."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from register.queue import KINDS, Kind, Piece
from review.desk import Desk
from schemas.account import Account

FIELD = "viec"  # in the address and in forms: which kinds one works through, empty when one came another way
_EVERY = "all"


def path_of(piece: Piece) -> str:
    if piece.kind == "pair":
        return f"/cap/{piece.key.replace(' ', '/')}"
    return f"/{'sang-kien' if piece.kind == 'row' else 'ho-so'}/{piece.key}"


def working(request: Request) -> str:
    """Which kinds the reader works through, as the address says; anything else is nothing."""
    told = request.query_params.get(FIELD, "")
    return told if told in (_EVERY, *KINDS) else ""


def onward(desk: Desk, me: Account, request: Request, done: tuple[Kind, str], here: str) -> Response:
    """After an answer: back to the same page while it asks more (`here`), else to the next piece.

    The next page is told what was just done, so that it can be taken back from there.
    """
    at = working(request)
    if not at or here:
        return RedirectResponse(here or path_of(_piece(done)), 303)
    desk.register.queue.leave(*done, me.name)
    kinds: tuple[Kind, ...] = KINDS if at == _EVERY else tuple(kind for kind in KINDS if kind == at)
    piece = desk.register.queue.take_next(me.name, me.units, kinds)
    if piece is None:
        return RedirectResponse("/viec", 303)
    return RedirectResponse(f"{path_of(piece)}?{FIELD}={at}&vua={path_of(_piece(done))}", 303)


def _piece(done: tuple[Kind, str]) -> Piece:
    return Piece(done[0], done[1], 0.0, "", "", 0)
