"""`sovang units` and `sovang export units`, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner, Result

from register.register import Register
from schemas.dossier import Letter
from sovang.cli import app
from tests.register.builders import received, result


def sovang(*arguments: str, data: Path) -> Result:
    return CliRunner().invoke(app, [*arguments, "--data", str(data)])


def listed(path: Path, *rows: tuple[str, ...]) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (("Mã đơn vị", "Tên đơn vị", "Cấp trên"), *rows):
        page.append(row)
    book.save(path)
    return path


def filled(data: Path) -> None:
    register = Register.open(data)
    dossier_id = received(register)
    letter = Letter(issuing_unit="CĐCS Xưởng gỗ Mẫu", programme="75-nghin-sang-kien")
    register.save(dossier_id, result(letter=letter))
    register.close()


def test_a_list_is_tried_imported_and_dossiers_are_named(tmp_path: Path) -> None:
    data = tmp_path / "d"
    filled(data)
    rows = [("xuong-mau", "Công đoàn cơ sở Xưởng gỗ Mẫu", "ldld-bac-kan"), ("to-moc", "CĐCS Tổ mộc", "ldld-bac-kan")]
    path = listed(tmp_path / "u.xlsx", *rows)
    tried = sovang("units", "import", str(path), "--dry-run", data=data)
    assert tried.exit_code == 0
    assert "Sẽ thêm 2 đơn vị" in tried.output
    assert json.loads(sovang("units", "list", "--json", data=data).output) == []
    done = sovang("units", "import", str(path), data=data)
    assert "Đã thêm 2 đơn vị" in done.output
    assert "đã biết đơn vị gửi: 1" in done.output
    assert (
        "xuong-mau: Công đoàn cơ sở Xưởng gỗ Mẫu (Công đoàn cơ sở, thuộc ldld-bac-kan)"
        in sovang("units", "list", data=data).output
    )
    again = json.loads(sovang("units", "import", str(path), "--json", data=data).output)
    assert (again["added"], again["changed"], again["same"], again["done"]) == ([], [], 2, True)


def test_one_bad_row_and_nothing_is_imported(tmp_path: Path) -> None:
    path = listed(tmp_path / "u.xlsx", ("tot", "CĐCS Tốt", "ldld-bac-kan"), ("xau", "CĐCS Xấu", "khong-co"))
    done = sovang("units", "import", str(path), "--json", data=tmp_path / "d")
    assert done.exit_code == 2
    found = json.loads(done.stdout)
    assert (found["done"], [bad["row"] for bad in found["bad"]]) == (False, [3])
    assert json.loads(sovang("units", "list", "--json", data=tmp_path / "d").output) == []


def test_a_provinces_known_units_are_a_list_to_begin_with(tmp_path: Path) -> None:
    data, out = tmp_path / "d", tmp_path / "u.xlsx"
    assert sovang("units", "export", "--out", str(out), data=data).exception is not None
    assert sovang("units", "export", "--out", str(out), "--province", "bac kan", data=data).exit_code == 0
    ids = {row[0].value for row in load_workbook(out)["Đơn vị"].iter_rows(min_row=2)}
    assert {"ldld-bac-kan", "ldld-huyen-na-ri", "cdn-y-te-bac-kan"} <= ids
    again = json.loads(sovang("units", "import", str(out), "--json", data=data).output)
    assert (again["added"], again["changed"], again["bad"]) == ([], [], [])


def test_a_person_says_what_a_writing_means(tmp_path: Path) -> None:
    data = tmp_path / "d"
    filled(data)
    wrong = sovang("units", "alias", "CĐCS Xưởng gỗ Mẫu", "khong-co", data=data)
    assert "Không có đơn vị “khong-co”" in str(wrong.exception)
    sovang("units", "alias", "CĐCS Xưởng gỗ Mẫu", "ldld-huyen-na-ri", data=data)
    register = Register.open(data)
    assert [d.unit_id for d in register.dossiers()] == ["ldld-huyen-na-ri"]
    register.close()
    gone = sovang("units", "alias", "cđcs xưởng gỗ mẫu", "ldld-huyen-na-ri", "--forget", "--json", data=data)
    assert json.loads(gone.output) == {"unit_id": "ldld-huyen-na-ri", "done": True, "looked_up": 1}


def test_progress_goes_out_and_stands_in_the_status(tmp_path: Path) -> None:
    data, out = tmp_path / "d", tmp_path / "u.jsonl"
    filled(data)
    sovang("units", "alias", "CĐCS Xưởng gỗ Mẫu", "ldld-huyen-na-ri", data=data)
    done = sovang("export", "units", "--out", str(out), "--on", "10/04/2021", data=data)
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    na_ri = next(row for row in rows if row.get("unit_id") == "ldld-huyen-na-ri" and row["row"] == "unit")
    assert (na_ri["filed"], na_ri["innovations"], na_ri["days_left"]) == (True, 3, 10)
    assert sovang("export", "units", "--out", str(out), "--today", "--on", "2026-01-05", data=data).exit_code == 0
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {row["unit_id"] for row in rows if row["row"] == "unit" and row["filed"]} == {"ldld-thai-nguyen-2025"}
    assert "1/11 đơn vị đã gửi" in sovang("status", data=data).output
    told = json.loads(sovang("status", "--json", data=data).output)["units"]
    assert [(one["programme"], one["units_filed"]) for one in told] == [("75-nghin-sang-kien", 1)]
    assert sovang("export", "dossiers", "--out", str(out), "--today", data=data).exit_code == 2
