"""`sovang person`: shown first, erased on request, given to whom it is about."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from flows.importing.refused import TABLE
from register import Register
from register.exports.person import _TABLES
from register.whereabouts import PLACES
from sovang.cli import main
from tests.register.builders import saved


@pytest.fixture
def data(tmp_path: Path) -> Path:
    register = Register.open(tmp_path / "data")
    saved(register)
    register.close()
    return tmp_path / "data"


def run(monkeypatch: pytest.MonkeyPatch, data: Path, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["sovang", "person", *words, "--data", str(data)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_nothing_is_erased_before_it_was_shown(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, data, "erase", "Lò Thử", "--birth-year", "1980") == 0
    told = capsys.readouterr().out
    assert "SẼ XÓA: 3 sáng kiến" in told
    assert "0900 *** *01" in told
    assert "TỆP GỐC" in told
    assert "Chưa xóa gì" in told
    assert run(monkeypatch, data, "erase", "Lò Thử", "--birth-year", "1980", "--apply") == 2, "no reason given"
    assert run(monkeypatch, data, "erase", "Lò Thử", "--birth-year", "1980", "--apply", "--why", "đơn ngày 5/4") == 0
    assert "nhật ký dòng" in capsys.readouterr().out
    assert run(monkeypatch, data, "erase", "Lò Thử", "--birth-year", "1980", "--json") == 0
    assert json.loads(capsys.readouterr().out)["rows"] == []


def test_what_is_kept_of_a_person_is_given_to_him_and_that_is_noted(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("tôi.xlsx", "tôi.jsonl"):
        out = tmp_path / name
        assert run(monkeypatch, data, "export", "lò THỬ", "--out", str(out), "--why", "đơn") == 0
    book = openpyxl.load_workbook(tmp_path / "tôi.xlsx")
    assert [page.title for page in book] == ["Sáng kiến", "Nhắc tên", "Tệp gốc"]
    assert book["Sáng kiến"].max_row == 4
    assert "0900 000 001" in {cell.value for row in book["Sáng kiến"].iter_rows() for cell in row}
    lines = [json.loads(line) for line in (tmp_path / "tôi.jsonl").read_text("utf-8").splitlines()]
    assert [line["what"] for line in lines] == ["row", "row", "row", "file"]
    register = Register.open(data)
    told = register.audit("person")
    register.close()
    assert [line["action"] for line in told] == ["person-exported", "person-exported"]
    assert "Lò Thử" not in json.dumps(told[0], ensure_ascii=False, default=str)
    assert told[0]["detail"]["why"] == "đơn"


@pytest.mark.parametrize(
    "words",
    [("erase", "Thử"), ("erase", "Lò Thử", "--phone", "12"), ("export", "Lò Thử", "--out", "a.docx", "--why", "x")],
)
def test_wrong_usage_is_one_line(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert run(monkeypatch, data, *words) == 2
    assert capsys.readouterr().err.startswith("Lỗi: ")


def test_a_code_that_names_nothing_of_his_is_refused_before_anything_is_erased(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("erase", "Lò Thử", "--birth-year", "1980", "--with", "HS9999-00001")
    for more in ((), ("--why", "đơn", "--apply")):
        assert run(monkeypatch, data, *asked, *more) == 2
        assert "--with: không thấy người này ở HS9999-00001" in capsys.readouterr().err
    assert run(monkeypatch, data, "erase", "Lò Thử", "--birth-year", "1980") == 0


def test_a_reason_that_is_none_is_refused(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, data, "export", "Lò Thử", "--out", str(data / "a.xlsx"), "--why", " ") == 2
    assert "--why cần lý do" in capsys.readouterr().err


def test_every_place_that_names_people_has_its_words() -> None:
    assert {place.table.name for place in PLACES} | {TABLE} <= {*_TABLES}


def test_nobody_is_told(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, data, "erase", "Người Không Có") == 1
    assert "Sổ không giữ gì của người này" in capsys.readouterr().out
    out = data / "toi.xlsx"
    assert run(monkeypatch, data, "export", "Người Không Có", "--out", str(out), "--why", "đơn") == 1
    told = capsys.readouterr()
    assert ("Sổ không giữ gì của người này" in told.out, "Đã xuất" in told.err) == (True, False)
    assert not out.exists()
    assert run(monkeypatch, data, "sweep") == 0
    assert "Không có tệp gốc nào" in capsys.readouterr().out
