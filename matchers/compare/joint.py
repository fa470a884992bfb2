"""Evidence that lies in several fields together; made from what the single comparators said."""

from __future__ import annotations

import numpy as np

from matchers.compare.batch import Batch
from matchers.compare.evidence import Comparator, Scores, known, percent
from matchers.compare.sets import Floats, Marks
from matchers.compare.text import bags

_LONG = 24  # different words: shorter texts agree by chance
_VERBATIM = 0.85
_ACQUAINTED = 0.6


def strangers(scores: Scores) -> Marks:
    """No author in common and no phone: everything else must then weigh far more. Unknown authors are strangers."""
    return (known(scores, "authors") < _ACQUAINTED) & (known(scores, "phone") < 1.0)


def _copied(batch: Batch) -> Floats:
    """Title, summary and effect nearly word for word, long, and by other people. None unless all of that holds."""
    score = np.fmin(batch.scores["whole"], batch.scores["effect"])
    copied = strangers(batch.scores) & (score >= _VERBATIM) & ~np.isnan(batch.scores["whole"])
    copied[copied] = bags(batch.only(copied)).fewer >= _LONG
    return batch.told(copied, score)


def _same_case(batch: Batch) -> Floats:
    """Other people, but the same period, benefit and unit: the circumstances were copied along with the text."""
    parts = np.stack([batch.scores[code] for code in ("period", "benefit", "unit")])
    told = np.sum(~np.isnan(parts), axis=0)
    return batch.told(strangers(batch.scores) & (told > 1), np.nansum(parts, axis=0) / np.maximum(told, 1))


COMPARATORS = {
    "copied": Comparator(_copied, lambda pair: "Văn bản gần như chép nguyên văn, nhưng tác giả khác"),
    "same-case": Comparator(_same_case, lambda pair: f"Thời gian, giá trị làm lợi, đơn vị trùng {percent(pair.score)}"),
}
