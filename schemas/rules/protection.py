"""Innovations under intellectual property rights, by what their own texts say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas.finding import Code, Finding
from schemas.innovation import Reading
from schemas.rules.case import Case
from schemas.text import fold, one_line

_RIGHTS = (
    r"(?:(?:quyen )?so huu (?:tri tue|cong nghiep)|sang che|giai phap huu ich|kieu dang|nhan hieu|"
    r"quyen tac gia|ban quyen)"
)
_HELD = re.compile(
    rf"\b(?:bang|van bang|giay chung nhan) (?:doc quyen|bao ho)\b"
    rf"|\bbang sang che\b(?! tao)|\bbao ho (?:doi voi |ve )?(?:doc quyen|{_RIGHTS})\b"
    rf"|\b(?:duoc|da|dang) (?:duoc )?(?:cap )?doc quyen (?:sang che|giai phap|kieu dang)"
    rf"|\bgiay chung nhan dang ky {_RIGHTS}\b"
)
# Not yet, or not at all: said shortly before.
_NOT = re.compile(r"\b(?:chua|khong|xin|nop don|nop ho so|thu tuc|de nghi|du kien|se|huong toi|tien toi)\b[^.;]{0,40}$")


def unprotected(reading: Reading, case: Case) -> Iterator[Finding]:
    if case.programme is None or not case.programme.unprotected:
        return
    accepted = reading.accepted
    note = reading.fields["note"].as_read if "note" in reading.fields else ""
    for name, text in (
        ("title", accepted.title),
        ("summary", accepted.summary),
        ("effect", accepted.effect),
        ("", note),
    ):
        if said := _said(one_line(text)):
            rests = case.programme.cited("unprotected")
            message = f"Có chữ “{said}”: sáng kiến đang được bảo hộ quyền sở hữu trí tuệ không được tham gia{rests}."
            yield Finding(code=Code.PROTECTED_IP, field=name, message=message, ask=False)
            return


def _said(line: str) -> str:
    """The words by which a text says that rights are held."""
    key = fold(line)
    for found in _HELD.finditer(key):
        if not _NOT.search(key[max(0, found.start() - 80) : found.start()]):
            return line[found.start() : found.end()] if len(key) == len(line) else found[0]
    return ""
