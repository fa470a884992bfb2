from functools import partial

import numpy as np
import pytest

from benchmarks import planted
from benchmarks.registers import random_world
from matchers.compare import gate
from matchers.compare.gate import worth_comparing
from matchers.compare.sets import united
from matchers.compare.sketch import Sketches
from matchers.corpus import Corpus
from matchers.index import Caps
from matchers.ranges import candidates
from matchers.runs import split

CORPUS = Corpus.of(planted.make(random_world(200, 5)).records)
ONE, OTHER = candidates(CORPUS, Caps())


@pytest.mark.parametrize(("bits", "spared"), [(64, 0.0), (1024, 0.5), (2048, 0.7)])
def test_no_pair_shares_more_than_its_sketches_allow(bits: int, spared: float) -> None:
    text = CORPUS["summary"]
    real = united(text.runs(ONE[:1000], 3), text.runs(OTHER[:1000], 3), 1000)
    parts = split(np.diff(text.starts), 1000, 30)
    most, fewer = Sketches.of(partial(text.runs, size=3), parts, bits).at_most(ONE[:1000], OTHER[:1000])
    shares = real.shared / np.maximum(real.fewer, 1)
    assert (shares <= most + 1e-12).all()
    assert (fewer <= real.fewer).all()
    assert (most < 0.4).mean() >= spared * (shares < 0.4).mean()


def test_sketches_spare_work_and_change_no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = worth_comparing(CORPUS, ONE, OTHER)
    monkeypatch.setattr(gate, "_MANY", 0)
    assert 0 < marks.sum() < len(marks)
    assert worth_comparing(CORPUS, ONE, OTHER).tolist() == marks.tolist()
