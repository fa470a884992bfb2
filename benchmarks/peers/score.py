"""What a contestant's pairs are worth: sovang's at its own thresholds, a peer's at the one that serves it best."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.data import Pair, Truth, ordered


@dataclass(frozen=True)
class Accuracy:
    """Shares from 0 to 1; `review`: pairs that a person is asked about, per 1000 records (None: no such verdict)."""

    threshold: float | None
    precision: float
    recall: float
    by_kind: dict[str, float]
    false: dict[str, float]
    same_precision: float | None
    review: float | None

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read(path: Path) -> dict[Pair, tuple[float, str]]:
    with path.open(newline="", encoding="utf-8") as lines:
        return {ordered(one, other): (float(score), verdict) for one, other, score, verdict in csv.reader(lines)}


def accuracy(found: Mapping[Pair, tuple[float, str]], truth: Truth) -> Accuracy:
    own = any(verdict for _, verdict in found.values())
    threshold = None if own else best_threshold({pair: score for pair, (score, _) in found.items()}, truth.pairs)
    flagged = {pair for pair, (score, _) in found.items() if threshold is None or score >= threshold}
    hits = len(flagged & truth.pairs.keys())
    same = {pair for pair in flagged if found[pair][1] == "same"}
    return Accuracy(
        threshold,
        hits / max(1, len(flagged)),
        hits / max(1, len(truth.pairs)),
        _shares(truth.pairs, flagged),
        _shares(truth.alike, flagged),
        len(same & truth.pairs.keys()) / max(1, len(same)) if own else None,
        1000 * (len(flagged) - len(same)) / truth.records if own else None,
    )


def best_threshold(scores: Mapping[Pair, float], true: Mapping[Pair, str]) -> float:
    """The score from which on flagging gives the highest F1 on this very truth: no user could know it."""
    best, threshold, hits, flagged = -1.0, 1.0, 0, 0
    ranked = sorted(((score, pair in true) for pair, score in scores.items()), key=lambda item: -item[0])
    for at, (score, right) in enumerate(ranked):
        hits, flagged = hits + right, flagged + 1
        last_of_its_score = at + 1 == len(ranked) or ranked[at + 1][0] < score
        if last_of_its_score and 2 * hits / (flagged + len(true)) > best:
            best, threshold = 2 * hits / (flagged + len(true)), score
    return threshold


def _shares(pairs: Mapping[Pair, str], flagged: set[Pair]) -> dict[str, float]:
    total = Counter(pairs.values())
    hits = Counter(kind for pair, kind in pairs.items() if pair in flagged)
    return {kind: hits[kind] / total[kind] for kind in sorted(total)}
