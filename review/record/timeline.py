"""What happened to an innovation, in plain words; phones masked, nothing of what an account may not know of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from register.chronicle import Event
from register.exports import words
from schemas import masking
from schemas.changes import WORKED_OUT, paths, shown, value
from schemas.errors import SovangError
from schemas.innovation import Accepted, Innovation

_MOST = 12  # changed fields that one event tells


@dataclass(frozen=True, slots=True)
class Moment:
    """`mark`: a class of the style sheet; `others`: innovations that it is about beside this one."""

    at: dt.datetime | dt.date
    title: str
    who: str | None
    lines: Sequence[str] = ()
    others: Sequence[str] = ()
    mark: str = ""


def timeline(events: Iterable[Event], item: Innovation, known: Collection[str]) -> list[Moment]:
    """The newest first. `known`: the other innovations that the account may know of."""
    found = [moment for event in events if (moment := _moment(event, item.id, known)) is not None]
    found.reverse()
    if item.recognition is not None and item.recognition.date is not None:
        found.append(_recognised(item))
        found.sort(key=lambda one: _when(one.at), reverse=True)
    return found


def _when(at: dt.datetime | dt.date) -> dt.datetime:
    return at if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time(), dt.UTC)


def _recognised(item: Innovation) -> Moment:
    held = item.recognition
    assert held
    assert held.date
    by = f", {held.authority}" if held.authority else ""
    return Moment(held.date, "Được công nhận", None, (f"Quyết định số {held.number}{by}",), mark="good")


def _moment(event: Event, me: str, known: Collection[str]) -> Moment | None:
    others = [one for one in _others(event) if one != me]
    if event.kind in _ABOUT_OTHERS and not {*others} & {*known}:
        return None
    title, mark = _title(event, me)
    lines = [masking.text(line) for line in _lines(event)]
    if event.erased:
        lines.append("Nội dung đã được xóa theo yêu cầu hoặc hết hạn lưu.")
    return Moment(event.at, title, event.who, lines, [one for one in others if one in known], mark)


_ABOUT_OTHERS = ("judged", "judgement-undone", "merged", "merge-undone")
_TITLES = {
    "received": ("Nhận hồ sơ", ""),
    "received-again": ("Nhận lại cùng hồ sơ", ""),
    "read": ("Máy đọc", ""),
    "read-again": ("Máy đọc lại, có khác", ""),
    "followed": ("Lấy theo bản khác của cùng dòng", ""),
    "accepted": ("Sửa cả dòng", "good"),
    "answered": ("Trả lời câu hỏi", "good"),
    "took-back": ("Lùi câu trả lời", "warn"),
    "withdrawn": ("Rút khỏi sổ: lần đọc lại không còn dòng này", "bad"),
    "keyed": ("Nhập tay từ giấy", "good"),
    "keyed-took-back": ("Bỏ dòng nhập tay", "warn"),
    "phone-shown": ("Xem số điện thoại", ""),
    "judgement-undone": ("Lùi kết luận trùng", "warn"),
    "merge-undone": ("Bỏ gộp", "warn"),
    "erased": ("Xóa dữ liệu cá nhân trong hồ sơ", "warn"),
}


def _title(event: Event, me: str) -> tuple[str, str]:
    if event.kind == "judged":
        said = words.JUDGEMENTS.get(str(event.detail.get("after")), "")
        return f"Kết luận: {said}" if said else "Kết luận về một cặp", "good"
    if event.kind == "merged":
        return ("Gộp các dòng trùng vào dòng này" if event.subject == me else "Gộp vào dòng khác"), "good"
    if event.kind == "decided":
        said = words.STATUS.get(str(event.detail.get("after")), "")
        return f"Quyết định: {said}", "good"
    return _TITLES.get(event.kind, ("Thay đổi", ""))


def _others(event: Event) -> list[str]:
    if event.kind in ("judged", "judgement-undone"):
        return event.subject.split()
    members = event.detail.get("members") if event.kind in _ABOUT_OTHERS else None
    return [event.subject, *(one for one in members or [] if one != event.subject)] if members else []


def _lines(event: Event) -> Iterator[str]:
    tell = _TELL.get(event.kind)
    yield from tell(event) if tell else ()
    for key in ("reason", "why"):
        if said := event.detail.get(key):
            yield f"Lý do: {said}"


def _read(event: Event) -> Iterator[str]:
    if event.after is None:
        return
    if event.before is None:
        place = event.after.source
        yield f"{place.file}, trang {place.page}, dòng {place.row}" if place.row else f"{place.file}"
        asked = len(event.after.review_fields)
        yield f"Cần người xem {asked} mục" if asked else "Không có mục nào cần người xem"
    else:
        yield from _changes(event.before.accepted, event.after.accepted)


def _answered(event: Event) -> Iterator[str]:
    changed = [*_told_changes(event.detail)]
    yield from changed
    if not changed and (asked := event.detail.get("asked")):
        yield f"Xác nhận đúng: {', '.join(words.field(one) for one in asked)}"


def _erased(event: Event) -> Iterator[str]:
    fields = event.detail.get("fields") or []
    yield f"Các mục: {', '.join(words.field(one) for one in fields)}" if fields else "Theo yêu cầu của một người"


def _channel(event: Event) -> Iterator[str]:
    yield words.CHANNELS.get(str(event.detail.get("channel")), "")


def _phone(event: Event) -> Iterator[str]:
    yield f"Của tác giả thứ {event.detail.get('author')}"


_TELL: Mapping[str, Callable[[Event], Iterator[str]]] = {
    **dict.fromkeys(("received", "received-again"), _channel),
    **dict.fromkeys(("read", "read-again", "followed"), _read),
    **dict.fromkeys(("answered", "accepted"), _answered),
    "phone-shown": _phone,
    "erased": _erased,
}


def _told_changes(detail: Mapping[str, Any]) -> Iterator[str]:
    before, after = values_of(detail, "before"), values_of(detail, "after")
    if before is not None and after is not None:
        yield from _changes(before, after)


def values_of(detail: Mapping[str, Any], side: str) -> Accepted | None:
    """The values that a line of the audit holds; None where they were erased or are no values."""
    held = detail.get(side)
    if not isinstance(held, dict):
        return None
    try:
        return Accepted.model_validate({key: one for key, one in held.items() if key in Accepted.model_fields})
    except (ValueError, SovangError):
        return None


def changed(before: Accepted, after: Accepted) -> list[str]:
    """The paths of fields that differ."""
    return [path for path in paths(before, after) if value(before, path) != value(after, path)]


def _changes(before: Accepted, after: Accepted) -> Iterator[str]:
    found = changed(before, after)
    told = [path for path in found if WORKED_OUT.get(path) not in found]
    for path in told[:_MOST]:
        old, new = shown(value(before, path), value(after, path))
        yield f"{words.field(path)}: {old} → {new}"
    if len(told) > _MOST:
        yield f"và {len(told) - _MOST} mục khác"
