"""The programmes that the office goes by: those of this build, of the machine's files, and those written here."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from register.exports import words
from review import programme_form
from review.access import Me, TheDesk
from review.desk import Desk
from review.inputs import NotUnderstood
from review.render import NONE, Trouble, page
from review.services import OfficeProgramme
from schemas.account import Account
from schemas.errors import SovangError
from schemas.office import PROGRAMME
from schemas.programme import Programme

router = APIRouter()
_NEW = "moi"
_Version = Annotated[int, Form(ge=0)]


@router.get("/thiet-lap/chuong-trinh", name="programmes")
def programmes(request: Request, desk: TheDesk) -> Response:
    return page(request, "programmes.html", known=desk.services.known())


@router.get("/thiet-lap/chuong-trinh/{key}", name="programme")
def programme(request: Request, desk: TheDesk, key: str) -> Response:
    return _shown(request, desk, _known(desk, key))


@router.post("/thiet-lap/chuong-trinh/{key}", name="programme_save")
async def save(request: Request, desk: TheDesk, me: Me, key: str, version: _Version) -> Response:
    form = {name: str(text) for name, text in (await request.form()).items()}
    return await run_in_threadpool(_saved, request, desk, me, (key, version, form))


def _saved(request: Request, desk: Desk, me: Account, said: tuple[str, int, dict[str, str]]) -> Response:
    key, version, form = said
    found = _known(desk, key)
    if found is not None and found.origin not in ("shipped", "desk"):
        raise HTTPException(403)  # a file of the machine holds
    try:
        back = form.get("action") == "back"
        wanted = None if back else programme_form.parsed(form, found.programme if found else None)
        if wanted is not None and found is None and wanted.id in {one.programme.id for one in desk.services.known()}:
            raise NotUnderstood(f"Đã có chương trình mã “{wanted.id}”: sửa chương trình đó, hoặc đặt tên khác.")
        target = wanted.id if wanted else key
        data = wanted.model_dump(mode="json", exclude_unset=True) if wanted else None
        desk.register.settings.put(PROGRAMME + target, data, version, me.name)
    except NotUnderstood as error:
        return _shown(request, desk, found, Trouble(str(error), 422), form)
    except SovangError as error:
        return _shown(request, desk, found, Trouble(str(error), 409))
    if wanted is not None:
        words.learn([wanted])
    return RedirectResponse("/thiet-lap/chuong-trinh", 303)


def _known(desk: Desk, key: str) -> OfficeProgramme | None:
    """None for the form of a new one; 404 for one that is not known."""
    if key == _NEW:
        return None
    found = next((one for one in desk.services.known() if one.programme.id == key), None)
    if found is None:
        raise HTTPException(404)
    return found


def _shown(
    request: Request,
    desk: Desk,
    found: OfficeProgramme | None,
    told: Trouble = NONE,
    form: dict[str, str] | None = None,
) -> Response:
    """`form`: what was typed and could not be taken."""
    key = found.programme.id if found else _NEW
    kept = desk.register.settings.get(PROGRAMME + key)
    return page(
        request,
        "programme.html",
        status=told.status,
        trouble=told.text,
        key=key,
        one=found.programme if found else None,
        origin=found.origin if found else "",
        form=form if form is not None else _as_form(found.programme if found else None),
        rows=_rows(found.programme if found else None),
        kept=kept,
        labels=programme_form,
    )


def _rows(one: Programme | None) -> dict[str, int]:
    """How many rows each table of the form has: those there are, and room for more."""
    phases, targets, quotas = (len(one.phases), len(one.targets), len(one.quotas)) if one else (0, 0, 0)
    return {"phase": min(phases + 2, programme_form.ROWS), "target": targets + 2, "quota": quotas + 2}


def _as_form(one: Programme | None) -> dict[str, str]:
    return programme_form.filled(one) if one else {"required-letter": "on", "required-table": "on"}
