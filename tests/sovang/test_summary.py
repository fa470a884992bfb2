"""The account of a run stays short, and says of each item once what to do."""

from __future__ import annotations

from flows.report import PairLine, Summary
from sovang.progress import in_short
from sovang.summary import told

NAMES = [f"{n}.docx" for n in range(40)]


def test_what_lies_there_from_before_is_one_line() -> None:
    lines = told(Summary(known=NAMES)).splitlines()
    assert [line for line in lines if "docx" in line] == [
        "Đã nhận từ trước, không đọc lại: 40 (0.docx, 1.docx, 2.docx …)"
    ]


def test_an_empty_inbox_is_not_called_known() -> None:
    assert "không thấy hồ sơ nào" in told(Summary())


def test_the_same_paper_missing_everywhere_is_one_line() -> None:
    shown = told(Summary(received=40, incomplete=[(name, "Hồ sơ chưa có tờ trình.") for name in NAMES]))
    assert "  0.docx, 1.docx, 2.docx (và 37 hồ sơ nữa): Hồ sơ chưa có tờ trình." in shown
    assert shown.count("chưa có tờ trình") == 1


def test_only_this_runs_pairs_are_told_with_their_best_reasons() -> None:
    old = PairLine(first="cũ 1", second="cũ 2", score=0.99, reasons=["a"], fresh=False)
    new = PairLine(first="mới 1", second="mới 2", score=0.9, reasons=list("abcdef"))
    shown = told(Summary(received=1, new_pairs=1, pairs=[new, old]))
    assert "mới 2" in shown
    assert "vì: a; b; c; d\n" in shown
    assert "cũ 2" not in shown
    assert "… và 1 cặp nữa" in shown
    assert "NGHI TRÙNG" not in told(Summary(read=1, pairs=[old]))


def test_a_table_that_waits_for_its_columns_is_not_asked_of_the_unit() -> None:
    aside = [("lạ.docx", "no-table-found", "xin bổ sung"), ("hỏng.pdf", "unreadable", "gửi lại")]
    shown = told(Summary(received=2, unknown_columns=[("HS2026-00001", "lạ.docx")], set_aside=aside))
    assert "sovang columns HS2026-00001" in shown
    assert "xin bổ sung" not in shown
    assert "hỏng.pdf [tệp hỏng]: gửi lại" in shown
    assert "xin bổ sung" in told(Summary(received=2, set_aside=aside))


def test_a_part_set_aside_does_not_hide_what_was_read() -> None:
    assert in_short(2, "tệp hỏng") == "2 sáng kiến; một phần để riêng: tệp hỏng"
    assert in_short(0, "tệp hỏng") == "để riêng: tệp hỏng"
    assert in_short(3, None) == "3 sáng kiến"
