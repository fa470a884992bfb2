"""One page of a dossier as a picture, with what was read on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from register.exports import words
from register.listing import Wanted
from review.access import Me, TheDesk
from review.desk import Desk
from review.papers import sheets
from review.pictures import send
from review.render import page
from review.scope import dossier_for
from schemas import masking
from schemas.account import Account

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Mark:
    """What was read at a spot. `box`: x0, y0, x1, y1 in fractions of the page; `number`: as it stands on the page."""

    number: int
    name: str
    text: str
    box: tuple[float, float, float, float] | None  # None: keyed in from the page
    path: str = ""
    doubts: int = 0


@router.get("/ho-so/{dossier_id}/trang/{sha256}/{number}.jpg", name="dossier_picture")
def picture(desk: TheDesk, me: Me, dossier_id: str, sha256: str, number: int) -> Response:
    found = dossier_for(desk, me, dossier_id)
    if sha256 not in {part.sha256 for part in found.parts}:
        raise HTTPException(404)
    return send(desk.pages, sha256, f"{number}.jpg")


@router.get("/ho-so/{dossier_id}/trang/{sha256}/{number}", name="dossier_page")
def one_page(request: Request, desk: TheDesk, me: Me, dossier_id: str, sha256: str, number: int) -> Response:
    found = dossier_for(desk, me, dossier_id)
    every = sheets(desk.pages, found)
    at = next((n for n, one in enumerate(every) if (one.sha256, one.number) == (sha256, number)), None)
    if at is None:
        raise HTTPException(404)
    return page(
        request,
        "sheet.html",
        dossier=found,
        sheet=every[at],
        before=every[at - 1] if at else None,
        after=every[at + 1] if at + 1 < len(every) else None,
        position=at + 1,
        total=len(every),
        marks=_numbered(_marks(desk, me, dossier_id, (sha256, number))),
    )


def _numbered(marks: Iterator[Mark]) -> list[Mark]:
    ordered = sorted(marks, key=lambda one: (round(one.box[1], 2), one.box[0]) if one.box else (2.0, 0.0))
    return [Mark(n, one.name, one.text, one.box, one.path, one.doubts) for n, one in enumerate(ordered, start=1)]


def _marks(desk: Desk, me: Account, dossier_id: str, spot: tuple[str, int]) -> Iterator[Mark]:
    """The letter's fields and the rows that stand on the page."""
    paper = desk.register.letters.paper(dossier_id)
    for name, read in paper.letter.fields.items() if paper else ():
        for place in read.places:
            if (place.sha256, place.page) == spot and place.box:
                box, text = place.box, masking.text(read.as_read)
                asked = int(name in paper.letter.review_fields) if paper else 0
                yield Mark(0, words.field(name), text, (box.x0, box.y0, box.x1, box.y1), "", asked)
    for row in desk.register.listing.innovations(Wanted(dossiers=[dossier_id])):
        for place_of_row in row.source.places.get("*", []):
            if (place_of_row.sha256, place_of_row.page) == spot and place_of_row.box:
                x0, y0, x1, y1 = place_of_row.box
                name = f"TT {row.ordinal}" if row.ordinal else "Dòng"
                path = f"/sang-kien/{row.id}"
                yield Mark(
                    0, name, row.title, (x0, y0, x1, y1) if row.source.row else None, path, len(row.review_fields)
                )
