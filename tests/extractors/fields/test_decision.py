"""Decisions: number, date, authority, and the names and titles of their articles and lists."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.assemble import assemble
from extractors.fields.decision import parse_decision
from schemas.dossier import Decision
from schemas.grid import Cell, Grid, Line, Page, Transcript

HEAD = (
    "ỦY BAN NHÂN DÂN HUYỆN BẢN MẪU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 512/QĐ-UBND\tBản Mẫu, ngày 14 tháng 3 năm 2022",
    "QUYẾT ĐỊNH",
    "Về việc công nhận sáng kiến cấp cơ sở năm 2021",
    "Căn cứ Nghị định số 13/2012/NĐ-CP ngày 02/3/2012 của Chính phủ;",
    "QUYẾT ĐỊNH:",
)
TAIL = ("Nơi nhận:\tCHỦ TỊCH", "- Lưu: VT.\tVàng A Sử")


def lines(*texts: str, source: str = "native") -> Page:
    return Page(1, [Line(text) for text in (*HEAD, *texts, *TAIL)], "ocr" if source == "ocr" else "native")


def read(*texts: str) -> Decision:
    return parse_decision([lines(*texts)])


def pairs(decision: Decision) -> list[tuple[str, str]]:
    return [(entry.name, entry.title) for entry in decision.entries]


def table(*rows: tuple[str, ...]) -> Grid:
    return Grid(len(rows), len(rows[0]), [Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)])


def test_number_date_and_authority() -> None:
    decision = read("Điều 1. Công nhận sáng kiến “Cải tiến máy sấy ngô” của ông Vàng A Phình, nhân viên kỹ thuật.")
    assert (decision.number, decision.date) == ("512/QĐ-UBND", dt.date(2022, 3, 14))
    assert decision.authority == "Ủy ban nhân dân huyện Bản Mẫu"
    assert pairs(decision) == [("Vàng A Phình", "Cải tiến máy sấy ngô")]
    assert decision.review_fields == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Điều 1. Công nhận 02 sáng kiến: 1. Ông Lù Văn Chiến: Sáng kiến “Kho lạnh mi ni”; "
            "2. Bà Mùa Thị Dở: Sáng kiến “Sổ trực điện tử”.",
            [("Lù Văn Chiến", "Kho lạnh mi ni"), ("Mùa Thị Dở", "Sổ trực điện tử")],
        ),
        (
            "Điều 1. Công nhận giải pháp “Phân luồng khám bệnh” của ông Lù Văn Chiến và bà Mùa Thị Dở.",
            [("Lù Văn Chiến", "Phân luồng khám bệnh"), ("Mùa Thị Dở", "Phân luồng khám bệnh")],
        ),
        ("Điều 1. Công nhận sáng kiến “Kho lạnh mi ni” của Phòng Kỹ thuật.", [("", "Kho lạnh mi ni")]),
        ("Điều 1. Hưởng ứng Chương trình “75 nghìn sáng kiến, vượt khó, phát triển” của Tổng Liên đoàn.", []),
        ("Điều 2. Ông Chánh Văn phòng và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành.", []),
    ],
)
def test_names_and_titles_in_articles(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(read(text)) == expected


def test_a_list_annexed_to_a_decision_is_no_table_of_the_dossier() -> None:
    rows = (("TT", "Họ và tên", "Đơn vị", "Tên sáng kiến"), ("1", "Lù Văn Chiến", "Trạm Y tế", "Kho lạnh mi ni"))
    annex = Page(2, [Line("DANH SÁCH"), Line("(Kèm theo Quyết định số 512/QĐ-UBND)"), table(*rows)])
    more = Page(3, [table(("2", "Mùa Thị Dở", "Trạm Y tế", "Sổ trực điện tử"))])
    found = assemble([Transcript("qd.pdf", "b" * 64, [lines("Điều 1. Công nhận 02 sáng kiến."), annex, more])])
    assert [(d.kind, d.pages) for d in found.documents] == [("decision", [1, 2, 3])]
    assert not found.readings
    (decision,) = found.documents[0].decisions
    assert pairs(decision) == [("Lù Văn Chiến", "Kho lạnh mi ni"), ("Mùa Thị Dở", "Sổ trực điện tử")]


def test_a_table_that_describes_innovations_stays_the_dossiers() -> None:
    heads = ("TT", "Họ và tên", "Tên sáng kiến", "Thời gian áp dụng", "Tóm tắt nội dung", "Hiệu quả")
    annex = Page(
        2,
        [
            Line("(Kèm theo Quyết định số 512/QĐ-UBND)"),
            table(heads, ("1", "Lù Văn Chiến", "Kho lạnh mi ni", "2021", "Giữ rau", "Rẻ")),
        ],
    )
    found = assemble([Transcript("qd.pdf", "b" * 64, [lines("Điều 1. Công nhận sáng kiến."), annex])])
    assert len(found.readings) == 1


def test_two_decisions_in_one_file() -> None:
    second = lines("Điều 1. Công nhận sáng kiến “Kho lạnh mi ni” của bà Mùa Thị Dở.")
    second.number = 2
    found = assemble([Transcript("qd.pdf", "b" * 64, [lines("Điều 1. Khen."), second])])
    assert [len(d.entries) for d in found.documents[0].decisions] == [0, 1]


def test_what_is_read_from_a_picture_is_asked_about() -> None:
    page = lines("Điều 1. Công nhận sáng kiến “Kho lạnh mi ni” của bà Mùa Thị Dở.", source="ocr")
    asked = parse_decision([page]).review_fields
    assert {"decision.number", "decision.date", "decision.authority", "decision.entries"} <= set(asked)
