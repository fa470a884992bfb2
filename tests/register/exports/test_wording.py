"""An office's own wording: what it may change, and what is told of a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from register.exports.wording import check_templates, wording
from schemas.errors import SetupError
from tests.sovang.test_units import sovang

NAMES = ("co-quan", "so-vang", "to-trinh", "tra-loi")


def own(data: Path, name: str, text: str) -> None:
    (data / "templates").mkdir(exist_ok=True)
    (data / "templates" / name).write_text(text, "utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_packaged_text_may_be_copied_as_it_is(tmp_path: Path, name: str) -> None:
    packaged = Path(__file__).parents[3] / "register" / "exports" / "templates" / f"{name}.toml"
    own(tmp_path, f"{name}.toml", "\ufeff" + packaged.read_text("utf-8"))
    assert check_templates(tmp_path) == 1
    wording(name, tmp_path)


def test_what_the_office_says_stands_and_the_rest_is_ours(tmp_path: Path) -> None:
    own(tmp_path, "co-quan.toml", 'chuc_vu = "CHỦ TỊCH"')
    found = wording("co-quan", tmp_path)
    assert (found.text("chuc_vu"), found.text("ky_hieu")) == ("CHỦ TỊCH", "LĐLĐ")
    assert wording("co-quan").text("chuc_vu") == "PHÓ CHỦ TỊCH"
    own(tmp_path, "to-trinh.toml", 'noi_nhan = ["Như trên;", "Ban {nam};"]')
    assert wording("to-trinh", tmp_path).lines("noi_nhan", nam=2026) == ["Như trên;", "Ban 2026;"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("thu-moi.toml", 'a = "b"', "không có mẫu nào tên như vậy"),
        ("tra-loi.toml", "so_ngay = 10", "mục “so_ngay” phải là chữ"),
        ("tra-loi.toml", 'du = "{don_vi!r}"', "chỉ ghi tên một giá trị"),
        ("tra-loi.toml", 'du = "{0}"', "chỉ ghi tên một giá trị"),
        ("tra-loi.toml", 'du = "{mat_khau}"', "dùng {mat_khau} mà phần mềm không có"),
        ("tra-loi.toml", 'noi_nhan = [["x"]]', "phải là chữ, hoặc danh sách các chữ"),
    ],
)
def test_a_slip_is_told_before_anything_is_written(tmp_path: Path, name: str, text: str, said: str) -> None:
    own(tmp_path, name, text)
    with pytest.raises(SetupError) as told:
        check_templates(tmp_path)
    assert said in str(told.value)
    assert name in sovang("doctor", data=tmp_path).output


def test_a_file_that_is_not_utf8_or_too_large_is_told(tmp_path: Path) -> None:
    own(tmp_path, "co-quan.toml", "")
    (tmp_path / "templates" / "co-quan.toml").write_bytes("chuc_vu = 'CHỦ TỊCH'".encode("utf-16"))
    with pytest.raises(SetupError, match="UTF-8"):
        check_templates(tmp_path)
    own(tmp_path, "co-quan.toml", f'chuc_vu = "{"x" * 200_000}"')
    with pytest.raises(SetupError, match="lớn hơn"):
        check_templates(tmp_path)
