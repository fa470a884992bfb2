"""The reply to the unit about its dossier: read before it leaves, taken along as a Word file. Nothing is sent."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from register.persons import Giving
from review.access import Me, TheDesk
from review.render import Trouble, page
from review.scope import dossier_for
from schemas.dossier import DossierStatus
from schemas.errors import SovangError

router = APIRouter()
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_UNREAD = (DossierStatus.RECEIVED, DossierStatus.READING)
_WAIT = Trouble("Hồ sơ chưa đọc xong nên chưa soạn được thư trả lời. Chờ đọc xong rồi mở lại.", 409)


@router.get("/ho-so/{dossier_id}/tra-loi", name="reply")
def reply(request: Request, desk: TheDesk, me: Me, dossier_id: str) -> Response:
    found = dossier_for(desk, me, dossier_id)
    text, trouble = "", _WAIT
    if found.status not in _UNREAD:
        try:
            text, trouble = desk.services.papers.reply(dossier_id, "txt", me.units).decode(), Trouble()
        except SovangError as error:
            trouble = Trouble(str(error), 409)
    return page(request, "reply.html", status=trouble.status, dossier=found, text=text, trouble=trouble.text)


@router.get("/ho-so/{dossier_id}/tra-loi.docx", name="reply_file")
def as_file(request: Request, desk: TheDesk, me: Me, dossier_id: str) -> Response:
    found = dossier_for(desk, me, dossier_id)
    if found.status in _UNREAD:
        return page(request, "reply.html", status=409, dossier=found, text="", trouble=_WAIT.text)
    try:
        content = desk.services.papers.reply(dossier_id, "docx", me.units)
    except SovangError as error:
        return page(request, "reply.html", status=409, dossier=found, text="", trouble=str(error))
    desk.register.persons.given(Giving("reply", "docx", 1), me.name)
    name = f'attachment; filename="tra-loi-{found.id}.docx"'
    return Response(content, media_type=_DOCX, headers={"content-disposition": name})
