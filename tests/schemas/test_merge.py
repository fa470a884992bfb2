"""Several rows as one: every value from one of them, nobody lost, what is asked stays asked."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.coauthors import one_person, united
from schemas.finding import Code, Finding
from schemas.grid import Box, Doubt
from schemas.innovation import Accepted, Author, FieldReading, Reading, Recognition, Source
from schemas.merge import CELLS, Side, merge

MAY = dt.datetime(2021, 5, 4, 9, tzinfo=dt.UTC)
LAN = Author(full_name="Lò Thị Lan", birth_year=1980, phone="+84900000001", share_percent=100, is_principal=True)


def side(key: str, days: int = 0, person: bool = False, **accepted: object) -> Side:
    found = Accepted.model_validate({"title": "Giá treo ống", "authors": [LAN], "ordinal": int(key)} | accepted)
    source = Source(file=f"{key}.docx", sha256=key * 64)
    return Side(key, Reading(source=source, accepted=found), person, MAY + dt.timedelta(days=days))


def asked(one: Side, *fields: str) -> Side:
    return Side(
        one.innovation, one.reading.model_copy(update={"review_fields": [*fields]}), one.person, one.received_at
    )


def scanned(one: Side, cell: str) -> Side:
    told = FieldReading(as_read="?", page=3, box=Box(0.1, 0.1, 0.2, 0.2), doubts=[Doubt("w", 0.5)], rest=0.1)
    change = {"fields": {cell: told}}
    return Side(one.innovation, one.reading.model_copy(update=change), one.person, one.received_at)


def chosen(*sides: Side, told: dict[str, str] | None = None) -> dict[str, tuple[str, str]]:
    return {choice.field: (choice.source, choice.why) for choice in merge(sides, "1", told or {}).choices}


def test_the_better_value_is_proposed_and_says_why() -> None:
    one = side("1", summary="Hàn.", scope="Toàn huyện")
    two = side("2", 3, summary="Hàn thêm cữ chặn.", recognition=Recognition(number="12/QĐ"))
    found = chosen(one, two)
    assert found["title"] == ("1", "như nhau")
    assert found["summary"] == ("2", "đầy đủ hơn")
    assert found["scope"] == ("1", "chỉ dòng này có")
    assert found["recognition"] == ("2", "chỉ dòng này có")
    assert chosen(one, two, told={"summary": "1"})["summary"] == ("1", "người chọn")


@pytest.mark.parametrize(
    ("one", "two", "why"),
    [
        (
            side("1", title="Giá treo ống mềm tránh gập"),
            side("2", person=True, title="Giá treo"),
            "đã có người xác nhận",
        ),
        (asked(side("1", title="Giá treo ống mềm"), "title"), side("2", title="Giá treo"), "máy không hỏi"),
        (scanned(side("1", title="Giá treo ống mêm"), "title"), side("2", title="Giá treo"), "không qua nhận dạng chữ"),
        (
            side("1", title="Giá treo A"),
            side("2", title="Giá treo B", recognition={"number": "1"}),
            "có quyết định công nhận",
        ),
        (side("1", title="Giá treo A"), side("2", 1, title="Giá treo B"), "mới hơn"),
    ],
)
def test_what_makes_a_value_better(one: Side, two: Side, why: str) -> None:
    assert chosen(one, two)["title"] == ("2", why)


def test_a_cell_s_values_come_from_one_row() -> None:
    one = side("1", effect="Tiết kiệm 5 triệu đồng mỗi năm cho tổ", benefit_vnd=5_000_000, benefit_period="year")
    two = side("2", effect="Tiết kiệm 7 triệu", benefit_vnd=7_000_000)
    found = merge([one, two], "1", {"effect": "2"}).reading.accepted
    assert (found.effect, found.benefit_vnd, found.benefit_period) == ("Tiết kiệm 7 triệu", 7_000_000, None)


def test_every_author_is_kept_once_with_what_any_row_knows() -> None:
    bare = Author(full_name="LÒ THỊ LAN", position="Tổ trưởng", is_principal=True)
    son = Author(full_name="Vừ A Sơn", share_percent=40)
    found = merge([side("1", person=True), side("2", authors=[bare, son])], "1", {})
    lan, other = found.reading.accepted.authors
    assert (lan.full_name, lan.phone, lan.position, lan.share_percent) == (LAN.full_name, LAN.phone, "Tổ trưởng", 100)
    assert (other.full_name, other.share_percent, other.is_principal) == ("Vừ A Sơn", None, False)
    assert found.added == {"Vừ A Sơn": "2"}
    assert merge([side("1"), side("2", authors=[bare, son])], "1", {"authors": "1"}).reading.accepted.authors == [LAN]


def test_two_of_one_name_and_two_people_of_nearly_one_name() -> None:
    assert one_person(LAN, Author(full_name="Lo Thi Lan"))
    assert not one_person(LAN, Author(full_name="Lò Thị Lân"))
    assert one_person(LAN, LAN.model_copy(update={"birth_year": 1981}))
    assert not one_person(LAN, LAN.model_copy(update={"birth_year": 1991, "phone": "+84900000002"}))
    assert not one_person(Author(full_name=""), Author(full_name=""))
    assert [a.full_name for a in united([], {"2": [LAN]}).authors] == [LAN.full_name]


def test_what_is_asked_of_a_value_goes_with_it() -> None:
    one = asked(side("1", summary="Hàn."), "*")
    two = asked(side("2", summary="Hàn thêm cữ chặn"), "summary", "authors[0].phone")
    finding = Finding(code=Code.LOW_CONFIDENCE, field="summary", message="Có thể đọc sai.")
    two = Side("2", two.reading.model_copy(update={"findings": [finding]}), False, MAY)
    found = merge([one, two], "1", {"summary": "2", "title": "2", "authors": "2", "effect": "1"}).reading
    assert {"summary", "authors[0].phone"} <= {*found.review_fields}
    assert "title" not in found.review_fields
    assert {"effect", "benefit_vnd"} <= {*found.review_fields}
    assert found.findings == [finding]


def test_a_value_of_another_paper_points_to_that_paper() -> None:
    two = scanned(side("2", summary="Hàn thêm cữ chặn"), "summary")
    told = merge([side("1"), two], "1", {}).reading.fields["summary"]
    assert told.box is None
    assert [(place.sha256, place.page) for place in told.places] == [("2" * 64, 3)]


def test_a_secret_stays_one() -> None:
    assert merge([side("1"), side("2", confidential=True)], "1", {}).reading.accepted.confidential


TEXTS = st.sampled_from(["", "Hàn", "Hàn thêm cữ", "Giá treo"])
Drawn = tuple[str, str, list[str], int, bool]
SIDES = st.lists(
    st.builds(
        lambda title, summary, people, days, person: (title, summary, people, days, person),
        TEXTS,
        TEXTS,
        st.lists(st.sampled_from(["Lò Lan", "Vừ Sơn", "Hà Mẫu"]), unique=True),
        st.integers(0, 3),
        st.booleans(),
    ),
    min_size=2,
    max_size=5,
)


@given(SIDES, st.randoms())
def test_any_order_gives_the_same_and_every_value_is_somebody_s(
    rows: list[tuple[str, str, list[str], int, bool]], chance: object
) -> None:
    sides = [
        side(str(n), days, person, title=title, summary=summary, authors=[Author(full_name=name) for name in people])
        for n, (title, summary, people, days, person) in enumerate(rows, 1)
    ]
    found = merge(sides, "1", {})
    chance.shuffle(sides)
    assert merge(sides, "1", {}) == found
    by_id = {one.innovation: one.accepted for one in sides}
    for choice in found.choices:
        if choice.field != "authors":
            assert getattr(found.reading.accepted, choice.field) == getattr(by_id[choice.source], choice.field)
    assert {choice.field for choice in found.choices} == CELLS.keys()
    names = [author.full_name for author in found.reading.accepted.authors]
    assert sorted(names) == sorted({name for _, _, people, _, _ in rows for name in people})
