"""Whether the audit is as it was written: changed, lost, foreign or reordered lines, emptied details, a cut end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from register import audit
from register.problem import Problem
from register.tables import audit as lines
from register.tables import audit_detail, counter

ERASING = ("person-erased", "retention")  # actions that may take details away; theirs say of which lines
RESEALED = "resealed"
_MOST = 20  # problems of one kind that are named
_KEEP = "giữ nguyên dữ liệu hiện có để tra cứu rồi khôi phục từ bản sao lưu gần nhất"


def check(connection: sa.Connection, newest: int | None = None) -> Iterator[Problem]:
    """Reads the chain once, in order; `newest`: only so many lines at its end."""
    last = audit.head(connection)[0]
    start = max(0, last - newest) if newest else 0
    before = _hash_of(connection, start)
    expected, shown = start + 1, 0
    for line in audit.every(connection, start):
        for problem in _of_line(line, before, expected):
            shown += 1
            if shown <= _MOST:
                yield problem
        before, expected = line["hash"], line["id"] + 1
    if shown > _MOST:
        yield Problem("audit", "", f"Nhật ký còn {shown - _MOST} chỗ sai nữa: {_KEEP}.")
    yield from _end(connection, last)
    yield from _emptied(connection)


def against(connection: sa.Connection, number: int, known: str) -> Iterator[Problem]:
    """Compares the chain with a number and hash that were kept elsewhere."""
    if number == 0:
        return
    found = _hash_of(connection, number)
    if not found:
        message = f"Mốc đã ghi là dòng {number} nhưng nhật ký không có dòng ấy (bị cắt, hoặc sổ là bản cũ): {_KEEP}."
        yield Problem("anchor", str(number), message)
    elif found != known:
        message = f"Dòng {number} của nhật ký khác với mốc đã ghi (nhật ký bị viết lại): {_KEEP}."
        yield Problem("anchor", str(number), message)


def _of_line(line: Mapping[Any, Any], before: str, expected: int) -> Iterator[Problem]:
    number = line["id"]
    if number != expected:
        lost = f"{expected}" if number == expected + 1 else f"{expected} đến {number - 1}"
        yield Problem("audit", str(expected), f"Nhật ký mất dòng {lost}: {_KEEP}.")
    if line["hash"] != audit.seal(before, line):
        if number == expected:  # after a lost line the next one cannot fit
            yield Problem("audit", str(number), f"Dòng {number} của nhật ký bị sửa, chèn hoặc đổi chỗ: {_KEEP}.")
    elif not _detail_is_whole(line):
        yield Problem("audit", str(number), f"Nội dung dòng {number} của nhật ký bị sửa hoặc mất: {_KEEP}.")


def _detail_is_whole(line: Mapping[Any, Any]) -> bool:
    if not line["digest"]:
        return line["content"] is None
    if line["content"] is None:
        return bool(line["erased"])
    return bool(line["digest"] == audit.digest(line["salt"] or "", line["content"]))


def _end(connection: sa.Connection, last: int) -> Iterator[Problem]:
    """The last number given is kept apart from the chain."""
    given = connection.scalar(sa.select(counter.c.value).where(counter.c.name == audit.COUNTER)) or 0
    if last < given:
        yield Problem("audit", str(last + 1), f"Nhật ký mất các dòng cuối ({last + 1} đến {given}): {_KEEP}.")
    elif last > given:
        yield Problem("audit", str(given + 1), f"Nhật ký có dòng lạ ở cuối ({given + 1} đến {last}): {_KEEP}.")


def _emptied(connection: sa.Connection) -> Iterator[Problem]:
    """Every emptied detail is named by the line that emptied it; and what was found when the chain was sealed anew."""
    query = audit.joined().where(lines.c.action.in_([*ERASING, RESEALED])).order_by(lines.c.id)
    named: dict[int, set[int]] = {}
    for line in connection.execute(query).mappings():
        detail = json.loads(line["content"]) if line["content"] else {}
        named[line["id"]] = {*detail.get("lines", [])}
        if line["action"] == RESEALED and detail.get("broken"):
            message = f"Nhật ký đã sai từ dòng {detail['broken']} trước khi nâng cấp phần mềm: so với bản sao lưu cũ."
            yield Problem("audit", str(detail["broken"]), message)
    gone = audit.joined().where(audit_detail.c.erased.is_not(None)).order_by(lines.c.id)
    for line in connection.execute(gone).mappings():
        if line["id"] not in named.get(line["erased"], set()):
            message = f"Nội dung dòng {line['id']} của nhật ký bị xóa mà không qua lệnh xóa nào: {_KEEP}."
            yield Problem("audit", str(line["id"]), message)


def _hash_of(connection: sa.Connection, number: int) -> str:
    return connection.scalar(sa.select(lines.c.hash).where(lines.c.id == number)) or ""
