"""`sovang pairs`: the list, one pair, the word and its undoing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from register import Register
from schemas.errors import SovangError
from schemas.match import Comparison, Kind, Reason
from sovang.pairs import Answer, answered, listed, person, shown
from sovang.settings import Settings
from tests.register.builders import NINE, TITLES, reading, received, result


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


@pytest.fixture
def ids(tmp_path: Path) -> list[str]:
    register = Register.open(tmp_path)
    one, two = received(register, b"one"), received(register, b"two", NINE.replace(year=2022))
    register.save(one, result(reading(1, TITLES[0])))
    money = {"benefit_vnd": 5_000_000, "benefit_period": "year"}
    register.save(two, result(reading(1, f"{TITLES[0]} lớp 5", summary="Hàn thêm cữ chặn", **money)))
    ids = [f"{one}-001", f"{two}-001"]
    reasons = [
        Reason(code="phone", text="Cùng số điện thoại (…001)", weight=4.14),
        Reason(code="grades", text="Số trong tên khác nhau: lớp 4 – lớp 5", weight=-3.0),
        Reason(code="must-be-seen", text="Cùng một người, cùng nói về những sự vật ấy", weight=0.0),
        Reason(code="other-unit", text="Hai đơn vị: A – B", weight=0.0),
    ]
    pair = Comparison(id_a=ids[0], id_b=ids[1], score=0.8, verdict="review", reasons=reasons, kind=Kind.DUPLICATE)
    register.save_pairs([pair], ids, "m1")
    register.close()
    return ids


def test_what_waits_is_listed_with_weighed_reasons(
    settings: Settings, ids: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert listed(settings, every=False, as_json=False) == 0
    told = capsys.readouterr().out
    assert f"1. {ids[0]} – {ids[1]}  80%  Nghi trùng  [cụm {ids[0]}]" in told
    assert (
        "vì: Cùng một người, cùng nói về những sự vật ấy; "
        "Cùng số điện thoại (…001) (+4,1); Số trong tên khác nhau: lớp 4 – lớp 5 (−3,0)\n"
    ) in told
    assert f"{ids[1]}: {TITLES[0]} lớp 5 (ho-so, TT 1)" in told


def test_one_pair_field_by_field_without_its_phones(
    settings: Settings, ids: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    shown(settings, ids[1], ids[0], as_json=False)
    told = capsys.readouterr().out
    assert "Kết luận: Máy nghi trùng" in told
    assert f"  ≠ Tên sáng kiến:\n      A: {TITLES[0]}\n      B: {TITLES[0]} lớp 5" in told
    assert "  = Tác giả 1: Năm sinh: 1980" in told
    assert "  ≠ Giá trị làm lợi:\n      A: (trống)\n      B: 5.000.000 đồng\n" in told
    assert "      B: năm\n" in told
    assert "  ≠ Tóm tắt nội dung:\n      A: (trống)\n      B: Hàn thêm cữ chặn" in told
    shown(settings, *ids, as_json=True)
    as_json = capsys.readouterr().out
    assert json.loads(as_json)["sides"][0]["authors"][0]["birth_year"] == 1980
    assert "900000001" not in told + as_json


def test_a_word_is_kept_and_taken_back(settings: Settings, ids: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    answered(settings, *ids, Answer("series", "Thu", "khác lớp"), as_json=False)
    assert "Cùng tác giả, khác sáng kiến (Thu, " in capsys.readouterr().out
    listed(settings, every=False, as_json=False)
    assert "Không có cặp nghi trùng nào đang chờ" in capsys.readouterr().out
    answered(settings, *ids, Answer("undo", "Ba"), as_json=True)
    assert json.loads(capsys.readouterr().out)["judgement"] == "suggested"


def test_the_first_of_two_who_call_it_copied_is_told(
    settings: Settings, ids: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answered(settings, *ids, Answer("copied", "Thu"), as_json=False)
    assert "Thu cho là sao chép: cần người thứ hai xác nhận" in capsys.readouterr().out
    answered(settings, *ids, Answer("copied", "Ba"), as_json=False)
    assert "Nghi sao chép (Ba, " in capsys.readouterr().out


def test_a_pair_that_no_machine_suspects_can_be_judged(
    settings: Settings, ids: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = Register.open(tmp_path)
    other = received(register, b"three")
    register.save(other, result(reading(1, TITLES[2])))
    register.close()
    shown(settings, ids[0], f"{other}-001", as_json=False)
    assert "chưa có; máy không nghi cặp này" in capsys.readouterr().out
    answered(settings, ids[0], f"{other}-001", Answer("copied", "Thu"), as_json=False)
    told = capsys.readouterr().out
    assert "Chờ người thứ hai xác nhận sao chép" in told
    assert "Máy nghi trùng" not in told
    answered(settings, ids[0], f"{other}-001", Answer("same", "Thu"), as_json=False)
    told = capsys.readouterr().out
    assert "Trùng (Thu, " in told and f"sovang merge {ids[0]}" in told


def test_what_is_not_there_is_told(settings: Settings, ids: list[str]) -> None:
    with pytest.raises(SovangError, match="Không có sáng kiến HS9999-00001-001"):
        shown(settings, ids[0], "HS9999-00001-001", as_json=False)
    with pytest.raises(SovangError, match="không trùng với chính nó"):
        answered(settings, ids[0], ids[0], Answer("same", "Thu"), as_json=False)
    with pytest.raises(SovangError, match="--by trống"):
        person("  ")
