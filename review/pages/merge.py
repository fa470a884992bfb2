"""Rows that people called one innovation: whose value stands in each cell, put together, and taken apart again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from register.exports import words
from register.merges import Plan
from review.access import Me, TheDesk
from review.desk import Desk
from review.difference import Word, difference
from review.render import NONE, Trouble, page
from review.scope import row_for, sees_all
from review.troubles import for_desk
from schemas import masking
from schemas.account import Account
from schemas.errors import SovangError
from schemas.innovation import Author
from schemas.merge import AUTHORS, CELLS

router = APIRouter()
_SHOWN = 100
_ALL = ""  # of the authors: those of all rows


@dataclass(frozen=True, slots=True)
class Option:
    """One member's value of a cell, as words marked where the chosen one differs."""

    key: str
    words: Sequence[Word]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cell:
    name: str
    label: str
    why: str
    options: Sequence[Option]

    @property
    def same(self) -> bool:
        return len({" ".join(word.text for word in one.words) for one in self.options}) < 2


@router.get("/gop", name="merges")
def merges(request: Request, desk: TheDesk, me: Me) -> Response:
    register = desk.register
    groups, put = register.merging.waiting(_SHOWN), register.merging.done(_SHOWN)
    waiting = [one for one, seen in zip(groups, sees_all(desk, me, groups), strict=True) if seen]
    members = [one.members for one in put]
    done = [one for one, seen in zip(put, sees_all(desk, me, members), strict=True) if seen]
    titles = register.brief.titles({key for group in waiting for key in group} | {one.survivor for one in done})
    return page(request, "merges.html", waiting=waiting, done=done, titles=titles)


@router.get("/gop/{innovation_id}", name="merge")
def preview(request: Request, desk: TheDesk, me: Me, innovation_id: str) -> Response:
    return _shown(request, desk, me, innovation_id, {})


@router.post("/gop/{innovation_id}", name="merge_apply")
async def apply(request: Request, desk: TheDesk, me: Me, innovation_id: str) -> Response:
    form = {name: str(text) for name, text in (await request.form()).items()}
    row_for(desk, me, innovation_id)
    if form.get("do") == "look":
        return _shown(request, desk, me, innovation_id, form)
    try:
        plan = _plan(desk, me, innovation_id, form)
        if _stamp(plan) != form.get("seen"):
            raise SovangError("Có dòng vừa thay đổi sau khi bạn xem. Xem lại rồi gộp.")
        desk.register.merging.apply(plan, me.name, form.get("reason", "")[:2000].strip())
    except SovangError as error:
        return _shown(request, desk, me, innovation_id, {}, told=Trouble(for_desk(error), 409))
    return RedirectResponse(f"/gop?vua=/sang-kien/{plan.survivor}", 303)


@router.post("/gop/{innovation_id}/bo", name="merge_undo")
def undo(request: Request, desk: TheDesk, me: Me, innovation_id: str) -> Response:
    row_for(desk, me, innovation_id)
    held = desk.register.merging.of(innovation_id)
    for key in held.members if held else ():
        row_for(desk, me, key)
    try:
        desk.register.merging.undo(innovation_id, me.name)
    except SovangError as error:
        return _shown(request, desk, me, innovation_id, {}, told=Trouble(for_desk(error), 409))
    return RedirectResponse(f"/gop/{innovation_id}", 303)


def _plan(desk: Desk, me: Account, key: str, asked: Mapping[str, str]) -> Plan:
    """What the form asks for: only what differs from the machine's choice is a person's. Raises SovangError."""
    keep = asked.get("keep") or None
    own = desk.register.merging.plan([key], keep)
    for member in own.members:
        row_for(desk, me, member)
    told = {name: asked[name] for name in CELLS if asked.get(name)}
    chosen = {one.field: one.source for one in own.result.choices if one.field != AUTHORS}
    told = {name: source for name, source in told.items() if source != chosen.get(name)}
    return desk.register.merging.plan([key], keep, told) if told else own


def _stamp(plan: Plan) -> str:
    return " ".join(f"{key}:{reading}" for key, reading in sorted(plan.readings.items()))


def _shown(
    request: Request, desk: Desk, me: Account, key: str, asked: Mapping[str, str], *, told: Trouble = NONE
) -> Response:
    row_for(desk, me, key)
    held, plan, trouble = desk.register.merging.of(key), None, told
    if held and not all(sees_all(desk, me, [held.members])):
        raise HTTPException(404)
    if held is None:
        try:
            plan = _plan(desk, me, key, asked)
        except SovangError as error:
            trouble = Trouble(told.text or for_desk(error), told.status)
    members = plan.members if plan else held.members if held else [key]
    return page(
        request,
        "merge.html",
        status=trouble.status,
        key=key,
        plan=plan,
        held=held,
        cells=_cells(plan) if plan else [],
        sides={one.id: one for one in desk.register.listing.shown(members)},
        members=members,
        seen=_stamp(plan) if plan else "",
        asked=[words.field(path) for path in plan.result.reading.review_fields] if plan else [],
        trouble=trouble.text,
    )


def _cells(plan: Plan) -> list[Cell]:
    """Cells in which nobody says anything are left out."""
    found = []
    for choice in plan.result.choices:
        texts = {key: masking.text(_text(choice.field, value)) for key, value in sorted(choice.values.items())}
        if not any(texts.values()):
            continue
        every = choice.field == AUTHORS and AUTHORS not in plan.told
        base = texts[choice.source]
        options = [
            Option(key, difference(base, text, names=choice.field == AUTHORS)[1], key == choice.source and not every)
            for key, text in texts.items()
        ]
        if choice.field == AUTHORS:
            united = _text(AUTHORS, plan.result.reading.accepted.authors) if every else ""
            options = [Option(_ALL, difference(united, united)[0], every), *options]
        found.append(Cell(choice.field, words.field(choice.field), choice.why, options))
    return found


def _text(cell: str, value: object) -> str:
    if cell == AUTHORS and isinstance(value, list):
        return "; ".join(map(_author, value))
    if isinstance(value, list):
        return "; ".join(map(str, value))
    number, authority = getattr(value, "number", None), getattr(value, "authority", None)
    if number is not None:
        return " ".join(filter(None, (number, authority)))
    return words.SECTORS.get(str(value), str(value)) if cell == "sector" and value else str(value or "")


def _author(of: Author) -> str:
    said = (of.full_name, str(of.birth_year or ""), of.workplace, masking.phone(of.phone))
    return ", ".join(filter(None, said))
