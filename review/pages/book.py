"""The register: search as you type, filters, page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from register.exports import words
from register.search.collation import text_key
from register.search.query import Hit, Order
from register.search.query import Query as Wanted
from review.access import Me, TheDesk
from review.inputs import NotUnderstood, as_date, typed_value
from review.marks import Piece, marked, passage
from review.marks import wanted as words_of
from review.pages.exports import NAMES, kinds_for
from review.render import page
from schemas import masking
from schemas.errors import SovangError
from schemas.innovation import Status
from schemas.written import grouped

router = APIRouter()
_LIMIT = 30
_MOST = 10**15  # đồng


class Asked(BaseModel):
    """What the page's form sends; days and amounts as people write them. `it`, `nhieu`: the least, the most đồng."""

    q: str = Field(default="", max_length=10_000)
    status: str = Field(default="", max_length=100)
    programme: str = Field(default="", max_length=100)
    phase: str = Field(default="", max_length=100)
    finding: str = Field(default="", max_length=100)
    unit: str = Field(default="", max_length=1000)
    it: str = Field(default="", max_length=40)
    nhieu: str = Field(default="", max_length=40)
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
    sought = words_of(asked.q)
    return page(
        request,
        "book.html",
        results=[_result(hit, sought) for hit in found.hits],
        phases=words.phases(),
        findings=dict(sorted(words.FINDINGS.items(), key=lambda one: text_key(one[1]))),
        given=_given(asked),
        asked=asked,
        trouble=trouble,
        found=found,
        more=more,
        statuses={str(one): words.STATUS[one] for one in Status},
        programmes=desk.services.programmes(),
        orders=_ORDERS,
        programme_name=words.programme,
        exports={one: NAMES[one][0] for one in kinds_for(me)},
    )


@dataclass(frozen=True, slots=True)
class Result:
    """A row of the list, with what was looked for marked; `passage`: of the summary, where only that has it."""

    hit: Hit
    title: Sequence[Piece]
    authors: Sequence[Piece]
    unit: Sequence[Piece]
    passage: Sequence[Piece]


def _result(hit: Hit, sought: Collection[str]) -> Result:
    shown = [marked(masking.text(text), sought) for text in (hit.title, ", ".join(hit.authors), hit.unit)]
    seen = any(piece.hit for pieces in shown for piece in pieces)
    return Result(hit, shown[0], shown[1], shown[2], [] if seen else passage(masking.text(hit.summary), sought))


def _given(asked: Asked) -> list[tuple[str, str]]:
    """The conditions that narrow the list, each with the address of the list without it."""
    said = {
        "status": words.STATUS.get(asked.status, asked.status),
        "programme": words.programme(asked.programme),
        "phase": words.phase(asked.phase),
        "finding": words.finding(asked.finding),
        "unit": asked.unit,
        "tu": f"từ {asked.tu}",
        "den": f"đến {asked.den}",
        "it": f"từ {asked.it} đồng",
        "nhieu": f"đến {asked.nhieu} đồng",
    }
    held = asked.model_dump(exclude_defaults=True, exclude={"after"})
    return [
        (text, urlencode({key: one for key, one in held.items() if key != name}))
        for name, text in said.items()
        if name in held
    ]


def _wanted(asked: Asked, within: tuple[str, ...]) -> Wanted:
    """Raises SovangError for a day or an amount that is none."""
    order: Order = asked.order if asked.order in get_args(Order) else "best"  # type: ignore[assignment]
    return Wanted(
        words=asked.q,
        unit=asked.unit or None,
        programme=asked.programme or None,
        phase=asked.phase or None,
        code=asked.finding or None,
        least=_amount(asked.it),
        most=_amount(asked.nhieu),
        status=asked.status or None,
        first=_day(asked.tu),
        last=_day(asked.den),
        order=order,
        limit=_LIMIT,
        after=asked.after or None,
        within=within,
    )


def _amount(text: str) -> int | None:
    found = typed_value("benefit_vnd", text)
    if isinstance(found, int) and not 0 <= found <= _MOST:
        raise NotUnderstood(f"Giá trị làm lợi: từ 0 đến {grouped(_MOST)} đồng.")
    return found if isinstance(found, int) else None


def _day(text: str) -> dt.date | None:
    return as_date("date", text)
