"""How the contestants of `benchmarks.peers` are scored."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.peers import data, tools
from benchmarks.peers.data import Truth
from benchmarks.peers.run import told
from benchmarks.peers.score import accuracy, best_threshold, read

TRUTH = Truth(10, {("a", "b"): "scan", ("c", "d"): "copied"}, {("e", "f"): "series"})


def test_a_peer_gets_the_threshold_that_serves_it_best() -> None:
    scores = {("a", "b"): 0.9, ("e", "f"): 0.7, ("c", "d"): 0.6, ("g", "h"): 0.5, ("g", "i"): 0.5}
    assert best_threshold(scores, TRUTH.pairs) == 0.6
    assert best_threshold({**scores, ("x", "y"): 0.95, ("x", "z"): 0.95}, {("a", "b"): "scan"}) == 0.9


def test_pairs_of_one_score_are_flagged_together() -> None:
    assert best_threshold({("a", "b"): 0.5, ("g", "h"): 0.5}, TRUTH.pairs) == 0.5
    found = accuracy({("a", "b"): (0.5, ""), ("g", "h"): (0.5, "")}, TRUTH)
    assert (found.precision, found.recall) == (0.5, 0.5)


def test_sovang_is_scored_at_its_own_verdicts() -> None:
    said = {("a", "b"): (0.97, "same"), ("e", "f"): (0.4, "review"), ("c", "d"): (0.3, "review")}
    found = accuracy(said, TRUTH)
    assert (found.threshold, found.recall, found.same_precision) == (None, 1.0, 1.0)
    assert found.precision == pytest.approx(2 / 3)
    assert found.review == 200
    assert found.false == {"series": 1.0}
    assert found.by_kind == {"copied": 1.0, "scan": 1.0}


def test_a_register_goes_through_files(tmp_path: Path) -> None:
    data.make(tmp_path, "offices", 120, 3)
    known = data.truth(tmp_path)
    assert (known.records, len(known.pairs)) == (120, 7)
    assert all(
        text == text.lower() and text.isascii()
        for r in data.folded(tmp_path)
        for text in r["authors"]
        if "’" not in text
    )
    out = tmp_path / "found.csv"
    tools.main("rapidfuzz", tmp_path, out)
    assert accuracy(read(out), known).recall > 0.5


def test_what_is_not_installed_is_named_not_faked() -> None:
    table = told({"rensa": "not installed (`make peers` installs it)"}, TRUTH, "a test")
    assert "| rensa | not installed (`make peers` installs it) |" in table
