"""A slip in an office's own file is told in words that a clerk can act upon."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from schemas.errors import SetupError
from schemas.programme import programmes
from schemas.programme_file import parse_programme, with_own

GOOD = """
id = "thi-dua-nuoc-rut"
name = "Thi đua nước rút 2026"
names = ["thi đua nước rút"]
source = "Kế hoạch số 5/KH-LĐLĐ"
"""


def test_a_good_file_saved_with_windows_mark() -> None:
    programme = parse_programme("a.toml", "\ufeff" + GOOD + "applied_first = 2026-01-01\nquotas = [{ most = 2 }]\n")
    assert programme.cited("quotas") == ", theo Kế hoạch số 5/KH-LĐLĐ"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id = ", "cú pháp TOML"),
        (GOOD + 'applied_last = "20/4/2026"', "`applied_last`: phải là ngày, viết năm-tháng-ngày"),
        (GOOD + "deadline = 2026-01-01", "`deadline`: không có mục nào tên như vậy"),
        (GOOD.replace('name = "Thi đua nước rút 2026"', ""), "`name`: thiếu mục này"),
        (GOOD.replace("thi-dua-nuoc-rut", "Thi đua"), "`id`: chỉ gồm chữ thường không dấu"),
        (GOOD.replace('["thi đua nước rút"]', '["sáng kiến"]'), "“sáng kiến” quá rộng"),
        (GOOD.replace('["thi đua nước rút"]', "[]"), "cần `names`"),
        (GOOD + "mentions = ['(abc']", "biểu thức “(abc” viết sai"),
        (GOOD + "mentions = ['.*']", "quá rộng"),
        (GOOD + "applied_first = 2026-03-01\napplied_last = 2026-02-01", "ngày đầu 01/03/2026 sau ngày cuối"),
        (GOOD + "quotas = [{ least = 4, most = 2 }]", "`least` lớn hơn `most`"),
        (GOOD + "quotas = [{ level = 'tinh', most = 2 }]", "`quotas.1.level`: giá trị phải là một trong các từ"),
        (GOOD + "quotas = [{ most = 'ba' }]", "`quotas.1.most`: phải là số"),
        (GOOD + "recognised = 'có'", "`recognised`: chỉ ghi true hoặc false"),
        (GOOD.replace("source", "# source") + "recognised = true", "chưa ghi căn cứ cho `recognised`"),
        (GOOD + "[[variants]]\nselected = 4", "`variants.1.province`: thiếu mục này"),
    ],
)
def test_slips(text: str, told: str) -> None:
    with pytest.raises(SetupError) as refused:
        parse_programme("cua-toi.toml", text)
    assert str(refused.value).startswith("Tệp chương trình cua-toi.toml: ")
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_phases_must_follow_each_other() -> None:
    days = "first_day = 2026-01-01\nlast_day = 2026-06-30\n"
    two = f'[[phases]]\nid = "a"\nname = "A"\n{days}[[phases]]\nid = "b"\nname = "B"\n{days}'
    with pytest.raises(SetupError, match="giai đoạn “b” bắt đầu trước khi"):
        parse_programme("a.toml", GOOD + two)


def test_the_offices_file_takes_the_place_of_a_packaged_one() -> None:
    own = parse_programme("a.toml", GOOD.replace("thi-dua-nuoc-rut", "doan-ket-sang-tao"))
    known = with_own(programmes(), [("a.toml", own)])
    assert len(known) == len(programmes())
    assert own in known
    with pytest.raises(SetupError, match=r"đã có trong tệp a\.toml"):
        with_own(programmes(), [("a.toml", own), ("b.toml", own)])


def test_the_guides_example_is_a_good_file() -> None:
    guide = (Path(__file__).parent.parent.parent / "docs" / "huong-dan.md").read_text("utf-8")
    blocks = re.findall(r"```toml\n(.+?)```", guide, re.DOTALL)
    [example] = [one for one in blocks if one.startswith("id = ")]
    programme = parse_programme("a.toml", example)
    assert (programme.quotas[0].most, programme.cited("quotas")) == (2, ", theo mục 4 Kế hoạch số 05/KH-LĐLĐ")
