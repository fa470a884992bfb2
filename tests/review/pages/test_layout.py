"""A table in an unknown layout: shown, tried, answered once, for as long as it waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from register import Register
from review.pages.layout import key_of
from review.paper_services import PaperServices
from review.services import Services
from schemas.account import Role
from schemas.columns import ColumnForm, FoundColumn, FoundTable
from schemas.dossier import Document, Letter
from schemas.innovation import Reading
from tests.register.builders import reading, received, result
from tests.review.browser import Browser

Browsers = Callable[..., Browser]
HEADS = ("TT", "Thợ <b>nghĩ</b> ra", "Món đồ mới")
COLUMNS = [FoundColumn(heading=text, samples=[f"mẫu {text}"]) for text in HEADS]
TABLE = FoundTable(sha256="b" * 64, file="la.docx", page=1, rows=2, head=0, first=1, columns=COLUMNS)
ANSWER = {"table": key_of(TABLE), "col0": "ordinal", "col1": "authors", "col2": "title"}


@pytest.fixture
def woken() -> list[str]:
    return []


@pytest.fixture
def services(woken: list[str]) -> Services:
    def preview(form: ColumnForm) -> Sequence[Reading]:
        return [reading(n, f"Dòng thử {n}") for n in range(1, 8)] if form.fields[2] == "title" else []

    papers = PaperServices(preview=preview, guessed=lambda table: ["ordinal", None, None])
    return Services(papers=papers, wake=lambda: woken.append("x"))


@pytest.fixture
def key(register: Register) -> str:
    dossier_id = received(register)
    document = Document(kind="table", file="la.docx", unknown=[TABLE])
    register.save(dossier_id, result(documents=[document]))
    return dossier_id


def test_the_page_shows_heads_rows_and_guesses(browser: Browsers, key: str) -> None:
    text = browser("hoa", Role.ENTRY).get(f"/ho-so/{key}/cot/1").text
    assert text.count("<select") == 3
    assert '<option value="ordinal" selected>' in text
    assert "Thợ &lt;b&gt;nghĩ&lt;/b&gt; ra" in text
    assert "mẫu Món đồ mới" in text
    assert f"/ho-so/{key}/cot/1" in browser().get(f"/ho-so/{key}").text


def test_trying_keeps_nothing(browser: Browsers, register: Register, key: str, woken: list[str]) -> None:
    text = browser().post(f"/ho-so/{key}/cot/1", {**ANSWER, "action": "try"}).text
    assert "Dòng thử 5" in text
    assert "Dòng thử 6" not in text
    assert '<option value="title" selected>' in text
    assert (register.column_forms(), register.pending(), woken) == ([], [], [])


def test_an_answer_is_kept_and_the_dossier_read_again(
    browser: Browsers, register: Register, key: str, woken: list[str]
) -> None:
    assert browser().post(f"/ho-so/{key}/cot/1", {**ANSWER, "action": "keep"}).status_code == 303
    [form] = register.column_forms()
    assert form.fields == ["ordinal", "authors", "title"]
    assert (form.unit, form.headings) == ("cong doan xuong mau", list(HEADS))
    assert (register.pending(), woken) == ([key], ["x"])
    assert [line["who"] for line in register.audit() if line["action"] == "columns"] == ["lan"]


def test_other_dossiers_of_the_unit_that_wait_for_it_are_read_too(
    browser: Browsers, register: Register, key: str
) -> None:
    same, other = received(register, b"cung don vi"), received(register, b"don vi khac")
    for dossier_id, unit in ((same, "Công đoàn Xưởng Mẫu"), (other, "Công đoàn khác")):
        document = Document(kind="table", file="la.docx", unknown=[TABLE.model_copy(update={"sha256": "c" * 64})])
        register.save(dossier_id, result(documents=[document], letter=Letter(issuing_unit=unit)))
    assert browser().post(f"/ho-so/{key}/cot/1", {**ANSWER, "action": "keep"}).status_code == 303
    assert sorted(register.pending()) == sorted([key, same])


def test_a_table_of_something_else(browser: Browsers, register: Register, key: str) -> None:
    assert browser().post(f"/ho-so/{key}/cot/1", {"table": key_of(TABLE), "action": "none"}).status_code == 303
    assert register.column_forms()[0].fields == [None, None, None]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"col2": ""}, "chưa chỉ cột tên sáng kiến"),
        ({"col1": "title"}, "có hai cột"),
        ({"col1": "khong-co"}, "không có mục"),
    ],
)
def test_what_cannot_be_kept_is_told(
    browser: Browsers, register: Register, key: str, change: dict[str, str], told: str
) -> None:
    answer = browser().post(f"/ho-so/{key}/cot/1", {**ANSWER, "action": "keep", **change})
    assert answer.status_code == 422
    assert told in answer.text
    assert register.column_forms() == []


def test_a_table_that_is_gone_meanwhile_is_not_answered(browser: Browsers, register: Register, key: str) -> None:
    mine = browser()
    register.save(key, result(engine="2"))
    assert mine.get(f"/ho-so/{key}/cot/1").status_code == 404
    assert mine.post(f"/ho-so/{key}/cot/1", {**ANSWER, "action": "keep"}).status_code == 409
    assert mine.post(f"/ho-so/{key}/cot/9", {**ANSWER, "action": "try"}).status_code == 409
    assert register.column_forms() == []


def test_others_units_and_viewers(browser: Browsers, register: Register, key: str) -> None:
    elsewhere = browser("xa", units=("dv-khac",))
    assert elsewhere.get(f"/ho-so/{key}/cot/1").status_code == 404
    assert elsewhere.post(f"/ho-so/{key}/cot/1", {**ANSWER, "action": "keep"}).status_code == 404
    assert browser("xem", Role.VIEWER).get(f"/ho-so/{key}/cot/1").status_code == 403
    assert register.column_forms() == []
