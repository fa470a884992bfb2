"""Whether an innovation of the register may be put forward: to the national portal, to the federation above."""

from __future__ import annotations

from schemas.dossier import Letter
from schemas.finding import Code
from schemas.innovation import Accepted, Innovation, Reading, Source, Status
from schemas.programme import Programme
from schemas.rules.case import Case
from schemas.rules.period import in_window

_NOT_YET = {
    Status.NEEDS_REVIEW: "Chưa thẩm định xong.",
    Status.DUPLICATE: "Trùng với sáng kiến đã có trong sổ.",
    Status.REJECTED: "Không được công nhận khi thẩm định.",
}
_RECOGNITION = {Code.NOT_RECOGNISED, Code.RECOGNITION_MISSING}
_BARRING = {Code.OUTSIDE_PHASE, Code.PROTECTED_IP}
ELIGIBILITY = _RECOGNITION | _BARRING | {Code.OUTSIDE_PERIOD}  # what findings tell of it


def barred(item: Innovation, programme: Programme | None) -> str:
    """Why it may not be put forward, in a sentence; empty where it may. Values count as accepted, not as once read."""
    if item.status in _NOT_YET:
        return _NOT_YET[item.status]
    if programme is None:
        return "Không rõ chương trình, hoặc chương trình không còn trong danh sách của cơ quan."
    if not item.title.strip():
        return "Thiếu tên sáng kiến."
    own = Accepted.model_validate(item.model_dump(include=set(Accepted.model_fields)))
    read = Reading(source=Source(file="", sha256=""), accepted=own)
    outside = [finding.message for finding in in_window(read, Case(Letter(), programme))]
    if outside:
        return outside[0]
    asked = _BARRING | (_RECOGNITION if programme.recognised and item.recognition is None else set())
    return next((finding.message for finding in item.findings if finding.code in asked), "")
