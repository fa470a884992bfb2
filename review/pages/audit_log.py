"""Who did what when: the audit, filtered, page by page, in plain words."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from register.audit_log import AuditLog, Looked
from review.access import Me, TheDesk
from review.audit_terms import KINDS
from review.audit_words import told
from review.inputs import as_date
from review.render import page
from schemas.errors import SovangError

router = APIRouter()


class Asked(BaseModel):
    """What the page's form sends; days as people write them."""

    ai: str = Field(default="", max_length=100)
    loai: str = Field(default="", max_length=20)
    muc: str = Field(default="", max_length=200)
    tu: str = Field(default="", max_length=20)
    den: str = Field(default="", max_length=20)
    truoc: int = Field(default=0, ge=0, le=2**60)


@router.get("/thiet-lap/nhat-ky", name="audit_log")
def audit_log(request: Request, desk: TheDesk, me: Me, asked: Annotated[Asked, Query()]) -> Response:
    if me.units:
        raise HTTPException(403)  # it tells of all units' rows
    trouble, looked = "", Looked(limit=0)
    try:
        looked = _looked(asked)
    except SovangError as error:
        trouble = str(error)
    log = AuditLog(desk.register.database)
    lines, more = log.page(looked) if not trouble else ([], 0)
    onward = urlencode({**asked.model_dump(exclude_defaults=True), "truoc": more}) if more else ""
    return page(
        request,
        "audit_log.html",
        asked=asked,
        trouble=trouble,
        lines=[told(line) for line in lines],
        onward=onward,
        kinds={code: name for code, (name, _) in KINDS.items()},
        people=desk.register.accounts.all(),
        problems=log.problems(),
        verified=log.latest("verified"),
    )


def _looked(asked: Asked) -> Looked:
    """Raises SovangError for a day that is none."""
    who = "sovang" if asked.ai.strip() == "máy" else asked.ai.strip()
    acts = [*KINDS[asked.loai][1]] if asked.loai in KINDS else []
    first, last = as_date("date", asked.tu), as_date("date", asked.den)
    return Looked(who, acts, asked.muc.strip(), first, last, before=asked.truoc)
