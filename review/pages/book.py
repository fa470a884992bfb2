"""The register: search as you type, filters, page by page."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from register.exports import words
from register.search.query import Order
from register.search.query import Query as Wanted
from review.access import Me, TheDesk
from review.inputs import as_date
from review.render import page
from schemas.errors import SovangError
from schemas.innovation import Status

router = APIRouter()
_LIMIT = 30


class Asked(BaseModel):
    """What the page's form sends; days as people write them."""

    q: str = Field(default="", max_length=10_000)
    status: str = Field(default="", max_length=100)
    programme: str = Field(default="", max_length=100)
    unit: str = Field(default="", max_length=1000)
    tu: str = Field(default="", max_length=100)
    den: str = Field(default="", max_length=100)
    order: str = Field(default="best", max_length=20)
    after: str = Field(default="", max_length=100)


_ORDERS = {
    "best": "gần nhất với chữ tìm",
    "newest": "mới nhất",
    "title": "tên sáng kiến A–Y",
    "name": "tên tác giả A–Y",
    "unit": "đơn vị A–Y",
}


@router.get("/so", name="book")
def book(request: Request, desk: TheDesk, me: Me, asked: Annotated[Asked, Query()]) -> Response:
    trouble, wanted = "", Wanted(words=asked.q, within=me.units)
    try:
        wanted = _wanted(asked, me.units)
    except SovangError as error:
        trouble = str(error)
    found = desk.register.finder.page(wanted)
    more = urlencode({**asked.model_dump(exclude_defaults=True), "after": found.more}) if found.more else ""
    return page(
        request,
        "book.html",
        asked=asked,
        trouble=trouble,
        found=found,
        more=more,
        statuses={str(one): words.STATUS[one] for one in Status},
        programmes=desk.services.programmes(),
        orders=_ORDERS,
        programme_name=words.programme,
    )


def _wanted(asked: Asked, within: tuple[str, ...]) -> Wanted:
    """Raises SovangError for a day that is none."""
    order: Order = asked.order if asked.order in get_args(Order) else "best"  # type: ignore[assignment]
    return Wanted(
        words=asked.q,
        unit=asked.unit or None,
        programme=asked.programme or None,
        status=asked.status or None,
        first=_day(asked.tu),
        last=_day(asked.den),
        order=order,
        limit=_LIMIT,
        after=asked.after or None,
        within=within,
    )


def _day(text: str) -> dt.date | None:
    return as_date("date", text)
