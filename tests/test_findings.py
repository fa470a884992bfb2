"""Every code of a finding: something provokes it, and docs/findings.md says what it means and where it comes from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.assemble import assemble
from extractors.fields.letter import parse_letter
from extractors.readings import readings_of
from extractors.tables import Table
from extractors.values import values_of
from flows import steps
from flows.office import open_office
from schemas.answer import Answer, answered
from schemas.dossier import Letter
from schemas.finding import Code, Finding
from schemas.grid import Cell, Line, Page, Transcript
from schemas.innovation import Accepted, Author, Reading, Source
from schemas.programme import programmes
from schemas.rules import check_dossier, check_row
from schemas.rules.quota import check_quota
from schemas.rules.units import Vote, settle_unit
from schemas.unit import Unit, UnitKind, UnitName
from schemas.units.catalogue import Catalogue
from schemas.units.filing import Sender, file_under
from schemas.units.match import Matcher
from tests.extractors.factory import SEVEN, grid_of
from tests.flows.makers import DRYER, TRAINING, dossier
from tests.schemas.cases import MILLION, SPRING, case, row, sent

DOC = (Path(__file__).parent.parent / "docs" / "findings.md").read_text("utf-8")
NORTH, SOUTH = SPRING.in_province("Bắc Kạn"), SPRING.in_province("Quảng Trị")
EMPTY = Reading(source=Source(file="a", sha256="0" * 64))


def of_row(reading: Reading, programme: object = SPRING, **values: object) -> Callable[[], list[Finding]]:
    return lambda: check_row(reading, case(programme, reading, **values))  # type: ignore[arg-type]


def of_cells(**texts: str) -> Callable[[], list[Finding]]:
    return lambda: values_of(texts, {}).findings


def no_letter() -> list[Finding]:
    return parse_letter([Page(1, [Line("Kính gửi: Liên đoàn Lao động tỉnh")])]).findings


def a_strange_table() -> list[Finding]:
    grid = grid_of([["TT", "Thợ nghĩ ra", "Món đồ mới", "Làm thế nào"], ["1", "Lò Thử", "Giá đỡ sáng kiến", "Hàn."]])
    return assemble([Transcript("a.docx", "0" * 64, [Page(1, [grid])])]).findings


def an_old_font() -> list[Finding]:
    grid = grid_of([SEVEN, ["1", "Lò Văn Mẫu", "Giá treo", "Tháng 3/2021", "Hàn.", "Gọn.", ""]])
    for cell in grid.cells:
        cell.confidence = 0.5
    table = Table(_layout(grid.cells), grid.cols)
    table.add(grid, 1, 1)
    return readings_of(table, Transcript("a.doc", "0" * 64, [Page(1, [grid])]))[0].findings


def _layout(cells: Iterable[Cell]) -> object:
    from extractors.forms import recognise

    found = recognise(grid_of([SEVEN, [""] * len(SEVEN)]))
    assert found is not None
    return found


def a_stranger() -> list[Finding]:
    known = Catalogue([Unit(id="a", kind=UnitKind.GRASSROOTS, names=[UnitName(name="Công đoàn cơ sở Xưởng Mẫu")])])
    sender = Sender(dossier_id="HS1", text="Công đoàn cơ sở Bưu điện Bản Mẫu")
    return file_under(Matcher(known), sender, None, known).findings


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Finding]]:
    """What is found only beside other dossiers: a table sent again, a file in two dossiers."""
    folder = tmp_path_factory.mktemp("findings")
    office = replace(open_office(folder / "data", workers=1), province="Bắc Kạn")
    steps.ingest(office, [dossier(folder / "một.docx", DRYER)])
    again = folder / "hai"
    again.mkdir()
    (folder / "một.docx").rename(again / "một.docx")
    dossier(again / "thêm.docx", TRAINING)
    mended = [DRYER[0], f"{DRYER[1]}.", *DRYER[2:]]
    steps.ingest(office, [again])
    steps.ingest(office, [dossier(folder / "ba.docx", mended)])
    yield [finding for found in office.register.dossiers() for finding in found.findings]
    office.register.close()


PROVOKED: dict[Code, Callable[[], list[Finding]]] = {
    Code.MISSING_TITLE: of_row(EMPTY),
    Code.MISSING_AUTHORS: of_row(EMPTY),
    Code.MISSING_PERIOD: of_row(EMPTY),
    Code.MISSING_SUMMARY: of_row(EMPTY),
    Code.MISSING_EFFECT: of_row(EMPTY),
    Code.MISSING_PHONE: of_cells(authors="Lò Văn Mẫu, sinh năm 1980, Kỹ sư, Trạm Khuyến nông, ĐT:"),
    Code.MISSING_BIRTH_YEAR: of_cells(authors="Lò Văn Mẫu, năm sinh: , Kỹ sư, Trạm Khuyến nông, ĐT 0912000111"),
    Code.MISSING_POSITION: of_cells(authors="Lò Văn Mẫu, sinh năm 1980, ĐT 0912000111"),
    Code.MISSING_WORKPLACE: of_cells(authors="Lò Văn Mẫu, sinh năm 1980, Kỹ sư, ĐT 0912000111"),
    Code.MISSING_NUMBER: no_letter,
    Code.MISSING_DATE: no_letter,
    Code.MISSING_ISSUING_UNIT: no_letter,
    Code.MISSING_SIGNATORY: no_letter,
    Code.MISSING_PROGRAMME: no_letter,
    Code.OUTSIDE_PERIOD: of_row(row("2019-03-01")),
    Code.OUTSIDE_PHASE: of_row(row("2021-11-01"), MILLION, letter=Letter(date=dt.date(2023, 8, 7))),
    Code.NOT_RECOGNISED: of_row(row(), MILLION, entries=[("Giàng A Khác", "Bơm nước bằng sức gió")]),
    Code.RECOGNITION_MISSING: of_row(row(), MILLION),
    Code.PROTECTED_IP: of_row(row(effect="Đã được cấp bằng độc quyền sáng chế."), MILLION),
    Code.LATE_DOSSIER: lambda: check_dossier(case(SOUTH, row(), sent=sent("2021-04-16"))),
    Code.MISSING_LETTER: lambda: check_dossier(case(SPRING, kinds=set())),
    Code.MISSING_TABLE: lambda: check_dossier(case(SPRING, kinds=set())),
    Code.MISSING_DECISION: lambda: check_dossier(case(SOUTH, row())),
    Code.OVER_QUOTA: lambda: list(check_quota(NORTH, "grassroots", 2, ["HS1"])),
    Code.UNDER_QUOTA: lambda: list(check_quota(SOUTH, "upper", 1, ["HS1"])),
    Code.COUNT_MISMATCH: lambda: check_dossier(case(SPRING, row(), letter=Letter(announced_count=5))),
    Code.TOO_LONG_FOR_PORTAL: of_row(row(summary="x" * 1001)),
    Code.BENEFIT_UNCLEAR: of_cells(effect="Làm lợi 20 triệu đồng hoặc 35 triệu đồng."),
    Code.BENEFIT_OUTLIER: of_row(row(benefit_vnd=900_000_000_000)),
    Code.SHARES_NOT_100: of_cells(authors="Lò Văn Mẫu (60%)\nHà Thị Thử (20%)"),
    Code.PHONE_INVALID: of_cells(authors="Lò Văn Mẫu, sinh năm 1980, Kỹ sư, Trạm Khuyến nông, ĐT 091200011"),
    Code.BIRTH_YEAR_IMPLAUSIBLE: of_row(row(authors=[Author(full_name="Lò Văn Mẫu", birth_year=2012)])),
    Code.PERIOD_UNCLEAR: of_cells(application_period="khi có điều kiện"),
    Code.AUTHORS_UNCLEAR: of_cells(authors="Tập thể tổ kỹ thuật phân xưởng"),
    Code.COLUMNS_UNKNOWN: a_strange_table,
    Code.UNIT_UNKNOWN: a_stranger,
    Code.UNIT_MISMATCH: lambda: (
        settle_unit(
            Letter(issuing_unit="Công đoàn cơ sở Xưởng Mẫu"), [Vote("sender", "Công đoàn ngành Y tế", agrees=False)]
        ).findings
    ),
    Code.ENCODING_DOUBTFUL: an_old_font,
    Code.LEFTOVER_TEXT: of_cells(title="Giá treo", other="Cột lạ có chữ"),
    Code.LOW_CONFIDENCE: of_row(row(), SPRING, entries=[("Lò Văn Mậu", "")]),
    Code.ILLEGIBLE: lambda: answered(EMPTY, [Answer("title", illegible=True)]).findings,
}
BESIDE_OTHERS = (Code.RESUBMISSION, Code.SAME_FILE)
TABLE = re.findall(r"^\| `([a-z0-9_-]+)` \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", DOC, re.MULTILINE)


def test_every_code_is_provoked_by_something() -> None:
    assert {*PROVOKED, *BESIDE_OTHERS} == {*Code}


@pytest.mark.parametrize("code", PROVOKED)
def test_a_code_comes_with_a_line_for_people(code: Code) -> None:
    found = [finding for finding in PROVOKED[code]() if finding.code is code]
    assert found
    assert all(finding.message.endswith(".") and len(finding.message) > 10 for finding in found)
    [asked] = [asked for name, *_, asked in TABLE if name == code]
    assert asked == "tùy" or all(finding.ask == (asked == "có") for finding in found)


@pytest.mark.parametrize("code", BESIDE_OTHERS)
def test_a_code_that_other_dossiers_provoke(code: Code, flow: list[Finding]) -> None:
    found = [finding for finding in flow if finding.code is code]
    assert found
    [asked] = [asked for name, *_, asked in TABLE if name == code]
    assert asked == "tùy" or not any(finding.ask for finding in found)


def test_a_whole_and_timely_dossier_provokes_none() -> None:
    good = row("2021-03-01", recognition=None)
    assert check_row(good, case(NORTH, good)) == []
    assert check_dossier(case(NORTH, good, letter=Letter(announced_count=1), sent=sent("2021-04-20"))) == []
    assert check_row(Reading(source=EMPTY.source, accepted=Accepted(**good.accepted.model_dump())), case(None)) == []


def test_the_table_has_every_code_once_in_the_order_of_the_enum() -> None:
    assert [name for name, *_ in TABLE] == [str(code) for code in Code]
    assert all(cell.strip() for line in TABLE for cell in line)


def test_the_table_names_every_paragraph_that_a_finding_can() -> None:
    paragraphs = {
        text.removesuffix(" của LĐLĐ tỉnh Bắc Kạn").removesuffix(" của LĐLĐ tỉnh Quảng Trị")
        for programme in programmes()
        for rules in (programme, *programme.variants)
        for text in rules.sources.model_dump().values()
        if text
    }
    assert [text for text in sorted(paragraphs) if text not in DOC] == []
