"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from review.access import TheDesk
from review.guard import passwords, sessions
from review.guard.lockout import is_locked
from review.render import page

router = APIRouter()
_WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
_LOCKED = "Thử sai quá nhiều lần. Chờ 15 phút rồi thử lại, hoặc nhờ người quản trị bỏ khóa."


@router.get("/dang-nhap", name="signin")
def signin(request: Request, ve: str = "/") -> Response:
    if request.state.account is not None:
        return RedirectResponse(_inside(ve), 303)
    return page(request, "signin.html", ve=_inside(ve), name="", trouble="")


@router.post("/dang-nhap", name="signin_try")
def signin_try(
    request: Request,
    desk: TheDesk,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=1000)],
    ve: Annotated[str, Form(max_length=500)] = "/",
) -> Response:
    name, address = name.strip().casefold(), request.client.host if request.client else ""
    locked = is_locked(desk.register.accounts, name, address)
    known = None if locked else desk.register.accounts.find(name)
    right = passwords.matches(password, known.password if known else "")
    if locked or known is None or not right or known.account.disabled:
        if not locked:
            desk.register.accounts.failed(name, address)
        trouble = _LOCKED if locked else _WRONG
        return page(request, "signin.html", status=429 if locked else 403, ve=_inside(ve), name=name, trouble=trouble)
    secret = sessions.new_secret()
    desk.register.accounts.begin(sessions.digest(secret), known.account.name)
    answer = RedirectResponse(_inside(ve), 303)
    sessions.keep(answer, secret, secure=desk.secure)
    return answer


@router.post("/dang-xuat", name="signout")
def signout(request: Request, desk: TheDesk) -> Response:
    desk.register.accounts.end(sessions.digest(sessions.secret_of(request)))
    answer = RedirectResponse("/dang-nhap", 303)
    sessions.forget(answer)
    return answer


def _inside(path: str) -> str:
    """The page to go back to, never another site."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
