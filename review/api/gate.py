"""Who may call what: the table of the desk, asked with a bearer token."""

from __future__ import annotations

from typing import Annotated

from fastapi import HTTPException, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from review.access import ACCESS, not_too_fast
from review.api.faults import Refused
from review.desk import Desk, desk_of
from review.guard.sessions import digest, secret_of
from schemas.account import Account

DESCRIPTION = "api_description"  # the one answer that a signed-in browser gets too: it changes nothing
_bearer = HTTPBearer(auto_error=False, description="Mã truy cập của một tài khoản, tạo ở trang Thiết lập của tôi.")


def api_gate(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]) -> None:
    """Runs before every route. Puts the account into `request.state.account`."""
    desk, name = desk_of(request), request.scope["route"].name
    allowed = ACCESS.get(name)
    if allowed is None:
        raise HTTPException(403)
    account = _who(desk, request, given, name)
    if account is None:
        raise HTTPException(401, headers={"www-authenticate": "Bearer"})
    if account.role not in allowed:
        raise HTTPException(403)
    if account.must_change:
        raise Refused(403, "change-password-first", "Mật khẩu của tài khoản là mật khẩu tạm: đăng nhập và đổi trước.")
    not_too_fast(request, desk, account)
    request.state.account = account


def _who(desk: Desk, request: Request, given: HTTPAuthorizationCredentials | None, name: str) -> Account | None:
    if given is not None:
        return desk.register.tokens.whose(digest(given.credentials))
    if name == DESCRIPTION and secret_of(request):
        return desk.register.accounts.whose(digest(secret_of(request)))
    return None
