from __future__ import annotations

from collections.abc import Callable

import pytest

from register import Register
from register.persons import Wish
from register.whereabouts import Person
from schemas.account import Role
from schemas.answer import Answer
from schemas.innovation import Recognition
from schemas.match import Judgement
from schemas.units.filing import Filing
from tests.register.builders import alike, reading, received, result, saved
from tests.review.browser import Browser

Browsers = Callable[..., Browser]
WHOLE = ("+84900000001", "0900 000 001", "0900000001")


def version(register: Register, key: str) -> int:
    row = register.answers.row(key)
    assert row
    return row.version


def answer(register: Register, key: str, title: str) -> None:
    register.answers.give(key, version(register, key), [Answer("title", {"title": title})], "minh")


def test_a_field_tells_where_it_was_read_and_who_mended_it(browser: Browsers, register: Register) -> None:
    ids = saved(register)
    answer(register, ids[0], "Máy cắt rãnh gỗ mới")
    text = browser().get(f"/so/{ids[0]}").text
    for said in ("bang.docx", "chép từ chữ có sẵn", "sửa bởi minh", "CẢI TIẾN MÁY CẮT RÃNH GỖ", "07/TTr-CĐ"):
        assert said in text, said


def test_the_history_is_told_in_plain_words(browser: Browsers, register: Register) -> None:
    row = reading(1, "Giá treo", recognition=Recognition(number="12/QĐ-LĐLĐ"))
    key = received(register)
    register.save(key, result(row))
    own, other = f"{key}-001", saved(register, b"khac")[0]
    answer(register, own, "Giá treo ống")
    register.answers.take_back(own, version(register, own), "minh")
    register.judging.judge(alike(own, other), Judgement.SAME, "thu", "cùng một việc")
    register.merging.apply(register.merging.plan([own, other]), "thu")
    register.merging.undo(own, "thu")
    text = browser().get(f"/so/{own}").text
    order = ["Bỏ gộp", "Gộp các dòng trùng vào dòng này", "Kết luận: Trùng", "Lùi câu trả lời", "Trả lời câu hỏi"]
    order += ["Máy đọc", "Nhận hồ sơ"]
    history = text[text.index("Đã xảy ra những gì") :]
    places = [history.index(said) for said in order]
    assert places == sorted(places), "the newest first"
    assert "Giá treo → Giá treo ống" in text
    assert "Lý do: cùng một việc" in text
    assert "12/QĐ-LĐLĐ" in text
    for code in ("merge-undone", "took-back", "judged", "answered"):
        assert code not in text


def test_a_merged_value_names_the_row_that_it_was_taken_from(browser: Browsers, register: Register) -> None:
    own = saved(register)[0]
    key = received(register, b"khac")
    register.save(key, result(reading(1, "Cải tiến máy cắt rãnh gỗ", summary="Chỉ dòng này có tóm tắt.")))
    register.judging.judge(alike(own, f"{key}-001"), Judgement.SAME, "thu")
    register.merging.apply(register.merging.plan([own, f"{key}-001"]), "thu")
    mine = browser()
    assert f'lấy từ <a href="/so/{key}-001">' in mine.get(f"/so/{own}").text
    assert "Gộp vào dòng khác" in mine.get(f"/so/{key}-001").text


def test_what_was_erased_stays_erased_in_the_history(browser: Browsers, register: Register) -> None:
    ids = saved(register)
    answer(register, ids[0], "Máy của Lò Thử 1")
    found = register.persons.find(Person("Lò Thử 1"))
    register.persons.erase(Wish(Person("Lò Thử 1"), "đơn"), found, "thu")
    text = browser().get(f"/so/{ids[0]}").text
    assert "Xóa dữ liệu cá nhân trong hồ sơ" in text
    assert "Lò Thử 1" not in text


def test_one_phone_is_shown_for_a_reason_and_noted(browser: Browsers, register: Register) -> None:
    ids = saved(register)
    mine, path = browser(), f"/so/{ids[0]}"
    assert not any(number in mine.get(path).text for number in WHOLE)
    held = str(version(register, ids[0]))
    assert mine.post(f"{path}/dien-thoai/0", {"version": held, "reason": " "}).status_code == 422
    assert mine.post(f"{path}/dien-thoai/5", {"version": held, "reason": "gọi hỏi"}).status_code == 404
    shown = mine.post(f"{path}/dien-thoai/0", {"version": held, "reason": "gọi hỏi năm sinh"})
    assert "0900 000 001" in shown.text
    assert "Xem số điện thoại" in shown.text, "it stands in the history at once"
    assert [line["who"] for line in register.audit(ids[0]) if line["action"] == "phone-shown"] == ["lan"]
    assert "0900 000 001" not in mine.get(path).text, "and only for once"


def test_a_phone_of_a_row_that_changed_is_not_shown(browser: Browsers, register: Register) -> None:
    ids = saved(register)
    mine, held = browser(), str(version(register, ids[0]))
    answer(register, ids[0], "Khác")
    late = mine.post(f"/so/{ids[0]}/dien-thoai/0", {"version": held, "reason": "gọi hỏi"})
    assert late.status_code == 409
    assert "0900 000 001" not in late.text


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ENTRY])
def test_who_may_not_reveal_has_no_button_and_is_denied(browser: Browsers, register: Register, role: Role) -> None:
    ids = saved(register)
    mine = browser(role=role)
    assert "dien-thoai" not in mine.get(f"/so/{ids[0]}").text
    held = str(version(register, ids[0]))
    assert mine.post(f"/so/{ids[0]}/dien-thoai/0", {"version": held, "reason": "gọi hỏi"}).status_code == 403


def test_a_record_tells_nothing_of_other_units(browser: Browsers, register: Register) -> None:
    own, other = saved(register)[0], saved(register, b"khac")[0]
    register.units.file([Filing(dossier_id=own[:-4], unit_id="dv-1", text="Xưởng Mẫu", basis="thử", chance=1.0)])
    register.judging.judge(alike(own, other), Judgement.SAME, "thu")
    register.merging.apply(register.merging.plan([own, other]), "thu")
    mine = browser("minh", units=("dv-1",))
    assert other not in mine.get(f"/so/{own}").text
    assert mine.get(f"/so/{other}").status_code == 404
    held = str(version(register, other))
    assert mine.post(f"/so/{other}/dien-thoai/0", {"version": held, "reason": "gọi hỏi"}).status_code == 404
    assert other in browser("lan").get(f"/so/{own}").text
