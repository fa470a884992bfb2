"""Rows typed from paper: with and without a picture, checked, kept as a person's word, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from register import Register
from review.paper_services import PaperServices
from review.services import Services
from schemas.account import Role
from schemas.dossier import DossierStatus, ItemError, Part
from schemas.errors import ItemCode
from schemas.match import Comparison, Reason, Record
from tests.register.builders import received, result, saved
from tests.review.browser import Browser

Browsers = Callable[..., Browser]
SHA = "b" * 64
ROW = {
    "title": "Máy ép ván bìa",
    "ordinal": "4",
    "authors[0].full_name": "Lò Thị Gõ",
    "authors[0].phone": "0912 345 678",
    "authors[1].full_name": "Vừ A Máy",
    "applied_from": "1/3/2021",
    "benefit_vnd": "1.250.000",
    "summary": "Ép bằng khung gỗ cũ.",
    "has:confidential": "1",
}


@pytest.fixture
def asked() -> list[Record]:
    return []


@pytest.fixture
def services(register: Register, asked: list[Record]) -> Services:
    def like(record: Record) -> Sequence[Comparison]:
        asked.append(record)
        twins = [one.id for one in register.innovations() if one.title == record.title]
        why = [Reason(code="same-title", text="Trùng tên", weight=2.0)]
        return [Comparison(id_a="", id_b=key, score=0.9, verdict="same", reasons=why) for key in twins]

    return Services(papers=PaperServices(like=like), programmes=lambda: {"75-nghin-sang-kien": "75 nghìn"})


@pytest.fixture
def key(register: Register) -> str:
    """A dossier with one page that there is a picture of."""
    dossier_id = received(register)
    register.save(dossier_id, result(parts=[Part(name="bang.pdf", sha256=SHA, kind="pdf", pages=2)]))
    folder = register.files.root.parent / "pages" / SHA[:2] / SHA
    folder.mkdir(parents=True)
    (folder / "2.jpg").write_bytes(b"\xff\xd8\xff anh")
    return dossier_id


def newest(register: Register, key: str) -> str:
    return max(one.id for one in register.innovations([key]))


def test_a_row_beside_its_page(browser: Browsers, register: Register, key: str) -> None:
    mine, path = browser("hoa", Role.ENTRY), f"/ho-so/{key}/nhap"
    form = mine.get(f"{path}?tep={SHA}&trang=2").text
    assert f"/ho-so/{key}/trang/{SHA}/2.jpg" in form
    answer = mine.post(f"{path}?tep={SHA}&trang=2", ROW)
    assert answer.status_code == 303
    row = newest(register, key)
    assert answer.headers["location"] == f"{path}?tep={SHA}&trang=2&xong={row}"
    held = register.answers.row(row)
    assert held
    accepted, source = held.reading.accepted, held.reading.source
    assert held.person == "hoa"
    assert (source.sha256, source.page, source.row, source.file) == (SHA, 2, 0, "bang.pdf")
    assert [author.full_name for author in accepted.authors] == ["Lò Thị Gõ", "Vừ A Máy"]
    assert (accepted.authors[0].phone, accepted.benefit_vnd, accepted.ordinal) == ("+84912345678", 1_250_000, 4)
    assert "Máy ép ván bìa" in mine.get(answer.headers["location"]).text
    assert "nhập tay" in mine.get(f"/ho-so/{key}").text
    page = mine.get(f"/sang-kien/{row}").text
    assert f"/sang-kien/{row}/trang/0.jpg" in page
    assert "nhập tay" in page
    assert "Máy ép ván bìa" in mine.get(f"/ho-so/{key}/trang/{SHA}/2").text
    assert "Nhập tay từ giấy" in mine.get(f"/so/{row}").text


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("title", "  ", "Cần ít nhất tên sáng kiến"),
        ("authors[0].birth_year", "hai nghìn", "Năm sinh"),
        ("applied_from", "31/02/2021", "Áp dụng từ ngày"),
        ("authors[1].phone", "12", "Điện thoại"),
        ("summary", "x" * 20_001, "dài quá"),
    ],
)
def test_what_is_no_value_is_told_and_what_was_typed_stays(
    browser: Browsers, register: Register, key: str, field: str, text: str, told: str
) -> None:
    answer = browser().post(f"/ho-so/{key}/nhap", {**ROW, field: text})
    assert answer.status_code == 422
    assert told in answer.text
    assert "Ép bằng khung gỗ cũ." in answer.text or field == "summary"
    assert 'value="Vừ A Máy"' in answer.text
    assert len(list(register.innovations([key]))) == 3


def test_two_people_who_key_the_same_row(browser: Browsers, register: Register, key: str) -> None:
    assert browser().post(f"/ho-so/{key}/nhap", ROW).status_code == 303
    other = browser("minh")
    answer = other.post(f"/ho-so/{key}/nhap", ROW)
    assert answer.status_code == 409
    assert 'name="van-them"' in answer.text
    assert len(list(register.innovations([key]))) == 4
    assert other.post(f"/ho-so/{key}/nhap", {**ROW, "van-them": "1"}).status_code == 303
    assert len(list(register.innovations([key]))) == 5


def test_while_typing_it_says_what_is_alike(
    browser: Browsers, register: Register, key: str, asked: list[Record]
) -> None:
    mine, path = browser(), f"/ho-so/{key}/nhap/kiem"
    before = len(register.audit())
    told = mine.post(path, {"title": "Cải tiến máy cắt rãnh gỗ", "authors[0].birth_year": "19"})
    assert told.status_code == 200
    assert f"/sang-kien/{key}-001" in told.text
    assert asked[0].sender == "Công đoàn Xưởng Mẫu"
    assert "Sổ đã có" not in mine.post(path, {"title": ""}).text
    assert len(asked) == 1, "nothing is looked for before something is typed"
    assert len(register.audit()) == before
    hostile = mine.post(path, {"title": "<script>alert(1)</script>", "authors[0].full_name": "x" * 30_000})
    assert "<script>alert" not in hostile.text


def test_other_units_rows_are_not_named(browser: Browsers, register: Register, key: str) -> None:
    secret = saved(register, b"cua nguoi khac")[0].rpartition("-")[0]
    register.units.choose(key, "dv-1", "thu")
    mine = browser("hep", units=("dv-1",))
    told = mine.post(f"/ho-so/{key}/nhap/kiem", {"title": "Cải tiến máy cắt rãnh gỗ"}).text
    assert f"{key}-001" in told
    assert secret not in told
    assert "Một đơn vị khác" in told
    for path in ("nhap", "nhap/kiem", "nhap/du"):
        assert mine.post(f"/ho-so/{secret}/{path}", ROW).status_code == 404, path
    assert mine.get(f"/ho-so/{secret}/nhap").status_code == 404
    assert mine.get("/nhap-tay").status_code == 403
    assert mine.post("/nhap-tay", {"issuing_unit": "X"}).status_code == 403
    assert browser("xem", Role.VIEWER).post(f"/ho-so/{key}/nhap", ROW).status_code == 403


def test_its_typist_takes_it_back(browser: Browsers, register: Register, key: str) -> None:
    mine = browser()
    mine.post(f"/ho-so/{key}/nhap", ROW)
    row = newest(register, key)
    version = re.search(r'name="version" value="(\d+)"', mine.get(f"/sang-kien/{row}").text)
    assert version
    assert browser("minh").post(f"/sang-kien/{row}/lui", {"version": version[1]}).status_code == 409
    assert mine.post(f"/sang-kien/{row}/lui", {"version": version[1]}).headers["location"] == f"/ho-so/{key}"
    assert register.answers.row(row) is None


def test_a_dossier_of_paper_from_its_letter_on(browser: Browsers, register: Register) -> None:
    mine = browser("hoa", Role.ENTRY)
    assert mine.post("/nhap-tay", {"number": "1"}).status_code == 422
    wrong = mine.post("/nhap-tay", {"issuing_unit": "Công đoàn Trạm Giấy", "date": "32/1/2021"})
    assert wrong.status_code == 422
    assert 'value="Công đoàn Trạm Giấy"' in wrong.text
    letter = {"issuing_unit": "Công đoàn Trạm Giấy", "date": "3/1/2021", "programme": "75-nghin-sang-kien"}
    where = mine.post("/nhap-tay", letter).headers["location"]
    assert mine.post(where, ROW).status_code == 303
    [found] = register.dossiers()
    assert (found.channel, found.innovations, found.programme) == ("keyed", 1, "75-nghin-sang-kien")
    assert "Đọc lại" not in mine.get(f"/ho-so/{found.id}").text


def test_a_dossier_that_failed_is_closed_when_all_is_keyed(browser: Browsers, register: Register) -> None:
    dossier_id, mine = received(register, b"hong"), browser()
    register.set_aside(dossier_id, ItemError(code=ItemCode.UNREADABLE, message="hỏng"))
    assert "nhap/du" not in mine.get(f"/ho-so/{dossier_id}").text
    assert mine.post(f"/ho-so/{dossier_id}/nhap", ROW).status_code == 303
    assert "nhap/du" in mine.get(f"/ho-so/{dossier_id}").text
    assert mine.post(f"/ho-so/{dossier_id}/nhap/du").status_code == 303
    assert next(register.dossiers([dossier_id])).status is DossierStatus.COMPLETE


def test_no_page_leads_out_of_the_shelf(browser: Browsers, key: str, tmp_path: Path) -> None:
    mine = browser()
    for where in (f"{SHA}/1", f"{'c' * 64}/2", f"{SHA}/-1", "..%2f..%2f/2"):
        assert mine.get(f"/ho-so/{key}/trang/{where}").status_code in (404, 422), where
        assert mine.get(f"/ho-so/{key}/trang/{where}.jpg").status_code in (404, 422), where
    assert mine.get(f"/ho-so/{key}/trang/{SHA}/2.jpg").headers["content-type"] == "image/jpeg"
