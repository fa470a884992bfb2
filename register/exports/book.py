"""The golden book: the registered innovations by year and programme, each with the decision that recognised it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from pydantic import BaseModel

from register.exports import words
from register.exports.paper.document import Page, write_docx
from register.exports.paper.letter import MOTTO, STATE, Letterhead
from register.exports.paper.tables import ListColumn, ruled
from register.exports.paper.text import Look, paragraph, rule
from register.exports.sheet import MONEY, Column, Sheet, lay_out
from register.exports.wording import Wording
from register.exports.workbook import export_xlsx

_COVER = Page(landscape=True, margins=(25, 20, 25, 25), numbered=False, bordered=True)
_INNER = Page(landscape=True, margins=(20, 15, 20, 15))


class Line(BaseModel):
    """One innovation as the book has it. `number`: its place in the book of its year."""

    number: int
    year: int
    programme: str | None = None
    innovation: str
    title: str
    authors: str
    unit: str
    applied: str = ""
    summary: str = ""
    effect: str = ""
    benefit: int | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    who: Letterhead
    said: Wording
    years: Sequence[int]

    @property
    def span(self) -> str:
        years = sorted(self.years)
        if not years:
            return "........"
        return str(years[0]) if years[0] == years[-1] else f"{years[0]} - {years[-1]}"


def export_book(lines: Iterable[Line], cover: Cover, form: str, path: Path) -> int:
    """Writes `path` whole or not at all; returns the innovations. `lines`: in the order of the book."""
    if form == "xlsx":
        return export_xlsx([_sheet(lines, cover)], path)
    counted = _Counted(lines)
    title = f"{cover.said.text('ten').capitalize()} {cover.span}"
    write_docx(path, title, [(_COVER, _cover(cover)), (_INNER, _inside(counted, cover.said))])
    return counted.count


def _sheet(lines: Iterable[Line], cover: Cover) -> Sheet:
    lead = (cover.who.office.upper(), f"{cover.said.text('ten')} NĂM {cover.span}", "")
    plain = lay_out("Sổ vàng sáng kiến", _SHEET, lines, printed=8, frozen=3)
    return replace(plain, lead=lead, size=13, a4=True)


class _Counted:
    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines, self.count = lines, 0

    def __iter__(self) -> Iterator[Line]:
        for line in self._lines:
            self.count += 1
            yield line


def _cover(cover: Cover) -> Iterator[str]:
    middle = Look("center", 14, bold=True)
    yield paragraph(STATE, middle)
    yield paragraph(MOTTO, middle)
    yield rule((100, 100))
    yield paragraph(cover.who.above.upper(), Look("center", 14, before=24))
    yield paragraph(cover.who.office.upper(), middle)
    yield paragraph(cover.said.text("ten"), Look("center", 40, bold=True, before=90, after=40))
    for text in cover.said.lines("trang_bia", nam=cover.span):
        yield paragraph(text, Look("center", 18, bold=True, after=6))


def _inside(lines: Iterable[Line], said: Wording) -> Iterator[str]:
    for year, of_year in groupby(lines, key=lambda line: line.year):
        yield paragraph(said.text("dau_sach", nam=year), _YEAR)
        for programme, some in groupby(of_year, key=lambda line: line.programme):
            name = said.text("chuong_trinh", chuong_trinh=words.programme(programme))
            told = name if programme else said.text("khong_chuong_trinh")
            yield paragraph(told, _PROGRAMME)
            counted = _Counted(some)
            yield from ruled(_LIST, (_cells(line, said) for line in counted), 13)
            yield paragraph(said.text("tong_so", so=counted.count), Look("left", 13, italic=True, before=3, after=8))


def _cells(line: Line, said: Wording) -> list[str]:
    decision = line.decision or said.text("chua_quyet_dinh")
    return [str(line.number), line.title, line.authors, line.unit, line.applied, _told(line), decision]


def _told(line: Line) -> str:
    return "\n".join(part for part in (line.summary, line.effect) if part)


_YEAR = Look("center", 14, bold=True, before=6, after=4, level=1, keep=True)
_PROGRAMME = Look("left", 14, bold=True, before=8, after=4, level=2, keep=True)
_LIST = [
    ListColumn("Số", 12, "center"),
    ListColumn("Tên sáng kiến", 45),
    ListColumn("Tác giả, chức vụ, đơn vị công tác", 45),
    ListColumn("Đơn vị gửi", 34),
    ListColumn("Thời gian áp dụng", 23, "center"),
    ListColumn("Nội dung, hiệu quả", 68),
    ListColumn("Quyết định công nhận", 35),
]
_SHEET: list[Column[Line]] = [
    Column("Số", 6, lambda b: b.number),
    Column("Năm", 7, lambda b: b.year),
    Column("Tên sáng kiến", 24, lambda b: b.title),
    Column("Tác giả, chức vụ, đơn vị công tác", 25, lambda b: b.authors),
    Column("Đơn vị gửi", 18, lambda b: b.unit),
    Column("Thời gian áp dụng", 13, lambda b: b.applied),
    Column("Nội dung, hiệu quả", 56, _told),
    Column("Quyết định công nhận", 20, lambda b: b.decision),
    Column("Giá trị làm lợi một năm (đồng)", 18, lambda b: b.benefit, MONEY),
    Column("Chương trình", 26, lambda b: words.programme(b.programme)),
    Column("Mã sáng kiến", 18, lambda b: b.innovation),
]
