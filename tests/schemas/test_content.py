from __future__ import annotations

import pytest

from schemas.content import changes, content_key, plain
from schemas.match import Reason, Record

ONE = Record(
    id="a",
    title="Cải tiến máy cắt rãnh gỗ",
    authors=["Lò Thị Thúy", "Vừ A Mẫu", "Hà Thử"],
    birth_year=1980,
    phone="+84 900 000 001",
    period="Tháng 3/2021",
    summary="Hàn thêm cữ chặn.\nRút ngắn 20%.",
    benefit_vnd=5_000_000,
)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "b", "dossier": "HS1", "sender": "Công đoàn Khác", "year": 2024, "programme": "khác"},
        {"title": "  CẢI TIẾN  máy\ncắt rãnh gỗ."},
        {"summary": "Hàn thêm cữ chặn; rút ngắn 20%"},
        {"authors": ["Lò Thị Thuý", "Hà Thử", "Vừ A Mẫu"]},
        {"phone": "+84900000001"},
    ],
)
def test_what_makes_no_difference(change: dict[str, object]) -> None:
    assert content_key(ONE.model_copy(update=change)) == content_key(ONE)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": "Cải tiến máy cắt rãnh gõ"}, ["tên sáng kiến"]),
        ({"authors": ["Lò Thị Thủy", "Vừ A Mẫu", "Hà Thử"]}, ["tác giả"]),
        ({"authors": ["Hà Thử", "Lò Thị Thúy", "Vừ A Mẫu"]}, ["tác giả"]),
        ({"birth_year": None, "summary": "Hàn thêm cữ chặn. Rút ngắn 25%."}, ["năm sinh", "tóm tắt nội dung"]),
        ({"benefit_vnd": 6_000_000, "period": ""}, ["thời gian áp dụng", "giá trị làm lợi"]),
    ],
)
def test_what_does(change: dict[str, object], told: list[str]) -> None:
    other = ONE.model_copy(update=change)
    assert content_key(other) != content_key(ONE)
    assert changes(ONE, other) == told


def test_a_reason_is_told_with_its_weight() -> None:
    assert Reason(code="phone", text="Cùng số điện thoại", weight=4.14).told == "Cùng số điện thoại (+4,1)"
    assert Reason(code="grades", text="lớp 4 ≠ lớp 5", weight=-3.0).told == "lớp 4 ≠ lớp 5 (−3,0)"
    assert Reason(code="same-dossier", text="Cùng hồ sơ", weight=0.0).told == "Cùng hồ sơ"


@pytest.mark.parametrize(
    "written",
    ["hòa bình", "HOÀ BÌNH", "Ho\u0300a Bi\u0300nh", "h\u00adòa  b\u200bình."],
)
def test_however_letters_are_put_together(written: str) -> None:
    assert plain(written) == "hòa bình"


def test_signs_part_words_and_a_percent_counts() -> None:
    assert plain("giảm 20%, (tăng) máy_cắt") == "giảm 20 % tăng máy cắt"
