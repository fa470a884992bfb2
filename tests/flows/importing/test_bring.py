from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from flows.importing import bring as bringing
from flows.importing.bring import Brought, Wish, bring
from flows.office import Office, open_office
from register.exports import export
from register.search.query import Query
from schemas.errors import SetupError
from schemas.innovation import Innovation, Status
from tests.register.builders import saved

HEADS = ["TT", "Họ và tên", "Năm sinh", "Đơn vị công tác", "Số điện thoại", "Tên sáng kiến", "Tóm tắt nội dung"]
ROWS = [
    [1, "Lò Thị Mẫu", 1980, "Trạm Y tế Bản Mẫu", 912345678.0, "Lò sấy dược liệu", "Sấy bằng khí nóng"],
    [2, "Hồ Văn Thử", 1975, "Xưởng gỗ Mẫu", "0987 654 321", "Giá treo ống mềm", "Hàn khung thép"],
]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", workers=2)
    yield opened
    opened.register.close()


def _book(path: Path, *rows: list[object], title: str = "DS") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def _in(office: Office) -> list[Innovation]:
    return list(office.register.innovations())


def test_a_list_goes_into_the_register(office: Office, tmp_path: Path) -> None:
    heads = [*HEADS, "Đơn vị gửi", "Chương trình", "Giá trị làm lợi (triệu đồng)"]
    rows = [
        [*row, "Công đoàn Huyện Mẫu", "1-trieu-sang-kien", amount] for row, amount in zip(ROWS, (35, 1.5), strict=True)
    ]
    found = bring(office, _book(tmp_path / "sổ.xlsx", ["SỔ SÁNG KIẾN"], [], heads, *rows), Wish(person="thu"))
    assert (found.rows, found.bad_rows, found.unknown) == (2, 0, [])
    one, two = _in(office)
    assert [a.full_name for a in (*one.authors, *two.authors)] == ["Lò Thị Mẫu", "Hồ Văn Thử"]
    assert (one.authors[0].phone, one.authors[0].birth_year) == ("+84912345678", 1980)
    assert (one.title, one.summary, one.benefit_vnd, two.benefit_vnd) == (
        *("Lò sấy dược liệu", "Sấy bằng khí nóng"),
        *(35_000_000, 1_500_000),
    )
    assert (one.dossier.channel, one.dossier.unit, one.programme) == (
        "import",
        "Công đoàn Huyện Mẫu",
        "1-trieu-sang-kien",
    )
    assert (one.source.file, one.source.page, one.source.row) == ("sổ.xlsx", 1, 4)
    assert [hit.id for hit in office.register.finder.page(Query(words="say duoc lieu", unit="huyen mau")).hits] == [
        one.id
    ]
    assert office.register.verify() == []
    assert "imported" in [line["action"] for line in office.register.audit()]


def test_the_same_file_again_is_told_and_does_nothing(office: Office, tmp_path: Path) -> None:
    first = bring(office, _book(tmp_path / "a.xlsx", HEADS, *ROWS), Wish())
    (tmp_path / "b.xlsx").write_bytes((tmp_path / "a.xlsx").read_bytes())
    again = bring(office, tmp_path / "b.xlsx", Wish(programme="1-trieu-sang-kien"))
    assert again.known and again.dossier == first.dossier and len(_in(office)) == 2


def test_a_dry_run_tells_and_writes_nothing(office: Office, tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", HEADS, *ROWS, [3, "Không Tên", 1980, "Tổ", "", "", "có tóm tắt"])
    before = {p: p.stat().st_mtime_ns for p in office.data.rglob("*")}
    found = bring(office, path, Wish(dry=True))
    assert (found.rows, found.bad_rows, found.dossier, found.dry) == (2, 1, None, True)
    assert found.first[0]["title"] == "Lò sấy dược liệu" and "thiếu tên" in found.bad[0].reason
    assert {p: p.stat().st_mtime_ns for p in office.data.rglob("*")} == before


def test_a_column_that_nobody_knows_is_asked_about_first(office: Office, tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", [*HEADS, "Mức độ hài lòng"], [*ROWS[0], "cao"])
    found = bring(office, path, Wish())
    assert found.unknown == ["Mức độ hài lòng"] and _in(office) == [] and list(office.register.dossiers()) == []
    with pytest.raises(SetupError, match=r"“muc hai long”.*không có cột ấy.*Mức độ hài lòng"):
        bring(office, path, Wish(columns={"muc hai long": "note"}))
    with pytest.raises(SetupError, match="dòng tiêu đề"):
        bring(office, _book(tmp_path / "b.xlsx", ["Ghi chú", "Khác"], ["một", "hai"]), Wish())
    assert office.register.verify() == [], "no original is kept of a list that was not brought in"
    assert not [found for found in office.register.files.root.rglob("*") if found.is_file()]
    bring(office, path, Wish(columns={"muc do hai long": "note"}))
    assert any("cao" in finding.message for finding in _in(office)[0].findings)


def test_bad_rows_are_left_out_with_their_reason(office: Office, tmp_path: Path) -> None:
    lost = [3, "Vàng A Mẫu", 1970, "Tổ", "", '=A1&"x"', ""]  # openpyxl saves no results
    path = _book(tmp_path / "a.xlsx", HEADS, ROWS[0], [2, "Vô Đề", 1970, "Tổ", "", "", "tóm tắt"], lost, ROWS[1])
    found = bring(office, path, Wish())
    assert (found.rows, found.bad_rows) == (2, 2) and found.left_out is not None
    with Path(found.left_out).open(encoding="utf-8-sig", newline="") as stream:
        told = list(csv.reader(stream))
    assert [row[1] for row in told[1:]] == ["3", "4"] and "Vô Đề" in told[1] and "công thức" in told[2][2]


def test_what_is_no_row_is_no_row(office: Office, tmp_path: Path) -> None:
    two = ["TT", "Tác giả", None, None, None, "Tên sáng kiến", "Tóm tắt nội dung"]
    below = [None, *HEADS[1:5], None, None]
    noise: list[list[object]] = [[], ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"], ["I. Ngành Mẫu"]]
    rows = [*noise, ROWS[0], two, below, [None] * 7, ROWS[1], ["Tổng cộng", None, None, None, None, 2]]
    found = bring(office, _book(tmp_path / "a.xlsx", ["DANH SÁCH"], two, below, *rows), Wish())
    assert (found.rows, found.bad_rows) == (2, 0), found.bad
    assert [i.authors[0].birth_year for i in _in(office)] == [1980, 1975]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ";"), ("utf-8-sig", ","), ("utf-16", "\t"), ("utf-16-le", ","), ("cp1258", ";")],
)
def test_text_files_in_any_letters(office: Office, tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in (HEADS, *ROWS)).replace(".0", "")
    text = "".join(map(_half, lines)) if encoding == "cp1258" else lines  # it has the tones apart
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    assert bring(office, path, Wish()).rows == 2
    assert [i.title for i in _in(office)] == ["Lò sấy dược liệu", "Giá treo ống mềm"]
    assert _in(office)[0].authors[0].full_name == "Lò Thị Mẫu"


def _half(letter: str) -> str:
    for tone in "\u0300\u0301\u0303\u0309\u0323":
        apart = unicodedata.normalize("NFD", letter)
        if tone in apart:
            return unicodedata.normalize("NFC", apart.replace(tone, "")) + tone
    return letter


def test_old_fonts_are_undone(office: Office, tmp_path: Path) -> None:
    rows = [["1", "Lß ThÞ MÉu", "1980", "Tr¹m Y tÕ B¶n MÉu", "", "Lß sÊy d­îc liÖu", "SÊy b»ng khÝ nãng thæi"]]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(",".join(row) for row in [HEADS, *rows * 5]), "utf-8")
    bring(office, path, Wish())
    assert _in(office)[0].title == "Lò sấy dược liệu"


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_what_was_exported_comes_back_as_it_was(office: Office, tmp_path: Path, form: str) -> None:
    ids = saved(office.register)
    accepted = office.register.reading(ids[0]).accepted.model_copy(
        update={
            "title": "=Máy bào\u2028tự chế",
            "benefit_vnd": 12_000_000,
            "benefit_period": "month",
            "awards": ["A", "B"],
        }
    )
    office.register.accept(ids[0], accepted, "thu")
    office.register.decide(ids[1], Status.REJECTED, "thu")
    export(office.register, "innovations", form, tmp_path / f"x.{form}")  # type: ignore[arg-type]
    there = open_office(tmp_path / "there", workers=1)
    found = bring(there, tmp_path / f"x.{form}", Wish())
    assert (found.rows, found.bad_rows) == (3, 0), found.bad
    other = {"id", "dossier", "source", "duplicate_candidates", "version_of"}
    want = [item.model_dump(exclude=other) for item in _in(office)]
    assert [item.model_dump(exclude=other) for item in _in(there)] == want
    assert [item.dossier.unit for item in _in(there)] == [item.dossier.unit for item in _in(office)]
    there.register.close()


def test_a_stopped_import_goes_on(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        [n, f"Lò Văn {chr(65 + n % 26)}", 1980, "Tổ", "", f"Sáng kiến số {n}" if n % 7 else "", "x"]
        for n in range(1, 91)
    ]
    path = _book(tmp_path / "a.xlsx", HEADS, *rows)
    monkeypatch.setattr(bringing, "_BATCH", 20)
    monkeypatch.setattr("flows.importing.child.CHUNK", 200)
    real, calls = office.register.imports.put, iter(range(99))

    def stops(*given: object) -> None:
        real(*given)  # type: ignore[arg-type]
        if next(calls) == 0:
            raise KeyboardInterrupt

    monkeypatch.setattr(office.register.imports, "put", stops)
    with pytest.raises(KeyboardInterrupt):
        bring(office, path, Wish())
    dossier = office.register.imports.open()[0]
    assert office.register.pending() == []
    with pytest.raises(SetupError, match="đang nhập dở"):
        bring(office, path, Wish(programme="1-trieu-sang-kien"))
    monkeypatch.setattr(office.register.imports, "put", real)
    bring(office, path, Wish())
    numbers = [i.ordinal for i in _in(office)]
    assert numbers == [n for n in range(1, 91) if n % 7] and office.register.imports.open() == []
    assert next(iter(office.register.dossiers([dossier]))).status == "complete"


def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    rows = [[n, "Lò Văn Mẫu", 1980, "Tổ", "", f"Sáng kiến số {n}", "x"] for n in range(1, 1201)]
    path = _book(tmp_path / "a.xlsx", HEADS, *rows)
    command = [sys.executable, "-c", _KILLED, str(tmp_path / "data"), str(path)]
    chance = random.Random(7)
    for _ in range(3):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1.0, 4.0))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    office = open_office(tmp_path / "data", workers=1)
    found: Brought = bring(office, path, Wish())
    assert found.known or found.before + found.rows == 1200
    assert [i.ordinal for i in _in(office)] == [*range(1, 1201)]
    assert len(office.register.finder.page(Query(words="mẫu 1200")).hits) == 1
    assert office.register.verify() == []
    office.register.close()


_KILLED = """
import sys
from pathlib import Path
from flows.importing import bring as b
from flows.office import open_office
b._BATCH = 100
b.bring(open_office(Path(sys.argv[1]), workers=1), Path(sys.argv[2]), b.Wish())
"""


def test_hostile_files_are_one_clear_line(office: Office, tmp_path: Path) -> None:
    cases = {
        "a.xlsx": b"not a workbook",
        "b.xlsx": b"PK\x03\x04",
        "c.csv": b"",
        "d.csv": b"\0\0\0\0" * 1000,
        "e.csv": b"a" * 3_000_000,
        "f.jsonl": b"x" * 5_000_000,
        "g.pdf": b"%PDF",
        "h.csv": b'"' * 100_000,
    }
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(SetupError):
            bring(office, tmp_path / name, Wish())
    (tmp_path / "i.jsonl").write_bytes(b'{"id": 1}\n\xff\xfe\n[]\nnull\n' + json.dumps({"title": "x"}).encode())
    assert (bring(office, tmp_path / "i.jsonl", Wish()).rows, _in(office)) == (0, [])
    with pytest.raises(SetupError, match="Không có tệp"):
        bring(office, tmp_path / "none.xlsx", Wish())
