"""Comparators, one file per kind of field. A new one is two functions and a line in its file's list."""

from __future__ import annotations

from collections.abc import Iterable

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


# What is cheap to tell and tells much comes first: most pairs need no more. What a comparator looks at comes before it.
STAGES: tuple[tuple[str, ...], ...] = (
    (*persons.COMPARATORS, *title.COMPARATORS, "grades", "years", "period", "benefit", "effect", "same-case"),
    ("wording", "whole", "extent", "copied"),
    ("rare", "model-text"),
    ("words", "figures"),
)


def scored(batch: Batch, codes: Iterable[str] = COMPARATORS) -> Scores:
    """What can be told of the pairs of a batch, by some comparators and those that were asked before; or by all."""
    for code in codes:
        if code not in batch.scores:
            batch.scores[code] = COMPARATORS[code].score(batch)
    return {code: batch.scores[code] for code in COMPARATORS if code in batch.scores}


def evidence(batch: Batch, at: int) -> dict[str, Evidence]:
    """What is told of one pair of a batch, in words too; what cannot be told is left out."""
    found = {code: float(scores[at]) for code, scores in scored(batch).items()}
    return {
        code: Evidence(score, COMPARATORS[code].line(Pair(batch, at, score)))
        for code, score in found.items()
        if score == score  # noqa: PLR0124 - NaN: cannot tell
    }
