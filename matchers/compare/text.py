"""Summaries and effects: shared words (a rewording keeps them) and shared phrases (a copy keeps those)."""

from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np

from matchers import tokens
from matchers.compare.evidence import Evidence, percent
from matchers.compare.overlap import overlap
from matchers.normal import Prepared
from matchers.statistics import Statistics
from matchers.tokens import bag, couples, phrases

_SHORT = 6  # words: a shorter text says nothing
_RAREST = 0.2  # of the shared passages: a copied text has stock sentences too, a model text nothing else
_MUCH = 30  # runs
_WINDOW = 9  # words: less than a sentence
_DENSE = 0.35  # share of a window's words that a reworded or badly scanned sentence still shares


def words(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Weighted share of the shorter summary's words that the other has too."""
    one, other = bag(a.summary), bag(b.summary)
    if min(len(one), len(other)) < _SHORT:
        return None
    score = overlap(one, other, stats).contained
    return Evidence(score, f"Tóm tắt dùng chung {percent(score)} từ ngữ")


def wording(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Share of the shorter summary's runs of three words that stand in the other."""
    del stats
    return _runs(a.summary, b.summary, "Tóm tắt trùng {} câu chữ")


def whole(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Share of both summaries' runs of three words that they have in common: 1 only for the same full text."""
    del stats
    one, other = phrases(a.summary), phrases(b.summary)
    if min(len(one), len(other)) < _SHORT:
        return None
    score = len(one & other) / len(one | other)
    return Evidence(score, f"Toàn văn tóm tắt trùng {percent(score)}")


def extent(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """How much is shared at all, 1 for endless texts: short ones are alike by chance, long ones never."""
    del stats
    one, other = phrases(a.summary), phrases(b.summary)
    if not one or not other:
        return None
    runs = len(one & other)
    return Evidence(runs / (runs + _MUCH), f"Tóm tắt có {runs} cụm ba từ chung")


def passages(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Share of the shorter summary that lies in passages with a counterpart in the other, however reworded.

    Who words an innovation anew touches every sentence a little; who writes the next one keeps some and replaces some.
    """
    del stats
    shorter, longer = sorted((couples(a.summary), couples(b.summary)), key=len)
    if len(shorter) < _SHORT:
        return None
    score = _covered(shorter.tolist(), set(longer.tolist()))
    return Evidence(score, f"{percent(score)} bản ngắn hơn có đoạn tương ứng trong bản kia")


def _covered(shorter: list[int], longer: set[int]) -> float:
    """Share of the words around which enough neighbours stand side by side in the longer text too."""
    both = [False, *(couple in longer for couple in shorter), False]
    sums = [0, *accumulate(one or other for one, other in pairwise(both))]
    words, half = len(sums) - 1, _WINDOW // 2
    near = ((sums[min(words, at + half + 1)] - sums[max(0, at - half)], at) for at in range(words))
    return sum(hit >= _DENSE * (min(words, at + half + 1) - max(0, at - half)) for hit, at in near) / words


def model_text(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """1 when the passages that both have stand nowhere else, near 0 when many records have them: a text handed round.

    None when no two passages are shared.
    """
    both = tokens.passages(a.summary) & tokens.passages(b.summary)
    if not stats.total or not both:
        return None
    often = float(np.quantile(stats.run_counts(np.array(list(both), dtype=np.uint64)), _RAREST))
    score = min(1.0, 2.0 / max(often, 1.0))
    line = (
        "Đoạn văn chung chỉ có ở hai bản này" if often <= 2 else f"Đoạn văn chung có ở khoảng {often:.0f} bản (văn mẫu)"
    )
    return Evidence(score, line)


def effect(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """As `wording`, for the effect cell without its amounts of money."""
    del stats
    return _runs(a.effect, b.effect, "Phần hiệu quả trùng {} câu chữ")


def _runs(one: str, other: str, line: str) -> Evidence | None:
    left, right = phrases(one), phrases(other)
    fewer = min(len(left), len(right))
    if fewer < _SHORT:
        return None
    score = len(left & right) / fewer
    return Evidence(score, line.format(percent(score)))
