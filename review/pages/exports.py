"""What leaves the register: ordered by a form, made beside the desk, fetched as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, RedirectResponse, Response

from register.exports import words
from register.persons import Giving
from review.access import SETTLE, Me, TheDesk
from review.desk import Desk
from review.giving import Order, Orders, orders_of
from review.inputs import as_date
from review.render import NONE, Trouble, page
from schemas.account import Account
from schemas.errors import SovangError
from schemas.export import KINDS, LAYOUTS, Asked

router = APIRouter()
TheOrders = Annotated[Orders, Depends(orders_of)]
_SOON = 2.0  # seconds that the page waits before it says that the file is being made
_SUMMARY = "summary"
NAMES = {
    "innovations": ("Sáng kiến", "Mọi dòng trong sổ với đủ các cột; nhập lại được."),
    "portal": ("Cổng trực tuyến", "Đúng những mục mà cổng của Tổng Liên đoàn hỏi, để nhập lên cổng."),
    "book": ("Sổ vàng để in", "Theo năm và chương trình, có bìa, đánh số lại từng năm."),
    "summary": ("Bảng tổng hợp của tỉnh", "Sáng kiến được chọn gửi cấp trên, kèm tờ trình."),
    "units": ("Đơn vị gửi, chưa gửi", "Từng đơn vị so với chỉ tiêu, hạn mức, ngày chốt."),
    "reply": ("Thư trả lời đơn vị", "Soạn sẵn cho từng hồ sơ: nhận gì, thiếu gì, trùng gì. Máy không tự gửi."),
    "duplicates": ("Cặp nghi trùng", "Hai sáng kiến cạnh nhau, lý do và kết luận."),
    "dossiers": ("Hồ sơ đã nhận", "Mỗi hồ sơ một dòng: ai gửi, khi nào, tình trạng."),
}
FORMS = {
    "xlsx": "Excel (.xlsx)",
    "csv": "Bảng thô (.csv)",
    "jsonl": "Cho phần mềm khác (.jsonl)",
    "docx": "Word (.docx)",
    "txt": "Chữ (.txt)",
    "zip": "Tất cả thư trong một tệp nén (.zip)",
}
_ORDER = ("xlsx", "docx", "zip", "csv", "txt", "jsonl")
_REASON = "Tệp này có số điện thoại đầy đủ: ghi lý do xuất; nhật ký sẽ giữ lý do đó."


class Wish(BaseModel):
    """What the page's form sends; days as people write them, ids with blanks between them."""

    loai: str = Field(default="innovations", max_length=20)
    form: str = Field(default="", max_length=10)
    programme: str = Field(default="", max_length=100)
    phase: str = Field(default="", max_length=100)
    year: str = Field(default="", max_length=4, pattern=r"^\d*$")
    unit: str = Field(default="", max_length=100)
    dossiers: str = Field(default="", max_length=4000)
    since: str = Field(default="", max_length=20)
    by: str = Field(default="", max_length=20)
    on: str = Field(default="", max_length=20)
    today: bool = False
    layout: str = Field(default="", max_length=2)
    ids: str = Field(default="", max_length=20_000)
    whole: bool = False
    reveal: str = Field(default="", max_length=500)


@router.get("/xuat", name="exports")
def exports(request: Request, desk: TheDesk, me: Me, orders: TheOrders, wish: Annotated[Wish, Query()]) -> Response:
    return _shown(request, desk, (me, orders), wish)


@router.post("/xuat", name="export_make")
async def make(request: Request, desk: TheDesk, me: Me, orders: TheOrders, wish: Annotated[Wish, Form()]) -> Response:
    try:
        asked = asked_of(wish, me)
        order = orders.take(me, wish.loai, wish.form, asked)
    except SovangError as error:
        return _shown(request, desk, (me, orders), wish, Trouble(str(error), 422))
    await run_in_threadpool(order.done.wait, _SOON)
    return RedirectResponse(f"/xuat/{order.id}", 303)


@router.get("/xuat/{order_id}", name="export_order")
def order_page(request: Request, me: Me, orders: TheOrders, order_id: str) -> Response:
    order = _known(orders, me, order_id)
    return page(request, "export.html", order=order, name=NAMES[order.what][0], forms=FORMS)


@router.get("/xuat/{order_id}/tep", name="export_file")
def file(me: Me, orders: TheOrders, order_id: str) -> Response:
    order = _known(orders, me, order_id)
    if not order.made or not order.path.is_file():
        raise HTTPException(404)
    return FileResponse(
        order.path,
        media_type="application/octet-stream",
        filename=order.path.name,
        content_disposition_type="attachment",
    )


def asked_of(wish: Wish, me: Account) -> Asked:
    """What a person may be given. Raises SovangError for what is not understood, not offered, or lacks a reason."""
    if wish.loai not in kinds_for(me) or wish.form not in forms_for(me, wish.loai):
        raise SovangError("Tài khoản này không xuất được loại tệp đó. Chọn loại khác.")
    why = " ".join(wish.reveal.split())
    if reveals(wish) and not why:
        raise SovangError(_REASON)
    if reveals(wish) and me.role not in SETTLE:
        raise SovangError("Tài khoản này không được xuất số điện thoại đầy đủ.")
    usable = KINDS[wish.loai].options
    given = {name: text for name in ("programme", "phase", "unit", "layout") if (text := getattr(wish, name).strip())}
    days = {name: as_date("date", getattr(wish, name)) for name in ("since", "by", "on")}
    lists = {name: tuple(getattr(wish, name).replace(",", " ").split()) for name in ("dossiers", "ids")}
    rest = {"year": int(wish.year) if wish.year else None, "today": wish.today}
    kept = {name: value for name, value in {**given, **days, **lists, **rest}.items() if name in usable}
    return Asked(**kept, reveal=why if reveals(wish) else None, within=me.units)


def reveals(wish: Wish) -> bool:
    """Whether the file has phone numbers whole: because it is asked for, or because that is what it is for."""
    return wish.whole or Giving(wish.loai, wish.form, 0).reveals


def kinds_for(me: Account) -> list[str]:
    """A province's summary is not for who sees some units only; phone numbers are for who may settle."""
    return [one for one in NAMES if not (one == _SUMMARY and me.units) and forms_for(me, one)]


def forms_for(me: Account, kind: str) -> list[str]:
    forms = {*KINDS[kind].forms, *(["zip"] if kind == "reply" else [])}
    allowed = (one for one in forms if me.role in SETTLE or not Giving(kind, one, 0).reveals)
    return sorted(allowed, key=_ORDER.index)


def _known(orders: Orders, me: Account, order_id: str) -> Order:
    order = orders.find(me, order_id)
    if order is None:
        raise HTTPException(404)
    return order


def _shown(request: Request, desk: Desk, who: tuple[Account, Orders], wish: Wish, told: Trouble = NONE) -> Response:
    me, orders = who
    kinds = kinds_for(me)
    kind = wish.loai if wish.loai in kinds else kinds[0]
    forms = forms_for(me, kind)
    return page(
        request,
        "exports.html",
        status=told.status,
        trouble=told.text,
        wish=wish,
        kind=kind,
        names={one: NAMES[one] for one in kinds},
        forms={one: FORMS[one] for one in forms},
        options=KINDS[kind].options,
        revealing={one for one in forms if Giving(kind, one, 0).reveals},
        may_reveal=me.role in SETTLE and "reveal" in KINDS[kind].options,
        programmes=desk.services.programmes(),
        layouts=LAYOUTS,
        orders=orders.of(me),
        programme_name=words.programme,
        every_form=FORMS,
    )
