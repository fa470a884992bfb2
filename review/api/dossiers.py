"""Bringing dossiers in, and asking how far they are."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from register.recent import Came
from review.access import Me, TheDesk
from review.api.faults import Failure, Refused
from review.api.models import DossierBrief, Dossiers, DossierState, Known, PartState, Refusal, Strict, Taken
from review.pages.upload import taken_from
from review.scope import dossier_for
from schemas.dossier import DossierStatus

router = APIRouter(tags=["hồ sơ"])
DossierId = Annotated[str, Path(pattern=r"^[A-Za-z]{1,6}\d{4}-\d{1,9}$")]
_MOST = 1000  # files of one call
_FORM = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["files"],
                "additionalProperties": False,
                "properties": {
                    "files": {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}},
                    "together": {"type": "string", "description": "tên của một hồ sơ gồm tất cả các tệp"},
                },
            }
        }
    },
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"model": Taken, "description": "Không có hồ sơ nào mới"},
    413: {"model": Failure, "description": "Quá lớn"},
    415: {"model": Failure, "description": "Sai dạng"},
}


@router.post(
    "/dossiers",
    name="api_upload",
    summary="Gửi tệp; mỗi tệp là một hồ sơ, hoặc tất cả là một khi có “together”",
    status_code=201,
    responses=_ANSWERS,
    openapi_extra={"requestBody": _FORM},
)
async def upload(request: Request, response: Response, desk: TheDesk, me: Me) -> Taken:
    if me.units:
        raise Refused(403, "scope-unknown", "Tài khoản này chỉ thấy vài đơn vị, mà hồ sơ của ai chỉ biết sau khi đọc.")
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refused(415, "not-multipart", "Gửi tệp dưới dạng multipart/form-data, mỗi tệp một mục tên “files”.")
    form = await request.form(max_files=_MOST, max_fields=50)
    if unknown := sorted({*form} - {"files", "together"}):
        raise Refused(422, "invalid", f"Không có mục {', '.join(unknown)[:100]}; chỉ có “files” và “together”.")
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if not files:
        raise Refused(422, "no-files", "Chưa có tệp nào: mỗi tệp một mục tên “files”, kèm tên tệp.")
    found = await run_in_threadpool(taken_from, desk, files, str(form.get("together") or ""))
    response.status_code = 201 if found.new else 200
    return Taken(
        new=[*found.new],
        known=[Known(name=name, dossier=key) for name, key in found.known],
        refused=[Refusal(name=name, reason=reason) for name, reason in found.refused],
        ignored=[*found.ignored],
    )


class Wanted(Strict):
    status: DossierStatus | None = None
    limit: int = Field(default=50, ge=1, le=200)
    before: str = Field(default="", max_length=40, pattern=r"^([A-Za-z]{1,6}\d{4}-\d{1,9})?$")


@router.get("/dossiers", name="api_dossiers", summary="Các hồ sơ, mới nhất trước")
def dossiers(desk: TheDesk, me: Me, asked: Annotated[Wanted, Query()]) -> Dossiers:
    found = desk.register.recent.dossiers(asked.limit + 1, me.units, str(asked.status or ""), asked.before)
    shown = [_brief(one) for one in found[: asked.limit]]
    return Dossiers(dossiers=shown, more=shown[-1].id if len(found) > asked.limit else None)


def _brief(one: Came) -> DossierBrief:
    return DossierBrief(
        id=one.id,
        source_name=one.source_name,
        channel=one.channel,
        received_at=one.received_at,
        status=DossierStatus(one.status),
        unit=one.unit,
        innovations=one.rows,
        doubts=one.doubts,
    )


@router.get("/dossiers/{dossier_id}", name="api_dossier", summary="Một hồ sơ: đã đọc đến đâu, điều cần lưu ý")
def dossier(desk: TheDesk, me: Me, dossier_id: DossierId) -> DossierState:
    held = dossier_for(desk, me, dossier_id)
    names = {*DossierState.model_fields} - {"parts", "findings"}
    parts = [PartState.model_validate(part.model_dump(include={*PartState.model_fields})) for part in held.parts]
    return DossierState(**held.model_dump(include=names), findings=held.findings, parts=parts)
