"""What leaves the register, for programs: the kinds and options of `sovang export`."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Annotated, Literal
from uuid import uuid4

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from register.persons import WHOLE, Giving
from review.access import SETTLE, Me, TheDesk
from review.api.faults import Refused
from review.api.models import Strict
from review.desk import Desk
from review.scope import dossier_for
from schemas import masking
from schemas.account import Account
from schemas.errors import SovangError
from schemas.export import KINDS, Asked

router = APIRouter(tags=["xuất"])
What = Literal["innovations", "dossiers", "duplicates", "units", "portal", "book", "summary"]
Form = Literal["jsonl", "csv", "xlsx", "docx"]
_Code = Annotated[str | None, Field(max_length=100)]
_REASON = "Nội dung này có số điện thoại đầy đủ: thêm “reveal” với lý do, bằng tài khoản thẩm định hoặc quản trị."


class Options(Strict):
    """As for `sovang export`; which of them a kind understands is told by `GET /exports`."""

    format: Form | None = None
    programme: _Code = None
    phase: _Code = None
    year: int | None = Field(default=None, ge=1900, le=2100)
    unit: _Code = None
    dossiers: list[Annotated[str, Field(pattern=r"^[A-Za-z]{1,6}\d{4}-\d{1,9}$")]] = Field(default=[], max_length=100)
    on: dt.date | None = None
    today: bool = False
    layout: Literal["6", "7"] | None = None
    ids: list[Annotated[str, Field(pattern=r"^[A-Za-z]{1,6}\d{4}-\d{1,9}-\d{1,9}$")]] = Field(
        default=[], max_length=500
    )
    reveal: str | None = Field(default=None, min_length=3, max_length=500, description="lý do cần số điện thoại đầy đủ")

    def asked(self, me: Account) -> Asked:
        values = self.model_dump(exclude={"format", "dossiers", "ids"})
        return Asked(**values, dossiers=tuple(self.dossiers), ids=tuple(self.ids), within=me.units)


class KindTold(BaseModel):
    name: str
    about: str
    forms: list[str]
    options: list[str]


@router.get("/exports", name="api_exports", summary="Xuất được những gì, dạng nào")
def kinds() -> list[KindTold]:
    names = {"format", *Options.model_fields}
    return [
        KindTold(
            name=name, about=kind.about, forms=[*kind.forms], options=[one for one in kind.options if one in names]
        )
        for name, kind in KINDS.items()
        if name in What.__args__  # type: ignore[attr-defined]
    ]


@router.get(
    "/exports/{what}",
    name="api_export",
    summary="Một tệp xuất",
    response_class=FileResponse,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "Tệp"}},
)
def export(desk: TheDesk, me: Me, what: What, options: Annotated[Options, Query()]) -> FileResponse:
    asked, form = options.asked(me), options.format or KINDS[what].forms[0]
    _understood(what, form, asked)
    _within(desk, me, what, asked)
    if (asked.reveal or what in WHOLE) and (me.role not in SETTLE or not asked.reveal):
        raise Refused(403, "phones-need-reason", _REASON)
    given = asked if "reveal" in KINDS[what].options else _without_reason(asked)
    place = desk.uploads / uuid4().hex
    place.mkdir(parents=True)
    target = place / f"{what}.{form}"
    try:
        made = desk.services.give(what, given, (form, target))
        if form == "jsonl" and not asked.reveal:
            _masked(target)
        noted = Giving(what, form, made.rows, asked.reveal or "", masked=not asked.reveal)
        desk.register.persons.given(noted, me.name)
    except SovangError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise Refused(422, "invalid", str(error)) from error
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    sent = BackgroundTask(shutil.rmtree, place, ignore_errors=True)
    return FileResponse(target, media_type="application/octet-stream", filename=target.name, background=sent)


def _understood(what: str, form: str, asked: Asked) -> None:
    kind = KINDS[what]
    if form not in kind.forms:
        raise Refused(422, "invalid", f"{what} không có dạng {form}; các dạng có: {', '.join(kind.forms)}.")
    allowed = {*kind.options, *(("reveal",) if what in WHOLE else ())}
    if wrong := [name for name in asked.given() if name not in allowed]:
        raise Refused(
            422, "invalid", f"{what} không dùng mục {', '.join(wrong)}; các mục có: {', '.join(kind.options)}."
        )


def _within(desk: Desk, me: Account, what: str, asked: Asked) -> None:
    """An account with a scope is given what is of its units, and nothing that is of the whole province."""
    if not me.units:
        return
    if what == "summary":
        raise Refused(403, "scope", "Bảng tổng hợp là của cả tỉnh: tài khoản theo đơn vị không xuất được.")
    if asked.unit is not None and asked.unit not in me.units:
        raise Refused(403, "scope", f"Tài khoản này chỉ xuất được của {', '.join(me.units)}.")
    for key in asked.dossiers:
        dossier_for(desk, me, key)


def _without_reason(asked: Asked) -> Asked:
    return Asked(**{name: getattr(asked, name) for name in Asked.__slots__ if name != "reveal"})


def _masked(target: Path) -> None:
    """Lines without whole phone numbers."""
    other = target.with_suffix(".new")
    with target.open(encoding="utf-8") as lines, other.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(masking.value(json.loads(line)), ensure_ascii=False) + "\n")
    other.replace(target)
