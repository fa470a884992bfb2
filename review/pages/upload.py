"""Bringing files in: kept and listed at once, read in the background, followed on the page."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from register.exports import words
from register.listing import Wanted
from review.access import Me, TheDesk
from review.desk import Desk
from review.render import NONE, Trouble, page
from review.services import Taken
from schemas.dossier import Dossier

router = APIRouter()
_MOST = 1000  # files of one upload
_FOLLOWED = 200  # dossiers of one upload that the page follows
_NONE = "Chưa chọn tệp nào. Kéo tệp vào khung hoặc bấm để chọn."
_WORKING = ("received", "reading")


@router.get("/nhan", name="upload")
def upload(request: Request, desk: TheDesk) -> Response:
    return _shown(request, desk, None)


@router.post("/nhan", name="upload_take")
async def take(request: Request, desk: TheDesk, me: Me) -> Response:
    if me.units:
        raise HTTPException(403)  # whose dossiers they are is known only after reading
    form = await request.form(max_files=_MOST, max_fields=50)
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if not files:
        return _shown(request, desk, Taken(), Trouble(_NONE, 422))
    together = _together(form)
    taken = await run_in_threadpool(taken_from, desk, files, together)
    return _shown(request, desk, taken)


@router.get("/nhan/xem", name="upload_followed")
def followed(request: Request, desk: TheDesk, me: Me, hs: str = "") -> Response:
    """How far the dossiers of an upload are: asked again and again until all are read."""
    ids = [key for key in hs.split(",") if key][:_FOLLOWED]
    found = [d for d in desk.register.dossiers(ids) if not me.units or d.unit_id in me.units]
    return page(
        request,
        "followed.html",
        found=found,
        working=any(str(one.status) in _WORKING for one in found),
        followed=",".join(ids),
        asked=_asked(desk, found),
        unnamed={one.id: any(document.unknown for document in one.documents) for one in found},
        statuses=words.DOSSIER_STATUS,
        kinds=words.DOCUMENTS,
        programme=words.programme,
    )


def _asked(desk: Desk, found: Sequence[Dossier]) -> dict[str, int]:
    """Dossier → how many fields of it and of its rows a person is asked to check."""
    rows = desk.register.listing.innovations(Wanted(dossiers=[one.id for one in found])) if found else ()
    asked = {one.id: len(one.review_fields) for one in found}
    for row in rows:
        asked[row.dossier.id] += len(row.review_fields)
    return asked


def _shown(request: Request, desk: Desk, taken: Taken | None, told: Trouble = NONE) -> Response:
    ids = [*taken.new, *(key for _, key in taken.known)] if taken else []
    return page(
        request,
        "upload.html",
        status=told.status,
        trouble=told.text,
        taken=taken,
        followed=",".join(ids[:_FOLLOWED]),
        most=_MOST,
        megabytes=desk.most // 2**20,
    )


def _together(form: FormData) -> str:
    """The name of the one dossier that all files make; empty when each is one of its own."""
    return str(form.get("name") or "Hồ sơ tải lên") if form.get("kind") == "together" else ""


def taken_from(desk: Desk, files: Sequence[UploadFile], together: str) -> Taken:
    """Lays the files out as somebody would who drops them in the folder, and has them taken from there."""
    place = desk.uploads / uuid4().hex
    try:
        for at, file in enumerate(files):
            _lay_out(file, place, together, at)
        taken = desk.services.take(sorted(place.iterdir()))
    finally:
        shutil.rmtree(place, ignore_errors=True)
    if taken.new:
        desk.services.wake()
    return taken


def _lay_out(file: UploadFile, place: Path, together: str, at: int) -> None:
    """Names are the sender's: only their last parts are used, and none leads out of the folder."""
    parts = [_plain(part) for part in (file.filename or "").replace("\\", "/").split("/")]
    kept = [part for part in parts if part][-6:] or [f"tep-{at + 1}"]
    folder = place.joinpath(_plain(together) or "ho-so", *kept[:-1]) if together else place.joinpath(*kept[:-1])
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / kept[-1]
    while target.exists():
        target = target.with_name(f"{target.stem} ({at + 1}){target.suffix}")
        at += 1
    with target.open("xb") as out:
        shutil.copyfileobj(file.file, out, 2**20)


def _plain(part: str) -> str:
    """A name that is a name: no way up, no control characters, short enough for every disk."""
    name = "".join(c for c in part if c.isprintable() and c not in '<>:"|?*').strip(" .")
    while len(name.encode()) > 200:
        name = name[1:]
    return name
