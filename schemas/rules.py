"""What the programme and plain sense demand of a row and of a dossier. Pure functions: values in, findings out."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.dossier import Letter
from schemas.finding import Code, Finding
from schemas.innovation import Accepted
from schemas.programme import Phase, Programme

OUTLIER_VND = 50_000_000_000  # a benefit above this is more often a slip of units than a benefit

_MISSING = (
    ("title", Code.MISSING_TITLE, "Thiếu tên sáng kiến."),
    ("authors", Code.MISSING_AUTHORS, "Thiếu tác giả."),
    ("application_period", Code.MISSING_PERIOD, "Thiếu thời gian áp dụng."),
    ("summary", Code.MISSING_SUMMARY, "Thiếu tóm tắt nội dung."),
    ("effect", Code.MISSING_EFFECT, "Thiếu hiệu quả sáng kiến."),
)


def check_innovation(accepted: Accepted, programme: Programme | None, columns: set[str]) -> list[Finding]:
    """`columns`: the fields that the form has; what a form does not ask for is not missing."""
    out = [
        Finding(code=code, field=name, message=message)
        for name, code, message in _MISSING
        if not getattr(accepted, name) and (name in columns or name in ("title", "authors"))
    ]
    if programme is not None:
        out.extend(_window(accepted, programme))
        if len(accepted.summary) > programme.portal_characters:
            message = f"Tóm tắt dài {len(accepted.summary)} ký tự, cổng chỉ nhận {programme.portal_characters}."
            out.append(Finding(code=Code.TOO_LONG_FOR_PORTAL, field="summary", message=message, ask=False))
    if (accepted.benefit_vnd or 0) > OUTLIER_VND:
        message = f"Giá trị làm lợi {accepted.benefit_vnd:,} đồng lớn bất thường.".replace(",", ".")
        out.append(Finding(code=Code.BENEFIT_OUTLIER, field="benefit_vnd", message=message))
    return out


def _window(accepted: Accepted, programme: Programme) -> list[Finding]:
    start, first, last = accepted.applied_from, programme.applied_first, programme.applied_last
    if start is None or (first is None and last is None):
        return []
    # The guides speak of when an innovation was put to use: the first day decides, however long it went on.
    if (first is None or start >= first) and (last is None or start <= last):
        return []
    message = f"Thời gian áp dụng {_span(accepted)} ngoài thời gian của chương trình {_days(programme)}."
    return [Finding(code=Code.OUTSIDE_PERIOD, field="application_period", message=message, ask=False)]


def _span(accepted: Accepted) -> str:
    end = f" đến {accepted.applied_to:%d/%m/%Y}" if accepted.applied_to else ""
    return f"từ {accepted.applied_from:%d/%m/%Y}{end}"


def _days(programme: Programme) -> str:
    first = f"{programme.applied_first:%d/%m/%Y}" if programme.applied_first else "…"
    last = f"{programme.applied_last:%d/%m/%Y}" if programme.applied_last else "…"
    return f"({first}–{last})"


def phase_of(accepted: Accepted, programme: Programme | None) -> Phase | None:
    """The phase in which the innovation began to be applied."""
    if programme is None or accepted.applied_from is None:
        return None
    day = accepted.applied_from
    return next((p for p in programme.phases if p.first_day <= day <= p.last_day), None)


def check_dossier(letter: Letter, kinds: Sequence[str], rows: int, *, waits: bool = False) -> list[Finding]:
    """`kinds`: the kinds of documents found; `rows`: innovations read; `waits`: a table's columns are not named yet."""
    out = []
    if "letter" not in kinds:
        out.append(Finding(code=Code.MISSING_LETTER, message="Hồ sơ chưa có tờ trình."))
    if waits:
        return out
    if "table" not in kinds:
        out.append(Finding(code=Code.MISSING_TABLE, message="Hồ sơ chưa có bảng tổng hợp sáng kiến."))
    elif rows == 0:
        out.append(Finding(code=Code.MISSING_TABLE, message="Bảng tổng hợp chưa có dòng sáng kiến nào."))
    elif letter.announced_count is not None and letter.announced_count != rows:
        message = f"Tờ trình nêu {letter.announced_count} sáng kiến, bảng đọc được {rows}."
        out.append(Finding(code=Code.COUNT_MISMATCH, field="innovations", message=message))
    return out
