"""One record of the register: every field with where it came from, its history, and one phone number at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from register.answers import Overtaken
from register.exports import words
from register.phones import Showing
from review.access import SETTLE, Me, TheDesk
from review.desk import Desk
from review.inputs import national
from review.record.fields import authors_from, fields
from review.record.related import of, recognisers, related
from review.record.timeline import timeline
from review.render import NONE, Trouble, page
from review.scope import dossier_for, own_only, row_for, seen_of
from schemas.account import Account

router = APIRouter()
_LEAST = 3  # characters of a reason
_REASON = "Ghi lý do cần xem số (ví dụ: gọi hỏi lại năm sinh); lý do được giữ trong nhật ký."


class Why(BaseModel):
    """`version`: of the values that the page showed."""

    version: int
    reason: str = Field(default="", max_length=500)


@dataclass(frozen=True, slots=True)
class Revealed:
    """The one number that was asked for, of the author at this place."""

    author: int = -1
    phone: str = ""


@router.get("/so/{innovation_id}", name="record")
def record(request: Request, desk: TheDesk, me: Me, innovation_id: str) -> Response:
    return _shown(request, desk, me, innovation_id)


@router.post("/so/{innovation_id}/dien-thoai/{author}", name="record_phone")
def phone(
    request: Request,
    desk: TheDesk,
    me: Me,
    innovation_id: str,
    author: int,
    given: Annotated[Why, Form()],
) -> Response:
    row_for(desk, me, innovation_id)
    if len(given.reason.strip()) < _LEAST:
        return _shown(request, desk, me, innovation_id, told=Trouble(_REASON, 422, str(author)))
    try:
        number = desk.register.persons.phone(Showing(innovation_id, given.version, author, given.reason), me.name)
    except Overtaken as error:
        return _shown(request, desk, me, innovation_id, told=Trouble(str(error), 409))
    except LookupError as error:
        raise HTTPException(404) from error
    return _shown(request, desk, me, innovation_id, revealed=Revealed(author, national(number)))


def _shown(
    request: Request,
    desk: Desk,
    me: Account,
    innovation_id: str,
    *,
    told: Trouble = NONE,
    revealed: Revealed = Revealed(),
) -> Response:
    row = row_for(desk, me, innovation_id)
    (item,) = own_only(desk, me, [*desk.register.listing.shown([innovation_id])])
    events = desk.register.chronicle.of(innovation_id)
    spoken_of = {one for event in events for one in (*event.subject.split(), *event.detail.get("members", []))}
    known = seen_of(desk, me, of(item) | {one.innovation for one in item.submitters} | spoken_of) - {item.id}
    listed = item.dossier.channel == "import"  # a list has no papers, and maybe a hundred thousand rows
    return page(
        request,
        "record.html",
        status=told.status,
        row=row,
        item=item,
        fields=fields(row, item, events),
        authors_from=authors_from(row, item, events),
        moments=timeline(events, item, known),
        related=related(desk, item, known & of(item)),
        submitters=[one for one in item.submitters if one.innovation in known | {item.id}],
        recognisers=[] if listed else recognisers(dossier_for(desk, me, item.dossier.id), item),
        unit=item.dossier.unit or item.dossier.source_name,
        statuses=words.STATUS,
        programme=words.programme(item.programme),
        phase=words.phase(item.phase),
        known=known,
        called={one.name: one.shown for one in desk.register.accounts.all()},
        may_reveal=me.role in SETTLE,
        may_settle=me.role in SETTLE,
        revealed=revealed,
        trouble=told.text,
        at=told.at,
    )
