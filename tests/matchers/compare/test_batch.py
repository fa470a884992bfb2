"""A pair is judged by itself: neither the pairs beside it nor their order or number change what is found."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from benchmarks import planted
from benchmarks.registers import random_world
from matchers.compare import COMPARATORS, evidence, scored
from matchers.compare.batch import Batch
from matchers.compare.sets import MOST_PAIRS
from matchers.corpus import Corpus
from matchers.find import compared
from matchers.index import Caps
from matchers.model import default_model
from matchers.ranges import candidates
from matchers.statistics import Statistics
from schemas.match import Record
from tests.matchers.records import record

RECORDS = sorted(planted.make(random_world(150, 3)).records, key=lambda one: one.id)
CORPUS = Corpus.of(RECORDS)
STATS = Statistics.of(CORPUS)
PAIRS = np.stack(candidates(CORPUS, Caps()), axis=1)[::7]


def test_many_at_once_and_one_by_one_in_any_order_score_the_same() -> None:
    assert len(PAIRS) > 100
    whole = scored(Batch(CORPUS, PAIRS, STATS))
    backwards = scored(Batch(CORPUS, PAIRS[::-1], STATS))
    single = [scored(Batch(CORPUS, pair[None, :], STATS)) for pair in PAIRS[:60]]
    for code in COMPARATORS:
        np.testing.assert_array_equal(whole[code], backwards[code][::-1], err_msg=code)
        np.testing.assert_allclose(whole[code][:60], [one[code][0] for one in single], rtol=0, atol=1e-12, err_msg=code)


def test_every_comparator_tells_something_and_in_words() -> None:
    batch = Batch(CORPUS, PAIRS, STATS)
    told = [evidence(batch, at) for at in range(len(batch))]
    for code in {*COMPARATORS} - {"copied", "years"}:
        lines = [said[code].detail for said in told if code in said]
        assert lines, code
        assert all(lines), code
    for said in told:
        assert all(0 <= item.score <= 1 for item in said.values())


def test_the_size_of_batches_changes_nothing() -> None:
    whole = compared(Batch(CORPUS, PAIRS, STATS), default_model())
    parts = [compared(Batch(CORPUS, PAIRS[at : at + 13], STATS), default_model()) for at in range(0, len(PAIRS), 13)]
    assert whole
    assert [pair for part in parts for pair in part] == whole


def test_a_block_needs_nothing_but_what_can_be_sent_to_another_process() -> None:
    corpus, stats, model = pickle.loads(pickle.dumps((CORPUS, STATS, default_model())))
    assert compared(Batch(corpus, PAIRS, stats), model) == compared(Batch(CORPUS, PAIRS, STATS), default_model())


def test_nothing_can_be_told_of_empty_records() -> None:
    found = scored(Batch.of_two(Record(id="a"), record("b")))
    assert {code for code, score in found.items() if not np.isnan(score[0])} == set()


def test_a_batch_that_is_too_large_is_refused() -> None:
    with pytest.raises(ValueError, match="pairs in one batch"):
        Batch(CORPUS, np.zeros((MOST_PAIRS + 1, 2), dtype=np.int64), STATS)
