"""Three or more innovations that may be one: what holds them together, and one answer for all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from register.exports import words
from register.groups import Group
from register.judgements import Saying
from review.access import Me, TheDesk
from review.desk import Desk
from review.difference import Word, difference, plain
from review.render import NONE, Trouble, page
from review.scope import group_for, merged_for, sees_all
from review.troubles import for_desk
from review.work import onward
from schemas.account import Account
from schemas.errors import SovangError
from schemas.innovation import Innovation
from schemas.match import Judgement

router = APIRouter()
Answer = Literal["same", "different", "split", "unsure"]
_APART = "0"  # of a member that belongs to none of the others


class Given(BaseModel):
    """`seen`: the stamp of the group as the page showed it."""

    said: Answer
    seen: str = Field(default="", max_length=60)
    reason: str = Field(default="", max_length=2000)


@router.get("/cum/{innovation_id}", name="cluster")
def cluster(request: Request, desk: TheDesk, me: Me, innovation_id: str) -> Response:
    return _shown(request, desk, me, innovation_id)


@router.post("/cum/{innovation_id}", name="cluster_answer")
async def answer(
    request: Request, desk: TheDesk, me: Me, innovation_id: str, given: Annotated[Given, Form()]
) -> Response:
    group = group_for(desk, me, innovation_id)
    form = {name: str(text) for name, text in (await request.form()).items()}
    saying = Saying(Judgement.UNSURE if given.said == "unsure" else Judgement.SAME, me.name, given.reason)
    try:
        desk.register.verdicts.settle(_parts(group, given.said, form), given.seen, saying)
    except SovangError as error:
        return _shown(request, desk, me, innovation_id, told=Trouble(for_desk(error), 409))
    return onward(desk, me, request, ("cluster", innovation_id), "")


@router.post("/cum/{innovation_id}/lui", name="cluster_undo")
def undo(
    request: Request,
    desk: TheDesk,
    me: Me,
    innovation_id: str,
    who: Annotated[str, Form(max_length=200)],
    when: Annotated[dt.datetime, Form()],
) -> Response:
    group_for(desk, me, innovation_id)
    if when.tzinfo is None:
        raise HTTPException(422)
    try:
        desk.register.verdicts.undo(innovation_id, (who, when), me.name)
    except SovangError as error:
        return _shown(request, desk, me, innovation_id, told=Trouble(for_desk(error), 409))
    return RedirectResponse(f"/cum/{innovation_id}", 303)


def _parts(group: Group, said: Answer, form: Mapping[str, str]) -> list[list[str]]:
    """What is one innovation: all, none, or those that the form put under one number."""
    if said == "different":
        return [[one] for one in group.members]
    chosen = {one: form.get(f"nhom:{one}", "1") if said == "split" else "1" for one in group.members}
    numbers = sorted({*chosen.values()} - {_APART})
    together = [[one for one in group.members if chosen[one] == number] for number in numbers]
    return [*together, *([one] for one in group.members if chosen[one] == _APART)]


def _shown(request: Request, desk: Desk, me: Account, key: str, *, told: Trouble = NONE) -> Response:
    group = group_for(desk, me, key)
    found = {one.id: one for one in desk.register.listing.shown(group.members)}
    members = [found[one] for one in group.members if one in found]
    acts = desk.register.verdicts.acts(key)
    waits = [link for link in group.links if link.waits_for(me.name)]
    return page(
        request,
        "cluster.html",
        status=told.status,
        key=key,
        group=group,
        number={one: at for at, one in enumerate(group.members, 1)},
        members=[(one, titles) for one, titles in zip(members, _titles(members), strict=True)],
        waits=waits,
        acts=[act for act in acts if all(sees_all(desk, me, [act.members]))],
        together=merged_for(desk, me, key),
        judgements=words.JUDGEMENTS,
        statuses=words.STATUS,
        blind=me.blind and bool(waits),
        hand=desk.register.queue.hand("cluster", group.id),
        trouble=told.text,
    )


def _titles(members: Sequence[Innovation]) -> list[list[Word]]:
    """Every title as words, those marked that the first one does not have; not where hardly any is the same."""
    marked = [difference(members[0].title, one.title)[1] for one in members]
    few = (2 * sum(word.mark in ("other", "number") for word in title) <= len(title) for title in marked)
    return [title if alike else plain(one.title) for title, alike, one in zip(marked, few, members, strict=True)]
