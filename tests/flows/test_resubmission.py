"""Which dossiers are versions of one another, from Word files on: the whole road, and what people are told."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from flows import steps
from flows.office import Office, open_office
from flows.resubmission import same_sender
from schemas.dossier import Letter
from sovang.summary import told
from tests.flows.makers import DRYER, TRAINING, dossier

MENDED = [*DRYER]
MENDED[1] = "Cải tiến lò sấy ngô bằng quạt đảo chiều."
MENDED[4] = "Giảm 3 giờ mỗi mẻ sấy. Làm lợi 35 triệu đồng/năm."
OTHER = "Công đoàn cơ sở Trạm Thú y huyện Bản Mẫu"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", workers=2)
    yield opened
    opened.register.close()


def test_a_corrected_table_asks_what_differs_and_is_told(office: Office, tmp_path: Path) -> None:
    steps.ingest(office, [dossier(tmp_path / "lần một.docx", DRYER, TRAINING)])
    second = dossier(tmp_path / "lần hai.docx", MENDED, TRAINING, number=19, day=14)
    summary = steps.ingest(office, [second])
    one, two = office.register.dossiers()
    assert two.version_of == one.id
    rows = list(office.register.innovations())
    assert [str(i.status) for i in rows] == ["registered", "registered", "needs_review", "duplicate"]
    assert rows[2].review_fields == ["effect"]
    assert summary.pairs == []
    text = told(summary)
    assert f"lần hai.docx (bản thứ 2: {one.id} → {two.id})" in text
    assert "1 dòng không đổi (không ghi sổ lần nữa), 1 dòng có sửa" in text
    assert "“12/TTr-CĐCS” → “19/TTr-CĐCS”" in text
    office.register.retry(one.id, "thử")
    steps.ingest(office, [])
    assert list(office.register.innovations()) == rows


def test_two_versions_in_one_night_find_each_other(office: Office, tmp_path: Path) -> None:
    newer = dossier(tmp_path / "a.docx", MENDED, number=15)
    older = dossier(tmp_path / "b.docx", DRYER)
    steps.ingest(office, [newer, older])
    first, second = office.register.dossiers()
    assert (first.source_name, first.version, first.version_of) == ("a.docx", 2, second.id)
    assert [str(i.status) for i in office.register.innovations()] == ["needs_review", "registered"]


def test_other_units_and_other_rows_are_no_resubmission(office: Office, tmp_path: Path) -> None:
    one = dossier(tmp_path / "một.docx", DRYER)
    two = dossier(tmp_path / "hai.docx", DRYER, unit=OTHER)
    three = dossier(tmp_path / "ba.docx", TRAINING)
    summary = steps.ingest(office, [one, two, three])
    assert [d.versions for d in office.register.dossiers()] == [[], [], []]
    assert len(summary.pairs) == 1


def test_the_same_bytes_are_told_wherever_they_come_from(office: Office, tmp_path: Path) -> None:
    path = dossier(tmp_path / "một.docx", DRYER)
    steps.ingest(office, [path])
    [first] = office.register.dossiers()
    path.rename(tmp_path / "tên khác.docx")
    again = steps.ingest(office, [tmp_path / "tên khác.docx"])
    assert again.again[0][0] == "tên khác.docx"
    assert first.id in again.again[0][1]
    assert "một.docx" in again.again[0][1]
    assert [a.source_name for a in next(office.register.dossiers()).arrivals] == ["tên khác.docx"]
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "cd@example.vn", "Gửi hồ sơ"
    mail.set_content("Kính gửi hồ sơ.")
    mail.add_attachment((tmp_path / "tên khác.docx").read_bytes(), "application", "octet-stream", filename="bang.docx")
    (tmp_path / "thư.eml").write_bytes(mail.as_bytes())
    posted = steps.ingest(office, [tmp_path / "thư.eml"])
    assert any("bang.docx" in message and first.id in message for _, message in posted.again)
    assert [str(i.status) for i in office.register.innovations()] == ["registered", "duplicate"]
    assert posted.pairs == []


def letter(unit: str | None, parent: str | None = None, programme: str | None = "p", doubt: bool = False) -> Letter:
    asked = ["issuing_unit"] if doubt else []
    return Letter(issuing_unit=unit, parent_unit=parent, programme=programme, review_fields=asked)


SCHOOL = "Công đoàn cơ sở Trường Mầm non Hoa Thử"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (letter(SCHOOL), letter("CĐCS TRƯỜNG MẦM NON HOA THỬ"), True),
        (letter(SCHOOL), letter(f"{SCHOOL} - Liên đoàn Lao động huyện Bản Mẫu"), True),
        (letter(SCHOOL, "Công đoàn Giáo dục Bản Mẫu"), letter(f"{SCHOOL} trực thuộc Công đoàn Giáo dục Bản Mẫu"), True),
        (letter(SCHOOL), letter(f"{SCHOOL} 2"), False),
        (letter(SCHOOL, "LĐLĐ huyện Bản Mẫu"), letter(SCHOOL, "Liên đoàn Lao động huyện Nà Thử"), False),
        (letter(SCHOOL), letter("Công đoàn cơ sở Trường Mầm non Hoa Thù Mai"), False),
        (letter(SCHOOL), letter("Công đoàn cơ sở Trưởng Mâm non Hoa Thứ.", doubt=True), True),
        (letter(f"{SCHOOL} số 1"), letter(f"{SCHOOL} số 2", doubt=True), False),
        (letter(SCHOOL), letter(SCHOOL, programme="q"), False),
        (letter(SCHOOL), letter(SCHOOL, programme=None), False),
        (letter(None), letter(None), False),
    ],
)
def test_one_sender_is_known_by_its_name_and_parent(one: Letter, other: Letter, same: bool) -> None:
    assert same_sender(one, other) is same
    assert same_sender(other, one) is same
