"""Comparators, one file per kind of field. A new one is two functions and a line in its file's list."""

from __future__ import annotations

from matchers.compare import alignment, figures, joint, persons, text, title
from matchers.compare.batch import Batch
from matchers.compare.evidence import Comparator, Evidence, Pair, Scores

# Joint ones last: they look at what the others found.
COMPARATORS: dict[str, Comparator] = {
    **title.COMPARATORS,
    **figures.COMPARATORS,
    **text.COMPARATORS,
    **alignment.COMPARATORS,
    **persons.COMPARATORS,
    **joint.COMPARATORS,
}


def scored(batch: Batch) -> Scores:
    """All that can be told of the pairs of a batch."""
    for code, comparator in COMPARATORS.items():
        if code not in batch.scores:
            batch.scores[code] = comparator.score(batch)
    return batch.scores


def evidence(batch: Batch, at: int) -> dict[str, Evidence]:
    """What is told of one pair of a batch, in words too; what cannot be told is left out."""
    found = {code: float(scores[at]) for code, scores in scored(batch).items()}
    return {
        code: Evidence(score, COMPARATORS[code].line(Pair(batch, at, score)))
        for code, score in found.items()
        if score == score  # noqa: PLR0124 - NaN: cannot tell
    }
