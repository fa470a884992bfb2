from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.imaging.recognise import Word
from extractors.imaging.trust import EVIDENCE, evidence, page_of, trusted


def word(text: str, confidence: float = 0.96, other: str | None = "", sure: float = 0.96) -> Word:
    """A word that the other reader saw alike, unless told."""
    return Word(text, (0, 0, 10 * len(text), 20), confidence, 0, text if other == "" else other, sure)


TEXT = "Giải pháp nâng cao chất lượng dạy học môn Toán cho học sinh lớp năm"
PLAIN = [word(text) for text in TEXT.split()]


def chance(one: Word, scale: float = 1.0, others: list[Word] = PLAIN) -> float:
    return trusted([[*others[:5], one], others], scale)[0][5].chance


def test_what_two_readers_agree_on_is_surer_than_what_they_do_not() -> None:
    assert chance(word("Khuê")) > 0.98
    assert chance(word("Khuê", other="Khuế", sure=0.8)) < chance(word("Khuê")) - 0.02
    assert chance(word("Khuê", 0.5, sure=0.5)) < chance(word("Khuê"))


def test_common_words_are_surer_than_names() -> None:
    assert chance(word("lượng"), others=[*PLAIN[:4], word("chất"), *PLAIN[4:]]) > chance(word("Lượm"))


def test_a_spelling_that_was_mended_or_is_odd_is_less_sure() -> None:
    before = [*PLAIN[:4], word("tiết"), *PLAIN]
    as_it_is = chance(word("kiệm"), others=before)
    assert chance(replace(word("kiệm"), mended=True, other="kiêm"), others=before) < as_it_is
    assert chance(word("kiếm"), others=before) < as_it_is


def test_hats_with_slants_are_doubted_on_enlarged_pages() -> None:
    assert chance(word("Cẩm"), scale=1.8) < chance(word("Cẩm"), scale=1.0)
    assert chance(word("Cẩm"), scale=1.8) < chance(word("Lan"), scale=1.8)


def test_a_page_on_which_the_readers_differ_is_trusted_less() -> None:
    torn = [word(w.text, 0.7, other="x" + w.text, sure=0.7) for w in PLAIN]
    assert chance(word("Khuê"), others=torn) < chance(word("Khuê"))


def test_evidence_has_a_name_each_and_an_empty_page_is_no_error() -> None:
    assert len(evidence(PLAIN, [w.text for w in PLAIN], 0, page_of(PLAIN, 1.0))) == len(EVIDENCE)
    assert page_of([], 1.0) == (0.0, 0.0, pytest.approx(0.0))
    assert trusted([[], []], 1.0) == [[], []]
