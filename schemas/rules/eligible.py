"""Whether an innovation of the register may be put forward: to the national portal, to the federation above."""

from __future__ import annotations

from schemas.dossier import Letter
from schemas.finding import Code, Finding
from schemas.innovation import Accepted, Innovation, Reading, Source, Status
from schemas.programme import Programme
from schemas.rules.case import Case
from schemas.rules.period import in_window, span
from schemas.rules.protection import unprotected

_NOT_YET = {
    Status.NEEDS_REVIEW: "Chưa thẩm định xong.",
    Status.DUPLICATE: "Trùng với sáng kiến đã có trong sổ.",
    Status.REJECTED: "Không được công nhận khi thẩm định.",
}
_RECOGNITION = {Code.NOT_RECOGNISED, Code.RECOGNITION_MISSING}
ELIGIBILITY = _RECOGNITION | {Code.OUTSIDE_PHASE, Code.PROTECTED_IP, Code.OUTSIDE_PERIOD}  # what findings tell of it


def barred(item: Innovation, programme: Programme | None) -> str:
    """Why it may not be put forward, in a sentence; empty where it may. Values count as accepted, not as once read."""
    if item.status in _NOT_YET:
        return _NOT_YET[item.status]
    if programme is None:
        return "Không rõ chương trình, hoặc chương trình không còn trong danh sách của cơ quan."
    if not item.title.strip():
        return "Thiếu tên sáng kiến."
    own = Accepted.model_validate(item.model_dump(include=set(Accepted.model_fields)))
    case = Case(Letter(), programme)
    read = Reading(source=Source(file="", sha256=""), accepted=own)
    anew = next((finding.message for rule in _ANEW for finding in rule(read, case)), "")
    return anew or next((finding.message for finding in item.findings if _holds(finding, own, programme)), "")


_ANEW = (in_window, unprotected)  # rules that need nothing but the row's values


def _holds(finding: Finding, own: Accepted, programme: Programme) -> bool:
    """Whether a finding bars that was made when the row was read; a person may have mended what it is about."""
    if finding.code in _RECOGNITION:
        return programme.recognised and own.recognition is None
    if finding.code == Code.OUTSIDE_PHASE:
        return span(own) in finding.message
    return finding.code == Code.PROTECTED_IP and not finding.field  # said in a note, which is no value
