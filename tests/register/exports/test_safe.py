"""Nothing that leaves as text is taken for a formula."""

from __future__ import annotations

import pytest

from register.exports.safe import CELL_UNITS, clean, is_risky

RISKY = [
    "=1+1",
    "+84900",
    "-2+3",
    "@SUM(A1)",
    "|calc",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "｜x",
    " =1",
    "\n=1",
    "\u200b=1",
    "\u00a0+1",
]


@pytest.mark.parametrize("text", RISKY)
def test_formula_signs_are_seen_at_the_start(text: str) -> None:
    assert is_risky(text)


@pytest.mark.parametrize("text", ["", " ", "Tăng 20% = giảm", "a+b", "0912", "“=1”", "Đề tài -1"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert not is_risky(text)


def test_control_characters_go_and_line_breaks_stay() -> None:
    assert clean("a\x00b\x07\x1b[31m\ud800\ufffe\r\nc\rd\te\x85") == "ab[31m\nc\nd e"
    assert clean("\t=1") == " =1"
    assert is_risky(clean("\t=1"))


@pytest.mark.parametrize("letter", ["ữ", "😀"])
def test_a_text_longer_than_a_cell_is_cut_with_a_sign(letter: str) -> None:
    found = clean(letter * 40_000)
    assert found.endswith(letter + "…")
    assert CELL_UNITS - 1 <= len(found.encode("utf-16-le")) // 2 <= CELL_UNITS


def test_a_text_that_just_fits_is_whole() -> None:
    assert clean("ữ" * CELL_UNITS) == "ữ" * CELL_UNITS
