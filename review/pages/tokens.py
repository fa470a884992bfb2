"""One's own tokens: what programs sign in with in one's name. A new one is shown once."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Path, Request
from starlette.responses import RedirectResponse, Response

from register.tokens import TooMany
from review.access import Me, TheDesk
from review.desk import Desk
from review.guard import sessions
from review.render import NONE, Trouble, page
from schemas.account import Account

router = APIRouter()
_NAMELESS = "Ghi mã này dùng cho máy nào, việc gì: về sau biết mã nào cần thu hồi."


@router.get("/toi/ma", name="tokens")
def tokens(request: Request, desk: TheDesk, me: Me) -> Response:
    return _shown(request, desk, me)


@router.post("/toi/ma", name="token_make")
def make(request: Request, desk: TheDesk, me: Me, label: Annotated[str, Form(max_length=80)] = "") -> Response:
    if not label.strip():
        return _shown(request, desk, me, told=Trouble(_NAMELESS, 422))
    secret = sessions.new_token()
    try:
        desk.register.tokens.make(sessions.digest(secret), me.name, label.strip(), me.name)
    except TooMany as error:
        return _shown(request, desk, me, told=Trouble(str(error), 409))
    return _shown(request, desk, me, secret=secret)


@router.post("/toi/ma/{number}/thu-hoi", name="token_end")
def end(desk: TheDesk, me: Me, number: Annotated[int, Path(le=2**31 - 1)]) -> Response:
    try:
        desk.register.tokens.end(number, me.name, me.name)
    except LookupError as error:
        raise HTTPException(404) from error
    return RedirectResponse("/toi/ma", 303)


def _shown(request: Request, desk: Desk, me: Account, *, secret: str = "", told: Trouble = NONE) -> Response:
    held = desk.register.tokens.of(me.name)
    return page(request, "tokens.html", status=told.status, tokens=held, secret=secret, trouble=told.text)
