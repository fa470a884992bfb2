"""A dossier's papers: which there must be, whether they tell of the same innovations, whether they came in time."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.finding import Code, Finding
from schemas.programme import Paper
from schemas.rules.case import Case, day

_PAPERS: dict[Paper, tuple[Code, str]] = {
    "letter": (Code.MISSING_LETTER, "tờ trình"),
    "table": (Code.MISSING_TABLE, "bảng tổng hợp sáng kiến"),
    "decision": (Code.MISSING_DECISION, "quyết định công nhận sáng kiến"),
}
_USUAL: tuple[Paper, ...] = ("letter", "table")
_SHOWN = 10  # rows and titles named in one line


def papers_there(case: Case) -> Iterator[Finding]:
    programme = case.programme
    rests = f" (giấy tờ phải có theo {programme.sources.required})" if programme and programme.sources.required else ""
    for paper in programme.required if programme else _USUAL:
        code, name = _PAPERS[paper]
        if paper == "table" and case.waits:
            continue
        if paper not in case.kinds:
            yield Finding(code=code, message=f"Hồ sơ chưa có {name}{rests}.")
        elif paper == "table" and not case.readings:
            yield Finding(code=code, message="Bảng tổng hợp chưa có dòng sáng kiến nào.")


def announced(case: Case) -> Iterator[Finding]:
    """A row that is lost shows here: somebody looks."""
    count, rows = case.letter.announced_count, len(case.readings)
    if count is not None and rows and count != rows and not case.waits:
        message = f"Tờ trình nêu {count} sáng kiến, bảng đọc được {rows}."
        yield Finding(code=Code.COUNT_MISMATCH, field="innovations", message=message)


def decided(case: Case) -> Iterator[Finding]:
    """The decision's list against the table. It may hold more than was sent; where nothing else counts, one asks."""
    listing, rows = case.listing, case.readings
    if not listing or not rows or case.waits:
        return
    found = [listing.holding(reading.accepted) for reading in rows]
    lone = [str(reading.accepted.ordinal) for reading, numbers in zip(rows, found, strict=True) if not numbers]
    if lone:
        message = f"Quyết định không nêu {len(lone)} sáng kiến của bảng: TT {', '.join(lone[:_SHOWN])}."
        yield Finding(code=Code.COUNT_MISMATCH, message=message, ask=False)
    known = {number for numbers in found for number in numbers}
    more = dict.fromkeys(e.title for n, e in enumerate(listing.entries) if e.title and n not in known)
    if more and case.letter.announced_count != len(rows):
        titles = ", ".join(f"“{title[:80]}”" for title in list(more)[:_SHOWN])
        message = (
            f"Quyết định nêu {len(more)} sáng kiến không có trong bảng: {titles}; hãy xem bảng có thiếu dòng không."
        )
        yield Finding(code=Code.COUNT_MISMATCH, field="innovations", message=message)


def in_time(case: Case) -> Iterator[Finding]:
    """The letter's own day decides; a dossier may come into this register years later."""
    programme, sent = case.programme, case.sent
    if programme is None or sent is None:
        return
    last = programme.dossier_deadline or programme.portal_last
    if last is None or sent.day <= last:
        return
    rule = "deadline" if programme.dossier_deadline else "portal"
    what = {
        "letter": f"Tờ trình ngày {day(sent.day)}",
        "mail": f"Tờ trình không rõ ngày, thư gửi ngày {day(sent.day)}",
        "received": f"Tờ trình không rõ ngày, hồ sơ nhận ngày {day(sent.day)}",
    }[sent.by]
    until = "hạn nộp" if programme.dossier_deadline else "ngày cổng đóng"
    unsure = " Ngày tờ trình còn phải kiểm tra." if sent.by == "letter" and "date" in case.letter.review_fields else ""
    message = f"{what}, sau {until} {day(last)}{programme.cited(rule)}.{unsure}"
    yield Finding(code=Code.LATE_DOSSIER, field="date", message=message, ask=False)
