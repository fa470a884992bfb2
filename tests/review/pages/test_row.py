"""A row on the screen: its pictures, its questions, and the answers to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from register import Register
from schemas.account import Role
from schemas.finding import Code, Finding
from schemas.grid import Box
from schemas.innovation import Author, FieldReading, Place
from tests.register.builders import reading, received, result
from tests.review.browser import Browser

Browsers = Callable[..., Browser]
SHA = "b" * 64


@pytest.fixture
def key(register: Register, tmp_path: Path) -> str:
    """A row in which title, and one author's phone, are asked about, with pictures of both and of the page."""
    shelf = tmp_path / "data" / "pages" / SHA[:2] / SHA
    shelf.mkdir(parents=True)
    (shelf / "1.jpg").write_bytes(b"ca trang")
    (shelf / "1-0.jpg").write_bytes(b"mot o")
    asked = ("title", "authors[0].phone")
    row = reading(1, "Gía <kẹp> ống", doubts=asked, authors=[Author(full_name="Lò Thử", phone="+84912000111")])
    spot = Place(sha256=SHA, page=1, box=Box(0.1, 0.2, 0.9, 0.3), picture="1-0.jpg")
    row.source.places = [spot]
    row.fields["title"] = FieldReading(as_read="Gía kẹp ống", places=[spot], alternate="Giá kẹp ống", confidence=0.4)
    row.findings = [Finding(code=Code.LOW_CONFIDENCE, field=name, message=f"Đối chiếu {name}") for name in asked]
    dossier_id = received(register)
    register.save(dossier_id, result(row))
    return f"{dossier_id}-001"


def form(browser: Browser, path: str, asked: str) -> dict[str, str]:
    """The hidden values of the form that answers one question."""
    forms = re.findall(r"<form.*?</form>", browser.get(path).text, re.DOTALL)
    mine = next(one for one in forms if f'name="asked" value="{asked}"' in one)
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', mine))


def test_the_row_is_lit_and_every_question_has_its_picture_and_reason(browser: Browsers, key: str) -> None:
    text = browser().get(f"/sang-kien/{key}").text
    assert text.count("data-question") == 2
    assert "Gía &lt;kẹp&gt; ống" in text
    assert "<kẹp>" not in text
    assert "Đối chiếu title" in text
    assert "Giá kẹp ống" in text  # what the second reader saw
    assert "M100.0 200.0H900.0V300.0H100.0Z" in text


def test_pictures_are_sent_as_pictures_only(browser: Browsers, key: str) -> None:
    mine = browser()
    whole, cut = mine.get(f"/sang-kien/{key}/trang/0.jpg"), mine.get(f"/sang-kien/{key}/o/title/0.jpg")
    assert (whole.content, cut.content) == (b"ca trang", b"mot o")
    assert cut.headers["content-type"] == "image/jpeg"
    assert cut.headers["x-content-type-options"] == "nosniff"
    for path in ("trang/1.jpg", "trang/-1.jpg", "o/title/1.jpg", "o/summary/0.jpg", "o/..%2f..%2fsovang.db/0.jpg"):
        assert mine.get(f"/sang-kien/{key}/{path}").status_code in (404, 422), path


def test_a_correction_by_a_reviewer_stands_in_the_register(browser: Browsers, register: Register, key: str) -> None:
    mine, path = browser(), f"/sang-kien/{key}"
    values = form(mine, path, "title") | {"title": "Giá kẹp ống nghiệm", "action": "change"}
    assert mine.client.post(path, data=values, headers={"sec-fetch-site": "same-origin"}).status_code == 303
    held = register.answers.row(key)
    assert held
    assert held.reading.accepted.title == "Giá kẹp ống nghiệm"
    assert held.reading.review_fields == ["authors[0].phone"]
    text = mine.get(path).text
    assert text.count("data-question") == 1
    assert "/lui" in text


def test_a_wrong_value_is_told_and_nothing_is_kept(browser: Browsers, register: Register, key: str) -> None:
    mine, path = browser(), f"/sang-kien/{key}"
    values = form(mine, path, "authors[0].phone") | {"authors[0].phone": "0912", "action": "change"}
    answer = mine.client.post(path, data=values, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 422
    assert "không phải số điện thoại" in answer.text
    held = register.answers.row(key)
    assert held
    assert held.person is None


def test_two_reviewers_on_one_row(browser: Browsers, register: Register, key: str) -> None:
    path = f"/sang-kien/{key}"
    lan, minh = browser("lan"), browser("minh")
    hers, his = form(lan, path, "title"), form(minh, path, "title")
    own = {"sec-fetch-site": "same-origin"}
    lan.client.post(path, data=hers | {"title": "Của Lan", "action": "change"}, headers=own)
    answer = minh.client.post(path, data=his | {"title": "Của Minh", "action": "change"}, headers=own)
    assert answer.status_code == 409
    assert "lan" in answer.text
    assert "Của Lan" in answer.text
    held = register.answers.row(key)
    assert held
    assert held.reading.accepted.title == "Của Lan"


def test_undo_brings_back_what_was_there(browser: Browsers, register: Register, key: str) -> None:
    mine, path = browser(), f"/sang-kien/{key}"
    values = form(mine, path, "title") | {"action": "illegible"}
    mine.client.post(path, data=values, headers={"sec-fetch-site": "same-origin"})
    held = register.answers.row(key)
    assert held
    assert mine.post(f"{path}/lui", {"version": str(held.version)}).status_code == 303
    after = register.answers.row(key)
    assert after
    assert after.reading.review_fields == ["title", "authors[0].phone"]


def test_a_viewer_looks_and_changes_nothing(browser: Browsers, register: Register, key: str) -> None:
    viewer, path = browser("xem", Role.VIEWER), f"/sang-kien/{key}"
    assert viewer.get(path).status_code == 200
    held = register.answers.row(key)
    assert held
    values = {"version": str(held.version), "asked": "title", "action": "change", "title": "Khác"}
    assert viewer.post(path, values).status_code == 403


def test_a_row_of_another_unit_is_not_there(browser: Browsers, key: str) -> None:
    elsewhere = browser("xa", Role.REVIEWER, units=("dv-khac",))
    for path in (f"/sang-kien/{key}", f"/sang-kien/{key}/trang/0.jpg", f"/sang-kien/{key}/o/title/0.jpg"):
        assert elsewhere.get(path).status_code == 404, path
    values = {"version": "1", "asked": "title", "action": "right"}
    assert elsewhere.post(f"/sang-kien/{key}", values).status_code == 404
    assert elsewhere.post(f"/sang-kien/{key}/lui", {"version": "1"}).status_code == 404


def test_a_phone_is_masked_but_for_who_settles_a_doubt_about_it(browser: Browsers, register: Register) -> None:
    key = received(register)
    register.save(key, result(reading(1, "Giá treo", doubts=("title",)), reading(2, "Ống", ("authors[0].phone",))))
    mine = browser()
    assert "0900 000 001" not in mine.get(f"/sang-kien/{key}-001").text
    assert "0900 000 001" in mine.get(f"/sang-kien/{key}-002").text
    looking = browser("xem", Role.VIEWER)
    assert not any("0900 000 001" in looking.get(f"/sang-kien/{key}-00{n}").text for n in (1, 2))


def test_a_number_that_comes_back_masked_stays_what_it_was(browser: Browsers, register: Register) -> None:
    key = received(register)
    register.save(key, result(reading(1, "Giá treo", doubts=("title",))))
    held = register.answers.row(f"{key}-001")
    assert held
    values = {"version": str(held.version), "asked": "authors", "action": "change"}
    values |= {"authors[0].full_name": "Lò Thử Một", "authors[0].phone": "0900 *** *01"}
    assert browser().post(f"/sang-kien/{key}-001", values).status_code == 303
    after = register.answers.row(f"{key}-001")
    assert after
    [author] = after.reading.accepted.authors
    assert (author.full_name, author.phone) == ("Lò Thử Một", "+84900000001")
