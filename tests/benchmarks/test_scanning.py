"""The rules by which contestants are scored: the same text is right wherever a whole-page reader puts it."""

from __future__ import annotations

import os

from benchmarks.scanning.memory import below
from benchmarks.scanning.score import cell_errors, letters, word_errors

CELLS = ["1", "Cải tiến lò sấy", "Năm 2021"]


def test_what_is_found_whole_costs_nothing() -> None:
    assert letters(CELLS) == len("Cải tiến lò sấy") + len("Năm 2021")
    assert cell_errors(CELLS, ["Năm\n2021", "1", "Cải tiến  lò sấy"]) == 0
    assert word_errors(CELLS, ["1 Cải tiến Năm\nlò sấy 2021"]) == 0


def test_wrong_letters_and_missing_texts_cost_their_number() -> None:
    assert cell_errors(CELLS, ["Cải tiến lò sây"]) == 1 + len("Năm 2021")
    assert word_errors(CELLS, ["Cải tiến lò sây Năm"]) == 1 + len("2021")
    assert word_errors(CELLS, []) == sum(map(len, ["Cải", "tiến", "lò", "sấy", "Năm", "2021"]))


def test_a_found_text_serves_one_true_text() -> None:
    assert word_errors(["sấy sấy"], ["sấy"]) == 3
    assert cell_errors(["lò sấy", "lò sấy"], ["lò sấy"]) == len("lò sấy")


def test_a_process_is_looked_at_with_those_below_it() -> None:
    [me, *_] = below(os.getpid())
    assert me.pid == os.getpid()
    assert me.resident >= me.own > 0
    assert me.files > 0
