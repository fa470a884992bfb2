"""What an administrator sets for the whole office: the office itself, the matcher's thresholds."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field, ValidationError
from starlette.responses import RedirectResponse, Response

from review.access import Me, TheDesk
from review.charts import curve
from review.desk import Desk
from review.render import NONE, Trouble, page
from schemas.errors import SovangError
from schemas.office import ABOUT, MATCHING, NEVER, AboutOffice, Thresholds

router = APIRouter()
_Version = Annotated[int, Form(ge=0)]
_WRONG = "Chọn một ngưỡng ở mỗi bảng rồi lưu."


class Chosen(BaseModel):
    """What the form of thresholds sends. `action`: `save`, or `shipped` to take the office's choice back."""

    version: int = Field(ge=0)
    review: str = Field(default="", max_length=10)
    same: str = Field(default="", max_length=10)
    action: str = Field(default="save", max_length=10)


@router.get("/thiet-lap", name="settings")
def settings(request: Request) -> Response:
    return page(request, "settings.html")


@router.get("/thiet-lap/co-quan", name="about")
def about(request: Request, desk: TheDesk) -> Response:
    return _about(request, desk)


@router.post("/thiet-lap/co-quan", name="about_save")
def save_about(
    request: Request,
    desk: TheDesk,
    me: Me,
    version: _Version,
    name: Annotated[str, Form(max_length=120)] = "",
    province: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    wanted = AboutOffice(name=" ".join(name.split()), province=" ".join(province.split()))
    try:
        desk.register.settings.put(ABOUT, wanted.model_dump(), version, me.name)
    except SovangError as error:
        return _about(request, desk, Trouble(str(error), 409))
    return RedirectResponse("/thiet-lap/co-quan?xong=1", 303)


def _about(request: Request, desk: Desk, told: Trouble = NONE) -> Response:
    kept = desk.register.settings.get(ABOUT)
    return page(
        request,
        "about.html",
        status=told.status,
        trouble=told.text,
        kept=kept,
        about=AboutOffice.model_validate(kept.data if kept and kept.data else {}),
        held=desk.services.machine().set,
        saved="xong" in request.query_params,
    )


@router.get("/thiet-lap/nguong", name="thresholds")
def thresholds(request: Request, desk: TheDesk) -> Response:
    return _thresholds(request, desk)


@router.post("/thiet-lap/nguong", name="thresholds_save")
def save_thresholds(
    request: Request,
    desk: TheDesk,
    me: Me,
    given: Annotated[Chosen, Form()],
) -> Response:
    try:
        back = given.action == "shipped"
        wanted = None if back else Thresholds.model_validate({"review": given.review, "same": given.same})
        desk.register.settings.put(MATCHING, wanted.model_dump() if wanted else None, given.version, me.name)
    except ValidationError:
        return _thresholds(request, desk, Trouble(_WRONG, 422))
    except SovangError as error:
        return _thresholds(request, desk, Trouble(str(error), 409))
    return RedirectResponse("/thiet-lap/nguong?xong=1", 303)


def _thresholds(request: Request, desk: Desk, told: Trouble = NONE) -> Response:
    kept = desk.register.settings.get(MATCHING)
    chosen = Thresholds.model_validate(kept.data) if kept and kept.data else None
    found, trouble = dict[str, Any](), told
    try:
        found = desk.services.thresholds(chosen)
    except SovangError as error:
        trouble = told if told.text else Trouble(str(error), told.status)
    rows = found.get("trials", [])
    now = found.get("now", {})
    by_review = [one for one in rows if one["same"] == now["same"]]
    by_same = [one for one in rows if one["review"] == now["review"]]
    return page(
        request,
        "thresholds.html",
        status=trouble.status,
        trouble=trouble.text,
        kept=kept,
        now=now,
        shipped=found.get("shipped", {}),
        by_review=by_review,
        by_same=by_same,
        never=NEVER,
        chart=curve(by_review, now.get("review")),
        saved="xong" in request.query_params,
    )
