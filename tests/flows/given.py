"""An invented office whose register has something for every paper that leaves it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx

from flows.giving import Given, give
from flows.office import Office, open_office
from flows.units import settle_units
from schemas.dossier import Document, DossierStatus, Letter
from schemas.export import Asked
from schemas.finding import Code, Finding
from schemas.innovation import Author, Reading, Recognition
from schemas.match import Judgement
from tests.register.builders import NINE, alike, reading, received, result

DISTRICT = "Liên đoàn Lao động huyện Na Rì"
FACTORY = "CĐCS Công ty Gỗ Mẫu"


def _author() -> Author:
    return Author(full_name="Nông Thị Thử", birth_year=1984, position="Kỹ sư", workplace="Tổ Mẫu", phone="+84945000222")


def row(number: int, title: str, **values: Any) -> Reading:
    usual = {
        "applied_from": date(2021, 3, 1),
        "application_period": "Tháng 3/2021",
        "summary": f"Làm {title} bằng vật liệu sẵn có.",
        "effect": "Giảm 2 giờ mỗi ca.",
        "sector": "public",
        "authors": [_author()],
    }
    return reading(number, title, **(usual | values))


def office_at(folder: Path) -> Iterator[Office]:
    """Two units, three dossiers: one with everything, one with a copy of another's row, one of a later programme."""
    office = replace(open_office(folder, workers=1), province="Bắc Kạn")
    register = office.register
    two = [
        Author(full_name="Lò Thử", honorific="Bà", birth_year=1980, position="Tổ trưởng", workplace="Xưởng Mẫu",
               phone="+84912000111", share_percent=60),
        Author(full_name="Mai Mẫu", birth_year=1975, share_percent=40),
    ]  # fmt: skip
    decided = Recognition(number="12/QĐ-X", date=date(2021, 3, 20), authority="Giám đốc Xưởng Mẫu")
    late = row(3, "Máy cũ", applied_from=date(2019, 5, 1), application_period="Tháng 5/2019")
    late.findings = [
        Finding(code=Code.OUTSIDE_PERIOD, field="application_period", message="Ngoài thời gian.", ask=False)
    ]
    lacking = row(4, "Giá treo", benefit_vnd=35_000_000, benefit_period="year")
    lacking.findings = [
        Finding(code=Code.MISSING_PHONE, field="authors[0].phone", message="Thiếu điện thoại.", ask=False)
    ]
    first = [
        row(1, "=Máy sấy", authors=two, recognition=decided, benefit_vnd=9_000_000, benefit_period="year",
            awards=["Lao động giỏi 2020", "Bằng khen 2019"], scope="Toàn huyện"),
        row(2, "Keo bền nhiệt", confidential=True, summary="Tỷ lệ 3:7", awards=["Bằng khen"]),
        late,
        lacking,
    ]  # fmt: skip
    missing = [Finding(code=Code.MISSING_DECISION, message="Hồ sơ chưa có quyết định công nhận sáng kiến.", ask=False)]
    papers = [Document(kind="letter", file="a.docx"), Document(kind="table", file="a.docx")]
    letter = Letter(number="07/TTr-LĐLĐ", date=date(2021, 4, 5), issuing_unit=DISTRICT, programme="75-nghin-sang-kien")
    change = {"documents": papers, "findings": missing, "status": DossierStatus.INCOMPLETE}
    register.save(received(register, b"one"), result(*first, letter=letter, **change))
    other = letter.model_copy(update={"number": "3/TTr-CĐ", "date": date(2021, 4, 9), "issuing_unit": FACTORY})
    copied = [
        row(1, "Máy sấy nông sản", sector="enterprise"),
        row(2, "Lò đốt", benefit_vnd=80_000_000, benefit_period="year"),
    ]
    register.save(received(register, b"two", NINE.replace(day=12)), result(*copied, letter=other))
    third = letter.model_copy(
        update={"number": "9/TTr-LĐLĐ", "date": date(2022, 5, 5), "programme": "1-trieu-sang-kien"}
    )
    anew = decided.model_copy(update={"date": date(2022, 4, 1)})
    spring = {"applied_from": date(2022, 3, 1), "application_period": "Tháng 3/2022"}
    later = row(1, "Tủ sách", recognition=anew, **spring)
    register.save(received(register, b"three", NINE.replace(year=2022, month=5)), result(later, letter=third))
    ids = [item.id for item in register.innovations()]
    register.judge(alike(ids[0], ids[4]), Judgement.SAME, "Mai")
    settle_units(office)
    yield office
    office.register.close()


def ids_of(office: Office) -> dict[str, str]:
    return {item.title: item.id for item in office.register.innovations()}


def given(office: Office, what: str, path: Path, **asked: Any) -> Given:
    return give(office, what, Asked(**asked), (path.suffix[1:], path))


def objects(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def paragraphs(path: Path) -> list[str]:
    """All texts of a Word file in their order, those of tables' cells too."""
    body = docx.Document(str(path)).element.body
    spaces = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    texts = ("".join(t.text or "" for t in p.iter(f"{spaces}t")) for p in body.iter(f"{spaces}p"))
    return [text for text in texts if text]


def tables(path: Path) -> list[list[list[str]]]:
    return [[[cell.text for cell in line.cells] for line in table.rows] for table in docx.Document(str(path)).tables]
