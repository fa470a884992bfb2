"""Every pair says which case it is and where its records came from."""

from __future__ import annotations

import pytest

from matchers import compare, find_duplicates
from matchers.kinds import across
from schemas.match import Across, Kind, Record
from tests.matchers.records import record

OTHER = {"authors": ["Vàng A Tủa"], "birth_year": 1971, "phone": "0911000777"}


def test_the_same_innovation_again_is_a_duplicate_between_two_units() -> None:
    [pair] = find_duplicates([record(sender="Công đoàn xã Mường Thử"), record("b", sender="Công đoàn xã Nà Sim")])
    assert (pair.kind, pair.across) == (Kind.DUPLICATE, [Across.UNITS])
    assert pair.reasons[-1].text == "Hai đơn vị: Công đoàn xã Mường Thử – Công đoàn xã Nà Sim"


def test_the_text_of_strangers_is_copied() -> None:
    [pair] = find_duplicates([record(), record("b", **OTHER)])
    assert (pair.kind, pair.verdict) == (Kind.COPIED, "review")


def test_nobody_has_copied_what_names_no_author() -> None:
    pairs = find_duplicates([record(), record("b", authors=[], birth_year=None, phone="")])
    assert [pair.kind for pair in pairs] in ([], [Kind.DUPLICATE])
    assert compare(record(), record("b", authors=[], phone="")).kind in (None, Kind.DUPLICATE)


def test_one_author_s_series_is_no_duplicate_but_says_what_it_is() -> None:
    rows = [record(key, title=f"Rèn chữ viết cho học sinh lớp {grade}") for key, grade in (("a", 1), ("b", 4))]
    other = record("b", title="Ủ phân chuồng cho nương sắn", summary="Trộn men với phân, phủ bạt ba tuần rồi đảo.")
    told = compare(record(), other)
    assert (told.verdict, told.kind) == ("different", Kind.SERIES)
    assert all(pair.kind != Kind.SERIES for pair in find_duplicates(rows))


def test_two_that_have_nothing_to_do_with_each_other_are_no_case() -> None:
    other = record("b", title="Ủ phân chuồng", summary="Trộn men với phân, phủ bạt ba tuần.", benefit="", **OTHER)
    assert compare(record(), other).kind is None


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ({"dossier": "h1", "sender": "A"}, {"dossier": "h1", "sender": "B"}, [Across.DOSSIER]),
        ({"sender": "Công đoàn  Mẫu"}, {"sender": "công đoàn mẫu."}, []),
        ({"unit": "Tổ 1"}, {"unit": "Tổ 2"}, [Across.UNITS]),
        ({"programme": "p1", "year": 2021}, {"programme": "p2", "year": 2023}, [Across.PROGRAMMES, Across.YEARS]),
        ({"period": "03/2021 - 05/2022"}, {"period": "Quý I/2022"}, []),
        ({"period": "Tháng 3/2021"}, {"period": "Năm 2023"}, [Across.YEARS]),
        ({"year": 2021}, {"period": ""}, []),
    ],
)
def test_where_two_came_from(a: dict[str, object], b: dict[str, object], found: list[Across]) -> None:
    assert [*across(Record(id="a", **a), Record(id="b", **b))] == found  # type: ignore[arg-type]
