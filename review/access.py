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
    "exports": LOOK,
    "export_make": LOOK,
    "export_order": LOOK,
    "export_file": LOOK,
    "dossiers": LOOK,
    "dossier": LOOK,
    "original": LOOK,
    "letter_cut": LOOK,
    "letter_answer": SETTLE,
    "letter_undo": SETTLE,
    "dossier_retry": KEY_IN,
    "dossier_page": LOOK,
    "dossier_picture": LOOK,
    "sender": LOOK,
    "sender_choose": SETTLE,
    "sender_undo": SETTLE,
    "layout": KEY_IN,
    "layout_keep": KEY_IN,
    "reply": LOOK,
    "reply_file": LOOK,
    "resent": LOOK,
    "key_new": KEY_IN,
    "key_open": KEY_IN,
    "key_row": KEY_IN,
    "key_keep": KEY_IN,
    "key_check": KEY_IN,
    "key_done": KEY_IN,
    "upload": KEY_IN,
    "upload_take": KEY_IN,
    "upload_followed": KEY_IN,
    "row": LOOK,
    "row_page": LOOK,
    "row_cut": LOOK,
    "queue": LOOK,
    "queue_counts": LOOK,
    "queue_next": SETTLE,
    "queue_take": SETTLE,
    "queue_leave": SETTLE,
    "row_answer": SETTLE,
    "row_undo": SETTLE,
    "pair": LOOK,
    "pair_answer": SETTLE,
    "pair_undo": SETTLE,
    "cluster": LOOK,
    "cluster_answer": SETTLE,
    "cluster_undo": SETTLE,
    "merges": LOOK,
    "merge": LOOK,
    "merge_apply": SETTLE,
    "merge_undo": SETTLE,
    "people": LOOK_AFTER,
    "people_add": LOOK_AFTER,
    "person": LOOK_AFTER,
    "person_change": LOOK_AFTER,
    "person_password": LOOK_AFTER,
    "person_unlock": LOOK_AFTER,
    "person_signout": LOOK_AFTER,
    "record": LOOK,
    "record_phone": SETTLE,
    "tokens": LOOK,
    "token_make": LOOK,
    "token_end": LOOK,
    # For programs, under /api/v1: `review/api/gate.py` asks this table as well.
    "api_description": LOOK,
    "api_upload": KEY_IN,
    "api_dossiers": LOOK,
    "api_dossier": LOOK,
    "api_search": LOOK,
    "api_record": LOOK,
    "api_phone": SETTLE,
    "api_exports": LOOK,
    "api_export": LOOK,
    "settings": LOOK_AFTER,
    "about": LOOK_AFTER,
    "about_save": LOOK_AFTER,
    "thresholds": LOOK_AFTER,
    "thresholds_save": LOOK_AFTER,
    "programmes": LOOK_AFTER,
    "programme": LOOK_AFTER,
    "programme_save": LOOK_AFTER,
    "units": LOOK_AFTER,
    "units_import": LOOK_AFTER,
    "unit": LOOK_AFTER,
    "unit_save": LOOK_AFTER,
    "audit_log": LOOK_AFTER,
    "machine": LOOK_AFTER,
    "machine_check": LOOK_AFTER,
}


# What an account may do whose password was made for one sign-in.
BEFORE_CHANGING = frozenset({"me", "me_password", "signout"})


class ChangeFirst(Exception):
    """The password was made for one sign-in: the page asks for a new one."""


class SignInFirst(Exception):
    """Nobody is signed in: the page asks who it is."""


async def gate(request: Request) -> None:
    """Runs before every route. Puts the account into `request.state.account`."""
    desk = desk_of(request)
    route = request.scope["route"].name
    allowed = ACCESS.get(route)
    if allowed is None:
        raise HTTPException(403)
    account = desk.register.accounts.whose(digest(secret_of(request))) if secret_of(request) else None
    request.state.account = account
    if allowed is not ANYBODY and account is None:
        raise SignInFirst
    if account is not None and allowed is not ANYBODY and account.role not in allowed:
        raise HTTPException(403)
    if account is not None and account.must_change and allowed is not ANYBODY and route not in BEFORE_CHANGING:
        raise ChangeFirst
    not_too_fast(request, desk, account)
    if request.method not in SAFE:
        await _must_be_ours(request, with_token=allowed is not ANYBODY)


def not_too_fast(request: Request, desk: Desk, account: Account | None) -> None:
    """Raises 429 with the seconds to wait."""
    address = request.client.host if request.client else ""
    wait = desk.pace.wait(request.scope["route"].name, account.name if account else "", address)
    if wait:
        raise HTTPException(429, headers={"retry-after": str(wait)})


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
