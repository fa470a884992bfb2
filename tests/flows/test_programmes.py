"""Programmes of an office, provinces' own rules, and what they say of a dossier on its way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flows import steps
from flows.office import Office, open_office
from flows.programmes import known_programmes, rules_for
from flows.report import WORKBOOK, write_workbook
from register.exports import words
from schemas.dossier import Letter
from schemas.errors import SetupError
from schemas.innovation import FieldReading
from schemas.programme import programmes
from tests.flows.makers import DRYER, dossier

OWN = """
id = "75-nghin-sang-kien"
name = "75 nghìn sáng kiến ở Bản Mẫu"
names = ["75 nghìn sáng kiến"]
source = "Công văn số 3/LĐLĐ"
dossier_deadline = 2021-04-01
"""


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one office's files are called is no other test's business."""
    monkeypatch.setattr(words, "_own", {})
    monkeypatch.setattr(words, "_own_phases", {})


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", workers=1)
    yield opened
    opened.register.close()


def put(data: Path, name: str, content: bytes | str) -> None:
    folder = data / "programmes"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


def findings(office: Office) -> dict[str, str]:
    dossiers, rows = office.register.dossiers(), office.register.innovations()
    return {str(f.code): f.message for item in [*dossiers, *rows] for f in item.findings}


def test_the_offices_file_takes_the_packaged_ones_place(tmp_path: Path) -> None:
    put(tmp_path / "data", "cua-toi.toml", OWN)
    office = open_office(tmp_path / "data", workers=1)
    steps.ingest(office, [dossier(tmp_path / "a.docx", DRYER)])
    assert findings(office)["late-dossier"].endswith("sau hạn nộp 01/04/2021, theo Công văn số 3/LĐLĐ.")
    assert len(office.programmes) == len(programmes())
    write_workbook(office)
    sheet = load_workbook(office.data / WORKBOOK)["Sổ sáng kiến"]
    assert "75 nghìn sáng kiến ở Bản Mẫu" in {cell.value for cell in sheet[2]}
    office.register.close()


def test_a_province_by_setting_or_by_the_letter(office: Office, tmp_path: Path) -> None:
    steps.ingest(office, [dossier(tmp_path / "a.docx", DRYER)])
    assert "missing-decision" not in findings(office)
    there = replace(office, province="quang tri")
    [known] = there.register.dossiers()
    there.register.retry(known.id, "thử")
    steps.ingest(there, [])
    assert {"missing-decision", "recognition-missing"} <= set(findings(there))
    [known] = there.register.dossiers()
    assert known.status == "incomplete"


@pytest.mark.parametrize(
    ("letter", "province"),
    [
        (Letter(parent_unit="Liên đoàn Lao động tỉnh Quảng Trị"), "Quảng Trị"),
        (Letter(recipients=["Ban Thường vụ LĐLĐ tỉnh BẮC KẠN;"]), "Bắc Kạn"),
        (Letter(issuing_unit="Công đoàn ngành Y tế tỉnh Bac Kan"), "Bắc Kạn"),
        (Letter(issuing_unit="Công đoàn cơ sở Công ty Bắc Kạnh"), None),
        (Letter(fields={"date": FieldReading(as_read="Quảng Trị, ngày 09 tháng 4 năm 2021")}), "Quảng Trị"),
        (Letter(), None),
    ],
)
def test_the_letter_tells_the_province(letter: Letter, province: str | None) -> None:
    spring = next(p for p in programmes() if p.id == "75-nghin-sang-kien")
    assert rules_for(spring, letter, "") == spring.in_province(province)
    assert rules_for(spring, letter, "Cao Bằng") == spring, "the office's own province goes before the letter's"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.toml", "id = ", "a.toml: cuối tệp: viết sai cú pháp"),
        ("b.toml", "id = 'x'\nname = 'Tr\xe1'".encode("latin-1"), "bảng mã UTF-8"),
        ("c.toml", b"#" * 200_001, "quá lớn"),
    ],
)
def test_a_wrong_file_stops_the_office_from_opening(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    put(tmp_path, name, content)
    with pytest.raises(SetupError, match=told):
        open_office(tmp_path)
    assert not (tmp_path / "sovang.db").exists(), "nothing was begun"


def test_a_folder_in_a_files_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "programmes" / "d.toml").mkdir(parents=True)
    with pytest.raises(SetupError, match="không phải tệp thường"):
        known_programmes(tmp_path)
