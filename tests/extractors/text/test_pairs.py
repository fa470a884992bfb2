from __future__ import annotations

import pytest

from extractors.text.pairs import is_common, is_possible, pairs_in, usual


def test_words_side_by_side_in_small_letters_and_new_tone_placement() -> None:
    assert pairs_in("Hoà giải, cơ sở") == [("hòa", "giải"), ("giải", "cơ"), ("cơ", "sở")]
    assert pairs_in("một") == []


@pytest.mark.parametrize(
    ("read", "meant"),
    [(("bố", "sung"), ("bổ", "sung")), (("điên", "lực"), ("điện", "lực")), (("chi", "đạo"), ("chỉ", "đạo"))],
)
def test_one_word_with_other_accents_than_usual(read: tuple[str, str], meant: tuple[str, str]) -> None:
    assert not is_common(read)
    assert usual(read) == meant


def test_nothing_is_usual_instead_of_what_is_common_or_unheard_of() -> None:
    assert is_common(("chi", "phí"))
    assert usual(("chi", "phí")) is None
    assert usual(("suối", "ngàn")) is None


def test_neighbours_that_make_no_word_are_possible_and_not_common() -> None:
    assert is_possible(("có", "số"))  # `có số liệu`, beside `cơ sở`
    assert not is_common(("có", "số"))
