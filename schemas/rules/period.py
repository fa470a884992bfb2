"""When an innovation was put to use, against the programme's window and phases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from schemas.finding import Code, Finding
from schemas.innovation import Accepted, Reading
from schemas.programme import Phase, Programme
from schemas.rules.case import Case, day
from schemas.text import fold

_SPAN = re.compile(r"\b(?:tu|den|nay)\b|\d\s*[-–—]\s*\D{0,8}\d")
_PHASE = re.compile(r"\bgiai doan\s*(?:0?(\d)|(i{1,3}|iv))\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def in_window(reading: Reading, case: Case) -> Iterator[Finding]:
    """The guides speak of when an innovation was put to use: the first day decides, however long it went on."""
    accepted, programme = reading.accepted, case.programme
    if programme is None or not _outside(accepted, programme):
        return
    window = f"({day(programme.applied_first)}–{day(programme.applied_last)})"
    message = (
        f"Thời gian áp dụng {span(accepted)} ngoài thời gian của chương trình {window}{programme.cited('period')}."
    )
    if _whole(accepted, programme):
        message += " Bảng chỉ ghi cả quý hoặc cả năm: hãy hỏi đơn vị tháng bắt đầu."
    yield Finding(code=Code.OUTSIDE_PERIOD, field="application_period", message=message, ask=False)


def phase_of(accepted: Accepted, programme: Programme | None) -> Phase | None:
    """The phase in which the innovation began to be applied."""
    if programme is None or accepted.applied_from is None:
        return None
    return _phase_on(accepted.applied_from, programme)


def in_phase(reading: Reading, case: Case) -> Iterator[Finding]:
    """An innovation is entered in the phase in which it became eligible: applied, and recognised."""
    accepted, programme = reading.accepted, case.programme
    if programme is None or not programme.phases or not accepted.applied_from or _outside(accepted, programme):
        return
    own, filed, rests = phase_of(accepted, programme), _filed(case, programme), programme.cited("phases")
    if own is None:
        message = f"Thời gian áp dụng {span(accepted)} không thuộc giai đoạn nào của chương trình{rests}."
    elif filed is None or own is filed or _recognised_in(accepted, filed):
        return
    else:
        days = f"{day(filed.first_day)}–{day(filed.last_day)}"
        message = (
            f"Áp dụng {span(accepted)} thuộc {own.name}; hồ sơ gửi cho {filed.name} ({days}), "
            f"chỉ nhận sáng kiến đủ điều kiện (được áp dụng, được công nhận) trong giai đoạn đó{rests}."
        )
    yield Finding(code=Code.OUTSIDE_PHASE, field="application_period", message=message, ask=False)


def _outside(accepted: Accepted, programme: Programme) -> bool:
    first, last = programme.applied_first, programme.applied_last
    start, end = accepted.applied_from, accepted.applied_to
    if start is None:  # `đến tháng 4/2019`: begun before that day
        return end is not None and first is not None and end < first
    return (first is not None and start < first) or (last is not None and start > last)


def _whole(accepted: Accepted, programme: Programme) -> bool:
    """A quarter or a year that reaches into the window: the month of the beginning may lie in it."""
    first, end = programme.applied_first, accepted.applied_to
    return (
        first is not None and end is not None and end >= first and not _SPAN.search(fold(accepted.application_period))
    )


def span(accepted: Accepted) -> str:
    """The time of use in words, as findings quote it."""
    if accepted.applied_from and accepted.applied_from == accepted.applied_to:
        return f"ngày {day(accepted.applied_from)}"
    end = f"đến {day(accepted.applied_to)}" if accepted.applied_to else ""
    return f"từ {day(accepted.applied_from)} {end}".strip() if accepted.applied_from else end


def _filed(case: Case, programme: Programme) -> Phase | None:
    """The phase that a dossier is for: the one that its subject names, else that of its day."""
    said = {int(found[1] or _ROMAN[found[2]]) for found in _PHASE.finditer(fold(case.letter.subject or ""))}
    if len(said) == 1 and 1 <= (number := said.pop()) <= len(programme.phases):
        return programme.phases[number - 1]
    return _phase_on(case.letter.date, programme) if case.letter.date else None


def _phase_on(when: date, programme: Programme) -> Phase | None:
    return next((p for p in programme.phases if p.first_day <= when <= p.last_day), None)


def _recognised_in(accepted: Accepted, phase: Phase) -> bool:
    when = accepted.recognition.date if accepted.recognition else None
    return when is not None and phase.first_day <= when <= phase.last_day
