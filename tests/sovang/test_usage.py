"""Wrong usage is one Vietnamese line with the next step, and exit status 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from register import Register
from sovang.usage import in_vietnamese
from tests.sovang.test_cli import sovang

WRONG = [
    (["bay"], "không có lệnh “bay”"),
    (["ingest"], "còn thiếu TỆP"),
    (["export"], "còn thiếu NỘI-DUNG; chọn: innovations, dossiers, duplicates, units, portal"),
    (["export", "tranh", "--out", "x"], "NỘI-DUNG không nhận “tranh”"),
    (["export", "innovations"], "còn thiếu --out"),
    (["export", "innovations", "--out", "x", "--format", "tranh"], "--format không nhận “tranh”; chọn: jsonl, csv"),
    (["export", "dossiers", "--out", "x", "--today"], "--today chỉ dùng với units"),
    (["export", "units", "--out", "x", "--on", "32/13/2020"], "viết như 31/07/2023"),
    (["export", "units", "--out", "x.csv", "--format", "xlsx"], "--format xlsx không hợp với tệp x.csv"),
    (["columns", "HS2026-00001", "--table", "hai"], "--table phải là một số nguyên"),
    (["columns", "--set", "2=title"], "--set cần mã hồ sơ"),
    (["find", "--limit", "0"], "--limit phải từ 1 trở lên"),
    (["find", "--year", "20261"], "--year nhiều nhất là 2100"),
    (["find", "--min", "50.000.000"], "--min phải là một số nguyên, chỉ gồm chữ số"),
    (["find", "--min", "5", "--max", "1"], "--min phải nhỏ hơn hoặc bằng --max"),
    (["find", "--from", "02/01/2026", "--to", "01/01/2026"], "--from phải trước hoặc đúng ngày --to"),
    (["find", "--after", "trang-2"], "--after không nhận “trang-2”"),
    (["export", "innovations", "--out", "so.pdf"], "Không xuất được tệp .pdf; các dạng có: jsonl, csv, xlsx"),
    (["import", "samples"], "samples là thư mục"),
    (["match", "--out", "x.csv"], "--out chỉ dùng với --records"),
    (["status", "a", "b"], "thừa: a b"),
    (["status", "--bay"], "không có tùy chọn “--bay”"),
    (["status", "--data"], "sau --data phải có giá trị"),
    (["status", "--json=3"], "--json không có giá trị đi kèm"),
    (["status", "--database", "không phải địa chỉ"], "Địa chỉ cơ sở dữ liệu viết sai"),
    (["status", "--database", "postgresql://localhost/so"], "Địa chỉ cơ sở dữ liệu viết sai"),
    (["read", "samples"], "đây là thư mục"),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=[" ".join(given) for given, _ in WRONG])
def test_wrong_usage_is_one_vietnamese_line(given: list[str], said: str) -> None:
    done = sovang(*given)
    assert done.returncode == 2
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert line.startswith("Lỗi: ")
    assert said in line
    assert ".." not in line


def test_a_sentence_that_is_not_known_is_told_as_it_is() -> None:
    assert in_vietnamese("Something   new.") == "Something new"


def test_a_place_that_cannot_be_written_is_no_trace(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("x")
    Register.open(tmp_path / "data").close()
    for given in (
        ["nightly", "--plain", "--inbox", str(tmp_path / "tệp")],
        ["export", "innovations", "--out", str(tmp_path / "không có" / "so.xlsx")],
        ["export", "innovations", "--out", str(tmp_path)],
    ):
        done = sovang(*given, data=tmp_path / "data")
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert "thư mục" in done.stderr
        assert done.stderr.startswith("Lỗi: ")
    assert "đây là tệp, không phải thư mục" in sovang("status", data=tmp_path / "tệp").stderr


def test_the_ending_says_the_form(tmp_path: Path) -> None:
    Register.open(tmp_path / "data").close()
    for ending, begins in (("xlsx", b"PK"), ("csv", "\ufeffMã".encode()), ("jsonl", b"")):
        out = tmp_path / f"so.{ending}"
        assert sovang("export", "innovations", "--out", str(out), data=tmp_path / "data").returncode == 0
        assert out.read_bytes().startswith(begins)
