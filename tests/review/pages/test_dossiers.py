"""A dossier on the screen: its letter's questions, its rows, its originals."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest

from register import Register
from schemas.account import Role
from schemas.dossier import DossierStatus, Letter
from schemas.finding import Code, Finding
from tests.register.builders import received, result
from tests.review.browser import OWN, Browser

Browsers = Callable[..., Browser]


@pytest.fixture
def key(register: Register) -> str:
    """A dossier whose letter's number and day are asked about."""
    asked = ["number", "date"]
    found = [Finding(code=Code.LOW_CONFIDENCE, field=name, message=f"Đối chiếu {name}") for name in asked]
    letter = Letter(number="O7/TTr", issuing_unit="Công đoàn <Mẫu>", findings=found, review_fields=asked)
    dossier_id = received(register, b"noi dung goc")
    register.save(dossier_id, result(letter=letter, status=DossierStatus.NEEDS_REVIEW))
    return dossier_id


def send(browser: Browser, key: str, asked: str, **values: str) -> int:
    forms = re.findall(r"<form.*?</form>", browser.get(f"/ho-so/{key}").text, re.DOTALL)
    mine = next(
        one for one in forms if (f'name="asked" value="{asked}"' in one and "action" in values) or "/lui" in one
    )
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', mine))
    path = f"/ho-so/{key}/lui" if "action" not in values else f"/ho-so/{key}"
    return browser.client.post(path, data={**hidden, "asked": asked, **values}, headers=OWN).status_code


def letter(register: Register, key: str) -> Letter:
    paper = register.letters.paper(key)
    assert paper
    return paper.letter


def test_the_page_has_rows_papers_and_questions(browser: Browsers, key: str) -> None:
    text = browser().get(f"/ho-so/{key}").text
    assert text.count("data-question") == 2
    assert "Công đoàn &lt;Mẫu&gt;" in text
    assert text.count('href="/sang-kien/') == 3
    assert "Đối chiếu number" in text


def test_answers_hold_and_are_lifted_off_again(browser: Browsers, register: Register, key: str) -> None:
    mine = browser()
    assert send(mine, key, "number", number="07/TTr-CĐ", action="change") == 303
    assert send(mine, key, "date", date="6/4/2021", action="change") == 303
    held = letter(register, key)
    assert (held.number, held.date, held.review_fields) == ("07/TTr-CĐ", dt.date(2021, 4, 6), [])
    assert send(mine, key, "number") == 303
    assert letter(register, key).number == "O7/TTr"
    assert letter(register, key).date == dt.date(2021, 4, 6)


def test_a_wrong_day_is_told_and_not_kept(browser: Browsers, register: Register, key: str) -> None:
    assert send(browser(), key, "date", date="31/02/2021", action="change") == 422
    assert letter(register, key).date is None
    assert send(browser("minh"), key, "date", action="illegible") == 303
    assert letter(register, key).review_fields == ["number"]


def test_what_nobody_asked_about_can_be_mended_too(browser: Browsers, register: Register, key: str) -> None:
    values = {"recipients": "Liên đoàn Lao động tỉnh\r\n\r\nLưu", "action": "change"}
    assert send(browser(), key, "recipients", **values) == 303
    assert letter(register, key).recipients == ["Liên đoàn Lao động tỉnh", "Lưu"]


def test_an_original_leaves_as_an_attachment_of_its_dossier_only(
    browser: Browsers, register: Register, key: str
) -> None:
    mine, other = browser(), received(register, b"cua ho so khac")
    stored = register.files_of([key])[key][0]
    answer = mine.get(f"/ho-so/{key}/goc/{stored.sha256}")
    assert answer.content == b"noi dung goc"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    for path in (f"{other}/goc/{stored.sha256}", f"{key}/goc/{'0' * 64}", f"{key}/goc/..%2f..%2fsovang.db"):
        assert mine.get(f"/ho-so/{path}").status_code == 404, path


def test_a_dossier_is_put_back_to_be_read(browser: Browsers, register: Register, key: str) -> None:
    assert browser(role=Role.ENTRY).post(f"/ho-so/{key}/doc-lai").status_code == 303
    assert register.pending() == [key]


def test_the_list_is_narrowed_and_goes_on(browser: Browsers, register: Register, key: str) -> None:
    later = [received(register, f"hồ sơ {n}".encode()) for n in range(45)]
    mine = browser()
    first = mine.get("/ho-so").text
    assert first.count('href="/ho-so/HS') == 40
    path = next(part for part in first.split('"') if part.startswith("/ho-so?") and "truoc=" in part)
    second = mine.get(path.replace("&amp;", "&")).text
    ids = {*re.findall(r'href="/ho-so/(HS[^"]+)"', first + second)}
    assert ids == {key, *later}
    assert re.findall(r'href="/ho-so/(HS[^"]+)"', mine.get("/ho-so?status=needs_review").text) == [key]


def test_others_units_and_viewers(browser: Browsers, register: Register, key: str) -> None:
    elsewhere = browser("xa", units=("dv-khac",))
    stored = register.files_of([key])[key][0]
    for path in (f"/ho-so/{key}", f"/ho-so/{key}/goc/{stored.sha256}", f"/ho-so/{key}/o/number/0.jpg"):
        assert elsewhere.get(path).status_code == 404, path
    assert key not in elsewhere.get("/ho-so").text
    assert elsewhere.post(f"/ho-so/{key}", {"version": "1", "asked": "number"}).status_code == 404
    assert elsewhere.post(f"/ho-so/{key}/doc-lai").status_code == 404
    viewer = browser("xem", Role.VIEWER)
    assert viewer.get(f"/ho-so/{key}").status_code == 200
    assert viewer.post(f"/ho-so/{key}", {"version": "1", "asked": "number"}).status_code == 403
