"""One invented register with everything an export must carry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from register import Register
from schemas.dossier import Document, DossierStatus, ItemError, Letter, Part
from schemas.errors import ItemCode
from schemas.finding import Code, Finding
from schemas.innovation import Author, FieldReading, Recognition
from tests.register.builders import alike, reading, received, result


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    opened = Register.open(tmp_path / "data")
    _fill(opened)
    yield opened
    opened.close()


def _fill(register: Register) -> None:
    two = [
        Author(full_name="Lò Thử", honorific="Bà", birth_year=1980, phone="+84900000001", share_percent=62.5),
        Author(full_name="Mai Mẫu", position="Tổ trưởng", share_percent=37.5),
    ]
    full = reading(
        1,
        "=HYPERLINK(0)",
        ("title", "authors[1].phone"),
        authors=two,
        applied_from=dt.date(2021, 3, 1),
        summary="Dòng một\nDòng hai\u2028ba",
        effect="- Giảm 2 giờ",
        benefit_vnd=146_000_000,
        benefit_period="month",
        awards=["Lao động giỏi", "Bằng khen"],
        recognition=Recognition(number="12/QĐ-X", date=dt.date(2021, 2, 3), authority="Xưởng Mẫu"),
        sector="enterprise",
    )
    full.findings = [Finding(code=Code.MISSING_PHONE, field="authors[1].phone", message="Thiếu điện thoại.")]
    secret = reading(2, "Pha keo bí truyền", ("summary",), confidential=True, summary="Tỷ lệ 3:7", effect="Bền hơn")
    secret.fields["summary"] = FieldReading(as_read="Tỷ lệ 3:7")
    secret.findings = [Finding(code=Code.LOW_CONFIDENCE, field="summary", message="Đọc “Tỷ lệ 3:7”.")]
    dossier_id = received(register)
    letter = Letter(number="07/TTr", date=dt.date(2021, 4, 5), issuing_unit="Công đoàn Xưởng Mẫu")
    table = Document(kind="table", file="bang.docx", pages=[1])
    register.save(dossier_id, result(full, secret, letter=letter, documents=[table]))
    ids = [i.id for i in register.innovations()]
    register.save_pairs([alike(*ids)], ids)
    locked = ItemError(code=ItemCode.ENCRYPTED, message="Tệp có mật khẩu.")
    part = Part(name="khoa.pdf", sha256="e" * 64, kind="pdf", status="set_aside", error=locked)
    other = received(register, b"locked")
    failed = result(status=DossierStatus.SET_ASIDE, parts=[part], error=locked)
    register.save(other, failed.model_copy(update={"readings": [], "letter": Letter()}))
