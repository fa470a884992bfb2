"""The office's units: searched, added, changed one by one, or brought in as a list."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Form, HTTPException, Query, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from register.exports import words
from register.units import mark_of
from review import unit_form
from review.access import Me, TheDesk
from review.desk import Desk
from review.inputs import NotUnderstood
from review.render import NONE, Trouble, page
from schemas.account import Account
from schemas.errors import SovangError
from schemas.text import fold
from schemas.unit import Unit, UnitKind
from schemas.units.catalogue import Catalogue
from schemas.written import today

router = APIRouter()
_LIMIT = 50
_NEW = "moi"
_KEY = re.compile(r"[0-9a-f]{32}")
_NO_FILE = "Chọn tệp Excel danh mục đơn vị rồi bấm Xem trước."
_GONE = "Tệp xem trước không còn: chọn lại tệp."


class Asked(BaseModel):
    q: str = Field(default="", max_length=200)
    trang: int = Field(default=1, ge=1, le=10_000)


@router.get("/thiet-lap/don-vi", name="units")
def units(request: Request, desk: TheDesk, asked: Annotated[Asked, Query()]) -> Response:
    return _list(request, desk, asked)


@router.post("/thiet-lap/don-vi", name="units_import")
async def bring_in(request: Request, desk: TheDesk, me: Me) -> Response:
    """First shows what a workbook would change and keeps it; then, told its key, does that."""
    form = await request.form()
    file, key = form.get("file"), str(form.get("key", ""))
    content = await file.read() if isinstance(file, UploadFile) and file.filename else b""
    return await run_in_threadpool(_brought_in, request, desk, me, (content, key))


@router.get("/thiet-lap/don-vi/{key}", name="unit")
def unit(request: Request, desk: TheDesk, key: str) -> Response:
    known = desk.register.units.catalogue()
    return _shown(request, desk, key, _known(known, key))


@router.post("/thiet-lap/don-vi/{key}", name="unit_save")
async def save(
    request: Request, desk: TheDesk, me: Me, key: str, seen: Annotated[str, Form(max_length=40)] = ""
) -> Response:
    form = {name: str(text) for name, text in (await request.form()).items()}
    return await run_in_threadpool(_saved, request, desk, me, (key, seen, form))


def _saved(request: Request, desk: Desk, me: Account, said: tuple[str, str, dict[str, str]]) -> Response:
    key, seen, form = said
    known = desk.register.units.catalogue()
    before = _known(known, key)
    try:
        wanted = unit_form.parsed(form, before, known)
    except NotUnderstood as error:
        return _shown(request, desk, key, before, Trouble(str(error), 422), form)
    try:
        desk.register.units.change(wanted, seen, me.name)
    except SovangError as error:
        return _shown(request, desk, key, before, Trouble(str(error), 409))
    desk.services.settle_units()
    return RedirectResponse(f"/thiet-lap/don-vi/{wanted.id}?xong=1", 303)


def _brought_in(request: Request, desk: Desk, me: Account, said: tuple[bytes, str]) -> Response:
    content, key = said
    if not content and not _KEY.fullmatch(key):
        return _list(request, desk, Asked(), Trouble(_NO_FILE, 422))
    only_plan, key = bool(content), uuid4().hex if content else key
    path = _kept(desk, key)
    try:
        if content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        elif not path.is_file():
            return _list(request, desk, Asked(), Trouble(_GONE, 422))
        plan = desk.services.import_units(path, me.name, only_plan=only_plan)
    except SovangError as error:
        return _list(request, desk, Asked(), Trouble(str(error), 422))
    finally:
        if not only_plan:
            shutil.rmtree(path.parent, ignore_errors=True)
    return _list(request, desk, Asked(), plan={**plan, "key": key})


def _kept(desk: Desk, key: str) -> Path:
    return desk.uploads / f"don-vi-{key}" / "danh-muc.xlsx"


def _known(known: Catalogue, key: str) -> Unit | None:
    """None for the form of a new one; 404 for one that is not known."""
    if key != _NEW and key not in known.units:
        raise HTTPException(404)
    return known.units.get(key)


def _list(
    request: Request, desk: Desk, asked: Asked, told: Trouble = NONE, plan: dict[str, Any] | None = None
) -> Response:
    own, known = desk.register.units.own(), desk.register.units.catalogue()
    pool = known if asked.q.strip() else own
    found = sorted((u for u in pool.units.values() if fold(asked.q) in _spoken(u)), key=lambda u: fold(_name(u)))
    start = (asked.trang - 1) * _LIMIT
    return page(
        request,
        "units.html",
        status=told.status,
        trouble=told.text,
        asked=asked,
        found=[(u, _name(u), _parent(known, u)) for u in found[start : start + _LIMIT]],
        total=len(found),
        more=asked.trang + 1 if len(found) > start + _LIMIT else 0,
        own=own.units.keys(),
        kinds=words.UNIT_KINDS,
        plan=plan,
    )


def _shown(
    request: Request,
    desk: Desk,
    key: str,
    one: Unit | None,
    told: Trouble = NONE,
    form: dict[str, str] | None = None,
) -> Response:
    """`form`: what was typed and could not be taken."""
    fresh = unit_form.filled(one, today()) if one else {"kind": UnitKind.GRASSROOTS.value}
    return page(
        request,
        "unit.html",
        status=told.status,
        trouble=told.text,
        key=key,
        one=one,
        form=form if form is not None else fresh,
        mark=mark_of(one) if one else "",
        taught=[text for text, unit_id in desk.register.units.learnt() if one and unit_id == one.id],
        kinds=words.UNIT_KINDS,
        channels=words.UNIT_CHANNELS,
        programmes=desk.services.programmes(),
        rows=min(unit_form.ROWS, len(one.targets) + 2 if one else 2),
        saved="xong" in request.query_params,
    )


def _name(unit: Unit) -> str:
    return next((one.name for one in unit.names if one.holds(today())), unit.names[-1].name)


def _parent(known: Catalogue, unit: Unit) -> str:
    parent = known.units.get(known.parent_on(unit.id, None) or "")
    return _name(parent) if parent else ""


def _spoken(unit: Unit) -> str:
    return fold(" ".join([unit.id, *(f"{n.name} {n.short_name}" for n in unit.names), *unit.aliases]))
