"""Rows that a list could not bring in lie beside the register: they are found, forgotten and given like all else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.importing import refused
from flows.importing.bring import Wish, bring
from flows.office import Office, open_office
from register.exports.safe import guarded
from schemas.retention import Retention
from sovang.cli import main
from sovang.settings import Settings
from sovang.terms import retention
from tests.flows.importing.test_bring import HEADS, ROWS, _book

HIM = "Khoàng Thị Thủy"
BAD = [
    [3, HIM, 1984, "Trạm Y tế", "0945 111 222", "", "Không có tên sáng kiến"],
    [4, "Vừ A Sơn", 1990, "Trạm Y tế", "0945 333 444", "", "- cũng thiếu tên"],
]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    opened = open_office(tmp_path / "data", workers=1)
    found = bring(opened, _book(tmp_path / "ds.xlsx", HEADS, *ROWS, *BAD), Wish())
    assert found.bad_rows == 2
    return opened


def csv_of(office: Office) -> Path:
    [path] = (office.data / "import").iterdir()
    return path


def person(monkeypatch: pytest.MonkeyPatch, office: Office, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["sovang", "person", *words, "--data", str(office.data)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_rows_are_written_as_spreadsheets_may_take_them(office: Office) -> None:
    assert guarded("- cũng thiếu tên") in csv_of(office).read_text("utf-8-sig")


def test_a_person_who_is_only_in_a_refused_row_is_shown_given_and_forgotten(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert person(monkeypatch, office, "erase", HIM) == 0
    shown = capsys.readouterr().out
    assert "DÒNG CHƯA NHẬP ĐƯỢC" in shown
    assert "trang 1 dòng 4" in shown
    assert "945 111 222" not in shown, "phones are masked"
    out = tmp_path / "toi.jsonl"
    assert person(monkeypatch, office, "export", HIM, "--out", str(out), "--why", "đơn") == 0
    [line] = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert line["data"]["table"] == "refused"
    assert person(monkeypatch, office, "erase", HIM, "--why", f"đơn của {HIM}", "--apply") == 0
    assert "Đã xóa 1 dòng chưa nhập được" in capsys.readouterr().out
    left = csv_of(office).read_text("utf-8-sig")
    assert HIM not in left
    assert "Vừ A Sơn" in left
    [noted] = office.register.audit("person")[-1:]
    assert noted["action"] == "rows-dropped"
    assert HIM not in json.dumps(noted["detail"], ensure_ascii=False)
    assert person(monkeypatch, office, "erase", HIM) == 1


def test_one_who_is_in_the_register_too_is_forgotten_in_both(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = [[5, "Lò Thị Mẫu", 1980, "Trạm", "0912345678", "", "thiếu tên"]]
    bring(office, _book(tmp_path / "ds2.xlsx", HEADS, [1, *ROWS[0][1:5], "Cách khác", "x"], *other), Wish())
    assert person(monkeypatch, office, "erase", "Lò Thị Mẫu", "--why", "đơn", "--apply") == 0
    assert [p for p in (office.data / "import").iterdir() if "Lò Thị Mẫu" in p.read_text("utf-8-sig")] == []
    assert len([*(office.data / "import").iterdir()]) == 1, "a file without rows goes"
    assert "Lò Thị Mẫu" not in {a.full_name for i in office.register.innovations() for a in i.authors}


def test_a_file_whose_time_is_over_goes(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(office, _book(tmp_path / "ds3.xlsx", HEADS, *BAD), Wish())  # of which nothing could be brought in
    assert len([*(office.data / "import").iterdir()]) == 2
    settings = Settings(data=office.data, retention=Retention(phone=0))
    later = next(office.register.dossiers()).received_at.date().replace(year=2100)
    assert retention(settings, later, "", apply=False, as_json=False) == 0
    assert capsys.readouterr().out.count("sẽ xóa cả tệp") == 2
    assert retention(settings, later, "quy chế", apply=True, as_json=False) == 0
    assert "Đã xóa 2 tệp -dong-loi.csv" in capsys.readouterr().out
    assert [*(office.data / "import").iterdir()] == []
    assert refused.held(office.data, ["HS2026-00001"]) == []
