from __future__ import annotations

import random

import pytest

from register.search.collation import name_key, text_key

WORDS = [
    "an",
    "ăn",
    "ân",
    "ba",
    "bà",
    "bả",
    "bã",
    "bá",
    "bạ",
    "bác",
    "băng",
    "bâng",
    "các",
    "dan",
    "dán",
    "đan",
    "đạn",
    "em",
    "ê",
    "gì",
    "kia",
    "lê",
    "on",
    "ôn",
    "ơn",
    "um",
    "ưng",
    "y",
    "ý",
]
NAMES = (
    *("Bùi An", "Nguyễn Anh An", "Lê Thị An", "Nguyễn Văn An", "Vũ Văn An", "Lê Ăn", "Trần Thị Ân"),
    *("Giàng A Páo", "Phạm Thuy", "Phạm Thùy", "Đỗ Thị Thủy", "Phạm Thị Thủy", "Bùi Thúy", "Lò Thị Ỷ"),
)


@pytest.mark.parametrize(("known", "key"), [(WORDS, text_key), (NAMES, name_key)])
def test_the_order_of_vietnamese_dictionaries(known: list[str], key: object) -> None:
    mixed = random.Random(1).sample(list(known), len(known))
    assert sorted(mixed, key=key) == list(known)  # type: ignore[call-overload]


def test_numbers_sort_by_their_size_and_capitals_do_not_count() -> None:
    assert sorted(["Lớp 12", "lớp 4", "LỚP 10"], key=text_key) == ["lớp 4", "LỚP 10", "Lớp 12"]


def test_keys_are_ascii_and_short() -> None:
    for text in ("", " ", "Ngày \0 'x'", "日本 ①²", "ạ" * 5000, "9" * 5000):
        assert text_key(text).isascii() and len(text_key(text)) <= 48
        assert name_key(text).isascii() and len(name_key(text)) <= 48
