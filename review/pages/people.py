"""People and what they may do; and one's own settings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from pydantic import BaseModel, Field, ValidationError
from starlette.responses import RedirectResponse, Response

from review.access import Me, TheDesk
from review.desk import Desk
from review.guard import passwords
from review.guard.passwords import WeakPassword
from review.render import page
from schemas.account import Account, Role

router = APIRouter()
_Password = Annotated[str, Form(max_length=1000)]


class NewAccount(BaseModel):
    name: str = Field(default="", max_length=200)
    shown: str = Field(default="", max_length=200)
    role: Role = Role.REVIEWER
    password: str = Field(default="", max_length=1000)


class Changed(BaseModel):
    """`units`: ids with blanks between them."""

    shown: str = Field(max_length=200)
    role: Role
    units: str = Field(default="", max_length=4000)
    disabled: bool = False


_LAST = "Phải còn ít nhất một người quản trị đang hoạt động."
_TAKEN = "Tên đăng nhập này đã có người dùng."
_NAME = "Tên đăng nhập gồm 2–40 chữ thường không dấu, số, dấu chấm hay gạch; họ tên không để trống."


@router.get("/tai-khoan", name="people")
def people(request: Request, desk: TheDesk) -> Response:
    return _list(request, desk)


@router.post("/tai-khoan", name="people_add")
def add(request: Request, desk: TheDesk, me: Me, given: Annotated[NewAccount, Form()]) -> Response:
    try:
        wanted = Account(name=given.name, shown=given.shown.strip(), role=given.role)
        kept = passwords.hashed(given.password, given.name)
    except ValidationError:
        return _list(request, desk, _NAME, given)
    except WeakPassword as error:
        return _list(request, desk, str(error), given)
    if desk.register.accounts.find(given.name):
        return _list(request, desk, _TAKEN, given)
    desk.register.accounts.put(wanted, me.name, kept)
    return RedirectResponse("/tai-khoan", 303)


@router.get("/tai-khoan/{name}", name="person")
def person(request: Request, desk: TheDesk, name: str) -> Response:
    return page(request, "person.html", account=_known(desk, name), roles=list(Role), trouble="")


@router.post("/tai-khoan/{name}", name="person_change")
def change(request: Request, desk: TheDesk, me: Me, name: str, given: Annotated[Changed, Form()]) -> Response:
    before = _known(desk, name)
    values = {**given.model_dump(), "shown": given.shown.strip(), "units": tuple(given.units.split())}
    try:
        wanted = Account.model_validate({**before.model_dump(), **values})
    except ValidationError:
        return page(request, "person.html", status=422, account=before, roles=list(Role), trouble=_NAME)
    if _governs(before) and not _governs(wanted) and not _others_govern(desk, name):
        return page(request, "person.html", status=409, account=before, roles=list(Role), trouble=_LAST)
    desk.register.accounts.put(wanted, me.name)
    return RedirectResponse("/tai-khoan", 303)


@router.post("/tai-khoan/{name}/mat-khau", name="person_password")
def set_password(request: Request, desk: TheDesk, me: Me, name: str, password: _Password) -> Response:
    account = _known(desk, name)
    try:
        desk.register.accounts.put(account, me.name, passwords.hashed(password, name))
    except WeakPassword as error:
        return page(request, "person.html", status=422, account=account, roles=list(Role), trouble=str(error))
    return RedirectResponse("/tai-khoan", 303)


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
        desk.register.accounts.put(me, me.name, passwords.hashed(password, me.name))
    except WeakPassword as error:
        return page(request, "me.html", status=422, account=me, trouble=str(error))
    return RedirectResponse("/dang-nhap", 303)  # every session of the old password has ended, this one too


def _list(request: Request, desk: Desk, trouble: str = "", given: NewAccount | None = None) -> Response:
    found = desk.register.accounts.all()
    status = 422 if trouble else 200
    given = given or NewAccount()
    return page(request, "people.html", status=status, accounts=found, roles=list(Role), trouble=trouble, given=given)


def _known(desk: Desk, name: str) -> Account:
    known = desk.register.accounts.find(name)
    if known is None:
        raise HTTPException(404)
    return known.account


def _governs(account: Account) -> bool:
    return account.role is Role.ADMIN and not account.disabled


def _others_govern(desk: Desk, name: str) -> bool:
    return any(_governs(one) for one in desk.register.accounts.all() if one.name != name)
