"""Who may use which page: one table, and a gate before every route. What is not in the table nobody may use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from review.desk import Desk, desk_of
from review.guard.forgery import SAFE, from_elsewhere, token_is_right
from review.guard.sessions import digest, secret_of
from schemas.account import Account, Role

ANYBODY: frozenset[Role] = frozenset()  # before signing in, too
LOOK = frozenset(Role)
KEY_IN = frozenset({Role.ENTRY, Role.REVIEWER, Role.ADMIN})
SETTLE = frozenset({Role.REVIEWER, Role.ADMIN})
LOOK_AFTER = frozenset({Role.ADMIN})

ACCESS: Mapping[str, frozenset[Role]] = {
    "signin": ANYBODY,
    "signin_try": ANYBODY,
    "health": ANYBODY,
    "signout": LOOK,
    "today": LOOK,
    "me": LOOK,
    "me_change": LOOK,
    "me_password": LOOK,
    "book": LOOK,
    "dossiers": LOOK,
    "dossier": LOOK,
    "original": LOOK,
    "letter_cut": LOOK,
    "letter_answer": SETTLE,
    "letter_undo": SETTLE,
    "dossier_retry": KEY_IN,
    "upload": KEY_IN,
    "upload_take": KEY_IN,
    "upload_followed": KEY_IN,
    "row": LOOK,
    "row_page": LOOK,
    "row_cut": LOOK,
    "queue": LOOK,
    "queue_next": SETTLE,
    "row_answer": SETTLE,
    "row_undo": SETTLE,
    "pair": LOOK,
    "pair_answer": SETTLE,
    "pair_undo": SETTLE,
    "people": LOOK_AFTER,
    "people_add": LOOK_AFTER,
    "person": LOOK_AFTER,
    "person_change": LOOK_AFTER,
    "person_password": LOOK_AFTER,
}


class SignInFirst(Exception):
    """Nobody is signed in: the page asks who it is."""


async def gate(request: Request) -> None:
    """Runs before every route. Puts the account into `request.state.account`."""
    desk = desk_of(request)
    allowed = ACCESS.get(request.scope["route"].name)
    if allowed is None:
        raise HTTPException(403)
    account = desk.register.accounts.whose(digest(secret_of(request))) if secret_of(request) else None
    request.state.account = account
    if allowed is not ANYBODY and account is None:
        raise SignInFirst
    if account is not None and allowed is not ANYBODY and account.role not in allowed:
        raise HTTPException(403)
    if request.method not in SAFE:
        await _must_be_ours(request, with_token=allowed is not ANYBODY)


async def _must_be_ours(request: Request, *, with_token: bool) -> None:
    if from_elsewhere(request) or (with_token and not await token_is_right(request)):
        raise HTTPException(403)


def signed_in(request: Request) -> Account:
    """The account that the gate let in."""
    account: Account | None = request.state.account
    if account is None:
        raise SignInFirst
    return account


Me = Annotated[Account, Depends(signed_in)]
TheDesk = Annotated[Desk, Depends(desk_of)]
