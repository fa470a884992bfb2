"""The parts that every official paper of a federation has: its head, its title, its text, its signature."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from register.exports.paper.tables import frame
from register.exports.paper.text import Look, Run, paragraph, rule

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_HEAD = (84.0, 92.0)  # millimetres: the names of both sides stand in one line each at 12 points
_FOOT = (82.0, 83.0)
_PLACE = re.compile(r"\s+(?=(?:tỉnh|thành phố)\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes. `symbol`: its part of a paper's number; `place`: where the paper is dated."""

    above: str
    office: str
    symbol: str
    place: str
    on_behalf: str
    title: str
    signatory: str = ""


def head(who: Letterhead, kind: str, on: dt.date, about: str = "") -> str:
    """`kind`: of the paper, in its number (`TTr`); a letter has none, and says under its number what it is `about`."""
    number = f"/{kind}-{who.symbol}" if kind else f"/{who.symbol}"
    name = _PLACE.sub("\n", who.office).upper()
    small, bold = Look("center", 12), Look("center", 12, bold=True)
    left = [paragraph(who.above.upper(), small), paragraph(name, bold), rule((26, 26))]
    left.append(paragraph(f"Số:          {number}", Look("center", 13)))
    if about:
        left.append(paragraph(about, Look("center", 12, before=3)))
    day = f"{who.place or '..............'}, ngày       tháng {on:%m} năm {on:%Y}"
    right = [paragraph(STATE, bold), paragraph(MOTTO, Look("center", 13, bold=True)), rule((18, 18))]
    right.append(paragraph(day, Look("center", 13, italic=True)))
    return frame(_HEAD, [left, right])


def title(name: str, about: str) -> str:
    """`TỜ TRÌNH` and what it is about, with the short line below."""
    top = paragraph(name.upper(), Look("center", 14, bold=True, before=14))
    return top + paragraph(about, Look("center", 14, bold=True, after=2, sides=(8, 8))) + rule((62, 62))


def addressed(names: Sequence[str]) -> str:
    """`Kính gửi:` one, or several below each other."""
    if len(names) == 1:
        return paragraph(f"Kính gửi: {names[0]}", Look("center", 14, before=8, after=6, sides=(8, 8)))
    first = paragraph("Kính gửi:", Look("left", 14, before=8, sides=(30, 0)))
    return first + "".join(paragraph(f"- {name}", Look("left", 14, sides=(42, 0))) for name in names)


def body(texts: Sequence[str | Sequence[Run]]) -> str:
    return "".join(paragraph(text, Look("both", 14, before=6, first=10, line=1.1)) for text in texts)


def signed(who: Letterhead, on: dt.date) -> str:
    """Place, date and signature at the right, below a table."""
    day = f"{who.place or '..............'}, ngày       tháng {on:%m} năm {on:%Y}"
    right = [paragraph(day, Look("center", 14, italic=True, before=10)), *_signature(who, 0)]
    return frame((140.0, 120.0), [[paragraph("")], right])


def foot(who: Letterhead, copies: Sequence[str]) -> str:
    """Who gets it, and who signs: room for signature and seal between."""
    left = [paragraph("Nơi nhận:", Look("left", 12, bold=True, italic=True, before=10))]
    left += [paragraph(f"- {copy}", Look("left", 11)) for copy in copies]
    return frame(_FOOT, [left, _signature(who, 10)])


def _signature(who: Letterhead, before: float) -> list[str]:
    bold = Look("center", 14, bold=True)
    out = [paragraph(who.on_behalf, Look("center", 14, bold=True, before=before)), paragraph(who.title, bold)]
    out += [paragraph("", Look("center", 14))] * 4
    return [*out, paragraph(who.signatory, bold)]
