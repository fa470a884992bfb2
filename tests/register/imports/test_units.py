"""Workbooks of units: out and in again; bad rows named, nothing half-done; hostile files."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from register.exports.catalogue import export_catalogue, part_of
from register.imports import workbook
from register.imports.units import Plan, read_units
from schemas.errors import SetupError
from schemas.unit import Target, Unit, UnitKind, UnitName, UnitParent, UnitPlace
from schemas.units.catalogue import Catalogue
from schemas.units.seed import seed
from tests.schemas.units.office import office

PROGRAMMES = {"75-nghin-sang-kien": "75-nghin-sang-kien", "75 nghin sang kien": "75-nghin-sang-kien"}
HEADS = ["Mã đơn vị", "Tên đơn vị", "Cấp trên", "Từ ngày", "Đến hết ngày", "Kênh liên lạc", "Số đoàn viên"]


def book(path: Path, *rows: Sequence[object], heads: Sequence[str] = HEADS, **more: Sequence[Sequence[object]]) -> Path:
    """A workbook with one page of units and others by name, their first rows being headings."""
    made = Workbook()
    page = made.active
    assert page is not None
    page.append(["DANH SÁCH ĐƠN VỊ"])
    for row in ([], heads, *rows):
        page.append(list(row))
    for name, lines in more.items():
        other = made.create_sheet(name)
        for line in lines:
            other.append(list(line))
    made.save(path)
    return path


def read(path: Path, known: Catalogue | None = None, parent: str | None = None) -> tuple[Catalogue, Plan]:
    return read_units(path, known or seed(), PROGRAMMES, parent)


def told(plan: Plan) -> dict[int, str]:
    return {bad.row: bad.reason for bad in plan.bad}


def full() -> Unit:
    """One of everything."""
    change = date(2022, 5, 1)
    return Unit(
        id="xuong-mau",
        kind=UnitKind.GRASSROOTS,
        names=[
            UnitName(name="=CĐCS Xưởng Mẫu", symbol="CĐCS", source="QĐ 1", valid_to=change),
            UnitName(name="CĐCS Nhà máy Mẫu", short_name="CĐ NM", valid_from=change),
        ],
        parents=[
            UnitParent(parent_id="ldld-huyen-na-ri", valid_to=date(2025, 7, 1)),
            UnitParent(parent_id="ldld-thai-nguyen-2025", valid_from=date(2025, 7, 1)),
        ],
        places=[UnitPlace(province="Bắc Kạn", district="Na Rì", ward="Mẫu")],
        aliases=["NM Mẫu", "+84 Mẫu"],
        channel="tdoffice",
        members=120,
        cluster="Cụm số 2",
        targets=[
            Target(programme="75-nghin-sang-kien", target=12, quota=3),
            Target(programme="75-nghin-sang-kien", phase="dot-1", percent=12.5),
        ],
    )


def test_what_goes_out_comes_in_again_equal(tmp_path: Path) -> None:
    every = seed() | Catalogue([full()])
    export_catalogue(every, tmp_path / "u.xlsx")
    found, plan = read_units(tmp_path / "u.xlsx", every, PROGRAMMES)
    assert plan.bad == []
    assert found.units == every.units
    assert {key: set(map(repr, e.links)) for key, e in found.events.items()} == {
        key: set(map(repr, e.links)) for key, e in every.events.items()
    }
    assert (plan.added, plan.changed, plan.same) == ([], [], len(every.units))


def test_a_part_of_the_catalogue_takes_its_events_along(tmp_path: Path) -> None:
    part = part_of(seed(), {"ldld-bac-kan", "ldld-thai-nguyen-2025"})
    assert set(part.events) == {"2025-thai-nguyen"}
    assert export_catalogue(part, tmp_path / "u.xlsx") == 2
    assert load_workbook(tmp_path / "u.xlsx").sheetnames == ["Đơn vị", "Biến động", "Chỉ tiêu"]


def test_the_workbook_has_no_formula_and_its_last_days_are_included(tmp_path: Path) -> None:
    export_catalogue(Catalogue([full()]), tmp_path / "u.xlsx")
    page = load_workbook(tmp_path / "u.xlsx")["Đơn vị"]
    rows = [dict(zip([c.value for c in page[1]], row, strict=True)) for row in page.iter_rows(min_row=2)]
    assert (rows[0]["Tên đơn vị"].value, rows[0]["Tên đơn vị"].data_type) == ("=CĐCS Xưởng Mẫu", "s")
    assert rows[0]["Đến hết ngày"].value == datetime(2022, 4, 30)
    assert [row["Cấp trên"].value for row in rows] == [
        "ldld-huyen-na-ri",
        "ldld-huyen-na-ri",
        "ldld-thai-nguyen-2025",
    ]


def test_a_plain_list_of_names_is_enough(tmp_path: Path) -> None:
    path = book(tmp_path / "u.xlsx", ["CĐCS Xưởng Mẫu"], ["CĐCS Trường THPT Mẫu"], heads=["Tên CĐCS"])
    found, plan = read(path, parent="ldld-bac-kan")
    assert plan.bad == []
    assert plan.added == ["cdcs-xuong-mau", "cdcs-truong-thpt-mau"]
    unit = found.units["cdcs-xuong-mau"]
    assert (unit.kind, unit.parents[0].parent_id) == (UnitKind.GRASSROOTS, "ldld-bac-kan")
    again, second = read(path, seed() | found, parent="ldld-bac-kan")
    assert (second.added, second.changed, again.units) == ([], [], found.units)


def test_a_parent_may_be_named_and_kinds_follow_from_names(tmp_path: Path) -> None:
    rows = [
        [None, "CĐN Y tế tỉnh Lai Châu", "LĐLĐ tỉnh Lai Châu"],
        [None, "Công đoàn các KCN tỉnh Lai Châu", "LĐLĐ tỉnh Lai Châu"],
        [None, "CĐCS Bệnh viện Mẫu", "Công đoàn ngành Y tế tỉnh Lai Châu", None, None, "Giấy", "1.250"],
    ]
    found, plan = read(book(tmp_path / "u.xlsx", *rows))
    assert plan.bad == []
    assert "cdn-y-te-lai-chau" not in plan.added
    hospital = found.units["cdcs-bv-mau"]
    assert (hospital.parents[0].parent_id, hospital.channel, hospital.members) == ("cdn-y-te-lai-chau", "paper", 1250)
    assert {unit.kind for unit in found.units.values()} >= {UnitKind.ZONES, UnitKind.SECTOR}


def test_bad_rows_are_named_with_their_reason_and_good_ones_wait(tmp_path: Path) -> None:
    rows = [
        ["tot", "CĐCS Tốt", "ldld-bac-kan"],
        ["Mã Sai", "CĐCS Mã sai"],
        ["khong-ten", None, "ldld-bac-kan"],
        ["ngay-sai", "CĐCS Ngày sai", None, "31/02/2021"],
        ["lui", "CĐCS Lùi", None, "01/05/2021", "01/04/2021"],
        ["mo-coi", "CĐCS Mồ côi", "khong-co"],
        ["kenh", "CĐCS Kênh", None, None, None, "bồ câu"],
        ["so", "CĐCS Số", None, None, None, None, "nhiều"],
        [None, "CĐCS Tốt", "ldld-bac-kan"],
        ["vong-a", "CĐCS Vòng A", "vong-b"],
        ["vong-b", "CĐCS Vòng B", "vong-a"],
        ["hai-ten", "CĐCS Một"],
        ["hai-ten", "CĐCS Hai"],
    ]
    found = told(read(book(tmp_path / "u.xlsx", *rows))[1])
    wanted = {
        5: "chữ thường không dấu",
        6: "thiếu tên",
        7: "không có ngày “31/02/2021”",
        8: "sau ngày bắt đầu",
        9: "không có đơn vị cấp trên “khong-co”",
        10: "bồ câu",
        11: "không phải số",
        12: "trùng với dòng 4",
        13: "đi vòng",
        14: "đi vòng",
        15: "hai tên cùng có hiệu lực",
    }
    assert set(found) == set(wanted)
    assert [row for row, part in wanted.items() if part not in found[row]] == []


def test_what_a_page_has_no_column_for_stays_as_it_was(tmp_path: Path) -> None:
    known = seed() | Catalogue([full()])
    path = book(tmp_path / "u.xlsx", ["xuong-mau", "CĐCS Nhà máy Mẫu", 130], heads=["Mã", "Tên đơn vị", "Số đoàn viên"])
    found, plan = read(path, known)
    assert plan.bad == []
    assert found.units["xuong-mau"] == full().model_copy(update={"members": 130})


def test_a_parents_name_that_two_bodies_had_means_the_one_of_the_time(tmp_path: Path) -> None:
    parent = "LĐLĐ tỉnh Quảng Trị"
    rows = [["a", "CĐCS A", parent], ["b", "CĐCS B", parent, None, "31/12/2024"]]
    found, plan = read(book(tmp_path / "u.xlsx", *rows))
    assert plan.bad == []
    assert [found.units[one].parents[0].parent_id for one in "ab"] == ["ldld-quang-tri-2025", "ldld-quang-tri"]


def test_events_and_targets_are_read_from_their_own_pages(tmp_path: Path) -> None:
    rows = [["cu", "CĐCS Cũ", "ldld-bac-kan", None, "30/06/2025"], ["moi", "CĐCS Mới", "ldld-bac-kan", "01/07/2025"]]
    events = [
        ["Mã biến động", "Ngày", "Loại biến động", "Đơn vị cũ", "Đơn vị mới", "Tỷ lệ (%)"],
        ["sn-1", datetime(2025, 7, 1), "Sáp nhập", "cu", "moi", "100 %"],
    ]
    targets = [
        ["Mã đơn vị", "Chương trình", "Chỉ tiêu", "Hạn mức"],
        ["moi", "75 nghìn sáng kiến", "2.300", 3],
        ["ldld-bac-kan", "75-nghin-sang-kien", 4000, None],
    ]
    found, plan = read(book(tmp_path / "u.xlsx", *rows, events=events, targets=targets))
    assert plan.bad == []
    assert found.successor("cu", date(2026, 1, 1)) == "moi"
    assert found.units["moi"].targets == [Target(programme="75-nghin-sang-kien", target=2300, quota=3)]
    assert found.units["ldld-bac-kan"].targets[0].target == 4000
    assert plan.changed == ["ldld-bac-kan"]


def test_wrong_events_and_targets_are_named(tmp_path: Path) -> None:
    events = [
        ["Ngày", "Loại biến động", "Đơn vị cũ", "Đơn vị mới"],
        [None, "Giải thể", "ldld-lai-chau", None],
        ["01/07/2026", "Tan biến", "ldld-lai-chau", None],
        ["01/07/2026", "Giải thể", "ldld-lai-chau", None],
    ]
    targets = [["Mã đơn vị", "Chương trình", "Chỉ tiêu"], ["la", "75-nghin-sang-kien", 1], ["ldld-lai-chau", "nao", 1]]
    plan = read(book(tmp_path / "u.xlsx", ["a", "CĐCS A"], events=events, targets=targets))[1]
    reasons = [(bad.page, bad.row, bad.reason) for bad in plan.bad]
    assert ("events", 2, "thiếu ngày của biến động") in reasons
    assert any(page == "events" and row == 3 and "Tan biến" in reason for page, row, reason in reasons)
    assert ("targets", 2, "không có đơn vị “la” trong danh mục") in reasons
    assert ("targets", 3, "không có chương trình “nao”") in reasons
    assert any("ldld-lai-chau" in reason and "tên còn hiệu lực" in reason for _, _, reason in reasons)


def test_one_name_under_two_parents_needs_ids(tmp_path: Path) -> None:
    rows = [[None, "CĐCS Trường THCS Hoa Ban", "huyen-suoi-ngan"], [None, "CĐCS Tổ Mẫu", "CĐCS Trường THCS Hoa Ban"]]
    found, plan = read(book(tmp_path / "u.xlsx", *rows), office())
    assert set(found.units) >= {"thcs-hoa-ban-sn"}
    assert "nhiều đơn vị" in told(plan)[5]


def test_a_second_id_for_a_name_under_one_parent_is_a_bad_row(tmp_path: Path) -> None:
    rows = [
        ["na-ri", "LĐLĐ H. Na Rì", "ldld-bac-kan"],
        ["a", "CĐCS Tổ Mẫu", "ldld-bac-kan", None, "30/06/2025"],
        ["b", "Công đoàn cơ sở Tổ Mẫu", "ldld-bac-kan", "01/07/2025"],
        ["c", "CĐCS TỔ MẪU", "ldld-bac-kan", "01/01/2026"],
        ["d", "CĐCS Tổ Mẫu", "ldld-lai-chau"],
    ]
    found = told(read(book(tmp_path / "u.xlsx", *rows))[1])
    assert set(found) == {4, 7}
    assert ("ldld-huyen-na-ri" in found[4], "đơn vị b" in found[7]) == (True, True)


def test_files_that_are_no_list_of_units_stop_with_advice(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"khong phai excel")
    with pytest.raises(SetupError, match=r"không phải tệp Excel \.xlsx"):
        read(tmp_path / "a.xlsx")
    with pytest.raises(SetupError, match="Không có tệp"):
        read(tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w") as packed:
        packed.writestr("xl/workbook.xml", "<a")
    with pytest.raises(SetupError, match="tệp Excel hỏng"):
        read(tmp_path / "c.xlsx")
    with pytest.raises(SetupError, match="không có cột “Tên đơn vị”"):
        read(book(tmp_path / "d.xlsx", ["x", "y"], heads=["Cột lạ", "Cột khác"]))
    with pytest.raises(SetupError, match="Không có đơn vị “la”"):
        read(book(tmp_path / "e.xlsx", ["a", "CĐCS A"]), parent="la")


def test_a_file_that_unpacks_too_large_or_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", b" " * (workbook.MAX_UNPACKED + 1))
    with pytest.raises(SetupError, match="quá lớn"):
        read(tmp_path / "bomb.xlsx")
    monkeypatch.setattr(workbook, "MAX_ROWS", 5)
    with pytest.raises(SetupError, match="quá 5 dòng"):
        read(book(tmp_path / "long.xlsx", *[[f"a{n}", f"CĐCS {n}"] for n in range(9)]))


def test_overlong_and_odd_cells_are_bad_rows(tmp_path: Path) -> None:
    rows = [["a", "CĐCS " + "x" * 3000], ["b", "CĐCS B", None, 44000], ["c", "CĐCS C", None, None, None, None, -3]]
    assert set(told(read(book(tmp_path / "u.xlsx", *rows))[1])) == {4, 5, 6}
