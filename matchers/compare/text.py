"""Summaries and effects: shared words (a rewording keeps them) and shared phrases (a copy keeps those)."""

from __future__ import annotations

import numpy as np

from matchers.compare.batch import Batch
from matchers.compare.evidence import Comparator, Pair, percent
from matchers.compare.overlap import Overlap, overlap
from matchers.compare.sets import Floats, Union, contained, quantiles, united
from matchers.runs import Passages

_SHORT = 6  # words: a shorter text says nothing
_RAREST = 0.2  # of the shared passages: a copied text has stock sentences too, a model text nothing else
_MUCH = 30  # runs


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
    shared, sizes = batch.made(_phrases).shared, batch.corpus["summary"].sizes
    return batch.told((sizes(batch.left) > 0) & (sizes(batch.right) > 0), shared / (shared + _MUCH))


def _extent_line(pair: Pair) -> str:
    return f"Tóm tắt có {int(pair.batch.made(_phrases).shared[pair.at])} cụm ba từ chung"


def _sides(batch: Batch) -> tuple[Passages, Passages]:
    rows = batch.corpus["summary"]
    return Passages.of(*rows.take(batch.left)), Passages.of(*rows.take(batch.right))


def _couples(batch: Batch) -> Union:
    """Passages that stand together in the summaries; only of such as both have."""
    one, other = batch.made(_sides)
    a, b = (one.keys, one.rows), (other.keys, other.rows)
    return united(one.couples(contained(a, b)), other.couples(contained(b, a)), len(batch))


def _singles(batch: Batch) -> Union:
    """Passages that both summaries have."""
    one, other = batch.made(_sides)
    found = united(one.alone(), other.alone(), len(batch))
    return found.where(found.both)


def _rare(batch: Batch) -> Floats:
    """Share of the passages that both have which only these two have: a text that goes round is in others too."""
    found = batch.made(_singles)
    theirs = found.counts(batch.stats.run_counts(found.key) <= 2)
    return batch.told((found.shared > 0) & (batch.stats.total > 0), theirs / np.maximum(found.shared, 1))


def _often(batch: Batch) -> Floats:
    """In how many records the rarer passages stand that a pair has in common; NaN when it has none."""
    found = batch.made(_couples)
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
    "rare": Comparator(_rare, lambda pair: f"{percent(pair.score)} đoạn văn chung chỉ có ở hai bản này"),
    "model-text": Comparator(_model_text, _model_line),
    "effect": Comparator(_effect, lambda pair: f"Phần hiệu quả trùng {percent(pair.score)} câu chữ"),
}
