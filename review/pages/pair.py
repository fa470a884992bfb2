"""Two innovations side by side: what differs, why the machine flagged them, and a person's answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from register.exports import words
from register.pairs import Pair
from review.access import Me, TheDesk
from review.desk import Desk
from review.difference import Word, difference
from review.render import NONE, Trouble, page
from review.scope import row_for
from review.work import onward
from schemas.account import Account
from schemas.errors import SovangError
from schemas.innovation import Innovation
from schemas.match import Judgement, Reason
from schemas.written import moment

router = APIRouter()
_FIELDS = ("title", "authors", "application_period", "summary", "effect", "scope", "awards", "recognition")


class Said(BaseModel):
    """`seen`: when what was held of the pair had been written, as the page showed it."""

    said: Judgement
    reason: str = Field(default="", max_length=2000)
    seen: str = Field(default="", max_length=60)


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both, word by word."""

    label: str
    left: Sequence[Word]
    right: Sequence[Word]


@dataclass(frozen=True, slots=True)
class Step:
    """A reason in the sum: its bar goes from `start` to `end`, in parts of 100 of the whole."""

    text: str
    told: str
    start: float
    end: float
    speaks_for: bool


@router.get("/cap/{one}/{other}", name="pair")
def pair(request: Request, desk: TheDesk, me: Me, one: str, other: str) -> Response:
    return _shown(request, desk, me, (one, other))


@router.post("/cap/{one}/{other}", name="pair_answer")
def answer(request: Request, desk: TheDesk, me: Me, one: str, other: str, given: Annotated[Said, Form()]) -> Response:
    held = _held(desk, me, (one, other))
    if given.said is Judgement.SUGGESTED:
        raise HTTPException(422)
    if _stamp(held) != given.seen:
        who = held.person or "máy"
        trouble = f"Cặp này đã được {who} xử lý lúc {moment(held.at)}. Xem lại rồi trả lời."
        return _shown(request, desk, me, (one, other), told=Trouble(trouble, 409))
    try:
        desk.register.judging.judge(held, given.said, me.name, given.reason)
    except SovangError as error:
        return _shown(request, desk, me, (one, other), told=Trouble(str(error), 409))
    return onward(desk, me, request, ("pair", " ".join(sorted((one, other)))), "")


@router.post("/cap/{one}/{other}/lui", name="pair_undo")
def undo(request: Request, desk: TheDesk, me: Me, one: str, other: str) -> Response:
    _held(desk, me, (one, other))
    try:
        desk.register.judging.undo(one, other, me.name)
    except SovangError as error:
        return _shown(request, desk, me, (one, other), told=Trouble(str(error), 409))
    return RedirectResponse(f"/cap/{one}/{other}", 303)


def _held(desk: Desk, me: Account, ends: tuple[str, str]) -> Pair:
    for key in ends:
        row_for(desk, me, key)
    held = desk.register.judging.of(*ends)
    if held is None:
        raise HTTPException(404)
    return held


def _shown(request: Request, desk: Desk, me: Account, ends: tuple[str, str], *, told: Trouble = NONE) -> Response:
    held = _held(desk, me, ends)
    found = {one.id: one for one in desk.register.listing.shown(ends)}
    sides = [found[key] for key in ends]
    return page(
        request,
        "pair.html",
        status=told.status,
        pair=held,
        seen=_stamp(held),
        sides=sides,
        lines=list(_lines(sides[0], sides[1])),
        steps=steps(held.reasons),
        notes=[reason.text for reason in held.reasons if not reason.weight],
        answers={str(one): words.JUDGEMENTS[one] for one in Judgement if one is not Judgement.SUGGESTED},
        kind=words.KINDS.get(str(held.kind or "duplicate"), ""),
        across=[words.ACROSS.get(str(one), str(one)) for one in held.across],
        said=words.JUDGEMENTS.get(str(held.judgement), ""),
        statuses=words.STATUS,
        blind=me.blind and held.waits,
        trouble=told.text,
    )


def _stamp(held: Pair) -> str:
    return f"{held.judgement} {held.at.astimezone(dt.UTC).isoformat()}"


def _lines(one: Innovation, other: Innovation) -> Iterator[Line]:
    for name in _FIELDS:
        left, right = _text(one, name), _text(other, name)
        if left or right:
            yield Line(words.field(name), *difference(left, right))


def _text(one: Innovation, name: str) -> str:
    if name == "authors":
        return "; ".join(_author(a.full_name, a.birth_year, a.workplace) for a in one.authors)
    if name == "recognition":
        return " ".join(filter(None, (one.recognition.number, one.recognition.authority))) if one.recognition else ""
    held = getattr(one, name)
    return "; ".join(held) if isinstance(held, list) else str(held or "")


def _author(name: str, born: int | None, workplace: str) -> str:
    return ", ".join(filter(None, (name, str(born or ""), workplace)))


def steps(reasons: Sequence[Reason]) -> list[Step]:
    """The weights one after the other, as a sum that goes up and down."""
    weighty = [reason for reason in reasons if reason.weight]
    ends, total = [0.0], 0.0
    for reason in weighty:
        total += reason.weight
        ends.append(total)
    low, span = min(ends), (max(ends) - min(ends)) or 1.0
    return [
        Step(
            reason.text,
            reason.told,
            100 * (min(before, after) - low) / span,
            100 * (max(before, after) - low) / span,
            reason.weight > 0,
        )
        for reason, before, after in zip(weighty, ends, ends[1:], strict=False)
    ]
