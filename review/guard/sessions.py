"""Sessions and the token that every form carries: both come from one secret that only the browser holds."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "sovang"
_AGE = 7 * 24 * 3600


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def new_token() -> str:
    """What a program signs in with; the beginning tells whoever finds it lying about what it is."""
    return f"sovang_{secrets.token_urlsafe(32)}"


def digest(secret: str) -> str:
    """What the register keeps of a session or a token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def form_token(secret: str) -> str:
    """What a form must send back: another site can make the browser send the cookie, but cannot know this."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()


def secret_of(request: Request) -> str:
    return request.cookies.get(COOKIE, "")


def keep(response: Response, secret: str, *, secure: bool) -> None:
    response.set_cookie(COOKIE, secret, max_age=_AGE, httponly=True, samesite="lax", secure=secure)


def forget(response: Response) -> None:
    response.delete_cookie(COOKIE)
