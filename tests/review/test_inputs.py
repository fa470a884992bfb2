from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.inputs import NotUnderstood, changes, inputs
from schemas.changes import put
from schemas.innovation import Accepted, Author, Recognition

ROW = Accepted(
    ordinal=3,
    title="Giá kẹp ống nghiệm",
    authors=[
        Author(full_name="Lò Thị Mẫu", birth_year=1984, phone="+84912345678", share_percent=62.5, is_principal=True),
        Author(full_name="Vàng A Thử", workplace="Trạm Y tế"),
    ],
    applied_from=dt.date(2021, 2, 1),
    benefit_vnd=1_250_000,
    benefit_period="year",
    awards=["Bằng khen", "Giấy khen"],
    recognition=Recognition(number="12/QĐ", date=dt.date(2021, 3, 4), authority="UBND huyện"),
    confidential=True,
)
QUESTIONS = ["*", "authors", "authors[0]", "authors[0].phone", "recognition", *Accepted.model_fields]


def form(asked: str, row: Accepted = ROW) -> dict[str, str]:
    """What a browser sends when nothing was touched: a box that is not ticked sends its shadow only."""
    sent = {one.name: one.text for one in inputs(row, asked) if one.kind != "check" or one.text}
    return sent | {f"has:{one.name}": "1" for one in inputs(row, asked) if one.kind == "check"}


def changed(asked: str, row: Accepted = ROW, **typed: str) -> Accepted:
    for path, held in changes(row, asked, form(asked, row) | typed).items():
        row = put(row, path, held)
    return row


@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_form_that_nobody_touched_changes_nothing(asked: str) -> None:
    assert changed(asked) == ROW
    assert changed(asked, Accepted()) == Accepted()


@pytest.mark.parametrize(
    ("asked", "typed", "expected"),
    [
        ("title", "  Giá kẹp\nống  nghiệm mới ", "Giá kẹp ống nghiệm mới"),
        ("applied_to", "5/9/2022", dt.date(2022, 9, 5)),
        ("applied_from", "", None),
        ("benefit_vnd", "2.500.000 đồng", 2_500_000),
        ("benefit_vnd", "", None),
        ("benefit_period", "month", "month"),
        ("benefit_period", "", None),
        ("sector", "public", "public"),
        ("scope", " ", None),
        ("awards", "Bằng khen\n\n Cờ thi đua ", ["Bằng khen", "Cờ thi đua"]),
    ],
)
def test_what_is_typed_becomes_a_value(asked: str, typed: str, expected: object) -> None:
    assert getattr(changed(asked, **{asked: typed}), asked) == expected


def test_parts_of_an_author_and_of_a_decision() -> None:
    assert changed("authors[0].phone", **{"authors[0].phone": "0987 654 321"}).authors[0].phone == "+84987654321"
    assert changed("authors[1]", **{"authors[1].birth_year": "1990"}).authors[1].birth_year == 1990
    assert changed("authors[0]", **{"authors[0].share_percent": "37,5 %"}).authors[0].share_percent == 37.5
    assert changed("recognition", **{"recognition.number": ""}).recognition is None
    after = changed("recognition", **{"recognition.date": "05/03/2021"}).recognition
    assert after == Recognition(number="12/QĐ", date=dt.date(2021, 3, 5), authority="UBND huyện")


def test_authors_are_added_left_out_and_keep_what_the_form_does_not_show() -> None:
    typed = {"authors[1].full_name": "", "authors[2].full_name": "Giàng Thị Mới", "authors[2].phone": "0912000111"}
    after = changed("authors", **typed).authors
    assert [one.full_name for one in after] == ["Lò Thị Mẫu", "Giàng Thị Mới"]
    assert after[0].is_principal
    assert after[1].phone == "+84912000111"


def test_a_box_that_is_not_ticked_is_a_no_and_one_that_is_not_shown_is_nothing() -> None:
    assert changes(ROW, "confidential", {"has:confidential": "1"}) == {"confidential": False}
    assert changes(ROW, "confidential", {}) == {}


@pytest.mark.parametrize(
    ("asked", "typed", "told"),
    [
        ("applied_from", "31/02/2021", "viết ngày như"),
        ("applied_from", "hôm qua", "viết ngày như"),
        ("benefit_vnd", "một triệu", "viết số như"),
        ("benefit_period", "century", "Kỳ tính"),
        ("sector", "khác", "Khối"),
        ("authors[0].phone", "12", "không phải số điện thoại"),
        ("authors[0].birth_year", "84", "năm sinh"),
        ("authors[0].share_percent", "162", "phần trăm"),
        ("title", "x" * 20_001, "dài quá"),
    ],
)
def test_what_is_no_value_is_told_with_the_field(asked: str, typed: str, told: str) -> None:
    with pytest.raises(NotUnderstood, match=told):
        changed(asked, **{asked: typed})


@given(asked=st.sampled_from(QUESTIONS), text=st.text(max_size=60))
def test_nothing_that_can_be_typed_breaks_the_form(asked: str, text: str) -> None:
    for one in inputs(ROW, asked):
        try:
            after = changed(asked, **{one.name: text})
        except NotUnderstood:
            continue
        assert Accepted.model_validate(after.model_dump()) == after
