"""Searching the register, and one record of it, for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from register.answers import Overtaken
from register.exports.confidential import outgoing
from register.listing import Secrets
from register.phones import Showing
from register.search.query import Hit
from register.search.query import Query as Wanted
from review.access import Me, TheDesk
from review.api.faults import Failure, Refused
from review.api.models import Found, FoundPage, Phone, PhoneAsked, Record, Search
from review.desk import Desk
from review.scope import own_only, row_for
from schemas import masking
from schemas.account import Account
from schemas.innovation import Innovation

router = APIRouter(tags=["sáng kiến"])
InnovationId = Annotated[str, Path(pattern=r"^[A-Za-z]{1,6}\d{4}-\d{1,9}-\d{1,9}$")]
_NONE = "Tác giả này không có số điện thoại, hoặc sáng kiến không có tác giả thứ đó."


@router.get("/innovations", name="api_search", summary="Tìm sáng kiến theo chữ và điều kiện")
def search(desk: TheDesk, me: Me, asked: Annotated[Search, Query()]) -> FoundPage:
    values = asked.model_dump(exclude={"q", "finding"})
    wanted = Wanted(words=asked.q, code=asked.finding, within=me.units, **values)
    page = desk.register.finder.page(wanted)
    return FoundPage(innovations=[_found(hit) for hit in page.hits], more=page.more, cut=page.cut)


def _found(hit: Hit) -> Found:
    phones = [masking.phone(one) for one in hit.phones]
    shown = {**hit.model_dump(), "phones": phones, "title": masking.text(hit.title)}
    if hit.confidential:
        shown |= {"authors": [], "phones": [], "benefit_vnd": None}
    return Found.model_validate(shown)


@router.get("/innovations/{innovation_id}", name="api_record", summary="Một sáng kiến với mọi mục")
def record(desk: TheDesk, me: Me, innovation_id: InnovationId) -> Record:
    version = row_for(desk, me, innovation_id).version
    (item,) = own_only(desk, me, [*desk.register.listing.shown([innovation_id])])
    shown = next(outgoing([item], _secrets(desk, item)))
    return Record.model_validate({**masking.value(shown.model_dump()), "version": version})


def _secrets(desk: Desk, item: Innovation) -> Secrets:
    """Those secrets that this record could tell of: its own, and of what it is compared with."""
    others = desk.register.listing.shown([twin.innovation_id for twin in item.duplicate_candidates])
    return Secrets(frozenset(one.id for one in (item, *others) if one.confidential), frozenset())


@router.post(
    "/innovations/{innovation_id}/authors/{author}/phone",
    name="api_phone",
    summary="Một số điện thoại, có lý do; việc xem được ghi nhật ký",
    responses={409: {"model": Failure, "description": "Sáng kiến vừa thay đổi"}},
)
def phone(
    desk: TheDesk,
    me: Me,
    innovation_id: InnovationId,
    author: Annotated[int, Path(ge=1, le=100, description="thứ tự tác giả, từ 1")],
    asked: PhoneAsked,
) -> Phone:
    _open_for(desk, me, innovation_id)
    try:
        wanted = Showing(innovation_id, asked.version, author - 1, asked.reason)
        number = desk.register.persons.phone(wanted, me.name)
    except Overtaken as error:
        raise Refused(409, "changed-since", str(error)) from error
    except LookupError as error:
        raise Refused(404, "no-phone", _NONE) from error
    return Phone(innovation=innovation_id, author=author, phone=number)


def _open_for(desk: Desk, me: Account, innovation_id: str) -> None:
    if row_for(desk, me, innovation_id).reading.accepted.confidential:
        raise Refused(403, "confidential", "Bí mật công nghệ: tác giả không được nêu ra ngoài sổ.")
