"""Summaries and effects: shared words (a rewording keeps them) and shared phrases (a copy keeps those)."""

from __future__ import annotations

import numpy as np

from matchers.compare.batch import Batch
from matchers.compare.evidence import Comparator, Pair, percent
from matchers.compare.overlap import Overlap, overlap
from matchers.compare.sets import Entries, Floats, Marks, Union, contained, quantiles, united
from matchers.runs import Ints, Passages

_SHORT = 6  # words: a shorter text says nothing
_RAREST = 0.2  # of the shared passages: a copied text has stock sentences too, a model text nothing else
_MUCH = 30  # runs
_WINDOW = 9  # words: less than a sentence
_DENSE = 0.35  # share of a window's words that a reworded or badly scanned sentence still shares


def bags(batch: Batch) -> Union:
    """The different words of the summaries."""
    return batch.sets("summary")


def _overlap(batch: Batch) -> Overlap:
    return overlap(batch, batch.made(bags), "summary")


def _phrases(batch: Batch) -> Union:
    return batch.runs("summary", 3)


def _effects(batch: Batch) -> Union:
    return batch.runs("effect", 3)


def _words(batch: Batch) -> Floats:
    """Weighted share of the shorter summary's words that the other has too."""
    return batch.told(batch.made(bags).fewer >= _SHORT, batch.made(_overlap).contained)


def _wording(batch: Batch) -> Floats:
    """Share of the shorter summary's runs of three words that stand in the other."""
    return _share(batch, batch.made(_phrases))


def _effect(batch: Batch) -> Floats:
    """As `wording`, for the effect cell without its amounts of money."""
    return _share(batch, batch.made(_effects))


def _share(batch: Batch, runs: Union) -> Floats:
    return batch.told(runs.fewer >= _SHORT, runs.shared / np.maximum(runs.fewer, 1))


def _whole(batch: Batch) -> Floats:
    """Share of both summaries' runs of three words that they have in common: 1 only for the same full text."""
    runs = batch.made(_phrases)
    return batch.told(runs.fewer >= _SHORT, runs.shared / np.maximum(runs.size_a + runs.size_b - runs.shared, 1))


def _extent(batch: Batch) -> Floats:
    """How much is shared at all, 1 for endless texts: short ones are alike by chance, long ones never."""
    shared = batch.made(_phrases).shared
    return batch.told(batch.made(bags).fewer > 0, shared / (shared + _MUCH))


def _extent_line(pair: Pair) -> str:
    return f"Tóm tắt có {int(pair.batch.made(_phrases).shared[pair.at])} cụm ba từ chung"


def _passages(batch: Batch) -> Floats:
    """Share of the shorter summary that lies in passages with a counterpart in the other, however reworded.

    Who words an innovation anew touches every sentence a little; who writes the next one keeps some and replaces some.
    """
    words = batch.corpus["summary"]
    swap = words.sizes(batch.right) < words.sizes(batch.left)
    shorter, longer = np.where(swap, batch.right, batch.left), np.where(swap, batch.left, batch.right)
    sizes = words.sizes(shorter)
    return batch.told(sizes > _SHORT, _covered(words.runs(shorter, 2), words.runs(longer, 2), sizes))


def _covered(shorter: Entries, longer: Entries, sizes: Ints) -> Floats:
    """Share of the words around which enough neighbours stand side by side in the longer text too."""
    sums = np.r_[0, np.cumsum(_beside(contained(shorter, longer), shorter[1], sizes))]
    pair = np.repeat(np.arange(len(sizes)), sizes)
    first = (np.cumsum(sizes) - sizes)[pair]
    at, half = np.arange(len(pair)), _WINDOW // 2
    low, high = np.maximum(at - half, first), np.minimum(at + half + 1, first + sizes[pair])
    dense = sums[high] - sums[low] >= _DENSE * (high - low)
    return np.bincount(pair, dense, minlength=len(sizes)) / np.maximum(sizes, 1)


def _beside(couples: Marks, owner: Ints, sizes: Ints) -> Marks:
    """Marks the words of which a couple is marked: a text of n words has n - 1 couples, in order."""
    fewer = np.maximum(sizes - 1, 0)
    at = np.arange(len(couples)) - (np.cumsum(fewer) - fewer)[owner] + (np.cumsum(sizes) - sizes)[owner]
    marks = np.zeros(int(sizes.sum()), dtype=bool)
    marks[at[couples]] = marks[at[couples] + 1] = True
    return marks


def _together(batch: Batch) -> Union:
    """Passages that stand together in the summaries; only of such as both have."""
    rows = batch.corpus["summary"]
    one, other = Passages.of(*rows.take(batch.left)), Passages.of(*rows.take(batch.right))
    a, b = (one.keys, one.rows), (other.keys, other.rows)
    return united(one.together(contained(a, b)), other.together(contained(b, a)), len(batch))


def _often(batch: Batch) -> Floats:
    """In how many records the rarer passages stand that a pair has in common; NaN when it has none."""
    found = batch.made(_together)
    pair, counts = found.pair[found.both], batch.stats.run_counts(found.key[found.both])
    return quantiles(counts, pair, len(batch), _RAREST)


def _model_text(batch: Batch) -> Floats:
    """1 when the passages that both have stand nowhere else, near 0 when many records have them: a text handed round.

    None when no two passages are shared.
    """
    often = batch.made(_often)
    return batch.told(np.full(len(batch), batch.stats.total > 0), np.minimum(1.0, 2.0 / np.maximum(often, 1.0)))


def _model_line(pair: Pair) -> str:
    often = pair.batch.made(_often)[pair.at]
    if often <= 2:
        return "Đoạn văn chung chỉ có ở hai bản này"
    return f"Đoạn văn chung có ở khoảng {often:.0f} bản (văn mẫu)"


COMPARATORS = {
    "words": Comparator(_words, lambda pair: f"Tóm tắt dùng chung {percent(pair.score)} từ ngữ"),
    "wording": Comparator(_wording, lambda pair: f"Tóm tắt trùng {percent(pair.score)} câu chữ"),
    "whole": Comparator(_whole, lambda pair: f"Toàn văn tóm tắt trùng {percent(pair.score)}"),
    "extent": Comparator(_extent, _extent_line),
    "passages": Comparator(
        _passages, lambda pair: f"{percent(pair.score)} bản ngắn hơn có đoạn tương ứng trong bản kia"
    ),
    "model-text": Comparator(_model_text, _model_line),
    "effect": Comparator(_effect, lambda pair: f"Phần hiệu quả trùng {percent(pair.score)} câu chữ"),
}
