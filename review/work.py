"""Working through the queue: a page that was opened from it leads to the next piece once nothing is left to answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from register.queue import KINDS, Kind, Piece, View
from review.desk import Desk
from schemas.account import Account

FIELD = "viec"  # in the address and in forms: which kinds one works through, empty when one came another way
_EVERY = "all"
_NARROWED = {"dv": "unit", "ct": "programme"}  # what one works through can be of one unit, of one programme
_CODE = re.compile(r"[\w.-]{1,80}")
_PATHS: Mapping[str, str] = {"row": "/sang-kien", "letter": "/ho-so", "pair": "/cap", "cluster": "/cum"}


def path_of(kind: str, key: str) -> str:
    return f"{_PATHS[kind]}/{key.replace(' ', '/')}"


def working(request: Request) -> str:
    """Which kinds the reader works through, as the address says; anything else is nothing."""
    told = request.query_params.get(FIELD, "")
    return told if told in (_EVERY, *KINDS) else ""


def trail(request: Request) -> dict[str, str]:
    """What the address of every page says while one works through the queue."""
    at = working(request)
    return {FIELD: at, **narrowed(request)} if at else {}


def narrowed(request: Request) -> dict[str, str]:
    """The unit and the programme that one keeps to."""
    told = {name: request.query_params.get(name, "") for name in _NARROWED}
    return {name: code for name, code in told.items() if _CODE.fullmatch(code)}


def view_of(request: Request, me: Account, kind: str) -> View:
    """`kind`: one of the queue's kinds; anything else is all of them."""
    only = narrowed(request)
    kinds: tuple[Kind, ...] = tuple(one for one in KINDS if one == kind) or KINDS
    within = (only["dv"],) if "dv" in only else ()
    return View(me.name, me.units, kinds, within, only.get("ct", ""))


def onward(desk: Desk, me: Account, request: Request, done: tuple[Kind, str], here: str) -> Response:
    """After an answer: back to the same page while it asks more (`here`), else to the next piece.

    The next page is told what was just done, so that it can be taken back from there.
    """
    at = trail(request)
    if not at or here:
        return RedirectResponse(here or path_of(*done), 303)
    desk.register.queue.leave(*done, me.name)
    return to_piece(desk.register.queue.take_next(view_of(request, me, at[FIELD])), {**at, "vua": path_of(*done)})


def to_piece(piece: Piece | None, at: Mapping[str, str]) -> Response:
    """To a piece, with what the address says there; to the queue when nothing waits."""
    if piece is not None:
        return RedirectResponse(f"{path_of(piece.kind, piece.key)}?{urlencode(at, safe='/')}", 303)
    left = {name: at[name] for name in ("dv", "ct", "vua") if name in at}
    kind = {"loai": at[FIELD]} if at.get(FIELD, _EVERY) != _EVERY else {}
    return RedirectResponse("/viec" + (f"?{urlencode({**kind, **left}, safe='/')}" if kind or left else ""), 303)
