"""Every paper and workbook opens in LibreOffice, prints, and says the same when it is read back."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx
import pdfplumber
import pytest
from openpyxl import load_workbook

from flows.giving import give
from flows.office import Office
from schemas.export import KINDS, Asked
from tests.flows.given import given, ids_of, office_at, paragraphs

ASKED = {
    "summary": {"programme": "75-nghin-sang-kien"},
    "units": {"programme": "75-nghin-sang-kien"},
}
SAID = {  # what must be legible on the printed page
    "innovations": "Sổ sáng kiến",
    "dossiers": "07/TTr-LĐLĐ",
    "duplicates": "Nghi trùng",
    "units": "Chưa gửi",
    "portal": "Nhóm ý tưởng",
    "book": "SỔ VÀNG SÁNG KIẾN",
    "summary": "TỔNG HỢP TÓM TẮT SÁNG KIẾN",
    "reply": "V/v kết quả tiếp nhận",
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    yield from office_at(tmp_path / "data")


def every(office: Office, folder: Path) -> dict[str, Path]:
    """All contents in all forms that an office program opens."""
    folder.mkdir()
    out = {}
    for what, kind in KINDS.items():
        for form in {"xlsx", "docx"} & set(kind.forms):
            path = folder / f"{what}-{form}.{form}"
            if what == "reply":
                give(office, what, Asked(dossiers=(next(office.register.dossiers()).id,)), (form, path))
            else:
                given(office, what, path, **ASKED.get(what, {}))
            out[path.stem] = path
    return out


def converted(files: list[Path], form: str, folder: Path, *reading: str) -> None:
    home = f"-env:UserInstallation=file://{folder.parent / 'soffice'}"
    command = ["soffice", home, "--headless", *reading, "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("soffice") is None, reason="apt-get install libreoffice-writer-nogui")
def test_everything_opens_prints_and_reads_back(office: Office, tmp_path: Path) -> None:
    files = every(office, tmp_path / "out")
    again = tmp_path / "again"
    converted(list(files.values()), "pdf", again)
    for name in files:
        with pdfplumber.open(again / f"{name}.pdf") as paper:
            text = "\n".join(page.extract_text() for page in paper.pages)
        assert SAID[name.partition("-")[0]].replace(" ", "") in text.replace(" ", "").replace("\n", ""), name
        assert "Err:" not in text
    for form in ("xlsx", "docx"):
        converted([path for path in files.values() if path.suffix == f".{form}"], form, again)
    book = load_workbook(again / "innovations-xlsx.xlsx")["Sổ sáng kiến"]
    heads = [cell.value for cell in book[1]]
    titles = [row[heads.index("Tên sáng kiến")].value for row in book.iter_rows(min_row=2)]
    assert titles == list(ids_of(office))
    assert all(
        cell.data_type != "f" for page in load_workbook(again / "portal-xlsx.xlsx") for row in page for cell in row
    )
    for name in ("book-docx", "summary-docx", "reply-docx"):
        assert paragraphs(again / f"{name}.docx") == paragraphs(files[name])
    fonts = {style.font.name for style in docx.Document(str(again / "book-docx.docx")).styles if style.name == "Normal"}
    assert fonts == {"Times New Roman"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="apt-get install libreoffice-calc-nogui")
def test_csv_opens_with_its_letters_right_and_no_formula(office: Office, tmp_path: Path) -> None:
    names = ("innovations", "dossiers", "duplicates", "units", "portal")
    (tmp_path / "out").mkdir()
    files = [tmp_path / "out" / f"{name}.csv" for name in names]
    for name, path in zip(names, files, strict=True):
        given(office, name, path, **ASKED.get(name, {}))
    converted(files, "xlsx", tmp_path / "again", "--infilter=CSV:44,34,76,1")
    pages = {name: load_workbook(tmp_path / "again" / f"{name}.xlsx").worksheets[0] for name in names}
    assert all(cell.data_type != "f" for page in pages.values() for row in page for cell in row)
    heads = {cell.value: cell.column for cell in pages["innovations"][1]}
    titles = [pages["innovations"].cell(n, heads["Tên sáng kiến"]).value for n in range(2, 9)]
    assert titles == ["'=Máy sấy", *list(ids_of(office))[1:]]
