"""Weighted overlap of two bags of words; words that OCR damaged are paired by spelling before they count as unlike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from matchers.statistics import Statistics

_CUTOFF = 72.0  # one wrong letter in four
_MOST_LEFT = 60  # leftovers of two unlike texts: pairing them is work for nothing


@dataclass(frozen=True, slots=True)
class Overlap:
    """Masses are sums of word weights; `only_a` and `only_b` the words that found no partner."""

    common: float
    left_a: float
    left_b: float
    only_a: frozenset[str]
    only_b: frozenset[str]

    @property
    def contained(self) -> float:
        """Share of the poorer side that the other side has too."""
        smaller = self.common + min(self.left_a, self.left_b)
        return self.common / smaller if smaller else 0.0

    @property
    def shared(self) -> float:
        """Share of all words that both sides have."""
        union = self.common + self.left_a + self.left_b
        return self.common / union if union else 0.0


@lru_cache(64)  # several comparators look at the same two texts, one after the other
def overlap(a: frozenset[str], b: frozenset[str], stats: Statistics) -> Overlap:
    only_a, only_b = a - b, b - a
    common = stats.mass(a & b)
    if only_a and only_b and len(only_a) + len(only_b) <= _MOST_LEFT:
        paired = _pair(sorted(only_a), sorted(only_b))
        for one, other, likeness in paired:
            common += likeness * min(stats.weight(one), stats.weight(other))
        only_a -= {one for one, _, _ in paired}
        only_b -= {other for _, other, _ in paired}
    return Overlap(common, stats.mass(only_a), stats.mass(only_b), only_a, only_b)


def _pair(left: list[str], right: list[str]) -> list[tuple[str, str, float]]:
    """Greedy pairs of alike words of three letters and more; words with digits never pair."""
    left = [word for word in left if len(word) > 2 and word.isalpha()]
    right = [word for word in right if len(word) > 2 and word.isalpha()]
    if not left or not right:
        return []
    table = process.cdist(left, right, scorer=fuzz.ratio, score_cutoff=_CUTOFF)
    rows, cols = table.nonzero()
    free_left, free_right, found = set(left), set(right), []
    ranked = sorted(zip(table[rows, cols].tolist(), rows.tolist(), cols.tolist(), strict=True), key=lambda hit: -hit[0])
    for score, row, col in ranked:
        if left[row] in free_left and right[col] in free_right:
            free_left.remove(left[row])
            free_right.remove(right[col])
            found.append((left[row], right[col], score / 100))
    return found
