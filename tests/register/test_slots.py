"""Rows find their innovation again."""

from __future__ import annotations

from register.slots import Row, assign, principal, row_of
from schemas.innovation import Author
from tests.register.builders import reading


def row(number: int, title: str, author: str = "an") -> Row:
    return Row(("s", 1, number), title, author)


OLD = {1: row(1, "may cat ranh go"), 2: row(2, "phan mem cham cong"), 3: row(3, "gia treo ong mem")}


def test_the_first_reading_numbers_rows_from_one() -> None:
    assert assign({}, [row(1, "a"), row(2, "b")]) == [1, 2]


def test_unchanged_rows_keep_their_slots() -> None:
    assert assign(OLD, list(OLD.values())) == [1, 2, 3]


def test_a_row_found_late_does_not_push_the_others() -> None:
    new = [row(1, "dong moi tim thay o dau"), row(2, "may cat ranh go"), row(3, "phan mem cham cong")]
    assert assign(OLD, [*new, row(4, "gia treo ong mem")]) == [4, 1, 2, 3]


def test_a_row_that_went_leaves_its_slot_empty() -> None:
    assert assign(OLD, [row(1, "phan mem cham cong"), row(2, "gia treo ong mem")]) == [2, 3]


def test_a_title_read_a_little_otherwise_is_the_same_row_though_it_moved() -> None:
    assert assign(OLD, [row(9, "phan mem chan cong"), row(8, "may cat ranh g0")]) == [2, 1]


def test_a_title_that_was_not_readable_before_is_found_by_its_place() -> None:
    assert assign({1: row(1, "@#$"), 2: row(2, "phan mem cham cong")}, [row(1, "may cat ranh go")]) == [1]


def test_two_rows_with_one_title_keep_apart_by_author() -> None:
    old = {1: row(1, "may cat", "an"), 2: row(2, "may cat", "binh")}
    assert assign(old, [row(5, "may cat", "binh"), row(6, "may cat", "an")]) == [2, 1]


def test_rows_without_title_are_not_thought_alike() -> None:
    assert assign({1: row(1, "")}, [row(2, "")]) == [2]


def test_the_principal_is_marked_or_has_the_largest_share_or_stands_first() -> None:
    one, two = Author(full_name="Một", share_percent=40), Author(full_name="Hai", share_percent=60)
    assert principal([one, two]) == two
    assert principal([Author(full_name="Một"), Author(full_name="Hai")]) == Author(full_name="Một")
    assert principal([one.model_copy(update={"is_principal": True}), two]).full_name == "Một"  # type: ignore[union-attr]
    assert principal([]) is None


def test_a_reading_is_known_by_place_folded_title_and_principal() -> None:
    assert row_of(reading(4, "Phần mềm  Chấm công")) == Row(("b" * 64, 1, 4), "phan mem cham cong", "lo thu 4")
