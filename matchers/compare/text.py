"""Summaries and effects: shared words (a rewording keeps them) and shared phrases (a copy keeps those)."""

from __future__ import annotations

import math

import numpy as np

from matchers.compare.evidence import Evidence, percent
from matchers.compare.overlap import overlap
from matchers.normal import Prepared
from matchers.statistics import Statistics
from matchers.tokens import bag, long_phrases, phrases

_SHORT = 6  # words: a shorter text says nothing
_CHANCE = 20  # runs
_LARGE = 10_000  # records: what stands in two of so many is no chance


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


def own_words(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Share of the shorter summary that stands in the other and hardly anywhere else: no model text handed round.

    For the same share a short text scores lower, and so does a small register: it says little of what is rare.
    """
    if not stats.total:
        return None
    one, other = long_phrases(a.summary), long_phrases(b.summary)
    fewer = min(len(one), len(other))
    if fewer < _SHORT:
        return None
    counts = stats.run_counts(np.array(list(one & other), dtype=np.uint64))
    own = float(np.minimum(1.0, 2.0 / np.maximum(counts, 1)).sum())
    surprise = min(1.0, math.log(max(stats.total, 2)) / math.log(_LARGE))
    return Evidence(
        surprise * own / (fewer + _CHANCE), f"{percent(min(1.0, own / fewer))} câu chữ chỉ có ở hai bản này"
    )


def lifted(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """The bare share behind `own_words`, for texts long enough that nobody writes them twice by chance."""
    one, other = long_phrases(a.summary), long_phrases(b.summary)
    fewer = min(len(one), len(other))
    if not stats.total or fewer < _CHANCE:
        return None
    counts = stats.run_counts(np.array(list(one & other), dtype=np.uint64))
    score = float(np.minimum(1.0, 2.0 / np.maximum(counts, 1)).sum()) / fewer
    return Evidence(score, f"{percent(score)} câu chữ của bản ngắn hơn chỉ có ở hai bản này")


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
