"""People and what they may do; and one's own settings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from pydantic import BaseModel, Field, ValidationError
from starlette.responses import RedirectResponse, Response

from review.access import Me, TheDesk
from review.desk import Desk
from review.guard import passwords
from review.guard.lockout import locked_until
from review.guard.passwords import WeakPassword
from review.render import NONE, Trouble, page
from schemas.account import Account, Role

router = APIRouter()
_Password = Annotated[str, Form(max_length=1000)]


class NewAccount(BaseModel):
    name: str = Field(default="", max_length=200)
    shown: str = Field(default="", max_length=200)
    role: Role = Role.REVIEWER


class Changed(BaseModel):
    """`units`: ids with blanks between them."""

    shown: str = Field(max_length=200)
    role: Role
    units: str = Field(default="", max_length=4000)
    disabled: bool = False


_LAST = "Phải còn ít nhất một người quản trị đang hoạt động."
_TAKEN = "Tên đăng nhập này đã có người dùng."
_WHOLE = "Người quản trị thấy mọi đơn vị: bỏ phạm vi đơn vị, hoặc chọn vai trò khác."
_SAME = "Mật khẩu mới phải khác mật khẩu cũ."
_NAME = "Tên đăng nhập gồm 2–40 chữ thường không dấu, số, dấu chấm hay gạch; họ tên không để trống."


@router.get("/tai-khoan", name="people")
def people(request: Request, desk: TheDesk) -> Response:
    return _list(request, desk)


@router.post("/tai-khoan", name="people_add")
def add(request: Request, desk: TheDesk, me: Me, given: Annotated[NewAccount, Form()]) -> Response:
    try:
        wanted = Account(name=given.name, shown=given.shown.strip(), role=given.role, must_change=True)
    except ValidationError:
        return _list(request, desk, _NAME, given)
    if desk.register.accounts.find(given.name):
        return _list(request, desk, _TAKEN, given)
    return _with_one_time(request, desk, me, wanted)


@router.get("/tai-khoan/{name}", name="person")
def person(request: Request, desk: TheDesk, name: str) -> Response:
    return _one(request, desk, _known(desk, name))


@router.post("/tai-khoan/{name}", name="person_change")
def change(request: Request, desk: TheDesk, me: Me, name: str, given: Annotated[Changed, Form()]) -> Response:
    before = _known(desk, name)
    values = {**given.model_dump(), "shown": given.shown.strip(), "units": tuple(given.units.split())}
    try:
        wanted = Account.model_validate({**before.model_dump(), **values})
    except ValidationError:
        return _one(request, desk, before, Trouble(_NAME, 422))
    if wanted.role is Role.ADMIN and wanted.units:
        return _one(request, desk, before, Trouble(_WHOLE, 422))
    if _governs(before) and not _governs(wanted) and not _others_govern(desk, name):
        return _one(request, desk, before, Trouble(_LAST, 409))
    desk.register.accounts.put(wanted, me.name)
    return RedirectResponse("/tai-khoan", 303)


@router.post("/tai-khoan/{name}/mat-khau", name="person_password")
def reset_password(request: Request, desk: TheDesk, me: Me, name: str) -> Response:
    """A new password for one sign-in; nobody chooses it and it is shown once."""
    return _with_one_time(request, desk, me, _known(desk, name).model_copy(update={"must_change": True}))


@router.post("/tai-khoan/{name}/bo-khoa", name="person_unlock")
def unlock(desk: TheDesk, me: Me, name: str) -> Response:
    desk.register.accounts.unlock(_known(desk, name).name, me.name)
    return RedirectResponse(f"/tai-khoan/{name}", 303)


@router.post("/tai-khoan/{name}/ngat", name="person_signout")
def end_sessions(desk: TheDesk, me: Me, name: str) -> Response:
    desk.register.accounts.end_all(_known(desk, name).name, me.name)
    return RedirectResponse(f"/tai-khoan/{name}", 303)


@router.get("/toi", name="me")
def own(request: Request, me: Me) -> Response:
    return page(request, "me.html", account=me, trouble="")


@router.post("/toi", name="me_change")
def change_own(
    desk: TheDesk,
    me: Me,
    lang: Annotated[str, Form(pattern="^(vi|en)$")] = "vi",
    keys: Annotated[bool, Form()] = False,
    blind: Annotated[bool, Form()] = False,
) -> Response:
    desk.register.accounts.put(me.model_copy(update={"lang": lang, "keys": keys, "blind": blind}), me.name)
    return RedirectResponse("/toi", 303)


@router.post("/toi/mat-khau", name="me_password")
def own_password(request: Request, desk: TheDesk, me: Me, old: _Password, password: _Password) -> Response:
    known = desk.register.accounts.find(me.name)
    if known is None or not passwords.matches(old, known.password):
        return page(request, "me.html", status=403, account=me, trouble="Mật khẩu cũ không đúng.")
    try:
        if passwords.matches(password, known.password):
            raise WeakPassword(_SAME)
        chosen = me.model_copy(update={"must_change": False})
        desk.register.accounts.put(chosen, me.name, passwords.hashed(password, me.name))
    except WeakPassword as error:
        return page(request, "me.html", status=422, account=me, trouble=str(error))
    return RedirectResponse("/dang-nhap", 303)  # every session of the old password has ended, this one too


def _list(request: Request, desk: Desk, trouble: str = "", given: NewAccount | None = None) -> Response:
    accounts = desk.register.accounts
    found = accounts.all()
    return page(
        request,
        "people.html",
        status=422 if trouble else 200,
        accounts=found,
        locked={one.name: locked_until(accounts, one.name) for one in found},
        last=accounts.last_signed_in(),
        roles=list(Role),
        trouble=trouble,
        given=given or NewAccount(),
    )


def _one(request: Request, desk: Desk, account: Account, told: Trouble = NONE, password: str = "") -> Response:
    """`password`: one for one sign-in, that is shown this once."""
    accounts = desk.register.accounts
    return page(
        request,
        "person.html",
        status=told.status,
        account=account,
        roles=list(Role),
        trouble=told.text,
        password=password,
        locked=locked_until(accounts, account.name),
        sessions=accounts.sessions(account.name),
        last=accounts.last_signed_in().get(account.name),
        units=desk.register.units.catalogue().units if account.units else {},
    )


def _with_one_time(request: Request, desk: Desk, me: Account, wanted: Account) -> Response:
    password = passwords.one_time()
    desk.register.accounts.put(wanted, me.name, passwords.hashed(password, wanted.name))
    return _one(request, desk, wanted, password=password)


def _known(desk: Desk, name: str) -> Account:
    known = desk.register.accounts.find(name)
    if known is None:
        raise HTTPException(404)
    return known.account


def _governs(account: Account) -> bool:
    return account.role is Role.ADMIN and not account.disabled


def _others_govern(desk: Desk, name: str) -> bool:
    return any(_governs(one) for one in desk.register.accounts.all() if one.name != name)
